"""The unit grammar: which cells are figures, in which base units, and how far rounding reaches."""

from fractions import Fraction

import pytest

from evaluation.data import units
from evaluation.data.findings import Problem
from evaluation.study.unit import WrittenUnit, join_unit

ROUND = "Check the unit declared in study.yml, or write 'round: minor' for the column if its source keeps more digits"


@pytest.mark.parametrize(
    ("text", "unit", "amount", "bound"),
    [
        ("1234", "人", 1234, 0),
        ("1,234,567", "人次", 1234567, 0),
        ("１２，３４５", "户", 12345, 0),
        ("12399.8", "万人", 123998000, 500),
        ("１２３．５", "万人", 1235000, 500),
        ("7", "万人次", 70000, 5000),
        ("+5", "个", 5, 0),
        ("−5", "件", -5, 0),
        ("－5", "人月", -5, 0),
        ("24739770.46", "元", 2473977046, 0),
        ("1 人", "人", 1, 0),
        ("6992.95万元", "万元", 6992950000, 5000),
        ("1310.1", "亿元", 13101000000000, 500000000),
        (" 12\u3000", "人", 12, 0),
        ("95", "%", Fraction(95, 100), Fraction(1, 200)),
        ("9５.75％", "%", Fraction(9575, 10000), Fraction(1, 20000)),
        ("9.5‰", "‰", Fraction(95, 10000), Fraction(1, 20000)),
    ],
)
def test_figures(text, unit, amount, bound):
    reading = units.read(text, WrittenUnit.of(unit))
    assert (reading.amount, reading.mark, reading.bound) == (amount, "", bound)
    assert WrittenUnit.of(unit).is_rate or isinstance(reading.amount, int)


@pytest.mark.parametrize(
    ("text", "unit", "decimals", "bound"),
    [("23.5", "万元", 2, 5000), ("23.5", "万元", 6, 0), ("1200", "人", 0, 0), ("1200", "元", 0, 50), ("4", "亿元", 1, 5 * 10**8)],
)
def test_a_declared_precision_sets_the_bound(text, unit, decimals, bound):
    assert units.read(text, WrittenUnit.of(unit), decimals=decimals).bound == bound


@pytest.mark.parametrize(("text", "unit"), [("2.000", "人"), ("12.000", "元"), ("2．000", "户")])
def test_a_point_that_may_part_thousands_is_not_read_silently(text, unit):
    with pytest.raises(Problem, match="with three decimals or") as problem:
        units.read(text, WrittenUnit.of(unit))
    assert problem.value.code == "thousands_point"
    assert units.read(text, WrittenUnit.of(unit), decimals=3).mark == ""


@pytest.mark.parametrize(("text", "unit"), [("2.0", "人"), ("2.00", "元"), ("2.000", "万元"), ("2.000", "%"), ("2000", "人")])
def test_other_decimals_cannot_part_thousands(text, unit):
    assert units.read(text, WrittenUnit.of(unit)).mark == ""


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", "missing"),
        ("  ", "missing"),
        ("…", "missing"),
        ("……", "missing"),
        ("...", "missing"),
        ("．．．", "missing"),
        ("—", "not_applicable"),
        ("－－", "not_applicable"),
        ("不适用", "not_applicable"),
        ("n/a", "not_applicable"),
        ("*", "suppressed"),
        ("[已抑制]", "suppressed"),
        ("c", "suppressed"),
    ],
)
def test_marks_are_not_figures(text, mark):
    reading = units.read(text, WrittenUnit.of("人"))
    assert (reading.amount, reading.mark, reading.bound) == (None, mark, 0)


@pytest.mark.parametrize("text", ["0", "0.0"])
def test_zero_below_the_printed_precision_is_no_zero(text):
    reading = units.read(text, WrittenUnit.of("万人"), decimals=1, zero="below_precision")
    assert (reading.amount, reading.mark, reading.bound) == (None, "below_precision", 500)
    assert units.read(text, WrittenUnit.of("万人"), decimals=1).amount == 0


