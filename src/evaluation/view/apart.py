"""With how many digits a value is told from its line: 89.96 against 90 keeps its two places; what no :data:`MOST` places tell
apart is printed as a bound of the line (``<90%``) and told in words."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.rounding import half_up
from evaluation.render.printed import number
from evaluation.view.view import View

MOST = 4


def places(value: Fraction, line: Fraction, least: int = 1) -> int | None:
    """The fewest places, from ``least``, with which the rounded value lies on the same side of the printed line as the
    exact one of the exact line, and with which their difference does not round to nothing and is that of what is printed;
    one more than ``MOST`` where the value ends there, half way between two; None beyond."""
    side, most = sign_of(value - line), max(MOST, least, decimals_of(line) or 0)
    halfway = False
    for n in range(least, most + 1):
        told, apart = Fraction(half_up(value, n)) - printed_line(line, n), Fraction(half_up(value - line, n))
        told_apart = (apart or not side) and sign_of(told) == side
        if told_apart and (told == apart or decimals_of(line) is None):
            return n
        halfway = bool(told_apart)
    return most + 1 if halfway else None


def printed_line(line: Fraction, n: int) -> Fraction:
    """A line with all its decimals; one that has no end, as a share of a year, with ``n``."""
    return line if decimals_of(line) is not None else Fraction(half_up(line, n))


def ends(line: Fraction, n: int) -> int:
    """With how many decimals :func:`printed_line` prints."""
    found = decimals_of(line)
    return n if found is None else found


def decimals_of(line: Fraction) -> int | None:
    """Decimals of a number that has an end."""
    rest, n = line.denominator, 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        n += 1
    return n if rest == 1 else None


def sign_of(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def figure(
    view: View,
    value: Fraction | None,
    line: Fraction | None,
    mark: str = "",
    least: int = 1,
    unit: str | None = None,
    key: str | None = None,
) -> str:
    """A value beside its line, without unit: ``89.96``, ``<90`` where no digits tell it from its line. ``key`` is which
    value it is, ``unit`` what it is printed in."""
    numbers = view.numbers
    if value is None or line is None:
        return numbers.decimal(value, least, mark, unit, key)
    n = places(value, line, least)
    if n is None:
        return number(("<" if value < line else ">") + str(numbers.decimal(line, ends(line, MOST))), value, unit, key)
    return numbers.decimal(value, n, "", unit, key)
