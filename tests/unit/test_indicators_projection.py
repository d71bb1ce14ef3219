"""Year-end projection: the seasonal share, its past errors, and when there is none."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
import real_reports as real

from evaluation.measured.projection import LEAST, Case, history, of, project, verdict
from evaluation.study.periods import parse


def cases(*pairs):
    return [Case(region=f"R{n}", year=parse("2006"), part=part, whole=whole) for n, (part, whole) in enumerate(pairs)]


def test_the_share_is_sum_over_sum_and_each_case_is_projected_from_the_others():
    made = of(cases((40, 100), (60, 100), (50, 200)), F(1, 2))
    assert made.share == F(150, 400)
    # 40 of 100: the others had 110 of 300, so 40 would have come to 40 × 300 / 110
    assert F(100 * 110, 40 * 300) in made.ratios
    assert made.linear == tuple(sorted((F(100, 80), F(100, 120), F(200, 100))))


def test_few_cases_give_no_coverage():
    assert of(cases(*[(1, 2)] * (LEAST - 1)), F(1, 2)).coverage is None
    assert of(cases(*[(1, 2)] * LEAST), F(1, 2)).coverage == F(700, 9)
    assert of(cases(*[(1, 2)] * 19), F(1, 2)).coverage == F(1600, 20)


@pytest.mark.parametrize(
    ("demand", "actual", "demanded", "low", "high", "middle", "open_", "expected"),
    [
        ("at_least", 50, 100, 100, 120, 110, False, "feasible"),
        ("at_least", 50, 100, 90, 120, 99, False, "effort"),
        ("at_least", 50, 100, 90, 120, 100, False, "open"),
        ("at_least", 50, 100, 80, 99, 90, False, "unlikely"),
        ("at_least", 100, 100, 100, 120, 110, False, "done"),
        ("at_least", 100, 100, 90, 99, 95, True, "unlikely"),  # a stock can be lost again
        ("at_least", 50, 100, None, None, None, False, "unknown"),
        ("at_least", 50, None, 90, 120, 100, False, "not_judged"),
        ("at_most", 50, 100, 90, 100, 95, False, "feasible"),
        ("at_most", 50, 100, 90, 110, 100, False, "open"),
        ("at_most", 50, 100, 90, 110, 101, False, "effort"),
        ("at_most", 50, 100, 101, 120, 110, False, "unlikely"),
    ],
)
def test_the_interval_is_judged_against_the_target(demand, actual, demanded, low, high, middle, open_, expected):
    low, high, middle = (None if x is None else F(x) for x in (low, high, middle))
    assert verdict(demand, actual, demanded, low, high, middle, open_) == expected


def seen(region, code, period, study="hubei-2007"):
    period, results = parse(period), real.opened(study).at(period).results
    indicator = results.indicator(code)
    return project(
        results.study, indicator, results.figures, region, period, history(results.study, indicator, results.figures, period)
    )


def test_within_the_year_there_is_a_projection_with_an_interval():
    p = seen("420100", "reemp_laidoff", "2007Q2")
    figures = real.opened("hubei-2007").results.figures
    past = [
        (figures.at(r, parse(f"2006Q{q}"), "reemp_laidoff").amount, r)
        for r in real.opened("hubei-2007").region_codes
        for q in (1, 2, 3, 4)
    ]
    whole, half = sum(a for a, _ in past), sum(a for n, (a, _) in enumerate(past) if n % 4 < 2)
    assert p.expected == F(p.actual * whole, half)
    assert p.actual < p.low < p.expected < p.high
    assert (p.reason, p.history.coverage) == ("", F(1600, 18))
    assert p.needed == F(p.demanded - p.actual, 2) and p.so_far == F(p.actual, 2)


def test_no_later_figure_is_used():
    """2007Q3 and 2007Q4 are delivered; seen from 2007Q2 they are not."""
    results = real.opened("hubei-2007").results
    indicator = results.indicator("reemp_laidoff")
    made = history(results.study, indicator, results.figures, parse("2007Q2"))
    assert {c.year for c in made.cases} == {parse("2006")} and len(made.cases) == 17


@pytest.mark.parametrize(
    ("region", "code", "period", "reason"),
    [
        ("420100", "reemp_laidoff", "2007Q4", "over"),
        ("429021", "trained_reemp", "2007Q2", "no_figure"),
        ("420100", "reemp_laidoff", "2006Q2", "too_few"),
        ("420100", "rural_poor_households_helped", "2007Q2", "shape"),
    ],
)
def test_without_ground_there_is_no_projection_and_the_reason_is_told(region, code, period, reason):
    p = seen(region, code, period)
    assert (p.reason, p.expected, p.low, p.high) == (reason, None, None, None)


def test_a_stock_has_no_pace_and_may_fall():
    p = seen("420900", "ui_insured", "2007Q3")
    assert p.stock and p.so_far is None and p.needed > 0
    assert p.verdict in ("open", "effort", "unlikely", "feasible")


def test_the_page_says_how_often_the_interval_held():
    """In hindsight the result of 2007 lay inside at least as often as the interval claims, less chance."""
    inside = tried = 0
    results = real.opened("hubei-2007").results
    for code in ("emp_new_urban", "reemp_laidoff", "trained_reemp", "ui_premium"):
        for quarter in map(parse, ("2007Q1", "2007Q2", "2007Q3")):
            indicator = results.indicator(code)
            past = history(results.study, indicator, results.figures, quarter)
            for region in results.regions:
                p = project(results.study, indicator, results.figures, region, quarter, past)
                actual = results.progress(region, code).actual
                if p.low is not None and actual is not None:
                    tried += 1
                    inside += p.low <= actual <= p.high
    assert tried > 180 and F(inside, tried) > F(3, 4)


def test_an_issued_schedule_comes_before_equal_quarters():
    results = real.opened("hubei-2007").at("2007Q2").results
    study = results.study
    own = next(t for t in study.targets if (t.item, t.region) == ("reemp_laidoff", "420100"))
    issued = own.model_copy(update={"period": parse("2007Q2"), "value": 40000})
    changed = study.model_copy(update={"targets": (*study.targets, issued)})
    from evaluation.measured.progress import progress

    def scheduled(of, region):
        return progress(of, results.indicator("reemp_laidoff"), results.figures, region, parse("2007Q2")).scheduled

    assert scheduled(changed, "420100") == 40000
    assert scheduled(study, "420100") == F(own.value) / 2
    assert scheduled(changed, "420200") == scheduled(study, "420200")
