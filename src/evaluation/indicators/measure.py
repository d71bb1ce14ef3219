"""Indicators from figures: every reading, region and period once, with numerator and denominator kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluation.indicators.figures import MISSING, Figure, Figures, add, worst
from evaluation.indicators.model import Expression, Indicator, Reading, Term, When
from evaluation.indicators.rounding import half_up
from evaluation.study import periods

if TYPE_CHECKING:
    import pandas as pd

_DISPLAY = {"yuan/person": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One indicator of one region and period in one reading.

    ``numerator`` and ``denominator`` are whole base units; :attr:`exact` is the value in the reading's unit as a
    fraction. Without a value, ``mark`` says why and ``cause`` names the quantity that is not there.
    ``regions`` counts the reporting regions in it.
    """

    indicator: str
    region: str
    period: str
    reading: str
    unit: str
    per: int
    numerator: int | None
    denominator: int | None
    mark: str = ""
    cause: str = ""
    regions: int = 1

    @property
    def exact(self) -> Fraction | None:
        if self.mark or self.numerator is None:
            return None
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator * self.per, self.denominator * _DISPLAY.get(self.unit, 1))


Values = Mapping[tuple[str, str, str, str], Value]


def evaluate(part: Expression, figures: Figures, region: str, period: str, top: str) -> tuple[Figure, str]:
    """``part`` for one region and period, with the code of the quantity that is not there and gives the mark."""
    terms = [(term, _term(term, figures, region, period, top)) for term in part.terms]
    absent = [(t, f) for t, f in terms if f.amount is None]
    if absent:
        mark = worst(f.mark for _, f in absent)
        return Figure(None, mark), next((t for t, f in absent if f.mark == mark), absent[0][0]).quantity.code
    amount = sum(t.coefficient * f.amount for t, f in terms if f.amount is not None)
    return Figure(amount, "", sum(f.bound for _, f in terms)), ""


def _term(term: Term, figures: Figures, region: str, period: str, top: str) -> Figure:
    code = term.quantity.code
    match term.when:
        case When.THIS:
            return figures.at(region, period, code)
        case When.OPENING:
            return figures.at(region, periods.previous(period), code)
        case When.LAST_YEAR:
            return figures.at(region, periods.last_year(period), code)
        case When.WHOLE:
            return figures.at(top, period, code)
        case When.TRAILING_YEAR:
            if periods.is_year(period):
                return figures.at(region, period, code)
            return add(figures.at(region, p, code) for p in periods.trailing_quarters(period))
    return MISSING


def measure(
    indicators: Iterable[Indicator], figures: Figures, regions: Iterable[str], top: str, of_periods: Iterable[str]
) -> dict[tuple[str, str, str, str], Value]:
    """Values by (region, period, indicator, reading) for the regions and for the whole ``top``."""
    regions, of_periods = tuple(regions), tuple(of_periods)
    values: dict[tuple[str, str, str, str], Value] = {}
    for indicator in indicators:
        for name, reading in indicator.readings.items():
            for period in of_periods:
                parts = [_value(indicator.code, name, reading, figures, r, period, top) for r in regions]
                for value in (*parts, _whole(indicator.code, name, reading, parts, period, top)):
                    values[value.region, period, indicator.code, name] = value
    return values


def _value(code: str, name: str, reading: Reading, figures: Figures, region: str, period: str, top: str) -> Value:
    upper, cause = evaluate(reading.numerator, figures, region, period, top)
    lower, mark = None, upper.mark
    if reading.denominator is not None:
        below, below_cause = evaluate(reading.denominator, figures, region, period, top)
        lower = below.amount
        mark = worst(m for m in (upper.mark, below.mark) if m) if upper.mark or below.mark else ""
        cause = cause if mark == upper.mark else below_cause
        if not mark and lower is not None and lower <= 0:
            mark, cause = "not_applicable", reading.denominator.terms[0].quantity.code
    return _made(code, name, reading, region, period, upper.amount, lower, mark, cause, 1)


def _whole(code: str, name: str, reading: Reading, parts: list[Value], period: str, top: str) -> Value:
    """Sum over sum, of the regions that have both sides."""
    both = [v for v in parts if v.numerator is not None and (v.denominator is not None or not reading.denominator)]
    if not both:
        mark = worst(v.mark for v in parts)
        cause = min((v.cause for v in parts if v.mark == mark), default="")
        return _made(code, name, reading, top, period, None, None, mark, cause, 0)
    upper = sum(v.numerator for v in both)
    lower, cause = None, ""
    if reading.denominator is not None:
        cause = reading.denominator.terms[0].quantity.code
        shared = any(t.when is When.WHOLE for t in reading.denominator.terms)
        lower = both[0].denominator if shared else sum(v.denominator for v in both)
    mark = "not_applicable" if lower is not None and lower <= 0 else ""
    return _made(code, name, reading, top, period, upper, lower, mark, cause, len(both))


def _made(
    code: str, name: str, reading: Reading, region: str, period: str,
    upper: int | None, lower: int | None, mark: str, cause: str, regions: int,
) -> Value:  # fmt: skip
    return Value(
        indicator=code, region=region, period=period, reading=name, unit=reading.unit, per=reading.per,
        numerator=upper, denominator=lower, mark=mark, cause=cause if mark else "", regions=regions,
    )  # fmt: skip


COLUMNS = [
    "region", "period", "indicator", "reading", "numerator", "denominator", "per", "unit", "value", "mark", "cause",
    "regions",
]  # fmt: skip


def frame(values: Iterable[Value]) -> pd.DataFrame:
    """Tall table of values; ``value`` is the exact quotient as text with six decimals, rounded half up."""
    import pandas as pd

    rows = [
        (v.region, v.period, v.indicator, v.reading, v.numerator, v.denominator, v.per, v.unit,
         "" if v.exact is None else half_up(v.exact, 6), v.mark, v.cause, v.regions)
        for v in values
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"numerator": "Int64", "denominator": "Int64"})
