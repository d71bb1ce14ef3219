"""Checked lines as the tall tables everything after reads: figures, and rates to be recomputed and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from evaluation.data import units
from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.study.basis import Basis
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period

if TYPE_CHECKING:
    import pandas as pd

CELLS = {
    "region": "object",
    "period": "object",
    "quantity": "object",
    "amount": "Int64",
    "mark": "object",
    "kind": "object",
    "table": "object",
    "file": "object",
    "sheet": "object",
    "row": "Int64",
    "column": "object",
    "text": "object",
    "unit": "object",
    "bound": "Int64",
    "cell": "object",
    "flags": "object",
    "basis": "object",
    "as_of": "object",
}
STATED = {
    "region": "object",
    "period": "object",
    "indicator": "object",
    "text": "object",
    "value": "object",
    "unit": "object",
    "decimals": "Int64",
    "file": "object",
    "sheet": "object",
    "row": "Int64",
    "column": "object",
    "mark": "object",
    "bound": "object",
    "table": "object",
}


class Cell(NamedTuple):
    """One delivered figure: ``amount`` and ``bound`` in base units, ``amount`` None with a ``mark`` that says why; the
    rest says where it stood. ``sheet`` is empty for CSV; ``cell`` is its address in a spreadsheet, ``flags`` are the source's,
    ``as_of`` is the day of a table that is delivered again."""

    region: str
    period: Period
    quantity: str
    amount: int | None
    mark: str
    kind: str
    table: str
    file: str
    sheet: str
    row: int
    column: str
    text: str
    unit: str
    bound: int
    cell: str = ""
    flags: str = ""
    basis: Basis = "reported"
    as_of: str = ""


def cells_hash(cells: Iterable[Cell]) -> str:
    """SHA-256 over place and text of delivered figures, in the order of their places."""
    lines = sorted(f"{c.file}\t{c.sheet}\t{c.row}\t{c.column}\t{c.text}" for c in cells)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class Stated(NamedTuple):
    """One delivered rate: ``value`` and ``bound`` are exact fractions of one, ``value`` None with a ``mark``."""

    region: str
    period: Period
    indicator: str
    text: str
    value: int | Fraction | None
    unit: str
    decimals: int
    file: str
    sheet: str
    row: int
    column: str
    mark: str
    bound: int | Fraction
    table: str


# keys no two records share
_CELL_ORDER = attrgetter("table", "period", "region", "quantity", "kind", "row", "column", "basis", "as_of", "file")
_STATED_ORDER = attrgetter("table", "period", "region", "indicator", "row", "column")


def records(lines: list[Line], code: str, table: Table, grid: Grid) -> tuple[list[Cell], list[Stated]]:
    """``(cells, stated)`` of a table, one record per figure that could be read."""
    cells: list[Cell] = []
    stated: list[Stated] = []
    file, sheet = grid.file, grid.sheet or ""
    said = {name: "" if column.unit.in_cells else column.unit.text for name, column in table.columns.items()}
    for line in lines:
        region, period, texts = line.region, line.dated, line.texts
        for name, reading in line.readings.items():
            column, row = table.columns[name], line.row_of(name)
            if column.quantity:
                amount, bound = reading.whole
                cells.append(
                    Cell(
                        region,
                        period,
                        column.quantity,
                        amount,
                        reading.mark,
                        column.kind,
                        code,
                        file,
                        sheet,
                        row,
                        name,
                        texts[name],
                        reading.unit.text if reading.unit else said[name],
                        bound,
                        line.source.address(name),
                        " ".join(reading.flags),
                        column.basis or line.basis,
                        line.as_of,
                    )
                )
            elif column.states:
                stated.append(
                    Stated(
                        region,
                        period,
                        column.states,
                        texts[name],
                        reading.amount,
                        column.unit.text,
                        reading.decimals,
                        file,
                        sheet,
                        row,
                        name,
                        reading.mark,
                        reading.bound,
                        code,
                    )
                )
    return cells, stated


def show(cell: Cell, study: Study) -> str:
    """The amount of ``cell`` in the unit that it was delivered in; ``ValueError`` where it holds none."""
    if cell.amount is None:
        raise ValueError(f"{cell.file}, line {cell.row}: the cell is {cell.mark} and holds no amount")
    unit = study.file.tables[cell.table].columns[cell.column].unit
    return units.show(cell.amount, (unit.other(cell.unit) if unit.in_cells else None) or unit)


def order_cells(found: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(found, key=_CELL_ORDER))


def order_stated(found: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(found, key=_STATED_ORDER))


def sort_key(row: Cell | Stated) -> tuple[object, ...]:
    """``row`` with its period as text."""
    return row._replace(period=row.period.spelled)  # type: ignore[arg-type]  # for a table of texts


def frame(rows: Sequence[Cell] | Sequence[Stated], types: dict[str, str]) -> pd.DataFrame:
    """``rows`` with the fixed columns and types of :data:`CELLS` or :data:`STATED`."""
    import pandas as pd

    columns = zip(*map(sort_key, rows), strict=True) if rows else [()] * len(types)
    return pd.DataFrame(
        {
            name: pd.Series([pd.NA if v is None and kind == "Int64" else v for v in column], dtype=kind)
            for (name, kind), column in zip(types.items(), columns, strict=True)
        }
    )
