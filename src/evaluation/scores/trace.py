"""A score opened up: every indicator with value, curve, points and the reason for what it lost; it adds up again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.scores.tree import Awarded, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One indicator's way into the total. ``in_total``: what it brings of the total of 100, after re-weighting.

    ``reason`` of a loss: "" (none), ``short`` (part of the way to best), ``nothing`` (at worst or short of the line),
    ``missing`` (not awarded) or ``left_out`` (re-weighted: neither awarded nor lost).
    """

    group: str
    indicator: str
    curve: str
    value: Fraction | None
    mark: str
    points: Fraction
    share: Fraction | None
    awarded: Fraction | None
    lost: Fraction
    in_total: Fraction
    reason: str


def trace(score: Score) -> tuple[TraceLine, ...]:
    """Lines of ``score``. ``ValueError`` when they do not add up to its total: that would be a fault of this program."""
    reachable = sum((line.points for line in score.lines if line.awarded is not None), Fraction(0))
    made = tuple(_line(line, reachable) for line in score.lines)
    if score.total is not None and sum(line.in_total for line in made) != score.total:
        raise ValueError(f"the lines of {score.region} do not add up to its total")
    return made


def _line(line: Awarded, reachable: Fraction) -> TraceLine:
    awarded = line.awarded
    return TraceLine(
        group=line.group,
        indicator=line.indicator,
        curve=line.curve,
        value=line.value,
        mark=line.mark,
        points=line.points,
        share=None if awarded is None else awarded / line.points,
        awarded=awarded,
        lost=Fraction(0) if awarded is None else line.points - awarded,
        in_total=Fraction(0) if awarded is None else awarded * 100 / reachable,
        reason=_reason(line),
    )


def _reason(line: Awarded) -> str:
    if line.awarded is None:
        return "left_out"
    if line.value is None:
        return "missing"
    if line.awarded == line.points:
        return ""
    return "short" if line.awarded else "nothing"
