"""Rates that are delivered without numerator and denominator: taken as they are, exact, and never added."""

from __future__ import annotations

from fractions import Fraction

import own_study
import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.tables import tables
from evaluation.view import judged
from evaluation.view.judgements import standing, tally
from evaluation.view.page_tables import both
from evaluation.view.statements import not_delivered
from evaluation.view.view import View

ENTRIES = """\
format: 2
quantities:
  satisfaction: {title: {zh: 满意度, en: Satisfaction}, counts: percent, kind: stated}
  accidents:    {title: {zh: 工伤率, en: Accident rate}, counts: permille, kind: stated}
  growth:       {title: {zh: 工资增幅, en: Growth of wages}, counts: percent, kind: stated, least: -100, most: 200}
indicators:
  wages_per_worker: {title: {zh: 服务满意度, en: Satisfied}, stated: satisfaction, direction: higher, why: {zh: 质, en: quality}}
  share_women: {title: {zh: 工伤率, en: Accidents}, stated: accidents, direction: lower, why: {zh: 安全, en: safety}}
  share_wages: {title: {zh: 工资增幅, en: Growth}, stated: growth, direction: higher, why: {zh: 收入, en: income}}
"""
COLUMNS = """\
      satisfied: {quantity: satisfaction, unit: "%"}
      accidents: {quantity: accidents, unit: ‰}
      growth: {quantity: growth, unit: "%"}
"""
ROWS = "region,satisfied,accidents,growth\nR1,86.24,0.35,-3.5\nR2,*,12,4%\n"


def study(tmp_path, rows=ROWS, entries=ENTRIES, columns=COLUMNS, targets="", weights=""):
    root = own_study.write_study(tmp_path, entries, rows)
    own_study.name_no_pack(root)
    params = root / "params" / "tiny"
    text = (params / "study.yml").read_text(encoding="utf-8")
    head, rest = text.split("    columns:\n", 1)
    (params / "study.yml").write_text(f"{head}    columns:\n{columns}{rest[rest.index('indicators:') :]}", encoding="utf-8")
    (params / "choices.yml").unlink()
    if targets:
        header = "item,region,period,demand,value,unit,status,source\n"
        (params / "targets.csv").write_text(header + targets, encoding="utf-8")
    if weights:
        (params / "weights.yml").write_text(weights, encoding="utf-8")
    return root


def rows_of(results, table, region="R1"):
    header, rows = tables(results, region)[table]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_it_is_the_rate_that_was_delivered_and_what_is_not_there_says_why(tmp_path):
    results = evaluation.open("tiny", study(tmp_path)).results
    at = {(r, c): results.value(r, c) for r in ("R1", "R2") for c in ("wages_per_worker", "share_women", "share_wages")}
    assert [at["R1", c].exact for c in ("wages_per_worker", "share_women", "share_wages")] == [
        Fraction("86.24"),
        Fraction("0.35"),
        Fraction("-3.5"),
    ]
    assert (at["R2", "wages_per_worker"].mark, at["R2", "share_women"].exact, at["R2", "share_wages"].exact) == (
        "suppressed",
        12,
        4,
    )
    assert results.value("TOP", "share_wages").mark == "missing"


def test_of_the_whole_it_is_the_one_delivered(tmp_path):
    results = evaluation.open("tiny", study(tmp_path, ROWS + "TOP,91.5,1,…\n")).results
    assert (results.value("TOP", "wages_per_worker").exact, results.value("TOP", "share_wages").mark) == (
        Fraction("91.5"),
        "missing",
    )


@pytest.mark.parametrize("rate", ["100.01", "-0.1", "862"])
def test_what_is_out_of_its_range_is_not_used(tmp_path, rate):
    opened = evaluation.open("tiny", study(tmp_path, ROWS.replace("86.24", rate)))
    assert opened.results.value("R1", "wages_per_worker").mark == "contradictory"
    found = next(f for f in opened.findings if f.code in ("below_least", "above_most"))
    assert f"is {rate} %, and cannot be" in found.message and found.message.endswith((" than 100 %", " than 0 %"))


@pytest.mark.parametrize(("line", "state"), [("86.24", "met"), ("86.25", "missed"), ("86.2399999", "met")])
def test_its_line_is_in_per_cent_and_judges_it_exactly(tmp_path, line, state):
    results = evaluation.open("tiny", study(tmp_path, targets=f"wages_per_worker,R1,2007,at_least,{line},%,proposal,x\n")).results
    found = results.judge("R1", "wages_per_worker")
    assert (found.state, found.line) == (state, Fraction(line))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("86,人", "人 is no unit of that"),
        ("86,‰", "‰ is no unit of that"),
        ("101,%", "out of its range"),
        ("-1,%", "out of its range"),
    ],
)
def test_a_line_that_it_cannot_have_is_refused(tmp_path, line, told):
    with pytest.raises(Refused, match=told):
        _ = evaluation.open("tiny", study(tmp_path, targets=f"wages_per_worker,R1,2007,at_least,{line},proposal,x\n")).results


