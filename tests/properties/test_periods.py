"""Laws of periods, for every first month of a year, every label and every grain."""

from __future__ import annotations

import copy
import itertools
import pickle
from datetime import date, timedelta
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.data.findings import Problem
from evaluation.data.grid import Row
from evaluation.data.when import explain, find_periods
from evaluation.errors import Refused
from evaluation.study.base import Language
from evaluation.study.months import Called, Label
from evaluation.study.period_words import read_words
from evaluation.study.periods import JANUARY, KINDS, Calendar, Grain, Period, parse, period_asked
from evaluation.study.tables import Table
from evaluation.view.phrases import Phrases

GRAINS = tuple(Grain)
LABELS: tuple[Label, ...] = ("begins", "ends", "both")
CALENDARS = tuple(Calendar(starts, label) for starts in range(1, 13) for label in LABELS)
years = st.integers(1900, 2100)
calendars = st.sampled_from(CALENDARS)
lawful = settings(max_examples=400, deadline=None, derandomize=True)


@st.composite
def periods(draw, grains=GRAINS):
    year = Period.year_named(draw(years), draw(calendars))
    return draw(st.sampled_from(year.parts(draw(st.sampled_from(grains)))))


def months(period: Period) -> list[tuple[int, int]]:
    """Year and month on the wall of every month in it, counted without borders."""
    day, found = period.first_day, []
    while day <= period.last_day:
        found.append((day.year, day.month))
        day = (day + timedelta(days=31)).replace(day=1)
    return found


@lawful
@given(periods(), st.sampled_from(GRAINS))
def test_parts_tile_the_period_and_add_up_to_it(period, grain):
    if grain > period.grain:
        with pytest.raises(ValueError, match="is no part of it"):
            period.parts(grain)
        return
    parts = period.parts(grain)
    assert [m for part in parts for m in months(part)] == months(period)
    assert len(months(period)) == period.months.number == period.grain
    assert (parts[0].opening, parts[-1].closing) == (period.opening, period.closing)
    assert all(a.closing == b.opening for a, b in itertools.pairwise(parts))
    assert period.last(grain) is parts[-1]
    assert all(part.year is period.year for part in parts)


@lawful
@given(periods())
def test_a_period_opens_where_the_one_before_closes(period):
    assert period.previous.closing == period.opening
    assert period.previous.last_day + timedelta(days=1) == period.first_day
    assert period.previous.grain is period.grain


@lawful
@given(periods())
def test_last_year_is_the_same_twelve_months_before(period):
    assert [(y + 1, m) for y, m in months(period.last_year)] == months(period)
    assert period.last_year.index == period.index
    assert period.last_year.year is period.year.previous
    assert period.last_year.of_year(period.year) is period


@lawful
@given(periods(), st.integers(-400, 400))
def test_there_and_back_is_nothing(period, by):
    assert period.shift(by).shift(-by) is period
    assert (period.shift(by) > period) == (by > 0)


@lawful
@given(periods())
def test_a_period_is_read_as_it_is_spelled(period):
    assert parse(period.spelled, period.calendar, GRAINS) is period
    assert str(period) == f"{period}" == period.spelled


@pytest.mark.parametrize("calendar", CALENDARS)
def test_no_spelling_has_two_meanings(calendar):
    every = [p for y in range(1998, 2013) for g in GRAINS for p in Period.year_named(y, calendar).parts(g)]
    assert len({p.spelled for p in every}) == len(every)


@pytest.mark.parametrize("calendar", [c for c in CALENDARS if c.starts > 1])
def test_a_month_is_never_spelled_like_a_year(calendar):
    """2010-11 is November on the wall of some, and the year from 2010 to 2011 of others."""
    with pytest.raises(Refused, match=r"may be a month, 2010M11, or the year that begins in 2010"):
        parse("2010-11", calendar, (Grain.MONTH,))
    november = parse("2010M11", calendar, GRAINS)
    assert months(november) == [(2010, 11)]


@lawful
@given(years, st.integers(1, 12), calendars, calendars)
def test_another_start_changes_no_month(year, month, one, other):
    text = f"{year}M{month:02}"
    a, b = (parse(text, calendar, GRAINS) for calendar in (one, other))
    assert months(a) == months(b) == [(year, month)]
    assert (a.months, a.first_day, a.last_day) == (b.months, b.first_day, b.last_day)


@lawful
@given(periods())
def test_the_share_of_the_year_that_is_gone_is_exact(period):
    gone = [part for part in period.year.parts(Grain.MONTH) if part.closing <= period.closing]
    assert period.elapsed == Fraction(len(gone), 12)
    assert period.elapsed + Fraction(period.left, period.grain.in_year) == 1
    assert Fraction(period.index, period.grain.in_year) == period.elapsed


