"""Values on a common scale. Each function takes a table or a column of numbers and gives floats in the same shape.

Rows are units, columns are indicators. What differs by column (``direction``, ``worst``, ``best``, ``start``,
``target``) is a number for all columns, or a dict or Series by the name of the column, in any order. ``direction`` is 1
where more is better and -1 where less is. A missing value (NaN) stays missing. ``worst`` and ``best`` say which way is
good by their order. Functions that take them from the data themselves make a row's score depend on the other rows: with a
row more, all scores move. For reports use goalposts that are written down.

All raise :class:`Refused` for a name that is missing, extra or twice there, in rows, columns or an argument; for a cell
that is no finite number; for a column without any value; and for anything but a DataFrame or Series. Steps as in the
OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.arguments import quote
from evaluation.scores.tables import check_varied, directions, number, numbers, refuse_first, table

Data = TypeVar("Data", pd.DataFrame, pd.Series)
Ends: TypeAlias = float | Mapping[Any, float] | pd.Series
Direction: TypeAlias = Literal[1, -1] | Mapping[Any, int] | pd.Series


def goalposts(values: Data, worst: Ends, best: Ends, cap: bool = True) -> Data:
    """0 at ``worst``, 1 at ``best``, linear between, capped unless told otherwise.

    ``values``: a DataFrame or Series of numbers; floats of the same shape come back, NaN stays. ``worst`` and ``best``: in
    the unit of the column, one for all or by its name; a worst above the best means that less is better. :class:`Refused`
    when both are the same, for names that do not fit and cells that are no finite numbers.
    """
    return _like(values, _place(table(values, "goalposts: values"), worst, best, cap, ("goalposts", "worst", "best")))


def minmax(values: Data, direction: Direction = 1) -> Data:
    """Goalposts taken from the data: the worst row gets 0, the best 1.

    ``values`` as in :func:`goalposts`; ``direction``: 1 where more is better, -1 where less is, one for all or by the name
    of the column. :class:`Refused` for a column with the same value in every row, any other direction, names that do not
    fit and cells that are no finite numbers.
    """
    made = table(values, "minmax: values")
    up = directions(direction, made.columns, "minmax: direction") > 0
    check_varied(made, "minmax: values", "which leaves no way from the worst to the best")
    low, high = made.min(), made.max()
    worst, best = low.where(up, high), high.where(up, low)
    return _like(values, _position(made, worst, best).clip(0, 1))


def zscore(values: Data, direction: Direction = 1, mean: float = 0, deviation: float = 1) -> Data:
    """Distance from the mean in (sample) standard deviations, moved to ``mean`` and ``deviation`` (above 0).

    ``values`` and ``direction`` as in :func:`minmax`. :class:`Refused` for a column with the same value in every row, and
    as there.
    """
    made = table(values, "zscore: values")
    signs = directions(direction, made.columns, "zscore: direction")
    centre, width = number(mean, "zscore: mean"), number(deviation, "zscore: deviation")
    if width <= 0:
        raise Refused(f"zscore: deviation is {width:g}; give a number above 0")
    check_varied(made, "zscore: values", "which has no standard deviation")
    return _like(values, (made - made.mean()) / made.std(ddof=1) * signs * width + centre)


def rank(values: Data, direction: Direction = 1) -> Data:
    """1 for the best row, shared by ties, the next one skipped; NaN stays.

    ``values`` and ``direction`` as in :func:`minmax`; floats. :class:`Refused` for a column without any value, names that
    do not fit and cells that are no finite numbers.
    """
    made = table(values, "rank: values")
    signs = directions(direction, made.columns, "rank: direction")
    return _like(values, (made * signs).rank(ascending=False, method="min"))


def percentile(values: Data, direction: Direction = 1) -> Data:
    """Share of the other rows that are worse, ties counted half: 1 for the best, 0 for the worst.

    ``values`` and ``direction`` as in :func:`minmax`. :class:`Refused` for a column with one value only, which has no
    others, and as :func:`rank`.
    """
    made = table(values, "percentile: values")
    signs = directions(direction, made.columns, "percentile: direction")
    known = made.count()
    if (known < 2).any():
        raise Refused(f"percentile: values: column {quote(known.idxmin())} has one value and nothing to compare it with")
    return _like(values, ((made * signs).rank(method="average") - 1) / (known - 1))


def distance_to_target(values: Data, start: Ends, target: Ends, cap: bool = True) -> Data:
    """How much of the way from ``start`` to ``target`` is gone: 0 at the start, 1 at the target.

    Below and beyond them more or less only when not capped. ``values``, ends and refusals as in :func:`goalposts`:
    :class:`Refused` when both are the same.
    """
    made = table(values, "distance_to_target: values")
    return _like(values, _place(made, start, target, cap, ("distance_to_target", "start", "target")))


def distance_to_best(values: Data, direction: Direction = 1) -> Data:
    """Value over the best one (lower is better: best over value), 1 for the best.

    ``values`` and ``direction`` as in :func:`minmax`. :class:`Refused` for values that are not positive, and as
    :func:`rank`.
    """
    made = table(values, "distance_to_best: values")
    up = directions(direction, made.columns, "distance_to_best: direction") > 0
    refuse_first(
        made,
        lambda x: x <= 0,
        "distance_to_best: values",
        lambda x: f"{x:g}; a distance to the best row needs positive values: use goalposts",
    )
    return _like(values, (made / made.max()).where(np.broadcast_to(up, made.shape), made.min() / made))


def _place(made: pd.DataFrame, worst: Ends, best: Ends, cap: bool, said: tuple[str, str, str]) -> pd.DataFrame:
    function, one, other = said
    low, high = (numbers(end, made.columns, f"{function}: {name}") for end, name in ((worst, one), (best, other)))
    for name, a, b in zip(made.columns, low, high, strict=True):
        if a == b:
            raise Refused(f"{function}: {one} and {other} of {quote(name)} are both {a:g}; part them")
    made = _position(made, low, high)
    return made.clip(0, 1) if cap else made


def _position(made: pd.DataFrame, worst: Any, best: Any) -> pd.DataFrame:
    return (made - worst) / (best - worst) + 0.0  # no minus zero


def _like(values: Data, made: pd.DataFrame) -> Data:
    return made if isinstance(values, pd.DataFrame) else made.iloc[:, 0].rename(values.name)
