"""Every digit of a report is a number that knows its exact value, or stands in a name of a listed kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
import real_reports as real

from evaluation.measured.rounding import half_up
from evaluation.render.printed import Nothing, Number, Printed, bare_digits, read
from evaluation.study.base import Words

REPORTS = [
    *((study, region, language) for study, region in real.STUDIES.items() for language in ("zh", "en")),
    ("hubei-2007", "420100", "zh"),
    ("hubei-2007", "429021", "en"),
    ("guizhou-2010", "520300", "zh"),
]


def texts(content) -> Iterator[Printed]:
    """Every text with pieces."""
    if isinstance(content, dict) and "pieces" in content:
        yield read(content)
    elif isinstance(content, dict):
        for item in content.values():
            yield from texts(item)
    elif isinstance(content, list):
        for item in content:
            yield from texts(item)


def numbers(study, region, language):
    return [p for text in texts(real.contents(study, region, language)) for p in text.pieces if isinstance(p, Number)]


def prints(number: Number) -> bool:
    """Whether the number is printed as what it is: rounded half up at its digits, or as a bound that holds."""
    bound, text = number.printed[0], number.printed.replace(",", "").replace("−", "-")
    exact = Fraction(number.exact)
    if bound in "<>":
        line = Fraction(text[1:])
        return exact < line if bound == "<" else exact > line
    return half_up(exact, len(text.partition(".")[2])) == text.removeprefix("+")


@pytest.mark.parametrize(("study", "region", "language"), REPORTS)
def test_no_digit_stands_outside_a_piece(study, region, language):
    assert [found for content in real.contents(study, region, language) for found in bare_digits(content)] == []


@pytest.mark.parametrize(("study", "region", "language"), REPORTS)
def test_every_number_is_printed_as_what_it_is(study, region, language):
    found = numbers(study, region, language)
    assert len(found) > 500 or study == "china-ui-2008"
    assert [n for n in found if not prints(n)] == []


@pytest.mark.parametrize(
    ("exact", "printed", "holds"),
    [
        ("23/80", "0.3", True),
        ("23/80", "0.28", False),
        ("-5/2", "−3", True),
        ("5/2", "+3", True),
        ("12345", "12,345", True),
        ("12345", "12,346", False),
        ("8999999/100000", "<90", True),
        ("90", "<90", False),
        ("-1/100000", ">−0.0001", True),
    ],
)
def test_a_number_that_is_printed_as_another_is_seen(exact, printed, holds):
    assert prints(Number(exact, printed)) is holds


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cell_says_which_value_it_is_and_a_mark_why_there_is_none(language):
    found = {n.figure: n for n in numbers("hubei-2007", "420100", language) if n.figure}
    value = real.opened("hubei-2007").results.value("420100", "emp_new_urban")
    assert Fraction(found[value.key].exact) in (value.exact, value.exact / 10_000)
    marks = {p for text in texts(real.contents("hubei-2007", "420100", language)) for p in text.pieces if isinstance(p, Nothing)}
    assert {"missing", "not_applicable"} <= {mark.why for mark in marks}


@pytest.mark.parametrize(("study", "region"), real.STUDIES.items())
def test_what_a_study_says_may_have_digits(study, region, monkeypatch):
    plain = Words.__getitem__
    monkeypatch.setattr(Words, "__getitem__", lambda words, language: plain(words, language) + " 7")
    shown = real.report(study, region, "en")
    for name in real.calls(study, region)[:-1]:
        assert list(bare_digits(getattr(shown, name)().content)) == []
