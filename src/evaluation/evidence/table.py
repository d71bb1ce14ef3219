"""``evidence.csv``: a row for every number that a report or an official document prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from evaluation.evidence.cells import MOST_LISTED, Inquiry, SignedCell, Sources, list_cells
from evaluation.evidence.explain import Explaining
from evaluation.evidence.explained import Explained
from evaluation.evidence.places import NumberPlace, places
from evaluation.render.printed import name_as
from evaluation.view.view import View

HEADER = (
    *("number", "element", "title", "row", "column", "printed", "exact", "unit"),
    *("kind", "what", "code", "region", "months", "reading", "formula", "numerator", "denominator", "rule", "clause", "cells"),
)


def evidence(view: View, contents: Iterable[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    """The rows, header first, of the components of a report in their order. Cells of the region of a page are listed; those of
    others stand in the evidence of theirs, and those of many regions in the table of cells."""
    explaining = Explaining(view)
    cells = _Cells(view, explaining.sources)
    yield HEADER
    for count, place in enumerate(places(contents), start=1):
        yield (count, *_row(place, explaining.of(place.number), cells))


def _row(place: NumberPlace, found: Explained, cells: _Cells) -> tuple[object, ...]:
    number, key = place.number, found.key
    return (
        *(place.element, place.title, place.row, place.column),
        *(number.printed, _exact(number.exact), number.unit or "", found.kind, str(found.title)),
        *((key.code, key.region, key.span) if key else ("", "", "")),
        *map(str, (found.reading, found.formula, found.numerator, found.denominator, found.rule, found.clause)),
        cells.tell(found),
    )


def _exact(said: str) -> str:
    """Decimal where it ends; else as a fraction that no spreadsheet takes for a date."""
    value = Fraction(said)
    return said.replace("/", " ÷ ") if value.denominator != 1 else said


class _Cells:
    """What is told of the cells behind the numbers of a page."""

    def __init__(self, view: View, sources: Sources) -> None:
        self._view, self._sources = view, sources
        self._told: dict[tuple[Inquiry, ...], str] = {}

    def tell(self, found: Explained) -> str:
        if not found.asked or found.key is None:
            return ""
        if found.key.region != self._view.region and not self._view.is_overview:
            return self._view.say("evidence.cells_elsewhere", region=self._view.name(found.key.region))
        if found.asked not in self._told:
            self._told[found.asked] = self._tell(self._sources.behind(found.asked))
        return self._told[found.asked]

    def _tell(self, cells: Sequence[SignedCell]) -> str:
        say = self._view.say
        if len(cells) <= MOST_LISTED:
            return list_cells(cells)
        quantities = say("list.comma").join(name_as("code", code) for code in sorted({found.cell.quantity for found in cells}))
        return say("evidence.cells_many", count=self._view.numbers.count(len(cells)), quantities=quantities)
