"""Why a document cannot be made for a period: told in its place, and before a run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.view.phrases import Phrases
from evaluation.view.stating import Sentences

WHY = ("yearly", "not_in_force", "before_its_year", "no_appraisal")
"""Names of the reasons in the phrases; the first that holds is told."""


@dataclass(frozen=True, kw_only=True)
class Prospect(Sentences):
    """A study before it is measured."""

    study: Study
    period: Period
    say: Phrases

    @property
    def region(self) -> str:
        return self.study.top.code


def hindrance(study: Study, kind: str, period: Period, language: str, delivered: Collection[Period] | None = None) -> str:
    """Why a document of ``kind`` cannot be made for ``period`` of ``study`` as it was known then; empty when it can.

    It is about a whole year, the policy document it rests on did not bind yet (where it does not say since when: before
    the study's own year), or what it tells is not known; where it is known what was ``delivered``, for want of figures.
    """
    seen, policy = (Prospect(study=study, period=period, say=Phrases(language)), study.file.policy)
    fields = {
        "period": period.spelled,
        "year": period.year.spelled,
        "day": policy.in_force.isoformat() if policy and policy.in_force else "",
        "own": study.file.period.year.spelled,
    }
    told = next(filter(None, (seen.sentence(f"unmade.{why}", of=kind, **fields) for why in WHY)), "")
    if told or delivered is None:
        return told
    return seen.sentence("unmade.no_figures", of=(kind, *(p.spelled for p in delivered)), **fields)
