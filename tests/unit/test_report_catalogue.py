"""Sections of the wider catalogue: families with clauses, judgements that are no numbers, rolls that close, and what
nobody reported."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import real_reports as real

from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.entries import FamilyEntry
from evaluation.measured.rubric import checks
from evaluation.packs.employment.sections import assistance
from evaluation.packs.employment.sections.assistance.targets import targets as targets_flow
from evaluation.packs.employment.sections.insurance.recipients import recipients
from evaluation.report.parts.grouped import families, separate
from evaluation.report.sections import conclusion, fund, methods, outcomes, rubric, services, targets
from evaluation.study.base import Words
from evaluation.study.model import LEVELS
from evaluation.view import judged
from evaluation.view.account import execution
from evaluation.view.view import MOST_CITED, View

HB, GZ = ("hubei-2007", "420100"), ("guizhou-2010", "520300")


def view(study, region, period="", language="zh"):
    results = real.opened(study).at(period).results
    return View(results=results, region=region, language=language, key="k")


def tables(component):
    data = component.data if hasattr(component, "data") else component
    return {c["id"]: c for c in real.walk(data) if c["kind"] == "table"}


def body(table):
    return [r["cells"] for r in table["rows"] if r["role"] == "body"]


def column(table, title):
    place = [c["title"] for c in table["columns"]].index(title)
    return [r[place] for r in body(table)]


# --- families --------------------------------------------------------------------------------------------------


def shown_in(study, region):
    """Titles of all indicators that a table of rates shows."""
    found = []
    for made in real.every(study, region):
        if made["kind"] == "table" and any(c["title"] == "分子 / 分母" for c in made["columns"]):
            found += [r[0] for r in body(made)]
    return {re.sub(r"（[^（）]*）$", "", t) for t in found} | set(found)


@pytest.mark.parametrize(("study", "region"), [HB, GZ])
def test_every_indicator_of_the_study_stands_in_the_report(study, region):
    printed = set(real.printed(real.components(study, region)))
    shown = shown_in(study, region)
    for indicator in real.opened(study).results.indicators:
        title = indicator.title.zh
        assert title in shown or any(title in text for text in printed), title


def test_services_have_a_section_with_clauses():
    table = tables(real.section(*HB, "services"))["services-table"]
    assert [r["cells"][0] for r in table["rows"] if r["role"] == "group"] == [
        "服务体系（HB-4、HB-5、HB-10、HB-12）",
        "就业管理（HB-22）",
        "境外就业（HB-23）",
    ]
    clauses = column(table, "条款")
    assert all(re.fullmatch(r"HB-\d+(, \d+)*\*?", c) for c in clauses) and "HB-22*" in clauses
    assert any("带*" in n for n in table["notes"])
    assert len(body(table)) == 15


def test_a_study_of_assistance_shows_its_services_there_and_a_study_without_any_says_so():
    assert services.build(view(*GZ)).data["kind"] == "omitted"
    assert "援助统计报表及时率" in column(tables(assistance.build(view(*GZ)))["assistance-more"], "指标")
    assert services.build(view("china-ui-2008", "110000")).data["reason"] == "本研究没有公共就业服务指标"


def test_indicators_go_to_the_family_of_their_first_clause_in_the_document():
    mine = view(*HB)
    training, results = (FamilyEntry(title=Words(zh=c, en=c), of=(c,)) for c in ("HB-7", "HB-20"))
    groups = families(mine, ["train_emp_rate", "dual_cert_rate", "emp_per_10k_yuan"], {"training": training, "results": results})
    assert [codes for _, codes in groups] == [["dual_cert_rate"], ["train_emp_rate", "emp_per_10k_yuan"]]
    assert families(mine, ["cert_pass_rate"], {"training": training}) == [("", ["cert_pass_rate"])]
    assert [t for t, _ in families(mine, ["cert_pass_rate", "dual_cert_rate"], {"training": training})][1] == "其他"


def test_what_no_region_reports_for_the_period_is_named_and_not_a_row_of_dots():
    """Yearly tables say nothing of a quarter."""
    mine = view(*HB, period="2007Q3")
    shown, absent = separate(mine, ["hire_reg_rate", "network_city_cov"])
    assert shown == ["hire_reg_rate"] and "市级网络联通率" in absent[0] and "2007年第3季度" in absent[0]
    table = tables(services.build(mine))["services-table"]
    assert column(table, "指标") == ["招用人员登记率"] and any("另有14项" in n for n in table["notes"])
    assert separate(view(*HB), ["hire_reg_rate", "network_city_cov"]) == (["hire_reg_rate", "network_city_cov"], [])


def test_readings_without_figures_are_named_in_the_note():
    table = tables(methods.build(view("india-nsfdc", "IN", language="en")))["choices"]
    assert len(body(table)) == 1 and "…" not in {c for r in body(table) for c in r}
    assert any("participants employed within six months" in n for n in table["notes"])


def test_outcomes_of_a_study_without_a_document_do_not_name_one():
    text = "".join(real.printed(outcomes.build(view("india-nsfdc", "IN", language="en")).data))
    assert "HB-" not in text


# --- counts without a target -----------------------------------------------------------------------------------


def test_work_without_a_target_is_counted_and_not_judged():
    made = tables(targets.build(view(*HB)))
    assert "开发公益性岗位（个）" in column(made["targets-counts"], "项目")
    assert "判断" not in [c["title"] for c in made["targets-counts"]["columns"]]
    assert "开发公益性岗位（个）" not in column(made["targets-table"], "项目")
    province = tables(targets.build(view("hubei-2007", "420000")))
    assert "省级公共实训示范基地（个）" in column(province["targets-table"], "项目")


# --- judgements ------------------------------------------------------------------------------------------------


def test_a_judgement_has_level_assessor_date_and_evidence_and_no_number():
    study = real.opened("hubei-2007").study
    table = tables(rubric.build(view(*HB)))["rubric"]
    assert [c["title"] for c in table["columns"]] == ["条款", "事项", "等级", "评定日期", "依据"]
    assert any("评定人：示例评价组。" in n for n in table["notes"])  # one for all matters: said once
    words = {w.zh for w in LEVELS.values()} | {"未评"}
    assert set(column(table, "等级")) <= words and "未评" in column(table, "等级")
    judged = {r.item: r for r in study.rubric if r.region == "420100"}
    assert [bool(e) for e in column(table, "依据")] == [x != "未评" for x in column(table, "等级")]
    assert sum(map(bool, column(table, "依据"))) == len(judged)
    text = "".join(real.printed(rubric.build(view(*HB)).data))
    assert "%" not in text and "÷" not in text


def test_matters_of_the_whole_and_of_the_regions_are_told_apart():
    codes = checks(real.opened("hubei-2007").study, catalogue())
    mine = len(body(tables(rubric.build(view(*HB)))["rubric"]))
    made = tables(rubric.build(view("hubei-2007", "420000")))
    assert mine + len(body(made["rubric"])) == len(codes)
    for row in body(made["rubric-regions"]):
        assert sum(map(int, row[2:7])) == 17, row


def test_a_study_with_a_document_and_no_rubric_says_that_nothing_is_judged():
    mine = view(*HB)
    bare = replace(mine, results=replace(mine.results, study=mine.study.model_copy(update={"rubric": ()})))
    made = rubric.build(bare).data
    (told,) = [c for c in made["children"] if c["kind"] == "notice"]
    assert "28项" in told["text"] and "均为未评" in told["text"]
    assert rubric.build(view("china-ui-2008", "110000")).data["kind"] == "omitted"


# --- rolls -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [recipients, targets_flow])
def test_a_roll_leads_from_its_opening_to_its_closing(made):
    (figure,) = [c.data for c in made(view(*HB))]
    amounts = [int(r[1].replace(",", "").replace("−", "-").replace("+", "")) for r in body(figure["table"])]
    assert sum(amounts[:-1]) == amounts[-1]


def test_a_roll_of_the_whole_leaves_out_who_did_not_deliver_and_says_so():
    (figure,) = [c.data for c in targets_flow(view("guizhou-2010", "520000"))]
    assert "8个地区（共9个）" in figure["notes"][0]
    assert not any("差额" in r[0] for r in body(figure["table"]))
    assert recipients(view("guizhou-2010", "520000")) == []
    assert targets_flow(view("guizhou-2010", "522600")) == []


def test_hubei_shows_its_roll_of_assistance_by_quarter():
    table = tables(assistance.build(view(*HB)))["assistance-quarters"]
    for row in body(table):
        quarters = [int(c.replace(",", "")) for c in row[1:5]]
        assert int(row[5].replace(",", "")) in (sum(quarters), quarters[-1]), row


# --- annex -----------------------------------------------------------------------------------------------------


def test_the_annex_of_a_long_study_cites_what_is_judged_and_says_where_the_rest_is():
    mine = view(*HB)
    cited = {i.code for i in mine.annex_indicators()}
    assert cited < {i.code for i in mine.results.indicators} and len(mine.results.indicators) > MOST_CITED
    assert {t.item for t in mine.study.targets} <= cited and set(mine.study.file.headline) <= cited
    annex = real.section(*HB, "annex")
    table = tables(annex)["formulas"]
    told = next(text for text in real.printed(annex) if text.startswith("由一个数据项直接得出的指标："))
    assert len(body(table)) + told.count("＝") == len(cited) and any("formulas.csv" in n for n in table["notes"])
    assert len(view(*GZ).annex_indicators()) == len(view(*GZ).results.indicators)


@pytest.mark.parametrize(("study", "code"), [("hubei-2007", "budget_execution_rate"), ("hubei-subsidy-2024", "subsidy_execution")])
def test_a_fund_names_its_execution_whatever_its_pack_calls_it(study, code):
    mine = view(study, "420100")
    assert execution(mine) == code
    said = f"预算执行率{judged.of(mine, code)}"
    assert all(said in "".join(real.printed(section.build(mine).data)) for section in (conclusion, fund))
