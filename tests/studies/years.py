"""Years that begin in another month than January.

Studies are drawn, and judged by the oracle, as if each year began in January, and its parts, be they halves, quarters or months,
are numbered behind a Q. Only the doors know better: what is written
is spelled and dated as the study's own years have it, and what is read is turned back. ``starts`` months later is the same
day, and the last day of a month is the last day of the other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any, NamedTuple

_PERIOD = re.compile(r"([12][0-9]{3})(?:Q([0-9]{1,2}))?")
_SPELLED = re.compile(r"([12][0-9]{3})(?:-[0-9]{2})?(?:[QH]([1-4])|M([01][0-9]))?")
_DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
_PERIODS = ("period", "fixed_period")
"""Keys and columns that hold periods; days are known by their form."""


class Years(NamedTuple):
    """The month in which years start, and whether one is called by the calendar year it ``begins`` in, ``ends`` in or
    ``both``."""

    starts: int = 1
    label: str = "begins"
    parts: int = 4
    """How many a year is told by."""
    called: str = ""
    """The kind of year, where the study says one; pages spell it, and files do not."""

    @property
    def declared(self) -> dict[str, Any]:
        """As study.yml has it."""
        return {"starts": self.starts, "label": self.label, **({"called": self.called} if self.called else {})}

    def spelled(self, period: str) -> str:
        """``2023Q2`` as the study's files write it; what is no period as it is."""
        found = _PERIOD.fullmatch(period)
        if found is None:
            return period
        begins, number = int(found[1]), int(found[2] or 0)
        if number and self.parts == 12:
            year, month = divmod(begins * 12 + self.starts + number - 2, 12)
            return f"{year}M{month + 1:02}"
        part = f"{'H' if self.parts == 2 else 'Q'}{number}" if number else ""
        if self.starts == 1:
            return f"{begins}{part}"
        year = {"begins": f"{begins}", "ends": f"{begins + 1}", "both": f"{begins}-{(begins + 1) % 100:02}"}[self.label]
        return year + part

    def meant(self, text: str) -> str:
        """The period that a file of the study writes so, by the year that it begins in; another text as it is."""
        found = _SPELLED.fullmatch(text)
        if found is None:
            return text
        if found[3]:
            year, month = divmod(int(found[1]) * 12 + int(found[3]) - self.starts, 12)
            return f"{year}Q{month + 1}"
        begins = int(found[1]) - (self.label == "ends" and self.starts > 1)
        return f"{begins}Q{found[2]}" if found[2] else str(begins)

    def day(self, drawn: str) -> str:
        """The day in the study's year that is drawn as this one of a year from January."""
        return _moved(drawn, self.starts - 1)

    def drawn(self, day: str) -> str:
        return _moved(day, 1 - self.starts)

    def in_year(self, begins: int, month_and_day: str) -> str:
        """The day with this month and day that lies in the year, as it is drawn."""
        later = int(month_and_day[:2]) < self.starts
        return self.drawn(f"{begins + later}-{month_and_day}")

    def written(self, content: Any, key: object = "") -> Any:
        """``content`` of a file as the study's years have it: periods under their keys, and every day."""
        return _mapped(content, key, self.spelled, self.day)

    def read(self, content: Any) -> Any:
        return _mapped(content, "", self.meant, self.drawn)


CALENDAR = Years()


def _mapped(content: Any, key: object, period: Any, day: Any) -> Any:
    if isinstance(content, dict):
        return {k: _mapped(v, k, period, day) for k, v in content.items()}
    if isinstance(content, list):
        return [_mapped(v, key, period, day) for v in content]
    if isinstance(content, str) and key in _PERIODS:
        return period(content)
    return day(content) if isinstance(content, str) and _DAY.fullmatch(content) else content


def _moved(day: str, months: int) -> str:
    found = _DAY.fullmatch(day)
    if found is None or not months:
        return day
    year, month, of_month = map(int, found.groups())
    last = monthrange(year, month)[1]
    year, month = divmod(year * 12 + month - 1 + months, 12)
    most = monthrange(year, month + 1)[1]
    return f"{year}-{month + 1:02}-{most if of_month >= last else min(of_month, most):02}"
