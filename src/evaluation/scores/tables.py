"""Tables and numbers at the door of the functions that work on floats."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.errors import Refused
from evaluation.scores.arguments import match, once, quote

if TYPE_CHECKING:
    import pandas as pd

LARGEST = 1e60
"""Beyond it squares and fourth powers overflow; no indicator is so large in a unit of its own."""


def number(value: object, where: str) -> float:
    """``value`` as a float. :class:`Refused` for text, truth values, what is not finite, and what is too large."""
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise Refused(f"{where} is {value!r}; give a number")
    made = float(value)
    if not abs(made) <= LARGEST:
        raise Refused(f"{where} is {made:g}; give a finite number, at most {LARGEST:g}")
    return made


def numbers(given: object, names: Sequence[Hashable], where: str, each: str = "column") -> np.ndarray:
    """:func:`match` of finite numbers, (names)."""
    found = zip(names, match(given, names, where, each), strict=True)
    return np.array([number(value, f"{where}: {quote(name)}") for name, value in found], dtype=float)


def directions(given: object, names: Sequence[Hashable], where: str) -> np.ndarray:
    """:func:`numbers` that are 1 (more is better) or -1 (less is better)."""
    for name, value in zip(names, match(given, names, where), strict=True):
        if isinstance(value, (bool, np.bool_)) or value not in (1, -1):
            raise Refused(f"{where}: {quote(name)} is {value!r}; write 1 when more is better, -1 when less is")
    return numbers(given, names, where)


def shares(given: object, names: Sequence[Hashable], where: str) -> np.ndarray:
    """:func:`numbers` of 0 or more, one above 0, divided by their sum: weights."""
    found = numbers(given, names, where)
    for name, weight in zip(names, found, strict=True):
        if weight < 0:
            raise Refused(f"{where}: {quote(name)} is {weight:g}; a weight is 0 or more")
    if not found.any():
        raise Refused(f"{where}: every weight is 0; give at least one above 0")
    found = found / found.max()  # tiny ones add up to something too
    return found / math.fsum(found)


def between(value: object, where: str, low: float = 0, high: float = 1) -> float:
    """A number strictly between ``low`` and ``high``."""
    made = number(value, where)
    if not low < made < high:
        raise Refused(f"{where} is {made:g}; give a number between {low:g} and {high:g}")
    return made


def table(values: object, where: str, blank: bool = False) -> pd.DataFrame:
    """``values`` as a DataFrame of floats, NaN where there is none; of a Series a table with one column.

    :class:`Refused` for anything else, without rows or columns, for a name that stands twice, a cell that is no finite
    number, and a column without any value unless ``blank`` ones may be.
    """
    import pandas as pd

    if isinstance(values, pd.Series):
        values = values.to_frame("values" if values.name is None else values.name)
    if not isinstance(values, pd.DataFrame):
        raise Refused(f"{where} is a {type(values).__name__}; give a DataFrame, a row for each unit and a column for each figure")
    for length, what in zip(values.shape, ("rows", "columns"), strict=True):
        if not length:
            raise Refused(f"{where} has no {what}")
    once(values.columns, f"{where}: column")
    once(values.index, f"{where}: row")
    made = np.column_stack([_floats(values.iloc[:, i], where) for i in range(values.shape[1])])
    empty = np.isnan(made).all(axis=0)
    if empty.any() and not blank:
        raise Refused(f"{where}: column {quote(values.columns[empty][0])} has no value in any row; leave it out")
    return pd.DataFrame(made, index=values.index, columns=values.columns)


def column(values: object, where: str) -> pd.Series:
    """``values`` as a Series of floats by row. :class:`Refused` as :func:`table`, and for what is no Series."""
    import pandas as pd

    if not isinstance(values, pd.Series):
        raise Refused(f"{where} is a {type(values).__name__}; give a Series, which names the rows")
    return table(values, where, blank=True).iloc[:, 0].rename(values.name)


def rows_of(other: Any, index: pd.Index, where: str, each: str = "row") -> Any:
    """``other``, a table or Series, with its rows in the order of ``index``. :class:`Refused` when they are not the same."""
    positions = dict(zip(other.index, range(len(other)), strict=True))
    return other.iloc[match(positions, index, where, each)]


def sums(cells: np.ndarray) -> np.ndarray:
    """Sums by row, rounded once: the order of columns decides nothing, not even between scores that are nearly equal."""
    return np.array([math.fsum(row) for row in cells])


def check_varied(values: pd.DataFrame, where: str, so: str) -> None:
    """:class:`Refused` for a column with the same value in every row; ``so`` says what cannot be made of it."""
    for name, low, high in zip(values.columns, values.min(), values.max(), strict=True):
        if low == high:
            raise Refused(f"{where}: column {quote(name)} is {low:g} in every row, {so}; leave it out")


def check_whole(values: pd.DataFrame, where: str) -> np.ndarray:
    """``values`` as an array without gaps; :class:`Refused` for the first one."""
    refuse_first(values, np.isnan, where, lambda _: "missing; impute it or leave it out")
    return values.to_numpy()


def refuse_first(values: pd.DataFrame, bad: Callable[[np.ndarray], np.ndarray], where: str, says: Callable[[float], str]) -> None:
    """:class:`Refused` for the first ``bad`` cell, column by column, with its column and row."""
    cells = values.to_numpy()
    found = np.argwhere(bad(cells).T)
    if len(found):
        j, i = found[0]
        raise Refused(f"{where}: {quote(values.columns[j])} of {quote(values.index[i])} is {says(float(cells[i, j]))}")


def _floats(values: pd.Series, where: str) -> np.ndarray:
    import pandas as pd

    if values.dtype.kind in "iuf":
        made = values.to_numpy(dtype=float, na_value=np.nan)
    else:
        made = np.full(len(values), np.nan)
        for i, cell in enumerate(values):
            if isinstance(cell, bool) or not isinstance(cell, (Real, Decimal)):
                if pd.api.types.is_scalar(cell) and pd.isna(cell):
                    continue
                raise Refused(f"{where}: {_cell(values, i)} is {cell!r}; give numbers only")
            made[i] = float(cell)
    wild = np.abs(made) > LARGEST
    if wild.any():
        i = int(wild.argmax())
        raise Refused(f"{where}: {_cell(values, i)} is {made[i]:g}; a value is a finite number, at most {LARGEST:g}")
    return made


def _cell(values: pd.Series, at: int) -> str:
    return f"{quote(values.name)} of {quote(values.index[at])}"
