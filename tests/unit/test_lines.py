"""Lines of targets.csv: in the unit of any value, for parts of the year, for each region or everywhere; rows that judge nothing."""

from fractions import Fraction

import own_study
import pytest
from drawn_study import Drawn, opened, view

import evaluation
from evaluation.errors import Refused
from evaluation.study.unit import WrittenUnit
from evaluation.view import judged
from evaluation.view.judgements import standing
from evaluation.view.statements import sentence

COUNT, RATE = "reemp_laidoff", "benefit_paid_rate"
TABLE = """
    region | period | reemp_laidoff | ui_benefit_payable | ui_benefit_paid
    A      | 2024Q1 | 30            | 1000        | 900
    A      | 2024Q2 | 30            | 1000        | 960
    B      | 2024Q1 | 10            | 1000        | 1000
    B      | 2024Q2 | 10            | 1000        | 1000
"""


def drawn(tmp_path, targets, at="2024Q2", region="A"):
    return view(opened(Drawn((COUNT, RATE), TABLE, targets, period="2024Q2", at=at), tmp_path), region)


@pytest.mark.parametrize(
    ("steps", "at", "word", "line"),
    [
        (["2024Q1 | 25 | %", "2024Q2 | 50 | %"], "2024Q1", "early_met", 25),
        (["2024Q1 | 25 | %", "2024Q2 | 70 | %"], "2024Q2", "early_missed", 70),
        (["2024Q1 | 300 | ‰"], "2024Q1", "early_met", 30),
        (["2024Q1 | 25 | %"], "2024Q2", "between", None),
        (["2024Q1 | 25 | 人"], "2024Q2", "between", None),
        (["2024Q3 | 75 | %"], "2024Q2", "between", None),
        (["2024Q2 | 0 | %"], "2024Q2", "not_due", None),
        ([], "2024Q2", "early_met", 50),
    ],
)
def test_a_count_is_held_against_the_progress_line_of_its_date_alone(steps, at, word, line, tmp_path):
    rows = [f"{COUNT} | A | 2024 | at_least | 100 | 人 | issued"]
    rows += [f"{COUNT} | A | {p} | at_least | {v} | {u} | issued" for p, v, u in (s.split(" | ") for s in steps)]
    found = standing(drawn(tmp_path, "\n".join(rows), at), COUNT)
    assert (found.word, found.line) == (word, line)


@pytest.mark.parametrize(
    ("steps", "at", "state", "word", "line"),
    [
        ({"2024Q1": 90}, "2024Q1", "met", "early_met", 90),
        ({"2024Q1": 90, "2024Q2": 97}, "2024Q2", "missed", "early_missed", 97),
        ({"2024Q1": 90}, "2024Q2", "not_judged", "between", 95),
        ({}, "2024Q2", "met", "met", 95),
    ],
)
def test_a_rate_is_held_against_the_line_of_its_date_alone(steps, at, state, word, line, tmp_path):
    rows = [f"{RATE} | A | 2024 | at_least | 95 | % | issued"]
    rows += [f"{RATE} | A | {p} | at_least | {v} | % | issued" for p, v in steps.items()]
    seen = drawn(tmp_path, "\n".join(rows), at)
    assert (standing(seen, RATE).state, standing(seen, RATE).word, standing(seen, RATE).line) == (state, word, line)


@pytest.mark.parametrize(("said", "whole"), [("each", "met"), ("everywhere", "met"), ("A", "not_judged")])
def test_in_format_1_a_rate_of_each_region_is_one_of_the_whole(said, whole, tmp_path):
    seen = drawn(tmp_path, f"{RATE} | {said} | 2024 | at_least | 90 | % | issued", region="P")
    assert standing(seen, RATE).state == whole


