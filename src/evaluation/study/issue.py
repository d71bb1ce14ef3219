"""When reports and documents were issued, and when the tables they are made from were delivered: never guessed."""

from __future__ import annotations

from datetime import date

from evaluation.study.model import Study
from evaluation.study.periods import Period


def date_of(study: Study, period: Period) -> date | None:
    """The date that files about ``period`` bear: of issue, before it of the last delivery; None when neither is known."""
    return day_of_issue(study, period) or study.file.last_delivery


def day_of_issue(study: Study, period: Period) -> date | None:
    """The day the reports of ``period`` were issued. ``study.yml`` tells that of its own period alone; what is known until
    a later day than that was not what was issued then."""
    file = study.file
    known_then = file.issued is not None and file.cut_off <= file.issued
    return file.issued if period == file.period and known_then else None
