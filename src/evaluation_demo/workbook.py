"""An Excel delivery that is the same bytes wherever and whenever it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from evaluation import spreadsheet

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(
    sheets: Mapping[str, tuple[Sequence[str], list[list[str]]]], notes: Sequence[str], created: datetime, text_columns: int
) -> bytes:
    """Workbook of ``sheets`` (name: title lines, rows with header) and a hidden sheet of ``notes``.

    Every title line is merged over the width of the table. The first ``text_columns`` columns hold text, the others
    whole numbers where the cell is one. ``created`` is written into the properties instead of the clock.
    """
    raw = io.BytesIO()
    about = {"title": "就业援助情况（示例数据）", "author": "evaluation demo"}
    with spreadsheet.workbook(raw, about, created) as book:
        big = book.add_format({"bold": True, "align": "center", "font_size": 14})
        small = book.add_format({"align": "left", "font_size": 10})
        head = book.add_format({"bold": True, "align": "center", "text_wrap": True, "border": 1})
        cell = book.add_format({"border": 1})
        for name, (titles, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            for number, title in enumerate(titles):
                sheet.merge_range(number, 0, number, len(rows[0]) - 1, title, small if number else big)
            sheet.set_column(0, len(rows[0]) - 1, 14)
            sheet.write_row(len(titles), 0, rows[0], head)
            for number, row in enumerate(rows[1:], start=len(titles) + 1):
                for position, text in enumerate(row):
                    if position >= text_columns and text.isascii() and text.isdigit():
                        sheet.write_number(number, position, int(text), cell)
                    else:
                        sheet.write_string(number, position, text, cell)
            sheet.freeze_panes(len(titles) + 1, text_columns)
        hidden = book.add_worksheet("填报说明")
        hidden.write_column(0, 0, notes)
        hidden.hide()
    return _store(raw.getvalue())


def _store(content: bytes) -> bytes:
    """The archive without compression, whose bytes differ between builds of zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
