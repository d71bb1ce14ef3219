"""Rounding happens once, half up, from exact fractions: 23/80 prints 28.8 %, not 28.7."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | int | Decimal, decimals: int) -> str:
    """Decimal text of ``value`` with ``decimals`` places, halves away from zero."""
    exact = value if isinstance(value, (int, Fraction)) else Fraction(value)
    return quotient(exact.numerator, exact.denominator, decimals)


def quotient(top: int, bottom: int, decimals: int) -> str:
    """:func:`half_up` of ``top`` ÷ ``bottom``, which is above 0."""
    whole = (2 * abs(top) * 10**decimals + bottom) // (2 * bottom)
    digits = str(whole).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if top < 0 and whole else text


def adding_up(parts: Sequence[Fraction], decimals: int, total: Fraction | None = None) -> list[Fraction]:
    """``parts`` with so many decimals, which add up to ``total``, by default their sum as it is printed (half up).

    Largest remainder: each is the decimal below or above its exact value (a ``total`` that is further away than that is
    reached by going round again); of equal remainders the one listed first goes up.
    """
    if not parts:
        return []
    scale = 10**decimals
    below = [part * scale // 1 for part in parts]
    whole = Fraction(half_up(sum(parts, Fraction(0)), decimals)) if total is None else total
    left = int(whole * scale) - sum(below)
    order = sorted(range(len(parts)), key=lambda i: below[i] - parts[i] * scale)  # stable: ties in the order listed
    for n in range(abs(left)):
        below[order[n % len(order)] if left > 0 else order[-1 - n % len(order)]] += 1 if left > 0 else -1
    return [Fraction(number, scale) for number in below]
