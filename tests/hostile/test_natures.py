"""Files that are something else than their name says: each is told by what it is, and by what to do, under either name."""

import io
import zipfile

import grids
import openpyxl
import pytest

from evaluation.data.findings import Unreadable
from evaluation.study.model import Table

TABLE = {
    "title": {"zh": "表", "en": "table"},
    "region": "region",
    "fixed_period": "2007",
    "columns": {"n": {"unit": "人", "quantity": "trained"}},
}


def zipped(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def ole(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(600)


def workbook():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["region", "n"])
    book.save(stream)
    return stream.getvalue()


DISGUISED = {
    "protected by a password": ole("EncryptedPackage"),
    "an old Excel workbook (.xls)": ole("Workbook"),
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "a binary Excel workbook (.xlsb)": zipped("xl/workbook.bin"),
    "an OpenDocument file (.ods)": zipped("mimetype", "content.xml"),
    "a zip file": zipped("t.csv"),
    "a web page (HTML)": "\ufeff<!-- 导出 -->\n<html><table><tr><td>地区</td></tr></table></html>".encode(),
    "an XML spreadsheet of Excel 2003": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "a web archive (MHTML)": b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    "a PDF file": b"%PDF-1.4",
    "a picture (PNG)": b"\x89PNG\r\n",
    "a RAR archive": b"Rar!\x1a\x07",
}


@pytest.mark.parametrize("file", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("kind", DISGUISED)
def test_what_a_file_is_is_told_whatever_it_is_called(file, kind):
    with pytest.raises(Unreadable) as caught:
        grids.read(DISGUISED[kind], Table(file=file, **TABLE), file)
    finding = caught.value.findings[0]
    assert kind in finding.message and finding.fix and finding.file == file


def test_a_workbook_called_csv_is_told_to_be_one():
    with pytest.raises(Unreadable) as caught:
        grids.read(workbook(), Table(file="a.csv", **TABLE), "a.csv")
    assert "an Excel workbook (.xlsx), not CSV" in caught.value.findings[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_called_xlsx_is_told_to_be_text(encoding):
    with pytest.raises(Unreadable) as caught:
        grids.read("地区,人数\n武汉,1\n".encode(encoding), Table(file="a.xlsx", **TABLE), "a.xlsx")
    assert "the file is text, such as CSV" in caught.value.findings[0].message
