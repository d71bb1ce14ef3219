"""``evaluation template``: a form is filled in, put into data/, and read as the figures it was filled with."""

import csv
import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.data.units import MARK_OF
from evaluation.exchange.form_book import FormPlan, form_book
from evaluation.exchange.form_figures import NOTHING, WORDS, FigureBounds
from evaluation.opened import open_study
from evaluation.study.periods import Grain

ROOT = Path(__file__).parents[2]
NAME = "hubei-subsidy-2024"
QUARTER = "2024Q4"


@pytest.fixture
def root(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    for part in ("params", "data"):
        shutil.copytree(ROOT / part / NAME, tmp_path / part / NAME)
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    (tmp_path / "out").mkdir()
    return tmp_path


@pytest.fixture
def call(capsys):
    def called(*words):
        code, said = run_guarded(cli, [str(w) for w in words]), capsys.readouterr()
        return code, said.out + said.err

    return called


def declare(root, said):
    """Declare what the command printed as tables beside those there are, which keep the quarters before."""
    study = root / "params" / NAME / "study.yml"
    tables = re.findall(r"tables\.(\w+): file: ('[^']+'), sheet: ('[^']+')(.*)", said)
    head, _, rest = study.read_text(encoding="utf-8").partition("tables:\n")
    block, _, tail = rest.partition("\nindicators:")
    parts = {part.partition(":")[0].strip(): part.rstrip("\n") for part in re.split(r"(?m)^(?=  \w)", block)}
    for code, file, sheet, more in tables:
        twin = parts[code].replace(f"  {code}:", f"  {code}_form:", 1)
        twin = re.sub(r"    file: .*", f"    file: {file}\n    sheet: {sheet}", twin)
        parts[f"{code}_form"] = re.sub(r"    region: .*\n", "", twin) if more else twin
    study.write_text("\n".join([f"{head}tables:", *parts.values(), f"indicators:{tail}"]), encoding="utf-8")
    for file in (root / "data" / NAME).glob("*.csv"):
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith(QUARTER)), encoding="utf-8")


def delivered(root):
    """Texts of the quarter by region and column, as the office had them."""
    found = {}
    for file in (root / "data" / NAME).glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                if row["期间"] == QUARTER:
                    found |= {(row["地区代码"], column): text for column, text in row.items()}
    return found


def fill(path, texts, codes):
    """Write numbers into the empty cells of a form, as a unit does."""
    book = openpyxl.load_workbook(path)
    filled = 0
    for sheet in book.worksheets:
        header = [cell.value for cell in sheet[1]]
        if sheet.title.startswith(("上期", "填报说明")):
            continue
        for row in sheet.iter_rows(min_row=2):
            code = codes.get(row[0].value, codes.get(""))
            for cell, name in zip(row, header, strict=True):
                if cell.value is None and (code, name) in texts:
                    text = texts[code, name]
                    cell.value = float(text) if "." in text else int(text)
                    filled += 1
    book.save(path)
    return filled


def amounts(root):
    opened = open_study(NAME, root)
    assert [f for f in opened.findings if f.code not in ("files_differ",)] == []
    return {(c.region, c.quantity): c.amount for c in opened.delivery.cell_rows if c.period.spelled == QUARTER}


@pytest.mark.parametrize("alone", [False, True])
def test_a_form_that_was_filled_in_is_read_as_its_figures(root, call, alone):
    texts, before = delivered(root), amounts(root)
    codes = {r.name_zh: r.code for r in open_study(NAME, root).study.apart}
    words = ["--region", "all"] if alone else []
    code, said = call("template", NAME, "--period", QUARTER, "-o", root / "out", *words)
    assert code == 0, said
    forms = sorted((root / "out").iterdir())
    assert [f.name for f in forms] == ([f"form-{c}.xlsx" for c in sorted(codes.values())] if alone else ["form.xlsx"])
    for form in forms:
        assert fill(form, texts, {"": form.stem.removeprefix("form-")} if alone else codes) == (41 if alone else 41 * 17)
    declare(root, said)
    for form in forms:
        shutil.copy(form, root / "data" / NAME)
    assert call("check", NAME)[0] == 0
    assert amounts(root) == before and len(before) == 41 * 17


