"""Hostile CSV files (rows 12-14, 36, 40-42, 45): each ends in a named refusal or stays inert text."""

import grids
import pytest

from evaluation.data import units
from evaluation.data.findings import Problem, Unreadable, render
from evaluation.study.model import Table
from evaluation.study.unit import WrittenUnit

TABLE = Table(
    title={"zh": "表", "en": "table"},
    file="a.csv",
    region="region",
    period="period",
    columns={"n": {"unit": "人", "quantity": "trained"}},
)
HEAD = b"region,period,n\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "a.csv: the file is empty"),
        (HEAD + b"a,2007,\x00\n", "a.csv, line 2: the file holds a NUL byte"),
        (
            "region,period,n\n".encode("utf-16"),
            "a.csv: the file is UTF-16, as 'Unicode Text' of a spreadsheet program is. "
            "Save a copy as CSV UTF-8 (comma delimited) beside the one delivered, which is kept, and declare "
            "that in study.yml. [utf16]",
        ),
        ("region,period,n\n".encode("utf-16-be"), "a.csv: the file is UTF-16"),
        (b"\xef\xbb\xbf" + HEAD + b"\xff\n", "a.csv, line 2: the file is marked as UTF-8 and is not"),
        (HEAD + b"a,2007,\xff\xff\n", "a.csv, line 2: the file is neither UTF-8 nor GB18030"),
        (
            HEAD + "武汉市,2007,1\n".encode() + "黄石市,2007,1\n".encode("gb18030"),
            "a.csv, line 3: line 2 is UTF-8 and line 3 is not: files were joined or bytes were damaged",
        ),
        (HEAD.replace(b"\n", b"\r") + b"a,2007,1\r", "a.csv, line 1: a line ends in a carriage return alone"),
        (HEAD + b'a,2007,1\n"b,2007,2\nc,2007,3\n', "a.csv, line 3: a quotation mark opens a cell and is not closed"),
        (HEAD + b'"a"b,2007,1\n', "a.csv, line 2: a quotation mark opens a cell"),
        (HEAD + b"a,2007," + b"9" * 40_000 + b"\n", "a.csv, line 2: cell 3 is longer than 32 KB"),
        (HEAD + b"a,2007," + b"9" * 10_000_000 + b"\n", "a.csv, line 2: a cell is longer than 32 KB"),
        (b"PK\x03\x04rest", "a.csv: the file is a damaged zip file or workbook, not CSV"),
        (b"\x1f\x8brest", "a.csv: the file is a gzip file, not CSV"),
        (b"PAR1rest", "a.csv: the file is a Parquet file, not CSV"),
        (b"\x80\x04rest", "a.csv: the file is a Python pickle, not CSV"),
        (b"\x93NUMPYrest", "a.csv: the file is a NumPy file, not CSV"),
    ],
)
def test_files_that_are_no_csv(content, told):
    with pytest.raises(Unreadable) as caught:
        grids.read(content, TABLE, "a.csv")
    assert render(caught.value.findings[0]).startswith(f"blocking: {told}")


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://evil","x")',
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "＝1+1",
        "95%",
        "9.5‰",
        "1.2万",
        "(1,234)",
        "1_000",
        "٣",
        "1e400",
        "1e5",
        "#DIV/0!",
        "NaN",
        "inf",
        "0x10",
        "1٫5",
        "½",
        "一百",
        "12 34",
        "1 2345",
        "1 234,567",
        "1,2345",
        ",123",
        "1.",
        ".5",
        "--5",
        "5-",
        "1\n2",
        "\u202e12",
        "1\u200b2",
        "१२",
        "𝟏𝟐",
        "NO",
        "null",
        "NA",
    ],
)
def test_cells_that_are_no_figures(cell):
    with pytest.raises(Problem):
        units.read(cell, WrittenUnit.of("人"))


def test_formula_cells_stay_text():
    grid, findings = grids.read(HEAD + b'"=HYPERLINK(""x"")",2007,@SUM(1)\n', TABLE, "a.csv")
    assert (grid.rows[0].cells["region"], grid.rows[0].cells["n"], findings) == ('=HYPERLINK("x")', "@SUM(1)", [])


def test_text_that_would_pass_as_gb18030_is_read_as_utf8():
    grid, _ = grids.read(HEAD + "就业资金,2007,1\n".encode(), TABLE, "a.csv")
    assert (grid.encoding, grid.rows[0].cells["region"]) == ("utf-8", "就业资金")