def test_an_amount_everywhere_is_one_of_the_whole_and_of_each_it_is_not(tmp_path):
    seen = drawn(tmp_path, f"{COUNT} | everywhere | 2024 | at_most | 0 | 人 | issued", region="P")
    assert (standing(seen, COUNT).state, standing(seen, COUNT, "A").state) == ("missed", "missed")
    assert "80 persons, required at most 0 人, 80 persons above" in sentence(seen, COUNT)
    seen = drawn(tmp_path, f"{COUNT} | each | 2024 | at_most | 0 | 人 | issued", region="P")
    assert (standing(seen, COUNT).state, standing(seen, COUNT, "A").state) == ("not_judged", "missed")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("{c} | X | 2024 | at_least | 5 | 人 | issued", "target_without_report"),
        ("{c} | A | 2019 | at_least | 5 | 人 | issued", "target_of_no_year"),
        ("{c} | A | 2099 | at_least | 5 | 人 | issued", "target_of_no_year"),
        ("{r} | A | 2099 | at_least | 5 | % | issued", "target_of_no_year"),
        ("{r} | A | 2024M01 | at_least | 5 | % | issued", "target_of_no_year"),
        ("{c} | A | 2024Q1 | at_least | 5 | 人 | issued", "target_part_alone"),
        ("{c} | A | 2024 | at_least | 5 | 人 | issued\n{c} | A | 2024Q1 | at_least | 5 | 人 | issued", ""),
    ],
)
def test_a_row_that_judges_nothing_is_a_finding(rows, code, tmp_path):
    regions = (
        "code,name_zh,name_en,short_zh,level,parent,reports\nP,全,P,全,province,,false\nA,甲,A,甲,prefecture,P,true\n"
        "B,乙,B,乙,prefecture,P,true\nX,丙,X,丙,county,A,false\n"
    )
    made = Drawn((COUNT, RATE), TABLE, rows.format(c=COUNT, r=RATE), period="2024Q2", files={"regions.csv": regions})
    found = [f for f in opened(made, tmp_path).results.findings if f.code.startswith("target_")]
    assert [f.code for f in found] == ([code] if code else [])
    assert all(f.file == "targets.csv" and "judges nothing" in f.message and f.fix for f in found)


@pytest.mark.parametrize(("line", "told"), [("100", 0), ("600", 1)])
def test_a_line_above_all_for_items_of_a_sum_is_a_finding(line, told, tmp_path):
    own_study.write_study(tmp_path)
    path = tmp_path / "params/tiny/targets.csv"
    head = "item,region,period,demand,value,unit,status,source\n"
    path.write_text(f"{head}share_wages,R1,2007,at_least,{line},%,issued,s\n", encoding="utf-8")
    found = [f.message for f in evaluation.open("tiny", tmp_path).findings if f.code == "target_above_whole"]
    assert found == ["share_wages 2007: the line of R1 is above 100 %, and it is a share of items in their sum"] * told


def test_shares_that_fall_or_end_elsewhere_are_a_finding(tmp_path):
    rows = [f"{COUNT} | A | 2024 | at_least | 100 | 人 | issued"]
    rows += [f"{COUNT} | A | {p} | at_least | {v} | % | issued" for p, v in (("2024Q1", 50), ("2024Q2", 40), ("2024Q4", 90))]
    found = [f.message for f in drawn(tmp_path, "\n".join(rows)).results.findings if f.code == "schedule_contradicts"]
    assert [m.partition(" of A: ")[2] for m in found] == [
        "50 % are due by the end of 2024Q1, and 40 % by that of 2024Q2",
        "90 % are due by the end of 2024Q4, and 100 % by that of 2024",
    ]


@pytest.mark.parametrize(
    ("text", "counts", "scale", "under"),
    [
        ("元/人", "money/persons", 100, 1),
        ("万元/人", "money/persons", 10**6, 1),
        ("yuan per person", "money/persons", 100, 1),
        ("人/万元", "persons/money", 1, 10**6),
        ("persons per 10,000 yuan", "persons/money", 1, 10**6),
        ("个月", "months", 1, None),
        ("倍", "ratio", 1, None),
    ],
)
def test_units_of_values_can_be_written(text, counts, scale, under):
    unit = WrittenUnit.of(text)
    assert (unit.counts, unit.scale, unit.under and unit.under.scale, unit.is_rate) == (counts, scale, under, False)


@pytest.mark.parametrize("text", ["人/", "/人", "元/公斤", "元 per", "%/人", "个月/人"])
def test_what_is_no_quotient_is_refused(text):
    with pytest.raises(ValueError, match="is no unit"):
        WrittenUnit.of(text)


