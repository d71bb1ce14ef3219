"""Targets in columns of the delivered tables: read with the figures, judged like those of targets.csv, and traced to their cell."""

from __future__ import annotations

import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.report.sections import targets as targets_section
from evaluation.tables import tables
from evaluation.view.judgements import standing
from evaluation.view.view import View

STUDY = """\
format: 2
title: {{en: Jobs}}
report_title: {{en: Jobs}}
language: en
region_system: free
region_vintage: 2024
money: {{currency: CNY}}
period: "{period}"
cut_off: 2024-12-31
status: draft
author: {{en: Office}}
source_note: {{en: invented}}
packs: [hubei-2007]
tables:
  t:
    title: {{en: Plan and result}}
    file: t.csv
    region: 地区
    {when}
    kind: current
    {more}columns:
      计划数: {{target: reemp_laidoff, unit: 人{aim}}}
      完成数: {{quantity: reemp_laidoff, unit: 人}}
      完成率: {{states: reemp_laidoff, unit: "%"}}
indicators: [reemp_laidoff]
"""
REGIONS = "code,name_en,level,parent,reports\nP,All,province,,false\nA,Aland,prefecture,P,true\nB,Bland,prefecture,P,true\n"
ROWS = "地区,计划数,完成数,完成率\nA,1000,900,90.0\nB,500,600,120.0\n"
HEAD = "item,region,period,demand,value,unit,status,source\n"


def study(tmp_path, rows=ROWS, when="fixed_period: '2024'", period="2024", aim="", more="", targets="", orders=""):
    params, data = tmp_path / "params/jobs", tmp_path / "data/jobs"
    for folder in (params, data, tmp_path / "notebooks"):
        folder.mkdir(parents=True, exist_ok=True)
    (params / "study.yml").write_text(STUDY.format(when=when, period=period, aim=aim, more=more), encoding="utf-8")
    (params / "regions.csv").write_text(REGIONS, encoding="utf-8")
    if targets:
        (params / "targets.csv").write_text(HEAD + targets, encoding="utf-8")
    if orders:
        (params / "target_orders.csv").write_text(
            f"item,region,period,number,effective,value,unit,source\n{orders}", encoding="utf-8"
        )
    (data / "t.csv").write_text(rows, encoding="utf-8")
    return evaluation.open("jobs", root=tmp_path)


def states(opened):
    seen = View(results=opened.results, region="P", language="en", key="0" * 64)
    return [standing(seen, "reemp_laidoff", r).state for r in "ABP"]


def test_a_target_beside_its_figure_judges_it_and_that_of_the_whole_is_the_sum(tmp_path):
    opened = study(tmp_path)
    done = [opened.results.progress(r, "reemp_laidoff") for r in "ABP"]
    assert [d.demanded for d in done] == [1000, 500, 1500] and states(opened) == ["missed", "met", "met"]
    assert [f.code for f in opened.results.findings if f.code in ("stated_rate", "target_twice")] == []
    assert done[0].target.source == "Plan and result t.csv，计划数，2"
    header, rows = tables(opened.results, "A")["cells"]
    (cell,) = [dict(zip(header, r, strict=True)) for r in map(tuple, rows) if "target" in r]
    assert (cell["quantity"], cell["amount"], cell["file"], cell["row"], cell["column"]) == (
        "reemp_laidoff",
        1000,
        "t.csv",
        2,
        "计划数",
    )
    told = str(targets_section.build(View(results=opened.results, region="A", language="en", key="0" * 64)))
    assert "Targets that the delivered tables hold stand in '计划数' of t.csv" in told


@pytest.mark.parametrize(
    ("rows", "demanded"),
    [
        (ROWS.replace("A,1000", "A,"), [None, 500, None]),
        (ROWS.replace("A,1000", "A,—"), [None, 500, 500]),
        (ROWS.replace("A,1000", "A,*"), [None, 500, None]),
    ],
)
def test_the_whole_has_a_sum_only_of_what_every_region_says(rows, demanded, tmp_path):
    opened = study(tmp_path, rows)
    assert [opened.results.progress(r, "reemp_laidoff").demanded for r in "ABP"] == demanded


@pytest.mark.parametrize("cell", ["无目标", " no target ", "－ none －"])
def test_a_cell_that_says_what_the_column_writes_for_no_target_sets_none(cell, tmp_path):
    marks = ', marks: ["无目标", no target, "－ none －"]'
    opened = study(tmp_path, ROWS.replace("A,1000", f"A,{cell}"), aim=marks)
    done = [opened.results.progress(r, "reemp_laidoff") for r in "ABP"]
    assert [(d.demanded, d.unjudged) for d in done] == [(None, "not_here"), (500, ""), (500, "")]
    assert [f.code for f in opened.findings if f.severity == "blocking"] == []


def test_of_a_figure_the_text_for_no_target_is_none(tmp_path):
    opened = study(tmp_path, ROWS.replace("A,1000,900", "A,1000,无目标"), aim=", marks: [无目标]")
    assert [(f.code, f.column) for f in opened.findings if f.severity == "blocking"] == [("not_a_figure", "完成数")]


def test_only_a_column_of_targets_says_what_it_writes_for_none(tmp_path):
    with pytest.raises(Refused, match="'marks' says what a target is, and the column holds none"):
        study(tmp_path, aim="}\n      x: {quantity: reemp_laidoff, unit: 人, marks: [无]")


