"""Rounding happens once, half up, from exact fractions: 23/80 prints 28.8 %, not 28.7."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction | int, decimals: int) -> str:
    """Decimal text of ``value`` with ``decimals`` places, halves away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if value < 0 and whole else text
