"""Rounding half up from exact fractions, and Wilson's interval against published values."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from evaluation.measured.intervals import wilson
from evaluation.measured.rounding import half_up


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(2300, 80), 1, "28.8"),  # 28.75: a binary float prints 28.7
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(49, 1000), 1, "0.0"),
        (Fraction(-49, 1000), 1, "0.0"),  # never -0.0
        (Fraction(1, 2), 0, "1"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-200, 3), 1, "-66.7"),
        (Fraction(9995, 1000), 2, "10.00"),
        (0, 0, "0"),
        (0, 2, "0.00"),
        (7, 1, "7.0"),
        (10**20, 0, "1" + "0" * 20),
        (Fraction(10**20 * 2 + 1, 2), 0, "1" + "0" * 19 + "1"),
    ],
)
def test_half_up(value, decimals, text):
    assert half_up(value, decimals) == text


def test_half_up_agrees_with_decimal():
    for upper in range(-400, 401, 7):
        for decimals in (0, 1, 2):
            value = Fraction(upper, 8)
            due = Decimal(upper) / 8
            due = due.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
            assert Decimal(half_up(value, decimals)) == due


@pytest.mark.parametrize(
    ("successes", "cases", "lower", "upper"),
    [
        (81, 263, 25.53, 36.62),  # Newcombe 1998, table I, method 3 (score, without continuity correction)
        (15, 148, 6.24, 16.05),
        (0, 20, 0.00, 16.11),
        (1, 29, 0.61, 17.18),
    ],
)
def test_wilson_against_newcombe(successes, cases, lower, upper):
    found = wilson(successes, cases)
    assert found == pytest.approx((lower, upper), abs=0.0051)


def test_wilson_stays_between_none_and_all():
    assert wilson(0, 5)[0] == 0
    assert wilson(5, 5)[1] == pytest.approx(100)
