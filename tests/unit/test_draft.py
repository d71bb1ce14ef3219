"""``evaluation draft``: an unknown table to a study that is read, with what is not sure said beside it."""

import csv
import io
import shutil
from fractions import Fraction
from pathlib import Path
from random import Random

import openpyxl
import pytest
from tests.forms import unusual

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

    (page,) = drafts.draft_pages(read_pages(path.read_bytes(), "a.xlsx"), catalogue(), catalogue())
    assert f"sheet: '{pattern}'" in page.table.lines or f"sheet: {pattern}" in page.table.lines
    assert [p.path[0] for p in page.places.places] == (["武汉市"] if pattern == "{period}" else list(names))


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


def drafted(office, run, name, text):
    """study.yml, regions.csv and catalogue.yml that are drafted of a file."""
    (office / name).write_text(text, encoding="utf-8")
    assert run("draft", str(office / name), "--study", "s")[0] == 0
    folder = office / "params" / "s"
    return tuple(
        p.read_text(encoding="utf-8") if (p := folder / f).is_file() else "" for f in ("study.yml", "regions.csv", "catalogue.yml")
    )


@pytest.mark.parametrize(
    ("header", "unit", "currency"),
    [
        ("Amount paid (KES)", "KES", "KES"),
        ("Training (US$)", "USD", "USD"),
        ("Spending (thousand USD)", "thousand USD", "USD"),
        ("Chi phí (đồng)", "VND", "VND"),
        ("Paid (€)", "EUR", "EUR"),
        ("Paid (lakh INR)", "lakh INR", "INR"),
        ("支出（万元）", "万元", "CNY"),
    ],
)
def test_a_currency_in_a_header_is_that_of_the_study_and_of_the_unit(office, run, header, unit, currency):
    study, _, _ = drafted(office, run, "t.csv", f"Region,Year,{header}\nNorth,2024,5\nSouth,2024,6\n")
    assert f"unit: {unit}, kind" in study and f"currency: {currency}}}   # as the file says" in study
    assert "the file says no unit" not in study


@pytest.mark.parametrize(("header", "sign"), [("Training ($)", "$"), ("Cost ($m)", "$"), ("Paid (£)", "£")])
def test_a_sign_of_several_currencies_is_no_currency(office, run, header, sign):
    study, _, _ = drafted(office, run, "t.csv", f"Region,Year,{header}\nNorth,2024,5\nSouth,2024,6\n")
    assert f"money: {{currency: '?'}}   # the file says {sign}, which is several currencies: say which" in study
    assert "unit: '?'" in study and f"the file says {sign}, which is several currencies; kind" in study
    assert not any(code in study for code in ("USD", "INR", "GBP"))
    told = run("check", "s")
    assert told[0] != 0 and "'?' is no currency" in told[1]


def test_a_sign_that_is_mostly_one_currency_is_called_a_guess(office, run):
    study, _, _ = drafted(office, run, "t.csv", "Region,Year,Wages (Rs. in lakh)\nNorth,2024,5\nSouth,2024,6\n")
    assert "currency: INR}   # a guess: the file says Rs, which is several currencies" in study and "unit: lakh INR" in study


def test_a_shared_sign_is_that_of_a_currency_the_file_names(office, run):
    study, _, _ = drafted(office, run, "t.csv", "Region,Year,Grants (AUD),Wages ($)\nNorth,2024,5,7\nSouth,2024,6,8\n")
    assert "currency: AUD}" in study and study.count("unit: AUD") == 2


def test_an_english_table_is_an_english_study(office, run):
    rows = "County,Month,Trainees (persons)\nNairobi,Jan 2024,5\nHuế,Jan 2024,6\n"
    for text in drafted(office, run, "t.csv", f"Ministry of Labour,,\n{rows}"):
        said = "\n".join(line.partition("#")[0] for line in text.splitlines())
        assert "zh:" not in said and not any("\u4e00" <= c <= "\u9fff" for c in said)
    assert run("check", "s")[0] == 0