def test_a_printed_completion_is_checked_against_plan_and_figure(tmp_path):
    (found,) = [f for f in study(tmp_path, ROWS.replace("90.0", "95.0")).results.findings if f.code == "stated_rate"]
    assert "is stated as 95.0 %, but 900 / 1000 gives 90.0 %" in found.message


def test_a_printed_total_of_plans_is_compared(tmp_path):
    opened = study(tmp_path, ROWS + "合计,1600,1500,100.0\n", more="total: 合计\n    ")
    assert [(f.code, f.column) for f in opened.results.findings if f.code == "total_differs"] == [("total_differs", "计划数")]


def test_targets_csv_goes_before_a_column_and_a_difference_is_told(tmp_path):
    opened = study(tmp_path, targets="reemp_laidoff,A,2024,at_least,800,人,issued,order 7\n")
    assert opened.results.progress("A", "reemp_laidoff").demanded == 800
    (found,) = [f for f in opened.results.findings if f.code == "target_twice"]
    assert (found.file, found.row, found.column) == ("t.csv", 2, "计划数") and "1000 人 here and 800 人 elsewhere" in found.message


QUARTERS = (
    "地区,期间,计划数,完成数,完成率\nA,2024Q1,1000,200,20.0\nA,2024Q2,1000,400,60.0\nB,2024Q1,500,200,40.0\nB,2024Q2,500,100,60.0\n"
)


@pytest.mark.parametrize(("of", "demanded", "found"), [("year", 1000, ["met", "met", "met"]), ("part", None, ["not_judged"] * 3)])
def test_a_column_says_whether_it_is_of_the_year_or_of_its_part(of, demanded, found, tmp_path):
    opened = study(tmp_path, QUARTERS, "period: 期间", "2024Q2", f", of: {of}")
    assert opened.results.progress("A", "reemp_laidoff").demanded == demanded
    assert states(opened) == found


def test_a_column_of_targets_in_rows_of_quarters_that_does_not_say_of_what_is_refused(tmp_path):
    opened = study(tmp_path, QUARTERS, "period: 期间", "2024Q2")
    (found,) = opened.blocking
    assert (found.code, found.column, found.row) == ("target_of_what", "计划数", 2) and "of: year" in found.fix


@pytest.mark.parametrize(
    ("aim", "told"),
    [
        (", quantity: reemp_hard", "give one of 'quantity'"),
        (", of: month", "'year' or 'part'"),
        (", demand: more", "'at_least', 'at_most' or 'equal'"),
    ],
)
def test_a_column_that_is_no_target_is_refused_with_its_line(aim, told, tmp_path):
    with pytest.raises(Refused) as error:
        study(tmp_path, aim=aim)
    assert told in str(error.value) and "line 22" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("target: reemp_laidoff", "target: reemp_laidof", "'reemp_laidof' is not in the catalogue; did you mean 'reemp_laidoff'"),
        ("target: reemp_laidoff", "target: reemp_hard", "reemp_hard is not among the study's indicators; add it to study.yml"),
        ("unit: 人}", "unit: 元}", "reemp_laidoff is measured in persons, and 元 is no unit of that"),
    ],
)
def test_a_column_of_what_the_study_does_not_ask_is_refused(old, new, told, tmp_path):
    opened = study(tmp_path)
    path = tmp_path / "params/jobs/study.yml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as error:
        opened = evaluation.open("jobs", root=tmp_path)
        _ = opened.results
    assert told in str(error.value) and "tables.t.columns.计划数" in str(error.value)


def test_an_order_changes_a_target_that_a_column_holds_and_the_sum_of_the_whole(tmp_path):
    opened = study(tmp_path, orders="reemp_laidoff,A,2024,No. 1,2024-07-01,800,人,order\n")
    done = [opened.results.progress(r, "reemp_laidoff") for r in "ABP"]
    assert [d.demanded for d in done] == [800, 500, 1300] and states(opened) == ["met", "met", "met"]
    told = str(targets_section.build(View(results=opened.results, region="A", language="en", key="0" * 64)))
    assert "| No. 1 | 2024-07-01 | 1,000 | 800 | in force" in told


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("A,2023,No. 1,2024-07-01,800,人", "there is no target of reemp_laidoff for A in 2023 that could be changed"),
        ("B,2024,No. 1,2024-07-01,800,人", "there is no target of reemp_laidoff for B in 2024: what sets it says — there"),
        ("A,2024,No. 1,2024-07-01,8,万元", "the target of reemp_laidoff is in 人, not in 万元"),
    ],
)
def test_an_order_that_reaches_no_target_of_the_tables_is_told_and_not_used(tmp_path, order, why):
    opened = study(tmp_path, rows="地区,计划数,完成数,完成率\nA,1000,900,90.0\nB,—,600,\n", orders=f"reemp_laidoff,{order},order\n")
    (found,) = (f for f in opened.results.findings if f.code == "order_without_target")
    assert (found.severity, found.file) == ("reportable", "target_orders.csv") and why in found.message
    assert opened.results.progress("A", "reemp_laidoff").demanded == 1000
    targets_section.build(View(results=opened.results, region="A", language="en", key="0" * 64))


def test_an_order_of_what_neither_a_row_nor_a_column_sets_is_refused_with_its_line(tmp_path):
    with pytest.raises(Refused, match=r"target_orders.csv, line 2: there is no target of emp_new_urban for A in 2024"):
        study(tmp_path, orders="emp_new_urban,A,2024,No. 1,2024-07-01,800,人,order\n")
