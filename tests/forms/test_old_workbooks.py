"""Old Excel workbooks (.xls) are read as new ones are: every figure as it is shown, nothing hidden, nothing run."""

import random
import time

import grids
import openpyxl
import pytest

from evaluation.data import xls_book
from evaluation.data.findings import Unreadable
from evaluation.study.model import Table
from tests.forms.biff import Cell, container, workbook
from tests.forms.forms import PAID, TRAINED

ROWS = [
    ["就业培训情况表", None, "单位：人、万元"],
    ["地区", "培训人数", "资金支出"],
    ["武汉市", 12, 3.5],
    ["黄石市", Cell(8, formula=True), 0.1 + 0.2],
    ["十堰市", "…", Cell(2.5, "0.00")],
    ["合计", 20, 6.3],
]
TABLE = {
    "file": "t.xls",
    "title_rows": 1,
    "region": "地区",
    "fixed_period": "2024",
    "total": "合计",
    "marks": {"missing": ["…"]},
    "columns": {"培训人数": TRAINED, "资金支出": PAID},
}

DECLARED = Table.model_validate({"title": {"zh": "表", "en": "table"}, **TABLE})


def put(office, content):
    (office.folder / "t.xls").write_bytes(content)


def test_an_old_workbook_gives_what_the_new_one_gives(office):
    put(office, workbook({"表一": ROWS}))
    old = office.read(TABLE)
    (office.folder / "t.xls").unlink()
    office.xlsx("t.xlsx", {"表一": [[c.value if isinstance(c, Cell) else c for c in row] for row in ROWS]})
    new = office.read(TABLE | {"file": "t.xlsx"})
    assert (old.figures, old.marks) == (new.figures, new.marks)
    assert old.figures["420200", "2024", "paid"] == 300_000
    assert old.at["420300", "2024", "paid"] == ("t.xls", "表一", "C5")
    assert old.told == [told.replace(".xlsx", ".xls") for told in new.told]


def test_what_is_hidden_linked_or_could_run_is_told(office):
    book = workbook(
        {"表一": ROWS, "底稿": [["x"]]},
        hidden=["底稿"],
        hidden_rows=[3],
        hidden_columns=[2],
        linked=True,
        streams={"_VBA_PROJECT_CUR": b"x"},
    )
    put(office, book)
    read = office.read(TABLE)
    codes = [told.rsplit("[", 1)[1].rstrip("]") for told in read.told]
    assert {"external_links", "macros", "hidden_sheet", "hidden_row", "hidden_column"} <= {*codes}
    assert read.figures["420100", "2024", "trained"] == 12


def test_a_percentage_a_day_and_an_error_are_what_is_shown(office):
    rows = [
        ["地区", "结业率", "人数"],
        ["武汉市", Cell(0.951, "0.0%"), 3],
        ["黄石市", 0.5, "#N/A"],
        ["十堰市", Cell(45000, "yyyy-mm-dd"), 1],
    ]
    put(office, workbook({"表一": rows}))
    told = office.read({**TABLE, "title_rows": 0, "columns": {"人数": TRAINED}, "ignore": ["结业率"]}).told
    assert any("'#N/A'" in one and "row 3" in one for one in told)
    cells = [row.cells for row in xls_book.load(workbook({"a": rows}), "t.xls")[0].sheet("a").rows()]
    assert (cells[1][1].value, cells[1][1].number_format) == (0.951, "0.0%")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"region;n\n", "the file is of no known kind"),
        (container({"WordDocument": b"x"}), "the file is a Word document, not an old Excel workbook (.xls)"),
        (container({"EncryptedPackage": b"x"}), "a workbook protected by a password"),
        (workbook({"a": ROWS})[:2000], "the workbook cannot be opened"),
        (b"<html><table><tr><td>1</td></tr></table>", "the file is a web page (HTML)"),
        (workbook({"a": ROWS}) + bytes(xls_book.LARGEST), "the workbook is larger than 16 MB"),
    ],
)
def test_refused(content, told):
    with pytest.raises(Unreadable) as caught:
        xls_book.load(content, "t.xls")
    assert told in caught.value.findings[0].message


def test_a_workbook_of_the_other_kind_is_told_by_its_name(office):
    new = openpyxl.Workbook()
    new.save(office.folder / "t.xls")
    assert "the file is an Excel workbook (.xlsx), not an old Excel workbook (.xls). Declare a copy" in office.read(TABLE).told[0]
    (office.folder / "u.xlsx").write_bytes(workbook({"a": ROWS}))
    assert (
        "the file is an old Excel workbook (.xls), not an Excel workbook. Declare a copy"
        in office.read(TABLE | {"file": "u.xlsx"}).told[0]
    )


def test_spoilt_bytes_are_read_or_refused():
    sound, dice = workbook({"表一": ROWS}, merged=[(0, 0, 0, 1)], linked=True), random.Random(2007)
    for _ in range(300):
        spoilt = bytearray(sound[: dice.choice([len(sound), dice.randrange(600, len(sound))])])
        for _ in range(dice.randint(1, 8)):
            spoilt[dice.randrange(8, len(spoilt))] = dice.randrange(256)
        began = time.process_time()
        try:
            grid, _ = grids.read(bytes(spoilt), DECLARED, "t.xls")
            assert grid.rows
        except Unreadable:
            pass
        assert time.process_time() - began < 10
