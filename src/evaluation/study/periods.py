"""Periods, and the texts that name them at the doors: study files, delivered cells, parameters. Inside they are values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from evaluation.errors import Refused, fit_for_message
from evaluation.study.months import JANUARY, Calendar, Grain, Months
from evaluation.study.period import Period

__all__ = ["JANUARY", "USABLE", "Calendar", "Grain", "Months", "Period", "how_to_write", "meant", "parse", "period_asked"]

USABLE = (Grain.YEAR, Grain.QUARTER)
"""What a study can use yet."""
_TEXT = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<next>[0-9]{2}))?(?:(?P<part>[HQ])(?P<index>[1-4])|M(?P<month>0[1-9]|1[0-2]))?")
_GRAINS = {"H": Grain.HALF, "Q": Grain.QUARTER, None: Grain.YEAR}
_MONTH_OR_YEAR = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_OTHERWISE = re.compile(r"([12][0-9]{3}) ?年?(?:第?([一二三四1-4])季度?|[-/ ]?[Qq]([1-4]))?")
_NUMBERS = {"一": "1", "二": "2", "三": "3", "四": "4"}


@cache
def parse(text: str, calendar: Calendar = JANUARY, grains: tuple[Grain, ...] = USABLE) -> Period:
    """The period of ``calendar`` that is spelled ``text``; ``Refused`` for anything else, and for a grain that is not
    one of ``grains``."""
    found = _read(text, calendar)
    if found is None or found.grain not in grains:
        raise Refused(f"period '{fit_for_message(text)}' is not one; {how_to_write(calendar, grains)}{_both_ways(text, grains)}")
    return found


def period_asked(period: Period | str, own: Period) -> Period:
    """The period asked for, which may be spelled by the calendar of ``own``; ``own`` for an empty text. :class:`Refused` for a
    text that names none."""
    if isinstance(period, Period):
        return period
    return parse(str(period), own.calendar) if str(period) else own


def how_to_write(calendar: Calendar = JANUARY, grains: Iterable[Grain] = USABLE) -> str:
    """``write a year (2007) or a quarter (2007Q3)``."""
    year = Period.year_named(2007, calendar)
    examples = {g: year.parts(g)[min(2, g.in_year - 1)] for g in Grain}
    told = [f"a {g.name.lower()} ({examples[g]})" for g in sorted(grains, reverse=True)]
    return "write " + " or ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _both_ways(text: str, grains: Iterable[Grain]) -> str:
    """What ``2010-11`` may mean, where a month is due."""
    found = _MONTH_OR_YEAR.fullmatch(text)
    if found is None or Grain.MONTH not in grains:
        return ""
    year, month = found.groups()
    return f"; {fit_for_message(text)!r} may be a month, {year}M{month}, or a year that begins in {year}: write which"


def _read(text: str, calendar: Calendar) -> Period | None:
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    named = int(found["year"])
    if found["month"]:
        month = Period.year_named(named).parts(Grain.MONTH)[int(found["month"]) - 1]
        return None if found["next"] else Period.holding(month.first_day, Grain.MONTH, calendar)
    parts = Period.year_named(named, calendar).parts(_GRAINS[found["part"]])
    index = int(found["index"] or 1)
    period = parts[index - 1] if index <= len(parts) else None
    return period if period is not None and period.spelled == text else None


def meant(text: str, calendar: Calendar = JANUARY) -> Period | None:
    """The year or quarter that a text in another spelling names (``2007年第三季度``, ``2007-q3``), to be asked about."""
    found = _OTHERWISE.fullmatch(text)
    if found is None:
        return None
    year, part = Period.year_named(int(found[1]), calendar), found[2] or found[3]
    return year.parts(Grain.QUARTER)[int(_NUMBERS.get(part, part)) - 1] if part else year
