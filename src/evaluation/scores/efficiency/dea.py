"""Data envelopment analysis: CCR (constant returns), BCC (variable returns), slacks, peers, bias by bootstrap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluation.errors import Refused
from evaluation.scores.efficiency.programs import Orientation, Returns, radial, slacks

if TYPE_CHECKING:
    import pandas as pd

_ZERO = 1e-7


@dataclass(frozen=True)
class Frontier:
    """``table``: by row the ``score`` (Farrell, 1 at best), whether ``efficient`` (1 and no slack), a slack column each
    (``slack_<name>``, in the column's own unit). ``peers``: the efficient rows it is compared with and their share.

    ``caution``: why the scores flatter, when there are few rows for so many columns; else empty.
    """

    table: pd.DataFrame
    peers: Mapping[str, Mapping[str, float]]
    returns: Returns
    orientation: Orientation
    caution: str


def dea(
    inputs: pd.DataFrame, outputs: pd.DataFrame, returns: Returns = "constant", orientation: Orientation = "input"
) -> Frontier:
    """Efficiency of every row against all rows (Charnes, Cooper, Rhodes 1978; Banker, Charnes, Cooper 1984).

    Slacks are the largest in total, each column counted in its mean, so that they do not depend on units.
    :class:`Refused` for rows that differ, gaps, an input that is not above 0, and outputs below 0 or all 0.
    """
    import pandas as pd  # reports do without

    found = measured(*_arrays(inputs, outputs), returns, orientation)
    table = pd.DataFrame({"score": found.scores, "efficient": found.efficient}, index=inputs.index)
    for block, names in ((found.saved, inputs.columns), (found.missed, outputs.columns)):
        for j, name in enumerate(names):
            table[f"slack_{name}"] = block[:, j]
    names = list(inputs.index)
    peers = {
        name: {names[j]: share for j, share in row.items()} for name, row in zip(names, found.peers, strict=True)
    }
    return Frontier(table, peers, returns, orientation, too_few(len(inputs), inputs.shape[1], outputs.shape[1]))


@dataclass(frozen=True)
class Measured:
    """:class:`Frontier` as arrays by row; ``saved`` and ``missed`` are the slacks of inputs and outputs, and ``peers``
    the shares by number of row."""

    scores: np.ndarray
    efficient: np.ndarray
    saved: np.ndarray
    missed: np.ndarray
    peers: list[dict[int, float]]


def measured(x: np.ndarray, y: np.ndarray, returns: Returns, orientation: Orientation) -> Measured:
    """:func:`dea` of the inputs ``x`` and outputs ``y``, (rows, columns), all above 0."""
    x_scale, y_scale = x.mean(axis=0), y.mean(axis=0)
    x, y = x / x_scale, y / y_scale
    scores = radial(x, y, x, y, returns, orientation)
    at_x = x * scores[:, None] if orientation == "input" else x
    at_y = y if orientation == "input" else y / scores[:, None]
    saved, missed, intensities = slacks(at_x, at_y, x, y, returns)
    return Measured(
        scores=scores,
        efficient=(scores > 1 - _ZERO) & (np.hstack([saved, missed]).max(axis=1) < _ZERO),
        saved=np.where(saved < _ZERO, 0, saved) * x_scale,
        missed=np.where(missed < _ZERO, 0, missed) * y_scale,
        peers=[{j: float(w) for j, w in enumerate(row) if w > _ZERO} for row in intensities],
    )


def too_few(rows: int, inputs: int, outputs: int) -> str:
    """Why ``rows`` are too few, after the usual rule max(inputs × outputs, 3 (inputs + outputs)); else empty."""
    needed = least(inputs, outputs)
    if rows >= needed:
        return ""
    return f"{rows} rows for {inputs} inputs and {outputs} outputs: below {needed} many rows are efficient by lack of others"


def least(inputs: int, outputs: int) -> int:
    """Rows from which scores tell rows apart, by the usual rule."""
    return max(inputs * outputs, 3 * (inputs + outputs))


def _arrays(inputs: pd.DataFrame, outputs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    if list(inputs.index) != list(outputs.index):
        raise Refused("inputs and outputs need the same rows in the same order")
    for table, least, what in ((inputs, "above 0", "input"), (outputs, "0 or more", "output")):
        for name, column in table.items():
            bad = column.isna() | ~np.isfinite(column.astype(float)) | (column < 0)
            bad |= column.eq(0) if what == "input" else False
            if bad.any():
                row = bad.idxmax()
                raise Refused(
                    f"{what} {name!r} of {row!r} is {column[row]}; an {what} is {least}, leave the row out"
                )
            if not column.any():
                raise Refused(f"output {name!r} is 0 in every row; leave it out")
    nothing = outputs.eq(0).all(axis=1)
    if nothing.any():
        raise Refused(f"{nothing.idxmax()!r} made no output at all; leave the row out")
    return inputs.to_numpy(dtype=float), outputs.to_numpy(dtype=float)


@dataclass(frozen=True)
class Corrected:
    """``table``: score, bias, corrected score and the ends of its interval; None with a ``reason`` when not estimable."""

    table: pd.DataFrame | None
    reason: str
    draws: int
    seed: int


def bias_corrected(
    inputs: pd.DataFrame, outputs: pd.DataFrame, returns: Returns = "constant", orientation: Orientation = "input",
    draws: int = 1000, seed: int = 0, level: float = 0.95,
) -> Corrected:  # fmt: skip
    """Scores without the flattery of a frontier that is only the best seen: smoothed bootstrap (Simar and Wilson 1998).

    Scores are drawn again from a kernel reflected at 1, rows moved accordingly, and the true rows measured against the
    frontier of the moved ones. Not estimable with too few rows (see :func:`too_few`) or when all rows are on the frontier.
    """
    import pandas as pd  # reports do without

    found = unflattered(*_arrays(inputs, outputs), returns, orientation, draws, seed, level)
    if isinstance(found, str):
        return Corrected(None, found, draws, seed)
    return Corrected(pd.DataFrame(found, index=inputs.index), "", draws, seed)


def unflattered(
    x: np.ndarray, y: np.ndarray, returns: Returns, orientation: Orientation, draws: int, seed: int,
    level: float = 0.95,
) -> dict[str, np.ndarray] | str:  # fmt: skip
    """Columns of :func:`bias_corrected` of the inputs ``x`` and outputs ``y``, (rows, columns), or why there are none."""
    if few := too_few(len(x), x.shape[1], y.shape[1]):
        return few
    x, y = x / x.mean(axis=0), y / y.mean(axis=0)
    scores = radial(x, y, x, y, returns, orientation)
    if np.sum(scores < 1 - _ZERO) < 3:
        return "fewer than three rows are off the frontier: no spread to draw from"
    rng = np.random.Generator(np.random.PCG64(seed))
    width, made = _bandwidth(scores), np.empty((draws, len(scores)))
    for b in range(draws):
        moved = scores / _smoothed(scores, width, rng)
        at_x, at_y = (x * moved[:, None], y) if orientation == "input" else (x, y / moved[:, None])
        made[b] = radial(x, y, at_x, at_y, returns, orientation)
    bias = made.mean(axis=0) - scores
    low, high = np.quantile(made - scores, [(1 + level) / 2, (1 - level) / 2], axis=0)
    return {"score": scores, "bias": bias, "corrected": scores - bias, "low": scores - low, "high": scores - high}


def _bandwidth(scores: np.ndarray) -> float:
    """Normal reference rule on the scores below 1 and their reflection, for a sample of this size."""
    off = scores[scores < 1 - _ZERO]
    both = np.concatenate([off, 2 - off])
    quartiles = np.quantile(both, [0.25, 0.75])
    spread = min(both.std(ddof=1), (quartiles[1] - quartiles[0]) / 1.34)
    reference = 0.9 * spread * len(both) ** -0.2
    return reference * (len(both) / len(scores)) ** 0.2 * scores.std(ddof=1) / both.std(ddof=1)


def _smoothed(scores: np.ndarray, width: float, rng: np.random.Generator) -> np.ndarray:
    """Scores drawn from the reflected kernel, brought back to the variance of the sample; above 0, at most 1."""
    picked = rng.choice(scores, len(scores))
    rough = picked + width * rng.standard_normal(len(scores))
    rough = np.where(rough > 1, 2 - rough, rough)
    made = picked.mean() + (rough - picked.mean()) / np.sqrt(1 + width**2 / scores.var())
    return np.clip(made, scores.min() / 2, 1)
