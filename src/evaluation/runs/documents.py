"""Which official documents a run makes beside the reports: those of ``documents.yml``; a notice or a memo for each unit
due one, and a warning notice when a line was reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.errors import Refused
from evaluation.report.phrases import Phrases
from evaluation.runs.registry import Registry
from evaluation.study import ledger
from evaluation.study.cut_off import cut_off_of
from evaluation.study.periods import Grain, Period

QUARTERLY = ("bulletin", "assistance_table", "warning_notice")  # of a year they are those of its last quarter
WARNING = "warning_notice"
_OF_UNITS = {"notice": ledger.noticed, "supervision_memo": ledger.supervised}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document to make: the folder it goes into, its kind (which names the notebook), what it is about, when."""

    code: str
    kind: str
    subject: str
    period: Period
    cut_off: date
    name: str


def papers(study: Any, period: Period, language: str, cut_off: str = "") -> list[Paper]:
    """Documents of ``study`` in the order of ``documents.yml``, those of units in the order of the ledger. Whether a
    warning notice is due is for :func:`warned` to say."""
    if study.documents is None:
        return []
    found, say = [], Phrases(language)
    for kind in study.documents.forms:
        title = say(f"document.{kind}")
        if kind in _OF_UNITS:
            day = cut_off_of(study, period, cut_off)
            for unit, items in _OF_UNITS[kind](study.as_of(day), day).items():
                name = items[0][0].unit_zh if language == "zh" else items[0][0].unit_en
                found.append(
                    Paper(
                        code=f"{kind}-{unit}",
                        kind=kind,
                        subject=unit,
                        period=period,
                        cut_off=day,
                        name=f"{title} · {name}",
                    )
                )
        else:
            when = period.last(Grain.QUARTER) if kind in QUARTERLY else period
            found.append(
                Paper(
                    code=kind,
                    kind=kind,
                    subject=study.top.code,
                    period=when,
                    cut_off=cut_off_of(study, when, cut_off),
                    name=title,
                )
            )
    folders = {p.code.casefold() for p in found}
    taken = {r.code for r in study.regions if r.code.casefold() in folders}
    if taken:
        raise Refused(
            f"params/{study.name}/regions.csv: the code {min(taken)!r} is also that of a document in documents.yml, and "
            "both would go into one folder; give the region another code"
        )
    return found


def warned(study: Any, root: Path, period: Period, cut_off: str, key: str, codes: Collection[str]) -> bool:
    """Whether anyone is in warning at the end of ``period``. ``key`` is that of the overview now.

    The latest run knows when its overview had the same key and it made all of ``codes``: then it has the notice or was
    not due one. Else the study is measured; :class:`Refused` when it cannot be.
    """
    made = _latest(study.name, root)
    if made.get(study.top.code) == key and made.keys() >= set(codes) - {WARNING}:
        return WARNING in made
    from evaluation.opened import Opened

    return bool(Opened(study.name, root, period, study, cut_off).warned)


def _latest(study: str, root: Path) -> dict[str, str]:
    """Key of everything in the latest run, by code; empty when there is none that can be read."""
    found = Registry(root, study).latest()
    return {r["code"]: r["key"] for r in found["regions"]} if found else {}
