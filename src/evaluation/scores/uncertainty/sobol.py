"""What drives the ranks: Sobol indices, the share of the variance that each source makes alone and with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from evaluation.errors import Refused
from evaluation.scores.arguments import count, is_named
from evaluation.scores.tables import number
from evaluation.scores.uncertainty import sequence
from evaluation.scores.uncertainty.intervals import Spread, base_ranks, check_drawing
from evaluation.scores.uncertainty.scheme import Scheme, prepare, rank, scores

if TYPE_CHECKING:
    import pandas as pd

_REPEATS = 256  # settings of goalposts, readings and noise that a source without a number of its own picks from
_ROWS = 500
_RESAMPLES = 100
_SURE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Indices:
    """First-order and total index of every input with their 95 % half widths, (inputs) each."""

    first: np.ndarray
    first_half: np.ndarray
    total: np.ndarray
    total_half: np.ndarray


def indices(function: Callable[[np.ndarray], np.ndarray], inputs: int, n: int, seed: int = 0) -> Indices:
    """:func:`sobol` of ``inputs`` that each go from 0 to 1, as arrays; ``n`` and ``seed`` as :func:`_checked` gives them."""
    if 2 * inputs > sequence.MOST:
        raise Refused(f"sobol: bounds: {inputs} inputs; Sobol indices are made of at most {sequence.MOST // 2}")
    base = sequence.points(2 * inputs, n, seed)
    rows = np.repeat(base[:, None, :inputs], inputs + 2, axis=1)  # A, A with one column of B each, B
    each = np.arange(inputs)
    rows[:, 1 + each, each] = base[:, inputs:]
    rows[:, -1] = base[:, inputs:]
    rows = rows.reshape(-1, inputs)
    made = np.asarray(function(rows), dtype=float)
    if made.shape != (len(rows),) or not np.isfinite(made).all():
        raise Refused(f"sobol: function gives {made.shape} for {rows.shape} rows and inputs; give one finite number a row")
    if not np.ptp(made):
        return Indices(*np.zeros((4, inputs)))
    made = ((made - made.mean()) / made.std()).reshape(n, inputs + 2)
    again = np.random.default_rng(seed).integers(n, size=(n, _RESAMPLES))
    a, *mixed, b = made.T
    mixed = np.array(mixed)
    found = _estimate(a, b, mixed)
    drawn = np.array([_estimate(a[r], b[r], mixed[:, r]) for r in again.T])  # (resamples, 2, inputs)
    first_half, total_half = _SURE * drawn.std(axis=0, ddof=1)
    return Indices(found[0], first_half, found[1], total_half)


def _estimate(a: np.ndarray, b: np.ndarray, mixed: np.ndarray) -> np.ndarray:
    """First-order and total indices (2, inputs): Saltelli et al. (2010), table 2, b and f, the latter by Jansen (1999)."""
    variance = np.concatenate([a, b]).var()
    if variance <= np.finfo(float).eps:
        return np.zeros((2, len(mixed)))
    return np.array([(b * (mixed - a)).mean(axis=1), 0.5 * ((a - mixed) ** 2).mean(axis=1)]) / variance


def sobol(
    function: Callable[[np.ndarray], np.ndarray], bounds: Mapping[str, tuple[float, float]], n: int = 1024, seed: int = 0
) -> pd.DataFrame:
    """First-order (``S1``) and total (``ST``) indices with 95 % half widths, one row an input.

    ``function`` takes (rows, inputs), floats, and gives (rows); ``bounds``: by input its lowest and highest value. ``n``,
    a power of two, makes n × (inputs + 2) rows of a scrambled Sobol sequence. Saltelli's estimators (2010), half widths
    by resampling. :class:`Refused` for an ``n`` that is no power of two, for more than 256 inputs, for bounds that are not
    two finite numbers, the lower first, and for a function that gives anything but one finite number a row.
    """
    if not callable(function):
        raise Refused(f"sobol: function is {function!r}; give a function of (rows, inputs)")
    if not is_named(bounds) or not len(bounds):
        raise Refused(f"sobol: bounds is {bounds!r}; give for each input its lowest and highest value")
    ends = np.array([_ends(pair, f"sobol: bounds: {name}") for name, pair in bounds.items()])
    low, high = ends.T
    n, seed = _check(n, seed, "sobol")
    found = indices(lambda rows: function(low + rows * (high - low)), len(bounds), n, seed)
    return _table(found, [name for name, _ in bounds.items()])


def _check(n: int, seed: int, function: str) -> tuple[int, int]:
    n, seed = count(n, f"{function}: n", 2), count(seed, f"{function}: seed")
    if n & (n - 1):
        raise Refused(f"{function}: n is {n}; Sobol's sequence is balanced for a power of two only")
    return n, seed


def _ends(pair: tuple[float, float], where: str) -> tuple[float, float]:
    if isinstance(pair, str) or not hasattr(pair, "__len__") or len(pair) != 2:
        raise Refused(f"{where} is {pair!r}; give the lowest and the highest value")
    low, high = (number(end, where) for end in pair)
    if not low < high:
        raise Refused(f"{where} goes from {low:g} to {high:g}; give the lower one first")
    return low, high


def _table(found: Indices, names: list[str]) -> pd.DataFrame:
    import pandas as pd  # reports do without

    columns = {"S1": found.first, "S1_conf": found.first_half, "ST": found.total, "ST_conf": found.total_half}
    return pd.DataFrame(columns, index=names)


def rank_drivers(scheme: Scheme, n: int = 256, seed: int = 0, spread: Spread | None = None) -> pd.DataFrame:
    """What moves the ranks most: Sobol indices of their mean absolute shift, by total index, largest first.

    A row for each weight that can move (``weight <indicator>``), and ``goalposts``, ``readings`` and ``noise``; columns
    as of :func:`sobol`. ``n``, a power of two, makes n × (sources + 2) rankings. :class:`Refused` when nothing can move,
    and for a ``scheme`` that is no :class:`Scheme`.
    """
    check_drawing(scheme, spread, "rank_drivers")
    sources, found = rank_indices(scheme, n, seed, spread)
    return _table(found, sources).sort_values("ST", ascending=False, kind="stable")


def rank_indices(scheme: Scheme, n: int = 256, seed: int = 0, spread: Spread | None = None) -> tuple[list[str], Indices]:
    """Sobol indices of the mean absolute shift of ranks: each indicator's weight, all goalposts, readings, noise.

    Sources that cannot move anything are left out. Goalposts, readings and noise are drawn beforehand, 256 settings of
    each, and the input picks one.
    """
    spread, (n, seed) = spread or Spread(), _check(n, seed, "rank_drivers")
    ready, m, k = prepare(scheme), len(scheme.indicators), len(scheme.names)
    rng = np.random.Generator(np.random.PCG64(seed))
    shift = spread.goalposts * rng.uniform(-1, 1, (_REPEATS, 2, m)) * (scheme.best - scheme.worst)
    several = scheme.readings
    readings = rng.integers(0, several, (_REPEATS, m))
    sources = [f"weight {name}" for name in scheme.indicators] if spread.weights else []
    sources += ["goalposts"] if spread.goalposts else []
    sources += ["readings"] if spread.readings and (several > 1).any() else []
    sources += ["noise"] if spread.noise and ready.spread is not None else []
    if not sources:
        raise Refused("nothing can move: every spread is 0; allow at least one")
    noise = rng.standard_normal((_REPEATS, m, k), dtype=np.float32) if "noise" in sources else None
    base = base_ranks(scheme, ready)

    def moves(rows: np.ndarray) -> np.ndarray:
        at = dict(zip(sources, rows.T, strict=True))
        pick = {s: np.minimum((at[s] * _REPEATS).astype(int), _REPEATS - 1) for s in sources if s in at and "weight" not in s}
        factor = 1 + spread.weights * (2 * rows[:, :m] - 1) if spread.weights else np.ones((len(rows), m))
        ends = shift[pick["goalposts"]] if "goalposts" in pick else np.zeros((len(rows), 2, m))
        made = scores(
            scheme,
            ready,
            (scheme.weights * factor).astype(np.float32),
            (scheme.worst + ends[:, 0]).astype(np.float32),
            (scheme.best + ends[:, 1]).astype(np.float32),
            readings[pick["readings"]] if "readings" in pick else None,
            noise[pick["noise"]] if noise is not None else None,
            None,
        )
        return np.abs(rank(made) - base).mean(axis=1)

    def shifts(rows: np.ndarray) -> np.ndarray:
        return np.concatenate([moves(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)])

    return sources, indices(shifts, len(sources), n, seed)
