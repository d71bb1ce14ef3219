"""Rounding happens once, half up, from exact fractions: 23/80 prints 28.8 %, not 28.7."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction | int, decimals: int) -> str:
    """Decimal text of ``value`` with ``decimals`` places, halves away from zero."""
    value = value if isinstance(value, (int, Fraction)) else Fraction(value)
    top, bottom = abs(value.numerator) * 10**decimals, value.denominator
    whole = (2 * top + bottom) // (2 * bottom)
    digits = str(whole).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if value < 0 and whole else text
