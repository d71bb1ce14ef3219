"""Study files of format 1, as people wrote them before there was another, are read as they were; format 2 says what they left to
silence, and ``evaluation migrate`` copies one into the other with equal figures."""

from __future__ import annotations

from pathlib import Path

import pytest

import evaluation
from evaluation.cli import cli, migration
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.study import strict_yaml
from evaluation.study.load import load
from evaluation.study.names import names
from evaluation.study.periods import parse
from evaluation.study.rewritten import rewrite, widen
from evaluation.study.silences import find_silences

ROOT = Path(__file__).parents[2]
HEAD = """\
# asked in spring
title: {zh: 试验, en: Trial}
report_title: {zh: 试验报告, en: Trial report}
language: en
region_system: free
region_vintage: 2024
period: "2024"
cut_off: 2024-12-31
status: draft
author: {zh: 试验, en: Trial}
synthetic: {zh: 虚构数据, en: Invented data}
source_note: {zh: 虚构, en: Invented}

# what came
tables:
"""
REGIONS = "code,name_zh,name_en,short_zh,level,parent,reports\nTOP,全省,Province,全省,province,,false\n" + "".join(
    f"R{n},{zh}市,City {n},{zh}市,prefecture,TOP,true\n" for n, zh in enumerate("甲乙", 1)
)
COLUMNS = """\
    columns:
      收入{0}: {{quantity: ui_income, unit: 万元}}
      支出{0}: {{quantity: ui_outlay, unit: 万元}}
      结余{0}: {{quantity: ui_balance, unit: 万元, kind: stock}}
"""
INSURANCE = "indicators: [ui_reserve_months, ui_spending_ratio]\n"
PLAIN = "  fund:\n    title: {zh: 失业保险, en: Insurance}\n    file: t.csv\n    region: 地区\n"
ROW = "地区,收入,支出,结余\nR1,80,60,400\nR2,20,15,90\n"
CUMULATIVE = """\
    period: 期间
    columns:
      登记: {quantity: jobseekers, unit: 人, kind: cumulative}
      成功: {quantity: jobseekers_placed, unit: 人, kind: cumulative}
indicators: [jobmatch_success_rate]
"""
QUARTERS = "地区,期间,登记,成功\n" + "".join(f"R{n},2024Q{q},{100 * q * n},{40 * q}\n" for n in (1, 2) for q in (1, 2, 3, 4))
YEARS = "".join(
    PLAIN.replace("fund:", f"y{year}:") + f"    fixed_period: '{year}'\n    ignore: rest\n" + COLUMNS.format(year)
    for year in (2023, 2024)
)
CITIES = "".join(
    PLAIN.replace("fund:", f"{city}:").replace("t.csv", f"{city}.csv") + "    period: 期间\n" + COLUMNS.format("")
    for city in ("jia", "yi")
)
MONTHLY = ROW.replace("地区,", "地区,期间,")
OLD = {
    "one year": (PLAIN + "    fixed_period: '2024'\n" + COLUMNS.format("") + INSURANCE, {"t.csv": ROW}),
    "title and total": (
        PLAIN + "    title_rows: 1\n    total: 合计\n    fixed_period: '2024'\n" + COLUMNS.format("") + INSURANCE,
        {"t.csv": f"表一,,,\n{ROW}合计,100,75,490\n"},
    ),
    "year to date": (PLAIN + CUMULATIVE, {"t.csv": QUARTERS}),
    "years side by side": (
        YEARS + INSURANCE,
        {"t.csv": "地区,收入2023,支出2023,结余2023,收入2024,支出2024,结余2024\nR1,70,50,380,80,60,400\nR2,18,15,85,20,15,90\n"},
    ),
    "a file a city": (
        CITIES + INSURANCE,
        {f"{city}.csv": f"地区,期间,收入,支出,结余\nR{n},2024,80,60,400\n" for n, city in enumerate(("jia", "yi"), 1)},
    ),
    "limits and notebooks": (
        PLAIN
        + "    fixed_period: '2024'\n"
        + COLUMNS.format("")
        + INSURANCE
        + "headline: [ui_spending_ratio]\nhard_limits: [ui_spending_ratio]\nnotebooks: {region: region.ipynb}\n",
        {"t.csv": ROW},
    ),
    "all in flow style": (
        "  fund: {title: {zh: 失业保险, en: Insurance}, file: t.csv, region: 地区, fixed_period: '2024', columns: "
        "{收入: {quantity: ui_income, unit: 万元}, 支出: {quantity: ui_outlay, unit: 万元}, "
        "结余: {quantity: ui_balance, unit: 万元, kind: stock}}}\n" + INSURANCE,
        {"t.csv": ROW},
    ),
}


