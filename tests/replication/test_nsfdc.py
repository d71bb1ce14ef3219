"""培训就业率 from a real table of another country: persons trained and placed by state of India, three fiscal years.

Source: National Scheduled Castes Finance and Development Corporation, released to Parliament; ``data/india-nsfdc`` holds
the printed rows and the printed totals. The study has no code of its own: files of ``params`` and ``data`` only.

Tolerance: none for persons; the rates are those of the printed totals, half up to one decimal.
"""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import evaluation
from evaluation.measured.rounding import half_up

ROOT = Path(__file__).parents[2]
NONE_TRAINED = {
    ("2021-22", "CH"),
    ("2021-22", "GA"),
    ("2021-22", "LA"),
    ("2022-23", "LA"),
    ("2022-23", "PY"),
    ("2023-24", "CH"),
    ("2023-24", "GA"),
    ("2023-24", "MN"),
}


@pytest.fixture(scope="module")
def results():
    return evaluation.open("india-nsfdc", ROOT).results


def printed() -> list[dict[str, str]]:
    with (ROOT / "data/india-nsfdc/trained_placed.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    ("year", "trained", "placed", "rate"),
    [("2021-22", 16_395, 12_083, "73.7"), ("2022-23", 10_374, 7_439, "71.7"), ("2023-24", 30_660, 9_110, "29.7")],
)
def test_the_printed_totals(results, year, trained, placed, rate):
    value = results.value("IN", "train_emp_rate", period=year)
    assert (value.numerator, value.denominator, value.regions) == (placed, trained, 28)
    assert half_up(value.exact, 1) == rate


def test_every_state_and_year_a_second_way(results):
    rows = [row for row in printed() if row["code"] != "IN"]
    assert len(rows) == 84
    for row in rows:
        value = results.value(row["code"], "train_emp_rate", period=row["fiscal_year"])
        if int(row["trained"]):
            assert value.exact == Fraction(int(row["placed"]) * 100, int(row["trained"])), row
        else:
            assert (value.mark, value.exact) == ("not_applicable", None), row
    assert {(r["fiscal_year"], r["code"]) for r in rows if r["trained"] == "0"} == NONE_TRAINED


def test_the_years_of_the_study_are_those_of_the_printed_table(results):
    assert {r["fiscal_year"] for r in printed()} == {y.spelled for y in results.figures.years}
    assert (results.period.first_day, results.period.last_day) == (date(2023, 4, 1), date(2024, 3, 31))


def test_the_delivery_has_no_finding():
    assert evaluation.open("india-nsfdc", ROOT).findings == ()


def test_a_state_that_trained_nobody_is_not_applicable_on_its_page():
    opened = evaluation.open("india-nsfdc", ROOT)
    made = opened.report("GA").outcomes().data
    table = next(c for c in made["children"] if c.get("id") == "outcomes-table")
    assert "—" in str(table["rows"][0]) and "0 / 0" in str(table["rows"][0])
    assert "Employment rate after training" in str(table["rows"][0])
