"""One indicator of one region followed to the cells that it was delivered in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evaluation.catalogue.model import Expression
from evaluation.catalogue.span import Covers
from evaluation.evidence.cells import Inquiry, SignedCell
from evaluation.evidence.explain import Explaining, regions_in
from evaluation.measured.figure import Figure, worst
from evaluation.measured.lookups import Lookup
from evaluation.measured.measure import lookups
from evaluation.study.periods import Period
from evaluation.view.view import View

MOST_LINES = 24
"""Cells of one term in the text; all of them are in the JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCell:
    """A delivered cell with how often it is added."""

    times: int
    region: str
    period: str
    file: str
    sheet: str
    row: int
    column: str
    text: str
    unit: str

    def __str__(self) -> str:
        sheet = f" [{self.sheet}]" if self.sheet else ""
        sign = "+" if self.times > 0 else "−"
        return f"{sign} {self.region} {self.period}  {self.file}{sheet} row {self.row}, {self.column}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedTerm:
    """A quantity that goes into a side: its amount there, without the sign, or the mark of what it lacks."""

    times: int
    quantity: str
    title: str
    months: str
    amount: str
    cells: tuple[TracedCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedSide:
    """The upper or the lower side of an indicator."""

    amount: str
    terms: tuple[TracedTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An indicator of a region in the reading used; ``exact`` is its value as a fraction, ``target`` what is demanded of it."""

    study: str
    region: str
    name: str
    period: str
    indicator: str
    title: str
    clause: str
    reading: str
    formula: str
    value: str
    exact: str
    target: str
    completion: str
    numerator: TracedSide
    denominator: TracedSide | None

    @property
    def plain(self) -> dict[str, Any]:
        return asdict(self)


def trace(view: View, code: str) -> Trace:
    """The indicator of the page's region and period. :class:`NotMeasured` for one that the study has not, with a near match."""
    indicator, value = view.results.indicator_named(code), view.value(code)
    reading = indicator.readings[value.reading]
    covers = indicator.span_of(reading).covers
    done = view.results.progress(view.region, code) if indicator.is_amount else None
    asked_for = done.target if done else None
    regions = [view.region] if reading.is_stated else regions_in(view.results, value, covers)
    return Trace(
        study=view.study.name,
        region=view.region,
        name=str(view.name()),
        period=view.period.spelled,
        indicator=code,
        title=str(view.title(code)),
        clause=str(view.clause(code)),
        reading=view.reading_name(reading) or value.reading,
        formula=reading.formula(view.language, view.catalogue.counts),
        value=str(view.numbers.value(value)),
        exact="" if value.exact is None else str(value.exact),
        target="" if asked_for is None else str(view.demand_text(asked_for)) + f" ({asked_for.source}; {asked_for.status})",
        completion="" if done is None or done.completion is None else str(view.numbers.percent(done.completion)),
        numerator=_side(view, reading.numerator, value.numerator, regions, covers),
        denominator=None if reading.denominator is None else _side(view, reading.denominator, value.denominator, regions, covers),
    )


def _side(view: View, part: Expression, amount: int | None, regions: Sequence[str], covers: Covers) -> TracedSide:
    terms = lookups(part, covers, view.period, view.top, view.results.catalogue.items)
    told = "" if amount is None else str(view.numbers.full(amount, part.counts))
    return TracedSide(amount=told, terms=tuple(_term(view, term, regions) for term in terms))


def _term(view: View, term: Lookup, regions: Sequence[str]) -> TracedTerm:
    places = [term.region] if term.region else regions
    found = [_figure(view, region, term) for region in places]
    known = [figure.amount for figure in found if figure.amount is not None]
    counts = view.results.catalogue.quantities[term.quantity].counts
    sources = Explaining(view).sources
    cells = sources.behind(Inquiry(region, (term._replace(coefficient=1),)) for region in places)
    return TracedTerm(
        times=term.coefficient,
        quantity=term.quantity,
        title=str(view.quantity(term.quantity)),
        months=_span(term.periods),
        amount=str(view.numbers.full(sum(known), counts)) if known else worst(figure.mark for figure in found),
        cells=tuple(map(_cell, cells)),
    )


def _figure(view: View, region: str, term: Lookup) -> Figure:
    figures, when = view.results.figures, term.periods
    return figures.over(region, when, term.quantity) if len(when) > 1 else figures.at(region, when[0], term.quantity)


def _span(when: Sequence[Period]) -> str:
    return when[0].spelled if len(when) == 1 else f"{when[0].spelled}..{when[-1].spelled}"


def _cell(found: SignedCell) -> TracedCell:
    c = found.cell
    return TracedCell(
        times=found.times,
        region=c.region,
        period=c.period.spelled,
        file=c.file,
        sheet=c.sheet,
        row=c.row,
        column=c.column,
        text=c.text,
        unit=c.unit,
    )


def lines(traced: Trace) -> Iterator[str]:
    """The trace as a tree of lines."""
    t = traced
    yield f"{t.study}  {t.region} {t.name}  {t.period}"
    yield f"{t.indicator}  {t.title}{f'  ({t.clause})' if t.clause else ''}: {t.value}"
    yield f"  reading {t.reading}: {t.formula}"
    if t.target:
        yield f"  demanded {t.target}{f', completed {t.completion}' if t.completion else ''}"
    for name, side in (("numerator", t.numerator), ("denominator", t.denominator)):
        if side is not None:
            yield f"  {name} {side.amount or 'is not known'}"
            for term in side.terms:
                yield from _lines_of(term)


def _lines_of(term: TracedTerm) -> Iterator[str]:
    sign = {1: "+", -1: "−"}.get(term.times, f"{term.times} ×")
    yield f"    {sign} {term.title} ({term.quantity}, {term.months}): {term.amount}"
    yield from (f"        {cell}" for cell in term.cells[:MOST_LINES])
    if len(term.cells) > MOST_LINES:
        yield f"        and {len(term.cells) - MOST_LINES} more cells; --json lists all"
