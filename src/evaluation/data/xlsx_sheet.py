"""One sheet of a workbook as it is stored: the cells that hold something, row by row, and what of it is hidden or merged.

Nothing is made of the area that a sheet claims to use: one formatted cell far away costs as little as any other.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement, iterparse

from openpyxl import Workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import CELL_TAG, COL_TAG, DATA_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from evaluation.data.record import Merged, position_of
from evaluation.data.sheets import SheetRow, Stored
from evaluation.data.xlsx_rows import Markup, PlainRow

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
        with sheet._get_source() as source:
            self._markup = source.read()
        self.merged = _find_merged(self._markup)

    def rows(self) -> Iterator[SheetRow]:
        """Rows that hold something, from the top; once."""
        markup = Markup(self._markup)
        self._markup = b""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about dates and extensions that play no part in the figures
            if not markup.are_rows_plain:
                yield from self._parse(markup.all)
                return
            yield from self._parse(markup.frame)
            columns = self.hidden_columns[:]
            for row in markup.rows():
                if isinstance(row, bytes):
                    yield from self._parse(markup.with_rows(row))
                    self.hidden_columns[:] = columns
                elif (found := self._read(row)).cells:
                    yield found

    def _parse(self, markup: bytes) -> Iterator[SheetRow]:
        row, inside, whole = SheetRow(0, False, {}), Element(ROW_TAG), Element(DATA_TAG)
        for event, element in iterparse(io.BytesIO(markup), ("start", "end")):
            tag = element.tag
            if event == "start":
                if tag == ROW_TAG:
                    row, inside = self._begin(element.attrib), element
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

    def _read(self, plain: PlainRow) -> SheetRow:
        row = self._begin(plain.said)
        expected = str(row.number).encode()
        for letters, number, style_said, figure, string, text in plain.cells:
            if number != expected:
                raise ValueError("a cell out of its row")
            style = int(style_said or 0)
            if figure and style in self.date_formats:
                self._take(_element(f"{letters.decode()}{row.number}", style, figure), row)
                continue
            if figure:
                value: Any = float(figure) if b"." in figure else int(figure)
            else:
                value = self.shared_strings[int(string)] if string else text.decode()
            if value != "":
                row.cells[_position(letters)] = Stored(value, self._format_of(style), False)
        return row

    def _begin(self, said: Mapping[str, str]) -> SheetRow:
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
            row.cells[cell["column"] - 1] = Stored(cell["value"], self._format_of(cell["style_id"]), pending)

    def _format_of(self, style: int) -> str:
        if style not in self._formats:
            self._formats[style] = ReadOnlyCell(self._sheet, 1, 1, None, style_id=style).number_format
        return self._formats[style]

    def _column(self, element: Element) -> None:
        said = element.attrib
        if _is_hidden(said, "width"):
            self.hidden_columns.append((int(said["min"]), int(said["max"])))


def _element(place: str, style: int, figure: bytes) -> Element:
    made = Element(CELL_TAG, {"r": place, "s": str(style)})
    SubElement(made, VALUE_TAG).text = figure.decode()
    return made


@cache
def _position(letters: bytes) -> int:
    return position_of(letters.decode())


def _is_hidden(said: Mapping[str, str], size: str) -> bool:
    return said.get("hidden") in ("1", "true") or float(said.get(size, 1)) == 0


def _find_merged(markup: bytes) -> tuple[Merged, ...]:
    """Merged cells stand behind the rows of a sheet, and are needed before."""
    behind = markup[max(markup.rfind(b"sheetData"), 0) :]
    return tuple(_merged_range(ref.decode()) for ref in _MERGED.findall(behind))


def _merged_range(ref: str) -> Merged:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return Merged(ref, first_column or 1, first_row or 1, last_column or 2**14, last_row or 2**20)
