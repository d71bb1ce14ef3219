"""The tables behind a report: complete, exact, harmless in a spreadsheet."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import evaluation
from evaluation.tables import tables

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def results():
    return evaluation.open("hubei-2007", ROOT).results


@pytest.fixture(scope="module")
def made(results):
    return {region: tables(results, region) for region in ("420100", "429021", "420000")}


def records(made, region, name):
    header, rows = made[region][name]
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", ["quantities", "cells", "indicators", "targets", "scores"])
def test_a_region_s_tables_hold_that_region_only(made, name):
    rows = records(made, "420100", name)
    assert rows
    assert {r["region"] for r in rows} == {"420100"}


def test_the_whole_has_every_region(made, results):
    for name in ("quantities", "cells", "targets", "scores"):
        assert {r["region"] for r in records(made, "420000", name)} >= set(results.regions), name


def test_findings_of_a_region_are_its_own_and_the_general_ones(made):
    mine = records(made, "429021", "findings")
    assert {r["code"] for r in mine} >= {"missing_table"}
    assert {r["region"] for r in mine} <= {"429021", ""}
    assert not [r for r in records(made, "420100", "findings") if r["code"] == "missing_table"]


def test_amounts_are_whole_numbers_or_say_why_not(made):
    for row in records(made, "429021", "quantities"):
        assert isinstance(row["amount"], int) == (row["mark"] == ""), row
        assert row["mark"] in ("", "missing", "not_applicable", "below_precision", "suppressed")


def test_indicators_carry_both_sides_and_the_exact_quotient(made):
    rows = [r for r in records(made, "420100", "indicators") if r["denominator"] != "" and r["value"] != ""]
    assert len(rows) > 20
    for row in rows:
        exact = Fraction(row["numerator"]) * row["per"] / row["denominator"]
        scale = 100 if row["unit"] == "yuan/person" else 1
        assert abs(exact / scale - Fraction(row["value"])) < Fraction(1, 10**6), row


def test_delivered_cells_say_where_they_stood_and_what_they_said(made):
    row = next(r for r in records(made, "420100", "cells") if (r["quantity"], r["period"]) == ("reemp_laidoff", "2007Q2"))
    assert row["file"].endswith("employment.csv")
    assert row["column"] == "累计下岗失业人员再就业人数（人）"
    lines = (ROOT / "data/hubei-2007/employment.csv").read_bytes().decode("gb18030").splitlines()
    assert lines[row["row"] - 1].startswith("2007Q2,420100")
    assert row["text"] in lines[row["row"] - 1].split(",")


def test_scores_add_up_to_the_total(made):
    rows = records(made, "420100", "scores")
    total = next(r for r in rows if r["indicator"] == "total")
    lines = [r for r in rows if r["indicator"] != "total" and r["awarded"] != ""]
    awarded, points = (sum(Fraction(r[k]) for r in lines) for k in ("awarded", "points"))
    assert abs(awarded * 100 / points - Fraction(total["value"])) < Fraction(1, 1000)


def test_no_cell_is_a_float_or_runs(made):
    for name, (_, rows) in made["420000"].items():
        for row in rows:
            for cell in row:
                assert isinstance(cell, (str, int)), (name, cell)
                if isinstance(cell, str) and cell[:1] in ("=", "+", "@"):
                    pytest.fail(f"{name}: {cell!r}")


@pytest.mark.parametrize(
    ("name", "cell", "mark"),
    [
        ("quantities", "amount", "mark"),
        ("cells", "amount", "mark"),
        ("indicators", "value", "mark"),
        ("targets", "completion_pct", "mark"),
        ("targets", "change_pct", "change_mark"),
        ("scores", "value", "mark"),
    ],
)
def test_where_a_table_has_no_figure_a_mark_says_why_and_nowhere_else(made, name, cell, mark):
    for region in made:
        rows = [r for r in records(made, region, name) if r.get("indicator") != "total"]
        assert [r for r in rows if (r[cell] == "") == (r[mark] == "")] == []


def test_every_figure_says_what_it_covers():
    of_quarter = tables(evaluation.open("hubei-2007", ROOT, "2007Q2").results, "421000")
    rows = {
        name: {(r[key], r["period"], r.get("reading", "only")): r["covers"] for r in records({"": of_quarter}, "", name)}
        for name, key in (("indicators", "indicator"), ("quantities", "quantity"))
    }
    seen, figures = rows["indicators"], rows["quantities"]
    within = {
        "budget_execution_rate": "to_date",
        "year_end_balance_ratio": "year_only",
        "ui_reserve_months": "rolling_year",
        "grad_service_3m_rate": "period",
        "rsc_closed": "at_end",
    }
    assert {code: seen[code, "2007Q2", "only"] for code in within} == within
    assert seen["budget_execution_rate", "2006", "only"] == "year"
    assert figures["ui_premium", "2007Q2", "only"] == "period"
    assert figures["ui_premium", "2006", "only"] == "year"
    assert figures["ui_balance", "2006", "only"] == "at_end"
