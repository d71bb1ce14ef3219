"""``study.yml``: what a study asks, of which tables, and when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from evaluation.study.base import Code, Codes, Language, Model, Name, Period, Words
from evaluation.study.grammar import Day, Number, Text, Whole
from evaluation.study.money import Money
from evaluation.study.silences import CURRENT
from evaluation.study.target import Demand, Status
from evaluation.study.unit import UnitField
from evaluation.study.years import Years

Kind = Literal["current", "cumulative", "stock"]


class Column(Model):
    """What one column of a delivered table holds.

    ``kind``: ``current`` 当期 or ``cumulative`` 累计 (from the start of the study's year) for flows, ``stock`` 期末 for stocks.
    ``since``: the month, 1 to 12, that a cumulative column is counted from where the study's year starts with another one.
    ``zero``: ``below_precision`` when the source prints 0 for anything under its last digit.
    ``states``: the column repeats an indicator; it is recomputed and compared, never adopted. ``target``: it holds what is demanded
    of an indicator, ``of`` the year or what is due by the end of the row's part of it; ``demand``: where it is not that of the
    indicator's direction.
    ``round``: figures with more digits are rounded, half up: ``minor`` to whole base units, ``decimals`` as those declare.
    """

    unit: UnitField
    quantity: Code | None = None
    states: Code | None = None
    target: Code | None = None
    of: Literal["year", "part"] | None = None
    demand: Demand | None = None
    status: Status | None = None
    kind: Kind = "current"
    decimals: Annotated[Whole, Field(ge=0, le=6)] | None = None
    round: Literal["minor", "decimals"] | None = None
    zero: Literal["exact", "below_precision"] = "exact"
    negative: Literal["refused", "refund"] = "refused"
    since: Annotated[Whole, Field(ge=1, le=12)] | None = None

    @field_validator("target")
    @classmethod
    def _one_of_three(cls, value: str | None, info: ValidationInfo) -> str | None:
        given = [v for v in (value, info.data.get("quantity"), info.data.get("states")) if v is not None]
        if len(given) != 1:
            told = "'quantity' (a figure to use), 'states' (a rate to check) or 'target' (what is demanded of an indicator)"
            raise ValueError(f"give one of {told}")
        return value

    @model_validator(mode="after")
    def _of_a_target(self) -> Column:
        given = [name for name in ("of", "demand", "status") if getattr(self, name) is not None]
        if given and self.target is None:
            raise ValueError(f"'{given[0]}' says what a target is, and the column holds none; remove it, or write 'target'")
        return self

    @field_validator("round")
    @classmethod
    def _to_what(cls, value: str | None, info: ValidationInfo) -> str | None:
        decimals = info.data.get("decimals")
        if value == "decimals" and decimals is None:
            raise ValueError("say how many: 'decimals: 4'")
        if value == "minor" and (decimals is not None or info.data.get("quantity") is None):
            raise ValueError("'minor' rounds a quantity to whole units; write 'decimals: 4' and 'round: decimals' for other digits")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


def _one_or_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _rest_or_list(value: object) -> object:
    if isinstance(value, str) and value != REST:
        raise ValueError(f"write a list of columns, or '{REST}' for all that are not declared")
    return value


REST = "rest"
"""Says of ``ignore`` that no column is read but those that are declared."""
Ignored = Annotated[tuple[Name, ...] | Literal["rest"], BeforeValidator(_rest_or_list)]
SEPARATORS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
"""What may part the cells of a CSV file, as a study writes it and as it stands there."""


class Rows(Model):
    """Rows that are left out: those in which a column holds one of the values listed for it, and, with ``unlisted``
    ``ignored``, those of regions that the study does not list. A finding says how many and which."""

    ignore: dict[Name, Annotated[tuple[Name, ...], Field(min_length=1)]] = Field(default={})
    unlisted: Literal["refused", "ignored"] = "refused"


class Table(Model):
    """One delivered table: where it is, how its rows are told apart, and what each column means.

    ``region``: the columns that name a row's region, from the widest area to the region itself. ``kind``: of the columns that
    say none.
    """

    title: Words
    file: Annotated[Text, StringConstraints(pattern=r"^[^/\\:\x00-\x1f]{1,120}\.(csv|xlsx)$")]
    sheet: Name | None = None
    separator: Literal[",", ";", "|", "tab"] = ","
    title_rows: Annotated[Whole, Field(ge=0, le=20)] = 0
    region: Annotated[tuple[Name, ...], BeforeValidator(_one_or_list), Field(min_length=1, max_length=6)]
    period: Name | None = None
    fixed_period: Period | None = None
    total: Name | None = None
    ignore: Ignored = ()
    rows: Rows = Field(default=Rows())
    delivered: Day | None = None
    kind: Kind | None = None
    columns: dict[Name, Column]

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, said: object) -> object:
        """Columns that say no kind have that of the table."""
        kind, columns = (said.get("kind"), said.get("columns")) if isinstance(said, dict) else (None, None)
        if not isinstance(said, dict) or not isinstance(columns, dict) or kind not in get_args(Kind):
            return said
        told = {name: {"kind": kind, **c} if isinstance(c, dict) else c for name, c in columns.items()}
        return {**said, "columns": told}

    @field_validator("fixed_period")
    @classmethod
    def _when(cls, value: Period | None, info: ValidationInfo) -> Period | None:
        if (value is None) == (info.data.get("period") is None):
            raise ValueError("give either 'period' (a column) or 'fixed_period' (one period for all rows)")
        return value

    @field_validator("separator")
    @classmethod
    def _of_text(cls, value: str, info: ValidationInfo) -> str:
        if value != "," and str(info.data.get("file", "")).endswith(".xlsx"):
            raise ValueError("a workbook has cells, not separators; remove it")
        return value

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that say of which region and period a row is, and whether it is read."""
        return tuple(dict.fromkeys([*self.region, *([self.period] if self.period else []), *self.rows.ignore]))

    @property
    def declared(self) -> tuple[str, ...]:
        """Columns that the file must have."""
        return tuple(dict.fromkeys([*self.keys, *self.columns]))

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


def _first_day(value: object) -> object:
    return None if value == "always" else value


class Policy(Model):
    """The document the study evaluates against; ``prefix`` is how its items are cited (HB-20).

    ``in_force``: first day on which it binds; what was done before is shown and not judged by it. None: ``always``.
    """

    prefix: Code
    title: Words
    number: Text | None = None
    in_force: Annotated[Day | None, BeforeValidator(_first_day)] = None


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


def _known_format(value: int) -> int:
    if value not in (1, CURRENT):
        raise ValueError(f"{value} is no format that is read here; write 'format: {CURRENT}', or use a newer evaluation")
    return value


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
    status: Literal["draft", "final"] = "draft"
    author: Words
    synthetic: Words | None = None
    source_note: Words
    tables: Annotated[dict[Code, Table], Field(min_length=1)]
    indicators: Annotated[Codes, Field(min_length=1)]
    headline: Codes = ()
    hard_limits: Codes = ()
    packs: Codes | None = None
    retraining: Retraining | None = None
    notebooks: Notebooks = Field(default=Notebooks())

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
        return self
