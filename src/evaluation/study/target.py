"""What is demanded: the lines of ``targets.csv``."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from evaluation.study.base import Code, Model, Name, Period
from evaluation.study.grammar import Day, Line
from evaluation.study.unit import UnitField

Demand = Literal["at_least", "at_most", "equal"]
Status = Literal["issued", "proposal"]
EACH, EVERYWHERE = "each", "everywhere"
"""What may stand for a region: every region with a report; these and the whole."""


def meets(demand: Demand, value: Fraction, line: Fraction) -> bool:
    """Whether a value is as the ``line`` demands; compared exactly, never rounded first."""
    return {"at_least": value >= line, "at_most": value <= line, "equal": value == line}[demand]


class Target(Model):
    """One row of ``targets.csv``: what is demanded of an item, by whom, and whether anyone issued it.

    ``region`` is a code, ``each`` (it holds for every reporting region) or ``everywhere`` (for the whole as well). ``status``
    ``proposal`` marks a line that no document issued. ``value`` None (—): the scheme has no such line there, also where one is
    drawn for ``each``. ``in_force``: first day on which it binds, where that is not the policy's. ``due``: when all of it is due
    (the year's end).
    """

    item: Code
    region: Code
    period: Period
    demand: Demand
    value: Line
    unit: UnitField
    status: Status
    source: Name
    in_force: Day | None = None
    due: Day | None = None

    def is_within(self, other: Target) -> bool:
        """Whether all that meets this line meets the ``other`` one, of the same item."""
        if self.value is None or other.value is None:
            return False
        scale, least_scale = (1 if t.unit.is_rate else t.unit.scale for t in (self, other))
        mine, theirs = self.value * scale, other.value * least_scale
        if other.demand == "equal":
            full = other.unit.is_rate and other.value == other.unit.scale
            return mine == theirs and (self.demand == "equal" or (full and self.demand == "at_least"))
        least = other.demand == "at_least"
        beyond = mine >= theirs if least else mine <= theirs
        return beyond and self.demand in (other.demand, "equal")

    @model_validator(mode="after")
    def _check_counted(self) -> Target:
        if self.due is not None and not (self.period.is_year and self.period.holds(self.due)):
            raise ValueError(f"due {self.due} is no day of {self.period}; the target of a year has one, in that year")
        if self.value is not None and self.value < 0 and not self.unit.is_rate:
            raise ValueError(f"a target of {self.value} {self.unit}: what is counted is never below 0; correct it")
        return self
