"""Ranks without each indicator in turn: who stands where they stand because of one of them. Exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from evaluation.scores.tree import Score, ranks


def without(score: Score, indicator: str) -> Score:
    """``score`` as if ``indicator`` had no points; the others keep theirs. No total when nothing that counts is left."""
    lines = tuple(line for line in score.lines if line.indicator != indicator)
    counted = [line for line in lines if line.awarded is not None]
    reachable = sum((line.points for line in counted), Fraction(0))
    total = sum((line.awarded for line in counted), Fraction(0)) * 100 / reachable if reachable else None
    return replace(score, lines=lines, total=None if score.total is None else total, grade=None)


def leave_one_out(scores: Mapping[str, Score]) -> dict[str, dict[str, int]]:
    """Ranks by indicator left out and region; ``""``: none left out."""
    indicators = dict.fromkeys(line.indicator for score in scores.values() for line in score.lines)
    made = {"": ranks(scores)}
    for indicator in indicators:
        made[indicator] = ranks({region: without(score, indicator) for region, score in scores.items()})
    return made
