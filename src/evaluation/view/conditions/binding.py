"""Facts about lines that judge nothing yet. ``codes`` are indicators that have one."""

from __future__ import annotations

from evaluation.view.judgements import standing
from evaluation.view.view import View


def lines_bind_from_a_later_day(view: View, *codes: str) -> bool:
    """What all of these indicators cover begins before the day from which their lines bind."""
    return _all(view, codes, "before")


def lines_have_a_day_to_come(view: View, *codes: str) -> bool:
    """The day by which the lines of all these indicators are due lies after the period."""
    return _all(view, codes, "not_due") and all(standing(view, c).due for c in codes)


def schedules_have_nothing_due(view: View, *codes: str) -> bool:
    """The schedules of all these targets, which have no day of their own, say that nothing is due by the period's end."""
    return _all(view, codes, "not_due") and not any(standing(view, c).due for c in codes)


def lines_are_of_other_dates(view: View, *codes: str) -> bool:
    """For all of these indicators lines were set for parts of the year, and none for the end of the period."""
    return _all(view, codes, "between")


def lines_are_of_the_whole_year(view: View, *codes: str) -> bool:
    """The lines of all these indicators judge the whole year, which is not over."""
    return _all(view, codes, "year")


def reached_by_its_day_is_not_known(view: View, *codes: str) -> bool:
    """The day by which all of these targets were due lies in the period or before it, and no figure proves how they ended."""
    return _all(view, codes, "by_day")


def rounding_leaves_these_lines_open(view: View, *codes: str) -> bool:
    """Figures of all these indicators are rounded to a base, and their lines lie within what was rounded."""
    return _all(view, codes, "rounding")


def _all(view: View, codes: tuple[str, ...], why: str) -> bool:
    return bool(codes) and all(standing(view, c).unjudged == why for c in codes)
