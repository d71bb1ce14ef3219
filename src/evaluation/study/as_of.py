"""As of which day a delivered table stands, where its source delivers it again: by the names of its files, a list, or a column."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from evaluation.study.base import Model, Name
from evaluation.study.grammar import Day

_DAY = re.compile(
    r"(?P<year>[12][0-9]{3})"
    r"(?:(?P<mark>[-./_]?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})|年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日)"
)


class AsOf(Model):
    """``files``: the days of a table's files by their names; ``column``: the one that says the day of each row."""

    column: Name | None = None
    files: Annotated[dict[Name, Day], Field(max_length=400)] = Field(default={})


def _of_table(value: object) -> object:
    if isinstance(value, str):
        return {"column": value}
    if isinstance(value, AsOf):
        return value
    if isinstance(value, dict) and value:
        return {"files": value}
    raise ValueError(
        "write the column that says the day of each row, or the files with their days: {money.csv: 2024-01-20, "
        "money-corrected.csv: 2024-04-10}; days in the names of files are told by 'file: money-{as_of}.csv'"
    )


AsOfField = Annotated[AsOf, BeforeValidator(_of_table)]


def read_day(text: str) -> date | None:
    """The day that ``text`` says: 2024-01-20, 20240120, 2024.01.20, 2024/01/20, 2024_01_20 or 2024年1月20日; else None."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"] or found["m"]), int(found["day"] or found["d"]))
    except ValueError:
        return None
