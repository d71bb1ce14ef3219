"""Checked lines as the tall frames everything after reads: figures, and rates to be recomputed and compared."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.study.model import Table

CELLS = {
    "region": "object", "period": "object", "quantity": "object", "amount": "Int64", "mark": "object", "kind": "object",
    "table": "object", "file": "object", "sheet": "object", "row": "Int64", "column": "object", "text": "object",
    "unit": "object", "bound": "Int64",
}  # fmt: skip
STATED = {
    "region": "object", "period": "object", "indicator": "object", "text": "object", "value": "object",
    "unit": "object", "decimals": "Int64", "file": "object", "sheet": "object", "row": "Int64", "column": "object",
    "mark": "object", "bound": "object", "table": "object",
}  # fmt: skip
_CELL_ORDER = ["table", "period", "region", "quantity", "kind", "row", "column"]
_STATED_ORDER = ["table", "period", "region", "indicator", "row", "column"]


def records(lines: list[Line], code: str, table: Table, grid: Grid) -> tuple[list[dict], list[dict]]:
    """``(cells, stated)`` of a table, one record per figure that could be read."""
    cells, stated = [], []
    for line in lines:
        for name, reading in line.readings.items():
            column = table.columns[name]
            common = {
                "region": line.region, "period": line.period, "mark": reading.mark, "table": code, "file": grid.file,
                "sheet": grid.sheet or "", "row": line.row, "column": name, "text": line.texts[name],
                "unit": column.unit, "bound": reading.bound,
            }  # fmt: skip
            if column.quantity:
                cells.append(common | {"quantity": column.quantity, "amount": reading.amount, "kind": column.kind})
            else:
                stated.append(common | {"indicator": column.states, "value": reading.amount,
                                        "decimals": reading.decimals})  # fmt: skip
    return cells, stated


def cells_frame(found: Iterable[dict]) -> pd.DataFrame:
    return _frame(found, CELLS, _CELL_ORDER)


def stated_frame(found: Iterable[dict]) -> pd.DataFrame:
    return _frame(found, STATED, _STATED_ORDER)


def _frame(found: Iterable[dict], types: dict[str, str], order: list[str]) -> pd.DataFrame:
    """``found`` with fixed columns and types, sorted by a key no two records share."""
    rows = sorted(found, key=lambda r: tuple(r[name] for name in order))
    return pd.DataFrame(
        {name: pd.Series([_nullable(r[name], kind) for r in rows], dtype=kind) for name, kind in types.items()}
    )


def _nullable(value, kind: str):
    return pd.NA if value is None and kind == "Int64" else value
