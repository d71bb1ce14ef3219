"""Periods as study files, deliveries and parameters spell them, and the periods around them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from evaluation.errors import Refused
from evaluation.study.base import Model, Period
from evaluation.study.periods import Calendar, Grain, how_to_write, meanings, meant, parse, those_known
from evaluation.study.periods import Period as Value

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def spelled(periods):
    return [p.spelled for p in periods]


def test_a_year_and_a_quarter():
    year, quarter = parse("2007"), parse("2007Q3")
    assert (year.grain, year.index, quarter.grain, quarter.index) == (Grain.YEAR, 1, Grain.QUARTER, 3)
    assert (year.is_year, year.is_part_of_year) == (True, False)
    assert (quarter.is_year, quarter.is_part_of_year) == (False, True)
    assert quarter.year is year.year is year


@pytest.mark.parametrize(
    "wrong", ["", "07", "2007Q0", "2007Q5", "2007Q1\n", "２００７", "20071", "3007", "2007H3", "2007M13", "2007M0", "2007-00"]
)
def test_anything_else_is_refused(wrong):
    how = r"is not one; write a year \(2007\), a half \(2007H2\), a quarter \(2007Q3\) or a month \(2007M03\)$"
    with pytest.raises(Refused, match=how):
        parse(wrong)


@pytest.mark.parametrize(("wrong", "told"), [("2007q1", "2007Q1"), ("2007-03", "2007M03"), ("2007年11月份", "2007M11")])
def test_another_spelling_is_asked_about_and_not_taken(wrong, told):
    with pytest.raises(Refused, match=rf"is not one; did you mean {told}\? Otherwise write a year"):
        parse(wrong)


@pytest.mark.parametrize(
    ("calendar", "year"),
    [
        (Calendar(), "which needs 'years: {starts: 4, label: both}' in study.yml"),
        (Calendar(4), "2010"),
        (Calendar(4, "ends"), "2011"),
    ],
)
def test_a_text_that_is_a_month_to_some_and_a_year_to_others_is_told_with_both(calendar, year):
    assert meant("2010-11", calendar) is None
    told = re.escape(f"'2010-11' may be a month, 2010M11, or the year that begins in 2010, {year}: write which")
    with pytest.raises(Refused, match=told):
        parse("2010-11", calendar)


def test_every_period_is_told_from_the_spellings_of_offices():
    """Whatever starts the year: what is told is a period of the calendar, and spelled as one."""
    for starts in range(1, 13):
        for label in ("begins", "ends", "both"):
            calendar = Calendar(starts, label)
            for number, name in enumerate(MONTHS, 1):
                texts = (
                    f"2012年{number}月",
                    f"2012 年 {number} 月份",
                    f"2012/{number}",
                    f"{number}/2012",
                    f"{name} 2012",
                    f"2012 {name[:3]}",
                )
                for text in (*texts, f"2012{number:02}", f"2012-{number:02}", f"2012m{number}"):
                    assert str(meant(text, calendar)) == f"2012M{number:02}", text
            year = Value.year_named(2012, calendar)
            for text, half in (("2012年上半年", 1), ("2012下半年", 2), ("H1 2012", 1), ("2H2012", 2), ("2012h2", 2)):
                assert meant(text, calendar) is year.parts(Grain.HALF)[half - 1]
            for text, quarter in (("2012年第三季度", 3), ("Q2 2012", 2), ("4Q2012", 4), ("2012-q1", 1)):
                assert meant(text, calendar) is year.parts(Grain.QUARTER)[quarter - 1]
            assert meant("FY2012", calendar) is meant("2012年度", calendar) is year


@pytest.mark.parametrize("wrong", ["2010-1x", "2010-13", "2010", "2010-11M03", "2010-11Q5", "2010M13"])
def test_a_year_of_two_numbers_is_spelled_with_both(wrong):
    with pytest.raises(Refused, match=r"rite a year \(2007-08\), a half \(2007-08H2\), a quarter \(2007-08Q3\) or a month"):
        parse(wrong, Calendar(4, "both"))


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


@pytest.mark.parametrize("starts", [4, 7])
@pytest.mark.parametrize("label", ["begins", "ends", "both"])
@pytest.mark.parametrize("text", ["2024年第1季度", "2024年上半年", "2024年度", "2024-q3", "2024 Q1"])
def test_where_years_begin_elsewhere_all_that_is_called_so_is_told_and_of_the_same_length(starts, label, text):
    calendar = Calendar(starts, label)
    found = meanings(text, calendar)
    assert len(found) > 1
    assert len({p.grain for p in found}) == 1
    with pytest.raises(Refused) as refused:
        parse(text, calendar)
    assert all(f"{p} (to {p.last_day})" in str(refused.value) for p in found)


def test_a_quarter_on_the_wall_is_told_beside_that_of_the_year():
    told = [str(p) for p in meanings("2024Q1", Calendar(4, "both"))]
    assert told == ["2023-24Q1", "2023-24Q4", "2024-25Q1"]


def test_what_is_known_is_told_as_long_as_what_was_asked():
    known = [parse(text) for text in ("2023", "2023Q4", "2024", "2024Q1")]
    assert those_known(parse("2024Q3"), known) == "known: 2023Q4, 2024Q1"
    assert those_known(parse("2024H1"), known) == "known: 2023, 2023Q4, 2024, 2024Q1"
    assert those_known(parse("2024"), []) == "its tables hold nothing up to then"


def test_how_to_write_one():
    assert how_to_write() == "write a year (2007), a half (2007H2), a quarter (2007Q3) or a month (2007M03)"
    assert how_to_write(grains=[Grain.MONTH]) == "write a month (2007M03)"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2007年度", "2007"),
        ("2007年第三季度", "2007Q3"),
        ("2007 年2季", "2007Q2"),
        ("2007-q4", "2007Q4"),
        ("2007 q1", "2007Q1"),
        ("2007年第五季度", None),
        ("2007-11", "2007M11"),
        ("2007-08", None),
        ("2007年13月", None),
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
    for wrong in ("2007年度", 2007, None):
        with pytest.raises(ValueError, match=r"write a year \(2007\)"):
            Row(period=wrong)