@lawful
@given(periods(), st.sampled_from(GRAINS))
def test_the_parts_to_date_begin_with_the_year_and_end_with_the_period(period, grain):
    if grain > period.grain:
        return
    parts = period.to_date(grain)
    assert [m for part in parts for m in months(part)] == [
        m for part in period.year.parts(Grain.MONTH) for m in months(part) if part.closing <= period.closing
    ]
    assert period.to_date() == period.to_date(period.grain)
    assert period.opens_year == (period.to_date() == (period,))


@lawful
@given(periods())
def test_a_trailing_year_is_twelve_months_up_to_the_end(period):
    parts = period.trailing_year
    assert [m for part in parts for m in months(part)][-period.grain :] == months(period)
    assert sum(part.months.number for part in parts) == 12
    assert {part.grain for part in parts} == {period.grain}
    assert all(a.closing == b.opening for a, b in itertools.pairwise(parts))


@lawful
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), calendars, st.sampled_from(GRAINS))
def test_a_day_lies_in_one_period_of_each_grain(day, calendar, grain):
    period = Period.holding(day, grain, calendar)
    assert period.first_day <= day <= period.last_day
    assert [p.holds(day) for p in (period.previous, period, period.shift(1))] == [False, True, False]


@lawful
@given(years, calendars, st.integers(1, 12), st.integers(1, 31))
def test_a_month_and_a_day_stand_once_in_a_year(named, calendar, month, day):
    year = Period.year_named(named, calendar)
    found = year.date_in(month, day)
    assert year.holds(found) and found.month == month
    assert found.day == day or (found.day < day and (found + timedelta(days=1)).day == 1)


@lawful
@given(st.lists(periods(), min_size=2, max_size=20))
def test_periods_are_in_the_order_of_time_the_longer_one_first(some):
    ordered = sorted(set(some))
    assert sorted(set(some), reverse=True) == ordered[::-1]
    for a, b in itertools.pairwise(ordered):
        assert (a < b, a <= b, a > b, a >= b, a == b) == (True, True, False, False, False)
        assert (a.opening, -a.months.number) <= (b.opening, -b.months.number)


@lawful
@given(periods())
def test_there_is_one_object_for_a_period_and_it_does_not_change(period):
    again = Period(period.opening, period.grain, period.calendar)
    assert again is period is copy.deepcopy(period) is pickle.loads(pickle.dumps(period))
    with pytest.raises(AttributeError, match="does not change"):
        period.grain = Grain.YEAR


@lawful
@given(periods(grains=(Grain.QUARTER, Grain.HALF, Grain.YEAR)))
def test_the_words_for_a_page_are_those_of_the_spelling(period):
    words = period.words
    assert words["year"] == period.year.spelled
    assert "".join(words.values()) == period.spelled.replace("Q", "").replace("H", "")


def test_a_period_is_compared_and_sorted_with_periods_only():
    with pytest.raises(TypeError):
        _ = parse("2007") < "2008"
    with pytest.raises(TypeError):
        sorted([parse("2007"), "2008"])


def test_a_year_from_january_has_one_name():
    assert {Calendar(1, label) for label in LABELS} == {Calendar()}


@pytest.mark.parametrize(("starts", "label"), [(0, "begins"), (13, "begins"), (4, "named")])
def test_a_calendar_that_is_none_is_refused(starts, label):
    with pytest.raises(ValueError, match="a year"):
        Calendar(starts, label)


@pytest.mark.parametrize("grain", [Grain.QUARTER, Grain.HALF, Grain.YEAR])
def test_what_begins_at_no_border_of_its_grain_is_no_period(grain):
    with pytest.raises(ValueError, match="months after its year"):
        Period(2007 * 12 + 1, grain)


CALLED = [Calendar(c.starts, c.label, called) for c in CALENDARS if c.starts > 1 for called in get_args(Called)]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("calendar", [JANUARY, *CALLED], ids=lambda c: f"{c.starts}-{c.label}-{c.called}")
def test_what_pages_print_is_read_back_at_every_door(calendar, language):
    """In a delivered cell, beside its year in a column of its own, in a study file and as a parameter."""
    phrases = Phrases(language)
    for year in (2010, 2023):  # 2010-11 is also November
        for grain in GRAINS:
            for period in Period.year_named(year, calendar).parts(grain):
                printed = [str(phrases.period(period)), *([str(phrases.part_of_year(period))] if grain < Grain.YEAR else [])]
                for said in {t.replace(*change) for t in printed for change in (("", ""), ("Y ", "Y"), (" Q", "Q"))}:
                    assert parse(said, calendar) is period, said
                    assert read_words((said,), calendar) is period, said
                    assert period_asked(said, period.year) is period, said
                if Grain.MONTH < grain < Grain.YEAR:
                    apart = (str(phrases.period(period.year)), str(phrases.part(period)))
                    assert read_words(apart, calendar) is period, apart


