"""Facts about quantity targets and their schedule. ``codes`` are the targets shown."""

from __future__ import annotations

from evaluation.view.judgements import standing
from evaluation.view.schedules import all_due, by_the_years_end, due_within_the_year, ends_the_year, of
from evaluation.view.view import View


def _schedules(view: View, codes: tuple[str, ...]) -> set[str]:
    """Schedules that judge, and an issued one also where nothing is due by it."""
    kinds = {c: of(view, c) for c in codes if standing(view, c).target is not None}
    return {kind for c, kind in kinds.items() if kind == "issued" or standing(view, c).line is not None}


def _state(view: View, codes: tuple[str, ...]) -> str:
    states = {standing(view, c).state for c in codes}
    return "missed" if "missed" in states else "met" if "met" in states else ""


def every_schedule_is_even(view: View, *codes: str) -> bool:
    """Within the year, what is due of each flow is the year's target times the share of the year gone, and no schedule was
    issued for any."""
    return "even" in _schedules(view, codes) and "issued" not in _schedules(view, codes)


def every_schedule_was_issued(view: View, *codes: str) -> bool:
    """Within the year, and what is due of each flow, or that nothing is, is a target issued for the part of the year."""
    return "issued" in _schedules(view, codes) and "even" not in _schedules(view, codes)


def some_schedules_issued_some_even(view: View, *codes: str) -> bool:
    """Within the year, an even schedule judges, and some schedule was issued."""
    return {"issued", "even"} <= _schedules(view, codes)


def year_is_over(view: View, *codes: str) -> bool:
    """The period ends with its year."""
    return ends_the_year(view)


def some_target_has_a_day_of_its_own(view: View, *codes: str) -> bool:
    """Within the year, and the day by which some target is due is not the year's end."""
    return any(standing(view, c).target is not None and of(view, c) == "dated" for c in codes)


def some_schedule_is_of_other_dates(view: View, *codes: str) -> bool:
    """Within the year, and amounts of some target are due by the end of other parts of the year alone."""
    return any(standing(view, c).target is not None and of(view, c) == "between" for c in codes)


def some_target_waits_for_the_years_end(view: View, *codes: str) -> bool:
    """Within the year, and a stock or an exact number is asked for, which the year's end judges."""
    return any(standing(view, c).target is not None and of(view, c) == "none" for c in codes)


def schedules_differ(view: View, *codes: str) -> bool:
    """Not the same share of the year's target is due of all targets that are judged by a schedule, or nothing of some."""
    due = {s.line for c in codes if (s := standing(view, c)).is_completion} - {None}
    return len(due) > 1 or (bool(due) and any(standing(view, c).unjudged == "not_due" for c in codes))


def judged_targets_reached_at_years_end(view: View, *codes: str) -> bool:
    """At the year's end, at least one target is judged, none by an earlier day, and none is missed."""
    return by_the_years_end(view, codes) and _state(view, codes) == "met"


def some_target_not_reached_at_years_end(view: View, *codes: str) -> bool:
    """At the year's end, at least one target is missed, and none is judged by an earlier day."""
    return by_the_years_end(view, codes) and _state(view, codes) == "missed"


def judged_targets_meet_what_was_due(view: View, *codes: str) -> bool:
    """Within the year, or where some target is judged by an earlier day, at least one is judged and none is missed."""
    return not by_the_years_end(view, codes) and _state(view, codes) == "met"


def some_target_misses_what_was_due(view: View, *codes: str) -> bool:
    """Within the year, or where some target is judged by an earlier day, at least one is missed."""
    return not by_the_years_end(view, codes) and _state(view, codes) == "missed"


def judged_by_a_share_of_the_year(view: View, code: str) -> bool:
    """Within the year, its own day, if it has one, is to come, and both the completion and the share of the target that is
    due are known."""
    return not all_due(view, code) and standing(view, code).difference is not None


def completion_known_and_all_due(view: View, code: str) -> bool:
    """At the year's end or from the target's own day on, and both the completion and the target are known."""
    return all_due(view, code) and standing(view, code).difference is not None


def target_met_and_all_due(view: View, code: str) -> bool:
    """At the year's end or from the target's own day on, and the target is met."""
    return all_due(view, code) and _state(view, (code,)) == "met"


def target_missed_and_all_due(view: View, code: str) -> bool:
    """At the year's end or from the target's own day on, and the target is missed."""
    return all_due(view, code) and _state(view, (code,)) == "missed"


def target_had_a_day_of_its_own(view: View, code: str) -> bool:
    """The target was due by a day of its own, which lies in the period or before it."""
    target = standing(view, code).target
    return target is not None and target.due is not None and target.due <= view.period.last_day


def due_before_the_years_end(view: View, *codes: str) -> bool:
    """Each of these targets is due by a day before the year's end."""
    return bool(codes) and all(due_within_the_year(view, c) for c in codes)


def judged_by_figures_of_their_day(view: View, *codes: str) -> bool:
    """Each of these targets was judged by what was reached by an earlier day than the period's last, at or next to which it
    was due."""
    return bool(codes) and all(standing(view, c).seen is not None for c in codes)


def targets_changed_after_the_period(view: View, *codes: str) -> bool:
    """Each of these targets of the year was changed here by an order that came into force after the period, and is known at
    the cut-off."""
    late = {
        o.item
        for o in view.study.orders
        if (o.region, o.period) == (view.region, view.results.year) and o.effective > view.period.last_day
    }
    return bool(codes) and late >= set(codes)


def changes_are_of_fewer_regions(view: View, *codes: str) -> bool:
    """Of the whole, the change on last year of each of these is over other regions than its actual."""
    found = [view.results.progress(view.region, c) for c in codes]
    return bool(found) and view.is_overview and all(d.change is not None and d.compared != d.actual for d in found)


def every_target_is_a_proposal(view: View, *codes: str) -> bool:
    """At least one target holds here, and nobody issued any of them."""
    return _issued_items(view, codes) == {"proposal"}


def some_but_not_every_target_is_a_proposal(view: View, *codes: str) -> bool:
    """Of the targets that hold here some were issued and some were not."""
    return _issued_items(view, codes) == {"proposal", "issued"}


def some_target_stands_in_a_table(view: View, *codes: str) -> bool:
    """A column of a delivered table holds targets of one of these."""
    return any(t.item in codes for t in view.results.delivery.target_rows)


def some_target_is_zero(view: View, *codes: str) -> bool:
    """A target of at least 0 holds here: nothing is to be completed."""
    return any(standing(view, c).unjudged == "zero" for c in codes)


def some_target_is_none_of_the_scheme_here(view: View, *codes: str) -> bool:
    """The scheme says that it has no line of something here (— in targets.csv)."""
    return any(standing(view, c).unjudged == "not_here" for c in codes)


def _issued_items(view: View, codes: tuple[str, ...]) -> set[str]:
    return {s.target.status for s in (standing(view, c) for c in codes) if s.target is not None}
