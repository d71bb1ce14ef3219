"""All regions sorted by one indicator, with the line and the whole."""

from __future__ import annotations

from fractions import Fraction

from evaluation.render import charts
from evaluation.render.component import Component, figure
from evaluation.render.printed import Printed, digits
from evaluation.report.parts.chart_tables import regions
from evaluation.report.parts.rates import interval
from evaluation.report.parts.shown_regions import compared_regions, selection_note
from evaluation.study.counted import MONEY
from evaluation.view import apart, judged, placing, spans
from evaluation.view.judgements import lines_of, shares_whole, standing
from evaluation.view.page_tables import list_names
from evaluation.view.view import View


def against_others(view: View, code: str) -> list[Component]:
    """All regions sorted, this one emphasised, with the line where it is one for all, and the whole; nothing of one region."""
    return [_dots(view, code)] if view.compares else []


def _dots(view: View, code: str) -> Component:
    say, numbers = view.say, view.numbers
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    over = numbers.scales.of_tables(reading.unit.top).base if reading.unit.form == "level" else 1
    rows = []
    for region in compared_regions(view, code):
        value, s = view.results.value(region, code), standing(view, code, region)
        rows.append(
            charts.DotRow(
                key=region,
                label=view.short(region),
                value=None if value.exact is None else float(value.exact / over),
                value_text=judged.cell(view, code, region),
                interval=interval(view, code, region),
                state=s.state,
            )
        )
    whole, lines = view.results.value(view.top, code), lines_of(view, code)
    target = None
    if len(lines) == 1:
        lined = next(s for r in view.results.regions if (s := standing(view, code, r)).line is not None)
        target = charts.Reference(value=float((lined.line or 0) / over), text=judged.whole_demand(view, lined))
    province = None
    if whole.exact is not None and not shares_whole(view, code):
        text = Printed(view.short(view.top), " ", judged.of(view, code, view.top))
        province = charts.Reference(value=float(whole.exact / over), text=text)
    title, covered = message(view, code), spans.span_sentence(view, [code])
    return figure(
        f"{code}-regions",
        title,
        say("dots.subtitle", title=view.title(code), unit=numbers.table_unit(reading.unit), period=covered),
        svg=charts.dots(
            rows,
            None if view.is_overview else view.region,
            target=target,
            province=province,
            comma=reading.unit.form == "quotient" and reading.unit.top == MONEY,
        ),
        alt=view.alt(title, ((r.label, r.value_text) for r in rows)),
        notes=[*([say("dots.note")] if any(r.interval for r in rows) else []), *selection_note(view, "indicators.csv")],
        table=regions(view, code),
    )


def message(view: View, code: str) -> str:
    """What the chart says: of this region against its line, or against the whole, and its rank; of the whole, how many
    regions miss their line, and the highest and the lowest."""
    if view.is_overview:
        return _of_the_whole(view, code)
    s = standing(view, code)
    mine, theirs = _both(view, code)
    return view.sentence(
        "dots.met",
        "dots.missed",
        "dots.above",
        "dots.below",
        "dots.equal",
        "dots.alone",
        "dots.no_value",
        of=code,
        region=view.name(),
        title=view.title(code),
        value=mine,
        line=judged.line(view, s) or view.demand_value(s.target),
        whole=view.name(view.top),
        whole_value=theirs,
        place=placing.words(view, code),
    )


def _both(view: View, code: str) -> tuple[str, str]:
    """The value here and that of the whole; without a line, with the digits that tell them apart."""
    mine, theirs = judged.of(view, code), judged.of(view, code, view.top)
    here, whole = view.value(code), view.results.value(view.top, code)
    if standing(view, code).target is not None or here.exact is None or whole.exact is None:
        return mine, theirs
    n = apart.places(here.exact, whole.exact)
    return (mine, theirs) if n is None else (view.text_of(code, here.exact, places=n), view.text_of(code, whole.exact, places=n))


def _of_the_whole(view: View, code: str) -> str:
    order = view.results.order(code)
    states = [standing(view, code, r).state for r in view.results.regions]
    missed, met = states.count("missed"), states.count("met")
    lines = lines_of(view, code)
    line = view.sentence("dots.one_line", "dots.own_lines", of=code, line=view.demand_value(lines[0]) if lines else "")
    ends = {"first": "", "last": "", "high": "", "low": ""}
    if order:
        (high, low) = order[0][1], order[-1][1]
        ends = {
            "first": _who(view, code, high),
            "last": _who(view, code, low),
            "high": judged.of(view, code, order[0][0]),
            "low": judged.of(view, code, order[-1][0]),
        }
    spread = view.sentence("dots.spread", "dots.level", "dots.one", of=code, **ends)
    return view.sentence(
        "dots.overview_missed",
        "dots.overview_met",
        "dots.overview",
        "dots.no_value",
        of=code,
        title=view.title(code),
        region=view.name(),
        missed=digits(missed),
        count=digits(missed + met),
        line=line,
        spread=spread,
    )


def _who(view: View, code: str, value: Fraction) -> str:
    return list_names(view, [view.short(r) for r, v in view.results.order(code) if v == value])
