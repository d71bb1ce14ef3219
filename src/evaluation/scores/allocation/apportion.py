"""Whole units shared out in proportion, within bounds, and nothing lost to rounding.

Rounding is by largest remainder (Hamilton): everybody gets the whole part of the exact share, and the units that are
left go one each to the largest remainders. **Tie rule**: of equal remainders the one listed first goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from evaluation.errors import Refused

Amount = int | Fraction


def apportion(total: int, weights: Sequence[Amount]) -> list[int]:
    """``total`` whole units (fen, seats) in proportion to ``weights``; the parts add up to ``total``.

    :class:`Refused` for a negative total or weight, and when every weight is 0.
    """
    _check(total, weights)
    whole = sum(weights)
    return rounded([Fraction(total * w) / whole for w in weights])


def bounded(
    total: Amount, weights: Sequence[Amount], low: Sequence[Amount], high: Sequence[Amount | None]
) -> list[Fraction]:
    """Exact parts of ``total``: one factor times the weight, but not less than ``low`` and not more than ``high``.

    There is exactly one such factor when any weight is free to move. ``None``: no cap. A weight of 0 gets its floor.
    :class:`Refused` when no parts can keep the bounds; the message gives the smallest change that would.
    """
    _check(total, weights)
    for place, (floor, cap) in enumerate(zip(low, high, strict=True), start=1):
        if floor < 0 or (cap is not None and floor > cap):
            raise Refused(f"number {place} has the floor {floor} and the cap {cap}; a floor is from 0 to the cap")
    feasible(total, weights, low, high)
    times = _times(total, weights, low, high)
    parts = []
    for weight, floor, cap in zip(weights, low, high, strict=True):
        part = max(Fraction(floor), times * weight)
        parts.append(Fraction(floor) if not weight else part if cap is None else min(part, Fraction(cap)))
    return parts


def feasible(
    total: Amount,
    weights: Sequence[Amount],
    low: Sequence[Amount],
    high: Sequence[Amount | None],
    say: Callable[[Amount], str] = str,
) -> None:
    """:class:`Refused` when floors need more than ``total`` or caps leave some of it; ``say`` puts amounts into words."""
    floors = sum(low)
    if floors > total:
        raise Refused(
            f"the floors add up to {say(floors)}, {say(floors - total)} more than the pool of {say(total)}; raise the "
            f"pool by that much, or lower every floor to {_percent(Fraction(total) / floors)} of itself"
        )
    if any(weight and cap is None for weight, cap in zip(weights, high, strict=True)):
        return
    caps = sum(cap for weight, cap in zip(weights, high, strict=True) if weight)
    caps += sum(floor for weight, floor in zip(weights, low, strict=True) if not weight)
    if caps < total:
        raise Refused(
            f"the caps add up to {say(caps)}, {say(total - caps)} less than the pool of {say(total)}; lower the pool "
            f"by that much, or raise every cap to {_percent(Fraction(total) / caps, up=True) if caps else 'more'} of itself"
        )


def _times(
    total: Amount, weights: Sequence[Amount], low: Sequence[Amount], high: Sequence[Amount | None]
) -> Fraction:
    """The factor at which the parts add up: their sum rises with it in straight pieces between the bounds."""
    events = []
    for weight, floor, cap in zip(weights, low, high, strict=True):
        if weight:
            events.append((Fraction(floor) / weight, -Fraction(floor), Fraction(weight)))
            if cap is not None:
                events.append((Fraction(cap) / weight, Fraction(cap), -Fraction(weight)))
    constant, slope = sum((Fraction(floor) for floor in low), Fraction(0)), Fraction(0)
    at = Fraction(0)
    for at, step, turn in sorted(events, key=lambda event: event[0]):
        if constant + slope * at >= total:
            break
        constant, slope = constant + step, slope + turn
    return (total - constant) / slope if slope else at


def rounded(parts: Sequence[Fraction]) -> list[int]:
    """Whole numbers with the sum of ``parts``, each the part below or above. ``ValueError`` when the sum is not whole."""
    total = sum(parts, Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"the parts add up to {total}, not to a whole number")
    below = [part.numerator // part.denominator for part in parts]
    left = int(total) - sum(below)
    by_remainder = sorted(range(len(parts)), key=lambda i: below[i] - parts[i])  # stable: ties in the order listed
    for i in by_remainder[:left]:
        below[i] += 1
    return below


def _check(total: Amount, weights: Sequence[Amount]) -> None:
    if total < 0:
        raise Refused(f"the pool is {total}; it is 0 or more")
    for place, weight in enumerate(weights, start=1):
        if weight < 0:
            raise Refused(f"number {place} has the weight {weight}; a weight is 0 or more")
    if not any(weights):
        raise Refused("every weight is 0; there is nobody to share with")


def _percent(share: Fraction, up: bool = False) -> str:
    """Two decimals, rounded to the side that keeps the bounds."""
    scaled = share * 10000
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return f"{whole // 100}.{whole % 100:02d} %"
