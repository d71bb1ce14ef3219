"""Where a quantity target will stand at the year's end: a seasonal share with the errors it made in the past.

The year-end value is what was reached by the end of a part of the year over the share of their year that the study's regions had
reached by then in past years (pooled, sum over sum). Every past year of every region is projected in the same way
from all the others (leave one out); the ratios of the result to its projection give the interval. With n such cases
the k-th smallest and k-th largest ratio enclose a further case of the same kind with probability (n + 1 − 2k) ÷ (n + 1)
(order statistics of exchangeable cases). Fewer than :data:`LEAST` cases: not estimable, and the reason is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from evaluation.catalogue.model import Indicator
from evaluation.catalogue.span import Covers
from evaluation.measured.figures import Figures
from evaluation.measured.progress import Progress, progress, year_to_date
from evaluation.study.model import Study
from evaluation.study.periods import Period

LEAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One past year of one region: ``part`` reached by the part of the year, ``whole`` at the year's end; base units."""

    region: str
    year: Period
    part: int
    whole: int


@dataclass(frozen=True, kw_only=True)
class History:
    """Past cases of one indicator and part of the year; ``ratios`` are result over projection, ``linear`` with equal parts."""

    cases: tuple[Case, ...]
    share: Fraction | None
    ratios: tuple[Fraction, ...]
    linear: tuple[Fraction, ...]

    @property
    def rank(self) -> int:
        """How many ratios are left out at each end: about a tenth."""
        return max(1, (len(self.ratios) + 1) // 10)

    @property
    def coverage(self) -> Fraction | None:
        """Probability in per cent that a further case lies inside."""
        n = len(self.ratios)
        return Fraction((n + 1 - 2 * self.rank) * 100, n + 1) if n >= LEAST else None

    @cached_property
    def error(self) -> Fraction | None:
        """Median error of the past projections in per cent, without sign."""
        return typical(self.ratios)

    @cached_property
    def linear_error(self) -> Fraction | None:
        return typical(self.linear)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Year-end value of one target; ``reason`` says why there is none: over (the year is), no_figure, partial
    (the actual lacks regions), too_few, shape. ``mark``: why there is no ``actual``, or nothing is worked out from it.

    ``verdict``: done, feasible 可完成, open 待定, effort 需加力, unlikely 难以完成, not_judged (nothing is demanded) or unknown.
    ``ceiling``: what is demanded is not to be passed.
    """

    indicator: str
    region: str
    counts: str
    actual: int | None
    mark: str
    demanded: int | None
    parts_left: int
    parts_gone: int
    stock: bool
    expected: Fraction | None
    low: Fraction | None
    high: Fraction | None
    history: History
    reason: str
    verdict: str
    ceiling: bool

    @property
    def needed(self) -> Fraction | None:
        """What each remaining part of the year must bring; 0 when the target is reached. None of a ceiling: it asks for nothing."""
        if self.ceiling or self.actual is None or self.demanded is None or not self.parts_left or self.reason == "partial":
            return None
        return Fraction(max(0, self.demanded - self.actual), self.parts_left)

    @property
    def so_far(self) -> Fraction | None:
        """What a part of the year brought on average; a stock has no such pace."""
        if self.actual is None or self.stock or self.reason == "partial":
            return None
        return Fraction(self.actual, self.parts_gone)


def typical(ratios: Sequence[Fraction]) -> Fraction | None:
    return median(abs(r - 1) for r in ratios) * 100 if ratios else None


def history(study: Study, indicator: Indicator, figures: Figures, period: Period) -> History:
    """All past years of the reporting regions that are known whole and up to the end of ``period``."""
    _, reading = indicator.settle(study.choices)
    top = study.top.code
    past = [(y, period.of_year(y), y.last(period.grain)) for y in figures.years if y < period.year]
    cases = []
    for region in study.reporting:
        for before, then, end in past:
            part = year_to_date(reading, figures, region.code, then, top).amount
            whole = year_to_date(reading, figures, region.code, end, top).amount
            if part is not None and whole is not None and part > 0 and whole > 0:
                cases.append(Case(region=region.code, year=before, part=part, whole=whole))
    return of(cases, period.elapsed, _stock(indicator, study))


def of(cases: Sequence[Case], elapsed: Fraction, stock: bool = False) -> History:
    """Share, and the ratios of every case to its projection from all the others, seen when ``elapsed`` of the year is
    gone."""
    parts, wholes = sum(c.part for c in cases), sum(c.whole for c in cases)
    ratios, linear = [], []
    for c in cases:
        if wholes > c.whole:
            share = Fraction(parts - c.part, wholes - c.whole)
            ratios.append(share * c.whole / c.part)
        linear.append(Fraction(c.whole, c.part) * (1 if stock else elapsed))
    return History(
        cases=tuple(cases),
        share=Fraction(parts, wholes) if wholes else None,
        ratios=tuple(sorted(ratios)),
        linear=tuple(sorted(linear)),
    )


def project(study: Study, indicator: Indicator, figures: Figures, region: str, period: Period, past: History) -> Projection:
    """Year-end value of ``region`` seen from the end of ``period``; the whole takes the errors of its regions."""
    done = progress(study, indicator, figures, region, period)
    part, stock = period.last(min(figures.grain, period.grain)), _stock(indicator, study)
    left = part.left
    expected = low = high = None
    reason = _reason(done, left, past)
    if not reason and done.actual is not None and past.share is not None:
        expected = Fraction(done.actual) / past.share
        low, high = (expected * past.ratios[i] for i in (past.rank - 1, -past.rank))
        if not stock:  # what is reached is not lost again
            low, high = max(low, Fraction(done.actual)), max(high, Fraction(done.actual))
    demand = done.target.demand if done.target else ""
    return Projection(
        indicator=indicator.code,
        region=region,
        counts=done.counts,
        actual=done.actual,
        mark="missing" if reason == "partial" else done.mark,
        demanded=done.demanded,
        parts_left=left,
        parts_gone=part.index,
        stock=stock,
        expected=expected,
        low=low,
        high=high,
        history=past,
        reason=reason,
        verdict=verdict(demand, done.actual, done.demanded, low, high, expected, stock or not left),
        ceiling=demand == "at_most",
    )


def verdict(
    demand: str,
    actual: int | None,
    demanded: int | None,
    low: Fraction | None,
    high: Fraction | None,
    expected: Fraction | None,
    open_: bool,
) -> str:
    """The interval, and where it holds the target what is ``expected``, against it; ``open_``: what is reached can be lost again
    (a stock) or is final."""
    if not demanded:
        return "not_judged"
    if demand == "at_most":
        if low is None or high is None or expected is None:
            return "unknown"
        within = "open" if expected <= demanded else "effort"
        return "feasible" if high <= demanded else "unlikely" if low > demanded else within
    if actual is not None and actual >= demanded and not open_:
        return "done"
    if low is None or high is None or expected is None:
        return "unknown"
    within = "open" if expected >= demanded else "effort"
    return "feasible" if low >= demanded else "unlikely" if high < demanded else within


def _reason(done: Progress, left: int, past: History) -> str:
    actual = done.actual
    if not left:
        return "over"
    if actual is None:
        return "no_figure"
    if done.lacking:
        return "partial"
    if len(past.ratios) < LEAST:
        return "too_few"
    return "shape" if actual <= 0 else ""


def _stock(indicator: Indicator, study: Study) -> bool:
    _, reading = indicator.settle(study.choices)
    return indicator.span_of(reading).covers is Covers.AT_END
