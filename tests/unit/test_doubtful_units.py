"""A column of money that is declared in another unit than it stands in: told with both readings wherever a comparison shows it."""

from __future__ import annotations

import own_study
import pytest

import evaluation

TABLE = own_study.TABLE.replace('fixed_period: "2007"', "period: period")


def told(root, rows, unit="元", column="wages", entries=own_study.ENTRIES):
    own_study.write_study(root, entries, rows)
    own_study.name_no_pack(root)
    path = root / "params" / "tiny" / "study.yml"
    text = path.read_text(encoding="utf-8").replace(own_study.TABLE, TABLE)
    path.write_text(text.replace(f"{{quantity: {column}, unit: 元}}", f"{{quantity: {column}, unit: {unit}}}"), encoding="utf-8")
    return [f for f in evaluation.open("tiny", root).findings if f.code == "unit_doubtful"]


HEAD = "region,period,workers,women,wages,material,admin,printed\n"
ROWS = HEAD + "R1,2007,400,150,80000,20000,5000,105000\nR2,2007,100,60,30000,15000,2500,47500\n"


def test_what_a_sum_needs_is_a_unit_apart(tmp_path):
    [found] = told(tmp_path, ROWS, "万元")
    assert (found.region, found.message) == (
        "R1",
        "R1 2007: Wages 800,000,000.00 yuan is about 10,000 times what it is by 'total outlay = Total expenditure as printed' "
        "80,000.00 yuan, and so in all 2 regions that have both; both may be right, or 'wages' is in 元 and not in 万元",
    )


@pytest.mark.parametrize("rows", [ROWS, ROWS.replace("80000,20000", "81000,20000")])
def test_what_holds_or_is_off_by_less_is_no_matter_of_units(tmp_path, rows):
    assert told(tmp_path, rows) == []


def test_a_figure_ten_thousand_times_that_of_the_period_before(tmp_path):
    before = "R1,2006,400,150,8.1,2,0.5,10.6\nR2,2006,100,60,2.9,1.5,0.25,4.65\n"
    found = told(tmp_path, ROWS + before)
    assert [f.message.partition(" is about ")[2] for f in found if "Wages" in f.message] == [
        "10,000 times that of the period before 8.10 yuan, and so in all 2 regions that have both; both may be right, or 'wages' "
        "is in 万元 and not in 元"
    ]


def test_one_region_alone_that_grew_is_no_matter_of_units(tmp_path):
    before = "R1,2006,400,150,8.1,2,0.5,10.6\nR2,2006,100,60,29000,15000,2500,46500\n"
    assert told(tmp_path, ROWS + before) == []


@pytest.mark.parametrize(("unit", "count"), [("元", 0), ("万元", 1)])
def test_a_budget_ten_thousand_times_the_money_in_hand(tmp_path, unit, count):
    entries = own_study.ENTRIES.replace("indicators:", "  came: {title: {zh: 到位, en: in}, of: [printed]}\nINDICATORS:").replace(
        "identities:\n  outlay_adds_up: {says: sum(outlay) = printed, within: 1 CNY}\n", ""
    )
    entries = entries.replace("INDICATORS:", "fund: {spending: outlay, paid_in: came}\nindicators:")
    assert len(told(tmp_path, ROWS, unit, "printed", entries)) == count
