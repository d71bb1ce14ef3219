"""The writer of CSV files and workbooks: whole or not at all, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest

from evaluation import spreadsheet
from evaluation.spreadsheet import csv_bytes, harmless, inert, write_csv

RUN = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\tx",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－A1",
    "＠SUM(1)",
    '=HYPERLINK("http://evil","x")',
    "=cmd|' /C calc'!A0",
    "-",
    "-1-1",
    "-²",
]


@pytest.mark.parametrize("text", RUN)
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    assert inert(text) == f"'{text}"
    assert list(harmless([["a", text], [text, "b"]])) == [("a", f"'{text}"), (f"'{text}", "b")]


@pytest.mark.parametrize("text", ["-12.5", "-3", "12", "武汉", "", "−5", "—", "a=1"])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert inert(text) == text


def test_nothing_becomes_an_empty_cell_and_numbers_stay_numbers():
    assert (inert(None), inert(-5)) == ("", -5)


def test_what_is_written_is_read_back(tmp_path):
    rows = [["region", "a"], ["武汉", 'say "so", twice'], ["x\ny", None], ["=1", -5]]
    write_csv(tmp_path / "t.csv", iter(rows))
    content = (tmp_path / "t.csv").read_bytes()
    assert content == csv_bytes(rows)
    assert (content[:3], b"\r" in content) == (b"\xef\xbb\xbf", False)
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["region", "a"], ["武汉", 'say "so", twice'], ["x\ny", ""], ["'=1", "-5"]]


def test_more_rows_than_are_looked_at_at_once_are_all_written(tmp_path):
    write_csv(tmp_path / "t.csv", ([n, f"={n}"] for n in range(10_000)))
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (len(lines), lines[-1]) == (10_000, "9999,'=9999")


def test_a_file_is_old_or_new_never_half(tmp_path):
    def rows():
        yield ["a"]
        raise RuntimeError("the disk is full")

    (tmp_path / "t.csv").write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError):
        write_csv(tmp_path / "t.csv", rows())
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("t.csv", "old")]


@pytest.mark.parametrize("text", [*RUN, "http://evil", "mailto:a@b", "007", "1e5"])
def test_text_in_a_workbook_is_text_however_it_is_written(text):
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": "t"}, None) as book:
        sheet = book.add_worksheet("s")
        sheet.write_row(0, 0, [text])
        sheet.write(1, 0, text)
        sheet.write_column(2, 0, [text])
        sheet.write_string(3, 0, text)
    cells = [row[0] for row in openpyxl.load_workbook(raw)["s"].iter_rows()]
    assert {c.data_type for c in cells} == {"s"}
    assert not any("hyperlink" in name.lower() or name.endswith("sheet1.xml.rels") for name in zipfile.ZipFile(raw).namelist())
