"""``evaluation check STUDY --send-back DIR``: what a deliverer gets, and that the delivered file stays as it is."""

import hashlib
import io
import re

import openpyxl
import pytest
from drawn_study import Drawn, write
from tests.forms import biff
from tests.studies.emitted import codes

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.exchange.asks import asks
from evaluation.exchange.owed import owed_deliveries
from evaluation.project import MARKER

OFFICE = set(
    " ".join(
        (
            "added_up basis_open cells_suppressed code_normalised columns_ignored cut_off_beyond",
            "document_not_made file_missing file_name file_undeclared flagged fund_drops header_unknown hidden_sheet",
            "item_left_out money_left_out more_of_a_kind name_unknown never_measured no_delivery_day no_file no_glyph notes_below",
            "order_without_target part_not_made part_without_row provisional review_overdue rounded row_of_whole row_unknown",
            "share_unsaid unit_doubtful",
            "rows_ignored rows_unlisted schedule_contradicts sheets_ignored target_laxer target_of_no_year target_of_what",
            "target_above_whole target_part_alone target_split target_twice target_without_report target_zero text_to_fill_in",
            "text_to_fill_in total_not_compared total_rounding snapshot_later snapshot_wrong",
        )
    ).split()
)
"""Kinds about which no deliverer is asked: they are of the study's own files, or tell what was done with a file."""
TABLE = """
region | period | reemp_laidoff | reemp_hard
A      | 2024   | 1000        | 900
B      | 2024   | 1000        | 1000
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    write(Drawn(("reemp_laidoff",), TABLE), tmp_path)
    (tmp_path / MARKER).write_text("{}", encoding="utf-8")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    return tmp_path


def call(capsys, *words):
    code, said = run_guarded(cli, [str(w) for w in words]), capsys.readouterr()
    return code, said.out + said.err


def workbook(root, *rows, more=()):
    """The table as a workbook, and the study that declares it."""
    book = openpyxl.Workbook()
    book.active.title = "表1"
    for row in (["地区", "period", "reemp_laidoff", "reemp_hard"], *rows):
        book.active.append(row)
    for row in more:
        book.create_sheet("附").append(row)
    raw = io.BytesIO()
    book.save(raw)
    (root / "data" / "drawn" / "t.csv").unlink()
    (root / "data" / "drawn" / "t.xlsx").write_bytes(raw.getvalue())
    study = root / "params" / "drawn" / "study.yml"
    study.write_text(study.read_text(encoding="utf-8").replace("file: t.csv", "file: t.xlsx\n    sheet: 表1"), encoding="utf-8")
    return root / "data" / "drawn" / "t.xlsx"


def test_every_kind_of_finding_is_the_deliverers_or_the_offices():
    told = "say in exchange/kinds.toml what is asked of who delivers, or list it in OFFICE"
    assert sorted(codes()) == sorted([*asks(), *OFFICE]), told
    for code, ask in asks().items():
        assert re.search("[\u4e00-\u9fff]", ask.zh + ask.ask_zh), code
        assert ask.ask_en.startswith(("Please ", "please ")), code


def test_the_page_groups_findings_and_says_which_file_it_is_about(root, capsys):
    file = root / "data" / "drawn" / "t.csv"
    file.write_text("地区,period,reemp_laidoff,reemp_hard\nA,2024,1万,2人\nB,2024,-5,7.00\n", encoding="utf-8")
    before = file.read_bytes()
    code, said = call(capsys, "check", "drawn", "--send-back", root / "back", "--for", "甲市")
    digest = hashlib.sha256(before).hexdigest()
    (page,) = (root / "back").iterdir()
    assert code == 2 and page.name == f"t.csv-{digest[:8]}.html" and f"wrote {page}" in said
    text = page.read_text(encoding="utf-8")
    told = {x.split(". ")[-1] for x in re.findall(r">([^<>]+)</", text)}
    assert {"甲市", digest, "t.csv", "不应为负数的数", "不更正不能使用", "C3", "-5", "1万"} <= told
    assert "未作任何改动" in text and "<script" not in text and "http" not in text.replace("http-equiv", "")
    assert file.read_bytes() == before


def test_the_page_is_in_the_language_asked_for_and_says_what_is_invented(root, capsys):
    study = root / "params" / "drawn" / "study.yml"
    study.write_text(study.read_text("utf-8") + "synthetic: {zh: 编造, en: Invented by a program}\n", encoding="utf-8")
    (root / "data" / "drawn" / "t.csv").write_text("地区,period,reemp_laidoff,reemp_hard\nA,2024,x,2.00\n", encoding="utf-8")
    call(capsys, "check", "drawn", "--send-back", root / "back", "-p", "language", "en")
    text = next((root / "back").iterdir()).read_text(encoding="utf-8")
    assert "Invented by a program" in text and "No figure where one is due" in text and "nothing in it was changed" in text
    assert not re.search("[\u4e00-\u9fff]", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).replace("地区", ""))


def test_a_workbook_gets_a_copy_with_the_cells_marked_and_stays_as_it_is(root, capsys):
    file = workbook(root, ["A", "2024", -5, 9], ["B", "2024", 10, "约8"])
    before = file.read_bytes()
    code, _ = call(capsys, "check", "drawn", "--send-back", root / "back")
    assert code == 2 and file.read_bytes() == before
    copy = next(p for p in (root / "back").iterdir() if p.suffix == ".xlsx")
    sheet = openpyxl.load_workbook(copy)["表1"]
    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert marked == {"C2", "D3"} == {c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type == "solid"}
    assert "不应为负数" in sheet["C2"].comment.text and sheet["D3"].value == "约8"
    assert copy.name in next(p for p in (root / "back").iterdir() if p.suffix == ".html").read_text(encoding="utf-8")


def old_workbook(root, rows, more=(), hidden=()):
    """The table as an old workbook, and the study that declares it."""
    sheets = {"表1": [["地区", "period", "reemp_laidoff", "reemp_hard"], *rows], **({"附": [list(more)]} if more else {})}
    (root / "data" / "drawn" / "t.csv").unlink()
    (root / "data" / "drawn" / "t.xls").write_bytes(biff.workbook(sheets, hidden=hidden))
    study = root / "params" / "drawn" / "study.yml"
    study.write_text(study.read_text(encoding="utf-8").replace("file: t.csv", "file: t.xls\n    sheet: 表1"), encoding="utf-8")


def test_an_old_workbook_gets_a_new_one_with_what_it_shows_and_the_marks(root, capsys):
    old_workbook(root, [["A", "2024", -5, 9], ["B", "2024", 10, "约8"]], more=["=1+1", 0.25])
    call(capsys, "check", "drawn", "--send-back", root / "back")
    copy = next(p for p in (root / "back").iterdir() if p.suffix == ".xlsx")
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames == ["表1", "附"] and book["附"]["A1"].data_type == "s" and book["附"]["B1"].value == 0.25
    assert [[c.value for c in row] for row in book["表1"].iter_rows(min_row=2)] == [["A", "2024", -5, 9], ["B", "2024", 10, "约8"]]
    assert {c.coordinate for row in book["表1"].iter_rows() for c in row if c.comment} == {"C2", "D3"}
    page = next(p for p in (root / "back").iterdir() if p.suffix == ".html").read_text(encoding="utf-8")
    assert f"随附标注副本：{copy.name}。报送的旧版工作簿" in page


def test_of_an_old_workbook_hidden_sheets_are_not_copied_and_numbers_of_persons_neither(root, capsys):
    old_workbook(root, [["A", "2024", -5, 9], ["B", "2024", 10, 8]], more=["甲"], hidden=["附"])
    call(capsys, "check", "drawn", "--send-back", root / "back")
    assert openpyxl.load_workbook(next((root / "back").glob("*.xlsx"))).sheetnames == ["表1"]
    rows = [["地区", "period", "reemp_laidoff", "reemp_hard"], ["A", "2024", -5, 9], ["B", "2024", 10, "11010519491231002X"]]
    (root / "data" / "drawn" / "t.xls").write_bytes(biff.workbook({"表1": rows}))
    call(capsys, "check", "drawn", "--send-back", root / "again")
    assert [p.suffix for p in (root / "again").iterdir()] == [".html"]


@pytest.mark.parametrize("held", ["11010519491231002X", "电话13800138000"])
def test_no_copy_is_made_of_a_workbook_with_numbers_of_persons(root, capsys, held):
    workbook(root, ["A", "2024", -5, 9], more=[[held]])
    call(capsys, "check", "drawn", "--send-back", root / "back")
    assert [p.suffix for p in (root / "back").iterdir()] == [".html"]


def test_nothing_is_written_where_deliveries_lie_and_where_nothing_is_asked(root, capsys):
    code, said = call(capsys, "check", "drawn", "--send-back", root / "data" / "drawn")
    assert code == 2 and "name a folder outside it" in said
    code, said = call(capsys, "check", "drawn", "--send-back", root / "params" / "x")
    assert code == 2 and not (root / "params" / "x").exists()
    code, said = call(capsys, "check", "drawn", "--send-back", root / "back")
    assert code == 0 and "no page was written" in said and not (root / "back").exists()
    code, said = call(capsys, "check", "drawn", "--send-back", root / "back", "--json")
    assert code == 2


def test_many_cells_of_a_column_are_counted_and_each_is_marked(root, capsys):
    workbook(root, *([r, f"{y}", 1.5, 7] for r in "AB" for y in range(2000, 2025)))
    call(capsys, "check", "drawn", "--send-back", root / "back")
    copy = next(p for p in (root / "back").iterdir() if p.suffix == ".xlsx")
    sheet = openpyxl.load_workbook(copy)["表1"]
    text = next(p for p in (root / "back").iterdir() if p.suffix == ".html").read_text(encoding="utf-8")
    assert {c.coordinate for row in sheet.iter_rows() for c in row if c.comment} == {f"C{row}" for row in range(2, 52)}
    assert "50 处" in text and "其余 30 处未列出" in text


def test_a_page_for_a_region_lists_what_touches_it_alone(root, capsys):
    rows = "A,2023,1.5,7\nA,2024,1.5,7\nB,2023,1.5,7\nB,2024,x,7\n"
    (root / "data" / "drawn" / "t.csv").write_text(f"地区,period,reemp_laidoff,reemp_hard\n{rows}", encoding="utf-8")
    pages = {}
    for name in ("地区A", "B", "某单位13800138000"):
        call(capsys, "check", "drawn", "--send-back", root / name, "--for", name)
        pages[name] = re.sub(r"<style>.*?</style>", "", next((root / name).iterdir()).read_text("utf-8"), flags=re.DOTALL)
    found = {name: set(re.findall(r"<td>(C\d)</td>", text)) for name, text in pages.items()}
    assert found == {"地区A": {"C2", "C3"}, "B": {"C4", "C5"}, "某单位13800138000": {"C2", "C3", "C4", "C5"}}
    assert [("只列出与该单位有关的问题" in text) for text in pages.values()] == [True, True, False]
    assert "13800138000" not in pages["某单位13800138000"]


def test_no_copy_of_a_file_of_several_goes_to_one_of_them(root, capsys):
    workbook(root, ["A", "2024", -5, 9], ["B", "2024", 10, 8])
    call(capsys, "check", "drawn", "--send-back", root / "back", "--for", "A")
    assert [p.suffix for p in (root / "back").iterdir()] == [".html"]


def test_what_a_file_of_one_region_lacks_is_asked_of_that_region_alone(root, capsys):
    data, study = root / "data" / "drawn", root / "params" / "drawn" / "study.yml"
    study.write_text(
        study.read_text("utf-8").replace("file: t.csv", "file: 't-{region}.csv'").replace("    region: 地区\n", ""), "utf-8"
    )
    (data / "t.csv").unlink()
    for code in "AB":
        header = "period,reemp_laidoff,reemp_hard" if code == "A" else "period,reemp_laidoff"  # a column is not there
        (data / f"t-{code}.csv").write_text(f"{header}\n2024,10,7\n", encoding="utf-8")
    code, said = call(capsys, "check", "drawn", "--send-back", root / "A", "--for", "A")
    assert "nothing is asked of A; no page was written" in said and not (root / "A").exists(), said
    call(capsys, "check", "drawn", "--send-back", root / "B", "--for", "B")
    assert [p.name[:7] for p in (root / "B").iterdir()] == ["t-B.csv"]


def test_a_unit_that_owes_a_file_gets_a_page_of_what_is_owed(root, capsys):
    data, study = root / "data" / "drawn", root / "params" / "drawn" / "study.yml"
    study.write_text(
        study.read_text("utf-8").replace("file: t.csv", "file: 't-{region}.csv'").replace("    region: 地区\n", ""), "utf-8"
    )
    (root / "params" / "drawn" / "round.yml").write_text("days: 10\n", encoding="utf-8")
    (data / "t.csv").unlink()
    (data / "t-A.csv").write_text("period,reemp_laidoff,reemp_hard\n2024,10,7\n", encoding="utf-8")
    _, said = call(capsys, "check", "drawn", "--send-back", root / "all")
    assert "owed-B.html: 1 file not delivered" in said and {p.name for p in (root / "all").glob("owed-*")} == {"owed-B.html"}
    text = (root / "all" / "owed-B.html").read_text(encoding="utf-8")
    told = set(re.findall(r"<d[td]>([^<>]+)</d|<td>([^<>]+)</td>", text))
    assert {"地区B", "2025-01-10"} <= {a for a, _ in told} and {"t-B.csv", "reemp_laidoff、reemp_hard"} <= {b for _, b in told}
    assert "<script" not in text and "SHA-256" not in text
    call(capsys, "check", "drawn", "--send-back", root / "A", "--for", "A", "-p", "language", "en")
    call(capsys, "check", "drawn", "--send-back", root / "B", "--for", "B", "-p", "language", "en")
    assert not list((root / "A").glob("owed-*")) if (root / "A").exists() else True
    assert "Please deliver them" in (root / "B" / "owed-B.html").read_text(encoding="utf-8")


def test_a_file_of_all_that_is_not_there_is_owed_by_whom_the_pages_are_for(root, capsys):
    (root / "data" / "drawn" / "t.csv").unlink()
    _, said = call(capsys, "check", "drawn", "--send-back", root / "all")
    assert "no page was written" in said
    call(capsys, "check", "drawn", "--send-back", root / "B", "--for", "B")
    assert [p.name for p in (root / "B").iterdir()] == ["owed-B.html"]


@pytest.mark.parametrize(
    ("there", "owed"),
    [
        (("2024Q1", "2024Q2", "2024Q3", "2024Q4"), []),
        (("2024Q1", "2024Q2", "2024Q4"), ["t-2024Q3.csv"]),
        (("2024H1", "2024Q3", "2024Q4"), []),
        (("2024",), []),
        ((), ["t-2024.csv"]),
    ],
)
def test_files_of_parts_of_the_period_are_what_is_owed_of_it(root, there, owed):
    data, study = root / "data" / "drawn", root / "params" / "drawn" / "study.yml"
    study.write_text(study.read_text("utf-8").replace("file: t.csv", "file: 't-{period}.csv'"), "utf-8")
    (data / "t.csv").unlink()
    for period in there:
        (data / f"t-{period}.csv").write_text(f"地区,period,reemp_laidoff,reemp_hard\nA,{period},10,7\nB,{period},10,7\n", "utf-8")
    found = owed_deliveries(evaluation.open("drawn", root), "en", "B")
    assert [file.file for delivery in found for file in delivery.files] == owed
