"""CSV files as delivered: encoding found strictly, every refusal with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from evaluation.data import encodings
from evaluation.data.advice import ask_for, copy_as
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.natures import nature
from evaluation.data.record import Page, Record
from evaluation.study.model import Table
from evaluation.study.tables import SEPARATORS

LARGEST_CELL = 32 * 1024
LARGEST_LINE, MOST_LINES, MOST_BREAKS = 2**20, 1_200_000, 1000  # characters, lines, line breaks in one row


def read(content: bytes, table: Table, file: str) -> Page:
    """The rows in ``content``; ``file`` names it in findings. :class:`Unreadable` when there is none to read."""
    text, encoding = decode(content, file)
    lone = re.search(r"\r(?!\n)", text)
    if lone:
        line = text.count("\n", 0, lone.start()) + 1
        raise _stop(
            file, "line_ends", "a line ends in a carriage return alone", copy_as("CSV with the line ends of Windows or Linux"), line
        )
    del text
    records = _records(_without_blank_end(content), encoding, file, SEPARATORS[table.separator])
    return Page(file=file, sheet=None, encoding=encoding, records=records)


def _without_blank_end(content: bytes) -> bytes:
    """``content`` up to the line of its last filled cell: what was formatted below the table costs nothing."""
    last = len(content.rstrip(b" \t\r\n,;|"))
    end = content.find(b"\n", last)
    return content if end < 0 else content[: end + 1]


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Text and the name of its encoding: UTF-8 (with or without mark) first, GB18030 only where UTF-8 is impossible."""
    found = nature(content)
    if found is not None:
        raise _stop(file, "not_csv", f"the file is {found.is_a}, not CSV", found.fix)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:400].count(0) > len(content[:400]) // 4:
        raise _stop(
            file,
            "utf16",
            "the file is UTF-16, as 'Unicode Text' of a spreadsheet program is",
            copy_as("CSV UTF-8 (comma delimited)"),
        )
    if b"\x00" in content:
        where = content.index(b"\x00")
        raise _stop(file, "nul", "the file holds a NUL byte", ask_for("a new export"), _line(content, where))
    if not content.strip():
        raise _stop(file, "empty", "the file is empty", ask_for("the table"))
    encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), encoding
    except UnicodeDecodeError as error:
        wrong = _line(content, error.start)
    if encoding == "utf-8-sig":
        raise _stop(file, "encoding", "the file is marked as UTF-8 and is not", ask_for("it as CSV UTF-8"), wrong)
    utf8 = _first_utf8_line(content)
    if utf8:
        raise _stop(
            file,
            "encoding_mixed",
            f"line {utf8} is UTF-8 and line {wrong} is not: files were joined or bytes were damaged",
            ask_for("a new export in UTF-8"),
            wrong,
        )
    if encodings.is_western(content):
        told = "the file is not UTF-8, and read as GB18030 it is no Chinese: letters with accents seem to be bytes of Windows-1252"
        raise _stop(file, "encoding", told, ask_for("it as CSV UTF-8"), wrong)
    try:
        return content.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        raise _stop(file, "encoding", "the file is neither UTF-8 nor GB18030", ask_for("it as CSV UTF-8"), line) from error


def _first_utf8_line(content: bytes) -> int | None:
    """First line that is certainly UTF-8: only three-byte characters, which GB18030 text hardly ever imitates."""
    for number, line in enumerate(io.BytesIO(content), start=1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if re.search("[\u4e00-\u9fff]", text) and not re.search("[\u0080-\u07ff]", text):
            return number
    return None


class _Lines:
    """Lines of a file, and how many of them the record in hand has taken; refused are those no table has."""

    def __init__(self, content: bytes, encoding: str, file: str, separator: str) -> None:
        self.handle = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
        self.file, self.number, self.begun, self.size = file, 0, 1, 0
        self.endless_cell = re.compile(f"[^{separator}]{{{LARGEST_CELL + 1}}}")

    def __iter__(self) -> Iterator[str]:
        for line in self.handle:
            self.number += 1
            self.size += len(line)
            if self.number > MOST_LINES:
                raise _stop(
                    self.file,
                    "extent",
                    f"the file has more than {MOST_LINES:,} lines",
                    ask_for("several files, without blank lines between the rows"),
                    self.number,
                )
            if len(line) > LARGEST_LINE or self.number - self.begun > MOST_BREAKS:
                raise self._endless(line)
            yield line

    def _endless(self, line: str) -> Unreadable:
        if self.number - self.begun > MOST_BREAKS or self.endless_cell.search(line):
            return _too_long(self.file, self.begun, None)
        return _stop(
            self.file,
            "line_too_long",
            f"the line is longer than {LARGEST_LINE // 2**20} MB",
            ask_for("one with its line ends"),
            self.number,
        )


def _records(content: bytes, encoding: str, file: str, separator: str) -> Iterator[Record]:
    lines = _Lines(content, encoding, file, separator)
    reader = csv.reader(lines, strict=True, delimiter=separator)
    try:
        for texts in reader:
            if lines.size > LARGEST_CELL and max(map(len, texts), default=0) > LARGEST_CELL:
                raise _too_long(file, lines.begun, next(i for i, t in enumerate(texts, start=1) if len(t) > LARGEST_CELL))
            filled = {i: text for i, text in enumerate(texts) if text}
            yield Record(lines.begun, filled, {}, len(texts))
            lines.begun, lines.size = lines.number + 1, 0
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(file, lines.begun, None) from error
        raise _stop(
            file,
            "quotes",
            "a quotation mark opens a cell and is not closed as CSV asks",
            ask_for('one with the whole cell in marks and those inside it doubled: "a ""b"" c"'),
            lines.begun,
        ) from error


def _too_long(file: str, line: int, position: int | None) -> Unreadable:
    which = f"cell {position}" if position else "a cell"
    return _stop(
        file,
        "cell_too_long",
        f"{which} is longer than {LARGEST_CELL // 1024} KB",
        "A closing quotation mark may be missing; " + ask_for("one that has it").lower(),
        line,
    )


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1


def _stop(file: str, code: str, message: str, fix: str, row: int | None = None) -> Unreadable:
    return Unreadable(Finding(severity="blocking", code=code, message=message, fix=fix, file=file, row=row))
