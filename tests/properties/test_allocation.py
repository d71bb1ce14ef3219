"""Laws of shared-out money, over invented weights, figures and bounds: exact sums, kept bounds, no perverse moves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.errors import Refused
from evaluation.scores.allocation.apportion import apportion, bound, round_parts
from evaluation.scores.allocation.factors import FactorColumn, award, reweight
from evaluation.scores.allocation.grassroots import Unit, tilt
from evaluation.scores.allocation.insurance import Fund, adjust
from evaluation.study.appraisal import TIERS

lawful = settings(max_examples=60, deadline=None, derandomize=True)
amounts = st.fractions(min_value=0, max_value=1000, max_denominator=97)
pools = st.integers(0, 10**12)


@st.composite
def weighted(draw):
    weights = draw(st.lists(amounts, min_size=1, max_size=9))
    assume(any(weights))
    return weights


@st.composite
def between(draw):
    """A pool with weights, floors and caps that can be kept."""
    weights = [w + Fraction(1, 97) for w in draw(weighted())]
    low = [draw(st.integers(0, 10**6)) for _ in weights]
    high = [floor + draw(st.integers(0, 10**6)) if draw(st.booleans()) else None for floor in low]
    most = sum(high) if None not in high else sum(low) + 10**7
    return draw(st.integers(sum(low), most)), weights, low, high


@st.composite
def columns(draw, regions=None):
    count = regions or draw(st.integers(2, 7))
    made = []
    for number in range(draw(st.integers(1, 5))):
        rate = draw(st.booleans())
        values = tuple(draw(st.fractions(min_value=-50, max_value=200, max_denominator=31)) for _ in range(count))
        sizes = tuple(Fraction(draw(st.integers(1, 10**6))) for _ in range(count)) if rate else None
        column = FactorColumn(code=f"f{number}", weight=draw(amounts) + 1, values=values, sizes=sizes)
        assume(any(column.counts))
        made.append(column)
    return made


@lawful
@given(pools, weighted())
def test_apportioned_parts_add_up_and_stay_within_one_unit(pool, weights):
    parts = apportion(pool, weights)
    assert sum(parts) == pool
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - pool * weight / sum(weights)) < 1


@lawful
@given(pools, weighted(), st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50))
def test_apportioning_knows_no_units(pool, weights, times):
    assert apportion(pool, [w * times for w in weights]) == apportion(pool, weights)


@lawful
@given(pools, weighted(), st.data())
def test_more_weight_never_gets_less(pool, weights, data):
    parts = apportion(pool, weights)
    i, j = (data.draw(st.integers(0, len(weights) - 1)) for _ in range(2))
    assert weights[i] <= weights[j] or parts[i] >= parts[j]


@lawful
@given(between())
def test_bounded_parts_add_up_and_keep_their_bounds(drawn):
    pool, weights, low, high = drawn
    parts = bound(pool, weights, low, high)
    assert sum(parts) == pool
    whole = round_parts(parts)
    assert sum(whole) == pool
    for part, floor, cap in zip(whole, low, high, strict=True):
        assert floor <= part
        assert cap is None or part <= cap


@lawful
@given(between())
def test_who_is_at_no_bound_gets_the_same_for_its_weight(drawn):
    pool, weights, low, high = drawn
    parts = bound(pool, weights, low, high)
    free = [p / w for p, w, floor, cap in zip(parts, weights, low, high, strict=True) if p not in (floor, cap)]
    assert len(set(free)) <= 1
    for part, weight, floor, cap in zip(parts, weights, low, high, strict=True):
        for times in free:
            assert part >= times * weight if part == floor and part != cap else True
            assert part <= times * weight if part == cap and part != floor else True


@lawful
@given(between(), st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50))
def test_bounded_parts_know_no_units_of_the_weights(drawn, times):
    pool, weights, low, high = drawn
    assert bound(pool, [w * times for w in weights], low, high) == bound(pool, weights, low, high)


@lawful
@given(between(), st.integers(1, 1000))
def test_the_change_that_is_named_makes_bounds_feasible(drawn, more):
    _, weights, low, _ = drawn
    assume(sum(low) > more)
    with pytest.raises(Refused, match=rf"{more} more than the pool of {sum(low) - more}; raise the pool by that much"):
        bound(sum(low) - more, weights, low, [None] * len(low))
    assert sum(bound(sum(low), weights, low, [None] * len(low))) == sum(low)


@lawful
@given(pools, columns())
def test_every_award_adds_up_from_its_parts(pool, made):
    given_ = award(pool, [str(i) for i in range(len(made[0].values))], made)
    assert sum(given_.amounts) == pool
    for i, amount in enumerate(given_.amounts):
        parts = sum(part[i] for part in given_.parts.values())
        assert parts + given_.bound_effect[i] + given_.rounding[i] == amount
        assert abs(given_.rounding[i]) < 1


close = st.lists(st.integers(1, 6), min_size=2, max_size=7)  # small whole numbers: remainders tie again and again


@lawful
@given(pools.map(lambda pool: pool % 40), close, st.data())
def test_the_order_of_a_list_decides_nothing_about_what_a_weight_gets(pool, weights, data):
    order = data.draw(st.permutations(range(len(weights))))
    parts, moved = apportion(pool, weights), apportion(pool, [weights[i] for i in order])
    assert sorted(zip(weights, parts, strict=True)) == sorted(zip((weights[i] for i in order), moved, strict=True))
    named = {f"r{i}": w for i, w in enumerate(weights)}
    shuffled = {f"r{i}": weights[i] for i in order}
    assert apportion(pool, shuffled) == apportion(pool, named)
    assert apportion(pool, pd.Series(shuffled)) == apportion(pool, named)
    low, high = {name: min(1, pool // len(weights)) for name in named}, dict.fromkeys(shuffled, None)
    assert bound(pool, shuffled, low, high) == bound(pool, named, low) == bound(pool, named, low[min(low)])


@lawful
@given(st.integers(0, 60), st.lists(close, min_size=1, max_size=3), st.data())
def test_the_order_of_regions_and_factors_changes_no_award(pool, factors, data):
    count = min(map(len, factors))
    regions = [f"r{i}" for i in range(count)]
    made = [FactorColumn(code=f"f{j}", weight=j + 1, values=values[:count]) for j, values in enumerate(factors)]
    tuned = {r: data.draw(st.integers(1, 3)) for r in regions}
    plain = award(pool, regions, made, adjust=list(tuned.values()))
    order = data.draw(st.permutations(regions))
    named = [
        FactorColumn(
            code=c.code, weight=c.weight, values={r: c.values[regions.index(r)] for r in data.draw(st.permutations(regions))}
        )
        for c in data.draw(st.permutations(made))
    ]
    moved = award(pool, order, named, adjust=tuned)
    assert dict(zip(order, moved.amounts, strict=True)) == dict(zip(regions, plain.amounts, strict=True))


@lawful
@given(pools, st.lists(st.integers(0, 2**40), min_size=1, max_size=6).filter(any))
def test_numbers_of_every_exact_kind_give_the_same_and_none_overflows(pool, weights):
    parts = apportion(pool, weights)
    for kind in (
        np.array,
        lambda w: [Fraction(x) for x in w],
        lambda w: [Decimal(x) for x in w],
        lambda w: [np.int64(x) for x in w],
        lambda w: [float(x) for x in w],
    ):
        assert apportion(np.int64(pool), kind(weights)) == parts
    assert all(type(part) is int for part in parts)


@lawful
@given(pools, st.lists(st.integers(0, 100), min_size=2, max_size=6).filter(any), st.data())
def test_a_bound_or_factor_for_another_region_is_refused(pool, weights, data):
    named = {f"r{i}": w for i, w in enumerate(weights)}
    gone, extra = data.draw(st.sampled_from(sorted(named))), data.draw(st.booleans())
    wrong = {**named, "other": 0} if extra else {k: v for k, v in named.items() if k != gone}
    with pytest.raises(Refused, match="other" if extra else gone):
        bound(pool, named, wrong)
    with pytest.raises(Refused, match="other" if extra else gone):
        award(pool, list(named), [FactorColumn(code="f", weight=1, values=wrong)])


@pytest.mark.slow
@lawful
@given(pools, columns(), st.data())
def test_a_factor_counted_in_another_unit_changes_nothing(pool, made, data):
    regions = [str(i) for i in range(len(made[0].values))]
    times = data.draw(st.sampled_from([Fraction(1, 10000), Fraction(100), Fraction(3, 7)]))
    other = [replace(made[0], values=tuple(v * times for v in made[0].values)), *made[1:]]
    assert award(pool, regions, other).amounts == award(pool, regions, made).amounts


@pytest.mark.slow
@lawful
@given(pools, columns(), st.data(), st.fractions(min_value=0, max_value=500, max_denominator=31))
def test_moving_a_factor_up_never_cuts_that_regions_money(pool, made, data, step):
    regions = [str(i) for i in range(len(made[0].values))]
    at, which = data.draw(st.integers(0, len(regions) - 1)), data.draw(st.integers(0, len(made) - 1))
    values = list(made[which].values)
    values[at] += step
    moved = [replace(c, values=tuple(values)) if i == which else c for i, c in enumerate(made)]
    assert award(pool, regions, moved).amounts[at] >= award(pool, regions, made).amounts[at]


@pytest.mark.slow
@lawful
@given(columns(), st.data(), st.fractions(min_value=0, max_value=500, max_denominator=31))
def test_with_bounds_and_coefficients_it_is_never_cut_by_more_than_the_rounding(made, data, step):
    """The exact share never falls; largest remainder can still turn one fen (the population paradox)."""
    regions = [str(i) for i in range(len(made[0].values))]
    low = [data.draw(st.integers(0, 5000)) for _ in regions]
    high = [floor + data.draw(st.integers(0, 10**5)) for floor in low]
    pool = data.draw(st.integers(sum(low), sum(high)))
    tuned = [data.draw(st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=9)) for _ in regions]
    at, which = data.draw(st.integers(0, len(regions) - 1)), data.draw(st.integers(0, len(made) - 1))
    values = list(made[which].values)
    values[at] += step
    moved = [replace(c, values=tuple(values)) if i == which else c for i, c in enumerate(made)]
    try:
        before = award(pool, regions, made, adjust=tuned, low=low, high=high)
        after = award(pool, regions, moved, adjust=tuned, low=low, high=high)
    except Refused as error:
        assert "caps add up to" in str(error)  # a region without any claim cannot take what the caps of others leave
        return
    assert after.quotas[at] >= before.quotas[at]
    assert after.amounts[at] >= before.amounts[at] - 1


@pytest.mark.slow
@lawful
@given(columns(), st.data())
def test_other_weights_keep_their_sum_and_proportions(made, data):
    total = sum(c.weight for c in made)
    weight = total * data.draw(st.fractions(min_value=0, max_value=1, max_denominator=97))
    if len(made) == 1:
        assume(weight == total)
    changed = {c.code: c.weight for c in reweight(made, {"f0": weight})}
    assert sum(changed.values()) == total
    rest = [c for c in made if c.code != "f0" and weight < total]
    assert len({changed[c.code] / c.weight for c in rest}) <= 1


funds = st.builds(
    Fund,
    region=st.text("abc", min_size=1, max_size=3),
    payable=st.integers(0, 10**9),
    means=st.integers(0, 10**9),
    balance=st.integers(0, 10**10),
    monthly_outlay=st.fractions(min_value=1, max_value=10**8, max_denominator=12),
    completion=st.fractions(min_value=1, max_value=150, max_denominator=97),
    insured=st.integers(1, 10**6),
)


@lawful
@given(st.lists(funds, min_size=1, max_size=8, unique_by=lambda f: f.region), st.integers(0, 10**10))
def test_benefits_due_are_paid_before_anything_is_rewarded(made, more):
    due = sum(f.shortfall for f in made)
    done = adjust(due + more, made, months=Fraction(12), targets=Fraction(60), reserve=Fraction(40))
    assert sum(done.amounts) == due + more
    assert all(amount >= f.shortfall for amount, f in zip(done.amounts, made, strict=True))
    if due:
        with pytest.raises(Refused, match="does not cover the benefits due"):
            adjust(due - 1, made, months=Fraction(12), targets=Fraction(60), reserve=Fraction(40))


units = st.builds(
    Unit,
    code=st.uuids().map(str),
    tier=st.sampled_from(TIERS),
    score=st.fractions(min_value=1, max_value=100),
    staff=st.integers(1, 500),
)


@lawful
@given(st.lists(units, min_size=1, max_size=9), pools, st.fractions(min_value=0, max_value=1, max_denominator=97))
def test_the_grassroots_get_at_least_their_share(made, pool, least):
    assume(any(u.tier == "grassroots" for u in made))
    done = tilt(pool, made, least)
    assert sum(done.amounts.values()) == sum(done.by_tier.values()) == pool
    assert done.by_tier["grassroots"] >= pool * least


@lawful
@given(st.lists(funds, min_size=2, max_size=6, unique_by=lambda f: f.region), st.integers(0, 50), st.data())
def test_the_order_of_funds_changes_nothing(made, more, data):
    pool = sum(f.shortfall for f in made) + more
    order = data.draw(st.permutations(made))
    one, other = (adjust(pool, x, months=12, targets=60, reserve=40) for x in (made, order))
    assert dict(zip(one.regions, one.amounts, strict=True)) == dict(zip(other.regions, other.amounts, strict=True))


alike = st.builds(
    Unit, code=st.text("abc", min_size=1, max_size=3), tier=st.sampled_from(TIERS), score=st.integers(1, 3), staff=st.integers(1, 3)
)


@lawful
@given(st.lists(alike, min_size=2, max_size=8, unique_by=lambda u: u.code), st.integers(0, 60), st.data())
def test_the_order_of_units_changes_nothing(made, pool, data):
    assume(any(u.tier == "grassroots" for u in made))
    least = data.draw(st.fractions(min_value=0, max_value=1, max_denominator=7))
    assert tilt(pool, data.draw(st.permutations(made)), least).amounts == tilt(pool, made, least).amounts
