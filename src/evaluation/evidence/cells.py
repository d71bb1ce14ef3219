"""The delivered cells that a figure is made of, each with the sign it goes in with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from evaluation.data.tall import Cell
from evaluation.measured.lookups import Lookup
from evaluation.measured.results import Results
from evaluation.study.periods import Period

MOST_LISTED = 60
"""Cells of a figure listed one by one; of more (as of a whole of many regions) the table of cells has them."""


class SignedCell(NamedTuple):
    """A delivered cell, and how often it is added (below 0: taken away)."""

    times: int
    cell: Cell


class Inquiry(NamedTuple):
    """What is looked up for a region."""

    region: str
    terms: tuple[Lookup, ...]


class Sources:
    """Of all figures of some ``results``."""

    def __init__(self, results: Results) -> None:
        self._results, self._top = results, results.study.top.code
        self._of: dict[str, Mapping[tuple[str, Period], Sequence[Cell]]] = {}
        self._found: dict[Inquiry, tuple[SignedCell, ...]] = {}

    def behind(self, asked: Iterable[Inquiry]) -> tuple[SignedCell, ...]:
        """The cells of all that is asked for."""
        found: list[SignedCell] = []
        for one in asked:
            if one not in self._found:
                self._found[one] = tuple(self._look_up(one))
            found += self._found[one]
        return tuple(found)

    def _look_up(self, asked: Inquiry) -> Iterator[SignedCell]:
        for term in asked.terms:
            for region in self._parts(term.region or asked.region, term.quantity):
                cells = self._cells(region)
                for period, sign in self._results.figures.sources(region, term.periods, term.quantity).items():
                    for cell in cells.get((term.quantity, period), ()):
                        yield SignedCell(sign * term.coefficient, cell)

    def _parts(self, region: str, quantity: str) -> Sequence[str]:
        """The regions that a figure is the sum of."""
        if region != self._top or region in self._results.regions:
            return (region,)
        counted = self._results.catalogue.quantities.get(quantity)
        return self._results.regions if counted is not None and counted.adds_over_regions else (region,)

    def _cells(self, region: str) -> Mapping[tuple[str, Period], Sequence[Cell]]:
        if region not in self._of:
            found: dict[tuple[str, Period], list[Cell]] = {}
            ahead = (cell for cell in self._results.delivery.ahead_rows if cell.region == region)  # plans of the year that runs
            for cell in (*self._results.cells_of(region), *ahead):
                found.setdefault((cell.quantity, cell.period), []).append(cell)
            self._of[region] = found
        return self._of[region]


def list_cells(cells: Sequence[SignedCell]) -> str:
    """``money.csv: 职介补贴 121 = 249581; −105 = 190562``: file with sheet, column, then row and text as delivered, a minus before
    the row of a cell that is taken away. Empty for none."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for times, cell in cells:
        sign = "" if times == 1 else "−" if times == -1 else f"{times}× "
        found.setdefault((cell.file, cell.sheet, cell.column), []).append(f"{sign}{cell.row} = {cell.text}")
    places = (
        f"{file}{f' [{sheet}]' if sheet else ''}: {column} {'; '.join(rows)}" for (file, sheet, column), rows in found.items()
    )
    return " | ".join(places)
