"""What lies inside the region: its parts with the main figures, and what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from evaluation.catalogue.model import Indicator
from evaluation.catalogue.unit import ValueUnit
from evaluation.data.tall import Cell
from evaluation.measured import measure
from evaluation.measured.measure import Value
from evaluation.render.component import Component, column, row
from evaluation.view import spans
from evaluation.view.page_tables import files_of, number, table_with_notes
from evaluation.view.view import View

_INDICATORS, _QUANTITIES = 4, 4  # columns


def table(view: View) -> list[Component]:
    """The regions listed directly inside this one that have figures, the region itself last; nothing where no file has any."""
    study, figures = view.study, view.results.figures
    parts = [r.code for r in study.regions if r.parent == view.region and r.code in figures.having]
    if view.is_overview or not parts:
        return []
    say, codes = view.say, [*(view.study.file.headline or [i.code for i in view.results.indicators])][:_INDICATORS]
    quantities = [q for q in dict.fromkeys(view.inputs(*codes)) if view.mapped(q)][:_QUANTITIES]
    shown = [view.results.indicator_named(code) for code in codes if not _is_one_of(view, code, quantities)]
    files = _files(view, {*quantities, *view.inputs(*(i.code for i in shown))})
    if not files:
        return []
    values = {i.code: _values(view, i, parts) for i in shown}
    rows = [
        row(view.short(region), *_amounts(view, region, quantities), *(view.numbers.bare(values[i.code][region]) for i in shown))
        for region in parts
    ]
    own = (view.numbers.bare(view.value(i.code)) for i in shown)
    rows.append(row(view.name(), *_amounts(view, view.region, quantities), *own, role="total"))
    counts = {q: view.catalogue.quantities[q].counts for q in quantities}
    covered = [(view.quantity(q), spans.figure_and_span(view, view.region, q)[1]) for q in quantities]
    period, heads = spans.heads(view, [*covered, *((view.title(i.code), spans.of(view, i.code)) for i in shown)])
    units: list[str | ValueUnit] = [*(counts[q] for q in quantities), *(view.value(i.code).unit for i in shown)]
    columns = [
        column(_level(view, parts), weight=2),
        *(number(head, view.numbers.table_unit(unit)) for head, unit in zip(heads, units, strict=True)),
    ]
    notes = [told for told in [view.sentence("background.inside_sums", region=view.name())] if told]
    title = say("background.inside", region=view.name(), period=period)
    return [table_with_notes(view, "inside", title, columns, rows, notes, files)]


def _level(view: View, parts: Sequence[str]) -> str:
    """What they are where they are all of one level."""
    found = {view.study.by_code[part].level for part in parts}
    word = view.level(found.pop()) if len(found) == 1 else view.say("column.region")
    return word[:1].upper() + word[1:]


def _files(view: View, used: Collection[str]) -> str:
    """The files that hold a figure of these quantities for the region or for what is listed in it, up to the page's period."""
    own = (*view.results.cells_of(view.region), *_delivered_inside(view))
    return files_of(view, [c for c in own if c.quantity in used and c.period.last_day <= view.period.last_day])


def _delivered_inside(view: View) -> Iterator[Cell]:
    for region in view.study.regions:
        if region.parent == view.region:
            yield from view.results.cells_of(region.code)


def _is_one_of(view: View, code: str, quantities: Sequence[str]) -> bool:
    """Whether the indicator is one of these quantities over the same stretch of time, which has a column already."""
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    alone = reading.denominator is None and len(reading.terms) == 1 and reading.terms[0].coefficient == 1
    of = reading.terms[0].quantity.code
    return alone and of in quantities and spans.of(view, code) == spans.figure_and_span(view, view.region, of)[1]


def _values(view: View, indicator: Indicator, parts: list[str]) -> dict[str, Value]:
    name, reading = indicator.settle(view.study.choices)
    covers, figures = indicator.span_of(reading).covers, view.results.figures
    made = measure.over(indicator, name, figures, parts, view.period, view.top, covers)
    return {value.region: value for value in made}


def _amounts(view: View, region: str, quantities: list[str]) -> Iterator[str]:
    for code in quantities:
        counts, (found, _) = view.catalogue.quantities[code].counts, spans.figure_and_span(view, region, code)
        yield view.numbers.cell(found.amount, counts, found.mark)
