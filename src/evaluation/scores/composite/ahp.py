"""Weights from pairwise judgements: the analytic hierarchy process (Saaty 1980)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from evaluation.errors import Refused

RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}
LIMIT = 0.1


@dataclass(frozen=True)
class Judged:
    """``weights`` with the proof: principal eigenvalue ``lambda_max``, consistency index and ratio.

    ``worst`` is the judgement furthest from what the weights imply: (row, column, judged, implied).
    """

    weights: pd.Series
    lambda_max: float
    index: float
    ratio: float
    worst: tuple[str, str, float, float]


def judgements(upper: Sequence[Sequence[float | str | Fraction]], names: Sequence[str]) -> pd.DataFrame:
    """Full reciprocal matrix from the rows of its upper triangle; judgements may be written ``"1/3"``."""
    size = len(names)
    if [len(row) for row in upper] != list(range(size - 1, 0, -1)):
        raise Refused(f"{size} criteria need rows of {size - 1}, {size - 2} … 1 judgements")
    made = np.eye(size)
    for i, row in enumerate(upper):
        for j, judgement in enumerate(row, start=i + 1):
            made[i, j] = float(Fraction(judgement))
            made[j, i] = 1 / made[i, j]
    return pd.DataFrame(made, index=list(names), columns=list(names))


def ahp(judged: pd.DataFrame, accepted: bool = False) -> Judged:
    """Principal eigenvector of a reciprocal matrix: entry (i, j) says how many times i matters as much as j.

    :class:`Refused` for a matrix that is not positive and reciprocal, for more than nine criteria, and for a
    consistency ratio above 0.1 unless ``accepted``; the message names the judgement to look at first.
    """
    a, names = judged.to_numpy(dtype=float), list(judged.index)
    _check(a, judged)
    values, vectors = np.linalg.eig(a)
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    weights, size = vector / vector.sum(), len(names)
    largest = float(values[first].real)
    index = (largest - size) / (size - 1) if size > 2 else 0.0
    ratio = index / RANDOM_INDEX[size] if size > 2 else 0.0
    worst = _worst(a, weights, names)
    if ratio > LIMIT and not accepted:
        row, column, said, implied = worst
        raise Refused(
            f"the judgements contradict each other: consistency ratio {ratio:.3f}, more than {LIMIT}; look first at "
            f"{row} against {column}, judged {said:.3g} where the others imply {implied:.3g}, or accept the ratio"
        )
    return Judged(pd.Series(weights, index=names), largest, index, ratio, worst)


def _check(a: np.ndarray, judged: pd.DataFrame) -> None:
    if a.shape[0] != a.shape[1] or list(judged.index) != list(judged.columns):
        raise Refused("judgements need the same criteria in rows and columns")
    if len(a) > max(RANDOM_INDEX):
        raise Refused(f"{len(a)} criteria are too many to judge in pairs; group them, nine at most")
    if not (a > 0).all():
        raise Refused("a judgement is a number above 0: how many times the row matters as much as the column")
    off = np.abs(np.log(a * a.T))
    if off.max() > 1e-9:
        i, j = np.unravel_index(off.argmax(), a.shape)
        row, column = judged.index[i], judged.columns[j]
        raise Refused(
            f"{row} against {column} is {a[i, j]:g}, the other way {a[j, i]:g}; one must be 1 over the other"
        )


def _worst(a: np.ndarray, weights: np.ndarray, names: list[str]) -> tuple[str, str, float, float]:
    implied = weights[:, None] / weights[None, :]
    i, j = np.unravel_index(np.abs(np.log(np.triu(a / implied, 1) + np.tri(len(a)))).argmax(), a.shape)
    return names[i], names[j], float(a[i, j]), float(implied[i, j])
