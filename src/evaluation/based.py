"""Whole numbers that know on which bases they stand, and hand it on to everything that is worked out of them exactly.

The amounts of a delivery on any other basis than reported are such (``data/bases.py``); what is added, subtracted, multiplied or
divided of them, by itself or as a ``Fraction``, is of the bases of all its parts. A float, or what ``int(...)`` gives, is of none.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

Exact = TypeVar("Exact", int, Fraction)
NONE: frozenset[str] = frozenset()


class Based(int):
    """``amount`` that stands on ``bases``; equal to the plain number."""

    bases: frozenset[str]

    def __new__(cls, amount: int, bases: frozenset[str]) -> Based:
        self = super().__new__(cls, amount)
        self.bases = bases
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return int(self), self.bases

    @property
    def numerator(self) -> Based:  # a Fraction is made of it
        return self

    def __neg__(self) -> Based:
        return Based(-int(self), self.bases)

    def __pos__(self) -> Based:
        return self

    def __abs__(self) -> Based:
        return -self if self < 0 else self


def bases_of(value: int | Fraction | Decimal | None) -> frozenset[str]:
    """The bases that a number was worked out of; none of a number that no delivery says one of."""
    if isinstance(value, Fraction):
        return bases_of(value.numerator) | bases_of(value.denominator)
    return value.bases if isinstance(value, Based) else NONE


def other_bases(*numbers: int | Fraction | Decimal | None) -> str:
    """On which other bases than reported these numbers stand, one after the other."""
    return " ".join(sorted(NONE.union(*map(bases_of, numbers)) - {"reported"}))


def on(amount: int, basis: str) -> Based:
    """``amount`` as it is delivered on a basis."""
    return Based(amount, frozenset((basis,)))


def carry(value: Exact, *of: int | Fraction | Decimal | None) -> Exact:
    """``value``, which was worked out of the others in another way than exactly."""
    bases = NONE.union(bases_of(value), *map(bases_of, of))
    if not bases:
        return value
    top = Based(value.numerator, bases)
    return Fraction(top, value.denominator) if isinstance(value, Fraction) else top


def _operation(operation: Callable[[Any, Any], int], reflected: bool) -> Callable[[Based, Any], Any]:
    def operate(self: Based, other: Any) -> Any:
        if not isinstance(other, int):
            return NotImplemented
        sides = (int(other), int(self)) if reflected else (int(self), int(other))
        return Based(operation(*sides), self.bases | bases_of(other))

    return operate


for _name in ("add", "sub", "mul", "floordiv", "mod"):
    setattr(Based, f"__{_name}__", _operation(getattr(operator, _name), reflected=False))
    setattr(Based, f"__r{_name}__", _operation(getattr(operator, _name), reflected=True))
