"""Excel tables as delivered: the declared sheet, its header under merged titles, and nothing that is hidden."""

from __future__ import annotations

import io
import warnings

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluation.data import xlsx_cells, xlsx_safety
from evaluation.data.findings import Finding, Problem, Unreadable
from evaluation.data.grid import Grid, Record, build
from evaluation.errors import near, shown
from evaluation.study.model import Table

MOST_ROWS, MOST_COLUMNS = 100_000, 500


def read(content: bytes, table: Table, file: str) -> tuple[Grid, list[Finding]]:
    """The declared sheet's table; :class:`Unreadable` when it cannot be read as it is seen in an office program."""
    xlsx_safety.check(content, file)
    values = _load(content, file, data_only=True)
    formulas = _load(content, file, data_only=False)
    name = _sheet(values, table, file)
    sheet = values[name]
    place = {"file": file, "sheet": name}
    _check_extent(sheet, place)
    header_row = table.title_rows + 1
    width = _width(sheet, header_row)
    if width == 0:
        raise Unreadable(_blocking("no_header", f"row {header_row} is empty, a header is due there",
                                   "Check 'title_rows' in study.yml", row=header_row, **place))  # fmt: skip
    _check_merged(sheet, header_row, width, place)
    records = [_record(sheet, formulas[name], number, width) for number in range(header_row, sheet.max_row + 1)]
    used = [r for r in records[1:] if r.refused or any(t.strip() for t in r.texts)]
    grid, findings = build(table, used, records[0], encoding="xlsx", **place)
    findings += _hidden_sheets(values, name, file)
    findings += _hidden_columns(sheet, grid.header, place)
    findings += _hidden_rows(sheet, used, place)
    return grid, findings


def _load(content: bytes, file: str, *, data_only: bool) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that play no part in the figures
            return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise Unreadable(_blocking("not_xlsx", f"the workbook cannot be opened ({type(error).__name__})",
                                   "Save it again as .xlsx", file=file)) from error  # fmt: skip


def _sheet(book: openpyxl.Workbook, table: Table, file: str) -> str:
    names = [s.title for s in book.worksheets]
    visible = [s.title for s in book.worksheets if s.sheet_state == "visible"]
    if table.sheet is None:
        if len(visible) == 1:
            return visible[0]
        raise Unreadable(_blocking("sheet", f"the workbook has {len(visible)} visible sheets and none is declared",
                                   f"Declare 'sheet' in study.yml; {near('', visible)}", file=file))  # fmt: skip
    if table.sheet not in names:
        hint = near(table.sheet, [shown(n) for n in names])
        raise Unreadable(_blocking("sheet", f"there is no sheet '{shown(table.sheet)}'",
                                   f"Correct 'sheet' in study.yml; {hint}", file=file))  # fmt: skip
    if table.sheet not in visible:
        raise Unreadable(_blocking("sheet_hidden", "the declared sheet is hidden",
                                   "Unhide it and check its figures", file=file, sheet=table.sheet))  # fmt: skip
    return table.sheet


def _check_extent(sheet: Worksheet, place: dict) -> None:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Unreadable(_blocking(
            "extent", f"the sheet is used as far as {get_column_letter(sheet.max_column)}{sheet.max_row}",
            f"Delete what stands outside the table (at most {MOST_ROWS} rows, {MOST_COLUMNS} columns)", **place,
        ))  # fmt: skip


def _width(sheet: Worksheet, header_row: int) -> int:
    """Columns up to the last one that holds anything in or below the header."""
    rows = sheet.iter_rows(min_row=header_row, values_only=True)
    return max((i for row in rows for i, v in enumerate(row, start=1) if v not in (None, "")), default=0)


def _check_merged(sheet: Worksheet, header_row: int, width: int, place: dict) -> None:
    merged = [r for r in sheet.merged_cells.ranges if r.max_row >= header_row and r.min_col <= width]
    findings = [
        _blocking("merged_cells", f"the cells {r.coord} are merged inside the table",
                  "Unmerge them and fill in every cell, or correct 'title_rows' in study.yml",
                  row=max(r.min_row, 1), **place)
        for r in sorted(merged, key=lambda r: (r.min_row, r.min_col))
    ]  # fmt: skip
    if findings:
        raise Unreadable(*findings)


def _record(sheet: Worksheet, formulas: Worksheet, number: int, width: int) -> Record:
    texts, refused = [], {}
    for position in range(width):
        cell = sheet.cell(number, position + 1)
        try:
            texts.append(xlsx_cells.text(cell.value, formulas.cell(number, position + 1).value, cell.number_format))
        except Problem as problem:
            texts.append("")
            refused[position] = problem
    return Record(number=number, texts=texts, refused=refused)


def _hidden_sheets(book: openpyxl.Workbook, used: str, file: str) -> list[Finding]:
    return [
        Finding(severity="reportable", code="hidden_sheet", message="the workbook holds a hidden sheet; it is not read",
                fix="Ask what it is for, or delete it before delivery", file=file, sheet=title)
        for title in book.sheetnames if title != used and book[title].sheet_state != "visible"
    ]  # fmt: skip


def _hidden_columns(sheet: Worksheet, header: tuple[str, ...], place: dict) -> list[Finding]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():  # one dimension may stand for a group of columns
        if dimension.hidden or dimension.width == 0:
            hidden.update(range(dimension.min or 0, (dimension.max or 0) + 1))
    return [
        Finding(severity="reportable", code="hidden_column", message="the column is hidden; its figures are read",
                fix="Unhide it, so that readers see what is evaluated", column=name, **place)
        for position, name in enumerate(header, start=1) if position in hidden
    ]  # fmt: skip


def _hidden_rows(sheet: Worksheet, used: list[Record], place: dict) -> list[Finding]:
    found = []
    for record in used:
        dimension = sheet.row_dimensions[record.number]
        if dimension.hidden or dimension.height == 0:
            found.append(_blocking("hidden_row", "the row is hidden or filtered out and holds figures",
                                   "Unhide it or clear the filter, and check whether it belongs to the table",
                                   row=record.number, **place))  # fmt: skip
    return found


def _blocking(code: str, message: str, fix: str, **place) -> Finding:
    return Finding(severity="blocking", code=code, message=message, fix=fix, **place)
