"""When reports and documents were issued, whether they are drafts, and when the tables they are made from were delivered: never
guessed."""

from __future__ import annotations

from datetime import date

from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.questions import ReportStatus


def date_of(study: Study, period: Period) -> date | None:
    """The date that files about ``period`` bear: of issue, before it of the last delivery; None when neither is known."""
    return day_of_issue(study, period) or study.file.last_delivery


def day_of_issue(study: Study, period: Period) -> date | None:
    """The day the reports of ``period`` were issued: by its round, and where the study has none by ``study.yml``, which tells that
    of its own period alone. What is known until a later day than that was not what was issued then."""
    file, round_ = study.file, study.standing
    if round_ is not None:
        day = round_.issued.day if round_.issued and round_.period == period else None
    else:
        day = file.issued if period == file.period else None
    return day if day is not None and file.cut_off <= day else None


def status_of(study: Study, period: Period) -> ReportStatus:
    """Whether the reports of ``period`` are drafts. What a study collects in rounds is final when it has a day of issue, and
    never without one; of another study ``study.yml`` says so."""
    if study.standing is None:
        return study.file.status
    return "final" if day_of_issue(study, period) else "draft"
