"""The documents of the skills plan, supervision, agencies, budget, special inspection and warning: who and what is in."""

from __future__ import annotations

import dataclasses
import re
import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import real_reports as real
from test_documents import MEMOS, components, in_order, page, said

import evaluation
from evaluation.data.cells import Cells
from evaluation.documents.book import write_letter
from evaluation.errors import Refused
from evaluation.measured.rounding import half_up
from evaluation.packs.hubei_2007 import benefits
from evaluation.runs import documents
from evaluation.runs.job import Readiness
from evaluation.study import budget, ledger, rectification
from evaluation.study.agencies import Agency
from evaluation.study.base import Words
from evaluation.study.employers import Employer
from evaluation.study.periods import parse
from evaluation.view import judgements
from evaluation.view.facts import figures
from evaluation.warning import assess

ROOT = real.ROOT
DAY = date(2007, 12, 31)


def study():
    return real.opened("hubei-2007").study


def with_(**fields):
    """Hubei with other files, opened."""
    opened = evaluation.open("hubei-2007", ROOT)
    opened.study = opened.study.model_copy(update=fields)
    return opened


def tables(*place) -> dict[str, dict]:
    found = [c for part in components(*place) for c in real.walk(part) if c["kind"] == "table"]
    return {c["id"]: c for c in found}


def part(paper, title: str) -> str:
    """What a letter says under a heading."""
    told = "".join(f"\n{'# ' * (c.data['kind'] == 'heading')}{''.join(real.printed(c.data))}" for c in write_letter(paper).body)
    return told.partition(f"# {title}\n")[2].partition("\n# ")[0]


def cells(table: dict) -> list[list[str]]:
    return [r["cells"] for r in table["rows"] if r["role"] != "group"]


# --- supervision -----------------------------------------------------------------------------------------------


def test_a_memo_keeps_its_order_and_says_how_late_the_unit_is():
    text = page("hubei-2007", "supervision_memo", "421000")
    assert (
        in_order(
            text,
            "〔〕号（代拟稿）",
            "关于对荆州市劳动和社会保障局有关问题进行督办的通知",
            "荆州市劳动和社会保障局：",
            "第（二十一）项",
            "督办事项",
            "（一）向不符合条件人员发放社会保险补贴",
            "64,260.00元",
            "追回违规支付的资金",
            "2007年11月30日下达整改通知书，整改期限2007年12月20日",
            "逾期11天",
            "尚未报告整改情况",
            "督办措施",
            "召开专门督办会",
            "（由发文机关填写）",
            "派专人进驻重点督导",
            "督办要求",
            "特此通知。",
            "附件：督办问题台账",
            "（印章）",
        )
        == []
    )
    assert "垫付办公经费" not in text  # within its term


def test_memos_go_to_units_that_are_overdue_or_supervised_and_to_no_other():
    made = [p.subject for p in documents.papers(study(), parse("2007"), "zh") if p.kind == "supervision_memo"]
    assert made == MEMOS
    states = {i.unit: {s for j, s in rectification.items(study(), DAY) if j.unit == i.unit} for i in study().ledger}
    assert {u for u, s in states.items() if s & {"overdue", "supervised"}} == set(MEMOS)
    for unit in ("420900", "420200", "429005"):
        with pytest.raises(Refused, match=f"unit '{unit}' has no problem that is overdue or under supervision"):
            real.opened("hubei-2007").document("supervision_memo", unit).body()


def test_before_the_term_there_is_no_memo():
    made = [p.subject for p in documents.papers(study(), parse("2007Q2"), "zh") if p.kind == "supervision_memo"]
    assert made == []


def test_a_missed_outcome_can_be_supervised_though_it_gets_no_notice():
    item = next(i for i in study().ledger if i.kind == "outcome" and i.confirmed)
    grave = item.model_copy(update={"supervised": date(2007, 12, 20)})
    changed = study().model_copy(update={"ledger": (grave,)})
    assert (
        list(rectification.problems_supervised(changed, DAY)) == [item.unit]
        and rectification.problems_to_notice(changed, DAY) == {}
    )
    assert rectification.problems_supervised(changed, date(2007, 12, 19)) == {}


def test_what_the_office_knows_of_meeting_and_team_is_printed():
    papers = study().documents
    told = papers.forms["supervision_memo"].model_copy(update={"meeting": Words(zh="2008年1月8日，厅会议室", en="8 January")})
    opened = with_(documents=papers.model_copy(update={"forms": {**papers.forms, "supervision_memo": told}}))
    text = "".join(real.printed(opened.document("supervision_memo", "421000").body().data))
    assert "时间、地点：2008年1月8日，厅会议室。" in text and "进驻人员、时间：（由发文机关填写）" in text


