"""The brief of two pages: each of a director's ten questions is answered, every requirement has its row, gaps are the least that
would meet the line."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction

import pytest
from pypdfium2 import PdfDocument

import evaluation
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document
from evaluation.report import brief
from evaluation.report.brief import requirements
from evaluation.report.brief.answers import QUESTIONS, answers
from evaluation.study.languages import places_without
from evaluation.study.target import meets
from evaluation.view.account import execution
from evaluation.view.judgements import missed_standings, own_title, standings, tally
from evaluation.view.shortfall import shortfall, text

STUDIES = ("china-ui-2008", "guizhou-2010", "hubei-2007", "hubei-subsidy-2024", "india-mgnrega", "india-nsfdc", "linhe-2022")
BY_REGION = {"hubei-2007": ("420000", "421000"), "guizhou-2010": ("520000", "520100")}


@pytest.fixture(scope="module")
def opened():
    return {name: evaluation.open(name) for name in STUDIES}


def views(study, codes=None):
    top = study.study.top.code
    languages = [language for language in ("zh", "en") if not any(places_without(study.study, language))]
    for code in codes or dict.fromkeys([top, *study.region_codes]):
        for language in languages:
            report = study.overview(language=language) if code == top else study.report(code, language=language)
            yield report.view


def two(study):
    """The whole and one region."""
    return dict.fromkeys([study.study.top.code, *study.region_codes[:1], *BY_REGION.get(study.study.name, ())])


def pages_of(view):
    return list(PdfDocument(pdf_document(brief.components(view, "0" * 12), (), None)))


@pytest.mark.parametrize("name", STUDIES)
def test_each_of_the_ten_questions_is_answered(opened, name):
    for view in views(opened[name], two(opened[name])):
        found = asdict(answers(view))
        assert list(found) == list(QUESTIONS)
        assert len(QUESTIONS) == 10
        assert [q for q, told in found.items() if not told.strip() or told.strip()[-1] not in "。."] == [], view.region


@pytest.mark.parametrize("name", STUDIES)
def test_page_two_has_a_row_for_every_requirement(opened, name):
    for view in views(opened[name], two(opened[name])):
        found = requirements.requirements(view)
        assert {s.indicator.code for s in standings(view)} == {s.indicator.code for s in found}
        assert {d.indicator.code for d in view.results.duties} <= {s.indicator.code for s in found}
        [table] = requirements.build(view).data["children"]
        heads = [row["cells"][0] for row in table["rows"]]
        assert [s for s in found if not any(h.startswith(str(own_title(view, s.indicator.code))) for h in heads)] == []


@pytest.mark.parametrize("name", STUDIES)
def test_nobody_is_told_of_money_where_no_table_has_any(opened, name):
    for view in views(opened[name], two(opened[name])):
        fund = view.fund
        amounts = (*fund.paid_in.of, *fund.spending.of)
        there = view.mapped(fund.budget, fund.balance, *(q.code for q in amounts)) or bool(execution(view))
        assert any(c.isdigit() for c in answers(view).money) <= there


def test_misses_are_told_with_what_lacks(opened):
    [zh, en] = views(opened["hubei-2007"], ["421000"])
    assert "差3户" in answers(zh).missed
    assert "short by 3 households" in answers(en).missed
    assert "差300.41万元" in answers(zh).missed


@pytest.mark.parametrize("name", ["hubei-2007", "guizhou-2010", "hubei-subsidy-2024"])
def test_a_gap_is_the_least_that_meets_the_line(opened, name):
    checked = 0
    for view in views(opened[name]):
        for s in missed_standings(view):
            found, code = shortfall(view, s), s.indicator.code
            assert (found is None) == (text(view, s) == "")
            value = view.results.value(view.region, code)
            if found is None or s.least is not None or s.target is None:
                continue
            if s.is_completion:
                done = view.results.progress(view.region, code)
                there, due = Fraction(done.reached), done.scheduled
            elif value.denominator is None:
                there, due = s.value, s.line
            else:
                there, due = Fraction(value.numerator), s.line * value.denominator * value.over / value.per
            sign = -1 if found.over else 1
            assert found.amount > 0
            demand = s.target.demand
            if demand == "equal" and due.denominator != 1:
                continue
            assert meets(demand, there + sign * found.amount, due), (view.region, code)
            assert not meets(demand, there + sign * (found.amount - 1), due), (view.region, code)
            checked += 1
    assert checked > 20 or name == "hubei-subsidy-2024"


def test_the_number_of_misses_is_that_of_the_tally(opened):
    for view in views(opened["hubei-2007"], ["421000", "420000"]):
        assert str(tally(view).missed) in answers(view).missed


FULL = {("hubei-2007", "420000", "en")}
"""Whose ten answers take more than a page of letters that can be read: its chart opens a third."""


@pytest.mark.slow
@pytest.mark.parametrize("name", STUDIES)
def test_a_brief_has_two_pages_with_every_answer_for_every_region_in_every_language(opened, name):
    for view in views(opened[name]):
        parts = brief.components(view, "0" * 12)
        table = next(part for part in parts[1]["children"] if part["kind"] == "table")
        assert [row["cells"][0] for row in table["rows"]] == [view.say(f"brief.of_{q}") for q in QUESTIONS]
        assert all(row["cells"][1] for row in table["rows"])
        rows = len(parts[3]["children"][0]["rows"])
        pages = pages_of(view)
        more = rows > requirements.MOST_ROWS or (view.study.name, view.region, view.language) in FULL
        assert len(pages) == 2 or (len(pages) == 3 and more), (view.region, view.language, rows)
        assert "brief-requirements" in html_document(parts)
