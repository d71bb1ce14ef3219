"""The account of a fund that a study declares for itself: what the page says of it, the checks say of it."""

from __future__ import annotations

import own_study
import pytest

import evaluation
from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.sources import Source

QUANTITIES = """\
  grant:         {title: {zh: 拨款, en: Grant}, counts: money, kind: flow}
  brought:       {title: {zh: 上年结转, en: Brought forward}, counts: money, kind: flow}
  handed_back:   {title: {zh: 上缴, en: Handed back}, counts: money, kind: flow}
  left:          {title: {zh: 结余, en: Left}, counts: money, kind: stock}
groups:
  grants: {title: {zh: 拨款合计, en: grants}, of: [grant]}
"""
FUND = "fund: {spending: outlay, paid_in: grants, balance: left, carried_over: brought, returned: handed_back}\n"
STATED = "  account: {says: brought + grant - sum(outlay) - handed_back = left}\n"
COLUMNS = """\
      grant: {quantity: grant, unit: 元}
      brought: {quantity: brought, unit: 元}
      back: {quantity: handed_back, unit: 元}
      left: {quantity: left, unit: 元, kind: stock}
"""
ROWS = """\
region,workers,women,wages,material,admin,printed,grant,brought,back,left
R1,400,150,80000,20000,5000,105000,110000,2000,1000,{left}
R2,100,60,30000,15000,2500,47500,47500,0,0,0
"""


def entries(identity="", fund=FUND):
    text = own_study.ENTRIES.replace("groups:\n", QUANTITIES, 1)
    return text.replace("indicators:\n", f"{identity}indicators:\n", 1) + fund


def declared(text):
    return {i.code for i in compile_entries((Source("params/tiny/catalogue.yml", "", text),)).identities}


@pytest.mark.parametrize(("left", "broken"), [("6000", 0), ("7000", 1)])
def test_an_account_that_does_not_add_up_is_found_and_stands_on_the_first_page(tmp_path, left, broken):
    own_study.write_study(tmp_path, entries(), ROWS.format(left=left))
    own_study.name_no_pack(tmp_path)
    path = tmp_path / "params/tiny/study.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("indicators: [", f"{COLUMNS}indicators: [", 1), encoding="utf-8")
    opened = evaluation.open("tiny", tmp_path)
    found = [f for f in opened.findings if f.code == "sum_broken"]
    assert [f.region for f in found] == ["R1"] * broken
    for region, told in (("R1", broken), ("R2", 0)):
        page = str(opened.report(region, language="en").conclusion().data)
        assert page.count("Figures that must agree do not: account of the fund") == told, region


def test_an_account_that_the_study_states_itself_is_not_stated_twice():
    assert declared(entries()) == {"outlay_adds_up", "account_of_fund"}
    assert declared(entries(STATED)) == {"outlay_adds_up", "account"}
    assert declared(entries(fund="fund: {spending: outlay, balance: left}\n")) == {"outlay_adds_up"}


@pytest.mark.parametrize("left", [6000, -6000])
def test_a_fund_without_indicators_shows_its_account_and_an_overdrawn_one_is_a_main_problem(tmp_path, left):
    rows = ROWS.format(left=left)
    own_study.write_study(tmp_path, entries(), rows=rows)
    own_study.name_no_pack(tmp_path)
    path = tmp_path / "params/tiny/study.yml"
    columns = COLUMNS.replace("kind: stock}", "kind: stock, negative: overdrawn}")
    text = path.read_text(encoding="utf-8").replace("indicators: [", f"{columns}indicators: [", 1)
    path.write_text(text, encoding="utf-8")
    report = evaluation.open("tiny", tmp_path).report("R1", language="en")
    assert report.fund().data["kind"] == "section" and "Material" in str(report.fund().data)
    assert ("The account is overdrawn" in str(report.conclusion().data)) is (left < 0)


def test_totals_that_a_fund_has_as_printed_are_compared_with_its_items():
    fund = "fund: {spending: outlay, planned: grants, printed: brought, planned_printed: handed_back}\n"
    assert declared(entries(fund=fund)) == {"outlay_adds_up", "printed_of_fund", "planned_printed_of_fund"}
    stated = "  mine: {says: sum(outlay) = brought}\n  plans: {says: grant = handed_back}\n"
    assert declared(entries(stated, fund)) == {"outlay_adds_up", "mine", "plans"}
