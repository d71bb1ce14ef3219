"""Rows that are cut out of the markup of a sheet, against the same rows as a parser reads them."""

from __future__ import annotations

import io
import random
import zipfile
from unittest import mock

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.data import workbook_reader, xlsx_cells, xlsx_rows, xlsx_sheet
from evaluation.data.findings import Problem

PLAIN = ("<v>{n}</v>", ' t="n"><v>-{n}.50</v>', "<v>0.{n}</v>", ' t="inlineStr"><is><t> {n} _x0041_ ></t></is>', ' t="s"><v>1</v>')
ODD = (
    "<v>1{n}E-3</v>",
    ' t="inlineStr"><is><t>{n} &gt; 1</t></is>',
    "<f>1+{n}</f><v>{n}</v>",
    "<f>1+{n}</f>",
    ' t="inlineStr"><is><t xml:space="preserve"> 武汉{n} </t></is>',
    ' t="str"><v>甲{n}</v>',
    ' t="b"><v>1</v>',
    ' t="e"><v>#N/A</v>',
    "<v></v>",
    ' t="s"><v>9</v>',
    "<v>{n}0123456789012345</v>",
    "<v>x{n}</v>",
    ' t="inlineStr"><is><t> </t></is>',
)
WRONG = ("<v>{n}</c>", "</row>", "<!-- <c>", "<x/>", "&nothing;", '<c r="B1"/>')
DRAWN = settings(max_examples=250, deadline=None, derandomize=True)


def template() -> dict[str, bytes]:
    """The parts of a workbook with one sheet, two texts and styles for days, for parted thousands and for codes."""
    book, raw = openpyxl.Workbook(), io.BytesIO()
    for at, (value, number_format) in enumerate([("x", "General"), ("y", "yyyy-mm-dd"), (1, "#,##0"), (2, "00000")], start=1):
        book.active.cell(1, at, value).number_format = number_format
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = template()


@st.composite
def sheets(draw):
    dice = random.Random(draw(st.integers(0, 10**9)))
    wild = dice.random() < 0.3
    rows = [row(dice, number, wild) for number in sorted(dice.sample(range(1, 60), dice.randint(0, 12)))]
    if wild and rows and dice.random() < 0.3:
        dice.shuffle(rows)
    columns = '<cols><col min="2" max="3" width="0" hidden="1"/></cols>' if dice.random() < 0.5 else ""
    merged = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>' if dice.random() < 0.5 else ""
    declared = dice.choice(['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', "", "<?xml version='1.0'?>"])
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    between = dice.choice(["", "\n", " <!-- note -->" if wild else ""])
    return f"{declared}<worksheet {names}>{columns}<sheetData>{between.join(rows)}</sheetData>{merged}</worksheet>".encode()


def row(dice, number, wild):
    said = dice.choice(["", "", ' hidden="1"', ' ht="0"', ' spans="1:3" x="&amp;"'])
    if dice.random() < 0.1:
        return f'<row r="{number}"{said}/>'
    return f'<row r="{number}"{said}>{"".join(cell(dice, number, at, wild) for at in range(1, 5))}</row>'


def cell(dice, number, at, wild):
    style = dice.choice(["", "", "", ' s="1"', ' s="2"', ' s="3"', ' s="99"' if wild else ""])
    place = f' r="{"ABCD"[at - 1]}{number + (wild and dice.random() < 0.02)}"' if dice.random() < 0.97 else ""
    if dice.random() < 0.15:
        return f"<c{place}{style}/>"
    kinds = WRONG if wild and dice.random() < 0.05 else ODD if dice.random() < 0.1 else PLAIN
    text = dice.choice(kinds).format(n=dice.choice([0, 7, 31, 100, 123456, 99999999]))
    return f"<c{place}{style}{'' if text.startswith(' ') else '>'}{text}</c>"


def read(markup):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, markup if name == "xl/worksheets/sheet1.xml" else content)
    try:
        sheet = xlsx_sheet.XlsxBook(openpyxl.load_workbook(raw, read_only=True, data_only=True)).sheet("Sheet")
        found = [(r.number, r.hidden, r.cells, workbook_reader._record(r).texts) for r in sheet.rows()]
    except Exception as error:
        return type(error)
    return found, sheet.hidden_columns, sheet.merged


class _NeverPlain(xlsx_rows.Markup):
    """Markup that a parser is to read as a whole."""

    def __init__(self, markup: bytes) -> None:
        super().__init__(markup)
        self.are_rows_plain = False


@DRAWN
@given(sheets())
def test_rows_are_the_same_whether_they_are_parsed_or_cut_out(markup):
    cut = read(markup)
    with mock.patch.object(xlsx_sheet, "Markup", _NeverPlain):
        assert cut == read(markup)


@DRAWN
@given(st.one_of(st.floats(), st.integers(), st.decimals(places=3, allow_nan=False, allow_infinity=False).map(float)))
def test_numbers_with_few_digits_are_printed_as_all_are(value):
    def printed():
        try:
            return xlsx_cells.text(value, False, "General")
        except Problem as problem:
            return problem.code

    quick = printed()
    with mock.patch.object(xlsx_cells, "_plain", lambda value: ""):
        assert quick == printed()
