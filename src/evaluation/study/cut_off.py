"""The last day whose facts a run may know: it follows the period, or is given."""

from __future__ import annotations

import re
from datetime import date

from evaluation.errors import Refused, fit_for_message
from evaluation.study.model import Study
from evaluation.study.periods import Period

_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """``text`` as the day it says; ``ValueError`` for anything but year-month-day."""
    if not _DAY.fullmatch(text):
        raise ValueError("write a day as 2007-07-15")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("the calendar has no such day") from None


def cut_off_of(study: Study, period: Period | None = None, given: str = "") -> date:
    """The cut-off of a run of ``study`` at ``period`` (its own when none is named).

    It is ``given``, else the study's own for its own period, else the end of the period, never later than the study's
    own: what came after it was not entered. :class:`Refused` for a day before the period's end, whose figures nobody
    could have known.
    """
    own, period = study.file.cut_off, period or study.file.period
    end = period.last_day
    if given:
        try:
            asked = day(given)
        except ValueError as error:
            raise Refused(f"parameter 'cut_off': {fit_for_message(given)!r} is not accepted: {error}") from None
        if asked < end:
            raise Refused(
                f"parameter 'cut_off': {given} lies before the end of {period}, {end}, when nobody could know its "
                "figures; give a later day or an earlier period"
            )
        return asked
    return own if period == study.file.period else min(own, end)


def check_over(study: Study, period: Period, given: str = "") -> None:
    """:class:`Refused` for a period that ends after the study's cut-off, where no later day is ``given``."""
    own, end = study.file.cut_off, period.last_day
    if own < end and not given:
        raise Refused(
            f"parameter 'period': {period} ends on {end}, after the study's cut_off {own}, when nobody could know its figures; "
            "give an earlier period, or the day the tables stand at as 'cut_off'"
        )
