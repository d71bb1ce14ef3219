"""An issued 区域绩效目标表: what its cells demand, and ``evaluation targets``, which drafts targets.csv from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.data.goals import read_goal
from evaluation.study.counted import SHIPPED

ROOT = Path(evaluation.__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "unit", "demand", "value", "written"),
    [
        ("≥90%", "", "at_least", "90", "%"),
        (">= 9.5 万人", "", "at_least", "9.5", "万人"),
        ("≤1.5万元", "", "at_most", "1.5", "万元"),
        ("＝100％", "", "equal", "100", "%"),
        ("=100%", "%", "equal", "100", "%"),
        ("不低于40%", "", "at_least", "40", "%"),
        ("不超过 4.5 ‰", "", "at_most", "4.5", "‰"),
        ("1,200人以上", "", "at_least", "1200", "人"),
        ("4.5%以内", "", "at_most", "4.5", "%"),
        ("≥90", "%", "at_least", "90", "%"),
        ("100", "人次", None, "100", "人次"),
        ("≤1.5", "万元/人", "at_most", "1.5", "万元/人"),
        ("≤1.5万元", "万元/人", "at_most", "1.5", "万元/人"),
        ("≥95", "百分比", "at_least", "95", "%"),
        ("≤4.5", "千分率", "at_most", "4.5", "‰"),
        ("≤0.95%", "百分比", "at_most", "0.95", "%"),
        ("≥1", "%", "at_least", "1", "%"),
    ],
)
def test_what_a_cell_demands(text, unit, demand, value, written):
    found = read_goal(text, unit, SHIPPED)
    assert (found.demand, found.value, found.unit.text) == (demand, Decimal(value), written)


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("有效保障", "", "is a text, by which nothing is measured"),
        ("", "%", "is a text"),
        ("90%-95%", "", "is a range"),
        ("3.5～4.0", "万元", "is a range"),
        (">90%", "", "demands more or less than a number"),
        ("≥90", "", "names no unit"),
        ("≥90 公斤", "", "is no unit"),
        ("≥90%以下", "", "says both sides"),
        ("≥0.95", "百分比", r"which may be 0\.95% or 95%: ask which, and put it into targets\.csv by hand"),
        ("0.0045", "‰", r"which may be 0\.0045‰ or 4\.5‰"),
        ("90-95", "%", r"is a range, and a line has one side; write the side that is judged into targets\.csv by hand"),
    ],
)
def test_what_demands_nothing_that_is_measured_says_why(text, unit, why):
    with pytest.raises(ValueError, match=why):
        read_goal(text, unit, SHIPPED)


ROWS = [
    ("2024年区域绩效目标申报表", None, None, None, None),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "计量单位"),
    ("产出指标", "数量指标", "城镇新增就业人数", "≥90", "万人"),
    (None, "质量指标", "补贴发放准确", "=100%", None),
    (None, None, "就业政策落实", "有效保障", None),
    (None, "成本指标", "资金执行", "90%~95%", None),
    ("满意度指标", None, "服务对象满意程度", "≥90%", None),
]


@pytest.fixture
def form(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目标表"
    for row in ROWS:
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


def call(capsys, *words):
    code = run_guarded(cli, ["targets", *map(str, words)])
    return (code, *capsys.readouterr())


def test_rows_called_as_an_indicator_are_drafted_with_their_place_and_others_are_named(form, capsys, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    maps = (
        "--map",
        "城镇新增就业人数=new_urban_jobs",
        "--map",
        "就业政策落实=payments_in_time",
        "--map",
        "资金执行=subsidy_execution",
    )
    code, out, err = call(capsys, form, "--study", "hubei-subsidy-2024", *maps)
    assert code == 0
    head, *rows = out.splitlines()
    assert head == "item,region,period,demand,value,unit,status,source"
    assert rows[0] == "new_urban_jobs,420000,2024,at_least,90,万人,issued,form.xlsx（目标表），第3行，城镇新增就业人数"
    assert "第5行，就业政策落实: '有效保障' is a text, by which nothing is measured" in err
    assert "第6行，资金执行: '90%~95%' is a range" in err
    assert "第7行，服务对象满意程度: " in err and "not taken" in err
    assert not any("满意" in row for row in rows)


def test_what_was_drafted_is_read_by_the_study(form, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    out = tmp_path / "targets.csv"
    code, told, _ = call(capsys, form, "--study", "hubei-subsidy-2024", "--map", "城镇新增就业人数=new_urban_jobs", "-o", out)
    assert code == 0 and "1 targets; look at every row" in told
    assert out.read_text("utf-8-sig").splitlines()[1].startswith("new_urban_jobs,420000,2024,at_least,90,万人,issued,")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--map", "x"), "is no pair"),
        (("--map", "x=new_urban_job"), "did you mean 'new_urban_jobs'"),
        (("--sheet", "目标"), "目标"),
    ],
)
def test_what_cannot_be_drafted_is_refused(words, told, form, capsys, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    code, _, err = call(capsys, form, "--study", "hubei-subsidy-2024", *words)
    assert code == 2 and told in err


def test_a_table_without_such_columns_is_refused(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, _, err = call(capsys, tmp_path / "t.csv", "--study", "hubei-subsidy-2024")
    assert code == 2 and "no row names a column 三级指标" in err
