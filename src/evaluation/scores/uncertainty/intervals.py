"""Rank intervals by Monte Carlo over weights, goalposts, readings and the chance in counts; and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from evaluation.errors import Refused, near
from evaluation.scores.arguments import count
from evaluation.scores.tables import between, check_whole, number
from evaluation.scores.tables import table as checked
from evaluation.scores.uncertainty.scheme import Prepared, Scheme, prepare, rank, scores
from evaluation.scores.uncertainty.shared import group_ranks

if TYPE_CHECKING:
    import pandas as pd

_CELLS = 500_000  # values worked on at a time: what fits into a core's cache
_COLUMNS = 100


@dataclass(frozen=True)
class Spread:
    """How far things may move: weights and goalposts by a share of themselves (of the span), readings and noise on or off.

    A weight is drawn evenly from (1 ± ``weights``) times itself, each goalpost evenly within ± ``goalposts`` of the span
    between both; readings are drawn evenly; noise is that of the counts. :class:`Refused` for a share outside 0 to 1,
    goalposts that may cross, and what is no number or no truth value.
    """

    weights: float = 0.25
    goalposts: float = 0.1
    readings: bool = True
    noise: bool = True

    def __post_init__(self) -> None:
        if not 0 <= number(self.weights, "Spread: weights") <= 1:
            raise Refused(f"Spread: weights move by {self.weights:g} of themselves; give 0 to 1")
        if not 0 <= number(self.goalposts, "Spread: goalposts") < 0.5:
            raise Refused(f"Spread: goalposts move by {self.goalposts:g} of the span; give 0 to below 0.5, or they may cross")
        for name in ("readings", "noise"):
            if not isinstance(getattr(self, name), (bool, np.bool_)):
                raise Refused(f"Spread: {name} is {getattr(self, name)!r}; give True or False")


@dataclass(frozen=True)
class RankIntervals:
    """``table``: by region the rank as scored, ``low`` and ``high`` end of its interval, median, and mean score (0 to 1).

    ``level``: share of the draws within the interval; ``ranks``: all of them, (draws, regions). ``seed`` and ``draws``
    make it again.
    """

    table: pd.DataFrame
    draws: int
    seed: int
    level: float
    spread: Spread
    ranks: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Drawn:
    """Ranks of all draws, (draws, regions), their ``low``, ``median`` and ``high`` by region, and the mean score."""

    ranks: np.ndarray = field(repr=False)
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    mean: np.ndarray


def draw(scheme: Scheme, draws: int = 10_000, seed: int = 0, spread: Spread | None = None, level: float = 0.9) -> Drawn:
    """Score ``draws`` times and keep the ranks. The same seed gives the same ranks, however the work is cut up.

    Memory: two bytes a rank (four from 65,536 regions on), and a fixed amount to work with.
    """
    check_drawing(scheme, spread, "rank_intervals")
    draws, seed = count(draws, "rank_intervals: draws", 1), count(seed, "rank_intervals: seed")
    level, spread = between(level, "rank_intervals: level"), spread or Spread()
    ready, n, m = prepare(scheme), len(scheme.names), len(scheme.indicators)
    streams = [np.random.Generator(np.random.PCG64(s)) for s in np.random.SeedSequence(seed).spawn(5)]
    ranks, mean = np.empty((draws, n), dtype=np.uint16 if n < 2**16 else np.uint32), np.zeros(n)
    size = max(1, _CELLS // (n * m))
    for start in range(0, draws, size):
        made = _draw(scheme, ready, min(size, draws - start), spread, streams)
        ranks[start : start + len(made)] = rank(made)
        mean += made.sum(axis=0, dtype=float)
    low, median, high = _quantiles(ranks, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Drawn(ranks, low, median, high, mean / draws)


def rank_intervals(
    scheme: Scheme, draws: int = 10_000, seed: int = 0, spread: Spread | None = None, level: float = 0.9
) -> RankIntervals:
    """Where each region ranks when weights, goalposts, readings and counts are drawn again and again (Monte Carlo).

    ``draws``: how many times, 1 or more; ``seed``: a whole number of 0 or more, which makes the same ranks again;
    ``spread``: how far things move; ``level``: share of the draws an interval holds, between 0 and 1. :class:`Refused`
    for anything else, and for a ``scheme`` that is no :class:`Scheme`.
    """
    import pandas as pd  # reports do without

    made = draw(scheme, draws, seed, spread, level)
    spread = spread or Spread()
    table = pd.DataFrame(
        {
            "rank": base_ranks(scheme, prepare(scheme)),
            "low": made.low,
            "median": made.median,
            "high": made.high,
            "mean_score": made.mean,
        },
        index=list(scheme.names),
    ).astype({"low": int, "median": int, "high": int})
    return RankIntervals(table, draws, seed, level, spread, made.ranks)


def check_drawing(scheme: object, spread: object, function: str) -> None:
    """:class:`Refused` for a scheme or a spread of another kind."""
    if not isinstance(scheme, Scheme):
        raise Refused(f"{function}: scheme is a {type(scheme).__name__}; make one with Scheme.from_table")
    if spread is not None and not isinstance(spread, Spread):
        raise Refused(f"{function}: spread is {spread!r}; give a Spread")


def _quantiles(ranks: np.ndarray, levels: list[float]) -> np.ndarray:
    """Quantiles of every column that are ranks which occurred; in pieces, because sorting copies."""
    pieces = [
        np.quantile(ranks[:, at : at + _COLUMNS], levels, axis=0, method="inverted_cdf")
        for at in range(0, ranks.shape[1], _COLUMNS)
    ]
    return np.concatenate(pieces, axis=1)


def base_ranks(scheme: Scheme, ready: Prepared) -> np.ndarray:
    """Ranks of the scores as they are: nothing moved."""
    return rank(base_scores(scheme, ready)[None])[0]


def base_scores(scheme: Scheme, ready: Prepared) -> np.ndarray:
    """Scores (n) with the values themselves, not the middle of what they may be."""
    plain = np.where(ready.known, np.nan_to_num(scheme.values[0].T), 0).astype(np.float32)
    still = Prepared(plain[None], None, ready.few[:0], ready.a, ready.b, ready.known)
    weights, worst, best = (np.asarray(x, dtype=np.float32)[None] for x in (scheme.weights, scheme.worst, scheme.best))
    return scores(scheme, still, weights, worst, best, None, None, None)[0]


def _draw(scheme: Scheme, ready: Prepared, draws: int, spread: Spread, streams: list[np.random.Generator]) -> np.ndarray:
    n, m = len(scheme.names), len(scheme.indicators)
    for_weights, for_posts, for_readings, for_noise, for_few = streams
    moved = 1 + spread.weights * (2 * for_weights.random((draws, m)) - 1)
    shift = spread.goalposts * (2 * for_posts.random((draws, 2, m)) - 1) * (scheme.best - scheme.worst)
    several = scheme.readings
    reading = for_readings.integers(0, several, (draws, m)) if spread.readings and (several > 1).any() else None
    noisy = spread.noise and ready.spread is not None
    noise = for_noise.standard_normal((draws, m, n), dtype=np.float32) if noisy else None
    drawn = None
    if noisy and len(ready.few):
        which = np.zeros((draws, len(ready.few)), dtype=int) if reading is None else reading[:, ready.few[:, 0]]
        drawn = _few(scheme, ready, which, for_few)
    return scores(
        scheme,
        ready,
        (scheme.weights * moved).astype(np.float32),
        (scheme.worst + shift[:, 0]).astype(np.float32),
        (scheme.best + shift[:, 1]).astype(np.float32),
        reading,
        noise,
        drawn,
    )


def _few(scheme: Scheme, ready: Prepared, reading: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """Rates of cells with few cases, (draws, cells); where the reading drawn has no noise, its value."""
    cell = np.arange(reading.shape[1])
    a, b = ready.a[reading, cell], ready.b[reading, cell]
    drawn = stream.beta(np.nan_to_num(a, nan=1.0), np.nan_to_num(b, nan=1.0)) * scheme.per
    fixed = ready.middle[reading, ready.few[:, 0], ready.few[:, 1]]
    return np.where(np.isnan(a), fixed, drawn)


def shared_ranks(table: pd.DataFrame) -> pd.Series:
    """Ranks for a bulletin: who cannot be told from the first of a group shares its rank.

    ``table`` has the columns ``rank``, ``low`` and ``high`` of :class:`RankIntervals`, a row for each region. From the top
    down, a region joins the group when its interval meets that of the group's first region; else it begins the next group
    with its own rank. Compared with the first only, so that a chain of neighbours is not all one rank. :class:`Refused`
    for a column that is not there and a cell without a number.
    """
    import pandas as pd

    made = checked(table, "shared_ranks: table")
    for name in ("rank", "low", "high"):
        if name not in made.columns:
            raise Refused(f"shared_ranks: table has no column {name!r}; {near(name, made.columns)}")
    ends = made[["rank", "low", "high"]]
    check_whole(ends, "shared_ranks: table")
    return pd.Series(group_ranks(*(ends[name] for name in ends)), made.index, name="shared_rank")
