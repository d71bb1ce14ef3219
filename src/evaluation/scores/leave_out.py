"""Ranks without each indicator in turn: who stands where they stand because of one of them. Exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from evaluation.scores.tree import Score, placed, ranks


def leave_one_out(scores: Mapping[str, Score]) -> dict[str, dict[str, int]]:
    """Ranks by indicator left out and region; ``""``: none left out.

    The others keep their points. A region has no rank without a total, and when nothing that counts is left.
    """
    made = {"": ranks(scores)}
    counted = {
        region: {line.indicator: line for line in score.lines if line.awarded is not None}
        for region, score in scores.items()
        if score.total is not None
    }
    sums = {
        region: (sum((x.awarded for x in lines.values()), Fraction(0)), sum(x.points for x in lines.values()))
        for region, lines in counted.items()
    }
    for indicator in dict.fromkeys(line.indicator for score in scores.values() for line in score.lines):
        totals = {}
        for region, (awarded, points) in sums.items():
            line = counted[region].get(indicator)
            rest = points - line.points if line else points
            if rest:
                totals[region] = (awarded - line.awarded if line else awarded) / rest
        made[indicator] = placed(totals)
    return made
