"""When a warning begins and ends: so many quarters beyond the line, so many back within its margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value against the line of its own quarter, and against the line it must come back over; exact or None."""

    value: Fraction | None
    line: Fraction | None
    leave: Fraction | None


def crossed(value: Fraction | None, line: Fraction | None, side: Side) -> bool | None:
    """Whether ``value`` reached its line (a value on the line has); None when one of them is not known."""
    if value is None or line is None:
        return None
    return value >= line if side == "above" else value <= line


def states(points: Sequence[Point], side: Side, enter: int, leave: int) -> list[bool]:
    """Whether each quarter is in warning, oldest first.

    A warning begins with the ``enter``-th quarter in a row that reached its line, and ends with the ``leave``-th in a
    row that is back within the margin. Between line and margin nothing changes. A quarter without value or line
    changes nothing either, and the rows count anew after it: not reported is not recovered.
    """
    found, warned, beyond, back = [], False, 0, 0
    for point in points:
        over, still = crossed(point.value, point.line, side), crossed(point.value, point.leave, side)
        beyond = beyond + 1 if over else 0
        back = back + 1 if still is False else 0
        warned = (warned or beyond >= enter) and not (warned and back >= leave)
        found.append(warned)
    return found
