"""Rates that two other columns of a table give: every printed one is their quotient, to its last digit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import log10

from evaluation.data.units import normalise
from evaluation.draft.form import is_number
from evaluation.study.unit import WrittenUnit

_ENOUGH = 6
"""Digits that have to agree before a quotient is no accident."""


def find_sides(
    rates: Mapping[int, int], counts: Mapping[int, WrittenUnit | None], cells: Sequence[Sequence[str]]
) -> dict[int, tuple[int, int]]:
    """Of each of the columns ``rates``, with how many make the whole, those of its numerator and denominator: the one pair among
    ``counts`` that gives it and counts the same. ``cells``: of all columns, row by row."""
    rows = max(map(len, cells), default=0)
    figures = {at: [_read(text) for text in cells[at]] for at in counts if len(cells[at]) == rows}
    pairs = [(a, b) for a in figures for b in figures if a != b and _count_alike(counts[a], counts[b])]
    found = {}
    for at, whole in rates.items():
        printed = [_read_printed(text) for text in cells[at]]
        fitting = [(a, b) for a, b in pairs if len(printed) == rows and _fits(printed, figures[a], figures[b], whole)]
        if len(fitting) == 1:
            found[at] = fitting[0]
    return found


def _count_alike(one: WrittenUnit | None, other: WrittenUnit | None) -> bool:
    return (one and (one.counts, one.scale)) == (other and (other.counts, other.scale))


def _fits(
    printed: Sequence[tuple[Fraction, Fraction] | None],
    tops: Sequence[Fraction | None],
    bottoms: Sequence[Fraction | None],
    whole: int,
) -> bool:
    """Whether wherever all three are printed the rate is the quotient, and often enough."""
    digits, told = 0.0, set[Fraction]()
    for rate, top, bottom in zip(printed, tops, bottoms, strict=True):
        if rate is None or top is None or not bottom:
            continue
        if abs(rate[0] - top * whole / bottom) > rate[1]:
            return False
        digits += log10(abs(rate[0] / rate[1]) + 1)
        told.add(rate[0])
    return digits >= _ENOUGH and len(told) > 1


def _read(text: str) -> Fraction | None:
    plain = re.sub("[, ]", "", normalise(text))
    return Fraction(plain) if is_number(text) and re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _read_printed(text: str) -> tuple[Fraction, Fraction] | None:
    """A rate and half a unit of its last digit."""
    value = _read(text.rstrip("%％‰"))
    digits = len(normalise(text).rstrip("%‰").partition(".")[2])
    return None if value is None else (value, Fraction(1, 2 * 10**digits))
