"""The form of entries, one for ``packs/<pack>/*.yml`` and ``params/<study>/catalogue.yml``: what a key may say. What it means is
:mod:`evaluation.catalogue.compile`'s."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from evaluation.study.base import Code, Model, Name, Words
from evaluation.study.grammar import Day, Flag, Number, Text, Whole, Word
from evaluation.study.money import CountsEntry

FORMAT = 2
_CODE = "[A-Za-z][A-Za-z0-9_]{0,31}"
EntryCode = Annotated[Word, StringConstraints(pattern=f"^{_CODE}$")]
"""The name of an entry, as sides spell it: no hyphen, which is a minus there."""
SideText = Annotated[Text, StringConstraints(max_length=600)]
DERIVED = {
    "unit": "is derived from what both sides count; remove it",
    "formula": "is derived from the sides; remove it",
    "per": "is derived; say 'as: percent', 'as: permille', 'as: months', 'as: ratio' or 'as: per 10000 CNY'",
}
"""Keys that nobody may write, with the reason."""


def _list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[Name, ...], BeforeValidator(_list)]
EntryCodes = tuple[EntryCode, ...]


class SpanEntry(Model):
    """Which stretch of time is covered, and why it is this."""

    covers: Word
    why: Words


class BreakdownEntry(Model):
    """One way in which a quantity is told apart: its members by name. ``overlap``: one case may be in several, so that they are
    never added."""

    title: Words
    of: dict[EntryCode, Words]
    overlap: Flag = False


class QuantityEntry(Model):
    """A count or a sum that is delivered. ``also``: other words it is searched by; ``within``: the quantity it is a part of;
    ``by``: breakdowns, of which each member is a quantity too;
    ``least`` and ``most``: the range that it must be in, of money with its currency."""

    title: Words
    counts: EntryCode | Literal["person-times", "person-months"] | Word
    kind: Word
    area: Word = ""
    within: EntryCode | None = None
    least: Text | None = None
    most: Text | None = None
    by: dict[EntryCode, BreakdownEntry] = Field(default={})
    also: Texts = ()
    overrides: Name | None = None


class TagEntry(Model):
    """Members of a group under one name; ``without`` is what the group's sum is called when they are left out."""

    of: EntryCodes
    without: Words | None = None


def _reason(value: object) -> object:
    """One text stands in both languages, as it is written."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


def _tag(value: object) -> object:
    return {"of": value} if isinstance(value, (list, tuple, str)) else value


class GroupEntry(Model):
    """Quantities that are added up under one name. ``without``: members that this study's scheme lacks, each with the reason, in
    one text or by language."""

    title: Words | None = None
    of: EntryCodes | None = None
    tags: dict[EntryCode, Annotated[TagEntry, BeforeValidator(_tag)]] = Field(default={})
    without: dict[EntryCode, Annotated[Words, BeforeValidator(_reason)]] = Field(default={})
    also: Texts = ()
    overrides: Name | None = None


class IdentityEntry(Model):
    """A sum that must hold: ``says: SIDE = SIDE``, as far as ``within`` (an amount, of money with its currency)."""

    says: SideText
    within: Text = "0"
    title: Words | None = None
    overrides: Name | None = None


class FundEntry(Model):
    """The account of the fund, of groups and quantities: carried over + paid in + interest = spent + returned + left."""

    spending: EntryCode | None = None
    paid_in: EntryCode | None = None
    planned: EntryCode | None = None
    levels: dict[EntryCode, Words] = Field(default={})
    persons: dict[EntryCode, EntryCode] = Field(default={})
    balance: EntryCode | None = None
    budget: EntryCode | None = None
    carried_over: EntryCode | None = None
    interest: EntryCode | None = None
    returned: EntryCode | None = None
    executed: EntryCode | None = None
    printed: EntryCode | None = None
    planned_printed: EntryCode | None = None
    overrides: Name | None = None


class ExampleEntry(Model):
    """Figures for the terms of the sides, each as the sides spell it (money in the currency), and the value that they make."""

    given: dict[Text, Number]
    gives: Number


class SidesEntry(Model):
    """What is measured: ``value``, or ``numerator`` and ``denominator``, or a ``stated`` figure; ``as``: how it is given;
    ``share``: whether the numerator is a part of the denominator, where ``within`` does not say it; ``example``: figures and what
    they give, worked out whenever the entry is read."""

    value: SideText | None = None
    numerator: SideText | None = None
    denominator: SideText | None = None
    stated: EntryCode | None = None
    as_: Annotated[Text | None, Field(alias="as")] = None
    share: Literal["yes", "no"] | None = None
    example: ExampleEntry | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """Keys of sides that are said."""
        return tuple(key for key in ("value", "numerator", "denominator", "stated") if getattr(self, key) is not None)


class ReadingEntry(SidesEntry):
    """One of several ways to read a clause, with the words that name it on the page. ``span``: its own, where it is another than
    that of the indicator."""

    words: Words
    span: SpanEntry | Word | None = None


class IndicatorEntry(SidesEntry):
    """One thing that is asked. ``span``: a named span or a stretch; ``inferred``: the clause names the matter, not this measure;
    ``alone``: its title where no other stands above it; ``owner`` answers for it until ``review``; ``overrides``: why it takes
    the place of a pack's."""

    title: Words
    alone: Words | None = None
    direction: Word
    why: Words
    readings: dict[EntryCode, ReadingEntry] = Field(default={})
    clause: Text = ""
    theme: Word = "general"
    span: SpanEntry | Word | None = None
    inferred: Flag = False
    window: Words | None = None
    closes_as: EntryCode | None = None
    owner: Name | None = None
    review: Day | None = None
    also: Texts = ()
    overrides: Name | None = None


