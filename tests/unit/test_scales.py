"""Amounts stand at one scale with what is demanded of them, and with the other money of their table."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.studies import scaled
from tests.studies.run import cells, project

import evaluation
from evaluation.render.printed import flatten
from evaluation.report.parts.dots import against_others
from evaluation.study.counted import SHIPPED
from evaluation.view.numbers import Numbers
from evaluation.view.scales import Scales

STUDY = """\
title: {zh: 小样, en: Small sample}
report_title: {zh: 报告, en: Report}
region_system: free
region_vintage: 2024
period: "2024"
cut_off: 2024-12-31
author: {zh: 编制组, en: Office}
source_note: {zh: 无, en: none}
packs: []
money: {currency: MONEY}
tables:
  t:
    title: {zh: 表, en: The table}
    file: t.csv
    region: region
    period: period
    columns:
      workers: {quantity: workers, unit: 人}
      wages: {quantity: wages, unit: MONEY}
      left: {quantity: left, unit: MONEY}
      median: {quantity: median, unit: MONEY}
indicators: [wages_out, median_wage, wages_per]
hard_limits: [median_wage]
"""
ENTRIES = """\
format: 2
quantities:
  workers: {title: {zh: 上工人数, en: Persons with work}, counts: persons, kind: flow}
  wages: {title: {zh: 工资, en: Wages}, counts: money, kind: flow}
  left: {title: {zh: 剩余, en: Left}, counts: money, kind: flow}
  median: {title: {zh: 中位工资, en: Median wage as stated}, counts: money, kind: stated}
indicators:
  wages_out:
    {title: {zh: 已付工资, en: Wages paid out}, value: wages - left, span: to_date, direction: higher, why: {zh: 看, en: see}}
  median_wage: {title: {zh: 工资中位数, en: Median wage}, stated: median, direction: higher, why: {zh: 看, en: see}}
  wages_per:
    title: {zh: 人均工资, en: Wages per person}
    numerator: wages
    denominator: workers
    span: to_date
    direction: higher
    why: {zh: 看, en: see}
"""
REGIONS = """\
code,name_zh,name_en,short_zh,level,parent,reports
P,全区,Whole,全,province,,false
A,甲,Alpha,甲,prefecture,P,true
B,乙,Beta,乙,prefecture,P,true
"""
TARGETS = """\
item,region,period,demand,value,unit,status,source
wages_out,A,2024,at_least,7800,MONEY,issued,s
wages_out,B,2024,at_least,1234567.5,MONEY,issued,s
wages_out,P,2024,at_least,500000000,MONEY,issued,s
median_wage,A,2024,at_least,310,MONEY,issued,s
median_wage,B,2024,at_least,1200000,MONEY,proposal,s
"""
ROWS = "region,period,workers,wages,left,median\nA,2024,400,8440,1000,320.5\nB,2024,500,200000,1500,900000\nP,2024,,,,315\n"


@pytest.fixture(scope="module", params=["KWD", "CNY", "INR"])
def study(request, tmp_path_factory):
    root: Path = project(tmp_path_factory.mktemp(request.param))
    params, data = root / "params" / "m", root / "data" / "m"
    params.mkdir(parents=True)
    data.mkdir(parents=True)
    files = {"study.yml": STUDY, "catalogue.yml": ENTRIES, "regions.csv": REGIONS, "targets.csv": TARGETS}
    for name, text in files.items():
        (params / name).write_text(text.replace("MONEY", request.param), encoding="utf-8")
    (data / "t.csv").write_text(ROWS, encoding="utf-8")
    return evaluation.open("m", root=root)


def shown(study, region: str, language: str):
    report = study.report(region, language=language) if region != "P" else study.overview(language=language)
    for section, call in cells("region.ipynb" if region != "P" else "province.ipynb"):
        if section in ("targets", "general", "conclusion", "comparison", "problems", "methods"):
            yield report.view, eval(call, {"report": report})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["A", "B", "P"])
def test_amounts_stand_at_the_scale_that_their_place_tells_and_beside_a_line_at_its_own(study, region, language):
    parts = list(shown(study, region, language))
    assert [told for view, part in parts for told in scaled.apart(view, part)] == []
    assert len(parts) >= 5


def _rows(study, region: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, part in shown(study, region, "en"):
        for table in scaled.tables(part.content):
            found |= {flatten(r["cells"][0]): [flatten(c) for c in r["cells"][1:]] for r in table["rows"]}
    return found


def test_what_was_stated_keeps_its_digits_at_the_scale_of_tables(study):
    rows, money = _rows(study, "A"), study.study.file.money.currency
    name = {"KWD": "thousand Kuwaiti dinars", "CNY": "10,000 yuan", "INR": "lakh rupees"}[money]
    value, line = {"KWD": ("0.3205", "0.31"), "CNY": ("0.03205", "0.031"), "INR": ("0.003205", "0.0031")}[money]
    cells_ = next(c for head, c in rows.items() if head == f"Median wage ({name})")
    assert value in cells_
    assert f"≥ {line} {name}" in cells_


def test_an_amount_and_its_line_in_words_are_at_the_smaller_of_their_scales():
    western, zh = Scales("en", SHIPPED), Scales("zh", SHIPPED)
    assert western.of_text("persons", 2_000_000, 3).unit == "persons"
    assert western.of_text("persons", 2_000_000, 0).unit == "million persons"
    assert zh.of_text("persons", 200_000, 100_000).unit == "万人"
    assert zh.of_text("money", 3 * 10**10, 10**6).unit == "万元"
    assert zh.of_text("money", 3 * 10**10, -(10**10)).unit == "亿元"
    assert zh.of_account(3 * 10**10, 0).unit == "亿元"


def test_a_line_has_the_digits_it_has_at_any_scale():
    numbers = Numbers("zh", SHIPPED)
    for counts, amount in (("money", 123_456_789), ("persons", 203_892)):
        for scale in (numbers.scales.of_tables(counts), numbers.scales.of_text(counts, amount), numbers.scales.in_full(counts)):
            [piece] = [p for p in numbers.line(amount, counts, scale).pieces if hasattr(p, "exact")]
            assert Fraction(piece.printed.replace(",", "")) == Fraction(amount, scale.base) == Fraction(piece.exact)


@pytest.mark.parametrize("region", ["A", "P"])
def test_a_chart_of_regions_and_its_table_are_in_the_unit_that_they_name(study, region):
    view = (study.report(region, language="en") if region != "P" else study.overview(language="en")).view
    [part] = against_others(view, "median_wage")
    assert scaled.apart(view, part) == []
    [table] = scaled.tables(part.content)
    assert flatten(table["columns"][1]["unit"]) == view.numbers.money_unit
    assert str(view.numbers.money_unit) in flatten(part.content["subtitle"])