@pytest.mark.parametrize(
    ("text", "unit", "code", "message", "fix"),
    [
        (
            "1.2万",
            "人",
            "unit_mixed",
            "'1.2万' carries 万, the column is declared in 人",
            "Declare the whole column in 万人 in study.yml if all of it is; else ask for this figure in 人 (12000)",
        ),
        (
            "1.2万元",
            "元",
            "unit_mixed",
            "'1.2万元' carries 万元, the column is declared in 元",
            "Declare the whole column in 万元 in study.yml if all of it is; else ask for this figure in 元 (12000)",
        ),
        (
            "1.2亿元",
            "万元",
            "unit_mixed",
            "'1.2亿元' carries 亿元, the column is declared in 万元",
            "Ask who delivers it for every figure of the column in 万元, without another unit, and keep this one",
        ),
        (
            "3人次",
            "人",
            "unit_mixed",
            "'3人次' carries 人次, the column is declared in 人",
            "Ask who delivers it for every figure of the column in 人, without another unit, and keep this one",
        ),
        (
            "95%",
            "‰",
            "unit_mixed",
            "'95%' carries %, the column is declared in ‰",
            "Ask who delivers it for every figure of the column in ‰, without another unit, and keep this one",
        ),
        ("12.5", "人", "fraction", "'12.5' 人 is not a whole number of 人", ROUND),
        ("1.005", "元", "fraction", "'1.005' 元 is not a whole number of fen", ROUND),
        (
            "1.25",
            "%",
            "decimals",
            "'1.25' has 2 decimals, the column is declared with 1",
            "Correct 'decimals' in study.yml, or write 'round: decimals' beside it to have such figures rounded",
        ),
        (
            "(1,234)",
            "元",
            "not_a_figure",
            "'(1,234)' is not a figure: it stands in brackets",
            "Ask whether a negative figure is meant, and for the file with a minus sign",
        ),
        (
            "12,34",
            "人",
            "not_a_figure",
            "'12,34' is not a figure: commas part groups of three digits only, and decimals follow a point",
            "Ask which figure is meant; if the source's decimals follow a comma, write \"decimal: ','\" for the table in study.yml",
        ),
        (
            "-",
            "人",
            "not_a_figure",
            "'-' is not a figure: a single dash can mean zero, missing or not applicable",
            "Ask for the figure, or declare for the table in study.yml 'marks: {missing: [\"-\"]}' where the figure is not known, "
            "'suppressed' where it is kept back, 'not_applicable' where there can be none (a zero is a figure)",
        ),
        (
            "#DIV/0!",
            "人",
            "not_a_figure",
            "'#DIV/0!' is not a figure: it is a spreadsheet error",
            "Ask who delivers it for the figure: the formula of the cell finds none, and keep this one",
        ),
        (
            "=1+1",
            "人",
            "not_a_figure",
            "'=1+1' is not a figure: it is a formula in a text cell",
            "Ask who delivers it for the figure that it gives, and keep this one",
        ),
        (
            "0123",
            "人",
            "leading_zero",
            "'0123' begins with zero, as a code does and a figure does not",
            "Check that the columns are not shifted; if they are not, ask which figure is meant",
        ),
        (
            "-0.0",
            "人",
            "minus_zero",
            "'-0.0' is zero with a minus sign",
            "Ask for the figure with more digits: it may be below zero",
        ),
        (
            "9" * 14 + "000000",
            "元",
            "too_large",
            "'[long number masked]' 元 is larger than any amount kept",
            "Check the unit in study.yml",
        ),
        ("9" * 30, "人", "too_large", "the figure has more than 25 digits", "Ask who delivers it which figure is meant"),
    ],
)
def test_refusals_say_what_and_what_to_do(text, unit, code, message, fix):
    with pytest.raises(Problem) as caught:
        units.read(text, WrittenUnit.of(unit), decimals=1 if code == "decimals" else None)
    assert (caught.value.code, caught.value.message, caught.value.fix) == (code, message, fix)


def test_a_stated_quotient_may_be_part_of_a_base_unit():
    reading = units.read("35.5", WrittenUnit.of("人"), whole=False)
    assert (reading.amount, reading.bound) == (Fraction(71, 2), Fraction(1, 20))


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [(123998000, "万人", "12399.8万人"), (-5, "元", "-0.05元"), (0, "人", "0人"), (Fraction(23, 80), "%", "28.75%")],
)
def test_amounts_are_printed_exactly(amount, unit, text):
    assert units.show(amount, WrittenUnit.of(unit)) == text


def test_what_has_no_decimal_form_is_not_printed():
    with pytest.raises(ValueError, match="no exact decimal form"):
        units.show(Fraction(1, 3), WrittenUnit.of("%"))


@pytest.mark.parametrize(
    ("digits", "unit", "told"),
    [("420", "persons", "420 persons"), ("9", "INR", "9 INR"), ("1.5", "万人", "1.5万人"), ("70", "%", "70%")],
)
def test_a_unit_of_letters_stands_behind_a_blank(digits, unit, told):
    assert join_unit(digits, unit) == told
