"""Rural employment guarantee in five states of India, from the file as published: states are the sums of their districts."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from tests.conftest import ROOT

import evaluation

BUDGET, DAYS, SPENT = "Approved Labour Budget", "Persondays of Central Liability so far", "Total Exp(Rs. in Lakhs.)"
RESULTS = {
    "GA": ("27.861", "54.566", "482.72"),
    "KL": ("65.192", "93.459", "368.36"),
    "BR": ("69.816", "66.751", "361.38"),
    "AN": ("26.703", "96.316", "630.73"),
    "WB": ("not_applicable", "6.272", "4061.39"),
    "IN5": ("68.565", "72.697", "367.06"),
}
CODES = ("budget_used", "wage_share", "cost_per_person_day")


@pytest.fixture(scope="module")
def results():
    return evaluation.open("india-mgnrega", root=ROOT).results


@pytest.mark.parametrize("region", RESULTS)
def test_results_are_those_worked_out_by_hand(results, region):
    for code, digits, said in zip(CODES, (3, 3, 2), RESULTS[region], strict=True):
        value = results.value(region, code)
        assert (value.mark or f"{float(value.exact):.{digits}f}") == said


def test_states_are_exactly_their_districts(results):
    with (ROOT / "data/india-mgnrega/districts.csv").open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file, delimiter=";")]
    names = {r.code: r.name_en.upper() for r in results.study.reporting}
    assert len(rows) == 80
    for code, name in names.items():
        mine = [r for r in rows if r["state_name"] == name]
        for column, quantity, scale in ((BUDGET, "labour_budget", 1), (DAYS, "person_days", 1), (SPENT, "spent_printed", 10**7)):
            assert results.figures.at(code, "2023-24", quantity).amount == sum(Fraction(r[column]) * scale for r in mine)
    assert {r.mark for r in results.delivery.cell_rows} == {""}


def test_nothing_is_judged_and_every_row_adds_up_within_a_rupee(results):
    assert not results.study.targets
    assert sorted({f.code for f in results.findings}) == ["added_up", "columns_ignored"]
