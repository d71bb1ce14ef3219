"""Which figure a printed number is, in one word that can be read back: what it is, of which region, over which months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from evaluation.study.model import Target
from evaluation.study.months import YEAR, Months

_KEY = re.compile(
    r"(?P<kind>[a-z_]+)/(?P<code>[^/]+)/(?P<region>[^/]+)/(?P<first>\d{4}-\d\d)\.\.(?P<last>\d{4}-\d\d)(?:/(?P<part>[^/]+))?"
)


class Key(NamedTuple):
    """``kind`` says how it is explained, ``code`` what it is of (an indicator, a quantity, a group of points …), ``part`` which of
    several numbers of the same it is: the reading of an indicator, the share that counts."""

    kind: str
    code: str
    region: str
    months: Months
    part: str = ""

    @property
    def spelled(self) -> str:
        """``indicator/emp_new_urban/420100/2007-01..2007-12/only``: months of the wall calendar, whatever a year is called."""
        return "/".join(filter(None, (self.kind, self.code, self.region, self.span, self.part)))

    @property
    def span(self) -> str:
        """The first month and the last."""
        return f"{_month(self.months.first)}..{_month(self.months.end - 1)}"


def key_of_line(target: Target) -> str:
    """The key of what is demanded of an item, as ``targets.csv`` and its like say it."""
    return Key("line", target.item, target.region, target.period.months).spelled


def _month(border: int) -> str:
    return f"{border // YEAR:04}-{border % YEAR + 1:02}"


def _border(said: str) -> int:
    year, _, month = said.partition("-")
    return int(year) * YEAR + int(month) - 1


def read(spelled: str) -> Key | None:
    """The key of its spelling; None for what is none, such as the ``count`` of what a page lists."""
    found = _KEY.fullmatch(spelled)
    if found is None:
        return None
    said: Mapping[str, str | None] = found.groupdict()
    months = Months(_border(said["first"] or ""), _border(said["last"] or "") + 1)
    return Key(said["kind"] or "", said["code"] or "", said["region"] or "", months, said["part"] or "")