# --- agencies --------------------------------------------------------------------------------------------------


def test_the_announcement_counts_what_its_annex_lists():
    shown = cells(tables("hubei-2007", "agency_announcement", "", "")["agencies"])
    results = [row[3] for row in shown]
    count = {r: results.count(r) for r in ("合格", "限期整改", "撤销许可", "未检查")}
    assert len(shown) == len(study().agencies) == sum(count.values()) and all(count.values())
    text = said("hubei-2007", "agency_announcement", "", "")
    share = half_up(Fraction((len(shown) - count["未检查"]) * 100, len(shown)), 1)
    assert f"机构{len(shown)}家，已检查{len(shown) - count['未检查']}家，检查面{share}%" in text
    assert f"合格{count['合格']}家，限期整改{count['限期整改']}家，撤销许可{count['撤销许可']}家" in text
    assert f"恩施土家族苗族自治州{count['未检查']}家" in text and "不是文件规定" in text
    assert all(row[4] for row in shown if row[3] in ("限期整改", "撤销许可"))


def test_an_announcement_is_to_the_public_and_has_no_addressee():
    parts = components("hubei-2007", "agency_announcement", "", "")
    places = [c["place"] for part in parts for c in real.walk(part) if c["kind"] == "line"]
    assert "addressee" not in places and "signature" in places
    assert "特此公告。" in said("hubei-2007", "agency_announcement", "", "")


def test_nothing_is_announced_of_a_year_before_the_document_binds():
    with pytest.raises(Refused, match="does not say since when it binds, and this period lies before 2007"):
        said("hubei-2007", "agency_announcement", "", "2006")


# --- special inspection ----------------------------------------------------------------------------------------


def test_the_list_holds_who_refuses_or_reports_too_little_and_adds_up():
    table = tables("hubei-2007", "special_inspection", "", "")["special-inspection"]
    *rows, total = cells(table)
    listed = {e.name_zh: e for e in study().employers if e.grounds(DAY)}
    assert {r[0] for r in rows} == set(listed) and table["columns"][1]["unit"] == "人"
    numbers = [[Decimal(c.replace(",", "").replace("—", "0")) for c in r[1:5]] for r in (*rows, total)]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert all(staff - insured == missing for staff, insured, missing, _ in numbers)
    assert {w for r in rows for w in r[5].split("、")} == {"拒不参保缴费", "少报参保人数", "少报缴费基数"}
    assert f"列入专项监察的用人单位{len(rows)}家" in said("hubei-2007", "special_inspection", "", "")


def test_who_has_settled_or_still_has_time_is_not_on_the_list():
    text = said("hubei-2007", "special_inspection", "", "")
    settled = [e for e in study().employers if e.settled]
    waiting = [e for e in study().employers if not e.insured and e.term and e.term >= DAY]
    assert settled and waiting
    assert not [e for e in (*settled, *waiting) if e.name_zh in text]
    assert f"已改正{len(settled)}家，书面要求期限未满{len(waiting)}家" in text


# --- budget ----------------------------------------------------------------------------------------------------


def amount(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "").replace("−", "-"))


def test_budget_plan_execution_and_accounts_add_up():
    found = tables("hubei-2007", "budget_and_accounts", "", "")
    for table, sums in (("budget-plan", 6), ("budget-final", 4)):
        *rows, total = cells(found[table])
        assert all(sum(amount(r[n]) for r in rows) == amount(total[n]) for n in range(1, sums))
    for row in cells(found["budget-plan"]):
        assert sum(map(amount, row[2:])) == amount(row[1])
    lines = cells(found["budget-quarters"])
    assert len(lines) == 4 * (9 + 1)
    assert all(amount(spent) - amount(plan) == amount(gap) for _, plan, spent, gap, _ in lines)
    for name, whole, spent, *_ in cells(found["budget-final"])[:-1]:
        mine = [r for r in lines if r[0] == name]
        assert sum(amount(r[1]) for r in mine) == amount(whole)
        assert sum(amount(r[2]) for r in mine) == amount(spent)


def test_the_account_of_the_year_adds_up_as_printed():
    text = said("hubei-2007", "budget_and_accounts", "", "")
    found = re.search(r"期初结转([\d,.]+)万元，当年到位([\d,.]+)万元，当年支出([\d,.]+)万元，期末结余([\d,.]+)万元", text)
    before, came, spent, left = map(amount, found.groups())
    assert before + came - spent == left
    assert "分项预算合计与各地报送的支出预算15.48亿元一致。" in text


