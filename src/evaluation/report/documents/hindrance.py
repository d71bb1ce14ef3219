"""Why a document cannot be made for a period: told in its place, and before a run."""

from __future__ import annotations

from evaluation.report.phrases import Phrases
from evaluation.study.documents import YEARLY
from evaluation.study.model import Study
from evaluation.study.periods import Period


def hindrance(study: Study, kind: str, period: Period, language: str) -> str:
    """Why a document of ``kind`` cannot be made for ``period`` of ``study`` as it was known then; empty when it can.

    It is about a whole year, the policy document it rests on did not bind yet (where it does not say since when: before
    the study's own year), or what it tells is not known.
    """
    say, policy = Phrases(language), study.file.policy
    if kind in YEARLY and not period.is_year:
        return say("unmade.yearly", year=period.year.spelled)
    begins = policy and (policy.in_force or study.file.period.year.first_day)
    if begins and period.last_day < begins:
        return say("unmade.not_in_force", day=begins.isoformat())
    if kind == "assistance_result" and not study.appraised:
        return say("unmade.no_appraisal")
    return ""
