"""Ranks that regions share where their intervals do not tell them apart."""

from __future__ import annotations

from collections.abc import Sequence


def group_ranks(ranks: Sequence[int], low: Sequence[float], high: Sequence[float]) -> list[int]:
    """:func:`~evaluation.scores.uncertainty.intervals.shared_ranks` of plain sequences."""
    ranks, low, high = list(ranks), list(low), list(high)
    made, leader = [0] * len(ranks), None
    for i in sorted(range(len(ranks)), key=ranks.__getitem__):
        if leader is None or low[i] > high[leader] or high[i] < low[leader]:
            leader = i
        made[i] = int(ranks[leader])
    return made
