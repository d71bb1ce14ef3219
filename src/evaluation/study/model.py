"""A study: the files in ``params/<study>/`` as typed and strict models, each declared at the field it fills; codes are always
strings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from evaluation.study import strict_yaml
from evaluation.study.agencies import Agency, check_agencies
from evaluation.study.allocation import Allocation, AllocationItem
from evaluation.study.appraisal import Appraised, check_appraisal
from evaluation.study.base import Code, FolderName, Model, Name, Period, Words
from evaluation.study.budget import BudgetLine, check_budget
from evaluation.study.comparison import Comparison
from evaluation.study.counted import Counted, Counts
from evaluation.study.dated import facts
from evaluation.study.declared import FileText, InFile, declared_files
from evaluation.study.demands import Lines, laxer_lines, proposed_beside, with_duties, with_orders
from evaluation.study.deviations import Deviation, check_deviations
from evaluation.study.documents import Documents
from evaluation.study.employers import Employer, check_employers
from evaluation.study.events import Event, package_events
from evaluation.study.grammar import Number, Word
from evaluation.study.ledger import Item, Translated
from evaluation.study.money import own_counts
from evaluation.study.questions import Notebooks, Policy, Retraining, Stream, StudyFile
from evaluation.study.region import Region, told_apart, told_apart_in_short
from evaluation.study.round import Mark, Round, check_round
from evaluation.study.round_state import RoundStanding
from evaluation.study.rubric import LEVELS, Assessment
from evaluation.study.tables import Column, Table
from evaluation.study.target import Target
from evaluation.study.verified import Check, check_verified
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff, TargetOrder, WarningRules
from evaluation.study.weights import Weights

__all__ = [
    "LEVELS",
    "Agency",
    "Appraised",
    "Assessment",
    "BudgetLine",
    "Check",
    "Column",
    "Documents",
    "Employer",
    "Item",
    "Notebooks",
    "Policy",
    "Region",
    "Retraining",
    "Stream",
    "StudyFile",
    "Table",
    "Target",
    "Translated",
    "Words",
]


class Standard(Model):
    """One row of ``standards.csv``: the approved subsidy standard of a training stream, in the currency a person."""

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
    file: Annotated[StudyFile, InFile("study.yml")]
    regions: Annotated[tuple[Region, ...], InFile("regions.csv")]
    targets: Annotated[tuple[Target, ...], InFile("targets.csv")] = ()
    standards: Annotated[tuple[Standard, ...], InFile("standards.csv")] = ()
    rubric: Annotated[tuple[Assessment, ...], InFile("rubric.csv")] = ()
    choices: Annotated[dict[Code, Choice], InFile("choices.yml")] = Field(default={})
    weights: Annotated[Weights | None, InFile("weights.yml")] = None
    allocation: Annotated[Allocation | None, InFile("allocation.yml")] = None
    allocation_items: Annotated[tuple[AllocationItem, ...], InFile("allocation.csv")] = ()
    comparison: Annotated[Comparison | None, InFile("comparison.yml")] = None
    warning: Annotated[WarningRules | None, InFile("warning.yml")] = None
    enterprises: Annotated[tuple[Enterprise, ...], InFile("enterprises.csv")] = ()
    layoffs: Annotated[tuple[Layoff, ...], InFile("layoffs.csv")] = ()
    calendar: Annotated[tuple[CalendarRow, ...] | None, InFile("calendar.csv")] = None
    orders: Annotated[tuple[TargetOrder, ...], InFile("target_orders.csv")] = ()
    follow_up: Annotated[tuple[FollowUp, ...], InFile("assistance.csv")] = ()
    ledger: Annotated[tuple[Item, ...], InFile("ledger.csv")] = ()
    ledger_en: Annotated[tuple[Translated, ...], InFile("ledger_en.csv")] = ()
    checks: Annotated[tuple[Check, ...], InFile("verified.csv", check_verified)] = ()
    deviations: Annotated[tuple[Deviation, ...], InFile("reasons.csv", check_deviations)] = ()
    documents: Annotated[Documents | None, InFile("documents.yml")] = None
    appraised: Annotated[tuple[Appraised, ...], InFile("appraisal.csv", check_appraisal)] = ()
    agencies: Annotated[tuple[Agency, ...], InFile("agencies.csv", check_agencies)] = ()
    employers: Annotated[tuple[Employer, ...], InFile("employers.csv", check_employers)] = ()
    budget: Annotated[tuple[BudgetLine, ...], InFile("budget.csv", check_budget)] = ()
    round: Annotated[Round | None, InFile("round.yml", check_round)] = None
    marks: tuple[Mark, ...] = ()
    """What became of its deliveries, from the record of its round."""
    entries: Annotated[FileText | None, InFile("catalogue.yml")] = None
    events: tuple[Event, ...] = Field(default_factory=package_events)
    pack_counts: tuple[Counted, ...] = ()
    """What its packs count of their own."""
    files: dict[Word, Word] = Field(default={})
    duty_lines: tuple[Target, ...] = ()
    """Lines that the clauses carry themselves: they judge where ``targets.csv`` has no issued one as strict."""
    _texts: Mapping[str, str] = PrivateAttr(default={})

    _standing: RoundStanding | None = PrivateAttr(default=None)

    def keep_standing(self, standing: RoundStanding) -> Study:
        """This study, of which one period is looked at whose round stands so."""
        self._standing = standing
        return self

    @property
    def standing(self) -> RoundStanding | None:
        """Where the round of the period that is looked at stands; None of a study without one."""
        return self._standing

    def keep_texts(self, texts: Mapping[str, str]) -> Study:
        """This study, whose messages name lines of the ``texts`` of its files."""
        self._texts = texts
        return self

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts of its files by name; none of a study that was not read."""
        return self._texts

    @cached_property
    def top(self) -> Region:
        """The region all others lie in: the subject of the overview."""
        return next(r for r in self.regions if r.parent == "")

    @cached_property
    def counts(self) -> Counts:
        """Everything the study counts, and its money."""
        own = own_counts(strict_yaml.parse(self.entries.text, self.entries.path)) if self.entries else ()
        return self.file.money.counts.among((*self.pack_counts, *own))

    @cached_property
    def reporting(self) -> tuple[Region, ...]:
        return tuple(r for r in self.regions if r.reports)

    @cached_property
    def apart(self) -> tuple[Region, ...]:
        """Reporting regions that the whole is made of: without the whole itself, unless it alone reports."""
        return tuple(r for r in self.reporting if r.parent) or self.reporting

    def gives_overview(self, code: str) -> bool:
        """Whether the report of ``code`` is the overview: of the whole, beside which its parts have reports. Where the whole alone
        has one, it is that of a region."""
        return code == self.top.code and any(r.parent for r in self.reporting)

    def notebook_of(self, code: str) -> str:
        """The notebook that makes the report of a region or of the whole."""
        return self.file.notebooks.overview if self.gives_overview(code) else self.file.notebooks.region

    @cached_property
    def set_lines(self) -> Lines:
        """What the study itself sets: its targets with the orders that changed them."""
        return with_orders(self.targets, self.orders)

    @cached_property
    def laxer(self) -> list[tuple[Target, Target]]:
        """Lines of its own that ask for less than a duty, each with the duty's, which judges in its place."""
        return laxer_lines(self.set_lines, self.duty_lines)

    @cached_property
    def proposed_beside(self) -> list[Target]:
        """Its own proposals that ask for more than a duty, which judges all the same."""
        return proposed_beside(self.set_lines, self.duty_lines)

    def duty_line(self, item: str) -> Target | None:
        """The line of the duty that judges ``item``, whatever other line does too; None without one in the year."""
        return next((line for line in self.duty_lines if line.item == item), None)

    @cached_property
    def demands(self) -> Lines:
        """The lines that judge, by (item, period) and region; ``each`` is a region here."""
        return with_duties(self.set_lines, self.duty_lines)

    @cached_property
    def steps(self) -> dict[tuple[str, Period], tuple[Period, ...]]:
        """Parts of a year for which targets were set, by item and year."""
        found: dict[tuple[str, Period], list[Period]] = {}
        for item, period in self.demands:
            if period.is_part_of_year:
                found.setdefault((item, period.year), []).append(period)
        return {key: tuple(sorted(parts)) for key, parts in found.items()}

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
    def coarse(self) -> frozenset[str]:
        """Quantities that a table delivers rounded to multiples of a base."""
        columns = (c for t in self.file.tables.values() for c in t.columns.values())
        return frozenset(c.quantity for c in columns if c.rounded_to and c.quantity)

    @cached_property
    def counted_from(self) -> Mapping[tuple[str, str], int]:
        """By table and column, the month from which cumulative figures are counted where it is not that of the year's start."""
        tables = self.file.tables.items()
        return {(code, name): c.since for code, t in tables for name, c in t.columns.items() if c.since is not None}

    @cached_property
    def slices(self) -> tuple[tuple[str, ...], ...]:
        """Tables by code, those together that deliver the same quantities: each brings a part of the regions or periods."""
        found: dict[frozenset[str | None], list[str]] = {}
        for code, table in self.file.tables.items():
            found.setdefault(frozenset(c.quantity or c.states or c.target for c in table.columns.values()), []).append(code)
        return tuple(map(tuple, found.values()))

    @cached_property
    def approved(self) -> dict[str, dict[str, Decimal]]:
        """Approved standards by training stream and region."""
        found: dict[str, dict[str, Decimal]] = {}
        for standard in self.standards:
            if standard.yuan is not None:
                found.setdefault(standard.stream, {})[standard.region] = standard.yuan
        return found

    @cached_property
    def by_code(self) -> dict[str, Region]:
        return {r.code: r for r in reversed(self.regions)}

    @cached_property
    def _called(self) -> dict[tuple[str, bool], dict[str, str]]:
        whole = {(language, False): told_apart(self.regions, language) for language in ("zh", "en")}
        return whole | {(language, True): told_apart_in_short(self.regions, language) for language in ("zh", "en")}

    def name_of(self, code: str, language: str, short: bool = False) -> str:
        """What pages call a region, which no other is called by."""
        return self._called[language, short][code]

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


STUDY_FILES = tuple(declared_files(Study))
"""Every file a study may have."""
