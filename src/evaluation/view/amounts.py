"""Amounts beside what is demanded of them: at the scale of the table, or of text at the largest that both reach."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.measure import Value
from evaluation.measured.rounding import half_up
from evaluation.view.apart import figure, sign_of
from evaluation.view.numbers import digits_of
from evaluation.view.scales import AmountScale
from evaluation.view.view import View


def cell(view: View, value: Value, line: Fraction | int | None = None, *, keyed: bool = True) -> str:
    """A value without its unit for a cell, an amount at the scale of tables: one that was stated with the digits it has, and
    beside its ``line``, in base units, with those that tell it apart. Not ``keyed`` where it is of other
    regions than that of its key."""
    if value.numerator is None or value.unit.form != "level":
        return view.numbers.bare(value, keyed=keyed)
    scale = view.numbers.scales.of_tables(value.unit.top)
    _, reading = view.results.indicator_named(value.indicator).settle(view.study.choices)
    exact = Fraction(value.numerator, scale.base)
    least = max(scale.places, digits_of(exact)) if reading.is_stated else scale.places
    key = value.key if keyed else None
    return figure(view, exact, None if line is None else Fraction(line, scale.base), "", least, scale.unit, key)


def pair(view: View, actual: int, demanded: int, counts: str) -> tuple[str, str]:
    """What was reached and what was asked for with their unit, at one scale."""
    scale = scale_of_both(view, actual, demanded, counts)
    return view.numbers.at(actual, scale), view.numbers.at(demanded, scale)


def scale_of_both(view: View, actual: int | Fraction, demanded: int | Fraction, counts: str) -> AmountScale:
    """The scale of running text that both reach: in full where that one would print both alike, or the one on another side of
    the other than it is."""
    scale, side = view.numbers.scales.of_text(counts, actual, demanded), sign_of(Fraction(actual - demanded))
    reached, asked = (Fraction(half_up(Fraction(a, scale.base), scale.places)) * scale.base for a in (actual, demanded))
    return scale if side == sign_of(reached - asked) == sign_of(reached - demanded) else view.numbers.scales.in_full(counts)
