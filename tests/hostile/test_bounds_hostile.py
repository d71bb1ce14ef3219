"""Small files that ask for much work: what they cost is bounded by cells and findings, and they end in few right sentences."""

from __future__ import annotations

import io
import re
import zipfile

import grids
import openpyxl
import pytest
from openpyxl.styles import Font
from small import HEADER, ROWS, project, said

from evaluation import spreadsheet
from evaluation.data import body, csv_reader, xlsx_safety
from evaluation.data.findings import Finding, Told, Unreadable, render
from evaluation.study.model import Table

COLUMNS = {"income": {"unit": "万元", "quantity": "ui_income"}}


def table(file):
    return Table(
        title={"zh": "表", "en": "table"},
        file=file,
        region="region",
        fixed_period="2024",
        columns=COLUMNS,
        ignore=("outlay", "balance"),
    )


def workbook(change=lambda sheet: None):
    book = openpyxl.Workbook()
    for line in (HEADER + ROWS).splitlines():
        book.active.append([int(c) if c.isdigit() else c for c in line.split(",")])
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def stored(content, *changes):
    """The workbook with bytes of its sheet replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                for before, after in changes:
                    assert before in data
                    data = data.replace(before, after, 1)
            new.writestr(member.filename, data)
    return stream.getvalue()


def cell(row, column, value="1", **look):
    def change(sheet):
        sheet.cell(row, column, value)
        for name, how in look.items():
            setattr(sheet.cell(row, column), name, how)

    return change


@pytest.mark.parametrize(
    ("row", "column", "address"),
    [
        (1_048_576, 16_384, "XFD1048576"),
        (4, 5, "E4"),
        *(pytest.param(*c, marks=pytest.mark.slow) for c in [(99_999, 499, "SE99999"), (5000, 400, "OJ5000"), (2, 16_384, "XFD2")]),
    ],
)
def test_a_stray_cell_far_from_the_table_is_one_sentence_with_its_address(tmp_path, row, column, address):
    code, told = said(project(tmp_path, workbook(cell(row, column)), "insurance.xlsx"), "check", "sy")
    assert code == 2
    assert told.startswith("sy: 1 blocking, 0 reportable findings")
    assert f"sheet Sheet, row {row}, got '1'  [cell_without_header]\n    the cell {address} has no header above it" in told
    assert "what to do: If it belongs to the table, declare it as 'column " in told


@pytest.mark.parametrize(
    "change",
    [
        cell(20_000, 100, None, font=Font(bold=True)),
        cell(1_048_576, 16_384, None, number_format="0.00"),
        cell(99_999, 499, ""),
        lambda sheet: sheet.row_dimensions.__getitem__(900_000).__setattr__("height", 30),
    ],
    ids=["bold", "corner", "blank", "row"],
)
def test_empty_area_costs_nothing_however_far_it_reaches(tmp_path, change):
    root = project(tmp_path, workbook(change), "insurance.xlsx")
    assert said(root, "check", "sy") == (0, "sy: 0 blocking, 0 reportable findings\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<dimension ref="A1:D3"', b'<dimension ref="A1:XFD1048576"'),
        (b"<sheetData>", b'<cols><col min="1" max="999999999" width="9"/></cols><sheetData>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="AA1:XFD1048576"/></mergeCells>'),
        (b"</sheetData>", b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>'),
    ],
    ids=["dimension", "columns", "merged", "link"],
)
def test_what_a_sheet_says_of_its_size_is_not_made(tmp_path, before, after):
    root = project(tmp_path, stored(workbook(), (before, after)), "insurance.xlsx")
    assert said(root, "check", "sy") == (0, "sy: 0 blocking, 0 reportable findings\n")


def test_merged_cells_are_the_reason_that_is_told_first():
    content = workbook(lambda s: s.merge_cells("A1:B1"))
    with pytest.raises(Unreadable) as caught:
        grids.read(content, table("a.xlsx"), "a.xlsx")
    assert [f.code for f in caught.value.findings] == ["merged_cells"]


@pytest.mark.parametrize("swap", [((b'<row r="2"', b'<row r="3"'),), ((b'r="A2"', b'r="A9"'),), ((b'<row r="3"', b'<row r="0"'),)])
def test_rows_and_cells_out_of_their_order_are_refused(swap):
    with pytest.raises(Unreadable, match="the workbook cannot be opened"):
        grids.read(stored(workbook(), *swap), table("a.xlsx"), "a.xlsx")


def test_more_cells_than_a_table_has_are_refused_with_the_cell_that_is_too_much(monkeypatch):
    monkeypatch.setattr(body, "MOST_CELLS", 50)
    content = workbook(lambda s: [s.append(["R1", n]) for n in range(60)])
    with pytest.raises(Unreadable) as caught:
        grids.read(content, table("a.xlsx"), "a.xlsx")
    assert [render(f) for f in caught.value.findings] == [
        "blocking: a.xlsx, sheet 'Sheet', row 25: the table holds more than 50 cells: that many up to the cell B25. Ask who "
        "delivers it for several files, by year or by part of the area, and nothing filled in below or beside the table, and keep "
        "this one. [extent]"
    ]
    with pytest.raises(Unreadable, match="more than 50 cells: that many up to line 14"):
        grids.read((HEADER + ROWS * 30).encode(), table("a.csv"), "a.csv")


def test_more_rows_than_a_table_has_are_refused(monkeypatch):
    monkeypatch.setattr(body, "MOST_ROWS", 5)
    with pytest.raises(Unreadable, match=r"more than 5 rows: that many up to line 7\."):
        grids.read((HEADER + ROWS * 30).encode(), table("a.csv"), "a.csv")


def test_a_row_that_is_wide_counts_with_all_its_cells(monkeypatch):
    monkeypatch.setattr(body, "MOST_CELLS", 50)
    with pytest.raises(Unreadable, match="up to the cell BH4"):
        grids.read(workbook(lambda s: s.append([1] * 60)), table("a.xlsx"), "a.xlsx")


def shared(*cells):
    """A workbook whose texts stand in a part of their own, as Excel writes them."""
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {}, None) as book:
        for row, texts in enumerate(cells):
            (book.get_worksheet_by_name("Sheet") or book.add_worksheet("Sheet")).write_row(row, 0, texts)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("part", "limit"),
    [
        ("xl/worksheets/sheet1.xml", "_MOST_TAGS"),
        ("xl/sharedStrings.xml", "_MOST_TEXT_TAGS"),
        ("xl/styles.xml", "_MOST_SETTINGS"),
        ("xl/workbook.xml", "_MOST_SETTINGS"),
    ],
)
def test_parts_with_marks_without_number_are_refused_before_they_are_read(monkeypatch, part, limit):
    content = shared(["region", "income"], ["R1", "1"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        of = {n: archive.read(n).count(b"<") for n in archive.namelist() if n.endswith((".xml", ".rels"))}
    xlsx_safety.check(content, "a.xlsx")
    monkeypatch.setattr(xlsx_safety, "_MOST_TAGS", 10**6)
    monkeypatch.setattr(xlsx_safety, "_MOST_TEXT_TAGS", 10**6)
    monkeypatch.setattr(xlsx_safety, "_MOST_SETTINGS", 10**6)
    monkeypatch.setattr(xlsx_safety, limit, of[part] - 1)
    with pytest.raises(Unreadable) as caught:
        xlsx_safety.check(content, "a.xlsx")
    assert [(f.code, " marks" in f.message) for f in caught.value.findings] == [("extent", True)]


def test_a_csv_of_blank_rows_costs_nothing(tmp_path):
    root = project(tmp_path, HEADER + ROWS + ",,,\n" * 8_000_000)
    assert said(root, "check", "sy") == (0, "sy: 0 blocking, 0 reportable findings\n")


def test_blank_lines_between_rows_are_counted(monkeypatch):
    monkeypatch.setattr(csv_reader, "MOST_LINES", 1000)
    with pytest.raises(Unreadable, match=r"a\.csv, line 1001: the file has more than 1,000 lines"):
        grids.read((HEADER + "\n" * 2000 + ROWS).encode(), table("a.csv"), "a.csv")
    found, _ = grids.read((HEADER + "\n" * 900 + ROWS + "\n" * 2000).encode(), table("a.csv"), "a.csv")
    assert [r.number for r in found.rows] == [902, 903]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("," * 3_000_000, "line 1: the line is longer than 1 MB"),
        (HEADER + '"' + "\n" * 2000 + '",1,2,3\n', "line 2: a cell is longer than 32 KB"),
        (HEADER + 'R1,"\n' + '","\n' * 2000 + '"\n', "line 2: a cell is longer than 32 KB"),
    ],
)
def test_a_row_without_end_is_refused_where_it_begins(content, told):
    with pytest.raises(Unreadable, match=told):
        grids.read(content.encode(), table("a.csv"), "a.csv")


KINDS = {
    "region_unknown": "".join(f"X{n},1,2,3\n" for n in range(10_000)),
    "not_a_figure": "".join(f"R1,a{n},2,3\n" for n in range(10_000)),
    "ragged_row": "R1\n" * 10_000,
    "negative": "R1,-5,2,3\n" * 10_000,
    "leading_zero": "R1,007,2,3\n" * 10_000,
}


@pytest.mark.parametrize("kind", [next(iter(KINDS)), *(pytest.param(k, marks=pytest.mark.slow) for k in [*KINDS][1:])])
def test_wrong_rows_without_number_are_a_hundred_findings_and_a_count(tmp_path, kind):
    root = project(tmp_path, HEADER + ROWS + KINDS[kind])
    code, grouped = said(root, "check", "sy")
    assert (code, grouped.count(f"[{kind}]")) == (2, 1) and len(grouped) < 2_000
    assert ": 100 of one kind  [" in grouped and "and 97 more (--each lists them)" in grouped
    code, told = said(root, "check", "sy", "--each")
    assert (code, told.count(f"[{kind}]")) == (2, 100)
    assert re.search(rf"and 9,90\d more of the kind '{kind}', the first in line 10\d, the last in line 10003", told)
    assert re.match(r"sy: 10,00\d blocking, 0 reportable findings\n", told)
    assert len(told) < 60_000


def test_a_row_that_stands_thousands_of_times_is_one_sentence(tmp_path):
    code, told = said(project(tmp_path, HEADER + ROWS + "R1,1,2,3\n" * 30_000), "check", "sy")
    assert code == 2
    assert "region R1 stands twice for 2024, in lines 2 and 4 and 5 and 6 and 7 and 29,996 more" in told
    assert len(told) < 1000


def test_findings_are_counted_by_kind_and_severity():
    told = Told("a.xlsx", "表")
    for row in range(1, 2101):
        for severity in ("blocking", "reportable"):
            if told.wants("one", row, severity):
                told.add(Finding(severity=severity, code="one", message="m", fix="f", row=row))
    assert told.wants("other", 5)
    *first, blocking, reportable = told.all()
    assert (len(first), sum(f.stands_for for f in told.all())) == (100 + 2000, 2 * 2100)
    assert render(blocking) == (
        "blocking: a.xlsx, sheet '表', row 101: and 2,000 more of the kind 'one', the first in row 101, the last in row 2100. "
        "See those listed: what is done about them is done about these. [more_of_a_kind]"
    )
    assert (reportable.severity, reportable.stands_for) == ("reportable", 100)
