"""Which stretch of time an indicator is measured on and judged for, with the reason its clause gives.

A clause sets the stretch: the yearly plan is reported from the year's start, benefit is due month by month, an
assistance return is of its quarter alone. What a formula decides by itself is not declared: twelve trailing months roll,
stocks stand as they do at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from evaluation.study.base import Words
from evaluation.study.periods import Period


class Covers(Enum):
    """What an indicator covers, seen from the end of a period that is part of a year; of a whole year, the year.

    Only ``YEAR`` and ``YEAR_ONLY`` wait for the year's end to be judged; ``YEAR_ONLY`` has no value before it.
    """

    PERIOD = "period"
    TO_DATE = "to_date"
    ROLLING_YEAR = "rolling_year"
    AT_END = "at_end"
    YEAR = "year"
    YEAR_ONLY = "year_only"


TITLES: Mapping[Covers, Words] = {
    Covers.PERIOD: Words(zh="本期", en="of the period"),
    Covers.TO_DATE: Words(zh="自年初累计", en="from the year's start"),
    Covers.ROLLING_YEAR: Words(zh="近十二个月", en="twelve months to the period's end"),
    Covers.AT_END: Words(zh="期末时点", en="as it stands at the period's end"),
    Covers.YEAR: Words(zh="全年评判，年内列累计", en="of the whole year; within it shown to date and not judged"),
    Covers.YEAR_ONLY: Words(zh="全年才有", en="of a whole year only"),
}


@dataclass(frozen=True, slots=True)
class Spanned:
    """What is covered, and why it is this."""

    covers: Covers
    why: Words


def _span(covers: Covers, zh: str, en: str) -> Spanned:
    return Spanned(covers, Words(zh=zh, en=en))


ROLLING = _span(Covers.ROLLING_YEAR, "公式取近十二个月", "the formula takes twelve months")
AS_STATED = _span(Covers.PERIOD, "按报送的期间列示，不相加", "of the period it was stated for, never added up")
STANDING = _span(Covers.AT_END, "公式只取时点数", "the formula takes stocks only")


def waits(covers: Covers) -> bool:
    """Whether it is judged only when the year is over."""
    return covers in (Covers.YEAR, Covers.YEAR_ONLY)


def effective_span(declared: Spanned, own: Spanned | None) -> Covers:
    """What the value within a year covers of a reading with this span and this one of its formula, whatever its line waits
    for: stocks stand as they do, and what is judged for the whole year is measured to date."""
    if declared.covers is Covers.YEAR:
        return Covers.AT_END if own is STANDING else Covers.TO_DATE
    return declared.covers


def span_name(covers: Covers, period: Period) -> str:
    """What a value of ``period`` covers, for a column of a table: of a whole year the ``year``, or how it stands."""
    return covers.value if period.is_part_of_year or covers is Covers.AT_END else Covers.YEAR.value


def first_day(covers: Covers, period: Period) -> date:
    """First day of what is covered at the end of ``period``; of what stands, the day on which it does."""
    match covers:
        case Covers.PERIOD:
            return period.first_day
        case Covers.ROLLING_YEAR:
            return period.trailing_year[0].first_day
        case Covers.AT_END:
            return period.last_day
    return period.year.first_day
