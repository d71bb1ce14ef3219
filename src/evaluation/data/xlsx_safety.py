"""What an Excel file is refused for before any library opens it."""

from __future__ import annotations

import io
import re
import zipfile

from evaluation.data.advice import ask_for, copy_as
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.natures import WORKBOOK, is_text, nature

LARGEST, LARGEST_SHEETS = 64 * 1024 * 1024, 192 * 1024 * 1024  # unpacked, of all but sheets, and of these
_RATIO = 100
_MOST_TAGS, _MOST_TEXT_TAGS, _MOST_SETTINGS = 24_000_000, 8_000_000, 1_000_000  # in sheets, in their texts, in all the rest
_SHEET, _TEXTS = re.compile(r"(?i)/worksheets/[^/]+\.xml$"), re.compile(r"(?i)/sharedstrings\.xml$")
_SMALL = 1024 * 1024  # a small member may be compressed as far as it likes


def check(content: bytes, file: str) -> list[Finding]:
    """What is to be known of a workbook; :class:`Unreadable` for bombs, entities, encryption, macros under the name of a workbook
    that has none, and anything not a workbook."""
    found = nature(content)
    if found is None:
        raise _stop(file, "not_xlsx", *_of_none(content))
    if found is not WORKBOOK:
        raise _stop(file, "not_xlsx", f"the file is {found.is_a}, not an Excel workbook", found.fix)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # a damaged directory is told as BadZipFile, NotImplementedError, struct.error …
        raise _stop(
            file, "not_xlsx", "the file is not an Excel workbook, or it is damaged", ask_for("it once more as .xlsx")
        ) from error
    with archive:
        members = archive.infolist()
        _check_sizes(members, file)
        _check_names(members, file)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                _check_markup(_bytes(archive, member, file), member.filename, file)
    return [links(file)] if any("/externallinks/" in m.filename.lower() for m in members) else []


def links(file: str) -> Finding:
    """That figures of the file come from other files: what was stored last is read, as anybody sees it who opens the file alone."""
    return Finding(
        severity="reportable",
        code="external_links",
        message="the workbook takes figures from other files; those that were stored last are read",
        fix="Ask whether they were brought up to date before it was delivered",
        file=file,
    )


def macros(file: str) -> Finding:
    """That the file holds macros, as an old workbook may."""
    return Finding(
        severity="reportable",
        code="macros",
        message="the workbook holds macros; none of them is run",
        fix="Nothing to do; ask what they are for if the figures look odd",
        file=file,
    )


def _of_none(content: bytes) -> tuple[str, str]:
    """What is said of content of no known kind."""
    if not content.strip():
        return "the file is empty", ask_for("the table")
    if is_text(content):
        return "the file is text, such as CSV, not an Excel workbook", "Declare a copy of it that is called .csv in study.yml"
    return "the file is not an Excel workbook, or it is damaged", "Ask for it once more as .xlsx"


def _check_sizes(members: list[zipfile.ZipInfo], file: str) -> None:
    in_sheets = sum(m.file_size for m in members if _SHEET.search(m.filename))
    for size, most in ((sum(m.file_size for m in members) - in_sheets, LARGEST), (in_sheets, LARGEST_SHEETS)):
        if size > most:
            raise _stop(
                file,
                "zip_bomb",
                f"the workbook unpacks to more than {most // 2**20} MB",
                ask_for("the table alone, without pictures and other sheets"),
            )
    for member in members:
        if member.file_size > _SMALL and member.file_size > _RATIO * max(member.compress_size, 1):
            raise _stop(
                file,
                "zip_bomb",
                f"a part of the workbook unpacks to more than {_RATIO} times its size",
                ask_for("the table in a new workbook"),
            )


def _check_names(members: list[zipfile.ZipInfo], file: str) -> None:
    names = [m.filename.lower() for m in members]
    if len(set(names)) != len(names):
        raise _stop(file, "not_xlsx", "the workbook holds one of its parts twice", ask_for("it once more as .xlsx"))
    if any(m.flag_bits & 1 for m in members):
        raise _stop(file, "not_xlsx", "the workbook is protected by a password", ask_for("it without a password"))
    if any("vbaproject" in n or "/macrosheets/" in n for n in names):
        raise _stop(file, "macros", "the workbook holds macros", copy_as(".xlsx without macros"))


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    try:
        return archive.read(member)
    except Exception as error:  # BadZipFile, zlib.error, RuntimeError (password) …
        raise _stop(
            file, "not_xlsx", f"the workbook is damaged ({type(error).__name__})", ask_for("it once more as .xlsx")
        ) from error


def _check_markup(markup: bytes, name: str, file: str) -> None:
    if markup.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in markup[:100]:
        raise _stop(file, "not_xlsx", f"the part {name} is not UTF-8", ask_for("it once more as .xlsx"))
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise _stop(
            file,
            "entities",
            f"the part {name} defines entities, which no office program writes",
            "Do not use this file; ask where it comes from",
        )
    most = _MOST_TAGS if _SHEET.search(name) else _MOST_TEXT_TAGS if _TEXTS.search(name) else _MOST_SETTINGS
    if markup.count(b"<") > most:
        raise _stop(file, "extent", f"the part {name} has more than {most:,} marks", ask_for("the table alone in a new workbook"))
    if name.lower() == "[content_types].xml" and b"macroEnabled" in markup:
        raise _stop(file, "macros", "the workbook is of a kind that holds macros", copy_as(".xlsx without macros"))


def _stop(file: str, code: str, message: str, fix: str) -> Unreadable:
    return Unreadable(Finding(severity="blocking", code=code, message=message, fix=fix, file=file))
