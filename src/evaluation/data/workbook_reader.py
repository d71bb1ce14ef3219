"""Excel tables as delivered, new (.xlsx) and old (.xls): the declared sheet, its header under merged titles, nothing hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

from evaluation import personal
from evaluation.data import xlsx_cells, xlsx_safety
from evaluation.data.advice import ask_for
from evaluation.data.findings import Finding, Problem, Unreadable
from evaluation.data.header import KnownNames, parts_of_name
from evaluation.data.record import Page, Record
from evaluation.data.sheets import OpenBook, OpenSheet, SheetRow
from evaluation.data.xlsx_sheet import XlsxBook
from evaluation.errors import fit_for_message, near
from evaluation.study import pattern
from evaluation.study.model import Table


def read(content: bytes, table: Table, file: str, known: KnownNames) -> tuple[list[Page], list[Finding]]:
    """The declared sheets; :class:`Unreadable` when they cannot be read as they are seen in an office program."""
    book, findings = open_book(content, file)
    names, left = _sheets(book, table, file, known)
    findings += _hidden_sheet_findings(book, names, file)
    findings += [_sheets_left_out(left, file)] if left else []
    return [read_sheet(book, name, file) for name in names], findings


def read_sheet(book: OpenBook, name: str, file: str) -> Page:
    """A sheet of a workbook, its rows read as they are asked for; ``Unreadable`` where it is damaged."""
    try:
        sheet = book.sheet(name)
    except Exception as error:  # as below
        raise _damage(error, file) from error
    records, hidden = _records(sheet, file), sheet.hidden_columns
    return Page(file=file, sheet=name, encoding=book.kind, records=records, merged=sheet.merged, hidden_columns=hidden)


def open_book(content: bytes, file: str) -> tuple[OpenBook, list[Finding]]:
    """The workbook, and what is to be known of it; ``Unreadable`` for one that is not to be trusted."""
    if file.endswith(".xls"):
        from evaluation.data import xls_book  # few deliveries are that old

        return xls_book.load(content, file)
    found = xlsx_safety.check(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that play no part in the figures
            return XlsxBook(openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)), found
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise _damage(error, file) from error


def _damage(error: Exception, file: str) -> Unreadable:
    return Unreadable(
        _blocking(
            "not_xlsx", f"the workbook cannot be opened ({type(error).__name__})", ask_for("it once more as .xlsx"), file=file
        )
    )


def _records(sheet: OpenSheet, file: str) -> Iterator[Record]:
    try:
        for row in sheet.rows():
            yield _record(row)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # as above
        raise _damage(error, file) from error


def _record(row: SheetRow) -> Record:
    texts, refused, codes = {}, {}, {}
    for position, cell in row.cells.items():
        if code := xlsx_cells.code_text(cell.value, cell.number_format or ""):
            codes[position] = code
        try:
            texts[position] = xlsx_cells.text(cell.value, cell.pending, cell.number_format)
        except Problem as problem:
            refused[position] = problem
    return Record(number=row.number, texts=texts, refused=refused, hidden=row.hidden, codes=codes)


def _sheets(book: OpenBook, table: Table, file: str, known: KnownNames) -> tuple[list[str], list[str]]:
    """The sheets of the table, and of those whose name it leaves open the visible ones that are not."""
    if not pattern.holes(table.sheet):
        return [_sheet(book, table, file)], []
    visible = book.visible
    called = [name for name in visible if parts_of_name(table.sheet, name, table, known) is not None]
    if not called:
        shown = ", ".join(fit_for_message(name) for name in visible)
        raise Unreadable(
            _blocking(
                "sheet",
                f"no visible sheet is called as '{table.sheet}' says: {shown}",
                "Correct 'sheet' in study.yml; what stands for {region} is a region of the study, for {period} a period",
                file=file,
            )
        )
    return called, [name for name in visible if name not in called]


def _sheets_left_out(names: list[str], file: str) -> Finding:
    listed = ", ".join(fit_for_message(name) for name in names)
    sheets = "1 sheet is" if len(names) == 1 else f"{len(names)} sheets are"
    return Finding(
        severity="reportable",
        code="sheets_ignored",
        message=f"{sheets} not read, not being called as the table's: {listed}",
        fix="Nothing to do if they hold no figures of the table",
        file=file,
        facts={"count": f"{len(names)}", "names": listed},
    )


def _sheet(book: OpenBook, table: Table, file: str) -> str:
    names, visible = book.names, book.visible
    if table.sheet is None:
        if len(visible) == 1:
            if personal.held(visible[0]):
                raise Unreadable(
                    _blocking(
                        "personal_number",
                        "the name of the sheet holds a number of a person",
                        "Ask who delivers it for one without that number",
                        file=file,
                    )
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
                "sheet_hidden",
                "the declared sheet is hidden",
                ask_for("a workbook in which it is seen, or another sheet"),
                file=file,
                sheet=table.sheet,
            )
        )
    return table.sheet


def _hidden_sheet_findings(book: OpenBook, used: list[str], file: str) -> list[Finding]:
    return [
        Finding(
            severity="reportable",
            code="hidden_sheet",
            message="the workbook holds a hidden sheet; it is not read",
            fix="Ask who delivers it what it is for",
            file=file,
            sheet=title,
        )
        for title in book.names
        if title not in used and title not in book.visible
    ]


def _blocking(code: str, message: str, fix: str, **place: Any) -> Finding:
    return Finding(severity="blocking", code=code, message=message, fix=fix, **place)
