"""Two ways of scoring side by side: who moves, how far, and how alike the orders are.

Sides are matched by the names of their rows. A row that lacks either value is left out before anything is ranked.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.arguments import quote
from evaluation.scores.tables import column, rows_of, shares
from evaluation.scores.tables import table as checked
from evaluation_composite.aggregate import Method, Weights, mean_of


def shifts(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Ranks under both, and ``shift``: places gained (positive) from ``before`` to ``after``; highest score first.

    Ranks are among the rows with both scores; the others come last and have none. :class:`Refused` unless both sides have
    the same rows, each once, and finite numbers.
    """
    a, b = _sides(before, after, "shifts", ("before", "after"))
    known = a.notna() & b.notna()
    made = {name: _places(side[known]).reindex(a.index) for name, side in (("before", a), ("after", b))}
    table = pd.DataFrame(made)
    return table.assign(shift=table.before - table.after).sort_values("after", kind="stable")


def spearman(a: pd.Series, b: pd.Series) -> float:
    """Rank correlation of the rows with both values, ties at their mean rank.

    NaN when one side does not vary, or fewer than two rows have both values. :class:`Refused` as :func:`shifts`.
    """
    x, y = (side.rank().to_numpy() for side in _pairs(a, b, "spearman"))
    if not len(x):
        return np.nan
    x, y = x - x.mean(), y - y.mean()
    size = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / size) if size else np.nan


def kendall(a: pd.Series, b: pd.Series) -> float:
    """Kendall's tau-b: pairs in the same order less pairs in the other, ties allowed for (Kendall 1945).

    NaN and :class:`Refused` as :func:`spearman`.
    """
    x, y = (side.to_numpy() for side in _pairs(a, b, "kendall"))
    upper = np.triu_indices(len(x), 1)
    dx, dy = np.sign(np.subtract.outer(x, x))[upper], np.sign(np.subtract.outer(y, y))[upper]
    size = np.sqrt((dx @ dx) * (dy @ dy))
    return float(dx @ dy / size) if size else np.nan


def leave_one_out(table: pd.DataFrame, weights: Weights, method: Method = "arithmetic") -> pd.DataFrame:
    """Rank of every row with all columns (``all``), then without each column in turn, its weight shared out.

    The weights of the others keep their proportions; a column that has all the weight is never left out. Ranks are among
    the rows that have a result with all columns. ``method`` as in :func:`by_groups`. :class:`Refused` when there is only
    one column to leave out.
    """
    made = checked(table, "leave_one_out: table")
    if len(made.columns) < 2:
        raise Refused("leave_one_out: table has one column; there is nothing to leave out")
    mean = mean_of(method, "none", "leave_one_out")
    weight = pd.Series(shares(weights, made.columns, "leave_one_out: weights"), index=made.columns)
    every = mean(made, weight)
    whole = made[every.notna()]
    found = {"all": _places(every)}
    if "all" in made.columns:
        raise Refused(f"leave_one_out: table: a column is called {quote('all')}, as all together are; rename it")
    for name in made.columns:
        if (rest := weight.drop(name)).sum() > 0:
            left = mean(whole.drop(columns=name), rest) if len(whole) else every
            found[name] = _places(left).reindex(made.index)
    return pd.DataFrame(found, index=made.index)


def _places(scores: pd.Series) -> pd.Series:
    return scores.rank(ascending=False, method="min")


def _pairs(a: pd.Series, b: pd.Series, function: str) -> tuple[pd.Series, pd.Series]:
    """Both sides in the same order, without the rows that lack a value on either."""
    a, b = _sides(a, b, function, ("a", "b"))
    both = a.notna() & b.notna()
    return a[both], b[both]


def _sides(a: pd.Series, b: pd.Series, function: str, names: tuple[str, str]) -> tuple[pd.Series, pd.Series]:
    a, b = (column(side, f"{function}: {name}") for side, name in zip((a, b), names, strict=True))
    return a, rows_of(b, a.index, f"{function}: {names[1]}")
