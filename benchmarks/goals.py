"""What was aimed for, and whether the measurements reach it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from table import Table, number

MET, LEAST, MISSED, UNKNOWN = "met", "only the least met", "not met", "not measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """``demand`` on ``value``, in ``unit``: at most that much, or at least when ``more``; ``least`` is the minimum
    that must be reached where the demand itself is an aim. ``speed``: a profile tells why it is missed."""

    what: str
    value: float | None
    demand: float
    unit: str
    least: float | None = None
    more: bool = False
    speed: bool = False

    @property
    def standing(self) -> str:
        if self.value is None:
            return UNKNOWN
        if self._reaches(self.demand):
            return MET
        return LEAST if self.least is not None and self._reaches(self.least) else MISSED

    def _reaches(self, line: float) -> bool:
        return self.value >= line if self.more else self.value <= line

    def demanded(self) -> str:
        said = f"{'≥' if self.more else '≤'} {self.demand:g}{self._unit()}"
        return said if self.least is None else f"{said}, least {self.least:g}{self._unit()}"

    def measured(self) -> str:
        places = 0 if self.unit == "ms" else 1 if (self.value or 0) >= 10 else 2
        return "—" if self.value is None else number(self.value, places) + self._unit()

    def _unit(self) -> str:
        return self.unit if self.unit == "×" else f" {self.unit}"


def table(goals: Sequence[Goal]) -> Table:
    rows = [(g.what, g.demanded(), g.measured(), g.standing) for g in goals]
    return Table(title="Goals", header=("goal", "demanded", "measured", "standing"), rows=rows)


def explain(goals: Sequence[Goal]) -> bool:
    """True when a goal of speed is missed, so that the profile belongs on the page."""
    return any(g.speed and g.standing in (LEAST, MISSED) for g in goals)