def test_points_between_thousands_are_figures_and_no_regions(office, run):
    rows = "".join(f"{o};{i};01/2024;1.{n}34;{n}47.944.000\n" for n, (o, i) in enumerate((("A", "B"), ("A", "C"), ("D", "E")), 1))
    study, regions, _ = drafted(office, run, "t.csv", f"Tỉnh;Huyện;Tháng;Học viên (persons);Chi phí (đồng)\n{rows}")
    assert "decimal: ','" in study and "region: [Tỉnh, Huyện]" in study and "period: Tháng" in study
    assert "R1,,A,,area,WHOLE,true" in regions and "P2,,C,,part,R1,false" in regions
    assert run("check", "s")[0] == 0
    assert {k: v for k, v in figures(office).items() if k[0] == "P1"} == {
        ("P1", "2024M01", "figure_1"): 1134,
        ("P1", "2024M01", "figure_2"): 147_944_000,
    }


@pytest.mark.parametrize("keys", ["Program Year,Quarter", "PY,Qtr"])
def test_columns_of_a_year_and_its_part_are_periods_whatever_day_a_line_above_says(office, run, keys):
    rows = "".join(f"{a},{c},PY 2024,Q{q},5\n" for q in (1, 2) for a, c in (("North", "Bay"), ("North", "Elm"), ("South", "Dale")))
    study, *_ = drafted(office, run, "t.csv", f"Report,,,,\nPrepared 15 Aug 2025,,,,\nArea,County,{keys},Served (persons)\n{rows}")
    assert f"period: [{keys.replace(',', ', ')}]" in study and "fixed_period" not in study and "region: [Area, County]" in study
    assert "years: {starts: 7, label: begins, called: programme}   # a guess" in study and 'period: "2024Q2"' in study
    assert run("check", "s")[0] == 0


def test_months_from_the_first_of_a_year_are_cumulative(office, run):
    study, _, _ = drafted(office, run, "t.csv", "地区,期间,培训（人）\n甲县,2024年1-3月,5\n甲县,2024年1-6月,8\n")
    assert "kind: cumulative" in study and "kind: current" not in study and 'period: "2024Q2"' in study


def test_a_name_is_matched_as_it_stands_and_of_two_packs_that_of_the_other_matches(office, run):
    head = "地区,年度,求职（创业）补贴（万元）,利息收入（万元）,支出预算（万元）\n"
    study, _, _ = drafted(office, run, "t.csv", f"{head}甲县,2024,5,6,7\n")
    assert "quantity: jobseeking_subsidy" in study and "quantity: subsidy_budget" in study
    assert "so is fund_budget too" in study


def test_digits_parted_by_lakh_are_the_studys(office, run):
    study, _, _ = drafted(office, run, "t.csv", 'State,Year,Wages (INR)\nBihar,2024,"92,00,000"\nGoa,2024,"1,92,00,000"\n')
    assert "currency: INR, grouping: indian" in study
    assert run("check", "s")[0] == 0


def test_a_rate_is_drafted_as_stated_and_one_that_changes_with_a_range(office, run):
    rows = [["地区", "满意度(%)", "工资增幅（%）", "工伤率(‰)"], ["北京市", "86.24", "-3.5", "0.35"], ["天津市", "91", "4%", "*"]]
    put(office / "rates.csv", [["2024年"], *rows])
    code, told = run("draft", str(office / "rates.csv"), "--study", "s")
    assert code == 0, told
    catalogue = (office / "params" / "s" / "catalogue.yml").read_text(encoding="utf-8")
    assert catalogue.count("kind: stated") == 3 and catalogue.count("counts: permille") == 1
    assert catalogue.count("stated: figure_") == 3 and catalogue.count("least: -100, most: 1000") == 1
    study = open_study("s", office, "", "")
    found = {c: study.results.value(r, c).exact for r in study.results.regions[:1] for c in study.study.file.indicators}
    assert found == {"figure_1_shown": Fraction("86.24"), "figure_2_shown": Fraction("-3.5"), "figure_3_shown": Fraction("0.35")}


