"""What a mix of cases lets one expect: exact on small tables, and right as often as printed when all regions work alike."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import evaluation
from evaluation.errors import Refused
from evaluation.measured.intervals import wilson
from evaluation.scores.expected import LEVEL, expected_rates
from evaluation.scores.fairness import fair_rates
from evaluation.scores.uncertainty.parts_drawn import range_of_parts

ROOT = Path(__file__).parents[2]
TABLES = st.integers(0, 12).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of), st.integers(0, of)))


@given(st.lists(TABLES, min_size=1, max_size=3), st.sampled_from((0.001, 0.025, 0.2)))
def test_the_range_is_that_of_every_draw_counted_out(strata, tail):
    chances = {0: Fraction(1)}
    for drawn, of, counting in strata:
        made: dict[int, Fraction] = {}
        for x, chance in chances.items():
            for k in range(max(0, drawn + counting - of), min(drawn, counting) + 1):
                part = Fraction(comb(counting, k) * comb(of - counting, drawn - k), comb(of, drawn))
                made[x + k] = made.get(x + k, Fraction(0)) + chance * part
        chances = made
    low, high = range_of_parts(strata, Fraction(tail))
    limit = Fraction(tail) * (1 + Fraction(1, 10**9))
    assert sum(c for x, c in chances.items() if x < low) <= limit
    assert sum(c for x, c in chances.items() if x > high) <= limit
    assert sum(c for x, c in chances.items() if x <= low) > tail * (1 - 1e-9)
    assert sum(c for x, c in chances.items() if x >= high) > tail * (1 - 1e-9)


def test_what_is_expected_is_the_rate_of_all_in_the_regions_own_mix():
    """80 % of the young and 50 % of the old of all: A, with 100 young and 20 old, is expected to have 90."""
    found = expected_rates({"A": {"young": (85, 100), "old": (5, 20)}, "B": {"young": (75, 100), "old": (55, 100)}})
    assert (found["A"].actual, found["A"].cases, found["A"].expected) == (90, 120, Fraction(90))
    assert found["A"].low <= 90 <= found["A"].high
    assert found["A"].side == "within"


def test_who_is_behind_in_every_stratum_is_below_though_ahead_in_the_raw_rate():
    found = expected_rates({"A": {"young": (800, 1000), "old": (100, 200)}, "B": {"young": (180, 200), "old": (600, 1000)}})
    assert found["A"].actual * found["B"].cases > found["B"].actual * found["A"].cases
    assert (found["A"].side, found["B"].side) == ("below", "above")


def test_who_has_nobody_to_compare_with_is_left_out():
    assert expected_rates({"A": {"young": (3, 5)}}) == {}
    assert set(expected_rates({"A": {"old": (3, 5)}, "B": {"young": (3, 5)}, "C": {"young": (1, 5)}})) == {"B", "C"}
    with pytest.raises(Refused, match="level is 100; give a number between 0 and 100"):
        expected_rates({}, Fraction(100))


def _mixes(apart: int) -> np.ndarray:
    """Cases by region and stratum of the bundled study, their shares moved ``apart`` times as far from those of all."""
    counts = fair_rates(evaluation.open("hubei-2007", ROOT).results)["train_emp_rate"].counts
    cases = np.array([[n for _, n in c.values()] for c in counts.values()], dtype=float)
    shares, of_all = cases / cases.sum(axis=1, keepdims=True), cases.sum(axis=0) / cases.sum()
    moved = np.clip(of_all + apart * (shares - of_all), 0.01, None)
    return np.rint(moved / moved.sum(axis=1, keepdims=True) * cases.sum(axis=1, keepdims=True)).astype(int)


def _called_worse(apart: int, draws: int, smaller: int = 1) -> tuple[float, float, float]:
    """Equal work, unequal clients: share of regions called worse by raw rates (a 95 % interval wholly below the rate of all)
    and by what is expected, and share of draws in which any region leaves its range. Rates by stratum are those of all."""
    counts = fair_rates(evaluation.open("hubei-2007", ROOT).results)["train_emp_rate"].counts
    rates = np.array(
        [sum(c[s][0] for c in counts.values()) / sum(c[s][1] for c in counts.values()) for s in next(iter(counts.values()))]
    )
    cases = np.maximum(_mixes(apart) // smaller, 1)
    drawn = np.random.default_rng(2007)
    raw = expected = any_out = 0
    for _ in range(draws):
        parts = drawn.binomial(cases, rates)
        of_all = 100 * parts.sum() / cases.sum()
        raw += sum(wilson(int(p), int(n))[1] < of_all for p, n in zip(parts.sum(axis=1), cases.sum(axis=1), strict=True))
        table = {
            str(r): {str(s): (int(p), int(n)) for s, (p, n) in enumerate(zip(*pair, strict=True))}
            for r, pair in enumerate(zip(parts, cases, strict=True))
        }
        found = [x.side for x in expected_rates(table).values()]
        expected += found.count("below")
        any_out += any(side != "within" for side in found)
    regions = draws * len(cases)
    print(
        f"mixes {apart} x, cases / {smaller}, {draws} draws of {len(cases)} regions called worse: raw {raw / regions:.1%}, "
        f"expected {expected / regions:.2%}; draws with any region outside its range {any_out / draws:.1%}"
    )
    return raw / regions, expected / regions, any_out / draws


@pytest.mark.parametrize("apart", [1, 2])
def test_equal_work_with_unequal_clients_is_seldom_called_worse(apart):
    raw, expected, _ = _called_worse(apart, 60)
    assert expected <= 0.05 < raw


@pytest.mark.slow
@pytest.mark.parametrize("smaller", [1, 1000])
@pytest.mark.parametrize("apart", [1, 2])
def test_equal_work_with_unequal_clients_is_called_worse_no_more_often_than_printed(apart, smaller):
    """2,000 draws: the share of draws with anybody outside is at most what is printed, but for the chance of the simulation."""
    raw, expected, any_out = _called_worse(apart, 2000, smaller)
    claimed = float(100 - LEVEL) / 100
    assert expected <= 0.05
    assert smaller > 1 or raw > 0.05
    assert any_out <= claimed + 3 * (claimed * (1 - claimed) / 2000) ** 0.5
