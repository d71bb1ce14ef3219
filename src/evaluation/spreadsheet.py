"""The only writer of tables that spreadsheet programs open, CSV and workbooks: no text in them is run as a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AT_ONCE = 4096  # rows
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_PROPERTIES_END = b"</cp:coreProperties>"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Rows = Iterable[Sequence[Any]]


def inert(cell: object) -> Any:
    """Text that a spreadsheet would run as a formula with an apostrophe before it; numbers as they are, None as blank."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()


def harmless(rows: Rows) -> Iterator[tuple[Any, ...]]:
    """``rows`` with every cell :func:`inert`, some thousands at a time: most columns need no look at each cell."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield from zip(*(_column(cells) for cells in zip(*some, strict=True)), strict=True)


def _column(cells: Sequence[Any]) -> Sequence[Any]:
    kinds = set(cells)
    if any(isinstance(kind, str) and kind.startswith(FORMULA) for kind in kinds):
        return [inert(cell) for cell in cells]
    return ["" if cell is None else cell for cell in cells] if None in kinds else cells


def csv_bytes(rows: Rows, encoding: str = "utf-8-sig") -> bytes:
    """``rows`` of equal length as CSV, marked as UTF-8 unless another ``encoding`` is given."""
    text = io.StringIO(newline="")
    _write(text, rows)
    return text.getvalue().encode(encoding)


def write_csv(path: Path, rows: Rows) -> None:
    """Replace ``path`` by ``rows`` as CSV in one step; they are taken as they are asked for and may be millions."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8", newline="") as handle:
            handle.write("\ufeff")  # the codec utf-8-sig would look for it row by row, in Python
            _write(handle, rows)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _write(handle: TextIO, rows: Rows) -> None:
    csv.writer(handle, lineterminator="\n").writerows(harmless(rows))


def money_format(decimals: int) -> str:
    """The format of cells that hold money."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


@contextmanager
def workbook(raw: io.BytesIO, properties: Mapping[str, str], created: date | None, language: str = "") -> Iterator[Workbook]:
    """A workbook that is in ``raw`` when the block ends. Text stays text; only ``write_formula`` makes a formula.

    ``created`` is the date in its properties; without one they hold none, and never the clock's. ``language``: of its words, as
    ``zh-CN``.
    """
    import xlsxwriter  # takes longer than most commands do

    at = created if isinstance(created, datetime) else datetime.combine(created or date.min, time())
    with xlsxwriter.Workbook(raw, _OPTIONS) as book:
        book.set_properties({**properties, "created": at})
        yield book
    if created is None or language:
        _write_properties(raw, dated=created is not None, language=language)


def _write_properties(raw: io.BytesIO, *, dated: bool, language: str) -> None:
    """Put the language into the properties of the workbook in ``raw`` and, where it is not ``dated``, take the dates out of them:
    its writer can do neither."""
    spoken = f"<dc:language>{language}</dc:language></cp:coreProperties>".encode() if language else _PROPERTIES_END
    parts = ZipFile(io.BytesIO(raw.getvalue()))
    raw.seek(0)
    raw.truncate()
    with ZipFile(raw, "w", ZIP_DEFLATED) as book:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = (content if dated else _DATES.sub(b"", content)).replace(_PROPERTIES_END, spoken)
            book.writestr(part, content)
