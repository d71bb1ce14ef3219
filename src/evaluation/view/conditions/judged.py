"""Facts about values and their lines: what is demanded, judged, met and missed. ``code`` is an indicator, ``region`` by
default the view's."""

from __future__ import annotations

from evaluation.view import judged
from evaluation.view.judgements import list_contradicted, missed_standings, owed_tables, problems, standing, tally
from evaluation.view.missed_inside import misses_of_regions, missing_inside
from evaluation.view.view import View


def no_requirement_holds(view: View) -> bool:
    """No indicator has a line for this region."""
    return not tally(view).demanded


def all_demanded_are_met(view: View) -> bool:
    """There are lines, and each is met."""
    found = tally(view)
    return 0 < found.demanded == found.met


def some_met_none_missed_some_open(view: View) -> bool:
    """At least one line is met, none is missed, and at least one could not be judged."""
    found = tally(view)
    return 0 < found.met == found.judged < found.demanded


def some_judged_on_part_of_the_regions(view: View) -> bool:
    """This is the page of the whole, and at least one line is judged by a value that is not of every region."""
    return tally(view).in_part > 0


def some_missed(view: View) -> bool:
    """At least one line is missed."""
    return tally(view).missed > 0


def more_missed_than_the_first_page_lists(view: View) -> bool:
    """More lines are missed than stand among the main problems of the first page."""
    return tally(view).missed > len(problems(view))


def demanded_and_none_judged(view: View) -> bool:
    """At least one line holds, and none could be judged."""
    found = tally(view)
    return found.demanded > 0 and not found.judged


def some_judged_and_some_not(view: View) -> bool:
    """At least one line could be judged, and at least one could not."""
    found = tally(view)
    return 0 < found.judged < found.demanded


def some_indicator_without_a_line(view: View) -> bool:
    """At least one indicator of the study has no line for this region."""
    return tally(view).without > 0


def some_hard_limit_without_data(view: View) -> bool:
    """At least one hard limit has no value, and not because it does not apply."""
    return any(standing(view, c).lacking for c in view.study.file.hard_limits)


def value_and_line_known(view: View, code: str) -> bool:
    """Both the value and its line are there."""
    return standing(view, code).difference is not None


def missed_by_what_is_known(view: View, code: str) -> bool:
    """The value is not known, or not of every region, and what is known of it is more than its line allows."""
    return standing(view, code).least is not None


def above_line_by_printed_digits(view: View, code: str) -> bool:
    """The value is above its line by percentage points, and at most four decimals show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference > 0 and judged.digits_apart(s) and judged.in_points(view, s))


def above_line_in_its_own_unit(view: View, code: str) -> bool:
    """The value is above its line, not by percentage points, and at most four decimals show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference > 0 and judged.digits_apart(s) and not judged.in_points(view, s))


def below_line_by_printed_digits(view: View, code: str) -> bool:
    """The value is below its line by percentage points, and at most four decimals show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference < 0 and judged.digits_apart(s) and judged.in_points(view, s))


def below_line_in_its_own_unit(view: View, code: str) -> bool:
    """The value is below its line, not by percentage points, and at most four decimals show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference < 0 and judged.digits_apart(s) and not judged.in_points(view, s))


def above_line_by_less_than_a_digit(view: View, code: str) -> bool:
    """The value is above its line, and four decimals do not show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference > 0 and judged.digits_apart(s) is None)


def below_line_by_less_than_a_digit(view: View, code: str) -> bool:
    """The value is below its line, and four decimals do not show it."""
    s = standing(view, code)
    return bool(s.difference and s.difference < 0 and judged.digits_apart(s) is None)


def value_equals_line(view: View, code: str) -> bool:
    """The value is exactly its line."""
    return standing(view, code).difference == 0


def line_is_met(view: View, code: str) -> bool:
    """The value meets its line."""
    return standing(view, code).state == "met"


def line_is_missed(view: View, code: str) -> bool:
    """The value misses its line."""
    return standing(view, code).state == "missed"


def some_line_drawn(view: View, *codes: str) -> bool:
    """At least one of these indicators has a line."""
    return any(standing(view, c).line is not None for c in codes)


def line_issued_under_a_clause(view: View, code: str) -> bool:
    """The line was issued, and the study's document has an item for the indicator, or a duty cites one."""
    s = standing(view, code)
    cited = view.items(code) or (s.duty and s.duty.items_of(view.study.file.policy))
    return s.target is not None and s.target.status == "issued" and bool(cited)


def line_is_a_proposal(view: View, code: str) -> bool:
    """Nobody issued the line."""
    target = standing(view, code).target
    return target is not None and target.status == "proposal"


def whole_meets_what_a_region_misses(view: View, code: str) -> bool:
    """This is the page of the whole, which meets the line of ``code``, and some region misses the same line, or its own target."""
    return bool(missing_inside(view, code, of_line=True))


def whole_meets_a_line_and_a_region_misses_another(view: View, code: str) -> bool:
    """This is the page of the whole, which meets the line of ``code``, and some region misses another line than that."""
    return bool(missing_inside(view, code, of_line=False))


def regions_miss_what_the_whole_is_not_judged_by(view: View) -> bool:
    """This is the page of the whole, and some region misses a line of an indicator that the whole is not judged on."""
    return bool(misses_of_regions(view, met=False))


def regions_miss_what_the_whole_meets(view: View) -> bool:
    """This is the page of the whole, and some region misses its line of an indicator whose line the whole meets."""
    return bool(misses_of_regions(view, met=True))


def tables_missing_of_this_region(view: View) -> bool:
    """This region did not deliver at least one table that others delivered."""
    return not view.is_overview and bool(owed_tables(view))


def tables_missing_of_some_region(view: View) -> bool:
    """At least one region of the whole did not deliver a table that others delivered."""
    return view.is_overview and bool(owed_tables(view))


def sums_lack_what_was_not_delivered(view: View) -> bool:
    """This is the page of the whole, and each of its sums of a quantity in a table that regions did not deliver is without them."""
    tables, figures, quantities = view.study.file.tables, view.results.figures, view.catalogue.quantities
    owed = [(c.quantity, region) for table, region in owed_tables(view) for c in tables[table].columns.values() if c.quantity]
    sums = [(figures.at(view.top, view.period, q), region) for q, region in owed if quantities[q].adds_over_regions]
    lacking = [region in whole.without for whole, region in sums if whole.amount is not None]
    return view.is_overview and bool(lacking) and all(lacking)


def some_main_result_is_contradicted(view: View, *codes: str) -> bool:
    """At least one indicator that the first page names, or that has a line here, has no value because its figures contradict
    themselves."""
    return bool(list_contradicted(view))


def shown_all_met(view: View, *codes: str) -> bool:
    """Of these indicators at least one is judged and none is missed."""
    states = [standing(view, c).state for c in codes]
    return "met" in states and "missed" not in states


def something_else_is_missed(view: View, *codes: str) -> bool:
    """At least one line is missed that is of none of these indicators."""
    return any(s.indicator.code not in codes for s in missed_standings(view))


def shown_some_missed(view: View, *codes: str) -> bool:
    """At least one of these indicators misses its line."""
    return any(standing(view, c).state == "missed" for c in codes)


def shown_none_judged(view: View, *codes: str) -> bool:
    """None of these indicators is judged."""
    return not any(standing(view, c).state in ("met", "missed") for c in codes)
