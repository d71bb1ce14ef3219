"""Periods as study files, deliveries and parameters spell them, and the periods around them."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.errors import Refused
from evaluation.study.base import Model, Period
from evaluation.study.periods import Calendar, Grain, how_to_write, meant, parse
from evaluation.study.periods import Period as Value


def spelled(periods):
    return [p.spelled for p in periods]


def test_a_year_and_a_quarter():
    year, quarter = parse("2007"), parse("2007Q3")
    assert (year.grain, year.index, quarter.grain, quarter.index) == (Grain.YEAR, 1, Grain.QUARTER, 3)
    assert (year.is_year, year.is_part_of_year) == (True, False)
    assert (quarter.is_year, quarter.is_part_of_year) == (False, True)
    assert quarter.year is year.year is year


@pytest.mark.parametrize(
    "wrong", ["", "07", "2007Q0", "2007Q5", "2007q1", "2007Q1\n", "２００７", "2007-03", "20071", "3007", "2007H1", "2007M11"]
)
def test_anything_else_is_refused(wrong):
    with pytest.raises(Refused, match=r"is not one; write a year \(2007\) or a quarter \(2007Q3\)$"):
        parse(wrong)


@pytest.mark.parametrize("wrong", ["2010-12", "2010-1", "2010", "2010-11M03", "2010-11Q5", "2010M13", "2010M3"])
def test_a_year_of_two_numbers_is_spelled_with_both(wrong):
    with pytest.raises(Refused, match=r"write a year \(2007-08\), a half \(2007-08H2\), a quarter \(2007-08Q3\) or a month"):
        parse(wrong, Calendar(4, "both"), (Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH))


@pytest.mark.parametrize(
    ("calendar", "text", "first", "last"),
    [
        (Calendar(), "2007H2", date(2007, 7, 1), date(2007, 12, 31)),
        (Calendar(), "2007M02", date(2007, 2, 1), date(2007, 2, 28)),
        (Calendar(4, "both"), "2023-24", date(2023, 4, 1), date(2024, 3, 31)),
        (Calendar(4, "both"), "1999-00Q4", date(2000, 1, 1), date(2000, 3, 31)),
        (Calendar(4, "both"), "2023M05", date(2023, 5, 1), date(2023, 5, 31)),
        (Calendar(7, "begins"), "2023", date(2023, 7, 1), date(2024, 6, 30)),
        (Calendar(10, "ends"), "2024", date(2023, 10, 1), date(2024, 9, 30)),
        (Calendar(10, "ends"), "2024Q2", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_years_of_other_calendars(calendar, text, first, last):
    period = parse(text, calendar, tuple(Grain))
    assert (period.spelled, period.first_day, period.last_day) == (text, first, last)


def test_how_to_write_one():
    assert how_to_write() == "write a year (2007) or a quarter (2007Q3)"
    assert how_to_write(grains=[Grain.MONTH]) == "write a month (2007M03)"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2007年", "2007"),
        ("2007年第三季度", "2007Q3"),
        ("2007 年2季", "2007Q2"),
        ("2007-q4", "2007Q4"),
        ("2007 Q1", "2007Q1"),
        ("2007年第五季度", None),
        ("2007-11", None),
        ("本期", None),
        ("", None),
    ],
)
def test_another_spelling_is_told_and_never_taken(cell, told):
    found = meant(cell)
    assert (found and found.spelled) == told
    if cell != told:
        with pytest.raises(Refused):
            parse(cell)


def test_quarters_up_to_the_end():
    assert spelled(parse("2007").to_date(Grain.QUARTER)) == ["2007Q1", "2007Q2", "2007Q3", "2007Q4"]
    assert spelled(parse("2007Q2").to_date()) == ["2007Q1", "2007Q2"]
    assert spelled(parse("2007").to_date()) == ["2007"]
    assert [parse(p).left for p in ("2007Q1", "2007Q3", "2007Q4", "2007")] == [3, 1, 0, 0]


def test_the_period_before_and_a_year_before():
    some = [parse(p) for p in ("2007", "2007Q2", "2007Q1")]
    assert spelled(p.previous for p in some) == ["2006", "2007Q1", "2006Q4"]
    assert spelled(p.last_year for p in some) == ["2006", "2006Q2", "2006Q1"]


def test_four_quarters_that_end_with_the_period():
    assert spelled(parse("2007Q2").trailing_year) == ["2006Q3", "2006Q4", "2007Q1", "2007Q2"]
    assert parse("2007Q4").trailing_year == parse("2007").parts(Grain.QUARTER)
    assert parse("2007").trailing_year == (parse("2007"),)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2007Q1", date(2007, 1, 1), date(2007, 3, 31)),
        ("2007Q2", date(2007, 4, 1), date(2007, 6, 30)),
        ("2007Q3", date(2007, 7, 1), date(2007, 9, 30)),
        ("2007Q4", date(2007, 10, 1), date(2007, 12, 31)),
        ("2007", date(2007, 1, 1), date(2007, 12, 31)),
    ],
)
def test_the_first_and_the_last_day(period, first, last):
    assert (parse(period).first_day, parse(period).last_day) == (first, last)


def test_the_term_of_a_year_is_a_day_in_it():
    assert parse("2007").date_in(2, 29) == date(2007, 2, 28)
    assert parse("2008").date_in(2, 29) == date(2008, 2, 29)
    assert parse("2023", Calendar(4)).date_in(1, 31) == date(2024, 1, 31)
    with pytest.raises(ValueError, match="month 12 is not in 2007Q1"):
        parse("2007Q1").date_in(12, 31)


class Row(Model):
    period: Period


def test_a_field_of_a_study_file_is_read_from_its_text_and_written_as_it():
    row = Row.model_validate({"period": "2007Q3"})
    assert isinstance(row.period, Value) and row.period is parse("2007Q3")
    assert Row(period=parse("2007Q3")) == row
    assert row.model_dump_json() == '{"period":"2007Q3"}'
    for wrong in ("2007年", 2007, None):
        with pytest.raises(ValueError, match=r"write a year \(2007\)"):
            Row(period=wrong)