def test_a_budget_that_differs_from_the_reported_one_says_by_how_much():
    first, *rest = study().budget
    opened = with_(budget=(first.model_copy(update={"yuan": first.yuan + 1_000_000}), *rest))
    text = "".join(real.printed(opened.document("budget_and_accounts").body().data))
    assert "相差100.00万元" in text


def test_without_budget_lines_only_what_was_spent_is_shown():
    made = with_(budget=()).document("budget_and_accounts")
    text = "".join(real.printed(made.body().data))
    assert "没有报送分项预算和用款计划，各地报送的支出预算合计15.48亿元" in text
    table = [c for c in real.walk(made.annexes().data) if c["kind"] == "table"]
    assert [t["id"] for t in table] == ["budget-final"]
    assert {r[1] for r in cells(table[0])} == {"…"}


# --- skills plan -----------------------------------------------------------------------------------------------


def test_the_evaluation_has_the_three_points_of_the_item_in_its_order():
    body = components("hubei-2007", "skills_plan_evaluation", "", "")[2]
    headings = [c["text"] for c in body["children"] if c["kind"] == "heading"]
    assert headings == ["总体情况", "规范管理", "培训质量", "补贴落实", "存在问题", "工作要求"]
    text = said("hubei-2007", "skills_plan_evaluation", "", "")
    assert "“为主”按超过一半理解，属推断" in text and "（由检查组填写）" in text


def test_every_rate_stands_with_both_its_sides_and_agrees_with_the_annex():
    text = said("hubei-2007", "skills_plan_evaluation", "", "")
    found = re.findall(r"([一-龥“”]+?)([\d.]+)%（([\d,]+)人，占([\d,]+)人）", text)
    assert len(found) == 11
    for _, value, part, whole in found:
        assert half_up(Fraction(int(part.replace(",", "")) * 100, int(whole.replace(",", ""))), 1) == value
    printed = [value for _, value, *_ in found]
    total = [cells(t)[-1] for t in tables("hubei-2007", "skills_plan_evaluation", "", "").values()]
    assert [c for row in total[:2] for c in row[1:]] + [total[2][3], total[2][6]] == printed


def test_a_region_without_the_table_is_missing_and_not_zero():
    for table in tables("hubei-2007", "skills_plan_evaluation", "", "").values():
        mine = next(r for r in cells(table) if r[0] == "神农架")
        assert set(mine[1:]) == {"…"}


# --- warning ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("region", "names"), [("", ["孝感", "孝感", "荆州", "恩施州"]), ("420900", ["孝感", "孝感"])])
def test_the_warning_notice_names_who_is_in_warning_and_why(region, names):
    found = tables("hubei-2007", "warning_notice", region, "2007Q4")
    assert [r[0] for r in cells(found["notice-causes"])] == names
    text = page("hubei-2007", "warning_notice", region, "2007Q4")
    where = "孝感市" if region else "全省"
    assert (
        in_order(
            text,
            f"关于2007年第四季度{where}失业预警情况的通报",
            "第（十三）项",
            "预警情况",
            "触发指标",
            "橙色（Ⅱ级）预警",
            "建议",
            "应急措施",
            "特此通报。",
        )
        == []
    )


def test_a_region_that_is_not_in_warning_gets_no_notice():
    with pytest.raises(Refused, match="武汉市 is not in warning at the end of 2007Q4, and gets no warning notice; did"):
        real.opened("hubei-2007").document("warning_notice", "420100", "2007Q4").cover()
    with pytest.raises(Refused, match=r"has no region '42090'; did you mean"):
        real.opened("hubei-2007").document("warning_notice", "42090")


def test_a_year_and_its_last_quarter_have_the_same_warnings():
    year, quarter = (real.opened("hubei-2007").at(p).results for p in ("2007", "2007Q4"))
    assert [(a.region, a.severity) for a in assess.warnings(year)] == [(a.region, a.severity) for a in assess.warnings(quarter)]


def test_the_measured_study_tells_whether_a_notice_is_due(monkeypatch):
    opened = real.opened("hubei-2007")
    due = documents.settle(opened, "", "zh")
    assert (due.warned, due.unmade, list(due.inputs)) == (True, (), opened.inputs)
    monkeypatch.setattr(assess, "warnings", lambda results: [])
    assert not documents.settle(opened, "", "zh").warned
    assert documents.settle(opened, "", "") == Readiness(inputs=tuple(opened.inputs)), "nobody waits for it"


