"""How figures are printed: rounded once, half up, from exact values; units in words of the report's language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from evaluation.measured.measure import Value
from evaluation.measured.rounding import half_up
from evaluation.render.printed import Nothing, Printed, name_as, number

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
DECIMALS = {"%": 1, "months": 1, "ratio": 2, "yuan/person": 0, "persons/10k yuan": 2, "days": 1}
UNITS = {
    "%": {"zh": "%", "en": "%"},
    "months": {"zh": "个月", "en": "months"},
    "ratio": {"zh": "倍", "en": "times"},
    "yuan/person": {"zh": "元/人", "en": "yuan per person"},
    "persons/10k yuan": {"zh": "人/万元", "en": "persons per 10,000 yuan"},
    "persons": {"zh": "人", "en": "persons"},
    "person-times": {"zh": "人次", "en": "person-times"},
    "person-months": {"zh": "人月", "en": "person-months"},
    "households": {"zh": "户", "en": "households"},
    "items": {"zh": "件", "en": "items"},
    "places": {"zh": "个", "en": "places"},
    "days": {"zh": "天", "en": "days"},
    "fen": {"zh": "元", "en": "yuan"},
}
_WAN = 10_000


def _reaches(amount: int | Fraction, least: int) -> bool:
    """Whether an amount, above 0 or below, is as large as ``least``."""
    return amount >= least or amount <= -least


class Numbers:
    """Formats for one report language (``zh`` or ``en``)."""

    def __init__(self, language: str) -> None:
        self.language = language

    def mark(self, name: str) -> str:
        """What is printed where there is no figure; tests refuse a name that is not given."""
        why = name or "missing"
        return Printed(Nothing(why, MARKS[why][self.language]))

    def unit(self, name: str) -> str:
        return name_as("unit", UNITS[name][self.language])

    def decimal(
        self,
        value: Fraction | int | Decimal | None,
        decimals: int = 1,
        mark: str = "",
        unit: str | None = None,
        figure: str | None = None,
    ) -> str:
        """``value`` with fixed decimals, a minus sign − and commas from ten thousand on; the mark for None. ``unit`` is
        what it is printed in, and ``figure`` which figure it is."""
        return self.mark(mark) if value is None else number(self._digits(value, decimals), value, unit, figure)

    def _digits(self, value: Fraction | int | Decimal, decimals: int) -> str:
        text = half_up(value, decimals)
        sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
        whole, _, rest = digits.partition(".")
        least = 4 if self.language == "en" else 5
        whole = f"{int(whole):,}" if len(whole) >= least else whole
        return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"

    def sign(self, value: Fraction | int | None, decimals: int = 1, mark: str = "", unit: str | None = None) -> str:
        if value is None:
            return self.mark(mark)
        text = self._digits(value, decimals)
        return number(f"+{text}" if value > 0 and text.strip("0.") else text, value, unit)

    def percent(self, value: Fraction | None, mark: str = "", decimals: int = 1) -> str:
        """``28.8%`` in running text."""
        return self.decimal(value, decimals, mark, "%") + ("%" if value is not None else "")

    def count(self, amount: int | Fraction | None, mark: str = "", unit: str | None = None, figure: str | None = None) -> str:
        return self.decimal(amount, 0, mark, unit, figure)

    def persons(self, amount: int | Fraction | None, counts: str = "persons", mark: str = "", figure: str | None = None) -> str:
        """A count with its unit for running text; in Chinese by 万 from one hundred thousand on."""
        if amount is None:
            return self.mark(mark)
        unit = self.unit(counts)
        if self.language == "zh":
            if _reaches(amount, 10 * _WAN):
                return self._with("万" + unit, Fraction(amount, _WAN), 2, figure)
            return self._with(unit, amount, 0, figure)
        if _reaches(amount, 100 * _WAN):
            return self._with("million " + unit, Fraction(amount, 100 * _WAN), 2, figure)
        return self._with(unit.removesuffix("s") if self._digits(amount, 0) == "1" else unit, amount, 0, figure)

    def _with(self, unit: str, value: Fraction | int, decimals: int, figure: str | None) -> str:
        """A number and its unit in running text."""
        return self.decimal(value, decimals, "", str(unit), figure) + ("" if self.language == "zh" else " ") + unit

    def wan(self, fen: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Money in 万元 (10,000 yuan) with two decimals, for tables; the unit stands in the header."""
        return self.decimal(None if fen is None else Fraction(fen) / 1_000_000, 2, mark, str(self.table_unit("fen")), figure)

    def yuan(self, fen: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Exact yuan with two decimals, for the annex."""
        return self.decimal(None if fen is None else Fraction(fen) / 100, 2, mark, str(self.unit("fen")), figure)

    def moneys(self, *fens: int | Fraction | None) -> tuple[list[str], str]:
        """Amounts of one account in one unit, and that unit: 亿元 only when all of them reach it."""
        known = [f for f in fens if f]
        if self.language == "en":
            scale, unit = 10**8, "million yuan"
        elif known and all(_reaches(f, 10**10) for f in known):
            scale, unit = 10**10, "亿元"
        else:
            scale, unit = 10**6, "万元"
        return [self.decimal(None if f is None else Fraction(f) / scale, 2, unit=unit) for f in fens], unit

    def money(self, fen: int | Fraction | None, mark: str = "", figure: str | None = None) -> str:
        """Money with its unit for running text: 亿元 or 万元; million yuan in English."""
        if fen is None:
            return self.mark(mark)
        if self.language == "en":
            if _reaches(fen, 10**11):
                return self._with("billion yuan", Fraction(fen) / 10**11, 2, figure)
            return self._with("million yuan", Fraction(fen) / 10**8, 2, figure)
        if _reaches(fen, 10**10):
            return self._with("亿元", Fraction(fen) / 10**10, 2, figure)
        return self._with("万元", Fraction(fen) / 10**6, 2, figure)

    def amount(self, amount: int | Fraction | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """A level in running text: money or heads."""
        return self.money(amount, mark, figure) if counts == "fen" else self.persons(amount, counts, mark, figure)

    def exact(self, amount: int | None, counts: str, mark: str = "", figure: str | None = None) -> str:
        """The full figure without unit: yuan for money, heads for the rest."""
        return self.yuan(amount, mark, figure) if counts == "fen" else self.count(amount, mark, str(self.unit(counts)), figure)

    def bare(self, value: Value) -> str:
        """A value without its unit, for table cells."""
        if value.unit == "fen":
            return self.wan(value.numerator, value.mark, value.key)
        return self.decimal(value.exact, DECIMALS.get(value.unit, 0), value.mark, str(self.unit(value.unit)), value.key)

    def table_unit(self, name: str) -> str:
        """Unit of :meth:`bare`, for table headers: money stands in 万元."""
        return name_as("unit", {"zh": "万元", "en": "10,000 yuan"}[self.language]) if name == "fen" else self.unit(name)

    def value(self, value: Value) -> str:
        """A value with its unit, for running text."""
        if value.exact is None:
            return self.mark(value.mark)
        if value.denominator is None:
            return self.amount(value.numerator, value.unit, figure=value.key)
        return self.bare(value) + self.space(value.unit) + self.unit(value.unit)

    def space(self, unit: str) -> str:
        return "" if unit == "%" or self.language == "zh" else " "
