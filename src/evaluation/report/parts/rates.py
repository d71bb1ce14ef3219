"""Tables and charts of indicator values that several sections share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.based import carry
from evaluation.catalogue.model import Dimension
from evaluation.catalogue.unit import PERCENT
from evaluation.measured.intervals import wilson
from evaluation.measured.measure import Value
from evaluation.render.component import Component, column, notice, row
from evaluation.render.printed import Printed, name_as
from evaluation.report.parts.grouped import Families, separate
from evaluation.report.parts.grouped import families as grouped
from evaluation.study.counted import MONEY
from evaluation.study.periods import Period
from evaluation.view import amounts, binding, judged, revised, spans, wholes
from evaluation.view.judgements import standing
from evaluation.view.page_tables import both, name_with_unit, number, table_with_notes
from evaluation.view.view import View


def interval(view: View, code: str, region: str | None = None) -> tuple[float, float] | None:
    """95 % Wilson interval of a share of persons; None where an interval has no meaning."""
    indicator = view.results.indicator_named(code)
    if indicator.dimension is Dimension.TARGETS or not indicator.settle(view.study.choices)[1].proportion:
        return None
    value = view.results.value(region or view.region, code)
    upper, lower = value.numerator, value.denominator
    if value.exact is None or upper is None or lower is None or lower < 1 or not 0 <= upper <= lower:
        return None
    return wilson(upper, lower)


def rates(
    view: View, id: str, title: str, codes: list[str], notes: Sequence[str] = (), families: Families | None = None
) -> Component:
    """Indicators with clause, value, two sides, 95 % interval where it has a meaning, last year, the whole, the line.

    Grouped by ``families`` where given, then without intervals, which leaves room for the names. An indicator that no
    region reports for the period is named in a note only; when that is all of them, there is no table.
    """
    say, numbers = view.say, view.numbers
    shown, absent = separate(view, codes)
    if not shown:
        return notice("missing", Printed("").join(absent))
    rows, inferred, spread = [], False, dict[str, None]()
    past = any(of_last_year(view, c).exact is not None for c in shown)
    units = {PERCENT if (of := view.value(c).unit).form == PERCENT.form else of for c in shown}
    lined = any(standing(view, c).target for c in shown)
    for name, mine in grouped(view, shown, families or {}):
        if name:
            rows.append(row(name, role="group"))
        for code in mine:
            value, s = view.value(code), standing(view, code)
            span = None if families else interval(view, code)
            if span is not None:
                spread[s.indicator.settle(view.study.choices)[1].numerator.counts] = None
            whole = view.results.value(view.top, code)
            inferred |= s.indicator.inferred and bool(view.items(code))
            unit = "" if value.unit.form == PERCENT.form else numbers.table_unit(value.unit)
            rows.append(
                row(
                    name_with_unit(view, view.text(s.indicator.title), unit),
                    clause(view, code),
                    spans.name(view, spans.of(view, code)),
                    judged.cell(view, code),
                    both(view, value),
                    _span(view, span, value),
                    _last_cell(view, code) if past else "",
                    *([] if view.is_overview else [amounts.cell(view, whole)]),
                    judged.whole_demand(view, s) if lined else "",
                )
            )
    percent = "%" if PERCENT in units else None
    columns = [
        column(say("column.indicator"), weight=1),
        column(say("column.clause")),
        column(say("column.span")),
        number(say("column.value"), percent),
        number(say("column.sides")),
        number(say("column.interval"), "%"),
        number(say("column.last_year"), percent),
        *([] if view.is_overview else [number(view.short(view.top), percent)]),
        number(say("column.line")),
    ]
    sides = {side for c in shown for side in _units_counted(view, c)}
    money, counted = MONEY in sides, "persons" if sides <= {"persons", MONEY} else "counts"
    said = []
    if sides:
        full = (
            say("rates.note_money", counted=say(f"rates.note_{counted}"), unit=numbers.money_unit) if money else say("rates.note")
        )
        kinds = say("list.comma").join(map(numbers.unit_of_several, spread))
        said.append(full + (say("rates.note_interval", counted=kinds) if spread else ""))
    said += [say("rates.stated")] if any(view.value(c).unit.is_stated and not view.value(c).mark for c in shown) else []
    if PERCENT in units and len(units) > 1:
        said.append(say("rates.unit"))
    if inferred:
        said.append(say("rates.inferred"))
    if past and view.is_overview and view.compares and any(view.value(c).regions < len(view.results.regions) for c in shown):
        said.append(say("rates.same_regions"))
    told = [*revised.sentences(view, shown), *binding.sentences(view, shown), *spans.yearly(view, shown)]
    return table_with_notes(view, id, title, columns, rows, [*said, *notes, *told, *absent])


def _units_counted(view: View, code: str) -> set[str]:
    """What both sides of the reading used count."""
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    return {side.counts for side in (reading.numerator, reading.denominator) if side and not reading.unit.is_stated}


def _span(view: View, span: tuple[float, float] | None, of: Value) -> str:
    ends = () if span is None else (carry(Fraction(end), of.exact) for end in span)
    return Printed("–").join(map(view.numbers.decimal, ends))


def of_last_year(view: View, code: str) -> Value:
    """The value of a year before, of the whole over the regions of this year's; missing where no table reaches back."""
    [last] = _at(view, code, view.period.last_year, [view.region])
    if view.region != view.top:
        return last
    now, then = (_at(view, code, p, view.results.regions) for p in (view.period, view.period.last_year))
    return wholes.of_same_regions(view.results.indicator_named(code), now, then, last)


def with_last_year(view: View, code: str) -> tuple[Value, Value]:
    """The value of now and that of a year before, of the whole both over the regions that have both."""
    now, last = view.value(code), of_last_year(view, code)
    if view.region != view.top or now.regions == last.regions:
        return now, last
    then, here = (_at(view, code, p, view.results.regions) for p in (view.period.last_year, view.period))
    return wholes.of_same_regions(view.results.indicator_named(code), then, here, now), last


def _at(view: View, code: str, period: Period, regions: Sequence[str]) -> list[Value]:
    """The values of a period by the reading that is used, missing ones as such."""
    value, values = view.value(code), view.results.values
    absent = value._replace(numerator=None, denominator=None, mark="missing")
    return [values.get((r, period, code, value.reading), absent._replace(region=r)) for r in regions]


def _last_cell(view: View, code: str) -> str:
    """That value; of the whole with how many regions it is of where they are fewer than this year's."""
    last = of_last_year(view, code)
    as_measured = view.results.values.get((last.region, last.period, code, last.reading)) == last
    text = amounts.cell(view, last, keyed=as_measured)
    fewer = last.exact is not None and last.regions != view.value(code).regions
    return text + wholes.count_note(view, last.regions) if fewer and view.is_overview else text


def clause(view: View, code: str) -> str:
    """``HB-20, 7``: short, so that the column stays narrow; a star where the measure is inferred."""
    first, *more = view.items(code) or [""]
    text = name_as("clause", ", ".join([first, *(item.partition("-")[2] for item in more)]))
    return text + ("*" if first and view.results.indicator_named(code).inferred else "")
