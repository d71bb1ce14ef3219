"""Files of early warning (HB-13), calendar, target changes and assistance follow-up, as typed and strict models."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from evaluation.study.base import Code, Model, Name, Period, Words
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Flag, Number, Text, Whole
from evaluation.study.periods import Grain
from evaluation.study.unit import UnitField

Share = Annotated[Number, Field(ge=0, le=100)]
Count = Annotated[Whole, Field(ge=0)]


class Watched(Model):
    """One series that is watched. ``of`` is an indicator, a quantity, or ``job_loss`` (monitored enterprises).

    ``take``: the value itself or its change (percentage points for rates, per cent for counts). ``margin`` is how far
    the value must come back over its line before a warning can end.
    """

    title: Words
    of: Code
    take: Literal["value", "change_on_quarter", "change_on_year"] = "value"
    side: Literal["above", "below"]
    core: Flag = False
    margin: Annotated[Number, Field(ge=0)] = Decimal(0)


class WarningLine(Model):
    """The line of one administrative level, or of one ``region`` of it; ``severity``: crossing it gives this grade."""

    watched: Code
    level: Code
    region: Code | None = None
    value: Number
    status: Literal["issued", "proposal"]
    severity: Literal["yellow", "orange", "red"] | None = None
    source: Words


class Statistical(Model):
    """Rule of the line where none was issued: mean of the region's own past quarters and ``sigmas`` deviations."""

    quarters: Annotated[Whole, Field(ge=2, le=40)]
    least: Annotated[Whole, Field(ge=2, le=40)]
    sigmas: Annotated[Number, Field(gt=0)]
    source: Words

    @model_validator(mode="after")
    def _fits(self) -> Statistical:
        if self.least > self.quarters:
            raise ValueError(f"'least' is {self.least}, more than the {self.quarters} quarters looked at")
        return self


class Hysteresis(Model):
    """Quarters in a row beyond the line that begin a warning, and back within the margin that end it."""

    enter: Annotated[Whole, Field(ge=1, le=8)]
    leave: Annotated[Whole, Field(ge=1, le=8)]


class Smallest(Model):
    """Regions of these levels with less than ``least`` of the quantity ``of`` are watched and get no severity: a few
    cases would cross a line there."""

    of: Code
    least: Annotated[Whole, Field(ge=1)]
    levels: Annotated[tuple[Code, ...], Field(min_length=1)]
    status: Literal["issued", "proposal"]
    source: Words


class Grades(Model):
    """Core indicators in warning from which a severity begins."""

    yellow: Annotated[Whole, Field(ge=1)]
    orange: Annotated[Whole, Field(ge=1)]
    red: Annotated[Whole, Field(ge=1)]

    @model_validator(mode="after")
    def _rise(self) -> Grades:
        if not self.yellow <= self.orange <= self.red:
            raise ValueError("grades must rise from yellow over orange to red")
        return self


class LayoffRule(Model):
    """What counts as a mass lay-off and how long before it has to be filed; ``ceilings``: per cent of staff a year."""

    persons: Annotated[Whole, Field(ge=1)]
    share: Share
    notice_days: Annotated[Whole, Field(ge=0, le=365)]
    ceilings: dict[Literal["strong", "normal", "difficult"], Share] = Field(default={})
    source: Words

    def is_mass(self, layoff: Layoff) -> bool:
        """As many persons as the rule says, or as large a share of the staff."""
        return layoff.persons >= self.persons or layoff.persons * 100 >= self.share * layoff.staff


class WarningRules(Model):
    """``warning.yml``: HB-13 asks for a line at each level and measures for each; it gives no value and no grade."""

    status: Literal["issued", "proposal"]
    source: Words
    watched: Annotated[dict[Code, Watched], Field(min_length=1)]
    lines: tuple[WarningLine, ...] = ()
    statistical: Statistical | None = None
    hysteresis: Hysteresis
    grades: Grades
    smallest: Smallest | None = None
    plans: dict[Code, Words] = Field(default={})
    layoffs: LayoffRule | None = None

    @model_validator(mode="after")
    def _agree(self) -> WarningRules:
        seen = set()
        for line in self.lines:
            if line.watched not in self.watched:
                raise ValueError(f"lines: {line.watched!r} is not watched; known: {', '.join(self.watched)}")
            key = (line.watched, line.level, line.region)
            if key in seen:
                raise ValueError(f"lines: {line.watched} has two lines for {line.region or line.level}; keep one")
            seen.add(key)
        cores = sum(w.core for w in self.watched.values())
        if not cores:
            raise ValueError("watched: no indicator is core; severity counts core indicators")
        return self


