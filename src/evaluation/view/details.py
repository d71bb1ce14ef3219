"""Details of assistance.csv as the pages of one region or of the whole show them."""

from __future__ import annotations

from evaluation.measured.follow_up import FollowUpPart, last_part, part, parts
from evaluation.measured.measure import Value
from evaluation.measured.progress import demand_at, line_of, why_unjudged
from evaluation.study.periods import Period
from evaluation.study.target import meets
from evaluation.view.view import View

RUNNING = ("month_1", "month_2", "month_3", "overdue")
"""Clocks of families that are still without work."""


def of(view: View) -> tuple[str, ...]:
    """The regions the page is about."""
    return view.results.regions if view.is_overview else (view.region,)


def follow_up_parts(view: View, kind: str, period: Period | None = None) -> tuple[FollowUpPart, ...]:
    """Parts of one kind in the last quarter of the period, or in another."""
    return parts(view.study, of(view), period or last_part(view.study, view.period), kind)


def all_of(view: View, kind: str) -> FollowUpPart | None:
    """The cases that have every part: all three visits, all five conditions."""
    return part(follow_up_parts(view, kind), "all")


def overdue(view: View) -> int | None:
    """Families open for more than three months; None where that was not reported."""
    at = part(follow_up_parts(view, "family_clock"), "overdue")
    return None if at is None else at.count


def exits(view: View) -> tuple[int, int]:
    """Who left assistance, and of how many the reason is on file."""
    mine = follow_up_parts(view, "exit")
    return sum(p.of or 0 for p in mine), sum(p.count for p in mine)


def late(view: View) -> list[FollowUpPart]:
    """Streets that did not visit every target."""
    return [p for p in follow_up_parts(view, "street") if p.share is not None and p.share < 100]


def visits_due(view: View) -> bool:
    """Whether the document binds for all of the last quarter, so that its visits are due."""
    policy = view.study.file.policy
    return policy is None or policy.in_force is None or policy.in_force <= last_part(view.study, view.period).first_day


def cohort(view: View) -> tuple[int, int] | None:
    """Of one cohort, how many were found and how many are stable in work; None where that is not followed."""
    first, last = (part(follow_up_parts(view, "chain"), name) for name in ("identified", "stable"))
    return (first.count, last.count) if first and last and first.count else None


def last_value(view: View, code: str) -> Value:
    """The value of the last quarter up to the end of the period."""
    return view.results.series(view.region, code)[-1][1]


def last_state(view: View, code: str) -> str:
    """That value against the line: ``met``, ``missed``, ``not_judged`` where no line judges that quarter, or ``missing``."""
    last, value = view.results.series(view.region, code)[-1]
    indicator = view.results.indicator_named(code)
    if value.exact is None:
        return "missing"
    reading = indicator.settle(view.study.choices)[1]
    target = demand_at(view.study, code, view.region, last)
    line = None if target is None else line_of(target, reading.unit, view.study.counts)
    covers = indicator.span_of(reading).covers
    if target is None or line is None or why_unjudged(view.study, target, code, view.region, covers, last):
        return "not_judged"
    return "met" if meets(target.demand, value.exact, line) else "missed"
