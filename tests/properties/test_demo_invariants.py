"""The invented studies keep the invariants of the domain, and break exactly those they are meant to break."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from shipped import EXPENDITURE, IDENTITIES, INCOME, QUANTITIES

from evaluation.catalogue.model import Dimension
from evaluation.data.delivery import read
from evaluation.measured.measure import evaluate
from evaluation.measured.measuring import results
from evaluation.measured.progress import in_base
from evaluation.measured.results import Results
from evaluation.scores.scored import scores_of
from evaluation.study.load import load
from evaluation.study.periods import parse

ROOT = Path(__file__).parents[2]
STUDIES = ("hubei-2007", "guizhou-2010")
WITHOUT_TRAINING = "429021"
QUARTERS = [parse(f"{y}Q{q}") for y in (2006, 2007) for q in (1, 2, 3, 4)]


@cache
def measured(name: str) -> Results:
    study = load(name, ROOT)
    return results(study, read(study, ROOT))


def amount(found: Results, region: str, period: str, quantity: str) -> int | None:
    return found.figures.at(region, period, quantity).amount


def known(found: Results, *quantities: str):
    """Region, quarter and amounts wherever all quantities are delivered."""
    every = sorted({p for _, p, _ in found.figures if p.is_part_of_year})
    for region in found.regions:
        for period in every:
            amounts = [amount(found, region, period, q) for q in quantities]
            if None not in amounts:
                yield region, period, amounts


def test_hubei_has_exactly_the_findings_it_is_meant_to_have():
    found = measured("hubei-2007")
    assert not found.delivery.blocking
    assert sorted((f.code, f.region, f.file, f.row) for f in found.findings) == [
        ("missing_table", "429021", "insurance.csv", None),
        ("missing_table", "429021", "insurance_work.csv", None),
        ("missing_table", "429021", "skills.csv", None),
        ("missing_table", "429021", "training.csv", None),
        ("missing_table", "429021", "training_ages.csv", None),
        ("missing_table", "429021", "training_quality.csv", None),
        ("refund", "421100", "spending.csv", 113),
        ("stated_rate", "420300", "employment.csv", 106),
    ]
    assert {f.encoding for f in found.delivery.files} == {"utf-8", "utf-8-sig", "gb18030"}


def test_guizhou_has_exactly_the_findings_it_is_meant_to_have():
    found = measured("guizhou-2010")
    assert not found.delivery.blocking
    assert sorted((f.code, f.region, f.file) for f in found.findings if f.code != "hidden_sheet") == [
        ("missing_rows", "522600", "assistance.xlsx"),
        ("missing_rows", "522600", "certification.csv"),
    ]
    assert {f.sheet for f in found.findings if f.code == "hidden_sheet"} == {"填报说明"}


def test_china_differs_from_its_printed_national_row_by_rounding_only():
    found = measured("china-ui-2008")
    assert [(f.code, f.column, f.severity) for f in found.findings] == [
        ("total_rounding", "参保人数（万人）", "reportable"),
        ("total_rounding", "累计结余（亿元）", "reportable"),
    ]
    assert found.figures.at("540000", parse("2008"), "ui_recipients").mark == "below_precision"
    assert scores_of(found).scores == {}


@pytest.mark.parametrize("name", STUDIES)
def test_parts_never_exceed_wholes(name):
    found = measured(name)
    pairs = [(q.code, q.within) for q in QUANTITIES.values() if q.within]
    checked = [(r, p, part) for part, whole in pairs for r, p, (a, b) in known(found, part, whole) if 0 <= a <= b]
    assert len(checked) == sum(1 for part, whole in pairs for _ in known(found, part, whole)) > 200


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("hubei-2007", {"fund_account", "ui_account", "ui_recipients_roll", "assist_roll"}),
        ("guizhou-2010", {"assist_roll", "assist_parts"}),
    ],
)
def test_accounts_and_rolls_close_to_the_last_fen_and_person(name, codes):
    found = measured(name)
    every = sorted({p for _, p, _ in found.figures if p.is_part_of_year})
    seen = set()
    for identity in IDENTITIES:
        for region in found.regions:
            for period in every:
                left, _ = evaluate(identity.left, found.figures, region, period, found.study.top.code)
                right, _ = evaluate(identity.right, found.figures, region, period, found.study.top.code)
                if left.amount is not None and right.amount is not None:
                    assert left.amount == right.amount, (identity.code, region, period)
                    seen.add(identity.code)
    assert seen == codes


@pytest.mark.parametrize(
    ("stock", "inflow", "outflows"),
    [
        ("eligible_unemployed", "eligible_inflow", ("eligible_outflow", "reemp_laidoff")),
        ("rural_surplus", "rural_surplus_inflow", ("rural_surplus_outflow", "rural_transfer")),
        ("assist_employed_stock", "assist_employed", ("assist_reunemployed",)),
    ],
)
def test_other_stocks_follow_from_their_flows_too(stock, inflow, outflows):
    found = measured("hubei-2007")
    for region in found.regions:
        for before, now in pairwise(QUARTERS):
            leaving = sum(amount(found, region, now, o) for o in outflows)
            closing = amount(found, region, before, stock) + amount(found, region, now, inflow) - leaving
            assert closing == amount(found, region, now, stock), (region, now)


def test_certified_targets_of_guizhou_are_those_in_work_and_those_not():
    stocks = ("assist_certified_stock", "assist_unemployed", "assist_employed_stock")
    rows = list(known(measured("guizhou-2010"), *stocks))
    assert len(rows) == 9 * 5 - 1
    assert all(total == idle + working for _, _, (total, idle, working) in rows)


def test_only_the_declared_refund_is_negative():
    found = measured("hubei-2007")
    negative = [(key, f.amount) for key, f in found.figures.items() if f.amount is not None and f.amount < 0]
    assert negative == [(("421100", parse("2007Q3"), "exp_special_policy"), -1_256_800_00)]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("reg_unemployed", "eligible_unemployed"),
        ("new_employed", "urban_employed"),
        ("ui_insured", "urban_employed"),
        ("ui_recipients", "ui_insured"),
        ("persons_matching", "jobseekers_placed"),
        ("persons_assessment", "assessed"),
        ("ui_benefit_paid", "ui_outlay"),
        ("ui_premium", "ui_income"),
        ("ui_premium", "ui_premium_due"),
        ("rural_transfer", "rural_surplus"),
    ],
)
def test_figures_are_plausible_beside_each_other(part, whole):
    rows = list(known(measured("hubei-2007"), part, whole))
    assert len(rows) >= 16 * 8
    assert all(a <= b for _, _, (a, b) in rows), [(r, p) for r, p, (a, b) in rows if a > b]


def test_the_split_adds_up_to_the_documents_targets():
    found = measured("hubei-2007")
    every = [i.code for i in found.indicators if i.dimension is Dimension.TARGETS]
    quantity_items = [i for i in every if sum(t.item == i for t in found.study.targets) > 1]
    assert len(every) == 24 and len(quantity_items) == 12
    for item in quantity_items:
        of_item = [t for t in found.study.targets if t.item == item]
        whole = [t for t in of_item if t.region == "420000"]
        parts = [t for t in of_item if t.region != "420000"]
        assert [t.status for t in whole] == ["issued"] and {t.status for t in parts} == {"proposal"}
        assert sum(map(in_base, parts)) == in_base(whole[0]), item
        assert all("非文件下达" in t.source for t in parts)


def test_training_targets_are_the_same_share_of_every_base():
    found = measured("hubei-2007")
    for position in range(3):
        streams = [found.streams(r)[position] for r in found.regions]
        rate = Fraction(sum(s.demanded for s in streams), sum(s.base for s in streams))
        # largest remainder moves a part by less than one person
        assert all(abs(s.demanded - s.base * rate) < 1 for s in streams)


def test_results_lie_near_their_targets():
    found = measured("hubei-2007")
    for indicator in found.indicators:
        if indicator.dimension is not Dimension.TARGETS or found.progress("420000", indicator.code).target is None:
            continue
        done = {r: found.progress(r, indicator.code).completion for r in found.regions}
        behind = {("trained_reemp", "420900")}
        far = {r for r, c in done.items() if c is not None and not 85 <= c <= 113 and (indicator.code, r) not in behind}
        assert not far, (indicator.code, far)
        assert 99 < found.progress("420000", indicator.code).completion < 106


def test_money_is_whole_and_the_balance_never_overdrawn():
    found = measured("hubei-2007")
    for quantity in (*EXPENDITURE, *INCOME):
        assert all(a % 10_000 == 0 for _, _, (a,) in known(found, quantity.code))
    assert all(a > 0 for _, _, (a,) in known(found, "fund_balance"))
    assert all(a > 0 for _, _, (a,) in known(found, "ui_balance"))


def test_every_trouble_shows_where_it_should():
    found = measured("hubei-2007")
    missed = {c: {r for r in found.regions if found.judge(r, c).state == "missed"} for c in found.study.file.hard_limits}
    assert missed == {
        "benefit_paid_rate": {"420500"},
        "benefit_reemp_rate": {"420200"},
        "share_si_subsidy": {"421000"},
        "share_train_assess_match": {"421200", "422800"},
        "zerofam_3m_rate": {"420600", "421000"},
    }
    assert found.value("429006", "zerofam_3m_rate").mark == "not_applicable"
    assert found.value("429006", "startup_success_rate").mark == "not_applicable"
    assert found.value("429021", "train_emp_rate").mark == "missing"
    assert found.value("420500", "benefit_paid_rate").exact < Fraction(997, 10)
    late = {r for r in found.regions if found.value(r, "fund_arrival_rate").exact < 80}
    assert late == {"429005"}
    verdicts = {r: found.streams(r)[0].pace.verdict for r in found.regions}
    assert [r for r, v in verdicts.items() if v == "unlikely"] == ["420900"]
    assert set(verdicts.values()) == {"feasible", "more_classes", "unlikely", "unknown"}


def test_troubles_of_guizhou_show_too():
    found = measured("guizhou-2010")
    visits = {r: found.value(r, "visit_quarterly_rate").exact for r in found.regions}
    assert [r for r, v in visits.items() if v < 80] == ["522400"] and list(visits.values()).count(100) == 3
    assert [r for r in found.regions if found.value(r, "target_group_emp_rate").mark] == ["522600"]
    assert found.value("520400", "zerofam_3m_rate").mark == "not_applicable"
    assert found.value("520100", "five_ones_rate", period=parse("2010Q2")).mark == "not_applicable"


def test_scores_spread_over_the_grades():
    grades = [s.grade.name.en if s.grade else "" for s in scores_of(measured("hubei-2007")).scores.values()]
    assert {g: grades.count(g) for g in set(grades)} == {"Excellent": 3, "Meets the standard": 11, "Below the standard": 2, "": 1}
    assert scores_of(measured("hubei-2007")).scores["429021"].grade is None  # it delivered nothing for one of the gates
