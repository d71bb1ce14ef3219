"""Excel tables: merged titles, exact numbers, nothing hidden."""

import io
from datetime import date

import grids
import openpyxl
import pytest

from evaluation.data.findings import Unreadable, render
from evaluation.study.model import Table

TABLE = Table(
    title={"zh": "表", "en": "table"},
    file="a.xlsx",
    sheet="表一",
    title_rows=2,
    region="地区",
    fixed_period="2007",
    total="合计",
    ignore=("备注",),
    columns={"人数": {"unit": "人", "quantity": "trained"}, "支出": {"unit": "万元", "quantity": "paid"}},
)


def book(rows=(("420100", 5, 1.5, None), ("合计", 5, 1.5, None)), header=("地区", "人数", "支出", "备注")):
    """A workbook as offices deliver them: merged title, unit line, header, rows, total row, a hidden sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "表一"
    sheet.append(["二〇〇七年就业再就业资金情况表"])
    sheet.merge_cells("A1:D1")
    sheet.append([None, None, None, "单位：万元"])
    for row in (header, *rows):
        sheet.append(list(row))
    workbook.create_sheet("底稿").sheet_state = "hidden"
    return workbook


def content(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(workbook, table=TABLE):
    return grids.read(content(workbook), table, "a.xlsx")


def told(findings):
    return [render(f) for f in findings]


def refusal(workbook, table=TABLE):
    with pytest.raises(Unreadable) as caught:
        read(workbook, table)
    return told(caught.value.findings)


def cell(value, number_format="General"):
    workbook = book(rows=(("420100", 5, None, None),))
    workbook["表一"]["C4"].value = value
    workbook["表一"]["C4"].number_format = number_format
    grid, findings = read(workbook)
    return grid.rows[0].cells["支出"], grid.rows[0].refused, [f for f in findings if f.code != "hidden_sheet"]


def test_titles_are_skipped_and_the_hidden_sheet_is_named():
    grid, findings = read(book())
    assert (grid.sheet, grid.header_row, grid.encoding) == ("表一", 3, "xlsx")
    assert [(r.number, r.cells) for r in grid.rows] == [
        (4, {"地区": "420100", "人数": "5", "支出": "1.5"}),
        (5, {"地区": "合计", "人数": "5", "支出": "1.5"}),
    ]
    assert told(findings) == [
        "reportable: a.xlsx, sheet '底稿': the workbook holds a hidden sheet; it is not read. "
        "Ask who delivers it what it is for. [hidden_sheet]"
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1, "General", "0.1"),
        (1310.1, "General", "1310.1"),
        (6992.95, "#,##0.00", "6992.95"),
        (5.0, "General", "5"),
        (5, "0.0", "5.0"),
        (1200, "#,##0.00_);(#,##0.00)", "1200.00"),
        (0.9575, "0.0%", "95.75%"),
        (0.95, "0.0%", "95.0%"),
        (1e-05, "General", "0.00001"),
        (123456789012345, "0", "123456789012345"),
        (12345, "0.0E+00", "12345"),
        ("１２３．５", "@", "１２３．５"),
        (True, "General", "TRUE"),
        (12, '0"人"', "12"),
        (-5, "0;[Red]-0", "-5"),
    ],
)
def test_numbers_become_the_text_they_stand_for(value, number_format, text):
    assert cell(value, number_format) == (text, frozenset(), [])


@pytest.mark.parametrize(
    ("value", "number_format", "line"),
    [
        (
            110105194912310021,
            "0",
            "the number has more than the 15 digits a spreadsheet keeps: precision lost. "
            "Ask who delivers it for the column stored as text, as codes and long numbers are, and keep this one. [precision_lost]",
        ),
        (
            1.1010519491231e17,
            "0",
            "the number has more than the 15 digits a spreadsheet keeps: precision lost. "
            "Ask who delivers it for the column stored as text, as codes and long numbers are, and keep this one. [precision_lost]",
        ),
        (
            date(2007, 12, 31),
            "yyyy-mm-dd",
            "the cell holds a date or time (2007-12-31 00:00:00) where a figure or name "
            "is due. If the column holds periods, and is the one of 'period' in study.yml, say which a day stands for "
            "('dates: month'); else ask what was meant. [date]",
        ),
        (
            "=1+1",
            "General",
            "the cell holds a formula whose result was never stored. A spreadsheet program works "
            "it out when it opens the file: save a copy as .xlsx from there beside the one delivered, which is "
            "kept, and declare that "
            "in study.yml. [formula_without_value]",
        ),
        (
            12000,
            "0,",
            "the cell shows its number scaled by the format '0,'. "
            "Ask who delivers it for figures as they are shown, in a plain number format, and keep this one. [scaled_display]",
        ),
        (
            12000,
            '0!.0,"万"',
            "the cell shows its number scaled by the format '0!.0,\"万\"'. "
            "Ask who delivers it for figures as they are shown, in a plain number format, and keep this one. [scaled_display]",
        ),
    ],
)
def test_numbers_that_cannot_be_relied_on(value, number_format, line):
    _, refused, findings = cell(value, number_format)
    assert refused == {"支出"}
    assert told(findings) == [f"blocking: a.xlsx, sheet '表一', row 4, column '支出': {line}"]


def test_an_ignored_column_may_hold_anything():
    workbook = book(rows=(("420100", 5, 1.5, date(2007, 1, 1)),))
    assert [f.code for f in read(workbook)[1]] == ["hidden_sheet"]


def test_hidden_rows_block_and_hidden_columns_are_reported():
    workbook = book()
    workbook["表一"].row_dimensions[4].hidden = True
    workbook["表一"].column_dimensions["C"].hidden = True
    assert told(read(workbook)[1])[1:] == [
        "blocking: a.xlsx, sheet '表一', row 4: the row is hidden or filtered out and holds figures. "
        "Ask whether it belongs to the table, for a file in which it is seen or gone; this one is kept. [hidden_row]",
        "reportable: a.xlsx, sheet '表一', column '支出': the column is hidden; its figures are read. "
        "Ask who delivers it why it is hidden. [hidden_column]",
    ]


def test_hidden_rows_without_content_do_not_matter():
    workbook = book()
    workbook["表一"].row_dimensions[9].hidden = True
    assert [f.code for f in read(workbook)[1]] == ["hidden_sheet"]


def test_a_name_merged_over_rows_is_that_of_each():
    workbook = book(rows=(("420100", 5, 1.5, None), (None, 6, 1.5, None), ("合计", 11, 3, None)))
    workbook["表一"].merge_cells("A4:A5")
    grid, _ = read(workbook)
    assert [(row.number, row.cells["地区"], row.address("地区")) for row in grid.rows] == [
        (4, "420100", "A4"),
        (5, "420100", "A5"),
        (6, "合计", "A6"),
    ]


@pytest.mark.parametrize(
    ("cells", "fix"),
    [
        ("B4:B5", "a figure for several rows or columns is refused"),
        ("B4:C4", "a figure for several rows or columns is refused"),
        ("B3:C3", "Write 'header_rows: 2' for the table in study.yml, if its header ends with row 4"),
        ("A3:A4", "Write 'header_rows: 2' for the table in study.yml, if its header ends with row 4"),
    ],
)
def test_cells_merged_inside_the_table(cells, fix):
    workbook = book(rows=(("420100", 5, 1.5, None), ("420200", 6, 1.5, None)))
    workbook["表一"].merge_cells(cells)
    (told,) = refusal(workbook)
    where = f"blocking: a.xlsx, sheet '表一', row {cells[1]}: the cells {cells} are merged inside the table. "
    assert told.startswith(where)
    assert told.endswith(f"{fix}. [merged_cells]")


def test_sheets_are_declared():
    assert refusal(book(), TABLE.model_copy(update={"sheet": "表二"})) == [
        "blocking: a.xlsx: there is no sheet '表二'. Correct 'sheet' in study.yml; known: 表一, 底稿. [sheet]"
    ]
    assert refusal(book(), TABLE.model_copy(update={"sheet": "底稿"})) == [
        "blocking: a.xlsx, sheet '底稿': the declared sheet is hidden. Ask who delivers it for a workbook in "
        "which it is seen, or another sheet, and keep this one. [sheet_hidden]"
    ]
    two = book()
    two.create_sheet("表二")
    assert refusal(two, TABLE.model_copy(update={"sheet": None})) == [
        "blocking: a.xlsx: the workbook has 2 visible sheets and none is declared. "
        "Declare 'sheet' in study.yml; known: 表一, 表二. [sheet]"
    ]
    assert read(book(), TABLE.model_copy(update={"sheet": None}))[0].sheet == "表一"


def test_a_wrong_number_of_title_rows():
    assert refusal(book(), TABLE.model_copy(update={"title_rows": 19}))[0].startswith(
        "blocking: a.xlsx, sheet '表一', row 20: row 20 is empty, a header is due there. Check 'title_rows'"
    )
