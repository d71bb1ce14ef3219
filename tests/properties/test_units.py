"""Laws of the unit grammar for any figure."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.data import units
from evaluation.data.findings import Problem
from evaluation.study.unit import WrittenUnit

WRITTEN = [
    "人",
    "万人",
    "人次",
    "万人次",
    "人月",
    "户",
    "万户",
    "元",
    "万元",
    "亿元",
    "个",
    "件",
    "天",
    "lakh persons",
    "千户",
    "thousand yuan",
]
UNITS = st.sampled_from([*map(WrittenUnit.of, WRITTEN)])
ANY_UNIT = st.sampled_from([*map(WrittenUnit.of, [*WRITTEN, "%", "‰"])])
AMOUNTS = st.integers(-(10**15), 10**15)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
LAW = settings(max_examples=150, deadline=None, derandomize=True)


def grouped(text):
    """``text`` with thousands separators."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    return ("-" if text.startswith("-") else "") + f"{int(whole):,}{point}{fraction}"


@LAW
@given(AMOUNTS, UNITS)
def test_what_is_printed_is_read_back(amount, unit):
    amount = amount if unit.scale > 1 else amount // 10**6  # a count of 11 digits may be a telephone number
    printed = units.show(amount, unit)
    bare = printed.removesuffix(unit.text).removesuffix(" ")
    for text in (printed, bare, grouped(bare), bare.translate(WIDE), grouped(bare).translate(WIDE), f" {bare}　"):
        assert units.read(text, unit).amount == amount


@LAW
@given(st.integers(-(10**8), 10**8), st.integers(0, 2))
def test_a_larger_unit_is_that_many_times_the_smaller(number, places):
    text = units.show(Fraction(number, 10**places) * 100, WrittenUnit.of("元")).removesuffix("元")
    yuan = units.read(text, WrittenUnit.of("元")).amount
    assert units.read(text, WrittenUnit.of("万元")).amount == 10_000 * yuan
    assert units.read(text, WrittenUnit.of("亿元")).amount == 10_000 * units.read(text, WrittenUnit.of("万元")).amount


@LAW
@given(st.text(alphabet="0123456789０１９.．,，+-－−%‰万亿人元次户 　…—*c()eE_٣१\t\n\u200b", max_size=12), ANY_UNIT)
def test_nothing_is_accepted_that_cannot_be_printed_back(text, unit):
    try:
        reading = units.read(text, unit)
    except Problem:
        return
    assert (reading.amount is None) == (reading.mark != "")
    if reading.mark:
        assert units.MARK_OF[units.normalise(text)] == reading.mark
        return
    plain = units.normalise(text).removesuffix(unit.text).rstrip(" ").removeprefix("+")
    assert plain in _forms(reading, unit)


def _forms(reading, unit):
    """Every way ``reading`` may have been written: bare or grouped, with as many decimals as were printed."""
    bare = units.show(reading.amount, unit).removesuffix(unit.text).removesuffix(" ")
    whole, _, fraction = bare.partition(".")
    assert len(fraction) <= reading.decimals
    padded = f"{whole}.{fraction.ljust(reading.decimals, '0')}" if reading.decimals else whole
    return padded, grouped(padded)


@LAW
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from(["", "-", "+"]), st.integers(0, 2), ANY_UNIT)
def test_a_figure_that_begins_with_a_zero_is_a_code(number, zeros, sign, places, unit):
    """From two digits on: 07 is a code, 0 and 0.7 are figures."""
    text = f"{sign}{'0' * zeros}{number}" + (f".{number % 10**places:0{places}d}" if places else "")
    for cell in (text, text.translate(WIDE), f" {text}"):
        with pytest.raises(Problem) as problem:
            units.read(cell, unit, whole=False)
        assert problem.value.code == "leading_zero"


@LAW
@given(st.text(max_size=30), ANY_UNIT)
def test_any_text_is_read_or_refused(text, unit):
    try:
        reading = units.read(text, unit)
    except Problem as problem:
        assert problem.message
        assert problem.fix
    else:
        assert reading.bound >= 0


@LAW
@given(st.integers(0, 10**12), st.sampled_from([*map(WrittenUnit.of, ["万人", "万户", "万元", "亿元"])]), st.integers(0, 3))
def test_the_true_amount_lies_within_the_bound(amount, unit, places):
    step = Fraction(unit.scale, 10**places)
    rounded = int(Fraction(amount) / step + Fraction(1, 2)) * step
    assume(rounded.denominator == 1)
    text = units.show(rounded, unit).removesuffix(unit.text)
    reading = units.read(text, unit, decimals=places)
    assert abs(reading.amount - amount) <= reading.bound


PLAIN_AND_ALIKE = st.one_of(
    st.from_regex(r"[0-9]{1,18}(\.[0-9]{0,7})?", fullmatch=True),
    st.sampled_from(
        ["0", "0.0", "0.000", "1.000", "12.000", "110105491231002", "11010549123100.2", "9" * 14, "1e3", "１２", "5 ", ""]
    ),
)


@LAW
@given(PLAIN_AND_ALIKE, UNITS, st.sampled_from([None, 0, 2, 4]), st.sampled_from(["exact", "below_precision"]))
def test_what_is_read_by_its_digits_alone_is_read_as_by_the_grammar(text, unit, decimals, zero):
    quick = units.PlainNumbers(unit, decimals, zero).read(text)
    assume(quick is not None)
    try:
        due = units.read(text, unit, decimals=decimals, zero=zero)
    except Problem as problem:
        due = problem
    assert quick == due


@LAW
@given(
    st.lists(st.one_of(PLAIN_AND_ALIKE, st.none(), st.sampled_from(["1\n2", "\n", "-1", "1,000", "…"])), max_size=12),
    UNITS,
    st.sampled_from([None, 0, 2, 4]),
    st.sampled_from(["exact", "below_precision"]),
)
def test_figures_of_a_column_are_read_together_as_each_alone(texts, unit, decimals, zero):
    reader = units.PlainNumbers(unit, decimals, zero)
    found = zip(*reader.read_all(texts), strict=True)
    together = [None if places == units.NOT_PLAIN else reader.reading(amount, places) for amount, places in found]
    assert together == [None if text is None else reader.read(text) for text in texts]
