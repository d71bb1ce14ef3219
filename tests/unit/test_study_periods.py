"""Periods: words that say when, and the periods around them."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.errors import Refused
from evaluation.study import periods


def test_a_year_and_a_quarter():
    assert periods.parse("2007") == (2007, None)
    assert periods.parse("2007Q3") == (2007, 3)
    assert periods.is_year("2007")
    assert not periods.is_year("2007Q3")
    assert periods.year("2007Q3") == periods.year("2007") == "2007"


@pytest.mark.parametrize(
    "wrong", ["", "07", "2007Q0", "2007Q5", "2007q1", "2007Q1\n", "２００７", "2007-03", "20071", "3007"]
)
def test_anything_else_is_refused(wrong):
    with pytest.raises(Refused, match="is not one; write a year"):
        periods.parse(wrong)


def test_quarters_up_to_the_end():
    assert periods.quarters("2007") == ["2007Q1", "2007Q2", "2007Q3", "2007Q4"]
    assert periods.quarters("2007Q2") == ["2007Q1", "2007Q2"]
    assert [periods.elapsed_quarters(p) for p in ("2007Q1", "2007Q3", "2007")] == [1, 3, 4]


def test_the_period_before_and_a_year_before():
    assert [periods.previous(p) for p in ("2007", "2007Q2", "2007Q1")] == ["2006", "2007Q1", "2006Q4"]
    assert [periods.last_year(p) for p in ("2007", "2007Q3")] == ["2006", "2006Q3"]


def test_four_quarters_that_end_with_the_period():
    assert periods.trailing_quarters("2007Q2") == ["2006Q3", "2006Q4", "2007Q1", "2007Q2"]
    assert periods.trailing_quarters("2007Q4") == periods.trailing_quarters("2007") == periods.quarters("2007")


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2007Q1", date(2007, 3, 31)),
        ("2007Q2", date(2007, 6, 30)),
        ("2007Q3", date(2007, 9, 30)),
        ("2007Q4", date(2007, 12, 31)),
        ("2007", date(2007, 12, 31)),
    ],
)
def test_the_last_day(period, day):
    assert periods.end(period) == day