class Enterprise(Dated):
    """One row of ``enterprises.csv``: jobs of a monitored enterprise at its base date and at the end of a part of a year."""

    SINCE = "period"

    enterprise: Name
    region: Code
    period: Period
    kind: Literal["strong", "normal", "difficult"]
    base: Annotated[Whole, Field(ge=1)]
    jobs: Count
    reason: Text = ""
    source: Name

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, validate_default=True)

    @field_validator("period")
    @classmethod
    def _when(cls, value: Period) -> Period:
        return part_of_year(value)


class Layoff(Dated):
    """One row of ``layoffs.csv``: a planned or carried-out reduction of staff, and when it was filed."""

    SINCE = "date"
    TOGETHER = (("filed",),)

    enterprise: Name
    region: Code
    date: Day
    kind: Literal["strong", "normal", "difficult"]
    staff: Annotated[Whole, Field(ge=1)]
    persons: Annotated[Whole, Field(ge=1)]
    filed: Day | None = None
    source: Name

    @model_validator(mode="after")
    def _part(self) -> Layoff:
        if self.persons > self.staff:
            raise ValueError(f"{self.persons} persons of a staff of {self.staff}")
        return self


class CalendarRow(Dated):
    """One row of ``calendar.csv``: what is known of one event in one region. ``due`` replaces the built-in date."""

    TOGETHER = (("done", "evidence"),)
    AHEAD = ("due",)

    event: Code
    region: Code
    due: Day | None = None
    done: Day | None = None
    evidence: Text = ""

    @model_validator(mode="after")
    def _check_proof(self) -> CalendarRow:
        if self.done and not self.evidence:
            raise ValueError("done without evidence; name the document or file that shows it")
        return self


class TargetOrder(Dated):
    """One row of ``target_orders.csv``: an order that changes an issued or proposed target from ``effective`` on."""

    SINCE = "effective"

    item: Code
    region: Code
    period: Period
    number: Name
    effective: Day
    value: Number
    unit: UnitField
    source: Name


CHAIN = ("identified", "certified", "assisted", "employed", "stable")
KINDS: dict[str, tuple[str, ...] | None] = {
    "chain": CHAIN,
    "visit": ("person", "employer_community", "family", "all"),
    "condition": ("services", "income", "insurance", "policies", "family", "all"),
    "street": None,
    "family_clock": ("month_1", "month_2", "month_3", "overdue", "solved_in_time", "solved_late"),
    "reassist": ("in_time", "late", "waiting"),
    "exit": ("not_eligible", "refused", "age", "moved", "died"),
}
COUNT_OF = ("visit", "condition", "street", "exit")
"""Kinds whose rows count cases ``of`` a whole of their own."""


class FollowUp(Dated):
    """One row of ``assistance.csv``: ``count`` persons, visits or families of one ``part``, where due ``of`` how many."""

    SINCE = "period"

    region: Code
    period: Period
    kind: Literal["chain", "visit", "condition", "street", "family_clock", "reassist", "exit"]
    part: Name
    count: Count
    of: Count | None = None
    source: Name

    @field_validator("period")
    @classmethod
    def _when(cls, value: Period) -> Period:
        return part_of_year(value)

    @model_validator(mode="after")
    def _fits(self) -> FollowUp:
        parts = KINDS[self.kind]
        if parts and self.part not in parts:
            raise ValueError(f"{self.kind} has no part {self.part!r}; known: {', '.join(parts)}")
        if (self.kind in COUNT_OF) != (self.of is not None):
            word = "needs" if self.kind in COUNT_OF else "takes no"
            raise ValueError(f"{self.kind} {word} 'of'")
        if self.of is not None and self.count > self.of:
            raise ValueError(f"count {self.count} is more than the {self.of} it is of")
        return self


def part_of_year(period: Period) -> Period:
    if period.is_year:
        raise ValueError(f"{period!r} is a year; give a part of it, such as {period.parts(Grain.QUARTER)[0]}")
    return period
