"""When reports and documents were issued, and when the tables they are made from were delivered: never guessed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from evaluation.study.periods import Period

if TYPE_CHECKING:
    from evaluation.study.model import Study, StudyFile


def delivered(file: StudyFile) -> date | None:
    """The day the last of the study's tables was delivered; None while one of them bears no day."""
    days = [table.delivered or file.delivered for table in file.tables.values()]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def checked(file: StudyFile) -> StudyFile:
    """``file``, unless it says that something was known, issued or delivered before it could be (``ValueError``)."""
    if file.cut_off < file.period.last_day:
        raise ValueError(
            f"cut_off {file.cut_off} lies before the end of {file.period}, {file.period.last_day}, when nobody could know "
            "its figures; write a later day or an earlier period"
        )
    if file.issued is not None and file.issued < file.cut_off:
        raise ValueError(f"issued {file.issued} lies before the cut_off {file.cut_off}; correct one of them")
    last, end = delivered(file), file.period.last_day
    if last is not None and last < end:
        raise ValueError(
            f"delivered: the last table came on {last}, before the end of {file.period}, {end}; correct one of them"
        )
    return file


def dated(study: Study, period: Period) -> date | None:
    """The date that files about ``period`` bear: of issue, before it of the last delivery; None when neither is known."""
    return issued(study, period) or delivered(study.file)


def issued(study: Study, period: Period) -> date | None:
    """The day the reports of ``period`` were issued. ``study.yml`` tells that of its own period alone."""
    return study.file.issued if period == study.file.period else None