def test_a_rate_that_may_fall_has_a_line_below_0(tmp_path):
    results = evaluation.open("tiny", study(tmp_path, targets="share_wages,R1,2007,at_least,-4,%,proposal,x\n")).results
    assert results.judge("R1", "share_wages").state == "met"


def test_pages_print_it_with_the_digits_it_has_and_say_that_it_was_stated(tmp_path):
    opened = evaluation.open("tiny", study(tmp_path))
    view = View(results=opened.results, region="R1", language="en", key="0" * 64)
    value = view.value("wages_per_worker")
    assert (str(view.numbers.value(value)), str(both(view, value))) == ("86.24%", "stated")
    assert str(view.numbers.value(view.value("share_women"))) == "0.35‰"
    page = opened.report("R1", language="en")
    general, annex = str(page.general().data), str(page.annex().data)
    for shown in ("86.24", "0.35", "−3.5", "Stated: no numerator and denominator were delivered."):
        assert shown in general
    assert "Numerators and denominators in full" not in general
    assert "Satisfaction (stated: no numerator and denominator were delivered)" in annex
    for text in (general, annex):
        assert "86240000000" not in text.replace(",", "") and "Wilson" not in text


def test_tables_hold_it_in_its_unit_and_no_sides(tmp_path):
    results = evaluation.open("tiny", study(tmp_path)).results
    value = next(r for r in rows_of(results, "indicators") if r["indicator"] == "wages_per_worker")
    assert (value["value"], value["unit"], value["numerator"], value["denominator"]) == ("86.240000", "%", "", "")
    assert {r["quantity"]: r["amount"] for r in rows_of(results, "quantities")}["growth"] == "-3.5"
    cell = next(r for r in rows_of(results, "cells") if r["quantity"] == "satisfaction")
    assert (cell["amount"], cell["text"], cell["unit"]) == ("86.24", "86.24", "%")


WEIGHTS = """\
preset: ours
status: proposal
source: {zh: 试算, en: a trial}
least_evidence: 50
grades: [{name: {zh: 合格, en: Passed}, from_score: 0}]
groups:
  all:
    title: {zh: 全部, en: All}
    points: 100
    indicators:
      wages_per_worker: {points: 100, worst: 80, best: 90, why: {zh: 试算, en: a trial}}
"""


def test_it_is_scored_between_goalposts_in_per_cent(tmp_path):
    from evaluation.scores.scored import scores_of

    results = evaluation.open("tiny", study(tmp_path, weights=WEIGHTS)).results
    line = next(x for x in scores_of(results).scores["R1"].lines if x.indicator == "wages_per_worker")
    assert line.awarded == Fraction("62.4")


WRONG = {
    "kind: stated}\n  accidents": ("kind: flow}\n  accidents", "only what is stated is in percent, and 'satisfaction' is a flow"),
    "stated: satisfaction": ("value: satisfaction, span: period", "use 'stated: satisfaction'"),
    "counts: permille": ("counts: rate", r"is \{counts: percent, kind: stated\}"),
    "least: -100": ("least: -100 %", "is no amount"),
}


@pytest.mark.parametrize("old", WRONG)
def test_entries_that_cannot_be(tmp_path, old):
    new, told = WRONG[old]
    assert old in ENTRIES
    with pytest.raises(Refused, match=told):
        _ = evaluation.open("tiny", study(tmp_path, entries=ENTRIES.replace(old, new))).results


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('satisfaction, unit: "%"', "satisfaction, unit: ‰", "satisfaction counts percent, the unit ‰ does not"),
        ('satisfaction, unit: "%"', "satisfaction, unit: 人", "satisfaction counts percent, the unit 人 does not"),
        ('satisfaction, unit: "%"', 'satisfaction, unit: "%", kind: cumulative', "runs from no year's start"),
        ("{quantity: satisfaction,", "{states: wages_per_worker,", "is itself stated, and nothing computes it"),
    ],
)
def test_columns_that_do_not_fit(tmp_path, old, new, told):
    with pytest.raises(Refused, match=told):
        _ = evaluation.open("tiny", study(tmp_path, ROWS.replace("86.24", "86"), columns=COLUMNS.replace(old, new))).results


@pytest.mark.parametrize(
    ("name", "rows", "told"),
    [
        ("satisfied", ROWS.replace("86.24", "86.24‰"), "unit_mixed"),
        ("satisfied (‰)", ROWS.replace("satisfied", "satisfied (‰)"), "unit_differs"),
        ("satisfied (%)", ROWS.replace("satisfied", "satisfied (%)"), None),
    ],
)
def test_the_unit_beside_a_figure_or_a_name_is_its_own(tmp_path, name, rows, told):
    columns = COLUMNS.replace("satisfied:", f'"{name}":')
    found = evaluation.open("tiny", study(tmp_path, rows, columns=columns)).findings
    assert [f.code for f in found if f.severity == "blocking"] == ([told] if told else [])


def test_more_digits_than_are_kept_are_refused_and_not_rounded(tmp_path):
    found = evaluation.open("tiny", study(tmp_path, ROWS.replace("86.24", "86.2400000001"))).findings
    assert [(f.code, f.row) for f in found if f.severity == "blocking"] == [("fraction", 2)]


