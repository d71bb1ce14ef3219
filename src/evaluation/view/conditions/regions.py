"""Facts about regions beside each other and beside the whole, on one indicator ``code``."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.render.largest import MOST_ROWS
from evaluation.view import apart
from evaluation.view.judgements import lines_of, one_line, regional, shares_whole, standing
from evaluation.view.schedules import ends_the_year
from evaluation.view.view import View


def several_regions_report(view: View) -> bool:
    """The study reports on several regions."""
    return view.compares


def one_region_reports(view: View) -> bool:
    """The study reports on one region, with or without a whole around it."""
    return not view.compares


def more_regions_than_a_chart_holds(view: View) -> bool:
    """This is a region's page, and not all regions fit a chart."""
    return not view.is_overview and len(view.results.regions) > MOST_ROWS


def more_regions_than_a_chart_of_the_whole_holds(view: View) -> bool:
    """This is the page of the whole, and not all regions fit a chart."""
    return view.is_overview and len(view.results.regions) > MOST_ROWS


def _states(view: View, code: str) -> set[str]:
    return {standing(view, code, r).state for r in view.results.regions}


def some_region_misses(view: View, code: str) -> bool:
    """This is the page of the whole, and at least one region misses its line."""
    return view.is_overview and "missed" in _states(view, code)


def judged_regions_meet(view: View, code: str) -> bool:
    """This is the page of the whole, at least one region meets its line and none misses it."""
    states = _states(view, code)
    return view.is_overview and "met" in states and "missed" not in states


def no_region_judged(view: View, code: str) -> bool:
    """This is the page of the whole, some region has a value, and no region is judged."""
    return view.is_overview and bool(view.results.order(code)) and not {"met", "missed"} & _states(view, code)


def values_differ(view: View, code: str) -> bool:
    """Not all regions with a value have the same."""
    return len({v for _, v in view.results.order(code)}) > 1


def values_equal(view: View, code: str) -> bool:
    """At least two regions have a value, and all have the same."""
    order = view.results.order(code)
    return len(order) > 1 and len({v for _, v in order}) == 1


def one_region_has_a_value(view: View, code: str) -> bool:
    """Exactly one region has a value."""
    return len(view.results.order(code)) == 1


def judged_by_one_line(view: View, code: str) -> bool:
    """Every region that has a line has the same."""
    return len(lines_of(view, code)) == 1


def judged_by_lines_of_their_own(view: View, code: str) -> bool:
    """Regions have different lines."""
    return len(lines_of(view, code)) > 1


def not_judged_by_one_line(view: View, *codes: str) -> bool:
    """Of each of these some region has a line, and not all regions have the same."""
    return bool(codes) and all(regional(view, c) and one_line(view, c) is None for c in codes)


def no_value_here(view: View, code: str) -> bool:
    """This region has no value; of the whole, no region has one."""
    if view.is_overview:
        return not view.results.order(code)
    return view.value(code).exact is None


def line_met_here(view: View, code: str) -> bool:
    """This is a region's page, and its value meets its line."""
    return not view.is_overview and standing(view, code).state == "met"


def line_missed_here(view: View, code: str) -> bool:
    """This is a region's page, and its value misses its line."""
    return not view.is_overview and standing(view, code).state == "missed"


def value_above_the_whole(view: View, code: str) -> bool:
    """Without a line: the value is above that of the whole, and at most four decimals show it."""
    return _neighbours(view, code) == "above"


def value_below_the_whole(view: View, code: str) -> bool:
    """Without a line: the value is below that of the whole, and at most four decimals show it."""
    return _neighbours(view, code) == "below"


def value_as_the_whole(view: View, code: str) -> bool:
    """Without a line: four decimals do not tell the value from that of the whole."""
    return _neighbours(view, code) == "level"


def value_alone(view: View, code: str) -> bool:
    """Without a line: the region has a value, and there is none of the whole to compare it with."""
    return _neighbours(view, code) == "alone"


def _neighbours(view: View, code: str) -> str:
    mine, whole = view.value(code).exact, view.results.value(view.top, code).exact
    if view.is_overview or mine is None or standing(view, code).state in ("met", "missed"):
        return ""
    if whole is None or shares_whole(view, code):
        return "alone"
    if mine == whole or apart.places(mine, whole) is None:
        return "level"
    return "above" if mine > whole else "below"


def _judgements(view: View, codes: Iterable[str]) -> list[bool]:
    """Of every region and code whether it is judged."""
    return [standing(view, c, r).state in ("met", "missed") for c in codes for r in view.results.regions]


def every_hard_limit_judged(view: View) -> bool:
    """Every hard limit is judged in every region."""
    return all(_judgements(view, view.study.file.hard_limits))


def some_hard_limits_judged_some_not(view: View) -> bool:
    """Some hard limit is judged in some region, and some is not."""
    found = _judgements(view, view.study.file.hard_limits)
    return any(found) and not all(found)


def no_hard_limit_judged(view: View) -> bool:
    """No hard limit is judged in any region."""
    return not any(_judgements(view, view.study.file.hard_limits))


def regional_targets_judged_at_years_end(view: View, *codes: str) -> bool:
    """The period ends with its year, and some region is judged on some of these targets."""
    return ends_the_year(view) and any(_judgements(view, codes))


def regional_targets_judged_within_the_year(view: View, *codes: str) -> bool:
    """The period ends before its year, and some region is judged on some of these targets."""
    return not ends_the_year(view) and any(_judgements(view, codes))


def no_regional_target_judged(view: View, *codes: str) -> bool:
    """No region is judged on any of these targets."""
    return not any(_judgements(view, codes))


def regional_targets_are_proposals(view: View, *codes: str) -> bool:
    """Of each of these some region has a target, and no region has one that was issued."""
    return bool(codes) and all({t.status for t in regional(view, c)} == {"proposal"} for c in codes)


def some_regional_targets_are_proposals(view: View, *codes: str) -> bool:
    """Of each of these some region has a target that was issued, and some one that nobody issued."""
    return bool(codes) and all({t.status for t in regional(view, c)} == {"proposal", "issued"} for c in codes)
