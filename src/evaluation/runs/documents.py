"""Which official documents a run makes beside the reports: those of ``documents.yml``; a notice or a memo for each unit
due one, and a warning notice when a line was reached. A plan reads and measures nothing: what only figures tell is pending
until the run has measured the study."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.data.findings import Finding
from evaluation.documents.contradiction import contradiction
from evaluation.documents.hindrance import hindrance
from evaluation.errors import Refused
from evaluation.runs.job import Readiness, Unmade
from evaluation.runs.registry import Registry
from evaluation.study import rectification
from evaluation.study.cut_off import cut_off_of
from evaluation.study.forms import period_of
from evaluation.view.phrases import Phrases

if TYPE_CHECKING:
    from evaluation.opened import Opened
    from evaluation.study.kinds import Kind
    from evaluation.study.model import Study
    from evaluation.study.periods import Period

WARNING = "warning_notice"
_UNITS = {"noticed": rectification.problems_to_notice, "supervised": rectification.problems_supervised}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDocument:
    """One document to make: the folder it goes into, its kind (which names the notebook), what it is about, when, and the kinds of
    rows that it counts."""

    code: str
    kind: str
    subject: str
    period: Period
    cut_off: date
    name: str
    tells: tuple[str, ...] = ()


Delivered = Collection["Period"] | None
"""Periods that the tables have figures of; None where nobody looked."""


def papers(study: Study, period: Period, language: str, cut_off: str = "", delivered: Delivered = None) -> list[PlannedDocument]:
    """Documents of ``study`` in the order of ``documents.yml``, those of units in the order of the ledger; with those that
    are :func:`pending` until the study is measured."""
    found: list[PlannedDocument] = []
    for kind in _kinds(study):
        when = period_of(kind, period)
        day = cut_off_of(study, when, cut_off)
        seen = study.as_of(day)
        if not hindrance(seen, kind.name, when, language, delivered):
            found += _of_kind(seen, kind, when, when != period, language)
    taken = {r.code for r in study.regions} & {p.code for p in found}
    if taken:
        raise Refused(
            f"params/{study.name}/regions.csv: the code {min(taken)!r} is also that of a document in documents.yml, and "
            "both would go into one folder; give the region another code"
        )
    return found


def unmade(
    study: Study, period: Period, language: str, cut_off: str = "", delivered: Delivered = None, measured: Iterable[Finding] = ()
) -> list[Unmade]:
    """Documents of ``documents.yml`` that cannot be made for ``period``, each with the reason; ``measured``: what was found when
    the study was measured."""
    measured = tuple(measured)
    found = []
    for kind in _kinds(study):
        when = period_of(kind, period)
        seen = study.as_of(cut_off_of(study, when, cut_off))
        why, told = (
            hindrance(seen, kind.name, when, words, delivered) or contradiction(seen, kind, when, words, measured)
            for words in (language, "en")
        )
        if why:
            found.append(Unmade(code=kind.name, name=kind.title[language], why=why, said=told))
    return found


def findings(
    study: Study, period: Period, cut_off: str = "", delivered: Delivered = None, measured: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """A reportable finding for every document that cannot be made for ``period``: it keeps nothing else from being made."""
    return tuple(
        Finding(
            severity="reportable",
            code="document_not_made",
            file="documents.yml",
            message=f"the document {paper.code} is not made for {period}: {paper.said}",
            fix="Nothing to do: everything else is made, and the index of the run says the same in its place",
            facts={"document": paper.code, "period": period.spelled, "why": paper.said},
        )
        for paper in unmade(study, period, "en", cut_off, delivered, measured)
    )


def _kinds(study: Study) -> Iterable[Kind]:
    return map(study.documents.kind, study.documents.forms) if study.documents else ()


def _of_kind(study: Study, kind: Kind, period: Period, other: bool, language: str) -> list[PlannedDocument]:
    """The documents of one kind; ``other``: about another period than the run, which their name tells."""
    say, day = Phrases(language), study.file.cut_off
    title = kind.title[language]
    if kind.units is not None:
        named = {u: items[0][0] for u, items in _UNITS[kind.units](study, day).items()}
        names = {u: item.unit_zh if language == "zh" else item.unit_en for u, item in named.items()}
        return [
            PlannedDocument(
                code=f"{kind.name}-{unit}", kind=kind.name, subject=unit, period=period, cut_off=day, name=f"{title} · {name}"
            )
            for unit, name in names.items()
        ]
    name = f"{title} · {say('period.quarter', **say.words(period))}" if other else title
    return [
        PlannedDocument(
            code=kind.name, kind=kind.name, subject=study.top.code, period=period, cut_off=day, name=name, tells=kind.tells
        )
    ]


def pending(paper: PlannedDocument, period: Period) -> str:
    """On what it depends whether ``paper`` is made in a run of ``period``, where only figures tell; empty when nothing."""
    conditions = (
        (paper.period != period, f"{paper.period} was delivered"),
        (paper.kind == WARNING, "anyone is in warning at its end"),
        (bool(paper.tells), "what it counts is what the tables say"),
    )
    return " and ".join(words for holds, words in conditions if holds)


def settle(opened: Opened, cut_off: str, language: str) -> Readiness:
    """What the measured study tells of its documents. A year's run makes documents of its last quarter, which not every
    delivery has."""
    inputs = tuple(opened.inputs)
    if not language:
        return Readiness(inputs=inputs)
    there = sorted(opened.delivery.cell_rows.periods)
    without = tuple(unmade(opened.study, opened.period, language, cut_off, there, opened.results.findings))
    return Readiness(inputs=inputs, unmade=without, warned=bool(opened.warned))


def recall(study: Study, root: Path, key: str, papers: Collection[PlannedDocument], period: Period) -> Readiness | None:
    """What :func:`settle` would tell, as the latest run of the study knows it: its overview has the ``key`` of the overview
    now, and it made everything that is certain. None when it does not tell; nothing is measured for this."""
    found = Registry(root, study.name).latest()
    if found is None:
        return None
    made = {r["code"]: r["key"] for r in found["regions"]}
    without = {said["code"]: Unmade(**said) for said in found.get("unmade", ())}
    certain = {study.top.code, *(r.code for r in study.reporting), *(p.code for p in papers if not pending(p, period))}
    if made.get(study.top.code) != key or not made.keys() >= certain:
        return None
    open_ones = {p.code for p in papers if pending(p, period)} - made.keys() - without.keys()
    if open_ones - {WARNING}:
        return None
    return Readiness(inputs=(), unmade=tuple(without.values()), warned=WARNING not in open_ones)


def missing(ready: Readiness, period: str) -> dict[str, str]:
    """Why each kind of document is not made that the measured study does not have, in words for messages."""
    found = (
        {} if ready.warned else {WARNING: f"nobody is in warning at the end of {period}, and there is no warning notice to make"}
    )
    return found | {u.code: f"{u.code} is not made: {u.said}" for u in ready.unmade}
