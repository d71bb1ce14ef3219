"""Periods in the words of an office: what a delivered table may write for one."""

from __future__ import annotations

from datetime import date

from tests.studies.dice import Dice
from tests.studies.years import Years

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CHINESE = "一二三四"


def said(dice: Dice, years: Years, period: str, since: bool) -> str:
    """``period`` in one of the ways that mean it. ``since``: what the table holds is counted from the year's start or stands at
    the end, so that months from one to another say it, too."""
    year, _, part = period.partition("Q")
    spelled, number = years.spelled(period), int(part or 0)
    if part and years.parts == 12:
        return dice.choice((spelled, *_of_month(years, int(year), number)))
    if years.starts != 1:
        return spelled
    if not part:
        return dice.choice((year, f"{year}年", f"FY {year}", f"{year}年度"))
    ways = [spelled, *(f"{year}年{way}" for way in _parts(years, number)[:2])]
    end = number * 12 // years.parts
    if since:
        ways += [f"{year}年1-{end}月", f"Jan-{_ENGLISH[end - 1]} {year}"] if end > 1 else []
    return dice.choice(ways)


def apart(dice: Dice, years: Years, period: str) -> tuple[str, str] | None:
    """``period`` as a year and a part of it that stand in two places; None where its years have no such parts."""
    year, _, part = period.partition("Q")
    if not part or (years.starts != 1 and years.label != "both"):
        return None
    number = int(part)
    if years.parts == 12:
        month = (years.starts + number - 2) % 12 + 1
        return years.spelled(year), dice.choice((f"{month}月", f"{month}月份", _ENGLISH[month - 1], f"M{month:02}"))
    return years.spelled(year), dice.choice(_parts(years, number))


def _parts(years: Years, number: int) -> tuple[str, ...]:
    if years.parts == 2:
        return ("上半年", "下半年")[number - 1], f"H{number}"
    return f"{number}季度", f"第{_CHINESE[number - 1]}季度", f"Q{number}"


def _of_month(years: Years, begins: int, number: int) -> tuple[str, ...]:
    year, month = divmod(begins * 12 + years.starts + number - 2, 12)
    day = date(year, month + 1, 1)
    return f"{year}年{day.month}月", f"{_ENGLISH[month]} {year}", f"{day:%Y%m}", f"{_ENGLISH[month]}-{year}"
