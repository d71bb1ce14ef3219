"""Reports of other periods than the study's own: a quarter, a year without targets, an account that does not add up."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
import real_reports as real
from tests.conftest import ROOT

import evaluation
from evaluation.cli.look import _findings
from evaluation.measured.figures import Figures
from evaluation.report import refusals
from evaluation.report.sections import fund
from evaluation.study.periods import parse
from evaluation.view.view import View

CASES = [
    ("hubei-2007", "420100", "2007Q3"),
    ("hubei-2007", "429021", "2007Q1"),
    ("hubei-2007", "420100", "2006"),
    ("hubei-2007", "", "2007Q2"),
    ("guizhou-2010", "522600", "2010Q3"),
    ("guizhou-2010", "", "2010Q1"),
]
SECTIONS = [
    "cover",
    "conclusion",
    "background",
    "targets",
    "retraining",
    "fund",
    "outcomes",
    "assistance",
    "insurance",
    "problems",
    "methods",
    "annex",
]


@pytest.mark.parametrize(("study", "region", "period"), CASES)
def test_every_section_can_be_written_for_another_period(study, region, period):
    opened = real.opened(study)
    report = opened.report(region, period=period) if region else opened.overview(period=period)
    made = [getattr(report, name)().data for name in SECTIONS]
    assert report.end().data["count"] == len(made)
    year, _, quarter = period.partition("Q")
    told = f"{year}年第{quarter}季度" if quarter else f"{year}年"
    assert made[0]["document"]["period"] == told


@pytest.mark.parametrize(("period", "seen_from"), [("2007Q2", date(2007, 6, 30)), ("2007", date(2007, 9, 30))])
def test_pace_never_looks_past_the_period(period, seen_from):
    streams = real.opened("hubei-2007").at(period).results.streams("420100")
    assert {s.pace.cut_off for s in streams} == {seen_from}


def test_a_year_without_retraining_rules_has_no_streams():
    assert real.opened("hubei-2007").at("2006").results.streams("420100") == ()


@pytest.mark.parametrize(
    ("study", "period", "told"),
    [
        ("hubei-2007", "2006Q4", "为2007年的文件，本期不据以评判"),
        ("hubei-2007", "2007Q1", "17号）"),
        ("guizhou-2010", "2010Q2", "自2010年8月6日起施行，本期不据以评判"),
        ("guizhou-2010", "2010Q3", "自2010年8月6日起施行，本期不完整"),
        ("guizhou-2010", "2010Q4", "（2010年8月6日）"),
    ],
)
def test_the_cover_says_whether_the_document_binds_in_the_period(study, period, told):
    facts = real.opened(study).overview(period=period).cover().data["facts"]
    assert dict(facts)["评价依据"].endswith(told)


def test_an_account_that_does_not_add_up_shows_the_difference():
    results = real.opened("hubei-2007").results
    balance = results.figures.at("420100", parse("2007"), "fund_balance")
    broken = Figures({**results.figures, ("420100", parse("2007"), "fund_balance"): balance._replace(amount=balance.amount + 123)})
    wrong = View(results=dataclasses.replace(results, figures=broken), region="420100", language="zh", key="x" * 12)
    right = View(results=results, region="420100", language="zh", key="x" * 12)
    assert "账目差额" in fund.flow(wrong)[0].data["alt"]
    assert "账目差额" not in fund.flow(right)[0].data["alt"]


@pytest.mark.parametrize("period", ["2007Q1", *(pytest.param(p, marks=pytest.mark.slow) for p in ("2007", "2006"))])
def test_what_an_overview_says_it_cannot_make_check_says_of_the_period(period, monkeypatch):
    refused = set()
    monkeypatch.setattr(refusals, "why", lambda view, error: refused.add(str(error)) or view.say("part.title"))
    overview = evaluation.open("hubei-2007").overview(period=period)
    for name in ("comparison", "drivers", "fairness", "allocation", "conclusion"):
        getattr(overview, name)()
    told = {dict(f.facts)["why"] for f in _findings("hubei-2007", ROOT, {"period": period}) if f.code == "part_not_made"}
    assert bool(refused) is (period != "2007")
    assert refused <= told