def test_the_measured_study_tells_which_quarter_was_not_delivered(monkeypatch):
    opened = evaluation.open("hubei-2007", ROOT)
    early = Cells.of(c for c in opened.delivery.cell_rows if c.period.spelled != "2007Q4")
    monkeypatch.setattr(opened, "delivery", dataclasses.replace(opened.delivery, cell_rows=early))
    monkeypatch.setattr(assess, "warnings", lambda results: [])
    assert [u.code for u in documents.settle(opened, "", "zh").unmade] == ["bulletin", "warning_notice"]


# --- study files -----------------------------------------------------------------------------------------------


def lines(*rows):
    return [budget.BudgetLine(line=a, period=p, yuan=y, source="x") for a, p, y in rows]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("exp_training", "2007", 5), ("exp_training", "2007", 6)], "row 3: exp_training has a figure for 2007 already"),
        ([("exp_training", "2007Q1", 5)], "is planned by parts of 2007 and has no budget for the year"),
        ([("exp_training", "2007", 5), ("exp_training", "2007Q1", 5)], "for some quarters of 2007 only; give all 4"),
        (
            [("exp_training", "2007", 9), *(("exp_training", f"2007Q{n}", 2) for n in (1, 2, 3, 4))],
            "add up to 8, the budget is 9; correct one of them",
        ),
    ],
)
def test_a_budget_that_does_not_add_up_is_refused(rows, told):
    with pytest.raises(Refused, match=told):
        budget.check_budget(lines(*rows), (), "budget.csv")


def employer(**fields) -> Employer:
    """Twenty of twenty insured on the base that was found, inspected in May."""
    whole = {"base_declared": "900", "base_found": "900"} if fields.get("insured", 20) else {}
    given = {
        "employer": "E1",
        "name_zh": "甲",
        "name_en": "A",
        "region": "420100",
        "staff": 20,
        "insured": 20,
        "checked": "2007-05-02",
        "source": "x",
        **whole,
        **fields,
    }
    return Employer(**given)


ASKED = {"told": "2007-05-10", "term": "2007-06-09"}


@pytest.mark.parametrize(
    ("fields", "day", "grounds"),
    [
        ({}, DAY, ()),
        ({"insured": 12}, DAY, ("persons",)),
        ({"base_declared": "700"}, DAY, ("base",)),
        ({"insured": 12, "base_declared": "700"}, DAY, ("persons", "base")),
        ({"insured": 12}, date(2007, 5, 1), ()),
        ({"insured": 12, "settled": "2007-07-01", "evidence": "y"}, DAY, ()),
        ({"insured": 12, "settled": "2007-07-01", "evidence": "y"}, date(2007, 6, 30), ("persons",)),
        ({"insured": 0}, DAY, ()),
        ({"insured": 0, **ASKED}, date(2007, 6, 9), ()),
        ({"insured": 0, **ASKED}, date(2007, 6, 10), ("refused",)),
    ],
    ids=[
        "in order",
        "persons",
        "base",
        "both",
        "not yet inspected",
        "settled",
        "before it was settled",
        "never asked",
        "last day of its term",
        "term over",
    ],
)
def test_who_goes_under_special_inspection(fields, day, grounds):
    assert employer(**fields).grounds(day) == grounds


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"insured": 21}, "insured 21 is larger than staff 20"),
        ({"base_declared": None}, "give both 'base_declared' and 'base_found', or neither"),
        ({"told": "2007-05-10"}, "give both 'told' and 'term', or neither"),
        ({"settled": "2007-07-01"}, "settled without evidence"),
        ({"told": "2007-05-10", "term": "2007-05-09"}, "term 2007-05-09 lies before told 2007-05-10"),
        ({"settled": "2007-05-01", "evidence": "y"}, "settled 2007-05-01 lies before checked 2007-05-02"),
        ({"name_zh": "张三420106197001011234"}, "looks like an identity, account or telephone number"),
    ],
)
def test_an_employer_that_contradicts_itself_is_refused(fields, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        employer(**fields)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"checked": "2007-03-05"}, "give both 'checked' and 'result', or neither"),
        ({"checked": "2007-03-05", "result": "rectify"}, "result 'rectify' without a reason, which is announced"),
        ({"name_en": "call 13912345678"}, "looks like an identity, account or telephone number"),
    ],
)
def test_an_agency_that_contradicts_itself_is_refused(fields, told):
    given = {"licence": "L1", "name_zh": "甲", "name_en": "A", "region": "420100", "source": "x", **fields}
    with pytest.raises(ValueError, match=re.escape(told)):
        Agency(**given)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("agencies.csv", "DEMO-0100-02,", "DEMO-0100-01,", "line 3: licence 'DEMO-0100-01' stands in line 2 already"),
        ("agencies.csv", ",420100,", ",42010,", "line 2: region '42010' is not listed in regions.csv; did you mean '420"),
        ("employers.csv", "DEMO-E-0200-01,", "DEMO-E-0100-01,", "line 3: employer 'DEMO-E-0100-01' stands in"),
        ("employers.csv", ",420100,", ",999999,", "line 2: region '999999' is not listed in regions.csv"),
        ("budget.csv", "exp_si_subsidy", "exp_si_subsidies", "budget.csv, line 6: 'exp_si_subsidies' is not in the catalogue; did"),
    ],
)
def test_a_table_of_documents_that_cannot_be_is_refused(tmp_path, file, old, new, told):
    for part in ("params", "data"):
        shutil.copytree(ROOT / part / "hubei-2007", tmp_path / part / "hubei-2007")
    path = tmp_path / "params/hubei-2007" / file
    count = -1 if file == "budget.csv" else 1
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, count), encoding="utf-8")
    with pytest.raises(Refused, match=told):
        evaluation.open("hubei-2007", tmp_path).check()


