"""Before values can be compared: put them on a common base, and fill what is missing without hiding it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from evaluation.errors import Refused, one_of
from evaluation.scores.arguments import choose, is_named, match, quote
from evaluation.scores.tables import number
from evaluation.scores.tables import table as checked

How = Literal["mean", "median"]


def denominate(table: pd.DataFrame, by: Mapping[Any, pd.Series | Mapping[Any, float]], per: float = 1) -> pd.DataFrame:
    """Divide the columns named in ``by`` by a size of the same rows, times ``per`` (above 0); other columns stay.

    A size (a Series or dict by row, in any order) of zero or less, or missing, gives no value (NaN): a quotient with it
    would be infinite or turned around. :class:`Refused` for a column that is not there, and for a size that lacks a row
    or has one more.
    """
    made = checked(table, "denominate: table", blank=True)
    if not is_named(by):
        raise Refused(f"denominate: by is a {type(by).__name__}; give for each column its size by row")
    times = number(per, "denominate: per")
    if times <= 0:
        raise Refused(f"denominate: per is {times:g}; give a number above 0")
    for column in choose(list(by.keys()), made.columns, "denominate: by"):
        where = f"denominate: by: the size for {quote(column)}"
        sizes = pd.Series(match(by[column], made.index, where, "row", one=False), index=made.index, name="size")
        base = checked(sizes, where, blank=True).iloc[:, 0]
        made[column] = made[column] / base.where(base > 0) * times
    return made


@dataclass(frozen=True)
class Imputed:
    """``table`` without gaps, and ``filled``: True where a figure was put in."""

    table: pd.DataFrame
    filled: pd.DataFrame


def impute(table: pd.DataFrame, how: How = "median", groups: pd.Series | Mapping[Any, Any] | None = None) -> Imputed:
    """Fill gaps with the mean or median of the column, or of the row's group when ``groups`` names one for each row.

    ``groups`` goes by the name of the row, in any order. :class:`Refused` when a row has no group, and when a column (in
    a group) has nothing to fill from.
    """
    one_of(how, get_args(How), "impute: how")
    made = checked(table, "impute: table", blank=True)
    gaps = made.isna()
    if groups is None:
        centre = getattr(made, how)()
    else:
        of = np.array(match(groups, made.index, "impute: groups", "row", one=False), dtype=object)
        nobody = pd.isna(of)
        if nobody.any():
            raise Refused(f"impute: groups: {quote(made.index[nobody][0])} has no group; give one for each row")
        centre = made.groupby(of).transform(how)
    found = made.fillna(centre)
    left = found.isna()
    if left.to_numpy().any():
        column = left.any().idxmax()
        row = left[column].idxmax()
        where = "its group" if groups is not None else "the column"
        raise Refused(
            f"impute: table: {quote(column)} of {quote(row)} cannot be filled: {where} has no value; drop the column or the row"
        )
    return Imputed(found, gaps)
