"""What a study asks, as typed and strict models of the files in ``params/<study>/``; codes are always strings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from evaluation.study.agencies import Agency
from evaluation.study.allocation import Allocation, AllocationItem
from evaluation.study.appraisal import Appraised
from evaluation.study.base import Code, Codes, FolderName, Language, Model, Name, Period, Words
from evaluation.study.budget import BudgetLine
from evaluation.study.comparison import Comparison
from evaluation.study.dated import facts
from evaluation.study.documents import Documents
from evaluation.study.employers import Employer
from evaluation.study.grammar import Day, Number, Text, Whole, Word
from evaluation.study.ledger import Item, Translated
from evaluation.study.region import Region
from evaluation.study.rubric import LEVELS, Assessment
from evaluation.study.target import RATES, Target, Unit
from evaluation.study.verified import Check
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff, TargetOrder, WarningRules
from evaluation.study.weights import Weights
from evaluation.study.years import Years

__all__ = [
    "LEVELS",
    "RATES",
    "Agency",
    "Appraised",
    "Assessment",
    "BudgetLine",
    "Check",
    "Documents",
    "Employer",
    "Item",
    "Region",
    "Target",
    "Translated",
    "Unit",
    "Words",
]


class Column(Model):
    """What one column of a delivered table holds.

    ``kind``: ``current`` 当期 or ``cumulative`` 累计 (from the start of the study's year) for flows, ``stock`` 期末 for stocks.
    ``zero``: ``below_precision`` when the source prints 0 for anything under its last digit.
    ``states``: the column repeats an indicator; it is recomputed and compared, never adopted.
    """

    unit: Unit
    quantity: Code | None = None
    states: Code | None = None
    kind: Literal["current", "cumulative", "stock"] = "current"
    decimals: Annotated[Whole, Field(ge=0, le=6)] | None = None
    zero: Literal["exact", "below_precision"] = "exact"
    negative: Literal["refused", "refund"] = "refused"

    @field_validator("states")
    @classmethod
    def _one_of_both(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) == (info.data.get("quantity") is None):
            raise ValueError("give either 'quantity' (a figure to use) or 'states' (a rate to check), not both")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Table(Model):
    """One delivered table: where it is, how its rows are told apart, and what each column means."""

    title: Words
    file: Annotated[Text, StringConstraints(pattern=r"^[^/\\:\x00-\x1f]{1,120}\.(csv|xlsx)$")]
    sheet: Name | None = None
    title_rows: Annotated[Whole, Field(ge=0, le=20)] = 0
    region: Name
    period: Name | None = None
    fixed_period: Period | None = None
    total: Name | None = None
    ignore: tuple[Name, ...] = ()
    delivered: Day | None = None
    columns: dict[Name, Column]

    @field_validator("fixed_period")
    @classmethod
    def _when(cls, value: Period | None, info: ValidationInfo) -> Period | None:
        if (value is None) == (info.data.get("period") is None):
            raise ValueError("give either 'period' (a column) or 'fixed_period' (one period for all rows)")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Policy(Model):
    """The document the study evaluates against; ``prefix`` is how its items are cited (HB-20).

    ``in_force``: first day on which it binds; what was done before is shown and not judged by it.
    """

    prefix: Code
    title: Words
    number: Text | None = None
    in_force: Day | None = None


class Stream(Model):
    """Closing the gap of one training stream (amendments D): the last class start, cycles and the money."""

    last_class_start: Day
    class_weeks: Annotated[Whole, Field(ge=1, le=104)]
    subsidised_share: Annotated[Number, Field(ge=0, le=1)]


class Retraining(Model):
    pace_cut_off: Day
    source: Words
    streams: dict[Literal["trained_reemp", "trained_startup", "trained_rural"], Stream]


class Notebooks(Model):
    """Which notebooks of ``notebooks/`` make the study's reports."""

    region: Annotated[Text, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}\.ipynb$")] = "region.ipynb"
    overview: Annotated[Text, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}\.ipynb$")] = "province.ipynb"


class StudyFile(Model):
    """``study.yml``."""

    title: Words
    report_title: Words
    policy: Policy | None = None
    fund: Words | None = None
    language: Language = "zh"
    region_system: Literal["gb2260", "free"]
    region_vintage: Annotated[Whole, Field(ge=1950, le=2100)]
    years: Years = Field(default=Years())
    period: Period
    cut_off: Day
    issued: Day | None = None
    delivered: Day | None = None
    form_vintage: Literal["1999", "2012"] = "1999"
    status: Literal["draft", "final"] = "draft"
    author: Words
    synthetic: Words | None = None
    source_note: Words
    tables: Annotated[dict[Code, Table], Field(min_length=1)]
    indicators: Annotated[Codes, Field(min_length=1)]
    headline: Codes = ()
    hard_limits: Codes = ()
    retraining: Retraining | None = None
    notebooks: Notebooks = Field(default=Notebooks())

    @property
    def last_delivery(self) -> date | None:
        """The day the last of the study's tables was delivered; None while one of them bears no day."""
        days = [table.delivered or self.delivered for table in self.tables.values()]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    @model_validator(mode="after")
    def _in_order(self) -> StudyFile:
        """Nothing was known, issued or delivered before it could be."""
        end, last = self.period.last_day, self.last_delivery
        if self.cut_off < end:
            raise ValueError(
                f"cut_off {self.cut_off} lies before the end of {self.period}, {end}, when nobody could know its "
                "figures; write a later day or an earlier period"
            )
        if self.issued is not None and self.issued < self.cut_off:
            raise ValueError(f"issued {self.issued} lies before the cut_off {self.cut_off}; correct one of them")
        if last is not None and last < end:
            raise ValueError(
                f"delivered: the last table came on {last}, before the end of {self.period}, {end}; correct one of them"
            )
        return self


class Standard(Model):
    """One row of ``standards.csv``: the approved subsidy standard of a training stream, in yuan a person."""

    region: Code
    stream: Code
    yuan: Annotated[Number, Field(ge=0)] | None
    source: Name


class Choice(Model):
    """How an open clause is read, and why."""

    reading: Code
    why: Words


class Study(Model):
    """A study as loaded and checked: what ``params/<name>/`` says."""

    name: FolderName
    file: StudyFile
    regions: tuple[Region, ...]
    targets: tuple[Target, ...] = ()
    standards: tuple[Standard, ...] = ()
    rubric: tuple[Assessment, ...] = ()
    choices: dict[Code, Choice] = Field(default={})
    weights: Weights | None = None
    allocation: Allocation | None = None
    allocation_items: tuple[AllocationItem, ...] = ()
    comparison: Comparison | None = None
    warning: WarningRules | None = None
    enterprises: tuple[Enterprise, ...] = ()
    layoffs: tuple[Layoff, ...] = ()
    calendar: tuple[CalendarRow, ...] | None = None
    orders: tuple[TargetOrder, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    ledger: tuple[Item, ...] = ()
    ledger_en: tuple[Translated, ...] = ()
    checks: tuple[Check, ...] = ()
    documents: Documents | None = None
    appraised: tuple[Appraised, ...] = ()
    agencies: tuple[Agency, ...] = ()
    employers: tuple[Employer, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    files: dict[Word, Word] = Field(default={})

    @cached_property
    def top(self) -> Region:
        """The region all others lie in: the subject of the overview."""
        return next(r for r in self.regions if r.parent == "")

    @cached_property
    def reporting(self) -> tuple[Region, ...]:
        return tuple(r for r in self.regions if r.reports)

    @cached_property
    def demands(self) -> dict[tuple[str, Period], dict[str, Target]]:
        """Targets by (item, period) and region with the orders that changed them; ``each`` is a region here."""
        found: dict[tuple[str, Period], dict[str, Target]] = {}
        for target in self.targets:
            found.setdefault((target.item, target.period), {})[target.region] = target
        for order in sorted(self.orders, key=lambda o: o.effective):
            lines = found[order.item, order.period]
            source = f"{order.number}（{order.effective}）；{lines[order.region].source}"
            lines[order.region] = lines[order.region].model_copy(update={"value": order.value, "source": source})
        return found

    def as_of(self, day: date) -> Study:
        """The study as it was known at the end of ``day``, which is its cut-off then: nothing dated later is left in it,
        and what bears no day is known from its own cut-off on. Terms and plans may lie ahead."""
        stands = self.file.cut_off
        changed = facts(self, day, stands)
        if self.documents is not None:
            changed["documents"] = self.documents.as_of(day, stands)
        return self.model_copy(update={**changed, "file": self.file.model_copy(update={"cut_off": day})})

    def binds_from(self, target: Target) -> date | None:
        """First day on which ``target`` binds: its own, else the policy's; None: always."""
        policy = self.file.policy
        return target.in_force or (policy.in_force if policy else None)

    @cached_property
    def refundable(self) -> frozenset[str | None]:
        """Quantities that may be negative in a table: more may be paid back than was paid."""
        columns = (c for t in self.file.tables.values() for c in t.columns.values())
        return frozenset(c.quantity for c in columns if c.negative == "refund")

    @cached_property
    def approved(self) -> dict[str, dict[str, Decimal]]:
        """Approved standards in yuan by training stream and region."""
        found: dict[str, dict[str, Decimal]] = {}
        for standard in self.standards:
            if standard.yuan is not None:
                found.setdefault(standard.stream, {})[standard.region] = standard.yuan
        return found

    @cached_property
    def by_code(self) -> dict[str, Region]:
        return {r.code: r for r in reversed(self.regions)}

    def region(self, code: str) -> Region | None:
        return self.by_code.get(code)

    def path(self, code: str) -> tuple[str, ...]:
        """A region and all it lies in, up to the top; empty for a code that is none."""
        found = self.region(code)
        return () if found is None else (code, *self.path(found.parent))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Study:
        """A copy with other fields, and nothing worked out from the old ones."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied
