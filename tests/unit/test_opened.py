"""``evaluation.open``: what a researcher and the runner get, and what they are told when they ask for what is not there."""

from __future__ import annotations

import csv
import datetime
import json
import re
import shutil
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluation
from evaluation.errors import EvaluationError, Refused
from evaluation.identity import sources_hash as source
from evaluation.study.periods import parse
from evaluation.study.region import Region, find, told_apart, told_apart_in_short
from evaluation.warning.assess import assess

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hubei():
    return evaluation.open("hubei-2007", ROOT)


@pytest.fixture
def copy(tmp_path):
    """The Guizhou study in a project folder of its own."""
    for part in ("params", "data"):
        shutil.copytree(ROOT / part / "guizhou-2010", tmp_path / part / "guizhou-2010")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def opened(root):
    return evaluation.open("guizhou-2010", root)


def test_a_study_lists_its_reporting_regions(hubei):
    assert len(hubei.region_codes) == 17
    assert hubei.region("420100").name_zh == "武汉市"
    assert "420000" not in hubei.region_codes


def test_a_region_given_as_a_number_is_the_same_region(hubei):
    """papermill's -p turns 420100 into a number."""
    assert hubei.report(420100).cover().data["document"]["region"] == "武汉市"


def test_a_wrong_region_is_refused_with_the_nearest(hubei):
    with pytest.raises(Refused, match=r"has no region '420101'; did you mean '420100'"):
        hubei.report("420101")
    with pytest.raises(Refused, match="武汉"):
        hubei.report("武汗市")


def test_a_region_goes_by_its_code_or_by_a_name_of_its_own(hubei):
    for said in ("420100", 420100, "武汉市", "武汉", "Wuhan"):
        assert hubei.region(said).code == "420100"
    assert hubei.report("武汉市").cover().data["document"]["region"] == "武汉市"
    with pytest.raises(Refused, match=r"420000 is the whole study; use overview\(\)"):
        hubei.report("湖北省")


def test_a_name_of_several_regions_is_refused_with_their_codes():
    def region(code, name):
        return Region.model_validate(
            {"code": code, "name_zh": name, "name_en": f"City {code}", "short_zh": name, "level": "county", "reports": "true"}
        )

    regions = [region("1", "城关区"), region("2", "城关区"), region("3", "1")]
    with pytest.raises(Refused, match="no region '城关区' alone: 1 城关区, 2 城关区 are called so; give the code"):
        find(regions, "城关区", "no region")
    assert find(regions, "1", "no region").code == "1"  # a code comes before a name
    assert find([*regions, regions[1]], "City 2", "no region").code == "2"
    with pytest.raises(Refused, match="no region '城关'; did you mean '城关区'"):
        find(regions, "城关", "no region")
    with pytest.raises(Refused, match="no region 'elsewhere'; known: 1, 2, 3, the_notice"):
        find(regions, "elsewhere", "no region", ["the_notice"])


@pytest.mark.parametrize("period", ["2007Q5", "2007q3", "this year", 20071, 7, None, True])
def test_a_period_that_is_none_is_refused_at_once(period):
    with pytest.raises(Refused, match=rf"period '{period}' is not one; (did you mean [0-9MQ]+\? Otherwise )?write a year \(2007\)"):
        evaluation.open("hubei-2007", ROOT, period=period)


def test_a_year_may_be_a_number():
    assert evaluation.open("hubei-2007", ROOT, period=2006).period.spelled == "2006"


def test_the_whole_is_shown_by_the_overview(hubei):
    with pytest.raises(Refused, match=r"420000 is the whole study; use overview\(\)"):
        hubei.report("420000")


@pytest.mark.parametrize(("language", "known"), [("de", "known: zh, en"), ("ZH", "did you mean .zh"), ("中文", "known: zh, en")])
def test_a_language_that_is_not_there_is_refused(hubei, language, known):
    with pytest.raises(Refused, match=f"language is '{language}'; {known}"):
        hubei.report("420100", language=language)


def test_a_study_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(Refused, match="did you mean 'hubei-2007'"):
        evaluation.open("hubei-2008", ROOT)


def test_a_period_without_figures_is_refused(hubei):
    with pytest.raises(Refused, match="no figures for the period '2009'"):
        hubei.report("420100", period="2009")


def test_another_period_of_the_study_can_be_reported():
    report = opened(ROOT).report("520300", period="2010Q3")
    assert report.cover().data["document"]["period"] == "2010年第3季度"


def test_values_are_exact_and_carry_both_sides(hubei):
    value = hubei.results.value("420100", "benefit_reemp_rate")
    assert value.exact == Fraction(value.numerator * 100, value.denominator)
    table = hubei.indicators
    mine = table[(table.region == "420100") & (table.indicator == "benefit_reemp_rate") & (table.period == "2007")]
    assert set(mine.reading) == {"of_recipients", "of_ended", "of_entrants"}
    assert mine.numerator.dtype == "Int64"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("420100", "benefit_reemp_rat"), "indicator 'benefit_reemp_rat' is not in study 'hubei-2007'; did you mean"),
        (("420100", "benefit_reemp_rate", "of_end"), "reading of 'benefit_reemp_rate' is 'of_end'; did you mean 'of_ended'"),
        (("42010", "benefit_reemp_rate"), "was not measured for region '42010' in 2007; did you mean '420100'"),
        (("420100", "benefit_reemp_rate", None, "2009"), "was not measured for region '420100' in 2009"),
        (("420100", "benefit_reemp_rate", None, "2007q1"), "period '2007q1' is not one"),
    ],
)
def test_a_value_that_is_none_of_the_studys_is_refused_by_name(hubei, given, said):
    with pytest.raises(Refused, match=said):
        hubei.results.value(*given)
    one = hubei.results.value("420100", "benefit_reemp_rate", None, "2007Q1")
    assert one.period.spelled == "2007Q1"


def test_figures_are_whole_numbers_of_persons_and_fen(hubei):
    assert hubei.quantities.amount.dtype == "Int64"
    spent = hubei.quantities.query("region == '421100' and period == '2007Q3' and quantity == 'exp_special_policy'")
    assert spent.amount.tolist() == [-125_680_000]


# --- the content key -------------------------------------------------------------------------------------------


def test_the_key_does_not_depend_on_when_or_where(copy):
    assert opened(copy).key("520300", "n") == opened(ROOT).key("520300", "n")
    assert re.fullmatch(r"[0-9a-f]{12}", opened(ROOT).key("520300", "n"))


def test_the_key_answers_to_everything_that_is_on_the_page(copy):
    keys = {
        opened(copy).key("520300", "n"),
        opened(copy).key("520100", "n"),
        opened(copy).key("520300", "other notebook"),
        opened(copy).key("520300", "n", "en"),
        evaluation.open("guizhou-2010", copy, period="2010Q3").key("520300", "n"),
    }
    data = copy / "data/guizhou-2010/zero_employment_families.csv"
    data.write_bytes(data.read_bytes().replace(b"40,39", b"40,38", 1))
    keys.add(opened(copy).key("520300", "n"))
    study = copy / "params/guizhou-2010/study.yml"
    study.write_text(study.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    keys.add(opened(copy).key("520300", "n"))
    assert len(keys) == 7


def test_outputs_of_a_notebook_do_not_change_its_report(copy):
    file = copy / "notebooks/region.ipynb"
    before = source(file.read_text(encoding="utf-8"))
    book = json.loads(file.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"], cell["metadata"]["execution"] = 7, {"iopub.status.busy": "now"}
    assert source(json.dumps(book)) == before
    book["cells"][-1]["source"] = "report.end() "
    assert source(json.dumps(book)) != before


# --- bad data --------------------------------------------------------------------------------------------------


def test_blocking_findings_keep_a_study_from_being_measured(copy):
    data = copy / "data/guizhou-2010/zero_employment_families.csv"
    data.write_bytes(data.read_bytes().replace(b",40,39", "，约40,39".encode(), 1))
    bad = opened(copy)
    with pytest.raises(Refused, match=r"blocking finding.*evaluation check guizhou-2010"):
        bad.check()
    assert {f.severity for f in bad.findings} >= {"blocking"}
    with pytest.raises(Refused):
        bad.report("520300")


# --- tables and the index --------------------------------------------------------------------------------------


def test_tables_behind_a_report_are_written_with_a_byte_order_mark(hubei, tmp_path):
    """Excel opens UTF-8 Chinese as such only with the mark."""
    written = hubei.write_tables("420100", tmp_path)
    names = {p.name for p in written}
    assert names == {
        f"{n}.csv" for n in ("quantities", "cells", "indicators", "targets", "duties", "scores", "findings", "formulas")
    }
    for path in written:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        assert len({len(r) for r in rows}) == 1, path.name


def test_a_region_s_summary_for_the_index(hubei):
    summary = hubei.summary("429021")
    assert summary["name"] == "神农架林区"
    states = {line["title"]: line["state"] for line in summary["headline"]}
    assert states["失业保险金发放率"] == "missing"
    assert states["社会保险补贴支出占比"] == "met"
    assert opened(ROOT).summary("520300")["score"] == ""


def test_a_missed_limit_does_not_look_met_in_the_index(hubei):
    line = next(x for x in hubei.summary("420000")["headline"] if x["title"] == "失业保险金发放率")
    assert (line["state"], line["value"]) == ("missed", "99.97%（16/17个地区）")


# --- the end marker --------------------------------------------------------------------------------------------


def test_the_end_seals_what_was_shown_and_leaves_its_proof(monkeypatch, tmp_path):
    proof = tmp_path / "proof"
    monkeypatch.setenv("EVALUATION_PROOF", str(proof))
    monkeypatch.setenv("EVALUATION_NONCE", "abc")
    report = opened(ROOT).report("520300")
    report.cover()
    report.conclusion()
    end = report.end().data
    assert end["count"] == 2
    assert proof.read_text() == f"abc {end['digest']} {report.view.key}\n"
    assert [p.name for p in tmp_path.iterdir()] == ["proof"]
    assert "abc" not in json.dumps(end)


def test_without_a_supervisor_no_proof_is_written(monkeypatch, tmp_path):
    monkeypatch.delenv("EVALUATION_PROOF", raising=False)
    monkeypatch.chdir(tmp_path)
    report = opened(ROOT).report("520300")
    report.cover()
    report.end()
    assert list(tmp_path.iterdir()) == []


def test_a_section_shown_twice_counts_once():
    report = opened(ROOT).report("520300")
    report.cover()
    report.conclusion()
    first = report.end().data
    report.conclusion()
    assert report.end().data == first


ODD = (
    None,
    7,
    2007.5,
    float("nan"),
    -1,
    True,
    [],
    {},
    ("420100",),
    b"420100",
    " ",
    "nope",
    "420100 ",
    object(),
    pd.Series(["420100"], index=["x"]),
    np.int64(420101),
    datetime.date(2007, 12, 31),
)
ASKED = {
    "open name": lambda study, x: evaluation.open(x, ROOT),
    "open root": lambda study, x: evaluation.open("hubei-2007", x).study,
    "open period": lambda study, x: evaluation.open("hubei-2007", ROOT, x),
    "region": lambda study, x: study.region(x),
    "report region": lambda study, x: study.report(x),
    "report period": lambda study, x: study.report("420100", period=x),
    "report language": lambda study, x: study.report("420100", language=x),
    "overview language": lambda study, x: study.overview(language=x),
    "document kind": lambda study, x: study.document(x),
    "document region": lambda study, x: study.document("notice", x),
    "at period": lambda study, x: study.at(x),
    "value region": lambda study, x: study.results.value(x, "unemp_rate_reg"),
    "value code": lambda study, x: study.results.value("420100", x),
    "value reading": lambda study, x: study.results.value("420100", "unemp_rate_reg", x),
    "value period": lambda study, x: study.results.value("420100", "unemp_rate_reg", period=x),
    "judge region": lambda study, x: study.results.judge(x, "unemp_rate_reg"),
    "judge code": lambda study, x: study.results.judge("420100", x),
    "progress region": lambda study, x: study.results.progress(x, "emp_new_urban"),
    "progress code": lambda study, x: study.results.progress("420100", x),
    "ordered code": lambda study, x: study.results.order(x),
    "alone region": lambda study, x: study.results.alone(x, "unemp_rate_reg", parse("2007Q4")),
    "alone code": lambda study, x: study.results.alone("420100", x, parse("2007Q4")),
    "series region": lambda study, x: study.results.series(x, "unemp_rate_reg"),
    "series code": lambda study, x: study.results.series("420100", x),
    "watched region": lambda study, x: assess(study.results, x),
    "figure region": lambda study, x: study.results.figures.at(x, "2007", "new_employed"),
    "figure period": lambda study, x: study.results.figures.at("420100", x, "new_employed"),
    "figure quantity": lambda study, x: study.results.figures.at("420100", "2007", x),
}
LEFT_OUT = {
    ("open root", None),
    ("report language", None),
    ("overview language", None),
    ("value reading", None),
    ("value period", None),
}
"""None says that it is not given."""


@pytest.mark.parametrize("what", ASKED)
def test_what_is_no_answer_to_the_question_is_refused(hubei, what):
    for value in ODD:
        if isinstance(value, type(None)) and (what, value) in LEFT_OUT:
            assert ASKED[what](hubei, value)
            continue
        with pytest.raises(EvaluationError) as caught:
            ASKED[what](hubei, value)
        assert len(str(caught.value)) > 10


@pytest.mark.parametrize(
    ("what", "value", "near"),
    [
        ("value code", "unemp_rate_rge", "unemp_rate_reg"),
        ("judge code", "unemp_rate_rge", "unemp_rate_reg"),
        ("progress code", "emp_new_urbn", "emp_new_urban"),
        ("ordered code", "emp_new_urbn", "emp_new_urban"),
        ("judge region", "42010", "420100"),
        ("progress region", "42010", "420100"),
        ("figure region", "42010", "420100"),
        ("figure quantity", "new_employd", "new_employed"),
        ("alone code", "unemp_rate_rge", "unemp_rate_reg"),
        ("series region", "42010", "420100"),
        ("watched region", "42010", "420100"),
        ("document kind", "bulletn", "bulletin"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(hubei, what, value, near):
    with pytest.raises(Refused, match=f"did you mean '{near}'"):
        ASKED[what](hubei, value)


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", ["全省", "一区（甲市）", "一区（乙市）", "二区"]), ("en", ["Whole", "District (A)", "District (B)", "Two"])],
)
def test_regions_of_one_name_are_told_apart_by_what_they_lie_in(language, names):
    rows = [
        *[("P", "全省", "Whole", ""), ("A", "甲市", "A", "P"), ("B", "乙市", "B", "P")],
        *[("A1", "一区", "District", "A"), ("B1", "一区", "District", "B"), ("B2", "二区", "Two", "B")],
    ]
    fields = ("code", "name_zh", "name_en", "parent")
    regions = [Region.model_validate({**dict(zip(fields, row, strict=True)), "level": "county", "reports": "true"}) for row in rows]
    assert [told_apart(regions, language)[code] for code in ("P", "A1", "B1", "B2")] == names
    assert [told_apart_in_short(regions, language)[code] for code in ("P", "A1", "B1", "B2")] == names
    twice = [*regions, regions[3].model_copy(update={"code": "A2"})]
    assert len(set(told_apart(twice, language).values())) == len(twice)