OWN = (
    own_study.ENTRIES.replace("quantities:\n", "quantities:\n  median: {title: {en: Median pay}, counts: money, kind: stated}\n")
    + """\
  days_paid: {title: {en: Workers}, value: workers, span: to_date, direction: higher, why: {en: so}}
  pay: {title: {en: Median pay}, stated: median, direction: higher, why: {en: so}}
  spent: {title: {en: Wages}, value: wages, span: to_date, direction: higher, why: {en: so}}
"""
)
LINES = [
    ("wages_per_worker", "at_least", "250", "元/人", "R1", "missed", -50, "50 yuan per person below"),
    ("wages_per_worker", "at_least", "0.02", "万元/人", "R1", "met", 0, "exactly met"),
    ("pay", "at_least", "200", "元", "R1", "met", 50 * 100, "yuan above"),
    ("days_paid", "at_least", "401", "人", "R1", "missed", None, "of the year's target"),
    ("days_paid", "at_most", "0", "人", "R1", "missed", 400, "400 persons above"),
    ("spent", "at_least", "8", "万元", "R1", "met", None, "of the year's target"),
]


@pytest.fixture
def root(tmp_path):
    return own_study.write_study(
        tmp_path,
        OWN,
        own_study.ROWS.replace("printed\n", "printed,median\n").replace("000\n", "000,250\n").replace("500\n", "500,300\n"),
    )


def ask(root, line):
    study = root / "params" / "tiny" / "study.yml"
    text = study.read_text(encoding="utf-8")
    if "days_paid" not in text:
        text = text.replace("indicators: [", "indicators: [days_paid, pay, spent, ")
        study.write_text(
            text.replace("      printed:", "      median: {quantity: median, unit: 元}\n      printed:"), encoding="utf-8"
        )
    head = "item,region,period,demand,value,unit,status,source\n"
    (root / "params" / "tiny" / "targets.csv").write_text(head + line + "\n", encoding="utf-8")
    return evaluation.open("tiny", root)


@pytest.mark.parametrize(("item", "demand", "value", "unit", "region", "state", "apart", "told"), LINES)
def test_whether_a_row_is_of_an_amount_follows_from_what_its_indicator_counts(
    item, demand, value, unit, region, state, apart, told, root
):
    seen = view(ask(root, f"{item},{region},2007,{demand},{value},{unit},issued,order"), region)
    found = standing(seen, item)
    assert found.state == state
    assert apart is None or found.difference == Fraction(apart)
    assert found.is_completion is (apart is None)
    assert told in sentence(seen, item) and judged.difference(seen, found)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("wages_per_worker,R1,2007,at_least,5,人,issued,x", "is measured in yuan per person, and 人 is no unit of that"),
        ("pay,R1,2007,at_least,5,人,issued,x", "is measured in yuan, and 人 is no unit of that"),
        ("days_paid,R1,2007,at_least,5,元,issued,x", "days_paid counts persons, the unit 元 does not"),
        ("days_paid,R1,2007Q1,at_least,5,%,issued,x", "% are of the target of 2007; add a row of 2007"),
    ],
)
def test_a_line_in_another_unit_is_refused(row, told, root):
    with pytest.raises(Refused) as error:
        ask(root, row).results  # noqa: B018
    assert told in str(error.value)


@pytest.mark.parametrize(("status", "marked"), [("proposal", True), ("issued", False)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_that_nobody_issued_says_so_wherever_it_is_printed(language, status, marked, tmp_path):
    rows = f"{RATE} | A | 2024 | at_least | 99 | % | {status}"
    made = Drawn((COUNT, RATE), TABLE, rows, period="2024Q2", at="2024Q2", more=f"hard_limits: [{RATE}]\nheadline: [{RATE}]\n")
    seen = view(opened(made, tmp_path), "A", language)
    s = standing(seen, RATE)
    mark = {"zh": "（拟定）", "en": " (proposed)"}[language]
    told = [
        sentence(seen, RATE),
        seen.demand_text(s.target),
        judged.demand(seen, s),
        judged.line(seen, s),
        judged.whole_demand(seen, s),
    ]
    assert [mark in text for text in told] == [marked] * len(told)
