"""What is known of one training stream of one region: amounts, rates, pace and cost of closing the gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evaluation.measured.figure import worst
from evaluation.study.model import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Where the stream stands at the pace cut-off, and whether the rest can still be trained."""

    cut_off: date
    last_class_start: date
    trained: int | None
    gap: int | None
    months_left: Fraction
    best_month_mean: Fraction | None
    capacity: int | None
    verdict: str

    @property
    def needed_per_month(self) -> Fraction | None:
        return None if self.gap is None or self.months_left <= 0 else Fraction(max(self.gap, 0)) / self.months_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What training the rest would cost. Average past cost is not closing cost, so a standard is used."""

    standard: Fraction | None
    standard_is_median: bool
    subsidised_share: Fraction
    cost: Fraction | None
    available: int | None

    @property
    def shortfall(self) -> Fraction | None:
        if self.cost is None or self.available is None:
            return None
        return max(Fraction(0), self.cost - self.available)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamProgress:
    """One training stream of one region. Persons are distinct participants who met attendance.

    ``open``: of the whole, the gravest mark of regions that are not in ``trained``, where what is known does not reach the
    target, else empty; ``counted`` says of how many regions ``trained``, ``completed``, ``mature`` and ``in_base`` are.
    ``covered`` is the part of ``base`` whose trained persons (``in_base``) are known: of the whole, without the regions
    that delivered no training table. ``marks`` says why an amount is not there, by its name here or in ``pace`` and
    ``closing`` (``paced``, ``left`` to train then, ``best``, ``capacity``, ``standard``, ``available``).
    """

    stream: str
    region: str
    trained: int | None
    completed: int | None
    passed: int | None
    mature: int | None
    employed: int | None
    target: Target | None
    demanded: int | None
    base: int | None
    covered: int | None
    in_base: int | None
    pace: Pace
    closing: Closing
    marks: Mapping[str, str]
    open: str
    counted: Mapping[str, int]

    def mark(self, *names: str) -> str:
        """Why nothing can be made of these amounts: that there is no target, where one is needed; else the gravest of
        their marks; not applicable where all are there, and there is nothing to divide by."""
        if "demanded" in names and self.target is None:
            return "no_target"
        open_ = [self.open] if self.open and {"trained", "demanded"} <= {*names} else []
        return worst([*open_, *(self.marks[n] for n in names if self.marks[n])] or ["not_applicable"])

    @property
    def completion(self) -> Fraction | None:
        return None if self.open else _percent(self.trained, self.demanded)

    @property
    def retraining_rate(self) -> Fraction | None:
        """培训覆盖率: trained persons of the base over the base."""
        return _percent(self.in_base, self.covered)

    @property
    def target_rate(self) -> Fraction | None:
        return _percent(self.demanded, self.base)

    @property
    def pass_rate(self) -> Fraction | None:
        return _percent(self.passed, self.completed)

    @property
    def employment_rate(self) -> Fraction | None:
        return _percent(self.employed, self.mature)

    @property
    def gap(self) -> int | None:
        """期末缺口: persons still missing at the end of the period, 0 when the target is met."""
        if self.open or self.trained is None or self.demanded is None:
            return None
        return max(0, self.demanded - self.trained)


def _percent(upper: int | None, lower: int | None) -> Fraction | None:
    return None if upper is None or not lower or lower < 0 else Fraction(upper * 100, lower)
