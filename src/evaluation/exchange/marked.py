"""A copy of a delivered workbook with its cells marked; the delivered one is never touched."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from evaluation import personal
from evaluation.exchange.returned import AskedKind, FoundPlace, ReturnedFile

_FILL = PatternFill("solid", fgColor="F9D9C2")
_AUTHOR = "evaluation"


def marked_copy(returned: ReturnedFile, language: str) -> bytes | None:
    """The workbook with every cell about which something is asked filled, and a comment that says what.

    None where there is nothing to mark or no copy may be made: of a file that is no new workbook or cannot be opened, of cells
    that are not known, and of a workbook that holds numbers of persons, which no copy spreads.
    """
    places = [(place, group) for group in returned.groups for place in group.places if place.cell and place.sheet]
    if not places or not returned.name.endswith(".xlsx"):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what the copy leaves out
        book = openpyxl.load_workbook(io.BytesIO(returned.content), keep_links=False)
    if any(_holds_person(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        return None
    for place, group in places:
        _mark(book, place, group, language)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


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
