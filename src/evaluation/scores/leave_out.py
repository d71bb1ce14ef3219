"""Ranks without each indicator in turn: who stands where they stand because of one of them. Exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from evaluation.scores.tree import Score, place, ranks


def leave_one_out(scores: Mapping[str, Score]) -> dict[str, dict[str, int]]:
    """Ranks by indicator left out and region; ``""``: none left out.

    The others keep their points. A region has no rank without a total, and when nothing that counts is left.
    """
    made = {"": ranks(scores)}
    counted = {
        region: {line.indicator: (line.awarded, line.points) for line in score.lines if line.awarded is not None}
        for region, score in scores.items()
        if score.total is not None
    }
    sums = {
        region: (sum((a for a, _ in lines.values()), Fraction(0)), sum((p for _, p in lines.values()), Fraction(0)))
        for region, lines in counted.items()
    }
    for indicator in dict.fromkeys(line.indicator for score in scores.values() for line in score.lines):
        totals = {}
        for region, (awarded, points) in sums.items():
            own_awarded, own_points = counted[region].get(indicator, (0, 0))
            rest = points - own_points
            if rest:
                totals[region] = (awarded - own_awarded) / rest
        made[indicator] = place(totals)
    return made
