"""How a printed number is explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from evaluation.evidence.cells import Inquiry
from evaluation.measured.keys import Key
from evaluation.render.printed import Number

UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """``kind`` is that of its key. ``exact``: what it is when worked out again, at any power of ten of its printed unit;
    None of what is told by a ``rule`` alone. ``numerator`` and ``denominator`` are in full, with units; ``asked``: what was
    looked up for it, by which its cells are found."""

    kind: str
    title: str = ""
    exact: Fraction | None = None
    reading: str = ""
    formula: str = ""
    numerator: str = ""
    denominator: str = ""
    rule: str = ""
    clause: str = ""
    asked: tuple[Inquiry, ...] = ()
    key: Key | None = None

    def of(self, key: Key) -> Explained:
        return replace(self, key=key)


def agrees(number: Number, exact: Fraction | None) -> bool:
    """Whether a printed number is ``exact``, in whatever unit it is printed; a difference may be printed without its sign."""
    said = Fraction(number.exact)
    if exact is None or abs(said) == abs(exact):
        return True
    return said != 0 and exact != 0 and _is_power_of_ten(abs(said / exact))


def _is_power_of_ten(ratio: Fraction) -> bool:
    one, many = sorted((ratio.numerator, ratio.denominator))
    return one == 1 and str(many).strip("0") == "1"
