"""Periods are words: ``2007`` (a year), ``2007Q3`` (a quarter). They sort in time within one kind."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from evaluation.errors import Refused

_YEAR = re.compile(r"[12][0-9]{3}")
_QUARTER = re.compile(r"([12][0-9]{3})Q([1-4])")


@cache
def parse(period: str) -> tuple[int, int | None]:
    """``(year, quarter)``; quarter is None for a year. ``Refused`` for anything else."""
    if _YEAR.fullmatch(period):
        return int(period), None
    match = _QUARTER.fullmatch(period)
    if not match:
        raise Refused(f"period {period!r} is not one; write a year (2007) or a quarter (2007Q3)")
    return int(match[1]), int(match[2])


def is_year(period: str) -> bool:
    return parse(period)[1] is None


def year(period: str) -> str:
    return str(parse(period)[0])


def quarters(period: str) -> list[str]:
    """Quarters of the year of ``period`` up to its end: four for a year, k for quarter k."""
    y, q = parse(period)
    return [f"{y}Q{i}" for i in range(1, (q or 4) + 1)]


def last_year(period: str) -> str:
    y, q = parse(period)
    return str(y - 1) if q is None else f"{y - 1}Q{q}"


def previous(period: str) -> str:
    """The period of the same kind just before; its closing stock is this period's opening stock."""
    y, q = parse(period)
    if q is None:
        return str(y - 1)
    return f"{y}Q{q - 1}" if q > 1 else f"{y - 1}Q4"


def trailing_quarters(period: str) -> list[str]:
    """The four quarters that end with ``period``."""
    y, q = parse(period)
    last = y * 4 + (q or 4) - 1
    return [f"{i // 4}Q{i % 4 + 1}" for i in range(last - 3, last + 1)]


def end(period: str) -> date:
    y, q = parse(period)
    month = (q or 4) * 3
    return date(y, month, 30 if month in (6, 9) else 31)


def elapsed_quarters(period: str) -> int:
    return parse(period)[1] or 4
