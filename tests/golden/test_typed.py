"""Every digit of a report is a number that knows its exact value, or stands in a name of a listed kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
import real_reports as real
import test_documents_golden as documents
from pydantic import BaseModel

from evaluation.documents.book import Document
from evaluation.errors import SectionFailed
from evaluation.measured.rounding import half_up
from evaluation.render.printed import Nothing, Number, Printed, bare_digits, read
from evaluation.report.book import Report
from evaluation.study.base import Words
from evaluation.study.kinds import kinds
from evaluation.study.model import Table

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


@pytest.mark.parametrize(("kind", "language"), documents.CASES)
def test_no_digit_of_a_document_stands_outside_a_piece(kind, language):
    contents = [part.content for part in document_parts(real.opened, kind, language)]
    assert [found for content in contents for found in bare_digits(content)] == []
    assert [p for text in texts(contents) for p in text.pieces if isinstance(p, Number) and not prints(p)] == []


_FREE = {f"{name}{may}" for name in ("Name", "Passage", "Text") for may in ("", " | None")}


def with_digits(value):
    """What a study says in its own words, with a digit behind every text that is free."""
    if isinstance(value, Words):
        return value.model_copy(update={"zh": f"{value.zh}7", "en": f"{value.en} 7"})
    if isinstance(value, BaseModel) and not isinstance(value, Table):
        kept = {name: with_digits(getattr(value, name)) for name in type(value).model_fields}
        said = {n for part in type(value).__mro__ for n, type_ in vars(part).get("__annotations__", {}).items() if type_ in _FREE}
        return value.model_copy(update=kept | {n: f"{kept[n]} 7" for n in said if isinstance(kept.get(n), str) and kept[n]})
    if isinstance(value, tuple):
        return tuple(map(with_digits, value))
    return {key: with_digits(item) for key, item in value.items()} if isinstance(value, dict) else value


def view_with_digits(view):
    return replace(view, results=replace(view.results, study=with_digits(view.study)))


def document_parts(opened, kind, language):
    study, region, period = documents.OF.get(kind, ("hubei-2007", "", ""))
    made = opened(study).document(kind, region, period, language)
    return [getattr(made, call)() for call in documents.CALLS]


PLACES = [
    *((kind, *documents.OF.get(kind, ("hubei-2007", "", ""))) for kind in kinds()),
    *(("notice", "hubei-2007", unit, "") for unit in ("420500-ui", "420900", "422800")),
    *(("supervision_memo", "hubei-2007", unit, "") for unit in ("420500-ui", "422800")),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("study", "region"), [*real.STUDIES.items(), ("hubei-2007", "420100"), ("guizhou-2010", "520300")])
def test_what_a_study_says_may_have_digits(study, region, language):
    shown = Report(view_with_digits(real.report(study, region, language).view))
    for name in real.calls(study, region)[:-1]:
        getattr(shown, name)()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("kind", "study", "region", "period"), PLACES)
def test_what_a_study_says_in_a_document_may_have_digits(kind, study, region, period, language):
    paper = real.opened(study).document(kind, region, period, language).paper
    made = Document(replace(paper, view=view_with_digits(paper.view)))
    for call in documents.CALLS:
        getattr(made, call)()


def test_a_number_in_a_document_that_is_no_piece_is_refused(monkeypatch):
    made = real.opened("hubei-2007").document("bulletin", "", "2007Q4", "en")
    monkeypatch.setattr(type(made.paper), "number", lambda paper: "No. 7")
    monkeypatch.setattr(type(made.paper), "date_line", lambda paper: "day 7")
    with pytest.raises(SectionFailed, match=r"^document 'bulletin', closing: .*: day 7 has a digit of no kind: use view.numbers"):
        made.closing()
