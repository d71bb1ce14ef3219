"""Which official documents a run makes beside the reports: those of ``documents.yml``; a notice or a memo for each unit
due one, and a warning notice when a line was reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.data.findings import Finding
from evaluation.documents.hindrance import hindrance
from evaluation.errors import Refused
from evaluation.report.phrases import Phrases
from evaluation.runs.limits import Limits, within
from evaluation.runs.registry import Registry
from evaluation.study import rectification
from evaluation.study.cut_off import cut_off_of
from evaluation.study.forms import period_of

if TYPE_CHECKING:
    from evaluation.study.kinds import Kind
    from evaluation.study.model import Study
    from evaluation.study.periods import Period

WARNING = "warning_notice"
_UNITS = {"noticed": rectification.problems_to_notice, "supervised": rectification.problems_supervised}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDocument:
    """One document to make: the folder it goes into, its kind (which names the notebook), what it is about, when."""

    code: str
    kind: str
    subject: str
    period: Period
    cut_off: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmade:
    """A document that the study asks for and that cannot be made for the period: ``why`` in the language of the reports,
    ``said`` for messages."""

    code: str
    name: str
    why: str
    said: str


Delivered = Collection["Period"] | None
"""Periods that the tables have figures of; None where nobody looked."""


def deliveries(study: Study, root: Path, period: Period, limits: Limits) -> Delivered:
    """What a document needs that is about another period than the run: a year's run makes those of its last quarter,
    which not every study has. Read within ``limits``, and only where there is such a document."""
    if all(period_of(kind, period) == period for kind in _kinds(study)):
        return None
    from evaluation.catalogue.quantities import AHEAD
    from evaluation.data.delivery import read

    def periods_covered() -> list[Period]:
        return sorted({c.period for c in read(study, root, period.last_day, AHEAD).cell_rows})

    return within(limits, "finding out which quarters were delivered", periods_covered)


def papers(study: Study, period: Period, language: str, cut_off: str = "", delivered: Delivered = None) -> list[PlannedDocument]:
    """Documents of ``study`` in the order of ``documents.yml``, those of units in the order of the ledger. Whether a
    warning notice is due is for :func:`warned` to say."""
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


def unmade(study: Study, period: Period, language: str, cut_off: str = "", delivered: Delivered = None) -> list[Unmade]:
    """Documents of ``documents.yml`` that cannot be made for ``period``, each with the reason."""
    found = []
    for kind in _kinds(study):
        when = period_of(kind, period)
        seen = study.as_of(cut_off_of(study, when, cut_off))
        why, told = (hindrance(seen, kind.name, when, words, delivered) for words in (language, "en"))
        if why:
            found.append(Unmade(code=kind.name, name=kind.title[language], why=why, said=told))
    return found


def findings(study: Study, period: Period, cut_off: str = "", delivered: Delivered = None) -> tuple[Finding, ...]:
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
        for paper in unmade(study, period, "en", cut_off, delivered)
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
    return [PlannedDocument(code=kind.name, kind=kind.name, subject=study.top.code, period=period, cut_off=day, name=name)]


def warned(study: Study, root: Path, period: Period, cut_off: str, key: str, codes: Collection[str], limits: Limits) -> bool:
    """Whether anyone is in warning at the end of ``period``. ``key`` is that of the overview now.

    The latest run knows when its overview had the same key and it made all of ``codes``: then it has the notice or was
    not due one. Else the study is measured, within ``limits``; :class:`Refused` when it cannot be.
    """
    made = _latest(study.name, root)
    if made.get(study.top.code) == key and made.keys() >= set(codes) - {WARNING}:
        return WARNING in made
    from evaluation.opened import Opened

    opened = Opened(study.name, root, period, study, cut_off)
    return within(limits, "finding out who is in warning", lambda: bool(opened.warned))


def _latest(study: str, root: Path) -> dict[str, str]:
    """Key of everything in the latest run, by code; empty when there is none that can be read."""
    found = Registry(root, study).latest()
    return {r["code"]: r["key"] for r in found["regions"]} if found else {}
