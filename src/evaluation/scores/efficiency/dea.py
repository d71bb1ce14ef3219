"""Data envelopment analysis: CCR (constant returns), BCC (variable returns), slacks, peers, bias by bootstrap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from evaluation.errors import Refused, one_of
from evaluation.scores.arguments import count, quote
from evaluation.scores.efficiency.programs import Orientation, Returns, radial, slacks
from evaluation.scores.tables import between, check_whole, refuse_first, rows_of
from evaluation.scores.tables import table as checked

if TYPE_CHECKING:
    import pandas as pd

_ZERO = 1e-7
WIDEST = 1e8
"""Up to this ratio of the largest to the smallest figure of a column the solver's scores are right."""
Short = Literal["crs", "vrs"]
_SHORT: dict[str, Returns] = {"crs": "constant", "vrs": "variable"}
"""The field's own words: constant and variable returns to scale."""


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
    inputs: pd.DataFrame, outputs: pd.DataFrame, returns: Returns | Short = "constant", orientation: Orientation = "input"
) -> Frontier:
    """Efficiency of every row against all rows (Charnes, Cooper, Rhodes 1978; Banker, Charnes, Cooper 1984).

    ``inputs`` and ``outputs``: a row for each unit, matched by name, and a column for each input or output, floats in any
    unit. ``returns`` to scale: ``"constant"`` or ``"variable"`` (also ``"crs"``, ``"vrs"``). Slacks are the largest in
    total, each column counted in its mean, so that they do not depend on units. :class:`Refused` for rows that differ,
    gaps, an input that is not above 0, and outputs below 0 or all 0.
    """
    import pandas as pd  # reports do without

    returns = _returns(returns, "dea")
    one_of(orientation, get_args(Orientation), "dea: orientation")
    inputs, outputs = _tables(inputs, outputs, "dea")
    found = measure(inputs.to_numpy(), outputs.to_numpy(), returns, orientation)
    table = pd.DataFrame({"score": found.scores, "efficient": found.efficient}, index=inputs.index)
    for block, names in ((found.saved, inputs.columns), (found.missed, outputs.columns)):
        for j, name in enumerate(names):
            table[f"slack_{name}"] = block[:, j]
    names = list(inputs.index)
    peers = {name: {names[j]: share for j, share in row.items()} for name, row in zip(names, found.peers, strict=True)}
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


def measure(x: np.ndarray, y: np.ndarray, returns: Returns, orientation: Orientation) -> Measured:
    """:func:`dea` of the inputs ``x`` and outputs ``y``, (rows, columns), all above 0."""
    x_scale, y_scale = x.mean(axis=0), y.mean(axis=0)
    x, y = x / x_scale, y / y_scale
    scores = radial(x, y, x, y, returns, orientation)
    at_x = x * scores[:, None] if orientation == "input" else x
    at_y = y if orientation == "input" else y / scores[:, None]
    saved, missed, intensities = slacks(at_x, at_y, x, y, returns)
    saved, missed = (np.where(saved < _ZERO * x, 0, saved), np.where(missed < _ZERO * np.where(y > 0, y, 1), 0, missed))
    return Measured(
        scores=scores,
        efficient=(scores > 1 - _ZERO) & ~np.hstack([saved, missed]).any(axis=1),
        saved=saved * x_scale,
        missed=missed * y_scale,
        peers=[{j: float(w) for j, w in enumerate(row) if w > _ZERO} for row in intensities],
    )


def too_few(rows: int, inputs: int, outputs: int) -> str:
    """Why ``rows`` are too few, after the usual rule max(inputs × outputs, 3 (inputs + outputs)); else empty."""
    needed = least(inputs, outputs)
    if rows >= needed:
        return ""
    return f"{rows} rows for {inputs} inputs and {outputs} outputs: below {needed} many rows are efficient by lack of others"


def too_wide(figures: np.ndarray) -> tuple[int, int] | None:
    """Row and column of the figure furthest from the others of a column that spreads beyond :data:`WIDEST`."""
    for j, column in enumerate(figures.T):
        there = np.log(np.where(column > 0, column, np.nan))
        if np.nanmax(there) - np.nanmin(there) > np.log(WIDEST):
            return int(np.nanargmax(np.abs(there - np.nanmedian(there)))), j
    return None


def least(inputs: int, outputs: int) -> int:
    """Rows from which scores tell rows apart, by the usual rule."""
    return max(inputs * outputs, 3 * (inputs + outputs))


