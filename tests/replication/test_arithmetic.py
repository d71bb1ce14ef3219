"""Rates printed in real documents, recomputed from their printed inputs through the indicators.

Sources of ``arithmetic.csv`` (figures re-entered as facts):
- ``tianjiaan``: self-evaluation form of the employment subsidy fund, Tianjia'an district, 2024: budget 808.1, executed
  692.98 (10,000 yuan), printed 86 %.
- ``linhe``: the same form, Linhe, 2022: 7,165.32 and 6,992.95.
- ``xunyang``: audit report on the employment fund of Xunyang county, 2020: 35,784,833.57 yuan available, 24,739,770.46
  spent, 11,045,063.11 carried over.
- ``chongqing``: Chongqing Statistical Yearbook 2008, table 18-13: unemployment insurance 2007, 10,000 yuan; recipients
  7.31 (10,000 persons).
- ``placed``: a completion of 12,166 of 12,500 persons.
- a completion of 2.73 of 3 (10,000 persons) that was printed as 78 %.

Tolerance: half of the last digit quoted (0.005 for two decimals), because the quotations are rounded half up; the
account of Xunyang is exact to the fen. Spending stands in one column, because the documents give no kinds.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from shipped import CATALOGUE, EXPENDITURE, QUANTITIES

import evaluation
from evaluation.measured.flows import roll_up
from evaluation.measured.measured_values import MeasuredValues
from evaluation.measured.progress import Progress
from evaluation.measured.rounding import half_up
from evaluation.study.periods import parse
from evaluation.study.unit import WrittenUnit

HALF = Fraction(1, 200)
COLUMNS = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]


def cells() -> dict[str, list[tuple]]:
    """Rows of each case in base units; kinds of spending that a case does not part are 0."""
    found: dict[str, list[tuple]] = defaultdict(list)
    with (Path(__file__).parent / "arithmetic.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            amount = Fraction(Decimal(row["amount"])) * WrittenUnit.of(row["unit"]).scale
            assert amount.denominator == 1, row
            found[row["case"]].append((row["region"], row["period"], row["quantity"], int(amount)))
    for case in ("tianjiaan", "linhe", "xunyang"):
        region, period, *_ = found[case][0]
        found[case] += [(region, period, q.code, 0) for q in EXPENDITURE if q.code != "exp_si_subsidy"]
    return found


def value(case: str, indicator: str, reading: str = "only"):
    rows = [(r, p, q, a, "", QUANTITIES[q].kind.replace("flow", "current"), 0) for r, p, q, a in cells()[case]]
    figures = roll_up(pd.DataFrame(rows, columns=COLUMNS).astype({"amount": "Int64"}), ["A"], "P")
    period = parse(rows[0][1])
    return MeasuredValues([CATALOGUE[indicator]], figures, ["A"], "P", [period])["A", period, indicator, reading]


@pytest.mark.parametrize(
    ("case", "indicator", "printed"),
    [
        ("tianjiaan", "budget_execution_rate", "85.75"),
        ("linhe", "budget_execution_rate", "97.59"),
        ("xunyang", "budget_execution_rate", "69.13"),
        ("chongqing", "ui_reserve_months", "71.35"),
        ("chongqing", "ui_outlay_per_recipient", "2612"),
    ],
)
def test_a_published_quotient(case, indicator, printed):
    decimals = len(printed.partition(".")[2])
    found = value(case, indicator)
    assert abs(found.exact - Fraction(printed)) <= HALF * 10 ** (2 - decimals)
    assert half_up(found.exact, decimals) == printed


def test_printed_in_whole_per_cent_the_district_has_86():
    assert half_up(value("tianjiaan", "budget_execution_rate").exact, 0) == "86"


def test_spending_and_carry_over_are_all_the_money_there_was():
    amounts = {q: a for _, _, q, a in cells()["xunyang"]}
    assert amounts["fund_budget"] - amounts["exp_si_subsidy"] == amounts["fund_balance"] == 1_104_506_311
    assert value("xunyang", "fund_used_amount").exact == 2_473_977_046


def test_chongqing_spent_less_than_a_third_of_its_revenue():
    assert half_up(value("chongqing", "ui_spending_ratio").exact, 2) == "31.69"


def test_a_published_completion():
    ((_, _, _, placed),) = cells()["placed"]
    seen = Progress(
        indicator="emp_new_urban",
        region="A",
        actual=placed,
        mark="",
        counts="persons",
        target=None,
        demanded=12_500,
        scheduled=Fraction(12_500),
        issued=False,
        unjudged="",
        compared=None,
        last_year=None,
        incomparable="missing",
        regions=1,
        lacking=False,
        open=False,
        seen=None,
    )
    assert half_up(seen.completion, 2) == "97.33"
    assert seen.gap == 334


STUDY = """\
title: {zh: 公开数, en: Published figures}
report_title: {zh: 报告, en: Report}
region_system: free
region_vintage: 2020
period: "2020"
cut_off: 2020-12-31
author: {zh: 编制组, en: Office}
source_note: {zh: 公开文件, en: published documents}
tables:
  published:
    title: {zh: 公开数, en: Published figures}
    file: published.csv
    region: 地区
    fixed_period: "2020"
    columns:
      转移就业: {quantity: rural_transfer, unit: 万人}
      完成率: {states: rural_transfer, unit: "%"}
indicators: [rural_transfer]
"""
REGIONS = """\
code,name_zh,name_en,short_zh,level,parent,reports
P,全省,Province,全省,province,,false
A,甲,A,甲,prefecture,P,true
"""


@pytest.mark.parametrize(("done", "target", "printed", "computed"), [("2.73", "3", "78%", "91"), ("2.73", "3", "91%", None)])
def test_a_published_completion_that_contradicts_its_inputs_is_listed(tmp_path, done, target, printed, computed):
    """2.73 of 3 was printed as 78 %: listed as a finding with both values, never adopted."""
    for name, text in (
        ("params/x/study.yml", STUDY),
        ("params/x/regions.csv", REGIONS),
        (
            "params/x/targets.csv",
            f"item,region,period,demand,value,unit,status,source\nrural_transfer,A,2020,at_least,{target},万人,issued,公开文件\n",
        ),
        ("data/x/published.csv", f"地区,转移就业,完成率\nA,{done},{printed}\n"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    opened = evaluation.open("x", tmp_path)
    assert half_up(opened.results.progress("A", "rural_transfer").completion, 0) == "91"
    stated = [f for f in opened.findings if f.code == "stated_rate"]
    if computed is None:
        assert stated == []
        return
    (finding,) = stated
    assert (finding.code, finding.severity, finding.file, finding.row, finding.column) == (
        "stated_rate",
        "reportable",
        "published.csv",
        2,
        "完成率",
    )
    assert finding.message == (
        "A 2020: rural_transfer is stated as 78 %, but 27300 / 30000 gives 91 %; the recomputed rate is used"
    )
