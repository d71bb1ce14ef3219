"""Which official documents a study makes, and what only the issuing office can know about them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluation.study.base import Code, Model, Name, Words

KINDS = (
    "bulletin", "notice", "fund_performance", "inspection", "pilots", "ui_selfcheck", "assistance_table",
    "assistance_result",
)  # fmt: skip
Kind = Literal[KINDS]


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


class Pilot(Model):
    """One pilot's evaluation, entered as it was judged: an assessor, a day, evidence."""

    name: Words
    region: Code | None = None
    environment: Words | None = None
    insurance: Words | None = None
    settlement: Words | None = None
    level: Words | None = None
    assessor: Words | None = None
    day: date | None = None
    evidence: Name | None = None


class Decision(Model):
    """What the reader is asked to decide (提请决定事项), on the first page of a region's report or of the overview."""

    text: Words
    region: Code | None = None


class Form(Model):
    """One document. What is not given stays blank on the page, to be filled in by hand: number, date, term."""

    number: Annotated[int, Field(ge=1)] | None = None
    dated: date | None = None
    to: Words | None = None
    copies: Words | None = None
    subject_words: tuple[Words, ...] = ()
    reply_by: date | None = None
    objection_days: Annotated[int, Field(ge=1, le=90)] | None = None
    best: Annotated[int, Field(ge=1, le=10)] = 3
    requirements: tuple[Requirement, ...] = ()
    tables: tuple[Annex, ...] = ()
    pilots: tuple[Pilot, ...] = ()


class Documents(Model):
    """``documents.yml``. ``word`` is the 机关代字; ``printer`` the office that prints and sends."""

    issuer: Words
    short: Words
    office: Words
    word: Name | None = None
    printer: Words | None = None
    contact: Words | None = None
    decisions: tuple[Decision, ...] = ()
    forms: Annotated[dict[Kind, Form], Field(min_length=1)]
