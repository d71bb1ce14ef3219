"""Whole units shared out in proportion, within bounds, and nothing lost to rounding.

Rounding is by largest remainder (Hamilton): everybody gets the whole part of the exact share, and the units that are
left go one each to the largest remainders. **Tie rule**: of equal remainders the larger part goes first, and of equal
parts the one whose name sorts first; where they stand in a list decides between parts that are the same and have no name.

Numbers are exact: ints (of NumPy too), fractions and decimals. :class:`Refused` for floats that are not whole, for what
is no finite number, and for anything below 0.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar, overload

from evaluation.errors import Refused
from evaluation.scores.arguments import count, is_named, lay, match, once, quote
from evaluation.scores.exact import Number, at_least_zero

Amount = int | Fraction
Name = TypeVar("Name", bound=Hashable)


@overload
def apportion(total: Number, weights: Sequence[Number]) -> list[int]: ...


@overload
def apportion(total: Number, weights: Mapping[Name, Number]) -> dict[Name, int]: ...


def apportion(total: object, weights: object) -> Any:
    """``total`` whole units (minor ones of money, seats) in proportion to ``weights``; the parts add up to ``total``.

    ``weights``: a list, which gives a list, or a dict or Series by name, which gives a dict. :class:`Refused` for a
    total that is not whole, a negative total or weight, and when every weight is 0.
    """
    pool = count(total, "apportion: total")
    names, shares = _weights(weights, "apportion")
    _check(pool, shares, "apportion")
    every = sum(shares)
    parts = round_parts([Fraction(pool * share) / every for share in shares], names if is_named(weights) else None)
    return dict(zip(names, parts, strict=True)) if is_named(weights) else parts


@overload
def bound(total: Number, weights: Sequence[Number], low: object = 0, high: object = None) -> list[Fraction]: ...


@overload
def bound(total: Number, weights: Mapping[Name, Number], low: object = 0, high: object = None) -> dict[Name, Fraction]: ...


def bound(total: object, weights: object, low: object = 0, high: object = None) -> Any:
    """Exact parts of ``total``: one factor times the weight, but not less than ``low`` and not more than ``high``.

    There is exactly one such factor when any weight is free to move. A weight of 0 gets its floor. ``weights``: a list,
    which gives a list, or a dict or Series by name, which gives a dict; ``low`` and ``high`` come in the same way, or as
    one number for all, and ``None`` is no cap. :class:`Refused` when no parts can keep the bounds; the message gives the
    smallest change that would.
    """
    pool = at_least_zero(total, "bound: total")
    names, shares = _weights(weights, "bound")
    _check(pool, shares, "bound")
    side = match if is_named(weights) else lay
    floors = [
        at_least_zero(x, f"bound: low: {_name(n, weights)}")
        for n, x in zip(names, side(low, names, "bound: low", "weight"), strict=True)
    ]
    caps = [
        None if x is None else at_least_zero(x, f"bound: high: {_name(n, weights)}")
        for n, x in zip(names, side(high, names, "bound: high", "weight"), strict=True)
    ]
    for name, floor, cap in zip(names, floors, caps, strict=True):
        if cap is not None and floor > cap:
            raise Refused(
                f"bound: low: {_name(name, weights)} has the floor {floor} and the cap {cap}; a floor is from 0 to the cap"
            )
    feasible(pool, shares, floors, caps)
    parts = bound_parts(pool, shares, floors, caps)
    return dict(zip(names, parts, strict=True)) if is_named(weights) else parts


def bound_parts(total: Amount, weights: Sequence[Amount], low: Sequence[Amount], high: Sequence[Amount | None]) -> list[Fraction]:
    """:func:`bound` of numbers that were checked, and bounds that are :func:`feasible`."""
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
        share = Fraction(total) / floors
        raise Refused(
            f"the floors add up to {say(floors)}, {say(floors - total)} more than the pool of {say(total)}; raise the "
            f"pool by that much, or lower every floor to {f'{_percent(share)} of itself' if share else 'nothing'}"
        )
    if any(weight and cap is None for weight, cap in zip(weights, high, strict=True)):
        return
    bounds = zip(weights, low, high, strict=True)
    caps = sum((floor if not weight or cap is None else cap for weight, floor, cap in bounds), Fraction(0))
    if caps < total:
        raise Refused(
            f"the caps add up to {say(caps)}, {say(total - caps)} less than the pool of {say(total)}; lower the pool "
            f"by that much, or raise every cap to {_percent(Fraction(total) / caps, up=True) if caps else 'more'} of itself"
        )


def _times(total: Amount, weights: Sequence[Amount], low: Sequence[Amount], high: Sequence[Amount | None]) -> Fraction:
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


def round_parts(parts: Sequence[Fraction], names: Sequence[Hashable] | None = None) -> list[int]:
    """Whole numbers with the sum of ``parts``, each the part below or above. ``ValueError`` when the sum is not whole.

    ``names`` decide between parts that are the same.
    """
    total = sum(parts, Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"the parts add up to {total}, not to a whole number")
    below = [part.numerator // part.denominator for part in parts]
    left = int(total) - sum(below)
    said = [""] * len(parts) if names is None else [str(name) for name in names]
    by_remainder = sorted(range(len(parts)), key=lambda i: (below[i] - parts[i], -parts[i], said[i]))
    for i in by_remainder[:left]:
        below[i] += 1
    return below


def _weights(given: Any, function: str) -> tuple[list[Hashable], list[Amount]]:
    """Names (numbers from 1 for those of a list) and exact weights."""
    if is_named(given):
        names, values = [name for name, _ in given.items()], [value for _, value in given.items()]
        once(names, f"{function}: weights: name")
    elif isinstance(given, (list, tuple)) or getattr(given, "ndim", 0) == 1:
        names, values = list(range(1, len(given) + 1)), list(given)
    else:
        raise Refused(f"{function}: weights is {given!r}; give a list, or a dict or Series by name")
    return names, [
        at_least_zero(value, f"{function}: weights: {_name(name, given)}") for name, value in zip(names, values, strict=True)
    ]


def _name(name: Hashable, given: object) -> str:
    return quote(name) if is_named(given) else f"number {name}"


def _check(total: Amount, weights: Sequence[Amount], function: str) -> None:
    if total < 0:
        raise Refused(f"{function}: total is {total}; give 0 or more")
    if not any(weights):
        raise Refused(f"{function}: weights: every weight is 0; there is nobody to share with")


def _percent(share: Fraction, up: bool = False) -> str:
    """Two decimals, or as many as it takes to show anything, rounded to the side that keeps the bounds."""
    decimals = 2
    while not (scaled := share * 100 * 10**decimals) // 1 and not up:
        decimals += 1
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return f"{whole // 10**decimals}.{whole % 10**decimals:0{decimals}d} %"
