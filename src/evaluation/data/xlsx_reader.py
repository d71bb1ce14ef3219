"""Excel tables as delivered: the declared sheet, its header under merged titles, and nothing that is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import chain
from typing import Any

import openpyxl

from evaluation import personal
from evaluation.data import xlsx_cells, xlsx_safety
from evaluation.data.findings import FilePlace, Finding, Problem, Told, Unreadable
from evaluation.data.grid import Grid, build
from evaluation.data.record import Record
from evaluation.data.xlsx_sheet import Sheet, SheetRow
from evaluation.errors import fit_for_message, near
from evaluation.study.model import Table


def read(content: bytes, table: Table, file: str) -> tuple[Grid, list[Finding]]:
    """The declared sheet's table; :class:`Unreadable` when it cannot be read as it is seen in an office program."""
    xlsx_safety.check(content, file)
    book = _load(content, file)
    name = _sheet(book, table, file)
    place: FilePlace = {"file": file, "sheet": name}
    sheet, reader = Sheet(book[name]), _Reader(table.title_rows + 1, file, name)
    records = reader.records(sheet)
    header = next(records, None)
    if header is None:
        raise Unreadable(
            _blocking(
                "no_header",
                f"row {reader.header_row} is empty, a header is due there",
                "Check 'title_rows' in study.yml",
                row=reader.header_row,
                **place,
            )
        )
    if header.number > reader.header_row:
        header, records = Record(number=reader.header_row, texts={}, refused={}), chain([header], records)
    try:
        grid, findings = build(table, records, header, encoding="xlsx", file=file, sheet=name)
    except Unreadable:  # merged cells are the reason of what they lead to
        _check_merged(sheet, reader, records, place)
        raise
    _check_merged(sheet, reader, records, place)
    findings += _hidden_sheet_findings(book, name, file)
    findings += _hidden_column_findings(sheet, grid.header, place)
    return grid, findings + reader.told.all()


def _load(content: bytes, file: str) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that play no part in the figures
            return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise _damage(error, file) from error


def _damage(error: Exception, file: str) -> Unreadable:
    return Unreadable(
        _blocking("not_xlsx", f"the workbook cannot be opened ({type(error).__name__})", "Save it again as .xlsx", file=file)
    )


class _Reader:
    """Rows of a sheet as records, from the header on; ``width``: columns up to the last that holds anything there."""

    def __init__(self, header_row: int, file: str, sheet: str) -> None:
        self.header_row, self.file = header_row, file
        self.told = Told(file, sheet)
        self.width = 0

    def records(self, sheet: Sheet) -> Iterator[Record]:
        try:
            for row in sheet.rows():
                if row.number >= self.header_row:
                    self.width = max(self.width, max(row.cells) + 1)
                    yield self._record(row)
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # as above
            raise _damage(error, self.file) from error

    def _record(self, row: SheetRow) -> Record:
        texts, refused = {}, {}
        for position, cell in row.cells.items():
            try:
                texts[position] = xlsx_cells.text(cell.value, cell.pending, cell.number_format)
            except Problem as problem:
                refused[position] = problem
        record = Record(number=row.number, texts=texts, refused=refused)
        holds = row.number > self.header_row and (refused or record.filled_positions())
        if row.hidden and holds and self.told.wants("hidden_row", row.number):
            self.told.add(
                _blocking(
                    "hidden_row",
                    "the row is hidden or filtered out and holds figures",
                    "Unhide it or clear the filter, and check whether it belongs to the table",
                    row=row.number,
                    **self.told.place,
                )
            )
        return record


def _sheet(book: openpyxl.Workbook, table: Table, file: str) -> str:
    names = [s.title for s in book.worksheets]
    visible = [s.title for s in book.worksheets if s.sheet_state == "visible"]
    if table.sheet is None:
        if len(visible) == 1:
            if personal.held(visible[0]):
                raise Unreadable(
                    _blocking("personal_number", "the name of the sheet holds a number of a person", "Rename the sheet", file=file)
                )
            return visible[0]
        raise Unreadable(
            _blocking(
                "sheet",
                f"the workbook has {len(visible)} visible sheets and none is declared",
                f"Declare 'sheet' in study.yml; {near('', visible)}",
                file=file,
            )
        )
    if table.sheet not in names:
        hint = near(table.sheet, [fit_for_message(n) for n in names])
        raise Unreadable(
            _blocking(
                "sheet", f"there is no sheet '{fit_for_message(table.sheet)}'", f"Correct 'sheet' in study.yml; {hint}", file=file
            )
        )
    if table.sheet not in visible:
        raise Unreadable(
            _blocking(
                "sheet_hidden", "the declared sheet is hidden", "Unhide it and check its figures", file=file, sheet=table.sheet
            )
        )
    return table.sheet


def _check_merged(sheet: Sheet, reader: _Reader, records: Iterator[Record], place: FilePlace) -> None:
    """:class:`Unreadable` for cells merged inside the table. What is left of the sheet is read: they stand at its end."""
    for _ in records:
        pass
    told = Told(**place)
    for merged in sorted(sheet.merged, key=lambda m: (m.first_row, m.first_column)):
        inside = merged.last_row >= reader.header_row and merged.first_column <= reader.width
        if inside and told.wants("merged_cells", merged.first_row):
            told.add(
                _blocking(
                    "merged_cells",
                    f"the cells {fit_for_message(merged.ref)} are merged inside the table",
                    "Unmerge them and fill in every cell, or correct 'title_rows' in study.yml",
                    row=merged.first_row,
                    **place,
                )
            )
    if told.found:
        raise Unreadable(*told.all())


def _hidden_sheet_findings(book: openpyxl.Workbook, used: str, file: str) -> list[Finding]:
    return [
        Finding(
            severity="reportable",
            code="hidden_sheet",
            message="the workbook holds a hidden sheet; it is not read",
            fix="Ask what it is for, or delete it before delivery",
            file=file,
            sheet=title,
        )
        for title in book.sheetnames
        if title != used and book[title].sheet_state != "visible"
    ]


def _hidden_column_findings(sheet: Sheet, header: tuple[str, ...], place: FilePlace) -> list[Finding]:
    return [
        Finding(
            severity="reportable",
            code="hidden_column",
            message="the column is hidden; its figures are read",
            fix="Unhide it, so that readers see what is evaluated",
            column=name,
            **place,
        )
        for position, name in enumerate(header, start=1)
        if any(first <= position <= last for first, last in sheet.hidden_columns)
    ]


def _blocking(code: str, message: str, fix: str, **place: Any) -> Finding:
    return Finding(severity="blocking", code=code, message=message, fix=fix, **place)
