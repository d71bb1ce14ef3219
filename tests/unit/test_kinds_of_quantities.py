"""What adds up over time and over regions: flows both, entitlements over regions only, stated figures over neither."""

from __future__ import annotations

import own_study
import pytest

import evaluation
from evaluation.errors import Refused

ENTRIES = """\
format: 2
quantities:
  on_benefit: {title: {zh: 享受补贴人数, en: Persons on the benefit}, counts: persons, kind: entitlement}
  entitled:   {title: {zh: 应享受人数, en: Persons entitled}, counts: persons, kind: entitlement}
  earnings:   {title: {zh: 季度收入中位数, en: Median earnings}, counts: money, kind: stated}
indicators:
  wages_per_worker:
    title: {zh: 收入中位数, en: Median earnings of those placed}
    stated: earnings
    direction: higher
    why: {zh: 就业质量, en: the quality of work found}
  share_women:
    title: {zh: 享受率, en: Take-up of the benefit}
    numerator: on_benefit
    denominator: entitled
    span: to_date
    direction: higher
    why: {zh: 应享尽享, en: all who are entitled are to have it}
  share_wages:
    title: {zh: 本期享受人数, en: Persons on the benefit in the period}
    value: on_benefit
    span: period
    direction: none
    why: {zh: 规模, en: how many}
"""
COLUMNS = """\
  works:
    title: {zh: 补贴情况表, en: Benefits}
    file: works.csv
    region: region
    period: period
    columns:
      on: {quantity: on_benefit, unit: 人}
      of: {quantity: entitled, unit: 人}
      earnings: {quantity: earnings, unit: 元}
"""
QUARTERS = [("2007Q1", 100, 200, 9000), ("2007Q2", 110, 200, 9100), ("2007Q3", 120, 210, 9200), ("2007Q4", 130, 220, 9300)]


def study(tmp_path, *more):
    root = own_study.write_study(tmp_path, ENTRIES)
    path = root / "params" / "tiny" / "study.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(own_study.TABLE, COLUMNS), encoding="utf-8")
    (root / "params" / "tiny" / "choices.yml").unlink()
    rows = [f"{r},{p},{on},{of},{money}" for r in ("R1", "R2") for p, on, of, money in QUARTERS]
    (root / "data" / "tiny" / "works.csv").write_text(
        "\n".join(["region,period,on,of,earnings", *rows, *more, ""]), encoding="utf-8"
    )
    return root


def make_cumulative(root, column):
    path = root / "params" / "tiny" / "study.yml"
    text = path.read_text(encoding="utf-8")
    assert column in text
    path.write_text(text.replace(column, f"{column[:-1]}, kind: cumulative}}"), encoding="utf-8")


def test_an_entitlement_adds_over_regions_and_never_over_time(tmp_path):
    opened = evaluation.open("tiny", study(tmp_path))
    at = opened.results.figures.at
    assert at("R1", "2007Q4", "on_benefit").amount == 130 and at("TOP", "2007Q4", "on_benefit").amount == 260
    assert at("R1", "2007", "on_benefit").mark == at("TOP", "2007", "on_benefit").mark == "missing"
    value = opened.results.value("R1", "share_women")
    assert (value.exact, value.mark) == (None, "missing")


def test_a_year_of_an_entitlement_is_the_one_delivered(tmp_path):
    root = study(tmp_path, "R1,2007,180,300,—", "R2,2007,150,300,—")
    opened = evaluation.open("tiny", root)
    assert opened.results.figures.at("TOP", "2007", "on_benefit").amount == 330
    assert (opened.results.value("R1", "share_women").exact, opened.results.value("TOP", "share_women").exact) == (60, 55)
    assert not [f for f in opened.findings if f.code == "year_total"]


def test_an_entitlement_to_date_is_the_one_delivered_so_and_no_quarter_is_made_of_it(tmp_path):
    root = study(tmp_path)
    make_cumulative(root, "{quantity: on_benefit, unit: 人}")
    results = evaluation.open("tiny", root, period="2007Q2").results
    assert results.figures.to_date("R1", results.period, "on_benefit").amount == 110
    assert results.figures.at("R1", "2007Q2", "on_benefit").mark == "missing"
    assert evaluation.open("tiny", root).results.figures.at("R1", "2007", "on_benefit").amount == 130


