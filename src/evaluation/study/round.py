"""``round.yml``: from whom an office collects deliveries, by when; and the record of what became of each (``rounds/<study>/``).

The record is the office's own, of all periods of the study: one line a mark, each naming the one before it by hash. No mark is ever
taken back; a later one says what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from evaluation import door
from evaluation.errors import Refused
from evaluation.study.base import Code, Codes, Model, Name, Period, check_region
from evaluation.study.grammar import Day, Text, Whole, Word, form

MarkState = Literal["received", "checked", "returned", "confirmed", "frozen", "issued"]
OF_UNITS: tuple[MarkState, ...] = ("received", "checked", "returned", "confirmed")
"""What is marked of a unit; the others are of the whole round."""
RECORD = "record.jsonl"
LARGEST = 64 << 20
FIRST = "0" * 64
"""What the first mark names as the one before it."""
Sha256 = Annotated[Word, form(r"[0-9a-f]{64}", "is no SHA-256")]


class Round(Model):
    """``days``: within how many days after its end a period is to be delivered; ``due``: the day, of periods where it is another.
    ``units``: regions that deliver, every reporting one where none is named. ``follows``: the study of the period before."""

    days: Annotated[Whole, Field(ge=0, le=366)] | None = None
    due: dict[Period, Day] = Field(default={})
    units: Codes = ()
    follows: Code | None = None

    @model_validator(mode="after")
    def _say_when(self) -> Round:
        if self.days is None and not self.due:
            raise ValueError("say by when units deliver: 'days: 10' after the end of a period, or 'due: {2024Q1: 2024-04-10}'")
        return self

    def due_day(self, period: Period) -> date | None:
        """The day by which ``period`` is to be delivered; None where nothing says."""
        known = self.due.get(period)
        return known or (period.last_day + timedelta(days=self.days) if self.days is not None else None)


class Mark(Model):
    """One line of the record: that something became of a unit's delivery, or of the whole round, of ``period``.

    ``at``: when it was recorded, ``day``: when it happened. ``files``: SHA-256 by name of what was received, sent back or frozen.
    """

    at: Annotated[Text, form(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "is no time in UTC")]
    previous: Sha256
    period: Word
    state: MarkState
    unit: Code | None = None
    by: Name
    day: Day
    files: dict[Name, Sha256] = Field(default={})
    note: Name | None = None

    @property
    def line(self) -> str:
        """The one spelling of a mark in the record."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False) + "\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.line.encode()).hexdigest()


def check_round(said: Round | None, regions: Collection[str], path: str) -> None:
    """:class:`Refused` for units that are no regions."""
    for unit in said.units if said else ():
        check_region(unit, regions, path)


def record_path(study: str, root: Path) -> Path:
    return root / "rounds" / study / RECORD


def read_marks(study: str, root: Path) -> tuple[Mark, ...]:
    """The record of ``study``; :class:`Refused` where a line is none or does not name the one before it: it was altered."""
    path = record_path(study, root)
    if door.size(path, root) is None:
        return ()
    content, marks, previous = door.read(path, root, LARGEST), [], FIRST
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            mark = Mark(**json.loads(line))
        except (ValueError, TypeError, ValidationError):
            raise Refused(f"{_place(path, root)}, line {number}: is no mark of a round; {_ALTERED}") from None
        if mark.previous != previous or mark.line.encode() != line:
            raise Refused(f"{_place(path, root)}, line {number}: does not follow from the line before it; {_ALTERED}")
        marks.append(mark)
        previous = mark.sha256
    return tuple(marks)


_ALTERED = "the record was altered, and is put back from a copy: nothing is read from it as it is"


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def marks_of(marks: Collection[Mark], period: Period) -> tuple[Mark, ...]:
    """Those of one period, in their order."""
    return tuple(mark for mark in marks if mark.period == period.spelled)
