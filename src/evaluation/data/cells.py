"""Delivered figures, kept as the rows that they stand in: a cell is made when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import overload

from evaluation.data.cell_rows import CellRow, LineCells, LooseCells
from evaluation.data.tall import Cell
from evaluation.study.basis import Basis
from evaluation.study.periods import Period

_PLACE = attrgetter("table", "period", "region")
_REST = attrgetter("quantity", "kind", "row", "column", "basis", "as_of", "file")


_FEW = 5_000  # rows whose cells are kept once they were made


class Cells(Sequence[Cell]):
    """Cells in the order of ``rows``, none of which is empty."""

    def __init__(self, rows: Iterable[CellRow] = ()) -> None:
        self.rows = tuple(rows)
        self._kept: tuple[Cell, ...] | None = None

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Cells:
        """``cells``, those of one table, region and period that stand together as a row."""
        return cells if isinstance(cells, Cells) else cls(LooseCells(tuple(found)) for _, found in groupby(cells, key=_PLACE))

    def __iter__(self) -> Iterator[Cell]:
        if self._kept is None and len(self.rows) <= _FEW:
            self._kept = tuple(chain.from_iterable(self.rows))
        return chain.from_iterable(self.rows) if self._kept is None else iter(self._kept)

    def __len__(self) -> int:
        return sum(map(len, self.rows))

    def __bool__(self) -> bool:
        return bool(self.rows)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def as_read(self) -> Iterator[Cell]:
        """Those of one row in the order of its columns."""
        return chain.from_iterable(row.as_read() for row in self.rows)

    @cached_property
    def periods(self) -> frozenset[Period]:
        """Periods of which there are cells."""
        return frozenset(row.period for row in self.rows)

    @cached_property
    def quantities(self) -> frozenset[str]:
        """Quantities of which there are cells."""
        return frozenset(quantity for kinds in {row.kinds for row in self.rows} for quantity, _ in kinds)

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """The bases that any of them stands on."""
        return frozenset(basis for things in {row.things for row in self.rows} for _, basis in things)

    @cached_property
    def by_region(self) -> Mapping[str, Cells]:
        """Cells of each region that has any, in their order."""
        found: dict[str, list[CellRow]] = {}
        for row in self.rows:
            found.setdefault(row.region, []).append(row)
        return {region: Cells(rows) for region, rows in found.items()}

    def with_marks(self, marks: Collection[str]) -> Iterator[Cell]:
        """Those without an amount that have one of ``marks``."""
        return chain.from_iterable(row.with_marks(marks) for row in self.rows)

    def without(self, late: Set[Period], but: Collection[str]) -> Cells:
        """Those of no ``late`` period, and of quantities that are among the ``but``."""
        if late.isdisjoint(self.periods):
            return self
        kept = (row if row.period not in late else LooseCells(tuple(c for c in row if c.quantity in but)) for row in self.rows)
        return Cells(row for row in kept if row)


def join(*several: Iterable[Cell]) -> Cells:
    """All of ``several``, one after the other."""
    return Cells(row for cells in several for row in Cells.of(cells).rows)


def order_cells(cells: Iterable[Cell]) -> Cells:
    """By table, period, region and then the rest, in which no two cells are alike."""
    places: dict[tuple[str, Period], dict[str, list[CellRow]]] = {}
    for row in Cells.of(cells).rows:
        places.setdefault((row.table, row.period), {}).setdefault(row.region, []).append(row)
    return Cells(_one_row(of[region]) for place in sorted(places) for of in (places[place],) for region in sorted(of))


def _one_row(rows: Sequence[CellRow]) -> CellRow:
    if len(rows) == 1 and isinstance(rows[0], LineCells):
        return rows[0]
    return LooseCells(tuple(sorted(chain.from_iterable(rows), key=_REST)))
