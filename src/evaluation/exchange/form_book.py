"""A workbook for units to fill in: the tables of a study as it declares them, with drop-downs, checks and last period's figures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.tall import Cell
from evaluation.exchange.form_figures import NOTHING, WORDS, FigureBounds, bounds_of
from evaluation.exchange.next_period import CARRIED
from evaluation.study import pattern
from evaluation.study.model import Column, Study, Table
from evaluation.study.periods import Period
from evaluation.study.region import Region

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_NAME = 31  # of a sheet
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # of what a cell says when it is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table as a form has it: on which sheet, below how many rows of title, and whether a column says the region."""

    code: str
    table: Table
    sheet: str
    has_region: bool


def hindrance(table: Table) -> str:
    """Why a form of the table cannot be filled in row by row; empty where it can."""
    names = (*table.figures, table.sheet or "")
    for wrong, why in (
        (table.fixed_region is not None, "it is of one region"),
        (table.down is not None, "its indicators stand down the rows"),
        (any(pattern.holes(name) for name in names), "its columns or sheets say the region or period"),
        (table.header_rows > 1 or table.starts is not None, "its header has several rows"),
        (any(column.unit.in_cells for column in table.columns.values()), "its cells say their units"),
        (bool(table.groups or table.fill_down), "its rows say their region for the rows below"),
        (bool({*table.key_columns} - {*table.region, *table.period}), "other columns say which rows are read, or how"),
        (len(table.region) > 1 or len(table.period) > 1 or table.dates is not None, "region or period are told in several cells"),
    ):
        if wrong:
            return why
    return ""


def hindrances(study: Study, cells: Sequence[Cell]) -> dict[str, str]:
    """By table of the study why it cannot be a form; of those that hold the figures of earlier periods nothing is told. ``cells``:
    what was delivered, which tells of which regions the rows of a table are."""
    units, rows = {region.code for region in study.apart}, {(cell.table, cell.region) for cell in cells}
    inside = {code for code, region in rows if region not in units and units & set(study.path(region))}
    now = {code: table for code, table in study.file.tables.items() if not table.file.startswith(CARRIED)}
    found = {
        code: hindrance(table) or ("its rows are of regions inside the units" * (code in inside)) for code, table in now.items()
    }
    return {code: why for code, why in found.items() if why}


def form_tables(study: Study, cells: Sequence[Cell], is_of_one: bool) -> list[FormTable]:
    """Tables of the study that a form can have, each on a sheet of its own; none that hold the figures of earlier periods."""
    left, used, found = hindrances(study, cells), set[str](), list[FormTable]()
    for code, table in study.file.tables.items():
        if code not in left and not table.file.startswith(CARRIED):
            sheet = free_name(table.sheet or code, used)
            found.append(FormTable(code=code, table=table, sheet=sheet, has_region=bool(table.region) and not is_of_one))
    return found


def free_name(wanted: str, used: set[str]) -> str:
    """A name of a sheet that none of the ``used`` has, in capitals or not, and which is one of them then: ``wanted`` as far as it
    fits."""
    names = (wanted[:_LONGEST_NAME], *(f"{wanted[: _LONGEST_NAME - 4]} {number}" for number in range(2, 1000)))
    name = next(name for name in names if name.casefold() not in used)
    used.add(name.casefold())
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlan:
    """What a workbook is made for. ``cells``: what was delivered of the period before. ``is_of_one``: the file is that of one
    region, which its name says."""

    study: Study
    catalogue: Catalogue
    period: Period
    regions: tuple[Region, ...]
    cells: tuple[Cell, ...]
    language: str
    is_of_one: bool

    @property
    def words(self) -> Mapping[str, str]:
        return WORDS[self.language]

    @property
    def tables(self) -> list[FormTable]:
        return form_tables(self.study, self.cells, self.is_of_one)

    @property
    def about(self) -> str:
        """The sheet that says how to fill in the others."""
        return free_name(self.words["about"], {form.sheet.casefold() for form in self.tables})

    @property
    def names(self) -> list[str]:
        """What the form calls each region: its name, or its code where another one is called so."""
        named = [region.name_en if self.language == "en" else region.name_zh for region in self.regions]
        return [
            region.code if sum(name in other.names for other in self.regions) > 1 else name
            for region, name in zip(self.regions, named, strict=True)
        ]


def form_book(plan: FormPlan) -> bytes:
    """The workbook: a sheet a table, a sheet with last period's figures of each, and one that says how to fill it in."""
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": plan.study.file.title[plan.language]}, None) as book:
        used = {plan.about.casefold(), *(form.sheet.casefold() for form in plan.tables)}
        for form in plan.tables:
            _write_form(book, form, plan)
        for form in plan.tables:
            _write_last(book, form, plan, used)
        _write_about(book.add_worksheet(plan.about), plan)
    return raw.getvalue()


