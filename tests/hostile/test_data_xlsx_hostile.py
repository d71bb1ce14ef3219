"""Hostile workbooks (rows 38 and 46): refused before a figure is read, with the reason."""

import io
import random
import zipfile

import grids
import openpyxl
import pytest

from evaluation.data.findings import Unreadable, render
from evaluation.study.model import Table

TABLE = Table(
    title={"zh": "表", "en": "table"},
    file="a.xlsx",
    region="region",
    fixed_period="2007",
    columns={"n": {"unit": "人", "quantity": "trained"}},
)


def workbook(change=None):
    book = openpyxl.Workbook()
    book.active.append(["region", "n"])
    book.active.append(["420100", 5])
    if change:
        change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_members(extra=None, replace=None):
    """The plain workbook with members added, and bytes of members replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            for name, before, after in replace or ():
                content = content.replace(before, after) if member.filename == name else content
            new.writestr(member.filename, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def refusal(content):
    with pytest.raises(Unreadable) as caught:
        grids.read(content, TABLE, "a.xlsx")
    return render(caught.value.findings[0])


def test_the_plain_workbook_is_read():
    grid, findings = grids.read(with_members(), TABLE, "a.xlsx")
    assert (grid.rows[0].cells, findings) == ({"region": "420100", "n": "5"}, [])


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"region,n\n", "the file is text, such as CSV, not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "the file is an old Office file, or one protected by a password, not an Excel workbook"),
        (workbook()[:-400], "the file is a damaged zip file or workbook"),
        (with_members({"bomb.bin": bytes(20 * 2**20)}), "a part of the workbook unpacks to more than 100 times its size"),
        (with_members({f"{i}.bin": bytes(2**20 - 1) for i in range(70)}), "the workbook unpacks to more than 64 MB"),
        (with_members({"xl/vbaProject.bin": b"x"}), "the workbook holds macros"),
        (
            with_members(replace=[("[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main")]),
            "the workbook is of a kind that holds macros",
        ),
        (with_members(replace=[(SHEET, b"<worksheet", ENTITIES)]), f"the part {SHEET} defines entities"),
        (with_members(replace=[(SHEET, b"<worksheet", OUTSIDE)]), f"the part {SHEET} defines entities"),
        (with_members(replace=[(SHEET, b"</sheetData>", b"")]), "the workbook cannot be opened"),
    ],
    ids=["text", "xls", "cut", "ratio", "size", "macro", "macro-type", "entities", "xxe", "xml"],
)
def test_refused(content, told):
    assert told in refusal(content)


def test_a_part_that_is_not_a_workbook_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../x", "slip")
    assert "the file is a zip file, not an Excel workbook" in refusal(stream.getvalue())


def test_a_damaged_member_is_refused():
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 20
    content[start : start + 30] = bytes(30)
    assert "the workbook is damaged" in refusal(bytes(content))


def test_damage_anywhere_ends_in_a_table_or_a_named_refusal():
    dice, plain, refused = random.Random(1), workbook(), 0
    for _ in range(150):
        content = bytearray(plain)
        for _ in range(dice.randint(1, 4)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        try:
            grids.read(bytes(content), TABLE, "a.xlsx")
        except Unreadable as error:
            refused += 1
            assert error.findings[0].fix
    assert refused > 100


def test_a_resident_number_kept_as_a_number_is_refused_and_not_shown():
    _, findings = grids.read(workbook(lambda s: s.append([110105194912310021, 1])), TABLE, "a.xlsx")
    assert [(f.code, f.column, f.row) for f in findings] == [("precision_lost", "region", 3)]
    assert "1101051949" not in render(findings[0])


def test_formulas_are_never_evaluated():
    content = workbook(lambda s: s.append(['=HYPERLINK("http://evil","x")', "=cmd|' /C calc'!A0"]))
    _, findings = grids.read(content, TABLE, "a.xlsx")
    assert [f.code for f in findings] == ["formula_without_value", "formula_without_value"]


def test_figures_from_other_files_are_told():
    _, findings = grids.read(with_members({"xl/externalLinks/externalLink1.xml": b"<x/>"}), TABLE, "a.xlsx")
    assert [render(f) for f in findings] == [
        "reportable: a.xlsx: the workbook takes figures from other files; those that were stored last are read. "
        "Ask whether they were brought up to date before it was delivered. [external_links]"
    ]