@pytest.mark.parametrize(("column", "kind", "period"), [("本年累计", "cumulative", "2024Q2"), ("合计数", "current", "2024H1")])
def test_what_a_column_of_figures_is_called_says_that_they_are_of_the_year_so_far(office, run, column, kind, period):
    rows = [["2024年1-6月统计表"], ["指标名称", "计量单位", column], ["培训人数", "人", 30], ["支出金额", "万元", 2.5]]
    run("draft", str(book(office / "表.xlsx", {"一": rows})), "--study", "s")
    file = open_study("s", office, "", "").study.file
    assert {c.kind for c in file.tables["t1"].columns.values()} == {kind} and file.period.spelled == period


def test_files_that_differ_by_more_than_a_region_or_period_are_tables_of_their_own(office, run):
    rows = [["地区", "培训人数（人）"], ["武汉市", "3"]]
    files = [str(put(office / name, rows)) for name in ("城区-1.csv", "郊区-2.csv")]
    code, said = run("draft", *files, "--study", "s")
    text = (office / "params" / "s" / "study.yml").read_text(encoding="utf-8")
    assert code == 0 and "read 2 files: 2 tables" in said and "file: 城区-1.csv" in text.replace("'", "")
    (office / "b").mkdir()
    code, said = run("draft", files[0], str(put(office / "b" / "城区-1.csv", rows)), "--study", "t")
    assert code == 2 and "two files are called 城区-1.csv" in said
    code, said = run("draft", files[0], str(put(office / "空.csv", [["地区", "人数"]])), "--study", "t")
    assert code == 2 and "空.csv: no row of figures stands below a header" in said


def test_a_rate_is_of_two_columns_when_every_printed_one_is_their_quotient(office, run):
    rows = [["地区", "年度", "报名（人）", "录取（人）", "录取率（%）", "满意率（%）"]]
    for n in range(4):
        top, bottom = 210 + n, 300 + 7 * n
        rows.append(["武汉市", str(2020 + n), str(bottom), str(top), f"{100 * top / bottom:.1f}", "70.0"])
    states = {}
    for study in ("s", "t"):
        run("draft", str(put(office / f"{study}.csv", rows)), "--study", study)
        table = open_study(study, office, "", "").study.file.tables["t1"]
        states[study] = [name for name, column in table.columns.items() if column.states]
        rows[2][4] = "71.3"
    assert states == {"s": ["录取率（%）"], "t": []}


def test_money_under_heads_of_sources_and_uses_is_the_account_of_a_fund(office, run):
    form = unusual.money_by_source(Random(3))
    (office / form.file).write_bytes(form.files[form.file])
    assert run("draft", str(office / form.file), "--study", "s")[0] == 0
    fund = open_study("s", office, "", "").results.catalogue.fund
    assert [q.code for q in fund.paid_in.of] == ["figure_1", "figure_2"]
    assert [q.code for q in fund.spending.of] == ["figure_3", "figure_4", "figure_5"]


NAMES = ["a:b.csv", "a\nb.csv", "a\u202eb.csv", "13812345678.csv", "a" * 130 + ".csv", "a\\b.csv", "t{region}{period}.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_whose_name_cannot_be_declared_is_refused_for_its_name(office, tmp_path, capsys, name):
    path = tmp_path / "in" / name
    path.parent.mkdir()
    path.write_text("area,period,starts\nA,2024,3\nB,2024,4\n", encoding="utf-8")
    code, said = run_guarded(cli, ["draft", str(path)]), capsys.readouterr().err
    assert code == 2 and "the name " in said and "unexpected" not in said
    assert "13812345678" not in said


def test_a_column_that_is_called_money_says_no_currency(office, tmp_path, capsys):
    path = tmp_path / "m.csv"
    path.write_text("area,period,starts,money\nA,2024,3,100\nB,2024,4,200\n", encoding="utf-8")
    assert run_guarded(cli, ["draft", str(path), "--study", "m"]) == 0
    text = (office / "params" / "m" / "study.yml").read_text(encoding="utf-8")
    assert "as the file says" not in text.partition("money: {currency")[2].partition("\n")[0]
    assert "unit: '?'" in next(line for line in text.splitlines() if line.startswith("      money:"))
