"""Tables and charts of indicator values that several sections share."""

from __future__ import annotations

from fractions import Fraction

from evaluation.indicators.intervals import wilson
from evaluation.indicators.measure import Value
from evaluation.indicators.model import Dimension, When
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, row
from evaluation.report.judgements import Standing, decimals, standing
from evaluation.report.sections.twins import both, compared, noted, number, regions, selected
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


def rates(view: View, id: str, title: str, codes: list[str], notes: list[str] | None = None) -> Component:
    """Indicators with value, two sides, 95 % interval where it has a meaning, last year, the whole, the line."""
    say, numbers = view.say, view.numbers
    before = periods.last_year(view.period)
    rows, partial, spans = [], [], 0
    for code in codes:
        value, s = view.value(code), standing(view, code)
        span = interval(view, code)
        spans += span is not None
        last = view.results.values.get((view.region, before, code, value.reading))
        whole = view.results.value(view.top, code)
        if whole.exact is not None and whole.regions < len(view.results.regions):
            partial.append(say("rates.partial_item", title=view.title(code), regions=str(whole.regions)))
        last_text = numbers.bare(last) if last else ""  # no table of that year at all
        rows.append(
            row(
                view.say("rates.name", title=s.indicator.title[view.language], unit=numbers.table_unit(value.unit)),
                _value(view, s, value), both(view, value),
                "" if span is None else f"{numbers.decimal(Fraction(span[0]))}–{numbers.decimal(Fraction(span[1]))}",
                last_text, *([] if view.is_overview else [numbers.bare(whole)]), view.demand_text(s.target),
            )
        )  # fmt: skip
    columns = [
        column(say("column.indicator"), weight=1), number(say("column.value")), number(say("column.sides")),
        number(say("column.interval")), number(say("column.last_year")),
        *([] if view.is_overview else [number(view.short(view.top))]), number(say("column.line")),
    ]  # fmt: skip
    said = [say("rates.note") + (say("rates.note_interval") if spans else ""), *(notes or [])]
    if partial:
        count = str(len(view.results.regions))
        told = say("list.comma").join(partial)
        said.append(say("rates.partial", whole=view.name(view.top), count=count, items=told))
    return noted(view, id, title, columns, rows, said)


def _value(view: View, s: Standing, value: Value) -> str:
    """Enough places that a missed line does not look met."""
    if s.value is None or decimals(s) == 1:
        return view.numbers.bare(value)
    return view.numbers.decimal(value.exact, decimals(s))


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
                value_text=numbers.bare(value),
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


def readings(view: View, codes: list[str]) -> Component:
    """Every reading of the clauses left open, with the one the study chose."""
    say, numbers = view.say, view.numbers
    rows = []
    for code in codes:
        indicator = view.results.indicator(code)
        if len(indicator.readings) == 1:
            continue
        chosen, _ = indicator.settle(view.study.choices)
        for name, reading in indicator.readings.items():
            value = view.value(code, reading=name)
            use = say("readings.chosen") if name == chosen else say("readings.beside")
            rows.append(
                row(say("readings.name", title=indicator.title[view.language], reading=reading.words[view.language],
                        unit=numbers.table_unit(reading.unit)),
                    numbers.bare(value), both(view, value), use)
            )  # fmt: skip
    columns = [
        column(say("readings.reading"), weight=5), number(say("column.value")), number(say("column.sides")),
        column(say("readings.use")),
    ]  # fmt: skip
    return noted(view, "readings-table", say("readings.table"), columns, rows, [say("readings.note")])
