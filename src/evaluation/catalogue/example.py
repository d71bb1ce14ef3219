"""The example of an entry, worked out by what the entry says: figures for its sides, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from evaluation.catalogue.entries import SidesEntry
from evaluation.catalogue.model import Reading
from evaluation.catalogue.sides import Part, SideError, parse
from evaluation.errors import near
from evaluation.study.counted import Counts

Wrong = tuple[tuple[str, ...], str]


def wrong_example(said: SidesEntry, reading: Reading, counts: Counts) -> Wrong | None:
    """What is wrong with the example of an entry whose sides are a ``reading``, and at which key; None where it holds."""
    if said.example is None or reading.is_stated:
        return None
    top, bottom = parse(said.value or said.numerator or ""), parse(said.denominator) if said.denominator else ()
    known, given = {str(Part(1, p.code, p.when, p.summed, p.but)): p for p in (*top, *bottom)}, dict[str, Decimal]()
    for key, number in said.example.given.items():
        name = _spell_term(key)
        if name not in known:
            return ("given", key), f"'{key}' stands in no side; {near(name, known)}"
        if name in given:
            return ("given", key), f"'{name}' stands twice; keep one"
        given[name] = number
    lacking = [name for name in known if name not in given]
    if lacking:
        return ("given",), f"has no figure for '{lacking[0]}'; the sides take {', '.join(known)}"
    upper, unit = _add_up(top, given) * counts[reading.numerator.counts].base, reading.unit
    if reading.denominator is None:
        found = upper / counts[reading.numerator.counts].base
    elif (lower := _add_up(bottom, given) * counts[reading.denominator.counts].base) <= 0:
        return ("given",), "the denominator is 0 or less, where no quotient applies; give figures that have one"
    else:
        found = upper * unit.times(counts) / (lower * unit.over(counts))
    gives = said.example.gives
    if _half_up(found, _decimals(gives)) != Fraction(gives):
        made = f"{_decimal(found)} ({unit.words('en', counts)})"
        return ("gives",), f"the sides give {made}, not {gives}; correct the figures or the sides"
    return None


def _half_up(number: Fraction, decimals: int) -> Fraction:
    scaled = (abs(number) * 10**decimals + Fraction(1, 2)) // 1
    return Fraction(scaled if number >= 0 else -scaled, 10**decimals)


def _decimal(number: Fraction) -> str:
    """To four digits after the point, without zeros at the end."""
    rounded = _half_up(number, 4)
    return format((Decimal(rounded.numerator) / Decimal(rounded.denominator)).normalize(), "f")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _spell_term(key: str) -> str:
    """A term as sides spell it; what is none stays as it is."""
    try:
        [part] = parse(key)
    except (SideError, ValueError):
        return key
    return str(part) if part.coefficient == 1 else key


def _add_up(parts: tuple[Part, ...], given: Mapping[str, Decimal]) -> Fraction:
    return sum((p.coefficient * Fraction(given[str(p)]) for p in parts), Fraction(0))
