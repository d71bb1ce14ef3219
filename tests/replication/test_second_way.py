"""The most quoted figures a second way: plain loops over the delivered files, nothing of the package but its answers.

Tolerance: none. Both sides are fractions and must be equal. The files are read as they were delivered: GB18030, UTF-8
with and without a byte-order mark, money in 元, 万元 and 亿元, one table whose columns run on through the year (累计),
one fill_in_key by names with 合计 rows in between, a workbook with title rows.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

import evaluation

ROOT = Path(__file__).parents[2]
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def rows(path, encoding):
    text = (ROOT / path).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text)))


def exact(text):
    """The number a cell shows; nothing for an empty one."""
    text = "" if text is None else str(text).strip()
    return None if text in ("", "—") else Fraction(text)


def regions(study):
    listed = [r for r in rows(f"params/{study}/regions.csv", "utf-8") if r["reports"] == "true"]
    return {r["code"]: r["short_zh"] for r in listed}


class Table:
    """One delivered table: cells by region, quarter and column."""

    def __init__(self, records, key, places):
        self.cells = {(r[key], r["期间"]): r for r in records if r[key] in places}

    def quarter(self, region, period, column):
        row = self.cells.get((region, period))
        return None if row is None else exact(row[column])

    def year(self, region, year, column):
        """Sum of the four quarters, nothing when one is not there."""
        found = [self.quarter(region, f"{year}{q}", column) for q in QUARTERS]
        return None if None in found else sum(found)

    def end(self, region, year, column):
        return self.quarter(region, f"{year}Q4", column)


def quotient(top, bottom, times=100):
    return None if top is None or bottom is None or bottom <= 0 else top * times / bottom


def added(*parts):
    return None if None in parts else sum(parts)


class Hubei:
    """Numerators and denominators of 2007 by region, by hand."""

    def __init__(self):
        folder = "data/hubei-2007"
        self.codes = regions("hubei-2007")

        def table(name, encoding="utf-8"):
            return Table(rows(f"{folder}/{name}.csv", encoding), "地区代码", self.codes)

        self.employment = table("employment", "gb18030")
        self.fund, self.spending, self.insurance = table("fund"), table("spending"), table("insurance")
        self.training, self.base = table("training"), table("training_base")
        named = rows(f"{folder}/services.csv", "utf-8-sig")
        code_of = {name: code for code, name in self.codes.items()}
        for row in named:
            row["code"] = code_of.get(row["地区"], "")
        self.services = Table(named, "code", self.codes)

    def spent(self, region, *items):
        """In 元."""
        return added(*(self.spending.year(region, 2007, f"{item}支出（元）") for item in items))

    def all_spent(self, region):
        items = ["社会保险补贴", "职业培训补贴", "技能鉴定补贴", "职业介绍补贴", "公益性岗位补贴"]
        return self.spent(region, *items, "小额贷款贴息", "担保基金", "特定政策补助", "服务能力建设")

    def yuan(self, amount_wan):
        return None if amount_wan is None else amount_wan * 10_000

    def sides(self, code, r):
        e, t, i, s, f = self.employment, self.training, self.insurance, self.services, self.fund
        match code:
            case "benefit_reemp_rate":
                opening = i.end(r, 2006, "期末领取失业保险金人数（人）")
                return (
                    i.year(r, 2007, "享受待遇期间再就业人数（人）"),
                    added(opening, i.year(r, 2007, "新增领取失业保险金人数（人）")),
                )
            case "benefit_paid_rate":
                return i.year(r, 2007, "实发失业保险金（元）"), i.year(r, 2007, "应发失业保险金（元）")
            case "ui_reserve_months":
                balance = i.end(r, 2007, "期末失业保险基金累计结余（万元）")
                return balance, i.year(r, 2007, "失业保险基金支出（万元）")
            case "share_si_subsidy":
                return self.spent(r, "社会保险补贴"), self.all_spent(r)
            case "share_train_assess_match":
                return self.spent(r, "职业培训补贴", "技能鉴定补贴", "职业介绍补贴"), self.all_spent(r)
            case "budget_execution_rate":
                return self.all_spent(r), self.yuan(f.year(r, 2007, "支出预算（万元）"))
            case "fund_arrival_rate":
                levels = ("中央补助", "省级补助", "本级财政")
                return tuple(added(*(f.year(r, 2007, f"{level}{what}（万元）") for level in levels)) for what in ("到位", "计划"))
            case "train_emp_rate":
                streams = ("再就业", "农村")
                return (
                    added(*(t.year(r, 2007, f"{x}培训六个月内就业人数（人）") for x in streams)),
                    added(*(t.year(r, 2007, f"{x}培训成熟期结业人数（人）") for x in streams)),
                )
            case "target_group_emp_rate":
                return s.year(r, 2007, "实现就业援助对象人数（人）"), added(
                    s.end(r, 2006, "期末未就业援助对象人数（人）"),
                    s.year(r, 2007, "新认定援助对象人数（人）"),
                    s.year(r, 2007, "重新失业援助对象人数（人）"),
                )
            case "zerofam_3m_rate":
                due = s.year(r, 2007, "三个月期限届满零就业家庭数（户）")
                return s.year(r, 2007, "期限内解决零就业家庭数（户）"), due
            case "policy_implementation_score":
                return f.end(r, 2007, "累计实际享受政策人数（人）"), f.end(r, 2007, "累计应享受政策人数（人）")
            case "unemp_rate_reg":
                column = "期末城镇登记失业率长分母（人）"
                return e.end(r, 2007, "期末城镇登记失业人数（人）"), e.end(r, 2007, column)
        raise AssertionError(code)


PER = {"ui_reserve_months": 12}
HUBEI = (
    "benefit_reemp_rate",
    "benefit_paid_rate",
    "ui_reserve_months",
    "share_si_subsidy",
    "share_train_assess_match",
    "budget_execution_rate",
    "fund_arrival_rate",
    "train_emp_rate",
    "target_group_emp_rate",
    "zerofam_3m_rate",
    "policy_implementation_score",
    "unemp_rate_reg",
)


@pytest.fixture(scope="module")
def by_hand():
    return Hubei()


@pytest.fixture(scope="module")
def hubei():
    return evaluation.open("hubei-2007", ROOT).results


@pytest.mark.parametrize("code", HUBEI)
def test_rates_of_hubei(by_hand, hubei, code):
    sides = {r: by_hand.sides(code, r) for r in by_hand.codes}
    mine = {r: quotient(*pair, PER.get(code, 100)) for r, pair in sides.items()}
    both = [pair for pair in sides.values() if None not in pair]
    mine["420000"] = quotient(*(sum(side) for side in zip(*both, strict=True)), PER.get(code, 100))
    assert len(mine) == 18
    assert sum(v is not None for v in mine.values()) >= 16
    assert {r: hubei.value(r, code).exact for r in mine} == mine


def test_regions_in_trouble_are_found_by_hand_too(by_hand):
    """What the loops say of the regions that the study was made to have in trouble."""

    def rate(code, region):
        return quotient(*by_hand.sides(code, region))

    assert [r for r in by_hand.codes if (rate("benefit_reemp_rate", r) or 40) < 40] == ["420200"]
    assert [r for r in by_hand.codes if rate("share_si_subsidy", r) < 30] == ["421000"]
    assert [r for r in by_hand.codes if rate("zerofam_3m_rate", r) is None] == ["429006"]
    assert [r for r in by_hand.codes if rate("benefit_reemp_rate", r) is None] == ["429021"]
    refunds = [r for r in by_hand.codes for q in QUARTERS if by_hand.spending.quarter(r, f"2007{q}", "特定政策补助支出（元）") < 0]
    assert refunds == ["421100"]


CUMULATIVE = {
    "rural_transfer": "累计农村劳动力转移就业人数（人）",
    "reemp_laidoff": "累计下岗失业人员再就业人数（人）",
    "reemp_hard": "累计“4050”等困难人员再就业人数（人）",
}


def test_completion_from_columns_that_run_through_the_year(by_hand, hubei):
    """The fourth quarter holds the year: adding the quarters would count the first one four times."""
    targets = {
        (r["item"], r["region"]): Fraction(r["value"])
        for name in ("targets", "target_orders")  # an order takes the place of the target; both orders are in force
        for r in rows(f"params/hubei-2007/{name}.csv", "utf-8")
    }
    for region in by_hand.codes:
        e = by_hand.employment
        done = {code: e.end(region, 2007, column) for code, column in CUMULATIVE.items()}
        found, lost = (e.end(region, 2007, c) for c in ("城镇累计新就业人数（人）", "累计自然减员人数（人）"))
        done["emp_new_urban"] = None if found is None or lost is None else found - lost
        for code, amount in done.items():
            expected = quotient(amount, targets.get((code, region)))
            assert hubei.progress(region, code).completion == expected, (region, code)
            if code in CUMULATIVE:
                before = e.quarter(region, "2007Q3", CUMULATIVE[code])
                assert hubei.figures.at(region, "2007Q4", code).amount == amount - before, (region, code)


def test_retraining_base_and_coverage(by_hand, hubei):
    for region in by_hand.codes:
        b, t = by_hand.base, by_hand.training
        opening = b.end(region, 2006, "期末符合条件失业人数（人）")
        inflow = b.year(region, 2007, "符合条件失业人员新增（人）")
        base = opening + inflow - b.year(region, 2007, "死亡退休迁出人数（人）")
        stream = next(s for s in hubei.streams(region) if s.stream == "trained_reemp")
        assert stream.base == base
        assert stream.trained == t.year(region, 2007, "再就业培训人数（人）")
        assert stream.retraining_rate == quotient(t.year(region, 2007, "再就业培训中属基数人数（人）"), base)


def test_unemployment_insurance_of_the_provinces_in_2008():
    results = evaluation.open("china-ui-2008", ROOT).results
    table = {r["地区代码"]: r for r in rows("data/china-ui-2008/insurance.csv", "utf-8")}
    del table["000000"]  # the printed total is checked, not added
    assert len(table) == 31

    def cell(code, column):
        value = exact(table[code][column])
        # "0.0" recipients is below what the yearbook prints, not nobody
        return None if value == 0 and column.startswith("领取") else value

    wan, yi = 10_000, 100_000_000
    balance = sum(exact(r["累计结余（亿元）"]) for r in table.values())
    for code in table:
        insured, on_benefit = cell(code, "参保人数（万人）"), cell(code, "领取失业保险金人数（万人）")
        income, outlay, left = (cell(code, c) for c in ("基金收入（亿元）", "基金支出（亿元）", "累计结余（亿元）"))
        persons = None if on_benefit is None else on_benefit * wan
        expected = {
            "ui_spending_ratio": quotient(outlay, income),
            "ui_reserve_months": quotient(left, outlay, 12),
            "ui_outlay_per_recipient": quotient(outlay * yi, persons, 1),
            "ui_recipient_share": quotient(persons, insured * wan),
            "ui_balance_share": quotient(left, balance),
        }
        assert {k: results.value(code, k).exact for k in expected} == expected, code
    assert results.value("000000", "ui_balance_share").exact == 100


def test_assistance_of_guizhou_in_the_fourth_quarter():
    results = evaluation.open("guizhou-2010", ROOT).results
    sheet = openpyxl.load_workbook(ROOT / "data/guizhou-2010/assistance.xlsx", read_only=True)["援助对象"]
    lines = list(sheet.iter_rows(min_row=3, values_only=True))
    table = {(line[1], line[0]): dict(zip(lines[0], line, strict=True)) for line in lines[1:]}
    checked = {}
    for code, name in regions("guizhou-2010").items():
        now, before = table[name, "2010Q4"], table.get((name, "2010Q3"), {})
        scope = added(
            exact(before.get("期末未就业援助对象人数（人）")),
            exact(now["新认定援助对象人数（人）"]),
            exact(now["重新失业援助对象人数（人）"]),
        )
        certified = exact(now["期末已认定援助对象人数（人）"])
        checked[code] = {
            "eligible_cov": quotient(certified, exact(now["期末普查符合条件人数（人）"])),
            "target_group_emp_rate": quotient(exact(now["实现就业援助对象人数（人）"]), scope),
        }
    assert len(checked) == 9
    assert [r for r, v in checked.items() if None in v.values()] == ["522600"]  # its third quarter is not there
    assert {r: {k: results.value(r, k).exact for k in v} for r, v in checked.items()} == checked
