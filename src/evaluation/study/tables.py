"""Delivered tables as ``study.yml`` declares them: where each stands, how its rows are told apart, what its columns mean."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from evaluation.study import pattern
from evaluation.study.as_of import AsOf, AsOfField, read_day
from evaluation.study.base import Code, Model, Name, Period, Words
from evaluation.study.basis import BasisField, BasisOf, OneBasis
from evaluation.study.grammar import Day, Text, Whole, Word, form
from evaluation.study.table_rows import Down, RowGroup, Rows, Values, one_or_list
from evaluation.study.target import Demand, Status
from evaluation.study.unit import IN_CELLS, ColumnUnit, WrittenUnit

Kind = Literal["current", "cumulative", "stock"]


_CELLS = r"[A-Z]{1,3}([1-9][0-9]{0,6})?:[A-Z]{1,3}([1-9][0-9]{0,6})?"


class Column(Model):
    """What one column of a delivered table holds.

    ``kind``: ``current`` 当期 or ``cumulative`` 累计 (from the start of the study's year) for flows, ``stock`` 期末 for stocks.
    ``since``: the month, 1 to 12, that a cumulative column is counted from where the study's year starts with another one.
    ``zero``: ``below_precision`` when the source prints 0 for anything under its last digit.
    ``states``: the column repeats an indicator; it is recomputed and compared, never adopted. ``target``: it holds what is demanded
    of an indicator, ``of`` the year or what is due by the end of the row's part of it; ``demand``: where it is not that of the
    indicator's direction; ``marks``: texts that say that there is no such target.
    ``rounded_to``: the source rounds to multiples of it (5), each figure by itself.
    ``basis``: on which its figures stand where that is not what the table says.
    ``round``: figures with more digits are rounded, half up: ``minor`` to whole base units, ``decimals`` as those declare.
    """

    quantity: Code | None = None
    unit: ColumnUnit
    states: Code | None = None
    target: Code | None = None
    of: Literal["year", "part"] | None = None
    demand: Demand | None = None
    status: Status | None = None
    marks: tuple[Name, ...] = ()
    kind: Kind = "current"
    decimals: Annotated[Whole, Field(ge=0, le=6)] | None = None
    round: Literal["minor", "decimals"] | None = None
    rounded_to: Annotated[Whole, Field(ge=2, le=1_000_000)] | None = None
    zero: Literal["exact", "below_precision"] = "exact"
    negative: Literal["refused", "refund", "overdrawn"] = "refused"
    since: Annotated[Whole, Field(ge=1, le=12)] | None = None
    basis: OneBasis | None = None

    @field_validator("unit")
    @classmethod
    def _of_a_figure(cls, value: WrittenUnit, info: ValidationInfo) -> WrittenUnit:
        return value if info.data.get("quantity") is None else value.unit_of_figures()

    @field_validator("target")
    @classmethod
    def _one_of_three(cls, value: str | None, info: ValidationInfo) -> str | None:
        given = [v for v in (value, info.data.get("quantity"), info.data.get("states")) if v is not None]
        if len(given) != 1:
            told = "'quantity' (a figure to use), 'states' (a rate to check) or 'target' (what is demanded of an indicator)"
            raise ValueError(f"give one of {told}")
        return value

    @model_validator(mode="after")
    def _of_cells(self) -> Column:
        if not self.unit.in_cells:
            return self
        if self.quantity is None:
            raise ValueError(f"'unit: {IN_CELLS}' is of figures of a quantity; a rate or a target has one unit")
        wrong = [name for name in ("decimals", "rounded_to") if getattr(self, name) is not None]
        if wrong or self.zero != "exact":
            raise ValueError(f"{(wrong or ['zero'])[0]!r} is of figures in one unit, and each cell has its own; remove it")
        return self

    @model_validator(mode="after")
    def _of_a_target(self) -> Column:
        given = [name for name in ("of", "demand", "status", "marks") if getattr(self, name)]
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

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, validate_default=True)


def _rest_or_list(value: object) -> object:
    if isinstance(value, str) and value != REST:
        raise ValueError(f"write a list of columns, or '{REST}' for all that are not declared")
    return value


REST = "rest"
"""Says of ``ignore`` that no column is read but those that are declared."""
Ignored = Annotated[tuple[Name, ...] | Literal["rest"], BeforeValidator(_rest_or_list)]
SEPARATORS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
"""What may part the cells of a CSV file, as a study writes it and as it stands there."""


Mark = Literal["missing", "not_applicable", "suppressed", "below_precision"]
Flag = Annotated[Word, form(r"[^0-9\s.,+-]{1,8}", "is no flag; write 1 to 8 signs, no digits, blanks, points, commas, + or -")]


class Table(Model):
    """One delivered table: where it is, how its rows are told apart, and what each column means.

    ``region`` and ``period``: the columns that name a row's region, from the widest area to the region itself, and its period,
    from the year to its part. What the name of a file, a sheet or a column leaves open (``{region}``, ``{period}``) says the same.
    ``kind``: of the columns that say none.
    """

    title: Words
    file: pattern.FileName
    sheet: Annotated[Name, AfterValidator(pattern.check)] | None = None
    separator: Literal[",", ";", "|", "tab"] = ","
    decimal: Literal[".", ","] = "."
    marks: dict[Mark, Values] = Field(default={})
    flags: dict[Flag, Words] = Field(default={})
    cells: Annotated[Text, form(_CELLS, "is no area of cells; write its corners as A3:F40, or its columns as A:F")] | None = None
    starts: Name | None = None
    title_rows: Annotated[Whole, Field(ge=0, le=20)] = 0
    header_rows: Annotated[Whole, Field(ge=1, le=12)] = 1
    stop: Annotated[tuple[Name, ...], BeforeValidator(one_or_list)] = ()
    fill_down: Annotated[tuple[Name, ...], BeforeValidator(one_or_list)] = ()
    groups: dict[Name, RowGroup] = Field(default={})
    down: Down | None = None
    region: Annotated[tuple[Name, ...], BeforeValidator(one_or_list), Field(max_length=6)] = ()
    fixed_region: Code | None = None
    period: Annotated[tuple[Name, ...], BeforeValidator(one_or_list), Field(max_length=2)] = ()
    fixed_period: Period | None = None
    dates: Literal["month", "quarter", "half", "year"] | None = None
    total: Name | None = None
    ignore: Ignored = ()
    rows: Rows = Field(default=Rows())
    delivered: Day | None = None
    basis: BasisField = Field(default=BasisOf())
    as_of: AsOfField = Field(default=AsOf())
    kind: Kind | None = None
    columns: dict[Annotated[Name, AfterValidator(pattern.check)], Column]

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, said: object) -> object:
        """Columns that say no kind have that of the table."""
        kind, columns = (said.get("kind"), said.get("columns")) if isinstance(said, dict) else (None, None)
        if not isinstance(said, dict) or not isinstance(columns, dict) or kind not in get_args(Kind):
            return said
        told = {name: {"kind": kind, **c} if isinstance(c, dict) else c for name, c in columns.items()}
        return {**said, "columns": told}

    @field_validator("separator")
    @classmethod
    def _of_text(cls, value: str, info: ValidationInfo) -> str:
        if value != "," and str(info.data.get("file", "")).endswith((".xlsx", ".xls")):
            raise ValueError("a workbook has cells, not separators; remove it")
        return value

    @field_validator("decimal")
    @classmethod
    def _of_numbers(cls, value: str, info: ValidationInfo) -> str:
        if value != "." and str(info.data.get("file", "")).endswith((".xlsx", ".xls")):
            raise ValueError("a workbook stores numbers, not how they are written; remove it")
        return value

    @field_validator("marks")
    @classmethod
    def _no_figures(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        texts = [text for said in value.values() for text in said]
        if wrong := [text for text in texts if text.isdecimal() or texts.count(text) > 1]:
            raise ValueError(f"{wrong[0]!r} is a figure, or stands for two kinds of nothing; a mark is neither")
        return value

    @model_validator(mode="after")
    def _stand_once(self) -> Table:
        """Each delivery of the table has one day, said in one way."""
        column, listed = self.as_of.column, self.as_of.files
        if pattern.AS_OF in self.file and (column or listed):
            raise ValueError("the day stands in the name of the file ({as_of}) and in 'as_of'; say it once")
        if listed and pattern.is_open(self.file):
            raise ValueError("'as_of' lists files by name, and 'file' leaves open how they are called; write one of them there")
        if listed and self.file not in listed:
            raise ValueError(f"'as_of' has no day for {self.file!r}, the table's own file; add it")
        if strange := [name for name in listed if name.rpartition(".")[2] != self.file.rpartition(".")[2]]:
            raise ValueError(f"{strange[0]!r} is another kind of file than {self.file!r}; a form of its own is a table of its own")
        return self

    @model_validator(mode="after")
    def _tell_apart(self) -> Table:
        """Every figure has a region and a period, each said in one way, and a name for its entry."""
        if bool(self.region_keys) == (self.fixed_region is not None):
            raise ValueError(
                "give one of 'region' (a column), '{region}' in the name of the file, sheet or columns, and 'fixed_region' (one "
                "region for all rows)"
            )
        if bool(self.period_keys) == (self.fixed_period is not None):
            raise ValueError(
                "give one of 'period' (a column), '{period}' in the name of the file, sheet or columns, and 'fixed_period' (one "
                "period for all rows)"
            )
        if len(self.period_keys) > 2:
            raise ValueError(f"the period is said in {len(self.period_keys)} places; a year and a part of it are enough")
        if len({pattern.holes(name) for name in self.figures}) > 1:
            raise ValueError(
                "all columns of figures leave the same open, {region} or {period}; declare the others as a table of their own"
            )
        if self.down is not None and any(pattern.holes(name) for name in self.columns):
            raise ValueError("'columns' names rows here; write {region} or {period} in 'down: values'")
        for name in self.fill_down:
            if name not in self.key_columns:
                raise ValueError(f"'fill_down' fills columns that say which row it is; {name!r} does not")
        for name in self.groups:
            if name not in self.keys:
                raise ValueError(f"nothing uses the group {name!r}; name it in 'region', 'period', 'rows' or 'down: name'")
        return self

    @property
    def figures(self) -> tuple[str, ...]:
        """Columns of the file in which figures stand."""
        return (self.down.values,) if self.down else tuple(self.columns)

    def _keys(self, hold: str, columns: tuple[str, ...]) -> tuple[str, ...]:
        outer = [f"{hold} of the {place}" for place, name in (("file", self.file), ("sheet", self.sheet)) if hold in (name or "")]
        return (*outer, *columns, *([pattern.of_header(hold)] if any(hold in name for name in self.figures) else []))

    @property
    def region_keys(self) -> tuple[str, ...]:
        """What says of which region a row is, from the widest area to the region itself: columns, and names."""
        return self._keys(pattern.REGION, self.region)

    @property
    def period_keys(self) -> tuple[str, ...]:
        """What says of which period a row is, the year first: columns, and names."""
        return self._keys(pattern.PERIOD, self.period)

    @property
    def keys(self) -> tuple[str, ...]:
        """What says of which region and period a row is, on which basis and day it stands, and whether it is read."""
        filters = [*self.rows.ignore, *self.rows.only, *filter(None, [self.basis.column, self.as_of.column])]
        named = [*self.down.name, *filter(None, [self.down.unit])] if self.down else []
        return tuple(dict.fromkeys([*self.region_keys, *self.period_keys, *filters, *named]))

    @property
    def key_columns(self) -> tuple[str, ...]:
        """Of :attr:`keys`, the columns that the file must have."""
        made = {*self.groups, *(k for k in (*self.region_keys, *self.period_keys) if k not in (*self.region, *self.period))}
        return tuple(dict.fromkeys([*(k for k in self.keys if k not in made), *(g.of for g in self.groups.values())]))

    @property
    def declared(self) -> tuple[str, ...]:
        """Columns that the file must have."""
        return tuple(dict.fromkeys([*self.key_columns, *self.figures]))

    @property
    def is_open(self) -> bool:
        """Whether several files may be the table's."""
        return pattern.is_open(self.file) or bool(self.as_of.files)

    def is_called(self, file: str) -> bool:
        """Whether ``file`` is the table's, or one of them."""
        return file in self.as_of.files or pattern.take(self.file, file) is not None

    def day_of(self, file: str) -> date | None:
        """As of which day ``file`` stands; None where nothing says it, or says no day."""
        said = (pattern.take(self.file, file) or {}).get(pattern.AS_OF, "")
        return self.as_of.files.get(file) or read_day(said)

    @property
    def has_snapshots(self) -> bool:
        """Whether its files are deliveries of one table, each as of its day."""
        return pattern.AS_OF in self.file or bool(self.as_of.files)

    @property
    def shown_file(self) -> str:
        """The name of its files for readers."""
        return pattern.for_readers(self.file)

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, validate_default=True)
