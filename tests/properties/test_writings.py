"""A number is a number in every writing: none is ever advised as a mark, a flag, a note or a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.data import units, when
from evaluation.data.conventions import Conventions
from evaluation.data.findings import Problem
from evaluation.data.places import Places
from evaluation.data.writings import is_number
from evaluation.personal import MASK
from evaluation.study.load import load
from evaluation.study.money import Money
from evaluation.study.periods import JANUARY
from evaluation.study.tables import Table
from evaluation.study.unit import WrittenUnit

LAW = settings(max_examples=150, deadline=None, derandomize=True)
UNITS = (
    WrittenUnit.of("人"),
    WrittenUnit.of("元"),
    WrittenUnit.of("%"),
    *(WrittenUnit.of(code, Money(currency=code).counts) for code in ("INR", "VND", "USD")),
)
FALSE_ADVICE = re.compile(r"marks|flags|stop: |'also'|a note")


def parted(text, mark, sizes):
    """``text`` with ``mark`` between groups of ``sizes`` from the right, the last repeated."""
    groups, sizes = [], list(sizes)
    while text:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        text, group = text[:-size], text[-size:]
        groups.insert(0, group)
    return mark.join(groups)


def in_words(number):
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))


WRITINGS = {
    "points": lambda n: parted(str(n), ".", [3]),
    "points and a decimal comma": lambda n: f"{parted(str(n), '.', [3])},50",
    "a decimal comma": lambda n: f"{n},5",
    "lakh": lambda n: parted(str(n), ",", [3, 2]),
    "lakh and decimals": lambda n: f"{parted(str(n), ',', [3, 2])}.25",
    "groups of four": lambda n: parted(str(n), ",", [4]),
    "blanks of four": lambda n: parted(str(n), " ", [4]),
    "exponent": lambda n: f"{n / 10 ** (len(str(n)) - 1):.1f}E+{len(str(n)) - 1:02}",
    "power": lambda n: f"{n}x10^3",
    "currency behind": lambda n: f"{n} USD",
    "currency behind, close": lambda n: f"{n}VND",
    "currency before": lambda n: f"KES {n:,}",
    "sign before": lambda n: f"${n:,}",
    "sign behind": lambda n: f"{n} €",
    "named": lambda n: f"{n} dong",
    "brackets": lambda n: f"({n:,})",
    "short": lambda n: f"{n}k",
    "shorter": lambda n: f"{n}m",
    "crore": lambda n: f"{n} cr",
    "Devanagari": lambda n: str(n).translate(str.maketrans("0123456789", "०१२३४५६७८९")),
    "Arabic": lambda n: str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "Chinese": in_words,
    "Chinese, of money": lambda n: f"{in_words(n)}万元",
    "about": lambda n: f"约{n}",
    "nearly": lambda n: f"~{n}",
    "more than": lambda n: f">{n}",
    "range": lambda n: f"{n}-{n + 5}",
    "range, long": lambda n: f"{n} – {n + 5}",
    "part": lambda n: f"{n}/{n + 1}",
    "underscores": lambda n: f"{n:_}",
}


@pytest.mark.parametrize("writing", WRITINGS)
@LAW
@given(st.integers(1, 10**12), st.sampled_from(UNITS))
def test_a_number_in_another_writing_is_read_or_asked_about(writing, number, unit):
    text = WRITINGS[writing](number)
    try:
        units.read(text, unit)
    except Problem as problem:
        assert not FALSE_ADVICE.search(problem.fix), (text, problem.fix)


@LAW
@given(st.integers(1, 10**12))
def test_a_study_of_indian_grouping_reads_both_groupings(number):
    unit = WrittenUnit.of("INR", Money(currency="INR", grouping="indian").counts)
    for text in (parted(str(number), ",", [3, 2]), f"{number:,}", str(number)):
        assert units.read(text, unit).amount == 100 * number, text


@LAW
@given(st.integers(1, 10**12), st.sampled_from([w for w in WRITINGS if w not in ("about",)]))
def test_it_is_known_as_a_number(number, writing):
    assert is_number(WRITINGS[writing](number)), WRITINGS[writing](number)


@pytest.mark.parametrize("text", ["株洲市", "九江市", "三亚市", "Ward 12", "<5", "x", "缺", "N/A", "District 9", "保密", "", "Huế"])
def test_a_name_and_a_mark_are_none(text):
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("92.000.000", "INR", "points part its groups of three digits. If they do so in the whole table, write \"decimal: ','\""),
        ("92.000.000,50", "INR", "write \"decimal: ','\" for the table in study.yml"),
        ("9.2E+07", "INR", "digits behind the first ones may be lost. Ask who delivers it for the figure in full"),
        ("92000000 USD", "INR", "it says USD, the column is declared in INR. Ask who delivers it in which currency"),
        ("92,00,000", "INR", "If tables of the study part digits so, write 'money: {currency: INR, grouping: indian}'"),
        ("九十二", "INR", "it is written in words"),
        ("123 p", "INR", "'flags: {p: {en: provisional}}'"),
        ("12*", "INR", "'flags: {p: {en: provisional}}'"),
    ],
)
def test_what_is_said_of_a_writing(text, unit, said):
    with pytest.raises(Problem) as problem:
        units.read(text, WrittenUnit.of(unit, Money(currency="INR").counts))
    assert said in f"{problem.value}. {problem.value.fix}"


TELEPHONES = ("13812345678", "+254 712 345678", "(555) 123-4567", "0712345678", "+84 905 123 456")


@pytest.fixture(scope="module")
def regions():
    """By code and by name, in Chinese and English."""
    return [Places(load(study, Path(__file__).parents[2])) for study in ("hubei-2007", "india-mgnrega")]


def test_no_number_is_advised_as_the_name_of_a_region(regions):
    for places in regions:
        for text in (*(make(92_000_000) for name, make in WRITINGS.items() if name != "about"), *TELEPHONES):
            _, problem = places.explain([text])
            assert not FALSE_ADVICE.search(problem.fix), (text, problem.fix)
            assert not re.search("[0-9]{4}", str(problem)) or sum(map(str.isdecimal, text)) < 7, text
        for text in TELEPHONES:
            assert MASK in str(places.explain([text])[1])


def test_a_region_that_is_named_again_inside_itself_is_told_as_what_it_is(regions):
    _, problem = regions[0].explain(["武汉市", "武汉市"])
    assert str(problem) == "nothing called '武汉市' lies inside 420100: 420100 is called so"
    assert "rows: {wider: read}" in problem.fix and "'also'" not in problem.fix


def test_no_number_in_a_column_of_periods_is_advised_as_a_note():
    for make in WRITINGS.values():
        text = make(92_000_000)
        assert not FALSE_ADVICE.search(when.explain(text, (text,), JANUARY).fix) or not is_number(text), text


@pytest.mark.parametrize("text", ["92,000,000", "1.2345.678", "92,00,000.5"])
def test_where_decimals_follow_a_comma_that_is_not_advised_again(text):
    table = {"title": {"en": "t"}, "file": "t.csv", "region": "r", "fixed_period": "2007", "decimal": ",", "columns": {}}
    conventions = Conventions(Table.model_validate(table))
    with pytest.raises(Problem) as problem:
        units.read(conventions.read(text).text, WrittenUnit.of("人"))
    told = conventions.explain(problem.value, text)
    assert str(told).startswith(f"'{text}' is not a figure where points part thousands and decimals follow a comma")
    assert "correct its 'decimal'" in told.fix


def test_a_message_quotes_the_cell_as_it_was_delivered():
    table = {"title": {"en": "t"}, "file": "t.csv", "region": "r", "fixed_period": "2007", "decimal": ",", "columns": {}}
    conventions = Conventions(Table.model_validate(table))
    with pytest.raises(Problem) as problem:
        units.read(conventions.read("1,25").text, WrittenUnit.of("人"))
    assert str(conventions.explain(problem.value, "1,25")) == "'1,25' 人 is not a whole number of 人"
