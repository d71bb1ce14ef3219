"""Where the share of a target that is due at the end of the period comes from."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.measured.progress import by_parts
from evaluation.view.view import View


def ends_the_year(view: View) -> bool:
    """Whether the period ends with its year."""
    return not view.period.left


def all_due(view: View, code: str) -> bool:
    """Whether all of the target of ``code`` is due at the end of the period: its year is over, or its own day has come."""
    done = view.results.progress(view.region, code)
    own = None if done.target is None else done.target.due
    return ends_the_year(view) or (own is not None and own <= view.period.last_day)


def due_within_the_year(view: View, code: str) -> bool:
    """Whether the target of ``code`` is due by a day before the year's end."""
    target = view.results.progress(view.region, code).target
    return target is not None and target.due is not None and target.due < view.results.year.last_day


def by_the_years_end(view: View, codes: Iterable[str]) -> bool:
    """Whether the period ends with its year, and none of these targets is judged by what was reached by an earlier day."""
    return ends_the_year(view) and all(view.results.progress(view.region, c).seen is None for c in codes)


def of(view: View, code: str) -> str:
    """``full`` at the year's end, ``issued`` where a target of this part of the year is there, ``between`` where only other
    parts of it have one, ``dated`` of a target with a day of its own, ``none`` of a stock or an exact number, which the
    year's end judges, else ``even``: the year's target times the share of the year gone."""
    done = view.results.progress(view.region, code)
    if ends_the_year(view):
        return "full"
    if done.issued:
        return "issued"
    if done.target is not None and done.target.due is not None:
        return "dated"
    if done.scheduled is None and by_parts(view.study, code, view.region, view.results.year):
        return "between"
    return "none" if done.demanded and done.scheduled is None else "even"
