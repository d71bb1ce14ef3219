"""Outliers, by the rule of skewness and kurtosis: few values that stretch a whole scale are drawn in, and named.

A column is treated when its skewness is beyond ±2 and its excess kurtosis beyond 3.5, the limits usual in composite
indicators (Groeneveld and Meeden; COINr). First the most extreme values are set to the next one, until ``most`` of them
are drawn in; when that does not help, the original column is put on a log scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.arguments import count
from evaluation.scores.tables import table as checked

SKEWNESS, KURTOSIS = 2.0, 3.5
_LEAST = 0.01  # share of the range that stands in for zero on the log scale
Values: TypeAlias = Sequence[float] | np.ndarray | pd.Series


@dataclass(frozen=True)
class Treated:
    """``table`` after treatment; ``log`` has a row a column: winsorised values, whether logged, skewness, kurtosis."""

    table: pd.DataFrame
    log: pd.DataFrame


def skewness(values: Values) -> float:
    """Sample skewness G1 = g1·√(n(n−1))/(n−2), as spreadsheets have it; NaN below three values.

    ``values``: numbers in a row; missing ones (NaN) do not count. :class:`Refused` for a value that is no finite number.
    """
    return _skewness(_numbers(values, "skewness"))


def kurtosis(values: Values) -> float:
    """Sample excess kurtosis G2 = (n−1)/((n−2)(n−3))·((n+1)g2 + 6); NaN below four values.

    ``values`` and refusals as in :func:`skewness`.
    """
    return _kurtosis(_numbers(values, "kurtosis"))


def winsorise(values: Values, most: int) -> tuple[np.ndarray, int]:
    """``values`` with extremes set to the next value until ``most`` of them are drawn in, and how many were.

    Values count, not steps, as in COINr: those tied at the end go together, so that the last step may take more than are
    left. The side is that of the skewness; it stops as soon as the rule is met. Order never changes, ties appear.
    :class:`Refused` for a ``most`` that is no whole number of 0 or more.
    """
    return _winsorise(_numbers(values, "winsorise"), count(most, "winsorise: most"))


def treat(table: pd.DataFrame, most: int | None = None) -> Treated:
    """Treat every column that needs it. ``most`` defaults to a tenth of the rows, at least one.

    :class:`Refused` for a column that holds anything but finite numbers, and for one without any.
    """
    made, told = checked(table, "treat: table"), []
    most = max(1, len(made) // 10) if most is None else count(most, "treat: most")
    for column in made:
        values = made[column].to_numpy().copy()
        treated, taken = _winsorise(values, most)
        log = _skewed(treated)
        if log:
            treated, taken = _log(values), 0
        made[column] = treated
        measures = (_skewness(values), _kurtosis(values), _skewness(treated), _kurtosis(treated))
        told.append((column, taken, log, *measures))
    names = ["column", "winsorised", "logged", "skewness", "kurtosis", "skewness_after", "kurtosis_after"]
    return Treated(made, pd.DataFrame(told, columns=names).set_index("column"))


def _winsorise(values: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    made, drawn_in = values.copy(), np.zeros(len(values), dtype=bool)
    while drawn_in.sum() < most and _skewed(made):
        high = _skewness(made) > 0
        end = np.nanmax(made) if high else np.nanmin(made)
        rest = made[(made < end) if high else (made > end)]
        drawn_in |= made == end
        made[made == end] = rest.max() if high else rest.min()
    return made, int(drawn_in.sum())


def _log(x: np.ndarray) -> np.ndarray:
    """ln(x − min + 1 % of the range) for a long tail upward, mirrored for one downward; order is kept."""
    low, high = np.nanmin(x), np.nanmax(x)
    little = _LEAST * (high - low)
    return np.log(x - low + little) if _skewness(x) > 0 else -np.log(high - x + little)


def _skewed(values: np.ndarray) -> bool:
    """True when both limits are passed."""
    return bool(abs(_skewness(values)) > SKEWNESS and _kurtosis(values) > KURTOSIS)


def _skewness(values: np.ndarray) -> float:
    return float(pd.Series(values).skew())


def _kurtosis(values: np.ndarray) -> float:
    return float(pd.Series(values).kurt())


def _numbers(values: Values, function: str) -> np.ndarray:
    if not isinstance(values, (list, tuple, pd.Series)) and getattr(values, "ndim", 0) != 1:
        raise Refused(f"{function}: values is a {type(values).__name__}; give numbers in a row, a list or a Series")
    series = pd.Series(values).reset_index(drop=True).rename("values")
    return checked(series, f"{function}: values", blank=True)["values"].to_numpy().copy()
