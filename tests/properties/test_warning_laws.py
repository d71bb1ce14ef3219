"""Laws of hysteresis, statistical lines and projections, for any figures."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.measured.projection import LEAST, Case, of, verdict
from evaluation.study.base import Words
from evaluation.study.periods import parse
from evaluation.study.watch import Statistical
from evaluation.warning.hysteresis import Point, states
from evaluation.warning.lines import statistical

VALUES = st.lists(st.none() | st.integers(-50, 50).map(F), min_size=1, max_size=24)
RULES = st.tuples(st.integers(1, 4), st.integers(1, 4))
LINE, LEAVE = F(10), F(4)


def held(values, enter, leave, line=LINE):
    return states([Point(value=v, line=line, leave=LEAVE) for v in values], "above", enter, leave)


@given(VALUES, RULES, st.data())
def test_worse_values_never_end_a_warning_sooner(values, rule, data):
    worse = [v if v is None else v + data.draw(st.integers(0, 20)) for v in values]
    assert all(b or not a for a, b in zip(held(values, *rule), held(worse, *rule), strict=True))


@given(VALUES, RULES)
def test_a_stricter_entry_never_warns_more(values, rule):
    enter, leave = rule
    assert all(a or not b for a, b in zip(held(values, enter, leave), held(values, enter + 1, leave), strict=True))


@given(VALUES, RULES)
def test_between_line_and_margin_nothing_changes(values, rule):
    found = held(values, *rule)
    for n in range(1, len(values)):
        if values[n] is None or LEAVE <= values[n] < LINE:
            assert found[n] == found[n - 1]


@given(VALUES, RULES)
def test_a_warning_lasts_at_least_as_long_as_the_rule_to_leave_asks(values, rule):
    found, (_, leave) = held(values, *rule), rule
    begins = [n for n in range(len(found)) if found[n] and (n == 0 or not found[n - 1])]
    for n in begins:
        assert all(found[n : n + leave])


@given(VALUES, RULES, st.lists(st.integers(-50, 50).map(F), max_size=5))
def test_the_past_is_not_changed_by_what_comes_after(values, rule, later):
    assert held([*values, *later], *rule)[: len(values)] == held(values, *rule)


@given(
    st.lists(st.integers(-1000, 1000).map(F), min_size=3, max_size=12), st.integers(-500, 500), st.sampled_from(["above", "below"])
)
def test_a_statistical_line_moves_with_its_values_and_lies_beyond_their_mean(past, shift, side):
    rule = Statistical(quarters=12, least=3, sigmas=2, source=Words(zh="a", en="a"))
    value, _ = statistical(rule, past, side)
    moved, _ = statistical(rule, [v + shift for v in past], side)
    assert moved == value + shift
    mean = sum(past) / len(past)
    assert value >= mean if side == "above" else value <= mean


AMOUNTS = st.tuples(st.integers(1, 10**6), st.integers(1, 10**6))
CASES = st.lists(AMOUNTS, min_size=LEAST, max_size=20).map(
    lambda rows: [Case(region=str(n), year=parse("2006"), part=a, whole=b) for n, (a, b) in enumerate(rows)]
)


@given(CASES, st.integers(2, 50))
@settings(max_examples=50)
def test_a_projection_does_not_depend_on_the_unit_or_the_order(cases, scale):
    made = of(cases, F(1, 2))
    larger = [Case(region=c.region, year=c.year, part=c.part * scale, whole=c.whole * scale) for c in cases]
    assert (of(larger, F(1, 2)).share, of(larger, F(1, 2)).ratios) == (made.share, made.ratios)
    assert of(cases[::-1], F(1, 2)).ratios == made.ratios


@given(st.integers(1, 1000), st.integers(1, 3), st.lists(st.integers(1, 10**5), min_size=LEAST, max_size=20))
@settings(max_examples=50)
def test_regions_of_one_shape_are_projected_without_error(numerator, quarter, sizes):
    cases = [Case(region=str(n), year=parse("2006"), part=size * numerator, whole=size * 1000) for n, size in enumerate(sizes)]
    made = of(cases, F(quarter, 4))
    assert set(made.ratios) == {1} and made.error == 0
    assert made.share == F(numerator, 1000)


@given(CASES)
@settings(max_examples=50)
def test_the_interval_holds_as_many_past_cases_as_it_claims(cases):
    made = of(cases, F(3, 4))
    low, high = made.ratios[made.rank - 1], made.ratios[-made.rank]
    inside = sum(low <= r <= high for r in made.ratios)
    assert low <= high
    assert inside >= len(made.ratios) - 2 * (made.rank - 1)
    assert made.coverage == F((len(cases) + 1 - 2 * made.rank) * 100, len(cases) + 1) >= F(700, 9)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(1, 100), st.integers(1, 30))
def test_a_higher_target_is_never_easier(actual, a, b, target, more):
    order = ["done", "feasible", "open", "effort", "unlikely"]
    low, high = sorted((F(a), F(b)))
    easy = verdict("at_least", actual, target, low, high, (low + high) / 2, False)
    hard = verdict("at_least", actual, target + more, low, high, (low + high) / 2, False)
    assert order.index(hard) >= order.index(easy)
