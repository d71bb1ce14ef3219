"""What a value is in, derived from what its sides count; conversion from base units, words and decimals follow from that alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Literal

from evaluation.study.counted import MONEY, Counts
from evaluation.study.unit import WrittenUnit

Form = Literal["level", "percent", "permille", "points", "months", "ratio", "quotient"]
_OF_THE_SAME: Mapping[int, Form] = MappingProxyType({100: "percent", 1000: "permille", 12: "months", 1: "ratio"})
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "percent": {"zh": "%", "en": "%"},
        "permille": {"zh": "‰", "en": "‰"},
        "points": {"zh": "百分点", "en": "points"},
        "months": {"zh": "个月", "en": "months"},
        "ratio": {"zh": "倍", "en": "times"},
    }
)
_TIMES = MappingProxyType({"percent": " × 100%", "permille": " × 1000‰", "months": " × 12"})
_CODES = MappingProxyType({"percent": "%", "permille": "‰", "points": "points", "months": "months", "ratio": "ratio"})
_DECIMALS = MappingProxyType({"percent": 1, "permille": 1, "points": 1, "months": 1, "ratio": 2})


@dataclass(frozen=True, slots=True)
class ValueUnit:
    """A level of what is counted (``top``), a quotient of what two sides count, or a rate: ``top`` of one that was delivered so.

    ``per``: what the quotient is multiplied by; under money, of how many units of the currency the value is (人/万元: 10,000).
    """

    form: Form
    top: str = ""
    bottom: str = ""
    per: int = 1

    @property
    def of_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.form == "level" and self.top == MONEY

    @property
    def is_stated(self) -> bool:
        """Whether it is a rate that was delivered without its sides."""
        return self.is_rate and self.top != ""

    @property
    def is_rate(self) -> bool:
        """Whether a line of it is written in % or ‰."""
        return self.form in ("percent", "permille")

    def times(self, counts: Counts) -> int:
        """What the numerator in base units is multiplied by."""
        return self.per * counts[self.bottom].base if self.form == "quotient" else self.per

    def over(self, counts: Counts) -> int:
        """What the denominator in base units is multiplied by, and where there is none what the figure is divided by."""
        if self.is_stated:
            return counts[self.top].base
        return counts[self.top].base if self.form == "quotient" else 1

    def line(self, value: Decimal, written: WrittenUnit, counts: Counts) -> Fraction | None:
        """``value`` of a study file in this unit, a level in base units; None where what it is ``written`` in does not fit."""
        line, under = Fraction(value), written.under
        if self.is_rate:
            return line if written.is_rate and written.scale == self.per else None
        if self.form == "quotient" and under is not None:
            if written.counts != f"{self.top}/{self.bottom}":
                return None
            above, below = counts[self.top], counts[self.bottom]
            return line * written.scale * below.base * self.per / (above.base * under.scale)
        spelled = self.form == "quotient" and counts[self.top].spell
        fits = written.counts == (self.top if self.form == "level" or spelled else self.form)
        return line * written.scale if fits and under is None else None

    def decimals(self, counts: Counts) -> int:
        """Those it is printed with."""
        if self.form == "level":
            return counts[self.top].digits
        if self.form != "quotient":
            return _DECIMALS[self.form]
        if self.top == MONEY:
            own = counts[self.bottom].decimals
            return counts.currency.digits if own is None else own
        return 1 if counts[self.top].spell else 2

    def code(self, counts: Counts) -> str:
        """What tables of values call it."""
        if self.form == "level":
            return counts.currency.minor if self.of_money else self.top
        if self.form != "quotient":
            return _CODES[self.form]
        top = counts[self.top]
        if top.spell:
            return top.code
        if self.bottom == MONEY:
            many = "" if self.per == 1 else f"{self.per // 1000}k " if self.per % 1000 == 0 else f"{self.per} "
            return f"{top.code}/{many}{counts.currency.en}"
        return f"{top.en if self.top == MONEY else top.code}/{counts[self.bottom].one}"

    def words(self, language: str, counts: Counts) -> str:
        """元/人, yuan per person."""
        if self.form in _WORDS:
            return _WORDS[self.form][language]
        top, sep = counts[self.top], "/" if language == "zh" else " per "
        if self.form == "level" or top.spell:
            return top.word(language)
        bottom = counts[self.bottom].word(language, one=self.per == 1)
        return f"{top.word(language)}{sep}{_many(self.per, bottom, language)}"

    def formula(self, language: str, counts: Counts) -> str:
        """What stands after the quotient of both sides."""
        if self.form == "quotient" and self.bottom == MONEY:
            money = _many(self.per, counts[MONEY].word(language, one=self.per == 1), language)
            return f"（{money}）" if language == "zh" else f" ({money})"
        return _TIMES.get(self.form, "")


PERCENT = ValueUnit("percent", per=100)
_STATED: Mapping[str, ValueUnit] = MappingProxyType(
    {"percent": ValueUnit("percent", "percent", per=100), "permille": ValueUnit("permille", "permille", per=1000)}
)
POINTS = ValueUnit("points")


def _many(number: int, word: str, language: str) -> str:
    if number == 1:
        return word
    if language == "en":
        return f"{number:,} {word}"
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number % scale == 0:
            return f"{'' if number == scale else number // scale}{name}{word}"
    return f"{number}{word}"


@cache
def unit(top: str, bottom: str | None, per: int) -> ValueUnit:
    """Of ``top × per ÷ bottom``; of ``top`` alone without ``bottom``. ``ValueError`` for a factor that says nothing there."""
    if bottom is None:
        return _STATED.get(top) or ValueUnit("level", top)
    if top == bottom:
        if per not in _OF_THE_SAME:
            raise ValueError(f"{top} × {per} ÷ {bottom}: what counts the same is multiplied by {', '.join(map(str, _OF_THE_SAME))}")
        return ValueUnit(_OF_THE_SAME[per], per=per)
    if per != 1 and bottom != MONEY:
        raise ValueError(f"{top} × {per} ÷ {bottom}: only what stands over money is of so many units of it")
    return ValueUnit("quotient", top, bottom, per)
