"""Outliers, by the rule of skewness and kurtosis: few values that stretch a whole scale are drawn in, and named.

A column is treated when its skewness is beyond ±2 and its excess kurtosis beyond 3.5, the limits usual in composite
indicators (Groeneveld and Meeden; COINr). First the most extreme values are set to the next one, at most ``most`` of
them; when that does not help, the original column is put on a log scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

SKEWNESS, KURTOSIS = 2.0, 3.5
_LEAST = 0.01  # share of the range that stands in for zero on the log scale


@dataclass(frozen=True)
class Treated:
    """``table`` after treatment; ``log`` has a row a column: winsorised values, whether logged, skewness, kurtosis."""

    table: pd.DataFrame
    log: pd.DataFrame


def skewness(values: np.ndarray) -> float:
    """Sample skewness G1 = g1·√(n(n−1))/(n−2), as spreadsheets have it; NaN below three values."""
    return float(pd.Series(values, dtype=float).skew())


def kurtosis(values: np.ndarray) -> float:
    """Sample excess kurtosis G2 = (n−1)/((n−2)(n−3))·((n+1)g2 + 6); NaN below four values."""
    return float(pd.Series(values, dtype=float).kurt())


def skewed(values: np.ndarray) -> bool:
    """True when both limits are passed."""
    return bool(abs(skewness(values)) > SKEWNESS and kurtosis(values) > KURTOSIS)


def winsorise(values: np.ndarray, most: int) -> tuple[np.ndarray, int]:
    """``values`` with at most ``most`` extremes set to the next value, and how many it took.

    The side is that of the skewness; it stops as soon as the rule is met. Order never changes, ties appear.
    """
    made = np.asarray(values, dtype=float).copy()
    for taken in range(most):
        if not skewed(made):
            return made, taken
        high = skewness(made) > 0
        end = np.nanmax(made) if high else np.nanmin(made)
        rest = made[(made < end) if high else (made > end)]
        made[made == end] = rest.max() if high else rest.min()
    return made, most


def logged(values: np.ndarray) -> np.ndarray:
    """ln(x − min + 1 % of the range) for a long tail upward, mirrored for one downward; order is kept."""
    x = np.asarray(values, dtype=float)
    low, high = np.nanmin(x), np.nanmax(x)
    little = _LEAST * (high - low)
    return np.log(x - low + little) if skewness(x) > 0 else -np.log(high - x + little)


def treat(table: pd.DataFrame, most: int | None = None) -> Treated:
    """Treat every column that needs it. ``most`` defaults to a tenth of the rows, at least one."""
    most = max(1, len(table) // 10) if most is None else most
    made, told = table.astype(float), []
    for column in table:
        values = table[column].to_numpy(dtype=float)
        treated, taken = winsorise(values, most)
        log = skewed(treated)
        if log:
            treated, taken = logged(values), 0
        made[column] = treated
        told.append((column, taken, log, skewness(values), kurtosis(values), skewness(treated), kurtosis(treated)))
    names = ["column", "winsorised", "logged", "skewness", "kurtosis", "skewness_after", "kurtosis_after"]
    return Treated(made, pd.DataFrame(told, columns=names).set_index("column"))