def test_persons_counted_from_the_years_start_do_not_become_fewer(tmp_path):
    root = study(tmp_path)
    make_cumulative(root, "{quantity: on_benefit, unit: 人}")
    data = root / "data" / "tiny" / "works.csv"
    data.write_text(data.read_text("utf-8").replace("R1,2007Q4,130", "R1,2007Q4,119"), encoding="utf-8")
    opened = evaluation.open("tiny", root)
    assert opened.results.figures.at("R1", "2007", "on_benefit").mark == "contradictory"
    assert [f.region for f in opened.findings if f.code == "cumulative_falls"] == ["R1"]
    assert opened.results.value("R1", "share_women").mark == "contradictory"


def test_a_year_to_date_and_a_year_that_differ_are_told(tmp_path):
    root = study(tmp_path, "R1,2007,180,300,—")
    make_cumulative(root, "{quantity: on_benefit, unit: 人}")
    assert [f.region for f in evaluation.open("tiny", root).findings if f.code == "year_total"] == ["R1"]


def test_a_suppressed_year_to_date_is_suppressed_and_not_missing(tmp_path):
    root = study(tmp_path)
    make_cumulative(root, "{quantity: on_benefit, unit: 人}")
    data = root / "data" / "tiny" / "works.csv"
    data.write_text(data.read_text("utf-8").replace("R1,2007Q4,130", "R1,2007Q4,*"), encoding="utf-8")
    assert evaluation.open("tiny", root).results.figures.at("R1", "2007", "on_benefit").mark == "suppressed"


def test_a_stated_figure_is_never_added_nor_made_of_others(tmp_path):
    results = evaluation.open("tiny", study(tmp_path), period="2007Q4").results
    assert results.value("R1", "wages_per_worker").exact == 930_000
    assert (results.value("TOP", "wages_per_worker").exact, results.value("TOP", "wages_per_worker").mark) == (None, "missing")
    year = evaluation.open("tiny", study(tmp_path)).results
    assert year.value("R1", "wages_per_worker").mark == "missing"


def test_a_stated_figure_of_the_whole_and_of_the_year_is_the_one_delivered(tmp_path):
    root = study(tmp_path, "TOP,2007,—,—,9400", "R1,2007,180,300,9150")
    results = evaluation.open("tiny", root).results
    assert results.value("TOP", "wages_per_worker").exact == 940_000 and results.value("R1", "wages_per_worker").exact == 915_000


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("period", ["2007", "2007Q3"])
def test_its_pages_are_made(tmp_path, whole, period):
    opened = evaluation.open("tiny", study(tmp_path, "TOP,2007,—,—,9400"), period=period)
    report = opened.overview() if whole else opened.report("R1")
    for name in ("conclusion", "general", "methods", "annex"):
        assert getattr(report, name)().data["kind"] in ("section", "cover", "omitted")


NEVER = "distinct persons do not add up over parts of a year; deliver the year"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stated: earnings", "value: earnings", "earnings is stated and cannot be added or shared; use 'stated: earnings'"),
        ("value: on_benefit", "value: trailing_year(on_benefit)", NEVER),
        ("value: on_benefit", "value: to_date(on_benefit)", NEVER),
    ],
)
def test_what_cannot_be_added_is_refused_where_it_is_declared(tmp_path, old, new, said):
    root = study(tmp_path)
    path = root / "params" / "tiny" / "catalogue.yml"
    path.write_text(ENTRIES.replace(old, new), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        evaluation.open("tiny", root)
    assert said in str(refused.value)


def test_a_stated_column_is_of_the_period_alone(tmp_path):
    root = study(tmp_path)
    make_cumulative(root, "{quantity: earnings, unit: 元}")
    with pytest.raises(Refused, match="earnings is stated and runs from no year's start; give kind: current"):
        evaluation.open("tiny", root).check()


def test_a_printed_total_of_a_stated_column_is_not_compared_with_its_rows(tmp_path):
    root = study(tmp_path, *(f"合计,{p},{2 * on},{2 * of},9999" for p, on, of, _ in QUARTERS))
    path = root / "params" / "tiny" / "study.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    period: period\n", "    period: period\n    total: 合计\n"), encoding="utf-8")
    found = {f.code for f in evaluation.open("tiny", root).findings}
    assert not found & {"total_differs", "total_rounding", "total_not_compared"}, found