@pytest.mark.parametrize("calendar", CALLED, ids=lambda c: f"{c.starts}-{c.label}-{c.called}")
def test_a_year_of_another_kind_is_none_of_the_study(calendar):
    for called, said in KINDS.items():
        if called != calendar.called:
            year = Period.year_named(2023, calendar)
            for texts in ((f"{said} {year}",), (f"{said} {year}", "Q1"), (f"{said}{year}Q1",)):
                assert read_words(texts, calendar) is None
                assert f"says a {called} year" in explain(" ".join(texts), texts, calendar).fix
            with pytest.raises(Refused, match=f"it says a {called} year"):
                parse(f"{said} {year}", calendar)


@pytest.mark.parametrize(("column", "part"), [("Qtr", "{}"), ("Quarter", "{}"), ("QTR", "0{}"), ("季度", "{}"), ("Quarter", "Q{}")])
@pytest.mark.parametrize(("kind", "calendar"), [("PY", Calendar(7, "begins", "programme")), ("Fiscal year", Calendar(10, "ends"))])
def test_a_column_called_by_the_kind_of_year_says_it_of_its_numbers(column, part, kind, calendar):
    table = Table.model_validate({"title": {"en": "t"}, "file": "t.csv", "region": "r", "period": [kind, column], "columns": {}})
    quarters = Period.year_named(2024, calendar).parts(Grain.QUARTER)
    rows = [Row(number=n, cells={kind: "2024", column: part.format(n)}, columns={}) for n in range(1, 5)]
    assert tuple(find_periods(rows, table, calendar)) == quarters


IN_WORDS = ["6月份", "Q3", "3季度", "2010M11", "一季度", "11", "Nov", "上半年", "x"]


@given(
    rows=st.lists(st.tuples(st.sampled_from(["2010-11", "2010", "PY 2010", "2010年", "x"]), st.sampled_from(IN_WORDS)), max_size=4),
    calendar=calendars,
)
def test_a_year_beside_a_part_of_it_is_a_period_or_told_whatever_stands_in_the_other_rows(rows, calendar):
    table = Table.model_construct(fixed_period=None, dates=None, period=("年", "期"), file="a.csv", sheet=None, columns={})
    made = [Row(number=n, cells={"年": year, "期": part}, columns={}) for n, (year, part) in enumerate(rows, 2)]
    assert all(isinstance(one, Period | Problem) for one in find_periods(made, table, calendar))


@pytest.mark.parametrize("texts", [("M1 FY2023-24",), ("2023-24 M1",), ("FY2023-24", "M1"), ("2023-24", "m1")])
def test_a_month_by_its_number_in_a_year_that_begins_later_has_two_meanings(texts):
    calendar = Calendar(7, "both")
    assert read_words(texts, calendar) is None
    assert "counted from January or from month 7" in explain(" ".join(texts), texts, calendar).fix
    assert read_words(("2023M07",), calendar) == parse("2023M07", calendar)
    assert read_words(("M1 2024",), Calendar()) == parse("2024M01")


@pytest.mark.parametrize("text", ["Jul-23", "Jul 23", "July '23"])
def test_a_year_of_two_digits_is_asked_about(text):
    assert read_words((text,), Calendar()) is None
    assert "Its year has two digits" in (said := explain(text, (text,), Calendar()).fix) and "2023M07" in said


@pytest.mark.parametrize("half", ["1H {}", "H1 {}", "Half 1 {}", "{} 1H", "First half {}"])
@pytest.mark.parametrize(("label", "year"), [("both", "2023-24"), ("ends", "FY 2024"), ("begins", "FY2023")])
def test_a_half_is_read_however_it_is_numbered(half, label, year):
    calendar = Calendar(7, label)
    assert read_words((half.format(year),), calendar).last_day == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "label", "asked"),
    [
        ("FY24", "both", "which year is meant, 2023-24 (to 2024-06-30) or 2024-25 (to 2025-06-30)"),
        ("FY23-24", "both", "for 2023-24, if that is meant"),
        ("1H FY24", "ends", "for 2024H1, if that is meant"),
        ("Q1 FY'24", "begins", "for 2024Q1, if that is meant"),
    ],
)
def test_a_fiscal_year_of_two_digits_is_no_note_and_no_declaration_reads_it(text, label, asked):
    assert read_words((text,), Calendar(7, label)) is None
    told = explain(text, (text,), Calendar(7, label)).fix
    assert told == f"Its year has two digits, which no declaration reads: ask who delivers it {asked}"
