"""Facts about the figures of official documents. ``codes`` are the indicators told of."""

from __future__ import annotations

from fractions import Fraction

from evaluation.view.facts import budget, figures
from evaluation.view.judgements import standing
from evaluation.view.schedules import by_the_years_end
from evaluation.view.view import View


def some_completion_known(view: View, *codes: str) -> bool:
    """At least one of these has a target here and a completion."""
    return any(s.target and s.value is not None for s in (standing(view, c) for c in codes))


def no_target_holds_here(view: View, *codes: str) -> bool:
    """None of these has a target here."""
    return not any(standing(view, c).target for c in codes)


def targets_without_a_completion(view: View, *codes: str) -> bool:
    """At least one of these has a target here, and none a completion."""
    return not no_target_holds_here(view, *codes) and not some_completion_known(view, *codes)


def _states(view: View, codes: tuple[str, ...]) -> set[str]:
    return {standing(view, c).state for c in codes}


def some_meets_what_was_due(view: View, *codes: str) -> bool:
    """Within the year, or where one of these is judged by an earlier day, at least one meets what was due."""
    return not by_the_years_end(view, codes) and "met" in _states(view, codes)


def some_reached_at_years_end(view: View, *codes: str) -> bool:
    """At the year's end, none of these is judged by an earlier day, and at least one has reached its target."""
    return by_the_years_end(view, codes) and "met" in _states(view, codes)


def some_shown_not_judged(view: View, *codes: str) -> bool:
    """At least one of these has a target here and a completion, and is not judged."""
    found = (standing(view, c) for c in codes)
    return any(s.target and s.value is not None and s.state == "not_judged" for s in found)


def line_here(view: View, code: str) -> bool:
    """The indicator has a line here."""
    return standing(view, code).target is not None


def these_all_met(view: View, *codes: str) -> bool:
    """There are some, and each of these meets its line."""
    return _states(view, codes) == {"met"}


def these_all_missed(view: View, *codes: str) -> bool:
    """There are some, and each of these misses its line."""
    return _states(view, codes) == {"missed"}


def these_have_lines_and_no_value(view: View, *codes: str) -> bool:
    """There are some, and each of these has a line and no value to judge by."""
    found = [standing(view, c) for c in codes]
    return bool(found) and all(s.target and s.state == "missing" for s in found)


def these_have_lines_and_are_not_judged(view: View, *codes: str) -> bool:
    """There are some, and each of these has a line that does not judge it."""
    found = [standing(view, c) for c in codes]
    return bool(found) and all(s.target and s.state == "not_judged" for s in found)


def these_have_no_line(view: View, *codes: str) -> bool:
    """There are some, and none of these has a line here."""
    return bool(codes) and not any(standing(view, c).target for c in codes)


def take_up_known(view: View) -> bool:
    """The share of those entitled that received is known here."""
    return figures.take_up(view, view.region).exact is not None


def take_up_unknown(view: View) -> bool:
    """The share of those entitled that received is not known here."""
    return not take_up_known(view)


def _take_up(view: View) -> list[Fraction]:
    found = (figures.take_up(view, r).exact for r in view.results.regions)
    return [v for v in found if v is not None]


def _not_below_the_whole(view: View) -> list[Fraction]:
    whole = figures.take_up(view, view.top).exact
    return [v for v in _take_up(view) if whole is None or v >= whole]


def take_up_differs_and_some_region_leads(view: View) -> bool:
    """The shares of regions are known and differ, and at least one is not below that of the whole."""
    return len(set(_take_up(view))) > 1 and bool(_not_below_the_whole(view))


def take_up_differs_and_no_region_leads(view: View) -> bool:
    """The shares of regions are known and differ, and each is below that of the whole."""
    return len(set(_take_up(view))) > 1 and not _not_below_the_whole(view)


def take_up_alike(view: View) -> bool:
    """The shares of at least two regions are known, and all are the same."""
    return len(_take_up(view)) > 1 and len(set(_take_up(view))) == 1


def take_up_of_one_region_at_most(view: View) -> bool:
    """The share of no region is known, or of one."""
    return len(_take_up(view)) < 2


def some_region_below_the_whole(view: View) -> bool:
    """The share of the whole is known, and that of at least one region is below it."""
    whole = figures.take_up(view, view.top).exact
    return whole is not None and any(v < whole for v in _take_up(view))


def no_region_below_the_whole(view: View) -> bool:
    """The share of the whole is known, and no region's that is known is below it."""
    whole = figures.take_up(view, view.top).exact
    return whole is not None and not some_region_below_the_whole(view)


def some_money_known(view: View) -> bool:
    """What was paid in or what was spent is known here."""
    sides = (
        figures.amount(view, view.region, *(q.code for q in those))[0] for those in (view.fund.paid_in.of, view.fund.spending.of)
    )
    return any(amount is not None for amount in sides)


def someone_served(view: View, *quantities: str) -> bool:
    """Of at least one of these it is known how many were served."""
    return any(figures.amount(view, view.region, q)[0] is not None for q in quantities)


def nobody_known_to_be_served(view: View, *quantities: str) -> bool:
    """Of none of these it is known how many were served."""
    return not someone_served(view, *quantities)


def no_budget_by_line(view: View) -> bool:
    """The study gives no budget by line."""
    return not budget.Accounts(view).plans


def budget_by_line(view: View) -> bool:
    """The study gives a budget by line."""
    return not no_budget_by_line(view)


def budget_lines_agree(view: View) -> bool:
    """The lines of the year's budget add up to the budget that the units report."""
    return budget.gap(view, budget.Accounts(view)) == 0


def budget_lines_differ(view: View) -> bool:
    """The lines of the year's budget do not add up to the budget that the units report."""
    return bool(budget.gap(view, budget.Accounts(view)))


def deviation_known(view: View) -> bool:
    """Every line has a plan and spending in every quarter."""
    of = budget.Accounts(view)
    return budget.deviation(of)[0].amount is not None


def deviation_unknown(view: View) -> bool:
    """Some line lacks a plan or spending in some quarter."""
    return not deviation_known(view)


def _excess(view: View) -> list[int | None]:
    of = budget.Accounts(view)
    return [budget.exceeds(of, line) for line in of.lines]


def some_line_over_its_plan(view: View) -> bool:
    """At least one line spent more than was planned up to now."""
    return any(over is not None and over > 0 for over in _excess(view))


def no_line_over_its_plan(view: View) -> bool:
    """At least one line can be compared with its plan, and none that can spent more."""
    known = [over for over in _excess(view) if over is not None]
    return bool(known) and not any(over > 0 for over in known)


def some_line_not_compared(view: View) -> bool:
    """At least one line lacks a plan or spending and cannot be compared."""
    return None in _excess(view)