def write(root: Path, tables: str, files: dict[str, str], head: str = HEAD) -> Path:
    params, data = root / "params" / "old", root / "data" / "old"
    params.mkdir(parents=True)
    data.mkdir(parents=True)
    (params / "study.yml").write_text(head + tables, encoding="utf-8", newline="")
    (params / "regions.csv").write_text(REGIONS, encoding="utf-8")
    choices = "{jobmatch_success_rate: {reading: persons, why: {en: trial}}}" if "jobmatch" in tables else "{}"
    (params / "choices.yml").write_text(choices, encoding="utf-8")
    (params / "targets.csv").write_text("item,region,period,demand,value,unit,status,source\n", encoding="utf-8")
    for name, text in files.items():
        (data / name).write_text(text, encoding="utf-8")
    (data / "SOURCE.md").write_text("invented\n", encoding="utf-8")
    return params / "study.yml"


@pytest.fixture
def call(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/region.ipynb").touch()

    def run(*args: str) -> tuple[int, str, str]:
        code = run_guarded(cli, args)
        return (code, *capsys.readouterr())

    return run


@pytest.mark.parametrize("kind", OLD)
def test_an_old_study_loads_and_is_the_same_study_in_format_2(tmp_path, kind):
    path = write(tmp_path, *OLD[kind])
    old = load("old", tmp_path)
    text, _ = rewrite(path.read_text(encoding="utf-8"), "study.yml", ["employment", "hubei-2007", "guizhou-2010"])
    path.write_text(text, encoding="utf-8")
    packs = ("employment", "hubei-2007", "guizhou-2010")
    new = load("old", tmp_path).file
    assert new.model_copy(update={"format": 1, "packs": None, "tables": old.file.tables}) == old.file
    assert (new.format, new.packs) == (2, packs)
    assert {name: t.model_copy(update={"kind": None}) for name, t in new.tables.items()} == old.file.tables


@pytest.mark.parametrize("kind", [kind for kind in OLD if kind not in ("years side by side", "a file a city")])
def test_an_old_study_is_read_as_it_was_and_migrates_with_equal_figures(tmp_path, call, kind):
    path = write(tmp_path, *OLD[kind])
    before = path.read_bytes()
    opened = evaluation.open("old", root=tmp_path)
    assert opened.study.file.format == 1
    assert [f for f in opened.findings if f.severity == "blocking"] == []
    quantity, amount = ("jobseekers", 400) if kind == "year to date" else ("ui_income", 80_000_000)
    assert opened.results.figures.at("R1", parse("2024"), quantity).amount == amount

    code, out, err = call("migrate", "old", "--to", "new")
    assert (code, err) == (0, "")
    new = (tmp_path / "params/new/study.yml").read_text(encoding="utf-8")
    old = before.decode()
    assert path.read_bytes() == before
    assert [line for line in old.splitlines() if "fund: {" not in line and line not in new.splitlines()] == []
    assert "params/new/study.yml:2: format: 2\n" in out and new.splitlines()[:2] == ["# asked in spring", "format: 2"]
    assert "packs: [employment, hubei-2007, guizhou-2010]\n\n# what came\ntables:" in new
    assert "old and new measure the same: " in out
    assert load("new", tmp_path).file.format == 2


def test_every_added_line_is_told_with_its_number(tmp_path, call):
    write(tmp_path, *OLD["one year"], head=HEAD.replace("language: en\n", "").replace("status: draft\n", ""))
    _, out, _ = call("migrate", "old")
    text = (tmp_path / "params/old-2/study.yml").read_text(encoding="utf-8").splitlines()
    told = dict(
        line.removeprefix("params/old-2/study.yml:").split(": ", 1) for line in out.splitlines() if line.startswith("params/")
    )
    assert [said.rpartition(".")[2] for said in told.values()] == [text[int(n) - 1].strip() for n in told]
    assert set(told.values()) >= {"language: zh", "status: draft", "tables.fund.kind: current"}


def test_nothing_is_kept_where_a_cell_differs(tmp_path, monkeypatch):
    write(tmp_path, *OLD["one year"])

    def spoil(text, path, packs):
        return text.replace("ui_income", "x").replace("ui_outlay", "ui_income").replace("quantity: x", "quantity: ui_outlay"), []

    monkeypatch.setattr(migration, "rewrite", spoil)
    with pytest.raises(
        Refused, match=r"quantities.csv, R1, 2024, ui_income: amount is 80000000, and 60000000 in format 2; the copy is"
    ):
        migration.migrate(tmp_path, "old", "new")
    assert names(tmp_path) == ["old"] and not (tmp_path / "data/new").exists()


def test_what_cannot_be_migrated_is_refused(tmp_path, call):
    path = write(tmp_path, *OLD["one year"])
    assert "there is no study 'od'; did you mean 'old'?" in call("migrate", "od")[2]
    assert "params/old is there already; choose another name with --to" in call("migrate", "old", "--to", "old")[2]
    assert call("migrate", "old", "--to", "new")[0] == 0
    assert "params/new/study.yml is of format 2 already" in call("migrate", "new", "--to", "newer")[2]
    path.write_text(path.read_text(encoding="utf-8").replace("unit: 万元, kind", "unit: 人, kind"), encoding="utf-8")
    assert call("migrate", "old", "--to", "other")[0] == 2
    assert names(tmp_path) == ["new", "old"]


def test_format_2_says_in_words_what_format_1_left_to_silence(tmp_path):
    text = HEAD.replace("language: en\n", "format: 2\npolicy: {prefix: A, title: {en: Rules}}\n").replace(
        "status: draft\n", "money: {scale: lakh}\n"
    )
    write(tmp_path, *OLD["one year"], head=text)
    with pytest.raises(Refused) as caught:
        load("old", tmp_path)
    assert str(caught.value).replace(f"{tmp_path}/", "").splitlines() == [
        "params/old/study.yml:",
        "  line 1, language: is not said; add it: the language of the reports: zh or en",
        "  line 1, packs: is not said; add it: the packs that quantities and indicators come from: [hubei-2007]; [] where "
        "catalogue.yml has all",
        "  line 1, status: is not said; add it: draft or final",
        "  line 10, money.currency: is not said; add it: the currency of all amounts: CNY",
        "  line 5, policy.in_force: is not said; add it: the first day on which the document binds, or always",
        "  line 17, tables.fund.kind: is not said; add it: what its columns hold where they do not say: current (of the period), "
        "cumulative (of the year so far) or stock",
    ]


def test_a_later_format_is_refused(tmp_path):
    write(tmp_path, *OLD["one year"], head=f"format: 3\n{HEAD}")
    with pytest.raises(Refused, match=r"line 1, format: 3 is no format that is read here; write 'format: 2'"):
        load("old", tmp_path)


def test_the_kind_of_a_table_is_that_of_the_columns_that_say_none(tmp_path):
    write(
        tmp_path,
        PLAIN + CUMULATIVE.replace(", kind: cumulative", "").replace("    columns", "    kind: cumulative\n    columns"),
        {"t.csv": QUARTERS},
    )
    opened = evaluation.open("old", root=tmp_path)
    assert opened.results.figures.at("R1", parse("2024"), "jobseekers").amount == 400
    assert opened.results.figures.at("R1", parse("2024Q4"), "jobseekers").amount == 100


@pytest.mark.parametrize("text", ["{a: b, c: d}\n", "a: b # c\r\n# d\r\nc: d\r\n", "---\na: b\n"])
def test_a_rewritten_file_is_the_old_one_and_what_is_added(text):
    content = strict_yaml.parse(text, "study.yml")
    new, added = rewrite(text, "study.yml", ["one"])
    assert strict_yaml.parse(new, "study.yml").items() >= content.items()
    assert list(find_silences(strict_yaml.parse(new, "study.yml"))) == []
    assert len(added) == 5 and ("\r" in text) == ("\r" in new) and "\n\n" not in new


@pytest.mark.parametrize("study", names(ROOT))
def test_every_bundled_study_is_of_format_2(study):
    assert strict_yaml.load(ROOT / "params" / study / "study.yml")["format"] == "2"


def test_a_rate_of_each_region_is_widened_to_the_whole_and_nothing_else_is_touched():
    rows = ["item,region,unit,source", "a,each,%,x", 'b,"each",‰,"each, as ever"', "c,each,人,x", "d,R1,%,each", ""]
    text, changed = widen("\r\n".join(rows))
    assert text.split("\r\n") == [rows[0], "a,everywhere,%,x", 'b,"everywhere",‰,"each, as ever"', *rows[3:]]
    assert changed == [2, 3]


def test_lines_for_each_region_are_widened_in_the_copy(tmp_path, call):
    write(tmp_path, *OLD["one year"])
    path = tmp_path / "params/old/targets.csv"
    head, row = "item,region,period,demand,value,unit,status,source\n", "ui_spending_ratio,{},2024,at_least,30,%,issued,x\n"
    path.write_text(head + row.format("each"), encoding="utf-8")
    code, out, _ = call("migrate", "old", "--to", "new")
    assert code == 0 and "params/new/targets.csv:2: region: everywhere" in out
    assert (tmp_path / "params/new/targets.csv").read_text(encoding="utf-8") == head + row.format("everywhere")
    for name in ("old", "new"):
        assert evaluation.open(name, root=tmp_path).results.judge("TOP", "ui_spending_ratio").state == "met"
    (tmp_path / "params/new/targets.csv").write_text(head + row.format("each"), encoding="utf-8")
    assert evaluation.open("new", root=tmp_path).results.judge("TOP", "ui_spending_ratio").unjudged == "no_line"
