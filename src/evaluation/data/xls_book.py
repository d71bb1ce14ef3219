"""Old Excel workbooks (.xls, BIFF): the same sheets, rows and cells as those of an .xlsx, and as little trust in them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.biffh import XL_CELL_BLANK, XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_EMPTY, XL_CELL_ERROR, error_text_from_code
from xlrd.book import SUPBOOK_EXTERNAL
from xlrd.sheet import Cell, Sheet

from evaluation.data.advice import ask_for
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.natures import OLD_WORKBOOK, Nature, nature
from evaluation.data.record import Merged, letters
from evaluation.data.sheets import SheetRow, Stored
from evaluation.data.xlsx_safety import links, macros

LARGEST = 16 * 1024 * 1024
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_UNREAD = (XL_CELL_EMPTY, XL_CELL_BLANK)


class OldSheet:
    """A sheet, once read."""

    def __init__(self, book: xlrd.Book, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        self.hidden_columns = [(n + 1, n + 1) for n, column in sheet.colinfo_map.items() if column.hidden or column.width == 0]
        self.merged = tuple(_read_merged(*borders) for borders in sheet.merged_cells)

    def rows(self) -> Iterator[SheetRow]:
        """Rows that hold something, from the top."""
        for index in range(self._sheet.nrows):
            cells = {position: self._read_cell(cell) for position, cell in enumerate(self._sheet.row(index)) if _holds(cell)}
            if cells:
                said = self._sheet.rowinfo_map.get(index)
                yield SheetRow(index + 1, bool(said and (said.hidden or said.height == 0)), cells)

    def _read_cell(self, cell: Cell) -> Stored:
        shape = self._book.format_map[self._book.xf_list[cell.xf_index].format_key].format_str
        if cell.ctype == XL_CELL_DATE:
            return Stored(xlrd.xldate.xldate_as_datetime(cell.value, self._book.datemode), shape, pending=False)
        if cell.ctype == XL_CELL_BOOLEAN:
            return Stored(bool(cell.value), shape, pending=False)
        if cell.ctype == XL_CELL_ERROR:
            return Stored(error_text_from_code[cell.value], shape, pending=False)
        return Stored(cell.value, shape, pending=False)


class OldBook:
    """A workbook, once read."""

    kind = "xls"

    def __init__(self, book: xlrd.Book) -> None:
        self._book = book
        self.names = book.sheet_names()
        self.visible = [sheet.name for sheet in book.sheets() if sheet.visibility == 0]

    def sheet(self, name: str) -> OldSheet:
        """The sheet of that name."""
        return OldSheet(self._book, self._book.sheet_by_name(name))


def load(content: bytes, file: str) -> tuple[OldBook, list[Finding]]:
    """The workbook, and what is to be known of it; :class:`Unreadable` for anything not one, encryption and what is too large."""
    found = nature(content)
    if found is not OLD_WORKBOOK:
        is_a, fix = found or Nature("of no known kind, or it is damaged", ask_for("it once more"))
        raise _stop(file, "not_xls", f"the file is {is_a}, not an old Excel workbook (.xls)", fix)
    if len(content) > LARGEST:
        raise _stop(
            file, "extent", f"the workbook is larger than {LARGEST // 2**20} MB", ask_for("the table alone, as .xlsx or CSV")
        )
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        found_in = [of(file) for of, holds in ((links, _linked(book)), (macros, _MACROS in content)) if holds]
        return OldBook(book), found_in
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        if "encrypted" in str(error).lower():
            raise _stop(file, "not_xls", "the workbook is protected by a password", ask_for("it without a password")) from error
        told = f"the workbook cannot be opened ({type(error).__name__})"
        raise _stop(file, "not_xls", told, ask_for("it once more, best as .xlsx")) from error


def _linked(book: xlrd.Book) -> bool:
    return SUPBOOK_EXTERNAL in book._supbook_types


def _holds(cell: Cell) -> bool:
    return cell.ctype not in _UNREAD and cell.value != ""


def _read_merged(first_row: int, behind_row: int, first_column: int, behind_column: int) -> Merged:
    ref = f"{letters(first_column)}{first_row + 1}:{letters(behind_column - 1)}{behind_row}"
    return Merged(ref, first_column + 1, first_row + 1, behind_column, behind_row)


def _stop(file: str, code: str, message: str, fix: str) -> Unreadable:
    return Unreadable(Finding(severity="blocking", code=code, message=message, fix=fix, file=file))
