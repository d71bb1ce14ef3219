"""Targets: completion, schedule, change on last year; lines met and missed, exactly at the boundary."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from shipped import CATALOGUE, QUANTITIES
from study_files import made

from evaluation.measured.flows import roll_up
from evaluation.measured.judging import judge
from evaluation.measured.measured_values import MeasuredValues
from evaluation.measured.progress import demand, in_base, progress
from evaluation.study.model import Target
from evaluation.study.periods import parse

TOP, WUHAN, XIANGFAN = "420000", "420100", "420600"
NEW, BACK, RATE = CATALOGUE["emp_new_urban"], CATALOGUE["reemp_laidoff"], CATALOGUE["unemp_rate_reg"]


@pytest.fixture
def study(tmp_path):
    return made(tmp_path)


def rolled(rows):
    """Figures from rows of (region, period, quantity, amount); None was delivered blank, a text is the mark it had."""
    full = [
        (
            r,
            p,
            q,
            a if isinstance(a, int) else None,
            "missing" if a is None else a if isinstance(a, str) else "",
            "stock" if QUANTITIES[q].kind == "stock" else "current",
            0,
        )
        for r, p, q, a in rows
    ]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    return roll_up(pd.DataFrame(full, columns=columns).astype({"amount": "Int64"}), [WUHAN, XIANGFAN], TOP)


def target(item, region, value, unit="人", demanded="at_least", period="2007"):
    return Target(
        item=item, region=region, period=period, demand=demanded, value=str(value), unit=unit, status="issued", source="x"
    )


def with_targets(study, *targets):
    return study.model_copy(update={"targets": targets})


def jobs(region, quarters, year="2007", attrition=0):
    for i, amount in enumerate(quarters, 1):
        yield region, f"{year}Q{i}", "new_employed", amount
        yield region, f"{year}Q{i}", "natural_attrition", attrition


def test_completion_schedule_and_change_of_a_quarter(study):
    figures = rolled([*jobs(WUHAN, [60_000, 90_000, 80_000, 90_000], attrition=5_000), *jobs(WUHAN, [50_000, 75_000], "2006")])
    seen = progress(study, NEW, figures, WUHAN, parse("2007Q2"))
    assert (seen.actual, seen.demanded, seen.last_year) == (140_000, 400_000, 125_000)
    assert seen.scheduled == 200_000  # half of the year, linear
    assert seen.completion == 35
    assert seen.schedule_completion == 70
    assert seen.change == 12
    assert seen.gap == 260_000
    assert (seen.counts, seen.mark) == ("persons", "")


def test_the_whole_year_is_scheduled_in_full_and_a_passed_target_has_a_negative_gap(study):
    seen = progress(study, NEW, rolled(jobs(WUHAN, [150_000] * 4, attrition=1)), WUHAN, parse("2007"))
    assert seen.actual == 599_996
    assert seen.scheduled == seen.demanded == 400_000
    assert seen.completion == seen.schedule_completion == Fraction(599_996, 4_000)
    assert seen.gap == -199_996


def test_a_third_quarter_is_scheduled_three_quarters(study):
    seen = progress(with_targets(study, target("reemp_laidoff", WUHAN, 10)), BACK, rolled([]), WUHAN, parse("2007Q3"))
    assert seen.scheduled == Fraction(15, 2)
    assert (seen.actual, seen.completion, seen.schedule_completion, seen.gap, seen.mark) == (None, None, None, None, "missing")


def test_a_stock_has_no_schedule_and_is_judged_by_the_years_end(study):
    insured = CATALOGUE["ui_insured"]
    figures = rolled([(WUHAN, "2006Q1", "ui_insured", 950_000), (WUHAN, "2007Q1", "ui_insured", 1_000_000)])
    seen = progress(with_targets(study, target("ui_insured", WUHAN, 125, "万人")), insured, figures, WUHAN, parse("2007Q1"))
    assert (seen.scheduled, seen.completion, seen.schedule_completion, seen.unjudged) == (None, 80, None, "year")
    assert seen.change == Fraction(100, 19)


@pytest.mark.parametrize(
    ("period", "scheduled", "unjudged"),
    [("2007Q1", 0, "not_due"), ("2007Q2", 0, "not_due"), ("2007Q3", 8, ""), ("2007Q4", 8, ""), ("2007", 8, "")],
)
def test_a_target_with_a_day_is_due_in_full_from_it_on(study, period, scheduled, unjudged):
    by_july = target("reemp_laidoff", WUHAN, 8, demanded="equal").model_copy(update={"due": date(2007, 7, 31)})
    seen = progress(with_targets(study, by_july), BACK, rolled([]), WUHAN, parse(period))
    assert (seen.scheduled, seen.unjudged) == (scheduled, unjudged)


@pytest.mark.parametrize(("period", "unjudged"), [("2007Q3", "year"), ("2007Q4", ""), ("2007", "")])
def test_an_exact_number_has_no_even_schedule(study, period, unjudged):
    exact = with_targets(study, target("reemp_laidoff", WUHAN, 8, demanded="equal"))
    assert progress(exact, BACK, rolled([]), WUHAN, parse(period)).unjudged == unjudged


def test_where_the_scheme_has_no_line_for_the_year_none_is_due_by_quarter(study):
    """A schedule drawn for each region does not reach one that the scheme leaves out."""
    drawn = (target("reemp_laidoff", "each", n, period=p) for n, p in ((8, "2007"), (2, "2007Q1")))
    left_out = target("reemp_laidoff", WUHAN, 8).model_copy(update={"value": None})
    asked = with_targets(study, *drawn, left_out)
    seen = [progress(asked, BACK, rolled([]), region, parse("2007Q1")) for region in (WUHAN, XIANGFAN)]
    assert [(p.scheduled, p.issued, p.unjudged) for p in seen] == [(None, False, "not_here"), (2, True, "")]


def test_at_the_years_end_the_years_target_judges_whatever_was_set_for_its_last_quarter(study):
    both = (target("reemp_laidoff", WUHAN, n, period=p) for n, p in ((8, "2007"), (6, "2007Q4"), (5, "2007Q3")))
    asked = with_targets(study, *both)
    ends = [progress(asked, BACK, rolled([]), WUHAN, parse(p)) for p in ("2007Q3", "2007Q4", "2007")]
    assert [(p.scheduled, p.issued) for p in ends] == [(5, True), (8, False), (8, False)]


@pytest.mark.parametrize(("period", "state"), [("2007Q1", "not_judged"), ("2007Q2", "missed"), ("2007", "missed")])
def test_a_rate_with_a_day_is_judged_from_it_on(study, period, state):
    figures = rolled([(WUHAN, period, "rsc_centres", 8), (WUHAN, period, "rsc_centres_closed", 7)])
    closed, when = CATALOGUE["rsc_closed"], parse(period)
    values = MeasuredValues([closed], figures, [WUHAN, XIANGFAN], TOP, [when])
    line = target("rsc_closed", "each", 100, "%", "equal").model_copy(update={"due": date(2007, 6, 30)})
    assert judge(with_targets(study, line), closed, figures, values, WUHAN, when).state == state


def test_a_day_belongs_to_the_target_of_its_year():
    for period in ("2006", "2007Q3"):
        with pytest.raises(ValueError, match=f"due 2007-07-31 is no day of {period}; the target of a year has one"):
            Target(**{**target("reemp_laidoff", WUHAN, 8, period=period).model_dump(), "due": "2007-07-31"})


def test_a_gap_in_a_quarter_is_no_zero(study):
    seen = progress(study, NEW, rolled(jobs(WUHAN, [1, None, 3])), WUHAN, parse("2007Q3"))
    assert (seen.actual, seen.mark, seen.completion) == (None, "missing", None)


def test_a_cumulative_figure_that_falls_is_measured_against_no_target(study):
    with_targets(study, target("reemp_laidoff", WUHAN, 100))
    rows = [
        (WUHAN, parse(f"2007Q{q}"), "reemp_laidoff", amount, "", "cumulative", 0)
        for q, amount in ((1, 50), (2, 94), (3, 20), (4, 96))
    ]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    told = roll_up(pd.DataFrame(rows, columns=columns), [WUHAN], TOP)
    third, year = (progress(study, BACK, told, WUHAN, parse(p)) for p in ("2007Q3", "2007"))
    assert (third.actual, third.completion, third.completion_mark) == (None, None, "contradictory")
    assert year.actual == 96


def test_no_target_no_completion(study):
    figures = rolled([(WUHAN, "2007", "reemp_laidoff", 5)])
    seen = progress(study, BACK, figures, WUHAN, parse("2007"))
    assert (seen.actual, seen.target, seen.demanded, seen.completion, seen.gap) == (5, None, None, None, None)


@pytest.mark.parametrize(
    ("now", "before", "mark"),
    [
        (5, 0, "not_applicable"),
        (5, None, "missing"),
        (5, "suppressed", "suppressed"),
        (5, "not_applicable", "not_applicable"),
        ("suppressed", None, "missing"),
        ("suppressed", 5, "suppressed"),
        ("suppressed", "not_applicable", "suppressed"),
        (None, 0, "missing"),
    ],
)
def test_no_change_on_nothing_and_the_mark_is_that_of_the_figure_that_is_not_there(study, now, before, mark):
    figures = rolled([(WUHAN, "2007", "reemp_laidoff", now), (WUHAN, "2006", "reemp_laidoff", before)])
    seen = progress(study, BACK, figures, WUHAN, parse("2007"))
    assert (seen.change, seen.change_mark) == (None, mark)


def test_a_target_of_zero_has_no_completion(study):
    figures = rolled([(WUHAN, "2007", "reemp_laidoff", 5)])
    seen = progress(with_targets(study, target("reemp_laidoff", WUHAN, 0)), BACK, figures, WUHAN, parse("2007"))
    assert (seen.completion, seen.schedule_completion, seen.gap) == (None, None, -5)
    assert (seen.completion_mark, seen.unjudged) == ("not_applicable", "zero")


@pytest.mark.parametrize("quarter", ["2007Q2", "2007"])
def test_where_the_scheme_has_no_line_none_is_drawn_though_one_holds_for_each(study, quarter):
    figures = rolled([(WUHAN, f"2007Q{q}", "reemp_laidoff", 5) for q in (1, 2, 3, 4)])
    lines = with_targets(study, target("reemp_laidoff", "each", 9), target("reemp_laidoff", WUHAN, "—"))
    seen = progress(lines, BACK, figures, WUHAN, parse(quarter))
    assert (seen.target, seen.demanded, seen.completion_mark, seen.unjudged) == (None, None, "not_applicable", "not_here")
    assert progress(lines, BACK, figures, XIANGFAN, parse(quarter)).demanded == 9


def test_a_rate_is_not_judged_where_the_scheme_has_no_line(study):
    seen = judged(study, 45, 1000, "—", "at_most")
    assert (seen.state, seen.target, seen.unjudged, seen.difference) == ("not_judged", None, "not_here", None)


def test_the_whole_adds_the_regions_that_delivered(study):
    figures = rolled([*jobs(WUHAN, [100] * 4), *jobs(XIANGFAN, [10, 10, None, 10])])
    half, year = (progress(study, NEW, figures, TOP, p) for p in (parse("2007Q2"), parse("2007")))
    assert (half.actual, half.demanded) == (220, 700_000)
    assert year.actual == 400  # not 430: a region with a gap is not counted in part


def test_the_change_of_the_whole_compares_the_same_regions(study):
    figures = rolled(
        [(WUHAN, "2007", "reemp_laidoff", 110), (WUHAN, "2006", "reemp_laidoff", 100), (XIANGFAN, "2006", "reemp_laidoff", 900)]
    )
    seen = progress(study, BACK, figures, TOP, parse("2007"))
    assert (seen.actual, seen.compared, seen.last_year, seen.change) == (110, 110, 100, 10)


def test_the_whole_agrees_with_the_measured_whole(study):
    rows = [
        (WUHAN, "2006", "urban_employed", 500),
        (WUHAN, "2007", "urban_employed", 560),
        (XIANGFAN, "2007", "urban_employed", 300),
        (XIANGFAN, "2007", "new_employed", 3),
        (WUHAN, "2007", "new_employed", 70),
        (WUHAN, "2007", "natural_attrition", 4),
    ]
    figures = rolled(rows)
    values = MeasuredValues([NEW], figures, [WUHAN, XIANGFAN], TOP, [parse("2007")])
    for name in NEW.readings:
        chosen = study.choices["emp_new_urban"].model_copy(update={"reading": name})
        read = study.model_copy(update={"choices": {"emp_new_urban": chosen}})
        seen = progress(read, NEW, figures, TOP, parse("2007"))
        assert seen.actual == values[TOP, parse("2007"), "emp_new_urban", name].exact, name


def test_the_own_target_stands_before_the_line_for_each(study):
    lines = with_targets(
        study, target("x", "each", 1), target("x", WUHAN, 2), target("x", "each", 3, period="2008"), target("y", "each", 40, "%")
    )
    assert demand(lines, "x", WUHAN, parse("2007")).value == 2
    assert demand(lines, "x", XIANGFAN, parse("2007")).value == 1
    assert demand(lines, "x", XIANGFAN, parse("2008")).value == 3
    assert demand(lines, "x", XIANGFAN, parse("2009")) is None
    assert demand(lines, "x", TOP, parse("2007")) is None  # an amount of each region is not one of the whole
    assert demand(lines, "y", TOP, parse("2007")).value == 40


def test_a_target_in_base_units():
    assert in_base(target("x", WUHAN, 70, "万人")) == 700_000
    assert in_base(target("x", WUHAN, "8.8", "亿元")) == 88_000_000_000
    assert in_base(target("x", WUHAN, "0.01", "元")) == 1


def judged(study, unemployed, base, line, demanded, region=WUHAN):
    figures = rolled([(WUHAN, "2007", "reg_unemployed", unemployed), (WUHAN, "2007", "unemp_base_long", base)])
    values = MeasuredValues([RATE], figures, [WUHAN, XIANGFAN], TOP, [parse("2007")])
    lines = [target("unemp_rate_reg", region, line, "%", demanded)] if line else []
    return judge(with_targets(study, *lines), RATE, figures, values, WUHAN, parse("2007"))


@pytest.mark.parametrize(
    ("unemployed", "demanded", "state"),
    [
        (45_000, "at_most", "met"),
        (45_001, "at_most", "missed"),
        (44_999, "at_most", "met"),
        (45_000, "at_least", "met"),
        (44_999, "at_least", "missed"),
        (45_001, "at_least", "met"),
        (45_000, "equal", "met"),
        (44_999, "equal", "missed"),
        (45_001, "equal", "missed"),
    ],
)
def test_a_line_is_compared_exactly_and_not_as_printed(study, unemployed, demanded, state):
    seen = judged(study, unemployed, 1_000_000, "4.5", demanded)
    assert seen.state == state
    assert seen.difference == Fraction(unemployed - 45_000, 10_000)


def test_without_a_line_of_its_own_a_region_is_not_judged(study):
    seen = judged(study, 45, 1000, "4.5", "at_most", region=TOP)  # 4.5 % is a ceiling of the province
    assert (seen.state, seen.value, seen.difference) == ("not_judged", Fraction(9, 2), None)
    assert judged(study, None, None, None, "at_most").state == "not_judged"


def test_a_line_without_a_value_is_missing_and_not_missed(study):
    assert judged(study, None, 1000, "4.5", "at_most").state == "missing"
    seen = judged(study, 0, 0, "4.5", "at_most")
    assert (seen.state, seen.value, seen.difference) == ("missing", None, None)
