"""A workbook for units to fill in: the tables of a study as it declares them, with drop-downs, checks and last period's figures."""

from __future__ import annotations

import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.tall import Cell
from evaluation.exchange.carried import CARRIED
from evaluation.exchange.form_figures import NOTHING, WORDS, FigureBounds, bounds_of
from evaluation.study import pattern
from evaluation.study.model import Column, Study, Table
from evaluation.study.periods import Period
from evaluation.study.region import Region
from evaluation.view.phrases import Phrases

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTH, _LINE = 14, 15  # of a column in letters, of a line in points
_LONGEST_NAME = 31  # of a sheet
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # of what a cell says when it is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table as a form has it: on which sheet, and whether a column says the region. ``levels``: those of the regions inside the
    units that rows of it are of; none where all rows are of units."""

    code: str
    table: Table
    sheet: str
    has_region: bool
    levels: frozenset[str]

    @property
    def keys(self) -> list[str]:
        """Columns that say which row it is."""
        basis = self.table.basis.column
        return [*(self.table.region if self.has_region else ()), *self.table.period, *([basis] if basis else [])]

    @property
    def bases(self) -> list[tuple[str, str]]:
        """What a row of each basis says of it, with that basis; of a table without such a column one that says nothing."""
        said = self.table.basis
        return [(words[0], basis) for basis, words in said.means.items()] if said.column else [("", "")]


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
        (
            bool({*table.key_columns} - {*table.region, *table.period, table.basis.column}),
            "other columns say which rows are read, or how",
        ),
        (len(table.region) > 1 or len(table.period) > 1 or table.dates is not None, "region or period are told in several cells"),
    ):
        if wrong:
            return why
    return ""


def hindrances(study: Study) -> dict[str, str]:
    """By table of the study why it cannot be a form; of those that hold the figures of earlier periods nothing is told."""
    now = {code: table for code, table in study.file.tables.items() if not table.file.startswith(CARRIED)}
    found = {code: hindrance(table) for code, table in now.items()}
    return {code: why for code, why in found.items() if why}


def form_tables(study: Study, cells: Sequence[Cell], is_of_one: bool) -> list[FormTable]:
    """Tables of the study that a form can have, each on a sheet of its own; none that hold the figures of earlier periods.
    ``cells``: what was delivered, which tells of which regions the rows of a table are."""
    left, used, found = hindrances(study), set[str](), list[FormTable]()
    units = {region.code for region in study.apart}
    inside: dict[str, set[str]] = defaultdict(set)
    for code, region in {(cell.table, cell.region) for cell in cells}:
        if region not in units and units & set(study.path(region)):
            inside[code].add(study.by_code[region].level)
    for code, table in study.file.tables.items():
        if code not in left and not table.file.startswith(CARRIED):
            sheet, levels = free_name(table.sheet or code, used), frozenset(inside[code])
            has_region = bool(table.region) and (bool(levels) or not is_of_one)
            found.append(FormTable(code=code, table=table, sheet=sheet, has_region=has_region, levels=levels))
    return found


def free_name(wanted: str, used: set[str]) -> str:
    """A name of a sheet that none of the ``used`` has, in capitals or not, and which is one of them then: ``wanted`` as far as it
    fits."""
    names = (wanted[:_LONGEST_NAME], *(f"{wanted[: _LONGEST_NAME - 4]} {number}" for number in range(2, 1000)))
    name = next(name for name in names if name.casefold() not in used)
    used.add(name.casefold())
    return name


@dataclass(frozen=True, kw_only=True)
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
    def title(self) -> str:
        return str(Phrases(self.language).fill_title(self.study.file.title, self.period))

    @cached_property
    def tables(self) -> list[FormTable]:
        return form_tables(self.study, self.cells, self.is_of_one)

    @property
    def about(self) -> str:
        """The sheet that says how to fill in the others."""
        return free_name(self.words["about"], {form.sheet.casefold() for form in self.tables})

    def regions_of(self, form: FormTable) -> Iterator[Region]:
        """What its rows are of: each unit, or what lies inside it where that is what was delivered."""
        below = [region for region in self.study.regions if region.level in form.levels]
        for unit in self.regions:
            yield from [r for r in below if r is not unit and unit.code in self.study.path(r.code)] or [unit]

    @cached_property
    def names(self) -> dict[str, str]:
        """What the form calls each region that it lists, by code: its name, or its code where another one is called so."""
        listed = {region.code: region for form in self.tables for region in (*self.regions, *self.regions_of(form))}
        named = {code: region.name_en if self.language == "en" else region.name_zh for code, region in listed.items()}
        return {code: code if sum(name in other.names for other in listed.values()) > 1 else name for code, name in named.items()}

    def rows_of(self, form: FormTable, period: Period) -> Iterator[tuple[Region, str, list[str]]]:
        """Each row of a form: its region, its basis, and what its cells of :attr:`FormTable.keys` hold."""
        for region in self.regions_of(form):
            for said, basis in form.bases:
                held = [
                    [self.names[region.code]] * form.has_region,
                    [period.spelled] * bool(form.table.period),
                    [said] * bool(said),
                ]
                yield region, basis, [text for part in held for text in part]


def form_book(plan: FormPlan) -> bytes:
    """The workbook: a sheet that says how to fill in the others, a sheet a table, and one with last period's figures of each."""
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": plan.title}, None) as book:
        used = {plan.about.casefold(), *(form.sheet.casefold() for form in plan.tables)}
        _write_about(book.add_worksheet(plan.about), plan)
        for form in plan.tables:
            _write_form(book, form, plan)
        for form in plan.tables:
            _write_last(book, form, plan, used)
    return raw.getvalue()


