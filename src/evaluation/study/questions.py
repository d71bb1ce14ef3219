"""``study.yml``: what a study asks, of which tables, and when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from evaluation.study.base import Code, Codes, Language, Model, Period, Words
from evaluation.study.basis import Order
from evaluation.study.grammar import Day, Number, Text, Whole, form
from evaluation.study.money import Money
from evaluation.study.outline import OutlineField, ReportOutline
from evaluation.study.silences import CURRENT
from evaluation.study.tables import Table
from evaluation.study.years import Years


def _first_day(value: object) -> object:
    return None if value == "always" else value


_NOTEBOOK = form(
    r"[0-9A-Za-z_-]{1,60}\.ipynb", "is no notebook; write a file's name in notebooks/, of letters, digits, _ and -: region.ipynb"
)


class Policy(Model):
    """The document the study evaluates against; ``prefix`` is how its items are cited (HB-20).

    ``in_force``: first day on which it binds; what was done before is shown and not judged by it. None: ``always``.
    """

    prefix: Code
    title: Words
    number: Text | None = None
    in_force: Annotated[Day | None, BeforeValidator(_first_day)] = None

    def has(self, clause: str) -> bool:
        """Whether the item is one of this document."""
        return clause.startswith(f"{self.prefix}-")


class Stream(Model):
    """Closing the gap of one training stream (amendments D): the last class start, cycles and the money."""

    last_class_start: Day
    class_weeks: Annotated[Whole, Field(ge=1, le=104)]
    subsidised_share: Annotated[Number, Field(ge=0, le=1)]


class Retraining(Model):
    pace_cut_off: Day
    source: Words
    streams: dict[Code, Stream]


def _reason(value: object) -> object:
    if not value or isinstance(value, list):
        raise ValueError("a duty is lifted with the reason, which is printed; write why, in a text or as {zh: …, en: …}")
    return {"zh": value, "en": value} if isinstance(value, str) else value


Reason = Annotated[Words, BeforeValidator(_reason)]
"""Why something is so, in one text or by language."""


class Duties(Model):
    """Absolute demands of the document that this study does not make, by their codes, each with the reason, which is printed."""

    lift: dict[Code, Reason] = Field(default={})


class Notebooks(Model):
    """Which notebooks of ``notebooks/`` make the study's reports."""

    region: Annotated[Text, _NOTEBOOK] = "region.ipynb"
    overview: Annotated[Text, _NOTEBOOK] = "province.ipynb"


def _known_format(value: int) -> int:
    if value not in (1, CURRENT):
        raise ValueError(f"{value} is no format that is read here; write 'format: {CURRENT}', or use a newer evaluation")
    return value


ReportStatus = Literal["draft", "final"]


class StudyFile(Model):
    """``study.yml``. ``format`` 1 leaves things to silence that 2 says (:mod:`evaluation.study.silences`)."""

    format: Annotated[Whole, AfterValidator(_known_format)] = 1
    title: Words
    report_title: Words
    policy: Policy | None = None
    fund: Words | None = None
    language: Language = "zh"
    levels: dict[Code, Words] = Field(default={})
    region_system: Literal["gb2260", "free"]
    region_vintage: Annotated[Whole, Field(ge=1950, le=2100)]
    years: Years = Field(default=Years())
    money: Money = Field(default=Money())
    period: Period
    cut_off: Day
    issued: Day | None = None
    delivered: Day | None = None
    form_vintage: Literal["1999", "2012"] = "1999"
    status: ReportStatus = "draft"
    author: Words
    synthetic: Words | None = None
    source_note: Words
    tables: Annotated[dict[Code, Table], Field(min_length=1)]
    bases: Order = ()
    indicators: Annotated[Codes, Field(min_length=1)]
    headline: Codes = ()
    hard_limits: Codes = ()
    packs: Codes | None = None
    duties: Duties = Field(default=Duties())
    retraining: Retraining | None = None
    notebooks: Notebooks = Field(default=Notebooks())
    outline: OutlineField = Field(default=ReportOutline())

    @property
    def last_delivery(self) -> date | None:
        """The day the last of the study's tables was delivered; None while one of them bears no day."""
        days = [table.delivered or self.delivered for table in self.tables.values()]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    @model_validator(mode="after")
    def _speak(self) -> StudyFile:
        """Reports are in the language of a title that is given in one, where none is said."""
        if "language" not in self.model_fields_set and self.title.languages == {"en"}:
            self.__dict__["language"] = "en"
        return self

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
        if self.issued is not None and last is not None and self.issued < last:
            raise ValueError(f"issued {self.issued} lies before the last table was delivered, {last}; correct one of them")
        return self
