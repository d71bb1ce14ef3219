"""What stands in one row of a delivered table, as cells and as figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from evaluation.data.grid import Grid, unpack
from evaluation.data.record import letters
from evaluation.data.rows import Line
from evaluation.data.tall import Cell, Stated
from evaluation.data.units import CellReading
from evaluation.study.basis import Basis
from evaluation.study.model import Table
from evaluation.study.periods import Period

Thing = tuple[str, Basis]
"""A quantity on a basis, of which a region has one figure in a period."""


class RowFigure(NamedTuple):
    """What is said of one quantity, in base units, and in which column."""

    amount: int | None
    mark: str
    bound: int
    kind: str
    table: str
    column: str


class CellRow(Protocol):
    """Cells of one table, region and period."""

    @property
    def region(self) -> str: ...

    @property
    def period(self) -> Period: ...

    @property
    def table(self) -> str: ...

    @property
    def kinds(self) -> frozenset[tuple[str, str]]:
        """Its quantities, with the kinds of their columns."""
        ...

    @property
    def things(self) -> frozenset[Thing]:
        """The same with the basis of each; some may be lacking."""
        ...

    def quantities_among(self, asked: Collection[str]) -> Iterable[str]:
        """Those of ``asked`` that it has figures of, in the order of its cells."""
        ...

    def figure_of(self, quantity: str) -> RowFigure | None:
        """The figure of a quantity that stands last in it."""
        ...

    def unusual(self) -> Iterable[tuple[str, RowFigure]]:
        """By quantity, figures that may be below 0 and those without an amount."""
        ...

    def with_marks(self, marks: Collection[str]) -> Iterator[Cell]:
        """Cells without an amount that have one of ``marks``."""
        ...

    def as_read(self) -> Iterable[Cell]:
        """Cells as the columns are declared."""
        ...

    def __iter__(self) -> Iterator[Cell]: ...

    def __len__(self) -> int: ...


class LooseCells:
    """Cells that were made already."""

    __slots__ = ("_cells",)

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self._cells = cells

    @property
    def region(self) -> str:
        return self._cells[0].region

    @property
    def period(self) -> Period:
        return self._cells[0].period

    @property
    def table(self) -> str:
        return self._cells[0].table

    @property
    def kinds(self) -> frozenset[tuple[str, str]]:
        return frozenset((c.quantity, c.kind) for c in self._cells)

    @property
    def things(self) -> frozenset[Thing]:
        return frozenset((c.quantity, c.basis) for c in self._cells)

    def quantities_among(self, asked: Collection[str]) -> Iterable[str]:
        return (c.quantity for c in self._cells if c.quantity in asked)

    def figure_of(self, quantity: str) -> RowFigure | None:
        return next((_figure(c) for c in reversed(self._cells) if c.quantity == quantity), None)

    def unusual(self) -> Iterable[tuple[str, RowFigure]]:
        return ((c.quantity, _figure(c)) for c in self._cells if c.amount is None or c.amount < 0)

    def with_marks(self, marks: Collection[str]) -> Iterator[Cell]:
        return (c for c in self._cells if c.amount is None and c.mark in marks)

    def as_read(self) -> Iterable[Cell]:
        return self._cells

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def _figure(cell: Cell) -> RowFigure:
    return RowFigure(cell.amount, cell.mark if cell.amount is None else "", cell.bound, cell.kind, cell.table, cell.column)


class _FigureColumn(NamedTuple):
    """``basis`` None where rows say theirs, ``unit`` empty where cells do."""

    name: str
    quantity: str
    kind: str
    basis: Basis | None
    unit: str


class Columns:
    """The columns of figures of a table in one file or sheet."""

    def __init__(self, code: str, table: Table, grid: Grid) -> None:
        self.code, self.file, self.sheet = code, grid.file, grid.sheet or ""
        units = {name: "" if c.unit.in_cells else c.unit.text for name, c in table.columns.items()}
        self.read = [_FigureColumn(n, c.quantity, c.kind, c.basis, units[n]) for n, c in table.columns.items() if c.quantity]
        self.ordered = sorted(self.read, key=lambda c: (c.quantity, c.kind, c.name))
        self.of_name = {c.name: c for c in self.read}
        self.of_quantity = {c.quantity: c for c in self.read}
        self.are_single = len(self.of_quantity) == len(self.read)
        self.kinds = frozenset((c.quantity, c.kind) for c in self.read)
        self._things: dict[Basis, frozenset[Thing]] = {}

    def things(self, basis: Basis) -> frozenset[Thing]:
        """What a row on ``basis`` may hold."""
        if basis not in self._things:
            self._things[basis] = frozenset((c.quantity, c.basis or basis) for c in self.read)
        return self._things[basis]


class LineCells:
    """The figures of a row, no two of one quantity; its cells are made whenever they are asked for."""

    __slots__ = ("_columns", "_line", "period", "region")

    def __init__(self, line: Line, columns: Columns) -> None:
        self._line, self._columns = line, columns
        self.region, self.period = line.region, line.dated

    @property
    def table(self) -> str:
        return self._columns.code

    @property
    def kinds(self) -> frozenset[tuple[str, str]]:
        readings = self._line.readings
        if readings.is_whole:
            return self._columns.kinds
        return frozenset((c.quantity, c.kind) for c in self._columns.read if c.name in readings)

    def quantities_among(self, asked: Collection[str]) -> Iterable[str]:
        readings = self._line.readings
        return [c.quantity for c in self._columns.ordered if c.quantity in asked and c.name in readings] if asked else ()

    @property
    def things(self) -> frozenset[Thing]:
        return self._columns.things(self._line.basis)

    def figure_of(self, quantity: str) -> RowFigure | None:
        column = self._columns.of_quantity.get(quantity)
        reading = None if column is None else self._line.readings.get(column.name)
        return None if column is None or reading is None else self._figure(column, reading)

    def _figure(self, column: _FigureColumn, reading: CellReading) -> RowFigure:
        amount, bound = reading.whole
        return RowFigure(amount, reading.mark, bound, column.kind, self._columns.code, column.name)

    def unusual(self) -> Iterable[tuple[str, RowFigure]]:
        of = self._columns.of_name
        return ((of[n].quantity, self._figure(of[n], r)) for n, r in self._line.readings.others.items() if n in of)

    def with_marks(self, marks: Collection[str]) -> Iterator[Cell]:
        others = self._line.readings.others
        named = [c for c in self._columns.ordered if others and c.name in others and others[c.name].mark in marks]
        return self._cells(named) if named else iter(())

    def as_read(self) -> Iterable[Cell]:
        return self._cells(self._columns.read)

    def __iter__(self) -> Iterator[Cell]:
        return self._cells(self._columns.ordered)

    def __len__(self) -> int:
        readings = self._line.readings
        return sum(column.name in readings for column in self._columns.read)

    def __bool__(self) -> bool:
        readings = self._line.readings
        return any(column.name in readings for column in self._columns.read)

    def _cells(self, columns: Iterable[_FigureColumn]) -> Iterator[Cell]:
        line, of = self._line, self._columns
        region, period, basis, as_of = line.region, self.period, line.basis, line.as_of
        readings, texts, source = line.readings, unpack(line.texts), line.source
        for name, quantity, kind, own_basis, unit in columns:
            reading = readings.get(name)
            if reading is None:
                continue
            amount, bound = reading.whole
            at = letters(source.columns[name]) if name in source.columns else ""
            said, flags = reading.unit.text if reading.unit else unit, " ".join(reading.flags)
            place = (of.code, of.file, of.sheet, source.row_of(name), name, texts[name], said, bound, at, flags)
            yield tuple.__new__(Cell, (region, period, quantity, amount, reading.mark, kind, *place, own_basis or basis, as_of))


def records(lines: Iterable[Line], code: str, table: Table, grid: Grid) -> tuple[list[CellRow], list[Stated]]:
    """``(cells, stated)`` of a table: its figures row by row, and a record for each rate that could be read."""
    columns = Columns(code, table, grid)
    stating = [(name, c, c.states) for name, c in table.columns.items() if c.states and not c.quantity]
    cells: list[CellRow] = []
    stated: list[Stated] = []
    for line in lines:
        row: CellRow = LineCells(line, columns)
        if not columns.are_single or line.source.rows:
            row = LooseCells(tuple(row.as_read()))
        if row:
            cells.append(row)
        for name, column, indicator in stating:
            if (reading := line.readings.get(name)) is not None:
                shown = (line.texts[name], reading.amount, column.unit.text, reading.decimals)
                place = (grid.file, grid.sheet or "", line.row_of(name), name)
                stated.append(Stated(line.region, line.dated, indicator, *shown, *place, reading.mark, reading.bound, code))
    return cells, stated
