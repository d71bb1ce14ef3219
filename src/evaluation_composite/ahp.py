"""Weights from pairwise judgements: the analytic hierarchy process (Saaty 1980)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from evaluation.errors import Refused
from evaluation.scores.arguments import match, once
from evaluation.scores.tables import check_whole, number, table

RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}
LIMIT = 0.1


@dataclass(frozen=True)
class PairwiseJudgements:
    """``weights`` with the proof: principal eigenvalue ``lambda_max``, consistency index and ratio.

    ``worst`` is the judgement furthest from what the weights imply: (row, column, judged, implied).
    """

    weights: pd.Series
    lambda_max: float
    index: float
    ratio: float
    worst: tuple[str, str, float, float]


def judgements(upper: Sequence[Sequence[float | str | Fraction]], names: Sequence[str]) -> pd.DataFrame:
    """Full reciprocal matrix from the rows of its upper triangle; judgements may be written ``"1/3"``.

    Row i holds how many times ``names[i]`` matters as much as each name after it. :class:`Refused` for rows of another
    length, a name that stands twice, and a judgement that is no number above 0.
    """
    if isinstance(names, str):
        raise Refused(f"judgements: names is {names!r}; give a list of names")
    names = list(names)
    once(names, "judgements: names:")
    size = len(names)
    if size < 2:
        raise Refused(f"judgements: names has {size}; criteria are judged in pairs, give two or more")
    if [len(row) for row in upper] != list(range(size - 1, 0, -1)):
        raise Refused(f"judgements: upper: {size} criteria need rows of {size - 1}, {size - 2} … 1 judgements")
    made = np.eye(size)
    for i, row in enumerate(upper):
        for j, judgement in enumerate(row, start=i + 1):
            made[i, j] = _judgement(judgement, f"judgements: upper: {names[i]} against {names[j]}")
            made[j, i] = 1 / made[i, j]
    return pd.DataFrame(made, index=names, columns=names)


def ahp(judged: pd.DataFrame, accepted: bool = False) -> PairwiseJudgements:
    """Principal eigenvector of a reciprocal matrix: entry (i, j) says how many times i matters as much as j.

    ``judged`` names the same criteria in rows and columns, in any order. :class:`Refused` for a matrix that is not
    positive and reciprocal, for more than nine criteria, and for a consistency ratio above 0.1 unless ``accepted``; the
    message names the judgement to look at first.
    """
    judged = table(judged, "ahp: judged")
    judged = judged.iloc[
        :, match(dict(zip(judged.columns, range(judged.shape[1]), strict=True)), judged.index, "ahp: judged: columns", "criterion")
    ]
    a, names = check_whole(judged, "ahp: judged"), list(judged.index)
    _check(a, names)
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
    return PairwiseJudgements(pd.Series(weights, index=names), largest, index, ratio, worst)


def _judgement(judgement: float | str | Fraction, where: str) -> float:
    try:
        made = float(Fraction(judgement)) if isinstance(judgement, str) else number(judgement, where)
    except (ValueError, ZeroDivisionError):
        raise Refused(f"{where} is {judgement!r}; give a number above 0, or write 1/3") from None
    if not made > 0:
        raise Refused(f"{where} is {made:g}; give a number above 0")
    return made


def _check(a: np.ndarray, names: list[str]) -> None:
    if len(a) > max(RANDOM_INDEX):
        raise Refused(f"ahp: judged: {len(a)} criteria are too many to judge in pairs; group them, nine at most")
    if not (a > 0).all():
        i, j = np.argwhere(a <= 0)[0]
        raise Refused(
            f"ahp: judged: {names[i]} against {names[j]} is {a[i, j]:g}; a judgement is a number above 0: how many times "
            "the row matters as much as the column"
        )
    off = np.abs(np.log(a * a.T))
    if off.max() > 1e-9:
        i, j = np.unravel_index(off.argmax(), a.shape)
        raise Refused(
            f"ahp: judged: {names[i]} against {names[j]} is {a[i, j]:g}, the other way {a[j, i]:g}; one must be 1 over the other"
        )


def _worst(a: np.ndarray, weights: np.ndarray, names: list[str]) -> tuple[str, str, float, float]:
    """The judgement furthest from what the weights imply, said from the side that matters more; of several that are as far
    (of three criteria all are) the one whose names sort first, so that the order of criteria decides nothing."""
    implied = weights[:, None] / weights[None, :]
    off = np.abs(np.log(a / implied))
    pairs = np.argwhere((off > off.max() - 1e-9) & (a >= 1) & ~np.eye(len(a), dtype=bool))
    i, j = min(pairs, key=lambda pair: [str(names[x]) for x in pair]) if len(pairs) else (0, 0)
    return names[i], names[j], float(a[i, j]), float(implied[i, j])
