"""By how many persons, or how much money, a line is missed: what its value lacks or has too much, the other side being as it is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evaluation.measured.within import is_coarse
from evaluation.study.counted import STATED_RATES
from evaluation.view.judgements import Standing
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """``amount``: in base units of what ``counts``, the fewest with which the line would be met. ``over``: so many are too many,
    and do not lack. ``at_least``: it is of what is known, and may be more."""

    amount: int
    counts: str
    over: bool
    at_least: bool = False


def shortfall(view: View, s: Standing) -> Shortfall | None:
    """None where the line is not missed, of a rate that was stated without its sides, and where what is delivered was rounded, so
    that the number of cases is open."""
    _, reading = s.indicator.settle(view.study.choices)
    if s.state != "missed" or s.target is None or s.line is None or is_coarse(view.study, reading):
        return None
    if s.is_completion:
        done = view.results.progress(s.region, s.indicator.code)
        known = done.reached is not None and done.scheduled is not None
        return _between(s, Fraction(done.reached or 0), done.scheduled or Fraction(0), done.counts) if known else None
    if s.least is not None:
        return _between(s, Fraction(s.least), s.line, s.counts)
    if s.counts:
        return None if s.value is None or s.counts in STATED_RATES else _between(s, s.value, s.line, s.counts)
    value = view.results.value(s.region, s.indicator.code)
    if value.unit.is_stated or value.numerator is None or value.denominator is None or s.value is None:
        return None
    due = s.line * value.denominator * value.over / value.per
    return _between(s, Fraction(value.numerator), due, reading.numerator.counts)


def _between(s: Standing, there: Fraction, due: Fraction, counts: str) -> Shortfall | None:
    """The fewest whole units between ``there`` and ``due``, and those that it takes to get below a ceiling."""
    over = there > due
    amount = ceil(there) - floor(due) if over else ceil(due) - floor(there)
    return Shortfall(amount=amount, counts=counts, over=over, at_least=s.least is not None) if amount else None


def text(view: View, s: Standing) -> str:
    """``差1,303人`` or ``超出12人``, rounded up where it is money; nothing where it is not known."""
    found = shortfall(view, s)
    if found is None:
        return ""
    level = s.counts and not s.is_completion  # beside its value, which is rounded half up
    amount = (view.numbers.gap if level else view.numbers.text_of_need)(found.amount, found.counts)
    amount = view.say("shortfall.at_least", amount=amount) if found.at_least else amount
    return view.say("shortfall.over" if found.over else "shortfall.short", amount=amount)
