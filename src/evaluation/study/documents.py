"""Which official documents a study makes, and what only the issuing office can know about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, model_validator

from evaluation.errors import near
from evaluation.study.base import Code, Model, Name, Words
from evaluation.study.dated import Dated, facts
from evaluation.study.grammar import Day, Text, Whole, form
from evaluation.study.kinds import Kind, kinds

FontFile = Annotated[
    Text,
    form(r"[^/\\:.\x00-\x1f][^/\\:\x00-\x1f]{0,118}\.(ttf|otf|TTF|OTF)", "is no font; write a file's name alone: x.ttf or x.otf"),
]
"""A plain file name, as offices have them: letters of any script."""


class Requirement(Model):
    """One demand of 五、工作要求, with the item of the policy document it rests on."""

    text: Words
    clause: Code | None = None


class AnnexColumn(Model):
    """One column of a statistical table: a quantity or an indicator of the study."""

    title: Words
    quantity: Code | None = None
    indicator: Code | None = None

    @model_validator(mode="after")
    def _one(self) -> AnnexColumn:
        if (self.quantity is None) == (self.indicator is None):
            raise ValueError("give either 'quantity' or 'indicator'")
        return self


class Annex(Model):
    title: Words
    columns: Annotated[tuple[AnnexColumn, ...], Field(min_length=1)]


class Pilot(Dated):
    """One pilot's evaluation, entered as it was judged: an assessor, a day, evidence."""

    TOGETHER = (("day", "environment", "insurance", "settlement", "level", "assessor", "evidence"),)

    name: Words
    region: Code | None = None
    environment: Words | None = None
    insurance: Words | None = None
    settlement: Words | None = None
    level: Words | None = None
    assessor: Words | None = None
    day: Day | None = None
    evidence: Name | None = None


class Decision(Dated):
    """What the reader is asked to decide (提请决定事项), on the first page of a region's report or of the overview, ``since``
    a day."""

    SINCE = "since"

    text: Words
    region: Code | None = None
    since: Day | None = None


class FormRow(Model):
    """One row of a form whose indicators stand in three levels: an indicator of the study, or what no table delivers by its
    ``title``, with its ``target`` and what was ``achieved`` as the office writes them. ``reason`` is why it was not met and what
    is done."""

    first: Words
    second: Words
    indicator: Code | None = None
    title: Words | None = None
    target: Words | None = None
    achieved: Words | None = None
    reason: Words | None = None

    @model_validator(mode="after")
    def _check_named(self) -> FormRow:
        if self.indicator is None and self.title is None:
            raise ValueError("give 'indicator', or 'title' of what no table delivers")
        written = [name for name in ("target", "achieved") if getattr(self, name) is not None]
        if self.indicator is not None and written:
            raise ValueError(f"{written[0]!r} is for a row without 'indicator', whose line and value the study knows; take it out")
        return self


class Statement(Model):
    """What the office says of one side of the management of money, with the problems and their remedies."""

    said: Words
    problems: Words | None = None


Management = Literal["allocation", "release", "payment", "use", "execution", "performance", "responsibility"]


class Form(Model):
    """One document. What is not given stays blank on the page, to be filled in by hand: number, date, term. ``demanded``: how
    many pilots the policy document demands. ``rows``, ``management``, ``goals`` and what was ``achieved`` of them are those of the
    forms of the finance departments."""

    number: Annotated[Whole, Field(ge=1)] | None = None
    dated: Day | None = None
    to: Words | None = None
    copies: Words | None = None
    subject_words: tuple[Words, ...] = ()
    reply_by: Day | None = None
    objection_days: Annotated[Whole, Field(ge=1, le=90)] | None = None
    best: Annotated[Whole, Field(ge=1, le=10)] = 3
    requirements: tuple[Requirement, ...] = ()
    tables: tuple[Annex, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    demanded: Annotated[Whole, Field(ge=1)] | None = None
    meeting: Words | None = None
    team: Words | None = None
    rows: tuple[FormRow, ...] = ()
    management: dict[Management, Statement] = Field(default={})
    goals: Words | None = None
    achieved: Words | None = None

    @model_validator(mode="after")
    def _agree(self) -> Form:
        if self.number is not None and self.dated is None:
            raise ValueError("number is given without dated; a number belongs to the year of issue, add the date")
        if self.reply_by and self.dated and self.reply_by < self.dated:
            raise ValueError(f"reply_by {self.reply_by} lies before dated {self.dated}; correct one of them")
        return self


class Fonts(Model):
    """The office's own font files for official documents: ``song`` (仿宋) sets the text, ``title`` (小标宋) title and
    letterhead. They lie in the study's folder or in ``EVALUATION_FONTS``."""

    song: FontFile | None = None
    title: FontFile | None = None

    @property
    def named(self) -> dict[str, str]:
        """File by role, of those given."""
        return {role: file for role in ("song", "title") if (file := getattr(self, role))}


class Documents(Model):
    """``documents.yml``. ``word`` is the 机关代字; ``printer`` the office that prints and sends."""

    issuer: Words
    short: Words
    office: Words
    word: Name | None = None
    printer: Words | None = None
    contact: Words | None = None
    fonts: Fonts = Fonts()
    decisions: tuple[Decision, ...] = ()
    forms: Annotated[dict[Code, Form], Field(min_length=1)]
    _kinds: Mapping[str, Kind] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _find_kinds(self, info: ValidationInfo) -> Documents:
        if self._kinds:  # found when the file was read; a study that holds it asks again
            return self
        known = kinds((info.context or {}).get("root"))
        for kind in self.forms:
            if kind not in known:
                raise ValueError(f"forms: there is no document {kind!r}; {near(kind, known)}")
        self._kinds = {kind: known[kind] for kind in self.forms}
        return self

    def kind(self, name: str) -> Kind:
        """What is declared of one of its documents; ``KeyError`` for another."""
        return self._kinds[name]

    def as_of(self, day: date, stands: date) -> Documents:
        """Decisions asked for and pilots judged by ``day``; see :class:`~evaluation.study.dated.Dated`."""
        forms = {kind: form.model_copy(update=facts(form, day, stands)) for kind, form in self.forms.items()}
        return self.model_copy(update={**facts(self, day, stands), "forms": forms})