def _returns(given: Any, function: str) -> Returns:
    known = (*get_args(Returns), *_SHORT)
    one_of(given, known, f"{function}: returns")
    return _SHORT.get(given, given)


def _tables(inputs: Any, outputs: Any, function: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both as floats, with the same rows in the same order, and nothing in them that a program cannot use."""
    inputs, outputs = checked(inputs, f"{function}: inputs"), checked(outputs, f"{function}: outputs")
    outputs = rows_of(outputs, inputs.index, f"{function}: outputs")
    for side, what in ((inputs, "inputs"), (outputs, "outputs")):
        check_whole(side, f"{function}: {what}")
    refuse_first(inputs, lambda x: x <= 0, f"{function}: inputs", lambda x: f"{x:g}; an input is above 0, leave the row out")
    refuse_first(outputs, lambda y: y < 0, f"{function}: outputs", lambda y: f"{y:g}; an output is 0 or more, leave the row out")
    nothing = outputs.eq(0)
    if nothing.all().any():
        raise Refused(f"{function}: outputs: {quote(nothing.all().idxmax())} is 0 in every row; leave it out")
    if nothing.all(axis=1).any():
        raise Refused(f"{function}: outputs: {quote(nothing.all(axis=1).idxmax())} made no output at all; leave the row out")
    for side, what in ((inputs, "inputs"), (outputs, "outputs")):
        if far := too_wide(side.to_numpy()):
            row, column = quote(side.index[far[0]]), quote(side.columns[far[1]])
            raise Refused(
                f"{function}: {what}: {column} of {row} is {side.iloc[far]:g}, the column spreads over more than "
                f"{WIDEST:g} times its least figure, and the solver cannot tell such rows apart; leave {row} out"
            )
    return inputs, outputs


@dataclass(frozen=True)
class Corrected:
    """``table``: score, bias, corrected score and the ends of its interval; None with a ``reason`` when not estimable."""

    table: pd.DataFrame | None
    reason: str
    draws: int
    seed: int


def bias_corrected(
    inputs: pd.DataFrame,
    outputs: pd.DataFrame,
    returns: Returns | Short = "constant",
    orientation: Orientation = "input",
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> Corrected:
    """Scores without the flattery of a frontier that is only the best seen: smoothed bootstrap (Simar and Wilson 1998).

    Scores are drawn again from a kernel reflected at 1, rows moved accordingly, and the true rows measured against the
    frontier of the moved ones. Arguments and refusals as in :func:`dea`; ``draws``: 2 or more, ``seed``: 0 or more,
    ``level``: between 0 and 1. Not estimable with too few rows (see :func:`too_few`) or when all rows are on the frontier.
    """
    import pandas as pd  # reports do without

    where = "bias_corrected"
    returns = _returns(returns, where)
    one_of(orientation, get_args(Orientation), f"{where}: orientation")
    inputs, outputs = _tables(inputs, outputs, where)
    draws, seed = count(draws, f"{where}: draws", 2), count(seed, f"{where}: seed")
    level = between(level, f"{where}: level")
    order = sorted(range(len(inputs)), key=lambda i: str(inputs.index[i]))  # a draw goes with the name of a row
    x, y = inputs.to_numpy()[order], outputs.to_numpy()[order]
    found = unflatter(x, y, returns, orientation, draws, seed, level)
    if isinstance(found, str):
        return Corrected(None, found, draws, seed)
    return Corrected(pd.DataFrame(found, index=inputs.index[order]).loc[inputs.index], "", draws, seed)


def unflatter(
    x: np.ndarray, y: np.ndarray, returns: Returns, orientation: Orientation, draws: int, seed: int, level: float = 0.95
) -> dict[str, np.ndarray] | str:
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
        moved = scores / _smooth(scores, width, rng)
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


def _smooth(scores: np.ndarray, width: float, rng: np.random.Generator) -> np.ndarray:
    """Scores drawn from the reflected kernel, brought back to the variance of the sample; above 0, at most 1."""
    picked = rng.choice(scores, len(scores))
    rough = picked + width * rng.standard_normal(len(scores))
    rough = np.where(rough > 1, 2 - rough, rough)
    made = picked.mean() + (rough - picked.mean()) / np.sqrt(1 + width**2 / scores.var())
    return np.clip(made, scores.min() / 2, 1)
