"""One figure a row from many: means that let a weak column be offset fully (arithmetic), partly (geometric) or little.

Rows are units, columns are indicators, cells are floats; weights go by the name of the column. A row with a gap has no
result (NaN) unless ``gaps="reweight"``, which leaves the column out and shares its weight among the others. TOPSIS ranks
by the distance to an ideal and an anti-ideal row and so depends on the rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from evaluation.errors import Refused, near, one_of
from evaluation.scores.arguments import choose, is_named, list_labels, quote
from evaluation.scores.tables import check_whole, refuse_first, shares, sums
from evaluation.scores.tables import table as checked

Gaps = Literal["none", "reweight"]
Weights: TypeAlias = float | Mapping[Any, float] | pd.Series
Mean = Literal["arithmetic", "geometric", "harmonic"]
Method = Mean | Callable[..., pd.Series]


def arithmetic(table: pd.DataFrame, weights: Weights, gaps: Gaps = "none") -> pd.Series:
    """Σ w x by row, with weights divided by their sum: what one column lacks another makes up for in full.

    ``weights``: a number of 0 or more for each column by its name, or one for all (equal weights); only their
    proportions count. :class:`Refused` for a column without a weight, a weight without a column, a negative weight, all
    of them 0, a cell that is no finite number and names of rows or columns that stand twice.
    """
    return _mean("arithmetic", table, weights, gaps)


def geometric(table: pd.DataFrame, weights: Weights, gaps: Gaps = "none") -> pd.Series:
    """Π x^w by row; weights, gaps and refusals as in :func:`arithmetic`. A low value is made up for in part.

    :class:`Refused` for a value of 0 or less: one would wipe out all others.
    """
    return _mean("geometric", table, weights, gaps)


def harmonic(table: pd.DataFrame, weights: Weights, gaps: Gaps = "none") -> pd.Series:
    """1 ÷ Σ (w ÷ x) by row; weights, gaps and refusals as in :func:`arithmetic`. A low value is hardly made up for.

    :class:`Refused` for a value of 0 or less, which cannot be divided by.
    """
    return _mean("harmonic", table, weights, gaps)


_THERE_AND_BACK: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "arithmetic": (np.asarray, np.asarray),
    "geometric": (np.log, np.exp),
    "harmonic": (np.reciprocal, np.reciprocal),
}


def _mean(mean: Mean, table: pd.DataFrame, weights: Weights, gaps: Gaps) -> pd.Series:
    there, back = _THERE_AND_BACK[mean]
    one_of(gaps, get_args(Gaps), f"{mean}: gaps")
    made = checked(table, f"{mean}: table")
    weight = shares(weights, made.columns, f"{mean}: weights")
    if mean != "arithmetic":
        refuse_first(
            made,
            lambda x: x <= 0,
            f"{mean}: table",
            lambda x: f"{x:g}; a {mean} mean needs values above 0: set goalposts so that nobody stands at the worst one",
        )
    values = there(made.to_numpy())
    known = ~np.isnan(values)
    base = sums(known * weight)
    added = sums(np.where(known, values, 0) * weight)
    whole = known[:, weight > 0].all(axis=1) if gaps == "none" else base > 0
    found = np.full(len(made), np.nan)
    found[whole] = back(added[whole] / base[whole])
    return pd.Series(found, index=made.index)


def by_groups(
    table: pd.DataFrame, groups: Mapping[str, Mapping[str, float]], method: Method = "arithmetic", gaps: Gaps = "none"
) -> pd.DataFrame:
    """One column a group: the level above. ``groups`` names for each its columns and their weights.

    ``method``: ``"arithmetic"``, ``"geometric"``, ``"harmonic"``, or a function of a table and its weights.
    :class:`Refused` for a column that is in no group or in two, and for a group that names none of the table.
    """
    made = checked(table, "by_groups: table")
    if not is_named(groups) or not len(groups):
        raise Refused(f"by_groups: groups is {groups!r}; give for each group its columns and their weights")
    mean = mean_of(method, gaps, "by_groups")
    of: dict[Any, str] = {}
    found = {}
    for name, members in groups.items():
        if not is_named(members):
            raise Refused(f"by_groups: groups: {name!r} is a {type(members).__name__}; give weights by column")
        for column in members.keys():  # noqa: SIM118 - a Series gives its values
            if column not in made.columns:
                raise Refused(f"by_groups: groups: {name!r} names {quote(column)}; {near(column, made.columns)}")
            if column in of:
                raise Refused(f"by_groups: groups: {quote(column)} is in {of[column]!r} and in {name!r}; keep one")
            of[column] = name
        columns = list(members.keys())
        weight = shares(members, columns, f"by_groups: groups: {name!r}")
        found[name] = mean(made[columns], pd.Series(weight, index=columns))
    left = [c for c in made.columns if c not in of]
    if left:
        raise Refused(f"by_groups: groups: no group has the column {list_labels(left)}; add it to one, or drop it")
    return pd.DataFrame(found, index=made.index)


def mean_of(method: Method, gaps: Gaps, function: str) -> Callable[[pd.DataFrame, Any], pd.Series]:
    """``method`` as a function of a table and its weights, with ``gaps`` laid down."""
    known = dict(zip(get_args(Mean), (arithmetic, geometric, harmonic), strict=True))
    one_of(gaps, get_args(Gaps), f"{function}: gaps")
    if callable(method):
        if method in known.values():
            return lambda table, weights: method(table, weights, gaps)
        if gaps != "none":
            raise Refused(f"{function}: gaps is {gaps!r}, which only {', '.join(known)} know; fill the gaps before")
        return method
    return mean_of(known[one_of(method, known, f"{function}: method")], gaps, function)


def topsis(table: pd.DataFrame, weights: Weights, costs: Iterable[str] | str = ()) -> pd.Series:
    """Relative closeness to the ideal, vector normalisation (Hwang and Yoon 1981); less is better in ``costs``.

    ``weights`` as in :func:`arithmetic`; the result goes from 0 to 1. :class:`Refused` for gaps, for a column that is 0
    throughout, when all rows are the same, and for names that are not those of the table.
    """
    made = checked(table, "topsis: table")
    less = choose(costs, made.columns, "topsis: costs")
    weight = shares(weights, made.columns, "topsis: weights")
    values = check_whole(made, "topsis: table")
    most = np.abs(values).max(axis=0)
    if not most.all():
        raise Refused(f"topsis: table: column {quote(made.columns[most == 0][0])} is 0 in every row; leave it out")
    values = values / most
    scaled = values / np.sqrt(sums((values**2).T)) * weight * np.where(made.columns.isin(less), -1, 1)
    if (scaled == scaled[0]).all():
        raise Refused("topsis: table: all rows are the same; there is nothing to rank")
    to_best, to_worst = (np.sqrt(sums((scaled - end) ** 2)) for end in (scaled.max(axis=0), scaled.min(axis=0)))
    return pd.Series(to_worst / (to_best + to_worst), index=made.index)
