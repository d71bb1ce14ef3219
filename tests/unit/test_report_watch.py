"""Sections of early warning, calendar, projection and follow-up: what they say agrees with what was measured."""

from __future__ import annotations

import dataclasses

import real_reports as real

from evaluation.render.component import Component
from evaluation.runs import plan
from evaluation.study.calendar import due
from evaluation.study.periods import parse


def tables(made: Component | dict) -> dict[str, dict]:
    data = made.data if isinstance(made, Component) else made
    return {c["id"]: c for c in real.walk(data) if c["kind"] == "table"}


def said(made: Component | dict) -> str:
    return "".join(real.printed(made.data if isinstance(made, Component) else made))


def cells(table: dict) -> list[list[str]]:
    return [r["cells"] for r in table["rows"] if r["role"] != "group"]


# --- early warning ---------------------------------------------------------------------------------------------


def test_a_study_without_rules_leaves_the_section_out_and_says_why():
    made = real.section("guizhou-2010", "520000", "warning")
    assert (made["kind"], "warning.yml" in made["reason"]) == ("omitted", True)


def test_level_and_severity_are_two_axes():
    levels = tables(real.section("hubei-2007", "420000", "warning"))["warning-levels"]
    assert [c["title"] for c in levels["columns"]][1:] == ["无预警", "黄色（Ⅲ级）", "橙色（Ⅱ级）", "红色（Ⅰ级）", "无法判断"]
    assert {r[0]: r[1:] for r in cells(levels)} == {
        "省级": ["1", "0", "0", "0", "0"],
        "市级": ["13", "2", "1", "0", "1"],
        "县级": ["—"] * 5,
    }
    assert "层级指行政层级" in said(real.section("hubei-2007", "420000", "warning"))


def test_the_first_page_tells_a_warning_in_force_and_since_when():
    opened = real.opened("hubei-2007")
    page = said(opened.report("420900", "2007Q2").conclusion())
    assert "失业预警：截至2007年第2季度末，孝感市处于橙色（Ⅱ级）预警，自" in page and "预警规则为建议" in page
    assert "未触发失业预警" in said(opened.report("420100", "2007Q2").conclusion())  # without a severity, and it says so
    whole = said(opened.at("2007Q2").overview().conclusion())
    assert "个处于预警状态：" in whole and "孝感橙色（Ⅱ级）" in whole
    assert "失业预警" not in said(real.section("guizhou-2010", "520000", "conclusion"))  # without rules


def test_a_region_below_the_study_s_least_size_is_watched_and_gets_no_severity():
    small = real.section("hubei-2007", "429021", "warning")
    assert "不足20,000人，数值照列，不定预警等级" in said(small)
    assert cells(tables(small)["warning-lines"])
    other = said(real.section("hubei-2007", "420100", "warning"))
    assert "不定预警等级" not in other and "示例建议，文件没有规定" in other


def test_every_line_says_who_drew_it():
    lines = tables(real.section("hubei-2007", "420000", "warning"))["warning-lines"]
    kinds = [c["title"] for c in lines["columns"]].index("性质")
    assert {r[kinds] for r in cells(lines)} == {"已下达", "建议"}
    rate = cells(lines)[0]
    assert rate[kinds] == "已下达" and "鄂劳社发[2007]17号" in rate[kinds + 1]
    city = cells(tables(real.section("hubei-2007", "420100", "warning"))["warning-lines"])[0]
    assert city[kinds] == "统计" and "建议" in city[kinds + 1]


def test_a_proposal_is_called_one():
    notices = [c for c in real.walk(real.section("hubei-2007", "420900", "warning")) if c["kind"] == "notice"]
    assert [n["title"] for n in notices] == ["建议方案"]


def test_a_region_without_the_table_says_missing_and_not_zero():
    lines = tables(real.section("hubei-2007", "429021", "warning"))["warning-lines"]
    recipients = next(r for r in cells(lines) if r[0] == "领取失业保险金人数同比增长（%）")
    assert (recipients[1], recipients[5]) == ("…", "缺数据")


# --- calendar --------------------------------------------------------------------------------------------------


def test_the_calendar_counts_what_the_tables_show():
    made = real.section("hubei-2007", "420000", "calendar")
    units = tables(made)["calendar-units"]
    heads = [c["title"] for c in units["columns"]]
    overdue = {r[0]: r[-1] for r in cells(units) if r[heads.index("逾期未完成")] != "0"}
    assert overdue == {"民办职业中介机构检查清理": "恩施州", "关闭再就业服务中心，停发基本生活费": "黄冈"}
    study = real.opened("hubei-2007").study
    dated = [d for r in ("420000", *real.opened("hubei-2007").region_codes) for d in due(study, r) if d.due]
    assert f"有期限的工作{len(dated)}项次" in said(made)


def test_what_is_due_on_the_cut_off_is_not_overdue():
    rows = cells(tables(real.section("hubei-2007", "420900", "calendar"))["calendar-table"])
    assert next(r for r in rows if r[0].startswith("并轨"))[4] == "未到期"


# --- projection ------------------------------------------------------------------------------------------------


