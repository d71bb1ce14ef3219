"""Figures that contradict each other across regions, quarters and files: each finding names both values."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from shipped import BOUNDS, QUANTITIES
from study_files import REGIONS, made

from evaluation.catalogue.catalogue import catalogue
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.measured import invariants, reconciled
from evaluation.measured.contradictions import findings
from evaluation.measured.flows import roll_up
from evaluation.measured.results import Results
from evaluation.study.periods import parse
from evaluation.study.watch import Enterprise, FollowUp
from evaluation.view.findings import _facts
from evaluation.view.numbers import Numbers
from evaluation.view.phrases import Phrases

TOP, WUHAN, XIANGFAN = "420000", "420100", "420600"
DISTRICTS = "420102,江岸区,Jiang'an,江岸,county,420100,false\n420103,江汉区,Jianghan,江汉,county,420100,false\n"


def cell(region, period, quantity, amount, kind=None, bound=0):
    kind = kind or ("stock" if QUANTITIES[quantity].kind == "stock" else "current")
    known = {"region": region, "period": parse(period), "quantity": quantity, "amount": amount, "kind": kind, "bound": bound}
    return Cell(**{**dict.fromkeys(Cell._fields, ""), **known})


def found(study, *cells):
    figures = roll_up([cell(*c) for c in cells], [r.code for r in study.reporting], TOP)
    return [*findings(study, figures), *reconciled.findings(study, figures, study.file.period)]


def only(seen, code):
    assert [f.code for f in seen] == [code], [f.message for f in seen]
    assert seen[0].severity == "reportable" and seen[0].region == WUHAN
    return seen[0]


@pytest.fixture
def study(tmp_path):
    return made(tmp_path, ("regions.csv", REGIONS, REGIONS + DISTRICTS))


def test_counties_that_miss_their_prefecture(study):
    parts = [("420102", "2007Q1", "reemp_laidoff", 40), ("420103", "2007Q1", "reemp_laidoff", 50)]
    seen = only(found(study, (WUHAN, "2007Q1", "reemp_laidoff", 91), *parts), "county_sum")
    assert seen.message == ("420100 2007Q1: laid-off persons re-employed is 91, the 2 regions listed inside it add up to 90")
    again = [(r, "2007Q2", q, a) for r, _, q, a in parts]
    seen = only(
        found(study, (WUHAN, "2007Q1", "reemp_laidoff", 91), (WUHAN, "2007Q2", "reemp_laidoff", 92), *parts, *again), "county_sum"
    )
    assert seen.message.startswith("420100 2007Q1") and seen.message.endswith("add up to 90; so in 2 periods")
    assert found(study, (WUHAN, "2007Q1", "reemp_laidoff", 90), *parts) == []


def test_counties_are_compared_only_when_all_of_them_delivered(study):
    assert found(study, (WUHAN, "2007Q1", "reemp_laidoff", 91), ("420102", "2007Q1", "reemp_laidoff", 40)) == []


def test_rounding_of_all_of_them_is_allowed(study):
    parts = [("420102", "2007Q1", "reemp_laidoff", 40, None, 5), ("420103", "2007Q1", "reemp_laidoff", 50, None, 5)]
    assert found(study, (WUHAN, "2007Q1", "reemp_laidoff", 105, None, 5), *parts) == []
    only(found(study, (WUHAN, "2007Q1", "reemp_laidoff", 106, None, 5), *parts), "county_sum")


def test_a_cumulative_figure_that_falls(study):
    seen = only(
        found(study, (WUHAN, "2007Q1", "new_employed", 50, "cumulative"), (WUHAN, "2007Q2", "new_employed", 44, "cumulative")),
        "cumulative_falls",
    )
    assert seen.message.endswith("since the year's start is 44, earlier in the year it was 50")
    assert (
        found(study, (WUHAN, "2007Q1", "new_employed", 50, "cumulative"), (WUHAN, "2007Q2", "new_employed", 50, "cumulative")) == []
    )


def test_what_is_not_known_of_the_year_is_no_part_of_what_a_fall_says(study):
    later = [(WUHAN, "2007Q2", "new_employed", 50, "cumulative"), (WUHAN, "2007Q3", "new_employed", 44, "cumulative")]
    assert "2007Q3" in (seen := only(found(study, *later), "cumulative_falls")).message and "is 44" in seen.message


def test_a_chinese_report_has_amounts_in_their_unit_periods_in_words_and_items_by_title(study):
    """A finding of money in fen once read as one of yuan."""
    view = SimpleNamespace(
        catalogue=catalogue(),
        numbers=Numbers("zh"),
        say=Phrases("zh"),
        period=parse("2007"),
        period_text=lambda p: f"{p.words['year']}年",
        text=lambda words: words.zh,
    )
    facts = {"period": "2007", "item": "reemp_laidoff", "added": "408610000", "target": "408610050", "counts": "money"}
    read = _facts(view, Finding(severity="reportable", code="x", message="m", fix="f", facts=facts))
    assert read == {"period": "2007年", "item": "下岗失业人员再就业", "added": "4,086,100.00元", "target": "4,086,100.50元"}


def test_more_found_work_than_were_waiting(study):
    rows = [
        (WUHAN, "2007Q1", "grad_unemployed", 100),
        (WUHAN, "2007Q2", "grad_registered", 20),
        (WUHAN, "2007Q2", "grad_employed", 121),
    ]
    seen = only(found(study, *rows), "part_exceeds_whole")
    assert "grad" in seen.message and " 121 is more than " in seen.message and seen.message.endswith(" 120")
    rows[-1] = (WUHAN, "2007Q2", "grad_employed", 120)
    assert found(study, *rows) == []


def test_every_bound_counts_the_same_on_both_sides():
    assert all(b.part.counts == b.whole.counts for b in BOUNDS)


def test_enterprises_that_do_not_add_up_to_the_table(study):
    firms = tuple(
        Enterprise(enterprise=f"01-0{n}", region=WUHAN, period="2007Q1", kind="normal", base=100, jobs=jobs, source="x")
        for n, jobs in enumerate((90, 95))
    )
    with_firms = study.model_copy(update={"enterprises": firms})
    rows = [(WUHAN, "2007Q1", "firm_jobs_base", 200), (WUHAN, "2007Q1", "firm_jobs", 184)]
    seen = only(found(with_firms, *rows), "files_differ")
    assert "enterprises.csv adds up to 185" in seen.message and seen.message.endswith(" 184")
    assert found(with_firms, rows[0], (WUHAN, "2007Q1", "firm_jobs", 185)) == []


def test_follow_up_that_misses_the_quarterly_table(study):
    rows = tuple(
        FollowUp(region=WUHAN, period="2007Q1", kind="reassist", part=part, count=count, source="x")
        for part, count in (("in_time", 7), ("late", 2), ("waiting", 1))
    )
    with_rows = study.model_copy(update={"follow_up": rows})
    delivered = [(WUHAN, "2007Q1", "assist_reunemployed", 10), (WUHAN, "2007Q1", "reassist_done", 7)]
    assert found(with_rows, *delivered) == []
    seen = only(found(with_rows, delivered[0], (WUHAN, "2007Q1", "reassist_done", 8)), "files_differ")
    assert "assistance.csv (reassist) adds up to 7" in seen.message
    assert "11" in only(found(with_rows, (WUHAN, "2007Q1", "assist_reunemployed", 11), delivered[1]), "files_differ").message


def test_regions_inside_a_reporting_one_are_checked_like_it(study):
    district = "420102"
    rows = [
        ("2007Q1", "ui_arrears", 5, "stock"),
        ("2007Q2", "ui_arrears_paid", 6),
        ("2007Q2", "reemp_laidoff", 90),
        ("2007Q2", "reemp_hard", 91),
        ("2007Q2", "assist_certified_stock", 3),
        ("2007Q2", "assist_employed_stock", 1),
        ("2007Q2", "assist_unemployed", 1),
    ]
    cells = [cell(district, *r) for r in rows]
    figures = roll_up(cells, [r.code for r in study.reporting], TOP)
    seen = [*findings(study, figures), *invariants.findings(study, figures, {}, [])]
    assert {f.region for f in seen} == {district}
    assert {f.code for f in seen} == {"part_exceeds_whole", "sum_broken"}
    assert sum(f.code == "part_exceeds_whole" for f in seen) == 2


def test_a_finding_of_a_district_stands_in_the_report_of_its_prefecture_and_of_the_whole(study):
    of_district, of_other, of_none = (
        Finding(severity="reportable", code="x", message="m", fix="f", region=r) for r in ("420102", XIANGFAN, None)
    )
    results = SimpleNamespace(study=study, findings=(of_district, of_other, of_none))
    assert Results.findings_of(results, WUHAN) == (of_district, of_none)
    assert Results.findings_of(results, XIANGFAN) == (of_other, of_none)
    assert Results.findings_of(results, TOP) == (of_district, of_other, of_none)


@pytest.mark.parametrize("code", ["county_sum", "cumulative_falls", "files_differ", "sum_broken"])
def test_a_chinese_report_has_words_for_it(code):
    say = Phrases("zh")
    assert say.get(f"finding_fix.{code}")
    names = ("region", "period", "title", "stated", "added", "now", "before", "source", "table", "left", "right", "regions")
    facts = dict.fromkeys((*names, "periods", "says"), "x")
    assert "x" in say(f"finding.{code}", **facts)
