"""``round.yml``: from whom an office collects deliveries, by when; and the record of what became of each (``rounds/<study>/``).

The record is the office's own, of all periods of the study: one line a mark, each naming the one before it by hash; a seal
beside it says how many there are and names the last. No line is ever taken back; a later one says what changed, or withdraws
what was marked wrongly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from evaluation import door
from evaluation.errors import Refused
from evaluation.study.base import Code, Codes, Model, Name, Period, check_region
from evaluation.study.grammar import Day, Text, Whole, Word, form

MarkState = Literal["received", "checked", "returned", "confirmed", "frozen", "issued", "withdrawn"]
OF_UNITS: tuple[MarkState, ...] = ("received", "checked", "returned", "confirmed")
"""What is marked of a unit; the others are of the whole round."""
RECORD, SEAL = "record.jsonl", "record.seal"
FROZEN = "frozen"
"""The folder of copies of what was frozen, beside the record."""
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

    ``at``: when it was recorded, ``day``: when it happened. ``files``: SHA-256 by name of what was received, sent back or frozen;
    ``figures``: SHA-256, by the same names, of what those of them hold of the unit that hold anything of it.
    """

    at: Annotated[Text, form(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "is no time in UTC")]
    previous: Sha256
    period: Word
    state: MarkState
    unit: Code | None = None
    by: Name
    day: Day
    files: dict[Name, Sha256] = Field(default={})
    figures: dict[Name, Sha256] = Field(default={})
    note: Name | None = None

    @property
    def line(self) -> str:
        """The one spelling of a mark in the record; a mark without ``figures`` does not name them, as none did at first."""
        said = self.model_dump(mode="json", exclude=None if self.figures else {"figures"})
        return json.dumps(said, sort_keys=True, ensure_ascii=False) + "\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.line.encode()).hexdigest()


def check_round(said: Round | None, regions: Collection[str], path: str) -> None:
    """:class:`Refused` for units that are no regions."""
    for unit in said.units if said else ():
        check_region(unit, regions, path)


def record_path(study: str, root: Path) -> Path:
    return root / "rounds" / study / RECORD


def seal_path(study: str, root: Path) -> Path:
    return root / "rounds" / study / SEAL


def seal_of(marks: Sequence[Mark]) -> bytes:
    """What the seal of a record says: how many marks there are, and the hash of the last."""
    return f"{len(marks)} {marks[-1].sha256 if marks else FIRST}\n".encode()


def read_marks(study: str, root: Path) -> tuple[Mark, ...]:
    """The record of ``study``; :class:`Refused` where it was altered: a line is none or does not name the one before it, lines that
    were sealed are not there as they were, or the record or its seal is gone."""
    path = record_path(study, root)
    content, sealed = _read_both(path, seal_path(study, root), root)
    if content is None:
        is_sealed = sealed is not None
        if sealed == seal_of(()):  # the first mark was not written any more
            return ()
        if is_sealed or (path.parent / FROZEN).is_dir():
            raise Refused(f"{_place(path, root)} is gone; {_ALTERED}")
        return ()
    marks, previous = list[Mark](), FIRST
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            mark = Mark(**json.loads(line))
        except (ValueError, TypeError, ValidationError):
            raise Refused(f"{_place(path, root)}, line {number}: is no mark of a round; {_ALTERED}") from None
        if mark.previous != previous or mark.line.encode() != line:
            raise Refused(f"{_place(path, root)}, line {number}: does not follow from the line before it; {_ALTERED}")
        marks.append(mark)
        previous = mark.sha256
    # marks after the sealed ones follow from them: a mark whose seal was not written any more is one
    sealed = sealed or b""
    if sealed not in (seal_of(marks[:number]) for number in range(len(marks), -1, -1)):
        place = _place(seal_path(study, root), root)
        raise Refused(f"{place} does not seal the {len(marks)} lines of {RECORD}; {_ALTERED}")
    return tuple(marks)


def _read_both(record: Path, seal: Path, root: Path) -> tuple[bytes | None, bytes | None]:
    """A record and its seal as they stood together while another process may have been writing: a record is written before its
    seal, so that one which is the same after the seal was read is not older than it."""
    content = _read(record, root)
    while True:
        sealed, now = _read(seal, root), _read(record, root)
        if now == content:
            return content, sealed
        content = now


def _read(path: Path, root: Path) -> bytes | None:
    return None if door.size(path, root) is None else door.read(path, root, LARGEST)


_ALTERED = "the record was altered, and is put back from a copy: nothing is read from it as it is"


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def marks_of(marks: Collection[Mark], period: Period) -> tuple[Mark, ...]:
    """Those of one period that hold, in their order: none that was withdrawn, which is the last of its unit, or of the whole."""
    held: list[Mark] = []
    for mark in (m for m in marks if m.period == period.spelled):
        if mark.state != "withdrawn":
            held.append(mark)
            continue
        at = next((n for n in reversed(range(len(held))) if held[n].unit == mark.unit), None)
        if at is not None:
            del held[at]
    return tuple(held)
