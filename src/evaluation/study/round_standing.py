"""Where a round stands: of every unit, and of the whole, by the marks of its record and by the files that are there now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from evaluation.study.periods import Period
from evaluation.study.round import Mark, Round, marks_of

if TYPE_CHECKING:
    from evaluation.study.model import Study

RoundState = Literal["open", "frozen", "changed", "issued"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """A unit of a round: ``state`` is its last mark, ``expected`` without one. ``received``, ``latest``: days of
    its first and last delivery. ``days_late``: of the first, None where
    none came or no day is due. ``revisions``: deliveries after the first that hold something else; ``after_freeze``: those of
    them that came after the files were first frozen."""

    unit: str
    state: str
    due: date | None
    received: date | None
    latest: date | None
    days_late: int | None
    revisions: int
    after_freeze: int
    returned: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file that is not as it was frozen: ``was`` and ``now`` are SHA-256, empty where there is none."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStanding:
    """``state``: ``open`` until the files are frozen, ``frozen``, ``changed`` when they are others since, ``issued``."""

    period: Period
    state: RoundState
    units: tuple[UnitStanding, ...]
    frozen: Mark | None
    issued: Mark | None
    changed: tuple[ChangedFile, ...]

    @property
    def key(self) -> str:
        """What of the round a page may tell, by hash: its state, not when and by whom it was recorded."""
        said = [self.state, [[*{**asdict(u), "by": ""}.values()] for u in self.units]]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:12]

    @property
    def last_receipt(self) -> date | None:
        """The day the last delivery came; None while a unit has delivered nothing."""
        days = [unit.latest for unit in self.units if unit.latest is not None]
        return max(days) if days and len(days) == len(self.units) else None

    @property
    def unconfirmed(self) -> tuple[UnitStanding, ...]:
        return tuple(unit for unit in self.units if unit.state != "confirmed")


def units_of(study: Study, said: Round) -> tuple[str, ...]:
    """The regions that deliver."""
    return said.units or tuple(region.code for region in study.apart)


def standing_of(study: Study, period: Period, delivered: Mapping[str, str]) -> RoundStanding | None:
    """Where the round of ``period`` stands, with ``delivered`` files (SHA-256 by name); None of a study without a round."""
    if study.round is None:
        return None
    marks = marks_of(study.marks, period)
    frozen, issued = _last(marks, "frozen"), _last(marks, "issued")
    changed = _changed_files(frozen.files, delivered) if frozen else ()
    is_issued = frozen is not None and issued is not None and marks.index(issued) > marks.index(frozen)
    state: RoundState = "open" if frozen is None else "changed" if changed else "issued" if is_issued else "frozen"
    due = study.round.due_day(period)
    units = tuple(_unit(code, marks, due) for code in units_of(study, study.round))
    return RoundStanding(
        period=period, state=state, units=units, frozen=frozen, issued=issued if is_issued else None, changed=changed
    )


def _last(marks: Sequence[Mark], state: str) -> Mark | None:
    return next((mark for mark in reversed(marks) if mark.state == state), None)


def _changed_files(frozen: Mapping[str, str], delivered: Mapping[str, str]) -> tuple[ChangedFile, ...]:
    names = sorted(frozen.keys() | delivered.keys())
    found = (ChangedFile(name=name, was=frozen.get(name, ""), now=delivered.get(name, "")) for name in names)
    return tuple(file for file in found if file.was != file.now)


def _unit(code: str, marks: Sequence[Mark], due: date | None) -> UnitStanding:
    mine = [mark for mark in marks if mark.unit == code]
    came = [mark for mark in mine if mark.state == "received"]
    revised = [mark for before, mark in pairwise(came) if mark.files != before.files]
    late = (came[0].day - due).days if came and due else None
    first_freeze = next((n for n, mark in enumerate(marks) if mark.state == "frozen"), len(marks))
    return UnitStanding(
        unit=code,
        state=mine[-1].state if mine else "expected",
        due=due,
        received=came[0].day if came else None,
        latest=came[-1].day if came else None,
        days_late=None if late is None else max(late, 0),
        revisions=len(revised),
        after_freeze=sum(marks.index(mark) > first_freeze for mark in revised),
        returned=sum(mark.state == "returned" for mark in mine),
        by=mine[-1].by if mine else "",
    )


def as_the_round_says(study: Study, standing: RoundStanding | None) -> Study:
    """The study with the status and the days of delivery and issue that its round has: what is not issued is a draft. The study
    itself where it has no round."""
    if standing is None:
        return study
    own = standing.period == study.file.period
    told = {
        "status": "final" if standing.state == "issued" else "draft",
        "issued": standing.issued.day if standing.issued and own else None,
        "delivered": study.file.delivered or (standing.last_receipt if own else None),
    }
    return study.model_copy(update={"file": study.file.model_copy(update=told)})
