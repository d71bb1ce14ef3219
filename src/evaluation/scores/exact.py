"""Numbers at the door of exact functions: whole numbers and fractions of Python, which neither overflow nor round."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real

from evaluation.based import Based
from evaluation.errors import Refused

Number = int | Fraction | Decimal
_WHOLE_FLOATS = 2**53  # up to here a float that is whole is the number that was meant


def exact(value: object, where: str) -> int | Fraction:
    """``value`` as an int or a :class:`~fractions.Fraction`; ``where`` names the function and the argument.

    Taken: whole numbers (of NumPy too), fractions, finite decimals, and floats that are whole up to 2^53.
    :class:`Refused` for everything else, text, truth values and floats with decimals among it.
    """
    if isinstance(value, (Based, Fraction)) or type(value) is int:
        return value
    if isinstance(value, bool):
        raise Refused(f"{where} is {value}, a truth value; give a number")
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise Refused(f"{where} is {value}; give a number")
        return Fraction(value)
    if isinstance(value, Real):
        return _of_float(value, where)
    raise Refused(f"{where} is {value!r}, no number; give an int, a Fraction or a Decimal")


def whole_number(value: object, where: str) -> int:
    """:func:`exact` of a number that has no decimals."""
    if isinstance(value, Real) and not isinstance(value, Rational) and value % 1:
        raise Refused(f"{where} is {value}; give a whole number")
    number = exact(value, where)
    if number.denominator != 1:
        raise Refused(f"{where} is {number}; give a whole number")
    return number.numerator


def at_least_zero(value: object, where: str) -> int | Fraction:
    """:func:`exact` of a number that is 0 or more."""
    number = exact(value, where)
    if number < 0:
        raise Refused(f"{where} is {number}; give 0 or more")
    return number


def _of_float(value: Real, where: str) -> int:
    try:
        top, bottom = value.as_integer_ratio()  # type: ignore[attr-defined]  # floats have it, of NumPy too; Real does not say
    except (ValueError, OverflowError):  # not a number, or infinite
        raise Refused(f"{where} is {value}; give a number") from None
    if bottom == 1 and abs(top) <= _WHOLE_FLOATS:
        return top
    raise Refused(
        f"{where} is the float {value}, which is not exactly what it prints; give an int, Fraction('{value}') or Decimal('{value}')"
    )
