"""民办职业中介机构检查清理结果公告 (HB-22): every agency with what its check found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.study.agencies import RESULTS, Agency
from evaluation.view import judged
from evaluation.view.page_tables import table_with_notes

NAMED = 5  # more agencies of one result are told by number; the annex names every one


@dataclass(frozen=True, kw_only=True)
class NamedAgency:
    name: str
    licence: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    reason: str
    count: str


@dataclass(frozen=True, kw_only=True)
class AgenciesOfAResult:
    """Agencies by name where they are few, else their faults, most first; ``some``: there is at least one."""

    some: bool
    count: str
    agencies: tuple[NamedAgency, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class WaitingRegion:
    name: str
    count: str


@dataclass(frozen=True, kw_only=True)
class AnnouncementFigures:
    """``share``: of agencies checked; ``waiting``: where those are that were not checked."""

    is_addressed: bool
    all: str
    checked: str
    share: str
    passed: str
    unchecked: str
    rectify: AgenciesOfAResult
    revoked: AgenciesOfAResult
    waiting: tuple[WaitingRegion, ...]
    results: Titled | None


def figures(paper: Paper) -> AnnouncementFigures:
    view, found = paper.view, results(paper)
    count, all_ = view.numbers.count, len(view.study.agencies)
    checked, waiting = all_ - len(found["unchecked"]), Counter(a.region for a in found["unchecked"])
    return AnnouncementFigures(
        is_addressed=paper.form.to is not None,
        all=count(all_),
        checked=count(checked),
        share=judged.share(view, Fraction(checked * 100, all_ or 1)),
        passed=count(len(found["passed"])),
        unchecked=count(len(found["unchecked"])),
        rectify=_of_a_result(paper, found["rectify"]),
        revoked=_of_a_result(paper, found["revoked"]),
        waiting=tuple(WaitingRegion(name=view.name(r), count=paper.cases(n)) for r, n in waiting.items()),
        results=partial(_table, paper) if view.study.agencies else None,
    )


def results(paper: Paper) -> dict[str, list[Agency]]:
    """Agencies by what was known of them on the document's day."""
    found: dict[str, list[Agency]] = {result: [] for result in RESULTS}
    for agency in paper.view.study.agencies:
        found[agency.outcome(paper.day)].append(agency)
    return found


def _of_a_result(paper: Paper, those: list[Agency]) -> AgenciesOfAResult:
    told = [(a, *a.words(paper.view.language)) for a in those]
    few = len(those) <= NAMED
    faults = Counter(reason for _, _, reason in told)
    named = (
        NamedAgency(name=name_as("name", name), licence=name_as("code", a.licence), reason=name_as("quoted", reason))
        for a, name, reason in told
    )
    counted = (Fault(reason=name_as("quoted", reason), count=paper.cases(n)) for reason, n in faults.most_common())
    return AgenciesOfAResult(
        some=bool(those),
        count=paper.view.numbers.count(len(those)),
        agencies=tuple(named) if few else (),
        faults=() if few else tuple(counted),
    )


def _table(paper: Paper, title: str) -> Component:
    """Every agency by the region that licensed it, with the day and the result of its check."""
    view, say, rows = paper.view, paper.say, []
    for region in dict.fromkeys(a.region for a in view.study.agencies):
        rows.append(row(view.name(region), role="group"))
        for agency in (a for a in view.study.agencies if a.region == region):
            name, reason = (name_as("name", said) for said in agency.words(view.language))
            result = agency.outcome(paper.day)
            checked = agency.checked if result != "unchecked" else None
            day = name_as("date", checked.isoformat()) if checked else view.numbers.mark("not_applicable")
            rows.append(row(name_as("code", agency.licence), name, day, say(f"agency_result.{result}"), reason if checked else ""))
    columns = [
        column(say("agency.licence")),
        column(say("agency.name"), weight=4),
        column(say("agency.day")),
        column(say("agency.result")),
        column(say("agency.reason"), weight=4),
    ]
    return table_with_notes(view, "agencies", title, columns, rows, [say("agency.note")])
