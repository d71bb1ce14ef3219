"""Values on a common scale. Each function takes a table or a column and gives the same shape back.

``worst`` and ``best`` say which way is good by their order. Functions that take them from the data themselves make a
row's score depend on the other rows: with a row more, all scores move. For reports use goalposts that are written down.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import numpy as np
import pandas as pd

from evaluation.errors import Refused

Data = TypeVar("Data", pd.DataFrame, pd.Series)
Ends = float | pd.Series
Direction = Literal[1, -1] | pd.Series


def goalposts(values: Data, worst: Ends, best: Ends, cap: bool = True) -> Data:
    """0 at ``worst``, 1 at ``best``, linear between, capped unless told otherwise.

    :class:`Refused` when both are the same or a column has none.
    """
    gap = best - worst
    for column, width in gap.items() if isinstance(gap, pd.Series) else [("the values", gap)]:
        if pd.isna(width) or width == 0:
            raise Refused(f"the goalposts of {column} are the same or not given; part worst and best")
    if isinstance(values, pd.DataFrame) and isinstance(gap, pd.Series):
        lacking = [c for c in values if c not in gap.index]
        if lacking:
            raise Refused(f"column {lacking[0]!r} has no goalposts; give worst and best for it")
    made = (values - worst) / gap
    return made.clip(0, 1) if cap else made


def minmax(values: Data, direction: Direction = 1) -> Data:
    """Goalposts taken from the data: the worst row gets 0, the best 1."""
    low, high = values.min(), values.max()
    up = np.asarray(direction) > 0
    if isinstance(values, pd.Series):
        return goalposts(values, low if up else high, high if up else low)
    return goalposts(values, low.where(up, high), high.where(up, low))


def zscore(values: Data, direction: Direction = 1, mean: float = 0, deviation: float = 1) -> Data:
    """Distance from the mean in (sample) standard deviations, moved to ``mean`` and ``deviation``."""
    spread = values.std(ddof=1)
    if np.any(np.asarray(spread) == 0):
        raise Refused("a column has the same value in every row and no z-score; drop it")
    return (values - values.mean()) / spread * direction * deviation + mean


def rank(values: Data, direction: Direction = 1) -> Data:
    """1 for the best row, shared by ties, the next one skipped; NaN stays."""
    return (values * direction).rank(ascending=False, method="min")


def percentile(values: Data, direction: Direction = 1) -> Data:
    """Share of the other rows that are worse, ties counted half: 1 for the best, 0 for the worst."""
    place = (values * direction).rank(method="average")
    return (place - 1) / (values.count() - 1)


def distance_to_target(values: Data, start: Ends, target: Ends, cap: bool = True) -> Data:
    """How much of the way from ``start`` to ``target`` is gone; 1 at the target, more beyond it unless capped."""
    return goalposts(values, start, target, cap)


def distance_to_best(values: Data, direction: Direction = 1) -> Data:
    """Value over the best one (lower is better: best over value). :class:`Refused` for values that are not positive."""
    if not (np.asarray(values)[~np.isnan(np.asarray(values, dtype=float))] > 0).all():
        raise Refused("a distance to the best row needs positive values; use goalposts")
    up = np.asarray(direction) > 0
    if isinstance(values, pd.Series):
        return values / values.max() if up else values.min() / values
    return (values / values.max()).where(np.broadcast_to(up, values.shape), values.min() / values)