MEDIAN = own_study.ENTRIES.replace(
    "  on_roll:", "  median: {title: {zh: 工资中位数, en: Median wage}, counts: money, kind: stated}\n  on_roll:"
).replace(
    "indicators:",
    "indicators:\n  median_wage:\n    {title: {zh: 工资中位数, en: Median wage}, stated: median, direction: higher,\n"
    "     why: {zh: 水平, en: level}}",
)


def stated_by(tmp_path, periods, line, period="2007", wage=7440):
    """A median that is stated for ``periods``, and what 2007 demands of it."""
    rows = [f"{r},{p},400,{wage},150,80000,20000,5000,105000\n" for r in ("R1", "R2") for p in periods]
    own_study.write_study(tmp_path, MEDIAN, "region,period,workers,median,women,wages,material,admin,printed\n" + "".join(rows))
    own_study.name_no_pack(tmp_path)
    path = tmp_path / "params/tiny/study.yml"
    text = (
        path.read_text("utf-8")
        .replace('fixed_period: "2007"', "period: period")
        .replace("indicators: [", "indicators: [median_wage, ")
    )
    path.write_text(text.replace("      women:", "      median: {quantity: median, unit: 元}\n      women:"), encoding="utf-8")
    target = f"item,region,period,demand,value,unit,status,source\nmedian_wage,R1,2007,at_least,{line},元,issued,Act\n"
    (tmp_path / "params/tiny/targets.csv").write_text(target, encoding="utf-8")
    opened = evaluation.open("tiny", tmp_path, period=period)
    return lambda language: opened.report("R1", language=language).view


@pytest.mark.parametrize(
    ("period", "word", "told"),
    [
        ("2007Q2", "year", "not judged: judged for the whole year"),
        ("2007", "in_parts", "not judged: stated for parts of the year alone"),
    ],
)
def test_a_line_of_the_year_judges_nothing_that_is_stated_by_quarter(tmp_path, period, word, told):
    view = stated_by(tmp_path, [f"2007Q{n}" for n in (1, 2, 3, 4)], 7800, period)("en")
    found = standing(view, "median_wage")
    assert (found.settled, view.say(f"state.{found.word}")) == ("not_judged", told)
    assert tally(view).open == {word: 1}


@pytest.mark.parametrize("period", ["2007Q2", "2007"])
def test_of_a_region_without_any_value_nothing_is_said_to_be_stated_for_parts(tmp_path, period):
    stated_by(tmp_path, [f"2007Q{n}" for n in (1, 2, 3, 4)], 7800, period)
    path = tmp_path / "data/tiny/works.csv"
    rows = (line.split(",") for line in path.read_text("utf-8").splitlines())
    path.write_text("".join(",".join([*r[:3], "" if r[0] == "R1" else r[3], *r[4:]]) + "\n" for r in rows), encoding="utf-8")
    view = evaluation.open("tiny", tmp_path, period=period).report("R1", language="en").view
    assert view.say(f"state.{standing(view, 'median_wage').word}") == "no data"


def test_a_figure_of_the_year_beside_those_of_its_quarters_is_judged(tmp_path):
    view = stated_by(tmp_path, [f"2007Q{n}" for n in (1, 2)] + ["2007"], 7800)("en")
    assert standing(view, "median_wage").state == "missed"


@pytest.mark.parametrize(
    ("line", "language", "shown"),
    [
        (7800, "en", ("missed", "7,440.00 yuan", "≥ 7,800 yuan", "360.00 yuan")),
        (7800, "zh", ("missed", "0.74万元", "≥0.78万元", "360.00元")),
        (7441, "zh", ("missed", "7440.00元", "≥7441元", "1.00元")),
    ],
)
def test_an_amount_beside_its_line_reads_true(tmp_path, line, language, shown):
    view = stated_by(tmp_path, ["2007"], line)(language)
    found = standing(view, "median_wage")
    assert (found.state, judged.text(view, found), judged.demand(view, found), judged.gap(view, found)) == shown


def test_an_amount_that_would_round_to_its_line_is_printed_in_full(tmp_path):
    view = stated_by(tmp_path, ["2007"], 100_000, wage=99_999)("zh")
    assert judged.text(view, standing(view, "median_wage")) == "99,999.00元"


def test_a_table_of_stated_rates_that_a_region_lacks_is_named_and_no_sum_is_said_to_lack_it(tmp_path):
    root = study(tmp_path, ROWS.partition("R2")[0])
    view = evaluation.open("tiny", root).overview(language="en").view
    assert [*map(str, not_delivered(view))] == [
        "Tables not delivered: Works (City two). What depends on them cannot be judged there."
    ]
    own_study.write_study(tmp_path / "sums", rows=own_study.ROWS.partition("R2")[0])
    view = evaluation.open("tiny", tmp_path / "sums").overview(language="en").view
    assert "Works (City two). What depends on them cannot be judged there, and sums of Province that need them are of the " in str(
        not_delivered(view)
    )
