"""A copy of a delivered workbook with its cells marked; the delivered one is never touched."""

from __future__ import annotations

import io
import warnings
from collections import defaultdict
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from evaluation import personal, spreadsheet
from evaluation.exchange.returned import AskedKind, FoundPlace, ReturnedFile

_FILL = PatternFill("solid", fgColor="F9D9C2")
_AUTHOR = "evaluation"


def marked_copy(returned: ReturnedFile, language: str) -> bytes | None:
    """The workbook with every cell about which something is asked filled, and a comment that says what.

    Of an old workbook (.xls) it is a new one, of the sheets that are seen with what they show. None where there is nothing to mark
    or no copy may be made: of a file that is no workbook or cannot be opened, of cells that are not known, and of a workbook that
    holds numbers of persons, which no copy spreads.
    """
    places = [(place, group) for group in returned.groups for place in group.places if place.cell and place.sheet]
    if not places or not returned.name.endswith((".xlsx", ".xls")):
        return None
    book = _rebuild(returned) if returned.is_old_workbook else _open(returned.content)
    if any(_holds_person(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        return None
    for place, group in places:
        _mark(book, place, group, language)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _open(content: bytes) -> Any:  # openpyxl has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what the copy leaves out
        return openpyxl.load_workbook(io.BytesIO(content), keep_links=False)


def _rebuild(returned: ReturnedFile) -> Any:
    from evaluation.data import xls_book

    old, _ = xls_book.load(returned.content, returned.name)
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {}, None) as book:
        shapes = defaultdict[str, Any](book.add_format)
        for name in old.visible:
            there, sheet = old.sheet(name), book.add_worksheet(name)
            for merged in there.merged:
                sheet.merge_range(merged.ref, "")
            for row in there.rows():
                for position, stored in row.cells.items():
                    shapes[stored.number_format].set_num_format(stored.number_format)
                    write = sheet.write_string if isinstance(stored.value, str) else sheet.write
                    write(row.number - 1, position, stored.value, shapes[stored.number_format])
    return _open(raw.getvalue())


def _holds_person(value: object) -> bool:
    """A figure may have as many digits as a telephone; what is no figure has not."""
    text = str(value).strip() if value is not None else ""
    return personal.resident_number(text) or (isinstance(value, str) and personal.held(text))


def _mark(book: Any, place: FoundPlace, group: AskedKind, language: str) -> None:  # openpyxl has no types
    sheet = book[place.sheet] if place.sheet in book.sheetnames else None
    if sheet is None:
        return
    cell = sheet[place.cell]
    said = ". ".join(filter(None, (group.ask.title(language), group.ask.request(language))))
    before = f"{cell.comment.text}\n" if getattr(cell, "comment", None) else ""
    if said not in before and hasattr(cell, "fill"):
        cell.fill = _FILL
        cell.comment = Comment(f"{before}{said}", _AUTHOR)