# --- what is recorded, and what is only shown ----------------------------------------------------------------


DONE = {
    "ui_selfcheck": ("selfcheck_march", "进行了自查"),
    "inspection": ("inspection_september", "进行了检查"),
    "fund_performance": ("fund_check_november", "进行了检查评估"),
    "pilots": ("pilot_review", "进行了检查评估"),
    "skills_plan_evaluation": ("skills_plan_check", "进行了检查评估"),
    "agency_announcement": ("agency_check_march", "进行了检查清理"),
}


@pytest.mark.parametrize("kind", DONE)
def test_a_check_is_done_only_where_the_calendar_records_it_of_everyone(kind):
    event, told = DONE[kind]
    made = real.opened("hubei-2007").document(kind)
    rows = made.view.study.calendar
    owing = [r for r in rows if r.event == event and r.done]
    every = "".join(real.printed(made.opening().data))
    one_less = with_(calendar=tuple(r for r in rows if r != owing[-1]))
    lacking = "".join(real.printed(one_less.document(kind).opening().data))
    asked = made.view.results.regions if kind in ("ui_selfcheck", "agency_announcement") else (made.view.top,)
    assert (told in every) is ({r.region for r in owing} == {*asked}), "as the calendar has it"
    assert told not in lacking and ("列示" in lacking or "记录的" in lacking)


def test_a_bulletin_calls_its_figures_by_their_span_whatever_day_they_are_known_on():
    later = real.opened("hubei-2007").at("2007Q2", "2007-07-20").document("bulletin")
    text = "".join("".join(real.printed(getattr(later, n)().data)) for n in ("body", "annexes"))
    assert "截至2007年6月末" in text and "2007年1—6月累计，应享受政策" in text
    assert "2007年1—6月累计各地政策应享、实享、未兑现情况表" in text
    assert "2007年7月20日，" not in text.partition("存在问题")[0]
    assert "2007年第二季度" in "".join(real.printed(later.cover().data)) and "第2季度" not in text


def test_nobody_below_the_whole_is_praised_and_open_problems_are_told():
    made = real.opened("hubei-2007").document("bulletin", "", "2007Q4")
    view, form = made.view, made.paper.form.model_copy(update={"best": 10})
    paper = dataclasses.replace(made.paper)
    paper.__dict__["form"] = form
    told, whole = part(paper, "工作较好地区"), figures.take_up(view, view.top).exact
    below = [r for r in view.results.regions if figures.take_up(view, r).exact < whole]
    assert below and not [r for r in below if view.name(r) in told]
    for region in (r for r in view.results.regions if view.name(r) in told):
        of = told.partition(view.name(region))[2].partition("）")[0]
        problems = [i for i, s in paper.items if i.region == region and i.kind == "fund" and s in ledger.OPEN]
        assert ("未销号的已核实资金问题" in of) is bool(problems), region


def test_a_bulletin_names_each_requirement_that_it_counts_as_missed():
    made = real.opened("hubei-2007").document("bulletin", "", "2007Q4")
    found, text = judgements.missed_standings(made.view), part(made.paper, "存在问题")
    assert found and all(judgements.own_title(made.view, s.indicator.code) in text for s in found)


def test_a_self_check_tells_unpaid_and_overpaid_benefit_apart_from_the_ledger():
    made = real.opened("hubei-2007").document("ui_selfcheck")
    known = benefits.gaps(made.view)
    text = part(made.paper, "失业保险金应发和实发")
    for region, gap in known.items():
        assert (made.view.name(region) + made.view.numbers.money(abs(gap)) in text) is bool(gap)
    assert "都有数" in text and known
