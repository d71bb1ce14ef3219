"""The first score: points of three groups (HB-20) between fixed goalposts, one region at a time.

A region's score depends on that region alone; ranks are the only step across regions. An indicator without a value
brings no points and is taken out of the points to reach; how much evidence is left is said, and below the study's
least evidence there is no grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.study.model import Grade, ScoredIndicator, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """Points one indicator brought: ``awarded`` of ``points``, or None (``mark`` says why)."""

    group: str
    indicator: str
    points: Fraction
    worst: Fraction
    best: Fraction
    value: Fraction | None
    awarded: Fraction | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Score of a region out of 100: points awarded over points with evidence."""

    region: str
    lines: tuple[Awarded, ...]
    total: Fraction | None
    evidence: Fraction
    grade: Grade | None

    def group(self, code: str) -> tuple[Fraction, Fraction, Fraction]:
        """Awarded points, points with evidence and all points of a group."""
        lines = [line for line in self.lines if line.group == code]
        known = [line for line in lines if line.awarded is not None]
        return (
            sum((line.awarded for line in known), Fraction(0)),
            sum((line.points for line in known), Fraction(0)),
            sum((line.points for line in lines), Fraction(0)),
        )


def award(scored: ScoredIndicator, value: Fraction) -> Fraction:
    """Linear between ``worst`` (none) and ``best`` (all), capped at both ends."""
    worst, best = Fraction(scored.worst), Fraction(scored.best)
    share = (value - worst) / (best - worst)
    return Fraction(scored.points) * min(Fraction(1), max(Fraction(0), share))


def score(weights: Weights, region: str, values: Mapping[str, tuple[Fraction | None, str]]) -> Score:
    """``values``: indicator code to (exact value in its printed unit, mark); completion in per cent for targets."""
    lines = []
    for code, group in weights.groups.items():
        for indicator, scored in group.indicators.items():
            value, mark = values.get(indicator, (None, "missing"))
            lines.append(
                Awarded(
                    group=code,
                    indicator=indicator,
                    points=Fraction(scored.points),
                    worst=Fraction(scored.worst),
                    best=Fraction(scored.best),
                    value=value,
                    mark=mark,
                    awarded=None if value is None else award(scored, value),
                )
            )
    known = [line for line in lines if line.awarded is not None]
    reachable = sum((line.points for line in known), Fraction(0))
    evidence = reachable * 100 / sum(line.points for line in lines)
    total = sum((line.awarded for line in known), Fraction(0)) * 100 / reachable if reachable else None
    enough = total is not None and evidence >= Fraction(weights.least_evidence)
    grade = next(g for g in weights.grades if total >= Fraction(g.from_score)) if enough else None
    return Score(region=region, lines=tuple(lines), total=total if enough else None, evidence=evidence, grade=grade)


def ranks(scores: Mapping[str, Score]) -> dict[str, int]:
    """Rank by exact total, best first; equal totals share a rank; a region without a total has none."""
    totals = sorted((s.total for s in scores.values() if s.total is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for rank, total in enumerate(totals, start=1):
        first.setdefault(total, rank)
    return {region: first[s.total] for region, s in scores.items() if s.total is not None}
