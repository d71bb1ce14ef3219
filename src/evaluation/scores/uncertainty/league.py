"""A study's results as a scheme to draw from: the league table with rank intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evaluation.catalogue.model import Dimension, Reading
from evaluation.catalogue.unit import PERCENT
from evaluation.errors import Refused
from evaluation.measured.results import Results
from evaluation.scores.curves import position
from evaluation.scores.exact import Number
from evaluation.scores.scored import scores_of
from evaluation.scores.tree import bands, part_of
from evaluation.scores.uncertainty.intervals import Spread, draw
from evaluation.scores.uncertainty.scheme import Curve, Scheme
from evaluation.scores.uncertainty.shared import group_ranks
from evaluation.study.weights import Moves, ScoredIndicator, Uncertainty

Cell = tuple[float, float]
_GAP = (np.nan, np.nan)
_CLOSE = 1e-5  # single precision: a value on a line counts as having reached it


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaguePlace:
    """One region's exact ``rank``, the interval of its drawn ranks, and the rank it shares with who cannot be told apart."""

    rank: int
    low: int
    median: int
    high: int
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """Places by region, those with a total; ``asked`` says how they were drawn."""

    places: Mapping[str, LeaguePlace]
    asked: Uncertainty


def league(results: Results) -> League | None:
    """Rank intervals as ``weights.yml`` asks for, drawn once; None when it asks for none, when no region has a total, or
    when they cannot be drawn (:func:`undrawn`)."""
    return _draw(results)[0]


def undrawn(results: Results) -> Refused | None:
    """Why rank intervals that the study asks for are not drawn."""
    return _draw(results)[1]


def _draw(results: Results) -> tuple[League | None, Refused | None]:
    def make() -> tuple[League | None, Refused | None]:
        try:
            return _league(results), None
        except Refused as error:
            return None, error

    return results.once("league", make)


def _league(results: Results) -> League | None:
    asked, by_rank = results.study.weights.uncertainty if results.study.weights else None, scores_of(results).ranks
    if asked is None or not by_rank:
        return None
    laid = scheme(results)
    made = draw(laid, asked.draws, asked.seed, spread(asked.spread), float(asked.level) / 100)
    ranks = [by_rank[region] for region in laid.names]
    ends = [[int(x) for x in end] for end in (made.low, made.median, made.high)]
    shared = group_ranks(ranks, ends[0], ends[2])
    places = {
        region: LeaguePlace(rank=rank, low=low, median=median, high=high, shared=same)
        for region, rank, low, median, high, same in zip(laid.names, ranks, *ends, shared, strict=True)
    }
    return League(places=places, asked=asked)


def spread(moves: Moves) -> Spread:
    """What a study lets move."""
    return Spread(float(moves.weights), float(moves.goalposts), moves.readings, moves.noise)


def scheme(results: Results) -> Scheme:
    """Regions with a total, by all scored indicators: every reading of the catalogue, cases where a rate is a share of
    cases, and the curves of ``weights.yml``. Quantity targets are completions, without noise and with one reading.

    :class:`Refused` when the study has no weights or no region has a total.
    """
    weights = results.study.weights
    if weights is None:
        raise Refused(f"study {results.study.name!r} has no weights.yml, so no scores that could be uncertain")
    regions = [code for code, score in scores_of(results).scores.items() if score.total is not None]
    if not regions:
        raise Refused("no region has enough evidence for a score")
    points = {code: s for group in weights.groups.values() for code, s in group.indicators.items()}
    columns = [_readings(results, code, regions) for code in points]
    deepest = max(len(c) for c in columns)
    cells = np.array([[c[min(r, len(c) - 1)] if r < len(c) else [_GAP] * len(regions) for c in columns] for r in range(deepest)])
    cells = cells.transpose(0, 2, 1, 3)  # readings, regions, indicators, (value, cases)
    worst = np.array([float(s.worst) for s in points.values()])
    values = cells[..., 0]
    if weights.missing == "not_awarded":
        values = np.where(np.isnan(values[0]), worst, values)
    return Scheme(
        names=tuple(regions),
        indicators=tuple(points),
        values=values,
        cases=cells[..., 1],
        weights=np.array([float(s.points) for s in points.values()]),
        worst=worst,
        best=np.array([float(s.best) for s in points.values()]),
        curves=tuple(_curve(s) for s in points.values()),
    )


def _readings(results: Results, code: str, regions: list[str]) -> list[list[Cell]]:
    """Cells of every reading, the one in use first."""
    indicator = results.indicator_named(code)
    if indicator.dimension is Dimension.TARGETS:
        done = [results.progress(region, code).completion for region in regions]
        return [[_GAP if d is None else (float(d), np.nan) for d in done]]
    chosen, _ = indicator.settle(results.study.choices)
    unit = indicator.readings[chosen].unit
    names = [chosen, *(n for n, reading in indicator.readings.items() if n != chosen and reading.unit == unit)]
    return [[_cell(results, region, code, name, _counted(indicator.readings[name])) for region in regions] for name in names]


def _counted(reading: Reading) -> bool:
    """Whether the value is a share of cases that each either count or don't; also when several kinds are added up."""
    terms = reading.numerator.terms
    parts = all(t.quantity.within is not None and t.coefficient == 1 for t in terms)
    return parts and reading.unit == PERCENT and reading.one_by_one


def _cell(results: Results, region: str, code: str, reading: str, proportion: bool) -> Cell:
    value = results.value(region, code, reading)
    if value.exact is None:
        return _GAP
    if proportion and value.denominator and 0 <= value.exact <= 100:
        return float(value.exact), float(value.denominator)
    return float(value.exact), np.nan


def _curve(scored: ScoredIndicator) -> Curve | None:
    """The curve over the position between the goalposts; None: linear."""
    worst, best = Fraction(scored.worst), Fraction(scored.best)

    def at(value: Number | None) -> float:
        return -np.inf if value is None else float(position(Fraction(value), worst, best))

    match scored.curve:
        case "threshold":
            line = at(part_of(scored, scored.threshold)) - _CLOSE
            return lambda x: np.where(x >= line, x, 0)
        case "steps":
            count = float(abs(best - worst) / part_of(scored, scored.step))
            return lambda x: 1 - np.ceil((1 - x) * count - _CLOSE) / count
        case "all_or_nothing":
            return lambda x: np.where(x >= 1 - _CLOSE, 1, 0)
        case "bands":
            starts = [(at(start if best > worst else end), float(part)) for start, end, part in bands(scored)]
            return lambda x: np.max([np.where(x >= start - _CLOSE, part, 0) for start, part in starts], axis=0)
    return None