def test_a_form_has_lists_checks_and_last_periods_figures(root, call):
    call("template", NAME, "--period", QUARTER, "-o", root / "out")
    book = openpyxl.load_workbook(root / "out" / "form.xlsx")
    assert book.sheetnames == ["填报说明", "spending", "money", "results", "上期 spending", "上期 money", "上期 results"]
    assert [s.sheet_state for s in book.worksheets] == ["visible"] * 7
    sheet, last, about = book["results"], book["上期 results"], book["填报说明"]
    lists = {v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists == {"'填报说明'!$A$2:$A$18", "'填报说明'!$B$2:$B$2"}
    checks = [v for v in sheet.data_validations.dataValidation if v.type == "custom"]
    assert len(checks) == 16 and all(v.errorStyle in (None, "stop") for v in checks)
    assert checks[0].formula1 == ('IF(ISNUMBER(C2),AND(ISNUMBER(C2),C2>=0,ROUND(C2,0)=C2),OR(C2="…",C2="—",C2="*"))')
    assert [c.value for c in sheet["A"]][:2] == ["地区代码", "武汉市"] and sheet["B2"].value == QUARTER
    with (ROOT / "data" / NAME / "results.csv").open(encoding="utf-8-sig", newline="") as handle:
        wuhan = next(r for r in csv.DictReader(handle) if (r["期间"], r["地区代码"]) == ("2024Q3", "420100"))
    assert {c.value: last.cell(2, c.column).value for c in last[1][2:]} == {k: wuhan[k] for k in list(wuhan)[3:]}
    told = [[c.value for c in row] for row in about.iter_rows()]
    assert any("核查补贴笔数（件）" in row and "件" in row and "不小于0、整数" in row for row in told)
    assert any("全部数据和目标为程序生成的示例。" in row for row in told)
    assert set(NOTHING.values()) <= {cell for row in told for cell in row}


def test_the_marks_of_a_form_are_read_as_what_they_say():
    assert {kind: MARK_OF[mark] for kind, mark in NOTHING.items()} == {kind: kind for kind in NOTHING}


def test_bounds_are_told_and_checked_alike():
    both = FigureBounds(least=Decimal(0), most=Decimal(100), digits=1, base=5)
    assert both.describe(WORDS["zh"]) == "不小于0、不大于100、5的倍数、至多1位小数"
    assert "AND(ISNUMBER(B3),B3>=0,B3<=100,ROUND(B3,1)=B3,MOD(B3,5)=0)" in both.formula("B3")
    none = FigureBounds(least=None, most=None, digits=None, base=None)
    assert none.formula("A1") == '=IF(ISNUMBER(A1),AND(ISNUMBER(A1)),OR(A1="…",A1="—",A1="*"))'


def test_a_table_whose_rows_are_told_apart_by_other_columns_is_no_form(root, call):
    study = root / "params" / NAME / "study.yml"
    text = study.read_text(encoding="utf-8")
    study.write_text(
        text.replace("    file: money.csv\n", "    file: money.csv\n    rows: {only: {类别: [本期]}}\n"), encoding="utf-8"
    )
    code, said = call("template", NAME, "-o", root / "out")
    assert code == 0 and "not in the form: money: other columns say which rows are read, or how" in said


def test_a_table_that_no_form_can_have_is_told(root, call):
    study = root / "params" / NAME / "study.yml"
    text = study.read_text(encoding="utf-8").replace("    file: money.csv\n", "    file: money.csv\n    header_rows: 2\n")
    study.write_text(text, encoding="utf-8")
    code, said = call("template", NAME, "-o", root / "out")
    assert code == 0 and "not in the form: money: its header has several rows" in said
    for words, wrong in (
        ((), "there is no study"),
        (("--region", "武汗市"), "did you mean '武汉市'?"),
        (("-o", root / "none"), "is no folder"),
        (("-o", root / "data"), "name a folder outside it"),
        (("--period", "2024Q9"), "2024Q9"),
        (("-p", "period", "2024"), "language alone"),
    ):
        code, said = call("template", NAME if words else "hubei", *words)
        assert code == 2 and wrong in said, said


@pytest.mark.parametrize("sheets", [("表", "表", "表"), ("表" * 31, "表" * 31, "上期 " + "表" * 28), ("a", "A", "填报说明")])
def test_no_two_sheets_of_a_form_have_one_name(root, call, sheets):
    study = root / "params" / NAME / "study.yml"
    text = study.read_text(encoding="utf-8")
    for file, sheet in zip(("spending", "money", "results"), sheets, strict=True):
        text = text.replace(f"    file: {file}.csv\n", f"    file: {file}.xlsx\n    sheet: {sheet}\n")
    study.write_text(text, encoding="utf-8")
    cells = open_study("hubei-subsidy-2024", ROOT).delivery.cell_rows
    opened = open_study(NAME, root)
    regions = tuple(opened.study.apart)
    plan = {"catalogue": opened.catalogue, "period": opened.period.parts(Grain.QUARTER)[3], "regions": regions, "language": "zh"}
    book = form_book(FormPlan(study=opened.study, cells=cells, is_of_one=False, **plan))
    names = openpyxl.load_workbook(io.BytesIO(book)).sheetnames
    assert len(names) == 7 == len({name.casefold() for name in names}) and all(len(name) <= 31 for name in names)


PARTS = (
    ("P1", "东湖街道", "East Lake", "420100"),
    ("P2", "汉阳街道", "Hanyang", "420100"),
    ("P3", "东湖街道", "East Lake", "420200"),
)


def deliver_streets(root):
    """Money of two units is delivered by their streets, which they call alike."""
    folder = root / "params" / NAME
    with (folder / "regions.csv").open(encoding="utf-8-sig", newline="") as handle:
        header = next(csv.reader(handle))
    with (folder / "regions.csv").open("a", encoding="utf-8", newline="") as handle:
        for code, zh, en, of in PARTS:
            row = {"code": code, "name_zh": zh, "name_en": en, "short_zh": zh, "level": "street", "parent": of, "reports": "false"}
            csv.writer(handle, lineterminator="\n").writerow([row.get(name, "") for name in header])
    money = root / "data" / NAME / "money.csv"
    head, *rest = [line.split(",") for line in money.read_text(encoding="utf-8-sig").splitlines()]
    lines = [line for line in rest if line[1] not in ("420100", "420200")]
    lines += [[line[0], code, zh, *line[3:]] for line in rest for code, zh, _, of in PARTS if line[1] == of]
    money.write_text("".join(",".join(line) + "\n" for line in [head, *lines]), encoding="utf-8")


def figures(root):
    cells = open_study(NAME, root).delivery.cell_rows
    return {(c.region, c.quantity): c.amount for c in cells if c.period.spelled == QUARTER}


@pytest.mark.parametrize("alone", [False, True])
def test_a_form_lists_what_lies_inside_the_units_where_that_is_delivered(root, call, alone):
    deliver_streets(root)
    texts, before = delivered(root), figures(root)
    code, said = call("template", NAME, "--period", QUARTER, "-o", root / "out", *(["--region", "420100"] if alone else []))
    assert code == 0 and "not in the form" not in said, said
    form = root / "out" / ("form-420100.xlsx" if alone else "form.xlsx")
    sheet = openpyxl.load_workbook(form)["money"]
    listed = [row[0].value for row in sheet.iter_rows(min_row=2)][:4]
    assert listed == (["东湖街道", "汉阳街道"] if alone else ["P1", "汉阳街道", "P3", "十堰市"])
    codes = {r.name_zh: r.code for r in open_study(NAME, root).study.regions} | {"P1": "P1", "P3": "P3", "东湖街道": "P1"}
    assert fill(form, texts, {**codes, "": "420100"} if alone else codes) > 41
    if alone:
        assert "tables.money: file: 'form-{region}.xlsx', sheet: 'money'\n" in f"{said}\n"
        return
    declare(root, said)
    shutil.copy(form, root / "data" / NAME)
    assert figures(root) == before


def test_a_form_has_a_row_for_each_basis(root, call):
    study = root / "params" / NAME / "study.yml"
    text = study.read_text(encoding="utf-8")
    basis = "    basis: {column: 口径, means: {reported: [上报数], verified: [核实数]}}\n"
    study.write_text(
        text.replace("    file: results.csv\n", f"    file: results.csv\n{basis}").replace(
            "\ntables:", "\nbases: [verified, reported]\ntables:"
        ),
        encoding="utf-8",
    )
    results = root / "data" / NAME / "results.csv"
    head, *rest = results.read_text(encoding="utf-8-sig").splitlines()
    results.write_text("\n".join([f"{head},口径", *(f"{line},上报数" for line in rest)]) + "\n", encoding="utf-8")
    before = amounts(root)
    code, said = call("template", NAME, "--period", QUARTER, "-o", root / "out")
    assert code == 0 and "not in the form" not in said
    book = openpyxl.load_workbook(root / "out" / "form.xlsx")
    rows = [[c.value for c in row[:3]] for row in book["results"].iter_rows(min_row=1, max_row=3)]
    assert rows == [["地区代码", "期间", "口径"], ["武汉市", QUARTER, "上报数"], ["武汉市", QUARTER, "核实数"]]
    assert '"上报数,核实数"' in {v.formula1 for v in book["results"].data_validations.dataValidation if v.type == "list"}
    assert book["上期 results"]["D2"].value and not book["上期 results"]["D3"].value
    assert before


def saved_by_office(form, folder):
    """``form`` as LibreOffice saves it; None, with what LibreOffice said, where it makes nothing of it."""
    home = f"-env:UserInstallation=file://{folder.parent}/office"
    words = [shutil.which("soffice"), home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(form)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600)
    made = folder / form.name
    return (made if made.is_file() else None), f"exit code {done.returncode}: {done.stdout}{done.stderr}"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_is_read_as_its_figures(root, call, tmp_path):
    plain = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(plain)
    able, why = saved_by_office(plain, tmp_path / "saved")
    if able is None:
        pytest.skip(f"LibreOffice converts no workbook here, not even an empty one ({why})")
    texts, before = delivered(root), amounts(root)
    codes = {r.name_zh: r.code for r in open_study(NAME, root).study.apart}
    code, said = call("template", NAME, "--period", QUARTER, "-o", root / "out")
    assert code == 0, said
    form = root / "out" / "form.xlsx"
    assert fill(form, texts, codes) == 41 * 17
    saved, why = saved_by_office(form, tmp_path / "saved")
    assert saved, why
    assert {v.type for v in openpyxl.load_workbook(saved)["results"].data_validations.dataValidation} == {"list", "custom"}
    declare(root, said)
    shutil.copy(saved, root / "data" / NAME)
    assert amounts(root) == before
