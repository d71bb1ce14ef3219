"""The state of a round, as it is told: of every unit, and of the whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from evaluation.study.periods import Period
from evaluation.study.round import Mark

RoundState = Literal["open", "frozen", "changed", "issued"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """A unit of a round: ``state`` is its last mark, ``expected`` without one. ``received``, ``latest``: days of its first and last
    delivery. ``days_late``: of the first, None where none came or no day is due. ``revisions``: deliveries after the first that
    hold other figures of the unit; ``after_freeze``: those of them that came after the files were first frozen."""

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
    """A delivered file, or one of the study's or the project's own, that is not as it was frozen: ``was`` and ``now`` are SHA-256,
    empty where there is none."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStanding:
    """``state``: ``open`` until the files are frozen, ``frozen``, ``changed`` when they are others since, ``issued``.
    ``issues``: every time its reports were issued, one after the other."""

    period: Period
    state: RoundState
    units: tuple[UnitStanding, ...]
    frozen: Mark | None
    issues: tuple[Mark, ...]
    changed: tuple[ChangedFile, ...]

    @property
    def key(self) -> str:
        """What of the round a page may tell, by hash: its state and days of issue, not by whom and when they were recorded."""
        said = [
            self.state,
            self.frozen.note if self.frozen else None,
            [mark.day for mark in self.issues],
            [[*{**asdict(u), "by": ""}.values()] for u in self.units],
        ]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:12]

    @property
    def facts(self) -> dict[str, object]:
        """What the record of a run says of it."""
        return {
            "state": self.state,
            "frozen": self.frozen.day.isoformat() if self.frozen else None,
            "issued": self.issued.day.isoformat() if self.issued else None,
            "units": len(self.units),
            "delivered": sum(unit.received is not None for unit in self.units),
            "unconfirmed": [unit.unit for unit in self.unconfirmed],
            "changed": [file.name for file in self.changed],
        }

    @property
    def issued(self) -> Mark | None:
        """The issue that holds; None while nothing is issued, and when files have changed since."""
        return self.issues[-1] if self.state == "issued" else None

    @property
    def last_receipt(self) -> date | None:
        """The day the last delivery came; None while a unit has delivered nothing."""
        days = [unit.latest for unit in self.units if unit.latest is not None]
        return max(days) if days and len(days) == len(self.units) else None

    @property
    def unconfirmed(self) -> tuple[UnitStanding, ...]:
        return tuple(unit for unit in self.units if unit.state != "confirmed")