def _write_form(book: Workbook, form: FormTable, plan: FormPlan) -> None:
    sheet, top, keys, rows = book.add_worksheet(form.sheet), form.table.title_rows, form.keys, [*plan.rows_of(form, plan.period)]
    _write_header(book, sheet, form)
    for number, (_, _, texts) in enumerate(rows, start=top + 1):
        for place, text in enumerate(texts):
            sheet.write_string(number, place, text)
    last = top + len(rows)
    lists: list[str | list[str]] = [f"='{plan.about}'!$A$2:$A${len(plan.names) + 1}"] * form.has_region
    lists += [f"='{plan.about}'!$B$2:$B$2"] * len(form.table.period)
    lists += [[said for said, _ in form.bases]] * bool(form.table.basis.column)
    for place, source in enumerate(lists):
        choice = {"validate": "list", "source": source, "error_message": plan.words["choose"]}
        sheet.data_validation(top + 1, place, last, place, choice)
    for place, (name, column) in enumerate(form.table.columns.items(), start=len(keys)):
        told = _check_of(name, column, bounds_of(column, plan.catalogue), top + 1, place, plan.words)
        sheet.data_validation(top + 1, place, last, place, told)


def _write_header(book: Workbook, sheet: Worksheet, form: FormTable) -> None:
    """The names of the columns, each whole in its cell, whatever program shows it, and on every printed page."""
    top, names = form.table.title_rows, (*form.keys, *form.table.columns)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
    for place, name in enumerate(names):
        sheet.write_string(top, place, name, bold)
    sheet.set_column(0, len(names) - 1, _WIDTH)
    if form.has_region:
        sheet.set_column(0, 0, 2 * _WIDTH)
    lines = max(-(-_wide(name) // (_WIDTH - 2)) for name in names)
    sheet.set_row(top, _LINE * (lines + 1))
    sheet.freeze_panes(top + 1, len(form.keys))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _wide(text: str) -> int:
    """Its width in letters: a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


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
    before, top, has_bases = plan.period.previous, form.table.title_rows, bool(form.table.basis.column)
    asked = {column.quantity for column in form.table.columns.values() if column.quantity}
    cells = [c for c in plan.cells if c.period == before and c.quantity in asked]
    known = {(c.region, str(c.basis) if has_bases else "", c.column): c.text for c in cells}
    rows = [*plan.rows_of(form, before)]
    if not {region.code for region, _, _ in rows} & {code for code, _, _ in known}:
        return
    sheet = book.add_worksheet(free_name(f"{plan.words['last']} {form.sheet}", used))
    _write_header(book, sheet, form)
    for number, (region, basis, texts) in enumerate(rows, start=top + 1):
        figures = [known.get((region.code, basis, column), "") for column in form.table.columns]
        for place, text in enumerate([*texts, *figures]):
            sheet.write_string(number, place, text)


def _write_about(sheet: Worksheet, plan: FormPlan) -> None:
    """The lists that cells choose from, and beside them what every column is."""
    words = plan.words
    for place, (title, items) in enumerate(((words["region"], [*plan.names.values()]), (words["period"], [plan.period.spelled]))):
        for number, text in enumerate((title, *items)):
            sheet.write_string(number, place, text)
    for number, line in enumerate(_lines(plan)):
        for place, text in enumerate(line, start=3):
            sheet.write_string(number, place, text)
    sheet.set_column(0, 2, 18)
    sheet.set_column(3, 7, 30)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _lines(plan: FormPlan) -> Iterator[Sequence[str]]:
    words, language, file = plan.words, plan.language, plan.study.file
    yield (plan.title,)
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
