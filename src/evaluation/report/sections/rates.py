"""Tables and charts of indicator values that several sections share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.indicators.intervals import wilson
from evaluation.indicators.measure import Value
from evaluation.indicators.model import Dimension, When
from evaluation.report import charts, judged
from evaluation.report.component import Component, column, figure, row
from evaluation.report.judgements import Standing, standing
from evaluation.report.sections.grouped import Families, apart
from evaluation.report.sections.grouped import families as grouped
from evaluation.report.sections.twins import both, compared, named, noted, number, regions, selected
from evaluation.report.view import View
from evaluation.study import periods


def interval(view: View, code: str, region: str | None = None) -> tuple[float, float] | None:
    """95 % Wilson interval of a share of persons; None where an interval has no meaning."""
    indicator = view.results.indicator(code)
    if indicator.dimension is Dimension.TARGETS or not indicator.settle(view.study.choices)[1].proportion:
        return None
    value = view.results.value(region or view.region, code)
    if value.exact is None or value.denominator < 1 or not 0 <= value.numerator <= value.denominator:
        return None
    return wilson(value.numerator, value.denominator)


def rates(
    view: View, id: str, title: str, codes: list[str], notes: Sequence[str] = (), families: Families | None = None
) -> Component:
    """Indicators with clause, value, two sides, 95 % interval where it has a meaning, last year, the whole, the line.

    Grouped by ``families`` where given, then without intervals, which leaves room for the names. An indicator that no
    region reports for the period is named in a note only.
    """
    say, numbers = view.say, view.numbers
    shown, absent = apart(view, codes)
    rows, partial, spans, inferred = [], {}, 0, False
    past = any(_last(view, c).exact is not None for c in shown)
    units = {view.value(c).unit for c in shown}
    for name, mine in grouped(view, shown, families or {}):
        if name:
            rows.append(row(name, role="group"))
        for code in mine:
            value, s = view.value(code), standing(view, code)
            span = None if families else interval(view, code)
            spans += span is not None
            whole = view.results.value(view.top, code)
            if whole.exact is not None and whole.regions < len(view.results.regions):
                partial.setdefault(whole.regions, []).append(view.title(code))
            inferred |= s.indicator.inferred and bool(view.items(code))
            unit = "" if value.unit == "%" else numbers.table_unit(value.unit)
            rows.append(
                row(named(view, s.indicator.title[view.language], unit), clause(view, code), _value(view, s),
                    both(view, value), _span(view, span),
                    numbers.bare(_last(view, code)) if past else "", *([] if view.is_overview else [numbers.bare(whole)]),
                    view.demand_text(s.target))
            )  # fmt: skip
    percent = "%" if "%" in units else None
    columns = [
        column(say("column.indicator"), weight=1), column(say("column.clause")), number(say("column.value"), percent),
        number(say("column.sides")), number(say("column.interval"), "%"), number(say("column.last_year"), percent),
        *([] if view.is_overview else [number(view.short(view.top), percent)]), number(say("column.line")),
    ]  # fmt: skip
    money = any("fen" in _counted(view, c) for c in shown)
    said = [say("rates.note_money" if money else "rates.note") + (say("rates.note_interval") if spans else "")]
    if "%" in units and len(units) > 1:
        said.append(say("rates.unit"))
    if inferred:
        said.append(say("rates.inferred"))
    return noted(view, id, title, columns, rows, [*said, *notes, *_partial(view, partial), *absent])


def _counted(view: View, code: str) -> set[str]:
    """What both sides of the reading used count."""
    _, reading = view.results.indicator(code).settle(view.study.choices)
    return {side.counts for side in (reading.numerator, reading.denominator) if side}


def _span(view: View, span: tuple[float, float] | None) -> str:
    return "" if span is None else "–".join(view.numbers.decimal(Fraction(end)) for end in span)


def _last(view: View, code: str) -> Value:
    """The value of a year before; missing where no table reaches back."""
    value = view.value(code)
    absent = value._replace(numerator=None, denominator=None, mark="missing")
    return view.results.values.get((view.region, periods.last_year(view.period), code, value.reading), absent)


def clause(view: View, code: str) -> str:
    """``HB-20, 7``: short, so that the column stays narrow; a star where the measure is inferred."""
    first, *more = view.items(code) or [""]
    text = ", ".join([first, *(item.partition("-")[2] for item in more)])
    return text + ("*" if first and view.results.indicator(code).inferred else "")


def _partial(view: View, partial: dict[int, list[str]]) -> list[str]:
    """How many regions are in the whole, where it is not all of them."""
    say = view.say
    if not partial:
        return []
    told = []
    for counted, titles in sorted(partial.items(), reverse=True):
        words = (
            say("list.comma").join(titles)
            if len(titles) <= 5
            else say("rates.partial_many", count=str(len(titles)))
        )
        told.append(say("rates.partial_item", title=words, regions=str(counted)))
    count = str(len(view.results.regions))
    return [say("rates.partial", whole=view.name(view.top), count=count, items=say("list.semicolon").join(told))]


def _value(view: View, s: Standing, region: str | None = None) -> str:
    """The value for a cell; beside a line with the digits that show its judgement."""
    value = view.results.value(region or view.region, s.indicator.code)
    return view.numbers.bare(value) if value.exact is None or value.denominator is None else judged.bare(view, s)


def against_others(view: View, code: str) -> Component:
    """All regions sorted, this one emphasised, with the line and the whole."""
    say, numbers = view.say, view.numbers
    _, reading = view.results.indicator(code).settle(view.study.choices)
    rows = []
    for region in compared(view, code):
        value, s = view.results.value(region, code), standing(view, code, region)
        rows.append(
            charts.DotRow(
                key=region,
                label=view.short(region),
                value=None if value.exact is None else float(value.exact),
                value_text=_value(view, s, region),
                interval=interval(view, code, region),
                state=s.state,
            )
        )
    whole, line = view.results.value(view.top, code), standing(view, code, view.results.regions[0])
    target = None
    if line.target is not None:
        target = charts.Reference(value=float(line.target.value), text=view.demand_text(line.target))
    province = None
    if whole.exact is not None and not shares_whole(view, code):
        province = charts.Reference(
            value=float(whole.exact), text=f"{view.short(view.top)} {view.printed(code, whole.exact)}"
        )
    mine = standing(view, code)
    title = _message(view, mine)
    return figure(
        f"{code}-regions", title,
        say("dots.subtitle", title=view.title(code), unit=numbers.unit(reading.unit), period=view.period_text()),
        svg=charts.dots(
            rows, None if view.is_overview else view.region, target=target, province=province,
            comma=reading.unit == "yuan/person",
        ),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{r.label} {r.value_text}" for r in rows),
        notes=[*([say("dots.note")] if any(r.interval for r in rows) else []), *selected(view, len(rows))],
        table=regions(view, code),
    )  # fmt: skip


def shares_whole(view: View, code: str) -> bool:
    """A share of the whole has the whole at 100 %: no reference line for the regions."""
    _, reading = view.results.indicator(code).settle(view.study.choices)
    return bool(reading.denominator) and any(t.when is When.WHOLE for t in reading.denominator.terms)


def _message(view: View, mine: Standing) -> str:
    say = view.say
    code = mine.indicator.code
    title = mine.indicator.title[view.language]
    order = view.results.ordered(code)
    if not order:
        return say("dots.no_value", region=view.name(), title=title)
    if view.is_overview:
        missed = sum(standing(view, code, r).state == "missed" for r in view.results.regions)
        key = "dots.overview_missed" if missed else "dots.overview"
        first, last = order[0], order[-1]
        return say(
            key, title=title, missed=str(missed), count=str(len(order)), first=view.short(first[0]),
            last=view.short(last[0]), high=view.printed(code, first[1]), low=view.printed(code, last[1]),
            line=view.demand_value(standing(view, code, view.results.regions[0]).target),
        )  # fmt: skip
    if mine.value is None:
        return say("dots.no_value", region=view.name(), title=title)
    rank = 1 + sum(v > mine.value for _, v in order)
    whole = view.results.value(view.top, code).exact
    if mine.state in ("met", "missed"):
        return say(
            f"dots.{mine.state}", title=title, value=view.printed(code, mine.value), line=view.demand_value(mine.target),
            rank=str(rank), count=str(len(order)),
        )  # fmt: skip
    if whole is None or shares_whole(view, code):
        return say(
            "dots.rank", title=title, value=view.printed(code, mine.value), rank=str(rank), count=str(len(order))
        )
    side = "above" if mine.value > whole else "below" if mine.value < whole else "equal"
    return say(
        f"dots.{side}", title=title, value=view.printed(code, mine.value), whole=view.name(view.top),
        whole_value=view.printed(code, whole), rank=str(rank), count=str(len(order)),
    )  # fmt: skip