def test_within_the_year_targets_are_projected_and_judged():
    made = real.opened("hubei-2007").report("420900", "2007Q2").targets()
    table = tables(made)["projection"]
    verdicts = {r[0]: r[-1] for r in cells(table)}
    assert verdicts["再就业培训（人）"] == "难以完成" and set(verdicts.values()) <= {
        "可完成",
        "待定，预计可完成",
        "需加力",
        "难以完成",
        "已完成",
    }
    assert "按次序统计量约有80%的把握" in said(made) and "难以完成。" in said(made)


def test_after_the_year_the_page_says_how_right_it_was():
    made = real.section("hubei-2007", "420100", "targets")
    assert "projection" not in tables(made)
    assert "事后检验：各季末所作33次预计中，实绩落在区间内31次" in said(made)


def test_an_order_is_printed_with_number_day_and_both_targets():
    table = tables(real.section("hubei-2007", "420100", "targets"))["target-orders"]
    assert cells(table) == [["城镇新增就业（人）", "DEMO-2007-1", "2007年7月1日", "202,892（拟定）", "203,892（拟定）", "已生效"]]
    targets = cells(tables(real.section("hubei-2007", "420100", "targets"))["targets-table"])
    assert targets[0][1] == "203,892（拟定）"


# --- assistance ------------------------------------------------------------------------------------------------


def test_the_study_names_its_notebooks_and_every_region_is_planned_with_it(bundled):
    made = plan.make("guizhou-2010", bundled, given={"period": "2010Q4"})
    reports = [r for r in made.reports if not r.document]
    assert [r.notebook.path.name for r in reports] == ["province.ipynb", *["assistance.ipynb"] * 9]
    opened = real.opened("guizhou-2010")
    assert [r.key for r in reports] == [opened.key(r.region, r.notebook.sources) for r in reports]


def test_the_chain_follows_one_cohort_and_never_grows():
    funnel = tables(real.section("guizhou-2010", "520300", "assistance"))["funnel-table"]
    amounts = [int(r[1].replace(",", "")) for r in cells(funnel)]
    assert [r[0] for r in cells(funnel)] == ["出现（普查发现）", "认定", "扶助", "就业", "稳定就业"]
    assert amounts == sorted(amounts, reverse=True)


def test_streets_add_up_to_the_quarterly_table():
    rows = cells(tables(real.section("guizhou-2010", "522400", "follow_up"))["streets-table"])
    done, all_ = (sum(int(r[n].replace(",", "")) for r in rows) for n in (-2, -1))
    figures = real.opened("guizhou-2010").results.figures
    assert (done, all_) == tuple(figures.at("522400", parse("2010Q4"), q).amount for q in ("visit_done", "visit_due"))
    assert not [c for c in real.walk(real.section("guizhou-2010", "522400", "follow_up")) if c["kind"] == "notice"]


def test_details_that_contradict_the_table_are_told_with_both_values():
    opened = real.opened("guizhou-2010").report("522400")
    rows = list(opened.view.study.follow_up)
    at = next(n for n, r in enumerate(rows) if (r.region, r.period, r.kind, r.part) == ("522400", parse("2010Q4"), "street", "S1"))
    rows[at] = rows[at].model_copy(update={"of": rows[at].of + 7})
    view = opened.view
    changed = view.study.model_copy(update={"follow_up": tuple(rows)})
    results = dataclasses.replace(view.results, study=changed)
    from evaluation.packs.guizhou_2010.sections import follow_up
    from evaluation.view.view import View

    made = follow_up.build(View(results=results, region="522400", language="zh", key="x"))
    (notice,) = [c for c in real.walk(made.data) if c["kind"] == "notice"]
    assert "相加为39,695，季度报表的应走访已就业对象人数为39,688" in notice["text"]


def test_a_quarter_without_details_says_so():
    made = real.opened("guizhou-2010").report("522600", "2010Q3")
    texts = said(made.exits())
    assert "没有报送2010年第3季度明细" in texts and "缺报不等于零" in texts


def test_families_overdue_are_told_first():
    assert "户已超过三个月" in said(real.section("guizhou-2010", "522400", "families"))
    assert "没有超过三个月的" in said(real.section("guizhou-2010", "520300", "families"))


def test_every_exit_without_evidence_is_counted():
    made = real.section("guizhou-2010", "522400", "exits")
    *rows, total = cells(tables(made)["exits-table"])
    assert int(total[2]) == sum(int(r[2]) for r in rows)
    assert f"其中{int(total[2]) - int(total[1])}人没有退出依据" in said(made)


def test_a_study_without_details_leaves_the_sections_out():
    for name in ("follow_up", "families", "exits"):
        assert real.section("hubei-2007", "420000", name)["kind"] == "omitted"


def test_a_reply_that_is_not_due_yet_is_not_called_late():
    """HB07-06 was sent on 24 September, and answered by nobody until 8 October, its term."""
    for period, outcome in (("2007Q3", "回复期限未到"), ("2007", "期限内未回复")):
        table = tables(real.opened("hubei-2007").at(period).overview().problems())["replies"]
        assert {row[0]: row[-1] for row in cells(table)}["HB07-06"] == outcome
