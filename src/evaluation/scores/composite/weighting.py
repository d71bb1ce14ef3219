"""Weights: given, equal, or from the data (entropy, CRITIC). They always add up to 1.

Weights from the data reward spread, not importance: they are a cross-check of weights somebody answers for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from evaluation.errors import Refused


def given(weights: Mapping[str, float], total: float | None = None) -> pd.Series:
    """``weights`` divided by their sum. With ``total`` they must add up to it.

    :class:`Refused` for a negative weight, for none above zero, and for a sum that is not ``total``.
    """
    made = pd.Series(dict(weights), dtype=float)
    for name, weight in made.items():
        if not weight >= 0:
            raise Refused(f"the weight of {name!r} is {weight:g}; a weight is 0 or more")
    if total is not None and not np.isclose(made.sum(), total, rtol=0, atol=1e-9):
        raise Refused(f"the weights add up to {made.sum():g}, not {total:g}; change one of {', '.join(made.index)}")
    if made.sum() == 0:
        raise Refused("every weight is 0; give at least one")
    return made / made.sum()


def equal(names: Iterable[str]) -> pd.Series:
    names = list(names)
    return pd.Series(1 / len(names), index=names)


def entropy(table: pd.DataFrame) -> pd.Series:
    """1 − Shannon entropy of each column's shares, normalised: a column alike in all rows weighs nothing.

    ``table`` holds values or scores of 0 or more in which more is better; no gaps.
    """
    values = _whole(table)
    if (values < 0).any():
        raise Refused("entropy weights need values of 0 or more; normalise the table first")
    if len(values) < 2:
        raise Refused("entropy weights need at least two rows")
    sums = values.sum(axis=0)
    if (sums == 0).any():
        raise Refused(f"column {table.columns[sums == 0][0]!r} is 0 in every row; drop it")
    shares = values / sums
    terms = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1)), 0)
    spread = np.clip(1 + terms.sum(axis=0) / np.log(len(values)), 0, None)
    return _shares(spread, table)


def critic(table: pd.DataFrame) -> pd.Series:
    """Standard deviation × Σ(1 − correlation with the others), normalised (Diakoulaki et al. 1995).

    ``table`` holds scores on a common scale (0 to 1) in which more is better; no gaps.
    """
    values = _whole(table)
    deviation = values.std(axis=0, ddof=1)
    if (deviation == 0).any():
        raise Refused(f"column {table.columns[deviation == 0][0]!r} has the same value in every row; drop it")
    conflict = (1 - np.atleast_2d(np.corrcoef(values, rowvar=False))).sum(axis=0)
    return _shares(deviation * conflict, table)


def _whole(table: pd.DataFrame) -> np.ndarray:
    gaps = table.isna()
    if gaps.to_numpy().any():
        column = gaps.any().idxmax()
        raise Refused(f"{column!r} of {gaps[column].idxmax()!r} is missing; impute or drop it before weighting")
    return table.to_numpy(dtype=float)


def _shares(raw: np.ndarray, table: pd.DataFrame) -> pd.Series:
    if raw.sum() <= 0:
        raise Refused("the columns do not differ in a way that could give weights; use given or equal ones")
    return pd.Series(raw / raw.sum(), index=table.columns)
