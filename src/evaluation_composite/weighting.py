"""Weights: given, equal, or from the data (entropy, CRITIC). They always add up to 1: floats by the name of the column.

Weights from the data reward spread, not importance: they are a cross-check of weights somebody answers for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.arguments import is_named, once, quote
from evaluation.scores.tables import check_varied, check_whole, number, refuse_first, shares
from evaluation.scores.tables import table as checked


def proportions(weights: Mapping[Any, float] | pd.Series, total: float | None = None) -> pd.Series:
    """``weights`` divided by their sum. With ``total`` they must add up to it.

    :class:`Refused` for a list, a name that stands twice, a negative weight, none above zero, and a sum that is not
    ``total``.
    """
    if not is_named(weights) or not len(weights):
        raise Refused(f"proportions: weights is {weights!r}; give a dict or a Series by name")
    names = [name for name, _ in weights.items()]
    made = pd.Series(shares(weights, names, "proportions: weights"), index=names)
    if total is not None:
        asked, found = number(total, "proportions: total"), sum(float(weight) for _, weight in weights.items())
        if not np.isclose(found, asked, rtol=0, atol=1e-9):
            listed = ", ".join(map(str, names))
            raise Refused(f"proportions: weights add up to {found:g}, the total is {asked:g}; change one of {listed}")
    return made


def equal(names: Iterable[Any]) -> pd.Series:
    """1 over how many ``names`` there are, for each. :class:`Refused` for no name, and for one that stands twice."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise Refused(f"equal: names is {names!r}; give a list of names, or the columns of a table")
    names = list(names)
    once(names, "equal: names:")
    if not names:
        raise Refused("equal: names is empty; give at least one")
    return pd.Series(1 / len(names), index=names)


def entropy(table: pd.DataFrame) -> pd.Series:
    """1 − Shannon entropy of each column's shares, normalised: a column alike in all rows weighs nothing.

    ``table`` holds values or scores of 0 or more in which more is better; no gaps. :class:`Refused` otherwise, with fewer
    than two rows, for a column of zeros, and when no column varies. Formula: docs/scores.md.
    """
    made = checked(table, "entropy: table")
    values = check_whole(made, "entropy: table")
    refuse_first(
        made,
        lambda x: x < 0,
        "entropy: table",
        lambda x: f"{x:g}; entropy weights need values of 0 or more: normalise the table first",
    )
    if len(values) < 2:
        raise Refused("entropy: table has one row; entropy weights need at least two rows")
    most = values.max(axis=0)
    if not most.all():
        raise Refused(f"entropy: table: column {quote(made.columns[most == 0][0])} is 0 in every row; leave it out")
    part = values / most
    part = part / part.sum(axis=0)
    terms = np.where(part > 0, part * np.log(np.where(part > 0, part, 1)), 0)
    spread = np.clip(1 + terms.sum(axis=0) / np.log(len(values)), 0, None)
    return _divide(np.where(np.ptp(values, axis=0) > 0, spread, 0), made, "entropy")


def critic(table: pd.DataFrame) -> pd.Series:
    """Standard deviation × Σ(1 − correlation with the others), normalised (Diakoulaki et al. 1995).

    ``table`` holds scores on a common scale (0 to 1) in which more is better; no gaps. :class:`Refused` otherwise, for a
    column with the same value in every row, and when all columns say the same.
    """
    made = checked(table, "critic: table")
    values = check_whole(made, "critic: table")
    check_varied(made, "critic: table", "which has no correlation with the others")
    conflict = (1 - np.atleast_2d(np.corrcoef(values, rowvar=False))).sum(axis=0)
    return _divide(values.std(axis=0, ddof=1) * np.where(conflict > 1e-12, conflict, 0), made, "critic")


def _divide(raw: np.ndarray, table: pd.DataFrame, function: str) -> pd.Series:
    if raw.sum() <= 0:
        raise Refused(f"{function}: table: the columns do not differ in a way that could give weights; use given or equal ones")
    return pd.Series(raw / raw.sum(), index=table.columns)
