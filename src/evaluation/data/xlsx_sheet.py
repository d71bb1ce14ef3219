"""One sheet of a workbook as it is stored: the cells that hold something, row by row, and what of it is hidden or merged.

Nothing is made of the area that a sheet claims to use: one formatted cell far away costs as little as any other.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl import Workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import CELL_TAG, COL_TAG, DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser

from evaluation.data.record import Merged
from evaluation.data.sheets import SheetRow, Stored

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z0-9:$]+)["']""")


class XlsxBook:
    """A workbook that was opened read-only."""

    kind = "xlsx"

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.names = [str(name) for name in book.sheetnames]
        self.visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; raises as :class:`Sheet` does."""
        return Sheet(self._book[name])


class Sheet(WorkSheetParser):
    """A sheet of a workbook that was opened read-only. Which columns are hidden is known when :meth:`rows` has begun.

    Raises whatever damaged markup leads to, and ``ValueError`` for rows and cells that are out of their order.
    """

    row_counter: int
    col_counter: int

    def __init__(self, sheet: ReadOnlyWorksheet) -> None:
        book = sheet.parent
        super().__init__(
            None,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self._sheet = sheet
        self._formats: dict[int, str] = {}
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged = _read_merged(sheet)

    def rows(self) -> Iterator[SheetRow]:
        """Rows that hold something, from the top."""
        row, inside, whole = SheetRow(0, False, {}), Element(ROW_TAG), Element(DATA_TAG)
        with warnings.catch_warnings(), self._sheet._get_source() as source:
            warnings.simplefilter("ignore")  # about dates and extensions that play no part in the figures
            for event, element in iterparse(source, ("start", "end")):
                tag = element.tag
                if event == "start":
                    if tag == ROW_TAG:
                        row, inside = self._begin(element), element
                    elif tag == DATA_TAG:
                        whole = element
                elif tag == CELL_TAG:
                    self._take(element, row)
                    inside.clear()
                elif tag == ROW_TAG:
                    if row.cells:
                        yield row
                    whole.clear()
                elif tag == COL_TAG:
                    self._column(element)

    def _begin(self, element: Element) -> SheetRow:
        said = element.attrib
        number = int(float(said.get("r", self.row_counter + 1)))
        if number <= self.row_counter:
            raise ValueError("rows out of their order")
        self.row_counter, self.col_counter = number, 0
        return SheetRow(number, _is_hidden(said, "ht"), {})

    def _take(self, element: Element, row: SheetRow) -> None:
        cell = self.parse_cell(element)
        if cell["row"] != row.number:
            raise ValueError("a cell out of its row")
        pending = cell["value"] is None and element.find(FORMULA_TAG) is not None
        if pending or cell["value"] not in (None, ""):
            row.cells[cell["column"] - 1] = Stored(cell["value"], self._format(cell), pending)

    def _format(self, cell: dict[str, Any]) -> str:
        style = cell["style_id"]
        if style not in self._formats:
            self._formats[style] = ReadOnlyCell(self._sheet, **cell).number_format
        return self._formats[style]

    def _column(self, element: Element) -> None:
        said = element.attrib
        if _is_hidden(said, "width"):
            self.hidden_columns.append((int(said["min"]), int(said["max"])))


def _is_hidden(said: dict[str, str], size: str) -> bool:
    return said.get("hidden") in ("1", "true") or float(said.get(size, 1)) == 0


def _read_merged(sheet: ReadOnlyWorksheet) -> tuple[Merged, ...]:
    """Merged cells stand behind the rows of a sheet, and are needed before."""
    with sheet._get_source() as source:
        markup = source.read()
    behind = markup[max(markup.rfind(b"sheetData"), 0) :]
    return tuple(_merged_range(ref.decode()) for ref in _MERGED.findall(behind))


def _merged_range(ref: str) -> Merged:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return Merged(ref, first_column or 1, first_row or 1, last_column or 2**14, last_row or 2**20)
