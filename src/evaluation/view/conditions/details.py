"""Facts about the details of assistance.csv in the last quarter of the period."""

from __future__ import annotations

from evaluation.measured.follow_up import last_part, mismatches
from evaluation.view.details import all_of, cohort, exits, follow_up_parts, last_state, late, overdue, visits_due
from evaluation.view.view import View


def no_details(view: View, *kinds: str) -> bool:
    """The study has no rows of these kinds for this region and quarter."""
    return not any(follow_up_parts(view, kind) for kind in kinds)


def visits_known(view: View) -> bool:
    """It was reported how many targets had all visits, and there was somebody to visit."""
    at = all_of(view, "visit")
    return at is not None and at.share is not None


def records_known(view: View) -> bool:
    """It was reported how many visits recorded all conditions, and there were visits."""
    at = all_of(view, "condition")
    return at is not None and at.share is not None


def some_street_late(view: View) -> bool:
    """Visits are due in all of the last quarter, and at least one street did not visit every target."""
    return visits_due(view) and bool(late(view))


def some_street_late_before_the_document(view: View) -> bool:
    """Visits are not due in all of the last quarter, and at least one street did not visit every target."""
    return not visits_due(view) and bool(late(view))


def visits_due_in_the_last_quarter(view: View) -> bool:
    """The document binds for all of the last quarter, or says of no day from which it does."""
    return visits_due(view)


def streets_visited_everyone(view: View) -> bool:
    """At least one street had a target to visit, and none missed one."""
    return not late(view) and any(p.share is not None for p in follow_up_parts(view, "street"))


def nobody_to_visit(view: View) -> bool:
    """No street had a target to visit."""
    return all(p.share is None for p in follow_up_parts(view, "street"))


def details_differ(view: View, region: str, kind: str, quantity: str) -> bool:
    """The sum of a kind is not the quantity that the quarterly table delivers."""
    there = mismatches(view.study, view.results.figures, region, last_part(view.study, view.period))
    return any((m.kind, m.quantity) == (kind, quantity) for m in there)


def no_family_overdue(view: View) -> bool:
    """It was reported that no family is open for more than three months."""
    return overdue(view) == 0


def some_family_overdue(view: View) -> bool:
    """It was reported that families are open for more than three months."""
    return bool(overdue(view))


def overdue_families_not_reported(view: View) -> bool:
    """Families were reported, and not how many are open for more than three months."""
    return bool(follow_up_parts(view, "family_clock")) and overdue(view) is None


def nobody_left_assistance(view: View) -> bool:
    """Exits were reported, and there was none."""
    return bool(follow_up_parts(view, "exit")) and not exits(view)[0]


def every_exit_proved(view: View) -> bool:
    """Somebody left assistance, and every reason is on file."""
    left, proved = exits(view)
    return 0 < left == proved


def some_exit_unproved(view: View) -> bool:
    """Somebody left assistance, and some reason is not on file."""
    left, proved = exits(view)
    return proved < left


def cohort_followed(view: View) -> bool:
    """The study follows a cohort of this region, and somebody was found."""
    return cohort(view) is not None


def last_quarter_meets_line(view: View, code: str) -> bool:
    """The value of the last quarter meets the line."""
    return last_state(view, code) == "met"


def last_quarter_misses_line(view: View, code: str) -> bool:
    """The value of the last quarter misses the line."""
    return last_state(view, code) == "missed"


def last_quarter_without_line(view: View, code: str) -> bool:
    """The last quarter has a value, and no line judges it."""
    return last_state(view, code) == "not_judged"


def last_quarter_without_value(view: View, code: str) -> bool:
    """The last quarter has no value."""
    return last_state(view, code) == "missing"
