"""What a score is made of, as arrays, and scores of many draws at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.errors import Refused
from evaluation.scores.arguments import is_named, once, quote
from evaluation.scores.tables import number, numbers, rows_of, shares, table

if TYPE_CHECKING:
    import pandas as pd

Curve = Callable[[np.ndarray], np.ndarray]
Ends = float | Mapping[Any, float]
_FEW = 9  # cases × rate × (1 − rate) from which a normal curve is close enough to the beta


def cap(position: np.ndarray) -> np.ndarray:
    """The linear curve."""
    return np.clip(position, 0, 1)


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """Scores of n regions from m indicators; :meth:`from_table` makes one of a DataFrame.

    ``values``: (readings, n, m), the reading in use first; NaN is missing, and an other reading that is missing takes
    the first. ``weights``, ``worst``, ``best``: (m), in the order of ``indicators``, or a dict or Series by their names.
    ``cases``: (readings, n, m) denominators of rates, NaN where a value has no sampling noise; a rate is given in units
    of ``per`` (100: per cent). ``curves``: share from the position between the goalposts (0 at worst, 1 at best, not
    capped), :func:`cap` where there is None. :class:`Refused` for shapes that do not agree, a name that stands twice,
    goalposts that are the same, weights below 0, what is not finite, and rates outside 0 to ``per``.
    """

    names: tuple[str, ...]
    indicators: tuple[str, ...]
    values: np.ndarray
    weights: np.ndarray
    worst: np.ndarray
    best: np.ndarray
    cases: np.ndarray | None = None
    per: float = 100.0
    curves: tuple[Curve | None, ...] | None = None
    known: np.ndarray = field(init=False)

    @classmethod
    def from_table(
        cls, values: pd.DataFrame, weights: Ends, worst: Ends, best: Ends, cases: pd.DataFrame | None = None, per: float = 100.0
    ) -> Scheme:
        """A scheme of one reading: ``values`` has a row for each region and a column for each indicator.

        ``weights``, ``worst`` and ``best`` go by the name of the column, or are one number for all; ``cases`` has the
        rows and columns of ``values``, in any order, and NaN where a value is no rate of cases.
        """
        made = table(values, "Scheme: values")
        columns = list(made.columns)
        if cases is not None:
            cases = rows_of(table(cases, "Scheme: cases", blank=True), made.index, "Scheme: cases")
            cases = rows_of(cases.T, made.columns, "Scheme: cases", "column").T.to_numpy()[None]
        return cls(
            names=tuple(made.index),
            indicators=tuple(columns),
            values=made.to_numpy()[None],
            weights=numbers(weights, columns, "Scheme: weights"),
            worst=numbers(worst, columns, "Scheme: worst"),
            best=numbers(best, columns, "Scheme: best"),
            cases=cases,
            per=per,
        )

    def __post_init__(self) -> None:
        n, m = len(self.names), len(self.indicators)
        once(self.names, "Scheme: names:")
        once(self.indicators, "Scheme: indicators:")
        values = self._array("values")
        if values.ndim != 3 or values.shape[1:] != (n, m) or not values.size:
            raise Refused(f"Scheme: values must be (readings, {n}, {m}), got {values.shape}")
        for name in ("weights", "worst", "best"):
            self._by_indicator(name)
        for name, worst, best in zip(self.indicators, self.worst, self.best, strict=True):
            if worst == best:
                raise Refused(f"Scheme: worst and best of {quote(name)} are both {worst:g}; part them")
        shares(dict(zip(self.indicators, self.weights, strict=True)), self.indicators, "Scheme: weights")
        if self.curves is not None and len(self.curves) != m:
            raise Refused(f"Scheme: curves has {len(self.curves)} entries for {m} indicators; give None for linear ones")
        self._check_cases()
        object.__setattr__(self, "known", ~np.isnan(self.values[0]))
        lost = (~self.known).all(axis=1)
        if lost.any():
            raise Refused(f"Scheme: values: {quote(self.names[int(lost.argmax())])} has no value at all; leave it out")

    def _by_indicator(self, name: str) -> None:
        """Lay an argument with an entry for each indicator in their order."""
        given = getattr(self, name)
        if is_named(given):
            made = numbers(given, self.indicators, f"Scheme: {name}", "indicator")
        else:
            made = self._array(name)
            if made.shape != (len(self.indicators),):
                raise Refused(f"Scheme: {name} must have one entry for each of {len(self.indicators)} indicators")
            if np.isnan(made).any():
                raise Refused(f"Scheme: {name}: {quote(self.indicators[int(np.isnan(made).argmax())])} has none")
        object.__setattr__(self, name, made)

    def _check_cases(self) -> None:
        if number(self.per, "Scheme: per") <= 0:
            raise Refused(f"Scheme: per is {self.per:g}; give a number above 0")
        if self.cases is None:
            return
        cases = self._array("cases")
        if cases.shape != self.values.shape:
            raise Refused(f"Scheme: cases must have the shape of values, {self.values.shape}, got {cases.shape}")
        if (cases < 0).any():
            raise Refused("Scheme: cases are 0 or more; give NaN where a value is no rate of cases")
        if (cases % 1 > 0).any():
            raise Refused(f"Scheme: cases: {cases[cases % 1 > 0][0]:g} is no number of cases; give whole numbers")
        rates = self.values[~np.isnan(cases) & ~np.isnan(self.values)]
        if ((rates < 0) | (rates > self.per)).any():
            raise Refused(f"Scheme: cases: a value with cases is a rate from 0 to {self.per:g}; give NaN cases for others")

    def _array(self, name: str) -> np.ndarray:
        """A field as an array of floats, no infinite one among them."""
        try:
            made = np.asarray(getattr(self, name), dtype=float)
        except (TypeError, ValueError):
            raise Refused(f"Scheme: {name} holds something that is no number") from None
        if np.isinf(made).any():
            raise Refused(f"Scheme: {name} holds an infinite number")
        object.__setattr__(self, name, made)
        return made

    @property
    def readings(self) -> np.ndarray:
        """How many readings each indicator has, as an index bound: those that differ from the first count. (m)"""
        differs = ((self.values != self.values[0]) & ~np.isnan(self.values)).any(axis=1)
        return 1 + np.where(differs.any(axis=0), len(differs) - 1 - differs[::-1].argmax(axis=0), 0)


@dataclass(frozen=True)
class Prepared:
    """Arrays in the layout of the draws, single precision: (readings, m, n)."""

    middle: np.ndarray
    spread: np.ndarray | None
    few: np.ndarray
    a: np.ndarray
    b: np.ndarray
    known: np.ndarray


def prepare(scheme: Scheme) -> Prepared:
    """Middle and spread of what each rate may be, given its count: Beta(x + ½, n − x + ½), normal where cases are many.

    A plain binomial draw around 8 of 8 would never leave 100 %, as if eight cases left no doubt.
    """
    values = np.where(np.isnan(scheme.values), scheme.values[0], scheme.values).transpose(0, 2, 1)
    known = scheme.known.T
    middle = np.where(known, values, 0.0)
    if scheme.cases is None:
        none = np.zeros((0, 2), dtype=int)
        return Prepared(middle.astype(np.float32), None, none, np.empty(0), np.empty(0), known)
    raw = np.where(np.isnan(scheme.values), scheme.cases[0], scheme.cases).transpose(0, 2, 1)
    noisy = known & ~np.isnan(raw) & (raw > 0)
    cases, rate = np.where(noisy, raw, 1.0), np.where(noisy, middle, 0.0) / scheme.per
    a, b = rate * cases + 0.5, (1 - rate) * cases + 0.5
    mean = a / (a + b)
    middle = np.where(noisy, mean * scheme.per, middle)
    spread = np.where(noisy, scheme.per * np.sqrt(mean * (1 - mean) / (a + b + 1)), 0.0)
    few = np.argwhere((noisy & (cases * rate * (1 - rate) < _FEW)).any(axis=0))
    a = np.where(noisy, a, np.nan)[:, few[:, 0], few[:, 1]]
    b = np.where(noisy, b, np.nan)[:, few[:, 0], few[:, 1]]
    return Prepared(middle.astype(np.float32), spread.astype(np.float32), few, a, b, known)


def scores(
    scheme: Scheme,
    ready: Prepared,
    weights: np.ndarray,
    worst: np.ndarray,
    best: np.ndarray,
    reading: np.ndarray | None,
    noise: np.ndarray | None,
    drawn: np.ndarray | None,
) -> np.ndarray:
    """Scores (draws, n) from 0 to 1. ``weights``, ``worst``, ``best``, ``reading``: (draws, m); ``noise``: standard
    normal (draws, m, n); ``drawn``: rates of the cells with few cases (draws, cells)."""
    draws, at = len(weights), np.arange(len(scheme.indicators))
    if reading is None:
        position = np.repeat(ready.middle[:1], draws, axis=0)
        spread = ready.spread[:1] if ready.spread is not None else None
    else:
        position = ready.middle[reading, at]
        spread = ready.spread[reading, at] if ready.spread is not None else None
    if noise is not None and spread is not None:
        noise *= spread
        position += noise
        if drawn is not None:
            position[:, ready.few[:, 0], ready.few[:, 1]] = drawn
    position -= worst[:, :, None]
    position /= (best - worst)[:, :, None]
    for j, curve in enumerate(scheme.curves or ()):
        if curve is not None:
            position[:, j] = curve(position[:, j])
    np.clip(position, 0, 1, out=position)
    reach = weights.sum(axis=1, keepdims=True)
    if not ready.known.all():
        position[:, ~ready.known] = 0
        reach = np.maximum(_sum(weights, ready.known), np.finfo(np.float32).tiny)
    return _sum(weights, position) / reach


def _sum(weights: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Weighted sums (draws, n) of ``shares``, (draws, m, n) or (m, n), indicator after indicator. A product of matrices
    is summed by BLAS, which rounds by the kind of processor and the number of draws, and ranks follow."""
    return (weights[:, :, None] * shares).sum(axis=1)


def rank(made: np.ndarray) -> np.ndarray:
    """Ranks (draws, n), 1 for the highest, equal scores share the better one."""
    order = np.argsort(-made, axis=1, kind="stable")
    ordered = np.take_along_axis(made, order, axis=1)
    places = np.broadcast_to(np.arange(made.shape[1], dtype=np.int32), made.shape)
    fresh = np.ones(made.shape, dtype=bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(fresh, places, 0), axis=1)
    ranks = np.empty(made.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, first + 1, axis=1)
    return ranks
