"""Laws of money and units for currencies of no, two and three decimals, and for anything that is counted."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.catalogue.unit import unit
from evaluation.data import units
from evaluation.render.printed import Number
from evaluation.study.counted import MONEY, SHIPPED, TABLE_SCALES, Counted
from evaluation.study.currency import CURRENCIES
from evaluation.study.money import Money
from evaluation.study.unit import SCALES, WrittenUnit
from evaluation.view.numbers import Numbers

LAW = settings(max_examples=150, deadline=None, derandomize=True)
CODES = ("CNY", "INR", "USD", "JPY", "KRW", "KWD", "TND", "KES")
PERSON_DAYS = Counted(code="person-days", zh="人日", en="person-days", one="person-day")
MONIES = st.builds(
    Money,
    currency=st.sampled_from(CODES),
    scale=st.sampled_from([None, *TABLE_SCALES]),
    grouping=st.sampled_from(["thousands", "indian"]),
)
AMOUNTS = st.integers(-(10**15), 10**15)
LANGUAGES = st.sampled_from(["zh", "en"])


def written(draw_scale, word):
    return word if not draw_scale else f"{draw_scale} {word}" if draw_scale.isascii() else f"{draw_scale}{word}"


@LAW
@given(MONIES, AMOUNTS, st.sampled_from(["", *SCALES]), st.integers(0, 4))
def test_what_is_shown_in_any_currency_and_scale_is_read_back(money, amount, scale, word):
    counts = money.counts.among([PERSON_DAYS])
    words = [*counts.words]
    found = WrittenUnit.of(written(scale, words[word * 7 % len(words)]), counts)
    text = units.show(amount, found)
    for cell in (text, text.removesuffix(found.text).rstrip(" ")):
        if not re.fullmatch(r"-?\d+\.000", cell) or not found.plain:
            assert units.read(cell, found).amount == amount


@LAW
@given(MONIES, AMOUNTS, LANGUAGES)
def test_money_is_printed_with_its_exact_value_in_the_unit_that_stands_beside_it(money, amount, language):
    numbers, base = Numbers(language, money.counts), money.counts.currency.base
    (whole,) = (p for p in numbers.money_exact(amount).pieces if isinstance(p, Number))
    assert Fraction(whole.exact) * base == amount
    assert Fraction(whole.printed.replace("−", "-").replace(",", "")) * base == amount
    (cell,) = (p for p in numbers.money_cell(amount).pieces if isinstance(p, Number))
    assert Fraction(cell.exact) * money.counts.table_base == amount
    told = [p for p in numbers.money(amount).pieces if isinstance(p, Number)]
    assert Fraction(told[0].exact) * _scale(told[0].unit, numbers) == amount


def _scale(words, numbers):
    """Minor units in one of what is printed, by the words alone."""
    word = words.removesuffix(str(numbers.currency)).strip()
    return {"": 1, "billion": 10**9, **SCALES}[word] * numbers.counts.currency.base


@LAW
@given(MONIES, st.integers(0, 10**15), st.integers(1, 10**9), st.sampled_from(["persons", "households", "days", "person-days"]))
def test_a_quotient_times_its_denominator_is_its_numerator(money, amount, heads, counted):
    """482.72 rupees a person-day are never 48,272: conversion follows from what the sides count."""
    counts = money.counts.among([PERSON_DAYS])
    each = unit(MONEY, counted, 1)
    value = Fraction(amount * each.times(counts), heads * each.over(counts))
    assert value * heads == Fraction(amount, counts.currency.base)
    many = unit(counted, MONEY, 10_000)
    if amount:
        value = Fraction(heads * many.times(counts), amount * many.over(counts))
        assert value * Fraction(amount, counts.currency.base) / 10_000 == heads


@pytest.mark.parametrize("top", [*SHIPPED])
@pytest.mark.parametrize("bottom", [*SHIPPED])
def test_every_quotient_of_what_is_counted_has_a_unit(top, bottom):
    made = unit(top, bottom, 1)
    assert made.code(SHIPPED)
    assert made.decimals(SHIPPED) >= 0
    for language in ("zh", "en"):
        assert made.words(language, SHIPPED)
        assert Numbers(language).unit(made)


@pytest.mark.parametrize(
    ("code", "top", "bottom", "per", "said"),
    [
        ("CNY", MONEY, "persons", 1, ("yuan/person", "元/人", "yuan per person")),
        ("CNY", "persons", MONEY, 10_000, ("persons/10k yuan", "人/万元", "persons per 10,000 yuan")),
        ("INR", MONEY, "person-days", 1, ("rupees/person-day", "卢比/人日", "rupees per person-day")),
        ("INR", "households", MONEY, 100_000, ("households/100k rupees", "户/10万卢比", "households per 100,000 rupees")),
        ("JPY", "persons", MONEY, 1, ("persons/yen", "人/日元", "persons per yen")),
        ("CNY", "days", "items", 1, ("days", "天", "days")),
        ("CNY", "persons", "households", 1, ("persons/household", "人/户", "persons per household")),
        ("CNY", "persons", "persons", 1000, ("‰", "‰", "‰")),
    ],
)
def test_words_and_codes_of_units_follow_from_the_sides(code, top, bottom, per, said):
    counts = Money(currency=code).counts.among([PERSON_DAYS])
    made = unit(top, bottom, per)
    assert (made.code(counts), made.words("zh", counts), made.words("en", counts)) == said


@pytest.mark.parametrize(
    ("said", "amount", "printed"),
    [
        ({"currency": "CNY"}, 123_456_789_00, ("1.23亿元", "123.46 million yuan", "12,345.68")),
        ({"currency": "INR"}, 123_456_789_00, ("1.23亿卢比", "12.35 crore rupees", "1,234.57")),
        ({"currency": "INR"}, 482_72, ("482.72卢比", "482.72 rupees", "0.00")),
        ({"currency": "USD"}, 1_234_567_89, ("123.46万美元", "1.23 million dollars", "1,234.57")),
        ({"currency": "JPY", "scale": "one"}, 98_765, ("9.88万日元", "98,765 yen", "98,765")),
        ({"currency": "KWD", "scale": "one"}, 1_234_567, ("1234.567科威特第纳尔", "1,234.567 Kuwaiti dinars", "1,234.567")),
        (
            {"currency": "INR", "scale": "one", "grouping": "indian"},
            12_345_678_00,
            ("1234.57万卢比", "1.23 crore rupees", "1,23,45,678.00"),
        ),
    ],
)
def test_money_reads_as_its_place_writes_it(said, amount, printed):
    counts = Money(**said).counts
    zh, en = Numbers("zh", counts), Numbers("en", counts)
    assert (zh.money(amount), en.money(amount), en.money_cell(amount)) == printed


def test_every_currency_has_a_name_and_minor_digits():
    assert {c.digits for c in CURRENCIES.values()} == {0, 2, 3}
    assert all(c.zh and c.en and c.one and c.minor for c in CURRENCIES.values())
