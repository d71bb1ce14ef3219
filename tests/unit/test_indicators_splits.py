"""Splits by largest remainder: exact sums, published cases, a stated tie rule, other bases."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import QUANTITIES
from study_files import made

from evaluation.measured.flows import roll_up
from evaluation.measured.splits import BASES, alternatives, split_whole
from evaluation.study.model import Target
from evaluation.study.periods import parse

TOP, WUHAN, XIANGFAN = "420000", "420100", "420600"


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, (6, 6, 2), [4, 4, 2]),  # the textbook paradox: one seat more, and the third has one less
        (11, (6, 6, 2), [5, 5, 1]),
        (1, (1, 1), [1, 0]),  # of equal remainders the earlier part
        (0, (3, 4), [0, 0]),
        (7, (0, 5), [0, 7]),
    ],
)
def test_largest_remainder(total, weights, parts):
    assert split_whole(total, weights) == parts


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=17).filter(any), st.integers(2, 50))
def test_parts_add_up_keep_their_quota_and_follow_proportions_only(total, weights, times):
    parts = split_whole(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part - total * weight // sum(weights) <= 1
    assert split_whole(total, [w * times for w in weights]) == parts


@pytest.mark.parametrize("weights", [(0, 0), (3, -1), ()])
def test_weights_that_cannot_share_are_refused(weights):
    with pytest.raises(ValueError, match=r"weights must not be negative and not all be zero|min\(\)"):
        split_whole(5, weights)


@pytest.fixture
def study(tmp_path):
    target = Target(
        item="trained_reemp",
        region=TOP,
        period="2007",
        demand="at_least",
        value=Decimal(100),
        unit="人",
        status="issued",
        source="HB-0",
    )
    return made(tmp_path).model_copy(update={"targets": (target,)})


def rolled(*rows):
    full = [(r, p, q, a, "", "stock" if QUANTITIES[q].kind == "stock" else "current", 0) for r, p, q, a in rows]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    return roll_up(pd.DataFrame(full, columns=columns).astype({"amount": "Int64"}), [WUHAN, XIANGFAN], TOP)


def test_a_region_owes_other_shares_on_other_bases(study):
    figures = rolled(
        (WUHAN, "2007", "eligible_inflow", 30),
        (XIANGFAN, "2007", "eligible_inflow", 10),
        (WUHAN, "2006", "trained_reemp", 60),
        (XIANGFAN, "2006", "trained_reemp", 40),
        (WUHAN, "2007", "seats_reemp", 5),
    )
    seen = {s.base: s for s in alternatives(study, figures, "trained_reemp", WUHAN, parse("2007"), 200)}
    assert tuple(seen) == BASES
    assert (seen["inflow"].persons, seen["inflow"].rate) == (75, Decimal("37.5"))
    assert seen["last_year"].persons == 60
    assert seen["seats"].persons == 100  # a region that delivered nothing takes no share
    other = alternatives(study, figures, "trained_reemp", XIANGFAN, parse("2007"), None)
    assert [(s.persons, s.rate) for s in other] == [(25, None), (40, None), (None, None)]


def test_without_a_provincial_target_there_is_nothing_to_split(study):
    figures = rolled((WUHAN, "2007", "seats_rural", 5))
    assert all(s.persons is None for s in alternatives(study, figures, "trained_rural", WUHAN, parse("2007"), 9))
