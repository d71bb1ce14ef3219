"""Two ways of scoring side by side: who moves, how far, and how alike the orders are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.composite.aggregate import arithmetic
from evaluation.scores.composite.normalise import rank


def shifts(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Ranks under both, and ``shift``: places gained (positive) from ``before`` to ``after``; highest score first."""
    _same(before, after)
    table = pd.DataFrame({"before": rank(before), "after": rank(after.reindex(before.index))})
    return table.assign(shift=table.before - table.after).sort_values("after", kind="stable")


def spearman(a: pd.Series, b: pd.Series) -> float:
    """Rank correlation, ties at their mean rank; NaN when one side does not vary."""
    _same(a, b)
    x, y = a.rank().to_numpy(), b.reindex(a.index).rank().to_numpy()
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both] - x[both].mean(), y[both] - y[both].mean()
    size = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / size) if size else np.nan


def kendall(a: pd.Series, b: pd.Series) -> float:
    """Kendall's tau-b: pairs in the same order less pairs in the other, ties allowed for."""
    _same(a, b)
    x, y = a.to_numpy(dtype=float), b.reindex(a.index).to_numpy(dtype=float)
    upper = np.triu_indices(len(x), 1)
    dx, dy = np.sign(np.subtract.outer(x, x))[upper], np.sign(np.subtract.outer(y, y))[upper]
    size = np.sqrt((dx @ dx) * (dy @ dy))
    return float(dx @ dy / size) if size else np.nan


def leave_one_out(table: pd.DataFrame, weights: pd.Series, method: Callable = arithmetic) -> pd.DataFrame:
    """Rank of every row with all columns (``all``), then without each column in turn, its weight shared out.

    The weights of the others keep their proportions. :class:`Refused` when there is only one column to leave out.
    """
    if len(table.columns) < 2:
        raise Refused("with one column there is nothing to leave out")
    made = {"all": rank(method(table, weights))}
    for column in table.columns:
        if (rest := weights.drop(column)).sum() > 0:
            made[column] = rank(method(table.drop(columns=column), rest))
    return pd.DataFrame(made, index=table.index)


def _same(a: pd.Series, b: pd.Series) -> None:
    if set(a.index) != set(b.index) or a.index.has_duplicates:
        odd = sorted(map(str, set(a.index) ^ set(b.index)))
        raise Refused(f"both sides need the same rows, each once; different: {', '.join(odd[:3]) or 'a row twice'}")
