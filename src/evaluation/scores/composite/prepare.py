"""Before values can be compared: put them on a common base, and fill what is missing without hiding it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from evaluation.errors import Refused, near


def denominate(table: pd.DataFrame, by: Mapping[str, pd.Series], per: float = 1) -> pd.DataFrame:
    """Divide the columns named in ``by`` by a size of the same rows, times ``per``; other columns stay.

    A size of zero or less gives no value (NaN): a quotient with it would be infinite or turned around.
    :class:`Refused` for a column that is not there and for a size that lacks a row.
    """
    made = table.copy()
    for column, size in by.items():
        _known(column, table)
        lacking = [row for row in table.index if row not in size.index]
        if lacking:
            raise Refused(f"the size for {column!r} has no row {lacking[0]!r}; every row of the table needs one")
        base = size.reindex(table.index)
        made[column] = table[column] / base.where(base > 0) * per
    return made


@dataclass(frozen=True)
class Imputed:
    """``table`` without gaps, and ``filled``: True where a figure was put in."""

    table: pd.DataFrame
    filled: pd.DataFrame


def impute(
    table: pd.DataFrame, how: Literal["mean", "median"] = "median", groups: pd.Series | None = None
) -> Imputed:
    """Fill gaps with the mean or median of the column, or of the row's group when ``groups`` names one for each row.

    :class:`Refused` when a column (in a group) has nothing to fill from.
    """
    if how not in ("mean", "median"):
        raise Refused(f"a gap cannot be filled by {how!r}; {near(how, ('mean', 'median'))}")
    gaps = table.isna()
    parts = table.groupby(groups.reindex(table.index)) if groups is not None else None
    centre = parts.transform(how) if parts is not None else getattr(table, how)()
    made = table.fillna(centre)
    left = made.isna()
    if left.to_numpy().any():
        column = left.any().idxmax()
        row = left[column].idxmax()
        where = "its group" if groups is not None else "the column"
        raise Refused(f"{column!r} of {row!r} cannot be filled: {where} has no value; drop the column or the row")
    return Imputed(made, gaps)


def _known(column: str, table: pd.DataFrame) -> None:
    if column not in table.columns:
        raise Refused(f"the table has no column {column!r}; {near(column, table.columns)}")
