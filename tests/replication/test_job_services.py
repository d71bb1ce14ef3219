"""职业介绍成功率 from the real table of job services by region, 2008.

Source: National Bureau of Statistics, China Statistical Yearbook 2009, table 4-28 (registered job-seekers and persons
placed, 10,000 person-times; ``job_services_2008.csv`` re-enters the national row and the fifteen provinces that could
be read). The table counts person-times, so the reading is ``referrals``; persons are not known.

Tolerance: half of the last digit quoted (0.05 points). Each figure is itself rounded to 0.05 of 10,000, which moves no
quoted digit (checked below).
"""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from shipped import CATALOGUE

from evaluation.measured.flows import roll_up
from evaluation.measured.measured_values import MeasuredValues
from evaluation.measured.rounding import half_up
from evaluation.study.periods import parse

YEAR = parse("2008")
COLUMNS = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]


def table() -> dict[str, tuple[int, int]]:
    """(registered, placed) in person-times by region."""
    with (Path(__file__).parent / "job_services_2008.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {r["地区"]: tuple(int(Decimal(r[c]) * 10_000) for c in ("登记求职（万人次）", "介绍成功（万人次）")) for r in rows}


def values():
    rows = []
    for region, (registered, placed) in table().items():
        rows.append((region, "2008", "referrals", registered, "", "current", 500))
        rows.append((region, "2008", "referrals_placed", placed, "", "current", 500))
    provinces = [r for r in table() if r != "全国"]
    figures = roll_up(pd.DataFrame(rows, columns=COLUMNS).astype({"amount": "Int64"}), provinces, "十五省市")
    regions = [*provinces, "全国"]
    return MeasuredValues([CATALOGUE["jobmatch_success_rate"]], figures, regions, "合计", [YEAR])


@pytest.mark.parametrize(("region", "printed"), [("全国", "50.0"), ("上海", "8.4")])
def test_published_success_rates(region, printed):
    found = values()[region, YEAR, "jobmatch_success_rate", "referrals"]
    assert half_up(found.exact, 1) == printed
    registered, placed = table()[region]
    least, most = Fraction(placed - 500, registered + 500), Fraction(placed + 500, registered - 500)
    assert half_up(least * 100, 1) == half_up(most * 100, 1) == printed


def test_the_table_has_no_persons_so_that_reading_is_missing():
    found = values()["全国", YEAR, "jobmatch_success_rate", "persons"]
    assert (found.mark, found.exact) == ("missing", None)


def test_the_fifteen_provinces_are_a_part_of_the_nation():
    rows = table()
    nation = rows.pop("全国")
    assert len(rows) == 15
    assert all(sum(row[i] for row in rows.values()) < nation[i] for i in (0, 1))
    assert all(placed < registered for registered, placed in rows.values())
