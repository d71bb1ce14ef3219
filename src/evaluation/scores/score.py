"""A region's score: the points of each indicator, the gates before them and the flag beside them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.study.weights import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """One gate of one region: ``state`` passed, failed or missing (``mark`` says why there is no value; with one, rounding leaves
    it open)."""

    gate: str
    indicator: str
    state: str
    value: Fraction | None
    mark: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Completions beside the points: ``below`` the single line, their ``average`` over ``counted`` of all, and the verdict.

    ``met`` is None when no completion is known; one that is missing is left out of the mean and listed.
    """

    met: bool | None
    below: tuple[str, ...]
    average: Fraction | None
    counted: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """Points one indicator brought: ``awarded`` of ``points``, or None (``mark`` says why).

    With ``mark`` and ``awarded`` 0 the value is missing and the study does not award its points.
    """

    group: str
    indicator: str
    points: Fraction
    worst: Fraction
    best: Fraction
    value: Fraction | None
    awarded: Fraction | None
    mark: str
    curve: str = "linear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Score of a region out of 100: points awarded over points that count.

    ``evidence``: share of all points with a value, in per cent. ``gates`` and ``flag`` stand beside the points;
    ``held_back``: the grade is one lower because of its ``at_most``.
    """

    region: str
    lines: tuple[Awarded, ...]
    total: Fraction | None
    evidence: Fraction
    grade: Grade | None
    gates: tuple[Gated, ...] = ()
    flag: Flag | None = None
    held_back: bool = False

    def group(self, code: str) -> tuple[Fraction, Fraction, Fraction]:
        """Awarded points, points that count and all points of a group."""
        lines = [line for line in self.lines if line.group == code]
        known = [(line.awarded, line.points) for line in lines if line.awarded is not None]
        return (
            sum((awarded for awarded, _ in known), Fraction(0)),
            sum((points for _, points in known), Fraction(0)),
            sum((line.points for line in lines), Fraction(0)),
        )