class StreamEntry(Model):
    """One kind of training with a target of its own, by the quantity of its trained persons. The base is ``stock`` + ``inflow`` -
    ``outflow``."""

    stock: EntryCode
    inflow: EntryCode
    outflow: EntryCode
    in_base: EntryCode
    completed: EntryCode
    passed: EntryCode
    mature: EntryCode
    employed: EntryCode
    seats: EntryCode


class RecordedEntry(Model):
    """What the rows of a study's file come to, by the quantity that tables deliver of the same: of ``kind``, one ``part`` or
    all. ``fills``: where no table delivers the quantity, they are its figures. ``less``: another quantity, of which the rows are
    the rest; ``lists``: ``some`` of the cases, so that they can come to less, or ``all``."""

    kind: Word
    part: Word = ""
    side: Literal["count", "of"] = "count"
    fills: Flag = False
    less: Code | None = None
    lists: Literal["all", "some"] = "all"


class FamilyEntry(Model):
    """Clauses whose indicators stand together in a table, under a title."""

    title: Words
    of: tuple[Code, ...]


class DutyEntry(Model):
    """An absolute demand of a clause: the line of an ``indicator``, or ``cases`` of which there may be none. ``cases`` and
    ``money`` count what breaks it; ``due``: the day by which it has to be done, ``in_force``: from which it binds."""

    title: Words
    clause: Text = ""
    indicator: EntryCode | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    equal: Number | None = None
    cases: SideText | None = None
    money: SideText | None = None
    span: SpanEntry | Word | None = None
    in_force: Day | None = None
    due: Day | None = None
    also: Texts = ()
    overrides: Name | None = None


class Entries(Model):
    """One file of entries."""

    format: Whole
    counts: dict[Word, CountsEntry] = Field(default={})
    spans: dict[EntryCode, SpanEntry] = Field(default={})
    quantities: dict[EntryCode, QuantityEntry] = Field(default={})
    groups: dict[EntryCode, GroupEntry] = Field(default={})
    fund: FundEntry | None = None
    identities: dict[EntryCode, IdentityEntry] = Field(default={})
    indicators: dict[EntryCode, IndicatorEntry] = Field(default={})
    roles: dict[EntryCode, EntryCodes] = Field(default={})
    streams: dict[EntryCode, StreamEntry] = Field(default={})
    recorded: dict[EntryCode, RecordedEntry] = Field(default={})
    families: dict[Word, dict[EntryCode, FamilyEntry]] = Field(default={})
    duties: dict[EntryCode, DutyEntry] = Field(default={})

    @property
    def reasons(self) -> dict[tuple[str, str], str]:
        """Why entries take the place of others, by section and code; of the fund, which has none, an empty one."""
        found: dict[tuple[str, str], str | None] = {("fund", ""): self.fund.overrides if self.fund else None}
        found |= {("quantities", code): entry.overrides for code, entry in self.quantities.items()}
        found |= {("groups", code): entry.overrides for code, entry in self.groups.items()}
        found |= {("identities", code): entry.overrides for code, entry in self.identities.items()}
        found |= {("indicators", code): entry.overrides for code, entry in self.indicators.items()}
        return {path: why for path, why in found.items() if why}


class PackFile(Model):
    """``pack.yml`` of a pack's folder: what document it is of and who answers for it.

    ``year``: of the document, 0 where there is no one document; ``prefix``: how its items are cited (HB-20); ``files``: the
    files of entries in the order in which pages show them. ``checked_by`` compared the entries with the document on the
    day ``reviewed``; both or neither. ``owner`` answers for it until the day of ``review``. ``named``: only studies that name it
    have it.
    """

    format: Whole
    title: Words
    document: Words
    year: Whole = 0
    prefix: Word = ""
    owner: Name
    review: Day | None = None
    files: tuple[Word, ...]
    uses: tuple[Word, ...] = ()
    named: Flag = False
    checked_by: Name | None = None
    reviewed: Day | None = None
