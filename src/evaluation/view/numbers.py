"""How figures are printed: rounded once, half up, from exact values; units in words of the report's language."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil

from evaluation.catalogue.unit import ValueUnit
from evaluation.catalogue.unit import unit as of_counts
from evaluation.measured.measure import Value
from evaluation.measured.rounding import half_up
from evaluation.render.printed import Nothing, Printed, name_as, number
from evaluation.study.counted import MONEY, SHIPPED, STATED_RATES, Counts
from evaluation.view.scales import AmountScale, Scales

MARKS = {
    "missing": {"zh": "…", "en": "…"},
    "below_precision": {"zh": "…", "en": "…"},
    "not_applicable": {"zh": "—", "en": "—"},
    "contradictory": {"zh": "[矛盾]", "en": "[contradictory]"},
    "suppressed": {"zh": "[已抑制]", "en": "[suppressed]"},
    "no_target": {"zh": "无目标", "en": "no target"},
    "no_line": {"zh": "无规定", "en": "no line"},
    "no_standard": {"zh": "无标准", "en": "no standard"},
    "unrecorded": {"zh": "未记录", "en": "not recorded"},
}
_FEW = {"zh": ("零", "一", "两", "三"), "en": ("no", "one", "two", "three")}
_MYRIAD = 10_000
_EXACT = 9  # decimals at most of what is demanded
_INDIAN_GROUPS = re.compile(r"(?<=\d)(?=(?:\d\d)*\d{3}$)")


def _places_apart(percent: Fraction | int | Decimal, decimals: int) -> int:
    """Of ``decimals`` and more the fewest with which a percentage that is not 100 does not print as 100."""
    while percent != 100 and Decimal(half_up(percent, decimals)) == 100:
        decimals += 1
    return decimals


def digits_of(value: Fraction) -> int:
    """The decimals that a number has, of one without end the most that are printed."""
    return next((n for n in range(_EXACT + 1) if (value * 10**n).denominator == 1), _EXACT)


class Numbers:
    """Formats for one report language (``zh`` or ``en``) and what a study counts."""

    def __init__(self, language: str, counts: Counts = SHIPPED) -> None:
        self.language, self.counts = language, counts
        self.scales = Scales(language, counts)

    def mark(self, name: str) -> str:
        """What is printed where there is no figure; tests refuse a name that is not given."""
        why = name or "missing"
        return Printed(Nothing(why, MARKS[why][self.language]))

    def unit(self, of: str | ValueUnit) -> str:
        """The word for what is counted, or for the unit of a value."""
        words = self.counts[of].word(self.language) if isinstance(of, str) else of.words(self.language, self.counts)
        return name_as("unit", words)

    def places(self, unit: ValueUnit, value: Fraction | int | None = None) -> int:
        """Decimals that values in ``unit`` are printed with; a ``value`` that was stated keeps those it has."""
        if unit.is_stated and value is not None:
            return max(unit.decimals(self.counts), digits_of(Fraction(value)))
        return unit.decimals(self.counts)

    def decimal(
        self,
        value: Fraction | int | Decimal | None,
        decimals: int = 1,
        mark: str = "",
        unit: str | None = None,
        figure: str | None = None,
    ) -> str:
        """``value`` with fixed decimals, a minus sign − and commas from ten thousand on; the mark for None. ``unit`` is
        what it is printed in, and ``figure`` which figure it is. What is not 100 per cent is not rounded to it."""
        if value is None:
            return self.mark(mark)
        places = _places_apart(value, decimals) if unit == "%" else decimals
        return number(self._digits(value, places), value, unit, figure)

    def _digits(self, value: Fraction | int | Decimal, decimals: int) -> str:
        text = half_up(value, decimals)
        sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
        whole, _, rest = digits.partition(".")
        least = 4 if self.language == "en" else 5
        if len(whole) >= least:
            whole = _INDIAN_GROUPS.sub(",", whole) if self.counts.grouping == "indian" else f"{int(whole):,}"
        return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"

    def sign(
        self, value: Fraction | int | None, decimals: int = 1, mark: str = "", unit: str | None = None, figure: str | None = None
    ) -> str:
        if value is None:
            return self.mark(mark)
        text = self._digits(value, decimals)
        return number(f"+{text}" if value > 0 and text.strip("0.") else text, value, unit, figure)

    def percent(self, value: Fraction | None, mark: str = "", decimals: int = 1, figure: str | None = None) -> str:
        """``28.8%`` in running text."""
        return self.decimal(value, decimals, mark, "%", figure) + ("%" if value is not None else "")

    def count(self, amount: int | Fraction | None, mark: str = "", unit: str | None = None, figure: str | None = None) -> str:
        return self.decimal(amount, 0, mark, unit, figure)

    def persons(self, amount: int | Fraction | None, counts: str = "persons", mark: str = "", figure: str | None = None) -> str:
        """A count with its unit for running text; in Chinese by 万 from one hundred thousand on, in English by millions,
        or by lakh and crore."""
        return self.mark(mark) if amount is None else self.at(amount, self.scales.of_text(counts, amount), figure)

    def at(self, amount: int | Fraction, scale: AmountScale, figure: str | None = None) -> str:
        """An amount with its unit, at ``scale``."""
        value = Fraction(amount, scale.base)
        one = scale.places == 0 and self._digits(value, 0) == "1"
        return self._with(name_as("unit", scale.one if one else scale.unit), value, scale.places, figure)

    def _with(self, unit: str, value: Fraction | int, decimals: int, figure: str | None) -> str:
        """A number and its unit in running text."""
        return self.decimal(value, decimals, "", str(unit), figure) + ("" if self.language == "zh" else " ") + unit

    def money_cell(self, amount: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Money at the scale of tables; the unit stands in the header."""
        scale = self.scales.of_tables(MONEY)
        value = None if amount is None else Fraction(amount, scale.base)
        return self.decimal(value, scale.places, mark, scale.unit, figure)

    def cell(self, amount: int | Fraction | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """An amount for a table cell: money at the scale of tables, heads in full."""
        if counts == MONEY:
            return self.money_cell(amount, mark, figure)
        if counts in STATED_RATES:
            return self._stated_rate(amount, counts, mark, figure)
        scale = self.scales.in_full(counts)
        value = None if amount is None else Fraction(amount, scale.base)
        return self.decimal(value, scale.places, mark, str(self.unit(counts)), figure)

    def _stated_rate(self, amount: int | Fraction | None, counts: str, mark: str, figure: str | None) -> str:
        """A rate that was delivered without its sides, without its sign."""
        rate = of_counts(counts, None, 1)
        value = None if amount is None else Fraction(amount, rate.over(self.counts))
        return self.decimal(value, self.places(rate, value), mark, str(self.unit(rate)), figure)

    def need(self, amount: int | Fraction | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """What is needed at least, for a table cell: the least printed amount that suffices."""
        step = Fraction(self.counts.table_base, 10**self.counts.table_places) if counts == MONEY else Fraction(1)
        return self.cell(None if amount is None else ceil(amount / step) * step, counts, mark, figure)

    def text_of_need(self, amount: int, counts: str) -> str:
        """What is needed at least, with its unit for running text: the least printed amount that suffices, in full where that is
        less than one of its scale."""
        scale = self.scales.of_text(counts, amount)
        if amount < scale.base:
            return self.full(amount, counts)
        step = Fraction(scale.base, 10**scale.places)
        return self.at(ceil(amount / step) * step, scale)

    def unit_of_several(self, counts: str) -> str:
        """The word for more than one of what is counted."""
        return name_as("unit", self.counts[counts].word(self.language))

    def axis(self, most: int, counts: str) -> tuple[int, str, int]:
        """The scale of an axis that reaches to ``most``: base units in one, its unit and decimals."""
        if counts == MONEY:
            return self.counts.table_base, self.table_unit(MONEY), self.counts.table_places
        base = self.counts[counts].base
        if most < 10 * _MYRIAD * base:
            return base, self.unit(counts), self.counts[counts].digits
        word = {"zh": "万", "en": "10,000 "}[self.language]
        return _MYRIAD * base, name_as("unit", word + self.unit(counts)), 2

    def money_change(self, amount: int | Fraction, mark: str = "") -> str:
        """A difference of money at the scale of tables, with its sign."""
        return self.sign(Fraction(amount, self.counts.table_base), self.counts.table_places, mark)

    def money_exact(self, amount: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Money to its minor unit, for the annex."""
        exact = None if amount is None else Fraction(amount, self._base)
        return self.decimal(exact, self.counts.currency.digits, mark, str(self.unit(MONEY)), figure)

    def money_stated(self, amount: Decimal | None, mark: str = "", figure: str | None = None) -> str:
        """An amount of the currency, as the files of a study hold it, to its minor unit."""
        return self.money_exact(None if amount is None else self.counts.minor(amount), mark, figure)

    @property
    def currency(self) -> str:
        """The word for the currency."""
        return self.unit(MONEY)

    @property
    def minor(self) -> str:
        """The word for the minor unit of the currency."""
        return self.counts.currency.minor_zh if self.language == "zh" else self.counts.currency.minor

    def few(self, count: int) -> str:
        """A count of decimals in words."""
        return _FEW[self.language][count]

    @property
    def money_unit(self) -> str:
        """Unit of :meth:`money_cell`."""
        return self.table_unit(MONEY)

    @property
    def _base(self) -> int:
        return self.counts.currency.base

    def moneys(self, *amounts: int | Fraction | None) -> tuple[list[str], str]:
        """Amounts of one account in one unit, and that unit: the largest that all of them reach, in English of no more than
        millions."""
        scale = self.scales.of_account(*(a for a in amounts if a is not None))
        shown = (None if a is None else Fraction(a, scale.base) for a in amounts)
        return [self.decimal(a, scale.places, unit=scale.unit) for a in shown], name_as("unit", scale.unit)

    def money(self, amount: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Money with its unit for running text: 亿元 or 万元, million or billion, lakh or crore."""
        return self.mark(mark) if amount is None else self.at(amount, self.scales.of_text(MONEY, amount), figure)

    def amount(self, amount: int | Fraction | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """A level in running text: money or heads."""
        return self.money(amount, mark, figure) if counts == MONEY else self.persons(amount, counts, mark, figure)

    def line(
        self, amount: Decimal | Fraction | int, counts: str, scale: AmountScale | None = None, figure: str | None = None
    ) -> str:
        """An amount that is demanded: with the digits it has and no more. Where no ``scale`` is given, money at its scale of
        running text and counts in full."""
        exact = Fraction(amount)
        scale = scale or (self.scales.of_text(MONEY, exact) if counts == MONEY else self.scales.of_tables(counts))
        return self._with(name_as("unit", scale.unit), exact / scale.base, digits_of(exact / scale.base), figure)

    def gap(self, amount: int | Fraction, counts: str) -> str:
        """How far an amount lies from its line: as :meth:`amount`, and in full where that is less than one of its scale."""
        small = counts == MONEY and max(amount, -amount) < self.scales.of_text(MONEY, amount).base
        return self.full(amount, counts) if small else self.amount(amount, counts)

    def full(self, amount: int | Fraction, counts: str) -> str:
        """An amount in full, with its unit."""
        shown = self.money_exact(amount) if counts == MONEY else self.cell(amount, counts)
        return shown + self.space(ValueUnit("level", counts)) + self.unit(counts)

    def exact(self, amount: int | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """The full figure without unit: money to its minor unit, heads for the rest."""
        return self.money_exact(amount, mark, figure) if counts == MONEY else self.cell(amount, counts, mark, figure)

    def bare(self, value: Value, *, keyed: bool = True) -> str:
        """A value without its unit, for table cells; not ``keyed`` where it is of other regions than that of its key."""
        key = value.key if keyed else None
        if value.unit.form == "level":
            return self.cell(value.numerator, value.unit.top, value.mark, key)
        return self.decimal(value.exact, self.places(value.unit, value.exact), value.mark, str(self.unit(value.unit)), key)

    def table_unit(self, of: str | ValueUnit) -> str:
        """Unit of :meth:`bare`, for table headers: of money at the scale of tables."""
        if of == MONEY or (isinstance(of, ValueUnit) and of.of_money):
            return name_as("unit", self.scales.of_tables(MONEY).unit)
        return self.unit(of)

    def value(self, value: Value, *, keyed: bool = True) -> str:
        """A value with its unit, for running text; not ``keyed`` where it is no more that of its key."""
        if value.exact is None:
            return self.mark(value.mark)
        if value.unit.form == "level":
            return self.amount(value.numerator, value.unit.top, figure=value.key if keyed else None)
        return self.bare(value, keyed=keyed) + self.space(value.unit) + self.unit(value.unit)

    def space(self, unit: ValueUnit) -> str:
        return "" if unit.is_rate or self.language == "zh" else " "
