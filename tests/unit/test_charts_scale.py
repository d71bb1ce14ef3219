"""Scales, ticks, wrapping and the pushing apart of labels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluation.render.charts import scale, style

NUMBERS = st.floats(-1e9, 1e9).map(lambda v: round(v, 3))
TEXTS = st.text(alphabet="失业保险待遇期间再就业率（）、 abcdefg-", min_size=1, max_size=45).filter(str.strip)


@pytest.mark.parametrize(
    ("values", "zero", "expected"),
    [
        ([3, 3], False, (2.7, 3.3)),
        ([0, 0], True, (0.0, 1.0)),
        ([], False, (-1.0, 1.0)),
        ([None, 5], True, (0.0, 5.0)),
        ([-5, 5], True, (-5.0, 5.0)),
    ],
)
def test_span(values, zero, expected):
    assert scale.span(values, zero=zero) == pytest.approx(expected)


@given(st.lists(NUMBERS, max_size=9), st.booleans())
def test_span_is_never_empty_and_holds_every_value(values, zero):
    low, high = scale.span(values, pad=0.05, zero=zero)
    assert low < high
    assert all(low <= v <= high for v in values)


def test_ticks_are_round():
    assert scale.ticks(0, 100) == [0, 25, 50, 75, 100]
    assert scale.ticks(-30, 30) == [-20, 0, 20]
    assert scale.tick_texts([-0.5, 0.0, 0.5]) == ["−0.5", "0.0", "0.5"]
    assert scale.tick_texts([0, 10000]) == ["0", "10000"]
    assert scale.tick_texts([0, 10000], comma=True) == ["0", "10,000"]


@given(NUMBERS, st.floats(1e-3, 1e9))
def test_ticks_lie_within_and_are_few(low, length):
    assume(length > abs(low) * 1e-8)  # a float has no sixteen digits
    found = scale.ticks(low, low + length)
    assert len(found) <= 5
    assert all(low - length * 1e-6 <= v <= low + length * (1 + 1e-6) for v in found)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 15)), min_size=1, max_size=6))
def test_spread_labels_do_not_overlap_and_stay_inside(wanted):
    sizes = [size for _, size in wanted]
    places = scale.spread([place for place, _ in wanted], sizes, 0, 120, gap=1)
    boxes = sorted((p - s / 2, p + s / 2) for p, s in zip(places, sizes, strict=True))
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))
    assert boxes[0][0] >= -1e-6 and boxes[-1][1] <= 120 + 1e-6


@given(TEXTS, st.floats(20, 200))
def test_wrapping_keeps_the_text_and_the_width(text, limit):
    lines = style.wrap(text, limit)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(style.width(line) <= limit for line in lines)


def test_wrapping_breaks_where_readers_expect_it():
    assert style.wrap("失业保险待遇期间再就业率", 60) == ["失业保险待遇", "期间再就业率"]
    assert style.wrap("Benefit recipients re-employed", 80) == ["Benefit recipients", "re-employed"]
    assert not any(line.startswith(("，", "）", "%")) for line in style.wrap("要求（不低于 40 %），按年度判定", 50))
