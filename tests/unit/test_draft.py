"""``evaluation draft``: an unknown table to a study that is read, with what is not sure said beside it."""

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.draft import study as drafts
from evaluation.draft.pages import read_pages
from evaluation.opened import open_study

YEARBOOK = [
    ["数据库：分省年度数据"],
    ["指标：城镇单位就业人员(万人)"],
    ["时间：最近3年"],
    ["地区", "2024年", "2023年", "2022年"],
    ["北京市", "1.5", "2", "3"],
    ["天津市", "2", "", "4"],
    ["注：略。"],
    ["数据来源：统计局"],
]
FORM = [
    ["职业培训情况统计表"],
    ["填报单位：武汉市", None, None, "2024年二季度"],
    ["指标名称", "计量单位", "本年累计"],
    ["甲", "乙", 1],
    ["培训人数", "人", 30],
    ["支出金额", "万元", 2.5],
    ["填报人：略"],
]


@pytest.fixture
def office(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    for folder in ("params", "data"):
        (tmp_path / folder).mkdir()
    shutil.copytree(Path(__file__).parents[2] / "notebooks", tmp_path / "notebooks")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(capsys):
    """Exit code and everything said."""

    def called(*words):
        code, said = run_guarded(cli, list(words)), capsys.readouterr()
        return code, said.out + said.err

    return called


def put(path, rows, encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def book(path, sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def figures(root, name="s"):
    found = open_study(name, root, "", "").delivery
    return {(c.region, c.period.spelled, c.quantity): c.amount for c in found.cell_rows if not c.mark}


def test_a_yearbook_table_is_read_without_a_word_added(office, run):
    file = put(office / "年鉴.csv", YEARBOOK, "gb18030")
    before = file.read_bytes()
    code, said = run("draft", str(file), "--study", "s")
    assert (code, "read 年鉴.csv: 1 table, 2 rows of figures\n" in said) == (0, True)
    assert file.read_bytes() == (office / "data" / "s" / "年鉴.csv").read_bytes() == before
    of = {f"1{n}0000": row for n, row in ((1, (15000, 20000, 30000)), (2, (20000, None, 40000)))}
    wanted = {(r, str(2024 - n), "figure_1"): a for r, row in of.items() for n, a in enumerate(row) if a is not None}
    assert figures(office) == wanted
    assert run("check", "s")[0] == 0


def test_what_is_not_sure_says_so_and_what_is_not_known_is_asked(office, run):
    rows = [
        ["地区代码", "年度", "参加技能鉴定人数（人）", "学员总数", "支出（万元）", "备注"],
        ["110000", "2024", "5", "6", "7", "x"],
    ]
    code, said = run("draft", str(put(office / "t.csv", rows)))
    lines = [line.strip() for line in said.splitlines()]
    assert code == 0
    assert "region: 地区代码" in lines and "period: 年度" in lines
    assert any("quantity: assessed, unit: 人" in line and "# called so" in line for line in lines)
    assert any(line.startswith("学员总数:") and "unit: '?'" in line and "the file says no unit" in line for line in lines)
    assert any(line.startswith("ignore: [备注]") for line in lines)
    assert not (office / "params" / "s").exists()


def test_indicators_down_the_rows_with_a_column_of_units(office, run):
    book(office / "表.xlsx", {"一": FORM})
    assert run("draft", str(office / "表.xlsx"), "--study", "s")[0] == 0
    text = (office / "params" / "s" / "study.yml").read_text(encoding="utf-8")
    assert "down: {name: 指标名称, values: '本年累计', unit: 计量单位}" in text
    assert "title_rows: 2" in text and "stop: 填报人" in text and "fixed_period: " in text


@pytest.mark.parametrize(("names", "pattern"), [(("2023年", "2024年"), "{period}"), (("武汉市", "黄石市"), "{region}")])
def test_sheets_of_one_header_are_one_table(office, names, pattern):
    rows = [["地区" if pattern == "{period}" else "年度", "培训人数（人）"], ["武汉市" if pattern == "{period}" else "2024", 3]]
    path = book(office / "a.xlsx", dict.fromkeys(names, rows))
    from evaluation.catalogue.catalogue import catalogue

    (page,) = drafts.draft_pages(read_pages(path.read_bytes(), "a.xlsx"), catalogue())
    assert f"sheet: '{pattern}'" in page.table.lines or f"sheet: {pattern}" in page.table.lines
    assert page.regions == (("武汉市",) if pattern == "{period}" else names)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"x", "a.txt ends in none of .csv, .xlsx, .xls"),
        ("a.csv", "只有一段话。\n没有表。\n".encode(), "a.csv: no row of figures stands below a header"),
        ("a.csv", b"", "a.csv: the file is empty"),
        ("a.csv", "姓名,身份证号,年龄\n某人,11010519491231002X,50\n".encode(), "a.csv holds numbers of persons"),
        ("a.csv", "联系人,月数\n某人 13800138000,5\n".encode(), "a.csv holds numbers of persons"),
        ("a.xlsx", b"<html><table></table></html>", "a.xlsx: the file is a web page (HTML)"),
    ],
)
def test_refused(office, run, name, content, told):
    (office / name).write_bytes(content)
    code, said = run("draft", str(office / name), "--study", "s")
    assert (code, (office / "params" / "s").exists()) == (2, False)
    assert told in said


def test_a_study_that_is_there_is_left_alone(office, run):
    file = put(office / "年鉴.csv", YEARBOOK)
    assert run("draft", str(file), "--study", "s")[0] == 0
    code, said = run("draft", str(file), "--study", "s")
    assert (code, "is there already" in said) == (2, True)


def test_a_delivered_file_is_never_replaced(office, run):
    (office / "data" / "s").mkdir()
    there = put(office / "data" / "s" / "年鉴.csv", YEARBOOK[:5])
    before = there.read_bytes()
    code, said = run("draft", str(put(office / "年鉴.csv", YEARBOOK)), "--study", "s")
    assert (code, "is never replaced" in said, (office / "params" / "s").exists()) == (2, True, False)
    assert there.read_bytes() == before
    assert run("draft", str(there), "--study", "s")[0] == 0
    assert there.read_bytes() == before


def test_merged_cells_that_end_with_the_header_are_its_own(office, run):
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["地区", "人数（人）"], [None, None], ["武汉市", 3]):
        sheet.append(row)
    for cells in ("A1:A2", "B1:B2"):
        sheet.merge_cells(cells)
    made.save(office / "2024.xlsx")
    assert run("draft", str(office / "2024.xlsx"), "--study", "s")[0] == 0
    assert figures(office) == {("420100", "2024", "figure_1"): 3}
