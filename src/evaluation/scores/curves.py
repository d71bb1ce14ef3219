"""From a value to the share of its points: exact curves between two goalposts.

``worst`` earns nothing and ``best`` earns all; which of them is larger says which way is good. A share is a fraction
from 0 to 1, never rounded. No curve ever gives less for a better value.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Band = tuple[Fraction | None, Fraction | None, Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


def linear(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """Proportional between the goalposts, capped at both."""
    return min(ONE, max(ZERO, position(value, worst, best)))


def threshold(value: Fraction, worst: Fraction, best: Fraction, at: Fraction) -> Fraction:
    """Nothing short of ``at``; from there on what :func:`linear` gives."""
    return linear(value, worst, best) if reached(value, at, worst, best) else ZERO


def steps(value: Fraction, worst: Fraction, best: Fraction, step: Fraction) -> Fraction:
    """A deduction for every step, begun or whole, by which the value misses ``best``; nothing from ``worst`` on.

    With ``best`` 0, ``worst`` 5 and ``step`` 1 each verified case costs a fifth of the points.
    """
    missed = abs(best - value) / step if not reached(value, best, worst, best) else ZERO
    begun = -(-missed.numerator // missed.denominator)
    return max(ZERO, ONE - begun * step / abs(best - worst))


def all_or_nothing(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """Everything at ``best`` or beyond it, else nothing."""
    return ONE if reached(value, best, worst, best) else ZERO


def banded(value: Fraction, bands: Sequence[Band]) -> Fraction:
    """Share of the best band (from, to, share; None: open) that holds ``value``: a border belongs to the better one.

    ``ValueError`` when no band holds it; a study's bands are checked for gaps when they are loaded.
    """
    held = [share for start, end, share in bands if _in(value, start, end)]
    if not held:
        raise ValueError(f"no band holds {value}")
    return max(held)


def position(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """Where ``value`` stands on the way from ``worst`` (0) to ``best`` (1), not capped."""
    return Fraction(value - worst) / (best - worst)


def reached(value: Fraction, line: Fraction, worst: Fraction, best: Fraction) -> bool:
    """Whether ``value`` is at ``line`` or on its better side."""
    return value >= line if best > worst else value <= line


def _in(value: Fraction, start: Fraction | None, end: Fraction | None) -> bool:
    return (start is None or value >= start) and (end is None or value <= end)
