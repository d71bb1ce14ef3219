"""From a value to the share of its points: exact curves between two goalposts.

``worst`` earns nothing and ``best`` earns all; which of them is larger says which way is good. A share is a fraction
from 0 to 1, never rounded. No curve ever gives less for a better value. Numbers are ints, fractions or decimals in the
unit of the value; :class:`Refused` for floats that are not whole, what is no finite number, and goalposts that are the
same. The official methods name no curves; see docs/scores.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.errors import Refused
from evaluation.scores.exact import Number, exact

Exact = int | Fraction
Band = tuple[Number | None, Number | None, Number]
ZERO, ONE = Fraction(0), Fraction(1)


def linear(value: Number, worst: Number, best: Number) -> Fraction:
    """Proportional between the goalposts, capped at both.

    Exact numbers in the unit of the value. :class:`Refused` for goalposts that are the same and what is no exact number.
    """
    value, worst, best = _between("linear", value=value, worst=worst, best=best)
    return min(ONE, max(ZERO, position(value, worst, best)))


def threshold(value: Number, worst: Number, best: Number, at: Number) -> Fraction:
    """Nothing short of ``at``; from there on what :func:`linear` gives. :class:`Refused` as there, and for ``at`` outside
    the goalposts."""
    value, worst, best, at = _between("threshold", value=value, worst=worst, best=best, at=at)
    if not min(worst, best) <= at <= max(worst, best):
        raise Refused(f"threshold: at is {at}, not between worst {worst} and best {best}; give a number between them")
    return linear(value, worst, best) if reached(value, at, worst, best) else ZERO


def steps(value: Number, worst: Number, best: Number, step: Number) -> Fraction:
    """A deduction for every step, begun or whole, by which the value misses ``best``; nothing from ``worst`` on.

    With ``best`` 0, ``worst`` 5 and ``step`` 1 each verified case costs a fifth of the points (扣分). :class:`Refused` for
    a step that is not above 0, and as :func:`linear`.
    """
    value, worst, best, step = _between("steps", value=value, worst=worst, best=best, step=step)
    if step <= 0:
        raise Refused(f"steps: step is {step}; give a number above 0")
    missed = abs(Fraction(best) - value) / step if not reached(value, best, worst, best) else ZERO
    begun = -(-missed.numerator // missed.denominator)
    return max(ZERO, ONE - begun * Fraction(step) / abs(Fraction(best) - worst))


def all_or_nothing(value: Number, worst: Number, best: Number) -> Fraction:
    """Everything at ``best`` or beyond it, else nothing. :class:`Refused` as :func:`linear`."""
    value, worst, best = _between("all_or_nothing", value=value, worst=worst, best=best)
    return ONE if reached(value, best, worst, best) else ZERO


def band_share(value: Number, bands: Sequence[Band]) -> Fraction:
    """Share of the best band (from, to, share; None: open) that holds ``value``: a border belongs to the better one.

    :class:`Refused` when no band holds it, for a band that ends before it begins, and for a share outside 0 to 1.
    """
    value = exact(value, "band_share: value")
    held = [share for start, end, share in map(_band, bands) if _in(value, start, end)]
    if not held:
        raise Refused(f"band_share: value is {value}, which no band holds; leave no gap between them")
    return max(held)


def _band(band: Band) -> tuple[Exact | None, Exact | None, Fraction]:
    try:
        first, last, part = band
    except (TypeError, ValueError):
        raise Refused(f"band_share: bands: {band!r} is no band; give (from, to, share), None for an open end") from None
    start, end = (None if x is None else exact(x, "band_share: bands") for x in (first, last))
    share = Fraction(exact(part, "band_share: bands"))
    if start is not None and end is not None and end < start:
        raise Refused(f"band_share: bands: one goes from {start} to {end}; give the lower end first")
    if not 0 <= share <= 1:
        raise Refused(f"band_share: bands: one has the share {share}; give 0 to 1")
    return start, end, share


def _between(function: str, **given: Number) -> list[Exact]:
    """The numbers of a curve, whose goalposts differ."""
    made = {name: exact(value, f"{function}: {name}") for name, value in given.items()}
    if made["worst"] == made["best"]:
        raise Refused(f"{function}: worst and best are both {made['best']}; part them")
    return list(made.values())


def position(value: Exact, worst: Exact, best: Exact) -> Fraction:
    """Where ``value`` stands on the way from ``worst`` (0) to ``best`` (1), not capped."""
    return Fraction(value - worst) / (best - worst)


def reached(value: Exact, line: Exact, worst: Exact, best: Exact) -> bool:
    """Whether ``value`` is at ``line`` or on its better side."""
    return value >= line if best > worst else value <= line


def _in(value: Exact, start: Exact | None, end: Exact | None) -> bool:
    return (start is None or value >= start) and (end is None or value <= end)
