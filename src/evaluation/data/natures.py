"""What a file is by its content, whatever its name says: web pages and text called .xlsx, workbooks called .csv."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from evaluation.data.advice import copy_as


class Nature(NamedTuple):
    """``is_a``: the file is … ``fix``: what to do about it, whatever was expected."""

    is_a: str
    fix: str


WORKBOOK = Nature("an Excel workbook (.xlsx)", "Declare a copy of it that is called .xlsx in study.yml, with its 'sheet'")
_AGAIN = copy_as(".xlsx in a spreadsheet program")
_ASK = "Ask for the table as .xlsx or CSV"
_STARTS = {
    b"\x1f\x8b": "a gzip file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF file",
    b"{\\rtf": "a text document (RTF)",
    b"\x93NUMPY": "a NumPy file",
    b"\x80\x04": "a Python pickle",
    b"\x80\x05": "a Python pickle",
    b"SQLite": "a SQLite file",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
}
OLD_WORKBOOK = Nature("an old Excel workbook (.xls)", "Declare a copy of it that is called .xls in study.yml, with its 'sheet'")
_IN_OLE = {
    "EncryptedPackage": Nature("a workbook protected by a password", "Ask for it as .xlsx without a password"),
    "WordDocument": Nature("a Word document", _ASK),
    "Workbook": OLD_WORKBOOK,
    "Book": OLD_WORKBOOK,
}
_IN_ZIP = {
    "xl/workbook.xml": WORKBOOK,
    "xl/workbook.bin": Nature("a binary Excel workbook (.xlsb)", _AGAIN),
    "word/document.xml": Nature("a Word document", _ASK),
    "ppt/presentation.xml": Nature("a presentation", _ASK),
    "content.xml": Nature("an OpenDocument file (.ods)", _AGAIN),
    "Index/Document.iwa": Nature("a Numbers document", _AGAIN),
}
_PAGE = re.compile(rb"(?i)^\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body|<meta|<table)", re.S)
_LOOKED_AT = 4096


def nature(content: bytes) -> Nature | None:
    """What ``content`` is when it is no plain text."""
    head = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        named = (kind for name, kind in _IN_OLE.items() if name.encode("utf-16-le") in content)
        return next(named, Nature("an old Office file, or one protected by a password", "Ask for it as .xlsx without a password"))
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if _PAGE.match(head):
        return Nature("a web page (HTML), as some systems export tables under the name of a workbook", _AGAIN)
    if b"schemas-microsoft-com:office:spreadsheet" in head:
        return Nature("an XML spreadsheet of Excel 2003", _AGAIN)
    if head.lower().startswith(b"mime-version:"):
        return Nature("a web archive (MHTML)", _AGAIN)
    return next((Nature(is_a, _ASK) for start, is_a in _STARTS.items() if head.startswith(start)), None)


def _in_zip(content: bytes) -> Nature:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
    except Exception:  # a damaged directory is told as BadZipFile, NotImplementedError, struct.error …
        return Nature("a damaged zip file or workbook", "Ask for it once more")
    return next(
        (kind for name, kind in _IN_ZIP.items() if name in names),
        Nature("a zip file", "Unpack it beside itself, and declare the table in study.yml"),
    )


def is_text(content: bytes) -> bool:
    """Whether it could be a delimited table: no control characters, in UTF-8 or GB18030."""
    if re.search(rb"[\x00-\x08\x0e-\x1f]", content[:_LOOKED_AT]):
        return False
    return bool(content.strip()) and any(_decodes(content, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
