"""Checked lines as the tall tables everything after reads: figures, and rates to be recomputed and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from evaluation.data import units
from evaluation.data.findings import CellPlace, Finding
from evaluation.study.basis import Basis
from evaluation.study.model import Study
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
    rest says where it stood. ``sheet`` is empty for CSV; ``at`` is the column as a spreadsheet names it, ``cell`` its address,
    ``flags`` are the source's, ``as_of`` is the day of a table that is delivered again."""

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
    at: str = ""
    flags: str = ""
    basis: Basis = "reported"
    as_of: str = ""

    @property
    def cell(self) -> str:
        return f"{self.at}{self.row}" if self.at else ""


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


_STATED_ORDER = attrgetter("table", "period", "region", "indicator", "row", "column")


def show(cell: Cell, study: Study) -> str:
    """The amount of ``cell`` in the unit that it was delivered in; ``ValueError`` where it holds none."""
    if cell.amount is None:
        raise ValueError(f"{cell.file}, line {cell.row}: the cell is {cell.mark} and holds no amount")
    unit = study.file.tables[cell.table].columns[cell.column].unit
    return units.show(cell.amount, (unit.other(cell.unit) if unit.in_cells else None) or unit)


def place_of(cell: Cell) -> CellPlace:
    """Where a finding about ``cell`` was made."""
    return {"file": cell.file, "sheet": cell.sheet or None, "row": cell.row, "column": cell.column, "region": cell.region}


class OfFigure(Protocol):
    """What a figure is of."""

    @property
    def region(self) -> str: ...

    @property
    def period(self) -> Period: ...

    @property
    def quantity(self) -> str: ...


def tell_figure(code: str, of: OfFigure, said: str, fix: str, facts: Mapping[str, str], place: CellPlace) -> Finding:
    """What is reported of one figure: ``said`` goes on behind its region, period and quantity, which are facts too."""
    return Finding(
        severity="reportable",
        code=code,
        message=f"{of.region} {of.period}: {of.quantity} {said}",
        fix=fix,
        facts={"period": of.period.spelled, "item": of.quantity, **facts},
        **place,
    )


def order_stated(found: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(found, key=_STATED_ORDER))


def sort_key(row: Cell | Stated) -> tuple[object, ...]:
    """``row`` with its period as text, and its address."""
    text: dict[str, Any] = {"period": row.period.spelled, **({"at": row.cell} if isinstance(row, Cell) else {})}  # of texts
    return row._replace(**text)


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
