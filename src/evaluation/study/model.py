"""What a study asks, as typed and strict models of the files in ``params/<study>/``.

Unknown keys are refused with a near match (see :mod:`evaluation.study.load`); codes are always strings.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, field_validator

from evaluation.study import periods
from evaluation.study.base import Code, Model, Name, Words
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff, TargetOrder, WarningRules

Unit = Literal["人", "万人", "人次", "万人次", "人月", "户", "万户", "元", "万元", "亿元", "个", "件", "%", "‰"]


class Column(Model):
    """What one column of a delivered table holds.

    ``kind``: ``current`` 当期 or ``cumulative`` 累计 (since 1 January) for flows, ``stock`` 期末 for stocks.
    ``zero``: ``below_precision`` when the source prints 0 for anything under its last digit.
    ``states``: the column repeats an indicator; it is recomputed and compared, never adopted.
    """

    unit: Unit
    quantity: Code | None = None
    states: Code | None = None
    kind: Literal["current", "cumulative", "stock"] = "current"
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    zero: Literal["exact", "below_precision"] = "exact"
    negative: Literal["refused", "refund"] = "refused"

    @field_validator("states")
    @classmethod
    def _one_of_both(cls, value, info):
        if (value is None) == (info.data.get("quantity") is None):
            raise ValueError("give either 'quantity' (a figure to use) or 'states' (a rate to check), not both")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Table(Model):
    """One delivered table: where it is, how its rows are told apart, and what each column means."""

    title: Words
    file: Annotated[str, StringConstraints(pattern=r"^[^/\\:\x00-\x1f]{1,120}\.(csv|xlsx)$")]
    sheet: Name | None = None
    title_rows: Annotated[int, Field(ge=0, le=20)] = 0
    region: Name
    period: Name | None = None
    fixed_period: str | None = None
    total: Name | None = None
    ignore: tuple[Name, ...] = ()
    columns: dict[Name, Column]

    @field_validator("fixed_period")
    @classmethod
    def _when(cls, value, info):
        if (value is None) == (info.data.get("period") is None):
            raise ValueError("give either 'period' (a column) or 'fixed_period' (one period for all rows)")
        if value is not None:
            periods.parse(value)
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Policy(Model):
    """The document the study evaluates against; ``prefix`` is how its items are cited (HB-20)."""

    prefix: Code
    title: Words
    number: str | None = None


class Stream(Model):
    """Closing the gap of one training stream (amendments D): the last class start, cycles and the money."""

    last_class_start: date
    class_weeks: Annotated[int, Field(ge=1, le=104)]
    subsidised_share: Annotated[Decimal, Field(ge=0, le=1)]


class Retraining(Model):
    pace_cut_off: date
    source: Words
    streams: dict[Literal["trained_reemp", "trained_startup", "trained_rural"], Stream]


class Notebooks(Model):
    """Which notebooks of ``notebooks/`` make the study's reports."""

    region: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}\.ipynb$")] = "region.ipynb"
    overview: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}\.ipynb$")] = "province.ipynb"


class StudyFile(Model):
    """``study.yml``."""

    title: Words
    report_title: Words
    policy: Policy | None = None
    fund: Words | None = None
    language: Literal["zh", "en"] = "zh"
    region_system: Literal["gb2260", "free"]
    region_vintage: Annotated[int, Field(ge=1950, le=2100)]
    period: str
    cut_off: date
    form_vintage: Literal["1999", "2012"] = "1999"
    status: Literal["draft", "final"] = "draft"
    author: Words
    synthetic: Words | None = None
    source_note: Words
    tables: Annotated[dict[Code, Table], Field(min_length=1)]
    indicators: Annotated[tuple[Code, ...], Field(min_length=1)]
    headline: tuple[Code, ...] = ()
    hard_limits: tuple[Code, ...] = ()
    retraining: Retraining | None = None
    notebooks: Notebooks = Field(default=Notebooks())

    @field_validator("period")
    @classmethod
    def _period(cls, value):
        periods.parse(value)
        return value


class Region(Model):
    """One row of ``regions.csv``. ``reports`` is true for the units that get a report of their own."""

    code: Code
    name_zh: Name
    name_en: Name
    short_zh: Name
    level: Literal["country", "province", "prefecture", "county", "street", "community"]
    parent: str = ""
    reports: bool


class Target(Model):
    """One row of ``targets.csv``: what is demanded of an item, by whom, and whether anyone issued it.

    ``region`` is a code or ``each`` (the line holds for every reporting region). ``status`` ``proposal`` marks a
    split or line that no document issued.
    """

    item: Code
    region: Code
    period: str
    demand: Literal["at_least", "at_most", "equal"]
    value: Decimal
    unit: Unit
    status: Literal["issued", "proposal"]
    source: Name

    @field_validator("period")
    @classmethod
    def _period(cls, value):
        periods.parse(value)
        return value


class Standard(Model):
    """One row of ``standards.csv``: the approved subsidy standard of a training stream, in yuan a person."""

    region: Code
    stream: Code
    yuan: Decimal | None
    source: Name


class Choice(Model):
    """How an open clause is read, and why."""

    reading: Code
    why: Words


class ScoredIndicator(Model):
    """Points an indicator can bring; ``worst`` earns none, ``best`` earns all, linear between (the goalposts)."""

    points: Annotated[Decimal, Field(gt=0)]
    worst: Decimal
    best: Decimal
    why: Words


class Group(Model):
    points: Annotated[Decimal, Field(gt=0)]
    title: Words
    indicators: Annotated[dict[Code, ScoredIndicator], Field(min_length=1)]


class Grade(Model):
    name: Words
    from_score: Decimal


class Weights(Model):
    """``weights.yml``: groups of HB-20 with points, goalposts and grade bands."""

    preset: Code
    status: Literal["issued", "proposal"]
    source: Words
    least_evidence: Annotated[Decimal, Field(ge=0, le=100)]
    groups: Annotated[dict[Code, Group], Field(min_length=1)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]


class Study(Model):
    """A study as loaded and checked: what ``params/<name>/`` says."""

    name: Code
    file: StudyFile
    regions: tuple[Region, ...]
    targets: tuple[Target, ...] = ()
    standards: tuple[Standard, ...] = ()
    choices: dict[Code, Choice] = Field(default={})
    weights: Weights | None = None
    warning: WarningRules | None = None
    enterprises: tuple[Enterprise, ...] = ()
    layoffs: tuple[Layoff, ...] = ()
    calendar: tuple[CalendarRow, ...] | None = None
    orders: tuple[TargetOrder, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    files: dict[str, str] = Field(default={})

    @property
    def top(self) -> Region:
        """The region all others lie in: the subject of the overview."""
        return next(r for r in self.regions if r.parent == "")

    @property
    def reporting(self) -> tuple[Region, ...]:
        return tuple(r for r in self.regions if r.reports)

    def region(self, code: str) -> Region | None:
        return next((r for r in self.regions if r.code == code), None)
