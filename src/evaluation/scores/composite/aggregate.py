"""One figure a row from many: means that let a weak column be offset fully (arithmetic), partly (geometric) or little.

A row with a gap has no result unless ``gaps="reweight"``, which leaves the column out and shares its weight among the
others. TOPSIS ranks by the distance to an ideal and an anti-ideal row and so depends on the rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from evaluation.errors import Refused, near

Gaps = Literal["none", "reweight"]


def arithmetic(table: pd.DataFrame, weights: pd.Series, gaps: Gaps = "none") -> pd.Series:
    return _mean(table, weights, gaps, lambda x: x, lambda x: x)


def geometric(table: pd.DataFrame, weights: pd.Series, gaps: Gaps = "none") -> pd.Series:
    """:class:`Refused` for a value of 0 or less: one would wipe out all others."""
    _positive(table, "geometric")
    return _mean(table, weights, gaps, np.log, np.exp)


def harmonic(table: pd.DataFrame, weights: pd.Series, gaps: Gaps = "none") -> pd.Series:
    _positive(table, "harmonic")
    return _mean(table, weights, gaps, np.reciprocal, np.reciprocal)


def _mean(table: pd.DataFrame, weights: pd.Series, gaps: Gaps, there: Callable, back: Callable) -> pd.Series:
    matched = _matched(table, weights)
    values = there(table.to_numpy(dtype=float))
    known = ~np.isnan(values)
    base = (known * matched).sum(axis=1)
    sums = np.where(known, values, 0) @ matched
    whole = known[:, matched > 0].all(axis=1) if gaps == "none" else base > 0
    made = np.full(len(table), np.nan)
    made[whole] = back(sums[whole] / base[whole])
    return pd.Series(made, index=table.index)


def by_groups(
    table: pd.DataFrame,
    groups: Mapping[str, Mapping[str, float]],
    method: Callable = arithmetic,
    gaps: Gaps = "none",
) -> pd.DataFrame:
    """One column a group: the level above. ``groups`` names for each its columns and their weights."""
    made = {}
    for name, members in groups.items():
        for column in members:
            if column not in table.columns:
                raise Refused(f"group {name!r} names {column!r}; {near(column, table.columns)}")
        made[name] = method(table[list(members)], pd.Series(dict(members), dtype=float), gaps)
    return pd.DataFrame(made, index=table.index)


def topsis(table: pd.DataFrame, weights: pd.Series, costs: tuple[str, ...] = ()) -> pd.Series:
    """Relative closeness to the ideal, vector normalisation (Hwang and Yoon 1981); less is better in ``costs``.

    :class:`Refused` for gaps, for a column that is 0 throughout, and when all rows are the same.
    """
    for column in costs:
        if column not in table.columns:
            raise Refused(f"there is no column {column!r}; {near(column, table.columns)}")
    values = table.to_numpy(dtype=float)
    if np.isnan(values).any():
        raise Refused("TOPSIS needs every value; impute or drop rows first")
    length = np.sqrt((values**2).sum(axis=0))
    if (length == 0).any():
        raise Refused(f"column {table.columns[length == 0][0]!r} is 0 in every row; drop it")
    scaled = values / length * _matched(table, weights)
    scaled = scaled * np.where(table.columns.isin(costs), -1, 1)
    to_best = np.sqrt(((scaled - scaled.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((scaled - scaled.min(axis=0)) ** 2).sum(axis=1))
    if not (to_best + to_worst).all():
        raise Refused("all rows are the same; there is nothing to rank")
    return pd.Series(to_worst / (to_best + to_worst), index=table.index)


def _matched(table: pd.DataFrame, weights: pd.Series) -> np.ndarray:
    stray = [name for name in weights.index if name not in table.columns]
    lacking = [column for column in table.columns if column not in weights.index]
    if stray or lacking:
        name = (stray or lacking)[0]
        known = table.columns if stray else weights.index
        raise Refused(f"{name!r} has {'a weight and no column' if stray else 'no weight'}; {near(name, known)}")
    matched = weights.reindex(table.columns).to_numpy(dtype=float)
    if not (matched >= 0).all() or matched.sum() == 0:
        raise Refused("weights are 0 or more, and one is above 0")
    return matched / matched.sum()


def _positive(table: pd.DataFrame, mean: str) -> None:
    low = table.le(0)
    if low.to_numpy().any():
        column = low.any().idxmax()
        row = low[column].idxmax()
        raise Refused(
            f"{column!r} of {row!r} is {table.loc[row, column]:g}; a {mean} mean needs values above 0: "
            "set goalposts so that nobody stands at the worst one"
        )