def _keys(form: FormTable) -> list[str]:
    return [*(form.table.region if form.has_region else ()), *form.table.period]


def _row_keys(form: FormTable, name: str, period: Period) -> list[str]:
    """What the cells of :func:`_keys` hold in a row."""
    return [*([name] if form.has_region else []), *([period.spelled] if form.table.period else [])]


def _write_form(book: Workbook, form: FormTable, plan: FormPlan) -> None:
    sheet, bold = book.add_worksheet(form.sheet), book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF4"})
    top, keys, names = form.table.title_rows, _keys(form), plan.names if form.has_region else [""]
    sheet.freeze_panes(top + 1, len(keys))
    for place, name in enumerate((*keys, *form.table.columns)):
        sheet.write_string(top, place, name, bold)
        sheet.set_column(place, place, 14)
    for number, name in enumerate(names, start=top + 1):
        for place, text in enumerate(_row_keys(form, name, plan.period)):
            sheet.write_string(number, place, text)
    last = top + len(names)
    lists = [f"$A$2:$A${len(names) + 1}"] * form.has_region + ["$B$2:$B$2"] * len(form.table.period)
    for place, source in enumerate(lists):
        told = {"validate": "list", "source": f"='{plan.about}'!{source}", "error_message": plan.words["choose"]}
        sheet.data_validation(top + 1, place, last, place, told)
    for place, (name, column) in enumerate(form.table.columns.items(), start=len(keys)):
        told = _check_of(name, column, bounds_of(column, plan.catalogue), top + 1, place, plan.words)
        sheet.data_validation(top + 1, place, last, place, told)


def _check_of(name: str, column: Column, bounds: FigureBounds, row: int, place: int, words: Mapping[str, str]) -> dict[str, str]:
    """What the cells of a column accept, and what they say when they are chosen and when something else is written."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    told = words["wrong"].format(what=bounds.describe(words) or words["rate"], marks=" ".join(NOTHING.values()))
    return {
        "validate": "custom",
        "value": bounds.formula(xl_rowcol_to_cell(row, place)),
        "input_title": name[:_LONGEST_TITLE],
        "input_message": f"{column.unit} · {words[column.kind]}\n{told}"[:_LONGEST_MESSAGE],
        "error_title": name[:_LONGEST_TITLE],
        "error_message": told[:_LONGEST_MESSAGE],
    }


def _write_last(book: Workbook, form: FormTable, plan: FormPlan, used: set[str]) -> None:
    """What was delivered of the period before, each figure in the cell that it has on the form; no sheet where there is none."""
    before, keys, top = plan.period.previous, _keys(form), form.table.title_rows
    asked = {column.quantity for column in form.table.columns.values() if column.quantity}
    known = {(c.region, c.column): c.text for c in plan.cells if c.period == before and c.quantity in asked}
    if not any(region.code == code for region in plan.regions for code, _ in known):
        return
    sheet = book.add_worksheet(free_name(f"{plan.words['last']} {form.sheet}", used))
    for place, name in enumerate((*keys, *form.table.columns)):
        sheet.write_string(top, place, name)
        sheet.set_column(place, place, 14)
    for number, (region, name) in enumerate(zip(plan.regions, plan.names, strict=True), start=top + 1):
        figures = [known.get((region.code, column), "") for column in form.table.columns]
        for place, text in enumerate([*_row_keys(form, name, before), *figures]):
            sheet.write_string(number, place, text)


def _write_about(sheet: Worksheet, plan: FormPlan) -> None:
    """The lists that cells choose from, and beside them what every column is."""
    words = plan.words
    for place, (title, items) in enumerate(((words["region"], plan.names), (words["period"], [plan.period.spelled]))):
        for number, text in enumerate((title, *items)):
            sheet.write_string(number, place, text)
    for number, line in enumerate(_lines(plan)):
        for place, text in enumerate(line, start=3):
            sheet.write_string(number, place, text)
    sheet.set_column(0, 7, 18)


def _lines(plan: FormPlan) -> Iterator[Sequence[str]]:
    words, language, file = plan.words, plan.language, plan.study.file
    yield (file.title[language],)
    if file.synthetic:
        yield (file.synthetic[language],)
    yield (words["how"],)
    for kind, mark in NOTHING.items():
        yield words["nothing"], mark, words[kind]
    for form in plan.tables:
        yield ()
        yield (form.table.title[language],)
        yield words["column"], words["what"], words["unit"], words["kind"], words["range"]
        for name, column in form.table.columns.items():
            what = plan.catalogue.quantities[column.quantity].title[language] if column.quantity else words["rate"]
            yield name, what, str(column.unit), words[column.kind], bounds_of(column, plan.catalogue).describe(words)
