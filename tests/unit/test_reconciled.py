"""One fact has one figure: files of a study are compared with its tables, and nothing that a run makes says two things of one."""

from __future__ import annotations

import dataclasses

import pytest
import real_reports as real

import evaluation
from evaluation.documents.book import Document
from evaluation.documents.contradiction import contradiction
from evaluation.documents.names import paper_of
from evaluation.errors import Refused
from evaluation.measured.measuring import results
from evaluation.study.kinds import kinds
from evaluation.study.recorded import RECORDS, read_records, spell_rows

DOCUMENT_OF = {"agency": "agency_announcement", "pilot": "pilots"}


@pytest.fixture(scope="module")
def hubei():
    return evaluation.open("hubei-2007")


def _differing(opened, study):
    found = results(study.keep_texts(opened.study.texts), opened.delivery, catalogue=opened.catalogue).findings
    return [f for f in found if f.code == "files_differ"]


def _with_pilots(study, pilots):
    forms = study.documents.forms
    form = forms["pilots"].model_copy(update={"pilots": pilots})
    return {"documents": study.documents.model_copy(update={"forms": {**forms, "pilots": form}})}


def _changed(study, kind):
    """The same study with one row of a kind less, or with another figure in it."""
    changes = {
        "agency": lambda: {"agencies": study.agencies[1:]},
        "layoff": lambda: {"layoffs": study.layoffs[1:]},
        "pilot": lambda: _with_pilots(study, study.documents.forms["pilots"].pilots[1:]),
        "budget": lambda: {"budget": tuple(b.model_copy(update={"yuan": b.yuan + 1_000_000}) for b in study.budget)},
        "employer": lambda: {
            "employers": tuple(
                e.model_copy(update={"base_found": e.base_found * 10**9}) if e.base_found else e for e in study.employers
            )
        },
        "problem": lambda: {
            "ledger": tuple(
                i.model_copy(update={"closed": None, "reported": None, "evidence": None, "region": "420100"}) for i in study.ledger
            )
        },
        "event": lambda: {
            "calendar": tuple(
                c.model_copy(update={"done": study.file.period.last_day, "evidence": "x", "region": "421100"})
                for c in study.calendar
                if c.event == "mop_up"
            )
        },
    }
    return study.model_copy(update=changes[kind]())


@pytest.mark.parametrize("name", ["hubei-2007", "guizhou-2010"])
def test_files_of_a_bundled_study_say_what_its_tables_say(name):
    opened = evaluation.open(name)
    assert [f.message for f in opened.findings if f.code == "files_differ"] == []


@pytest.mark.parametrize("kind", RECORDS)
def test_a_file_that_says_another_figure_is_told_with_both(hubei, kind):
    told = _differing(hubei, _changed(hubei.study, kind))
    assert {dict(f.facts)["kind"] for f in told} == {kind}
    for finding in told:
        facts = dict(finding.facts)
        assert facts["added"] != facts["stated"] and RECORDS[kind].file in finding.message
        assert facts["rows"] or kind == "pilot" or facts["added"] == "0"


@pytest.mark.parametrize("kind", DOCUMENT_OF)
def test_what_would_contradict_the_tables_is_not_made(hubei, kind):
    differing = _differing(hubei, _changed(hubei.study, kind))
    declared = kinds()
    for name, document in declared.items():
        why = contradiction(hubei.study, document, hubei.period, "en", differing)
        assert bool(why) == (name == DOCUMENT_OF[kind]), (name, why)
    assert contradiction(hubei.study, declared[DOCUMENT_OF[kind]], hubei.period, "zh", []) == ""


def test_a_document_tells_of_rows_that_there_are(hubei):
    wrong = dataclasses.replace(kinds()["pilots"], tells=("pilto",))
    with pytest.raises(Refused, match="no rows of 'pilto'"):
        contradiction(hubei.study, wrong, hubei.period, "en", [])


def test_every_kind_of_rows_is_declared_by_a_pack_and_every_event_is_one(hubei):
    recorded = [r for r in hubei.catalogue.pages.recorded if r.kind in RECORDS]
    assert {r.kind for r in recorded} == set(RECORDS)
    assert {r.part for r in recorded if r.kind == "event"} <= {e.code for e in hubei.study.events}


def test_some_of_the_cases_may_be_less_than_the_table_and_never_more(hubei):
    [listed] = [e.amount for e in read_records(hubei.study, "problem", "open", hubei.period) if e.region == "420500"]
    assert listed > 0
    assert _differing(hubei, hubei.study.model_copy(update={"ledger": hubei.study.ledger[:1]})) == []


def test_rows_are_spelled_in_spans():
    assert [spell_rows(r) for r in ((), (4,), (2, 3, 4, 9), (9, 7, 8))] == ["", "4", "2-4, 9", "7-9"]


def _numbers(content):
    """Printed numbers that say which figure they are."""
    if isinstance(content, dict):
        named = content.get("figure", "")
        if "exact" in content and "/" in named and not named.startswith("score/"):  # those of a league bear the page's region
            yield content
        for value in content.values():
            yield from _numbers(value)
    elif isinstance(content, list):
        for value in content:
            yield from _numbers(value)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hubei-2007", "guizhou-2010"])
def test_all_outputs_of_a_run_say_one_figure_of_one_fact(name):
    opened, top = real.opened(name), real.STUDIES[name]
    said: dict[str, dict[str, str]] = {}
    for language in ("zh", "en"):
        made = {code: real.contents(name, code, language) for code in (top, *(r.code for r in opened.study.reporting))}
        view = real.report(name, top, language).view
        for kind in map(opened.study.documents.kind, opened.study.documents.forms):
            if kind.about == "whole" and kind.period != "quarter":
                page = Document(paper_of(view, kind, top))
                parts = (page.cover(), page.opening(), page.body(), page.closing(), page.annexes())
                made[kind.name] = [part.content for part in parts]
        for page, contents in made.items():
            for number in _numbers(contents):
                exact = said.setdefault(f"{number['figure']} {number.get('unit')}", {})
                exact.setdefault(number["exact"], f"{language} {page}")
    assert said
    assert {figure: values for figure, values in said.items() if len(values) > 1} == {}


@pytest.mark.parametrize("period", ["2006", "2007Q1", "2007Q4"])
def test_a_file_says_nothing_of_a_time_that_it_does_not_tell_of(hubei, period):
    assert [f.message for f in hubei.at(period).findings if f.code == "files_differ"] == []
