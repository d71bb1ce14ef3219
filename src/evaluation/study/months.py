"""Months, the unit of time of a study: how long periods are, how months are counted and how they are cut into years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import Literal, NamedTuple, get_args

YEAR = 12
Label = Literal["begins", "ends", "both"]
Called = Literal["fiscal", "programme", "school"]


class Grain(IntEnum):
    """How long a period is, in months."""

    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12

    @property
    def in_year(self) -> int:
        """How many make a year."""
        return YEAR // self

    @property
    def plural(self) -> str:
        return "halves" if self is Grain.HALF else f"{self.name.lower()}s"


class Months(NamedTuple):
    """Whole months from the border ``first`` up to the border ``end``. A border is counted by the months before it,
    from January of year 0."""

    first: int
    end: int

    @property
    def number(self) -> int:
        return self.end - self.first

    @property
    def first_day(self) -> date:
        return day_of(self.first)

    @property
    def last_day(self) -> date:
        return _day_before(self.end)

    def holds(self, day: date) -> bool:
        return self.first <= month_of(day) < self.end


@cache
def day_of(border: int) -> date:
    """The day that begins at ``border``."""
    return date(border // YEAR, border % YEAR + 1, 1)


@cache
def _day_before(border: int) -> date:
    return day_of(border) - timedelta(days=1)


def start_of_count(month: int, end: int) -> int:
    """The border at which the ``month`` (1 to 12) last began before the border ``end``."""
    return end - 1 - (end - month) % YEAR


def month_of(day: date) -> int:
    """The border at which the month of ``day`` begins."""
    return day.year * YEAR + day.month - 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """How time is cut into years: the month a year ``starts`` in, 1 to 12, and whether it is named by the calendar year
    it begins in (2023), ends in (2024) or both (2023-24). A year from January begins and ends in the same one. ``called``: which
    kind of year it is, by its name on pages (FY, PY)."""

    starts: int = 1
    label: Label = "begins"
    called: Called = "fiscal"

    def __post_init__(self) -> None:
        if not 1 <= self.starts <= YEAR:
            raise ValueError(f"a year starts in a month from 1 to {YEAR}, not {self.starts}")
        if self.label not in get_args(Label):
            raise ValueError(f"a year's label is one of {', '.join(get_args(Label))}, not {self.label!r}")
        if self.called not in get_args(Called):
            raise ValueError(f"a year is called one of {', '.join(get_args(Called))}, not {self.called!r}")
        if self.starts == 1:
            object.__setattr__(self, "label", "begins")
            object.__setattr__(self, "called", "fiscal")


JANUARY = Calendar()
