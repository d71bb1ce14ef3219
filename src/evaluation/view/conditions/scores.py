"""Facts about scores, grades and ranks."""

from __future__ import annotations

from fractions import Fraction

from evaluation.scores.gates import Flag, open_grade
from evaluation.scores.tree import Score
from evaluation.view.standings import by_points, most_lost
from evaluation.view.view import View


def _totals(view: View) -> set[Fraction]:
    return {s.total for s in view.scored.scores.values() if s.total is not None}


def _own_score(view: View) -> Score | None:
    return view.scored.scores.get(view.region)


def regions_are_scored(view: View) -> bool:
    """The study has weights, and this is the page of the whole beside several regions."""
    return view.is_overview and view.compares and bool(view.scored.scores)


def graded_on_all_points(view: View) -> bool:
    """This region has a total and a grade, and data for every point."""
    s = _own_score(view)
    return s is not None and s.total is not None and s.grade is not None and s.evidence == 100


def graded_on_part_of_the_points(view: View) -> bool:
    """This region has a total and a grade, and no data for some points."""
    s = _own_score(view)
    return s is not None and s.total is not None and s.grade is not None and s.evidence < 100


def total_without_grade(view: View) -> bool:
    """This region has a total, and a gate that cannot be judged keeps it from a grade."""
    s = _own_score(view)
    return s is not None and s.total is not None and s.grade is None and any(g.state == "missing" for g in s.gates)


def too_little_data_for_a_total(view: View) -> bool:
    """The study has weights, and this region's data covers too few points."""
    s = _own_score(view)
    return s is not None and s.total is None


def ranked_among_others(view: View) -> bool:
    """This region and at least one other have a total."""
    return view.region in view.scored.ranks and len(view.scored.ranks) > 1


def grade_lowered_by_a_gate(view: View) -> bool:
    """Every gate is judged, one is missed, and what it costs is below the grade of the points."""
    s, weights = _own_score(view), view.study.weights
    if s is None or s.total is None or weights is None:
        return False
    band = next(g for g in weights.grades if s.total >= Fraction(g.from_score))
    return open_grade(band, weights, s.gates) not in (None, band)


def some_region_without_grade(view: View) -> bool:
    """At least one region has no grade."""
    return any(s.grade is None for s in view.scored.scores.values())


def totals_differ(view: View) -> bool:
    """Not all regions with a total have the same."""
    return len(_totals(view)) > 1


def totals_equal(view: View) -> bool:
    """At least one region has a total, and all that have one have the same."""
    return len(_totals(view)) == 1


def no_total(view: View) -> bool:
    """No region has a total."""
    return not _totals(view)


def some_total(view: View) -> bool:
    """At least one region has a total."""
    return bool(_totals(view))


def weights_are_a_proposal(view: View) -> bool:
    """The study has weights, and nobody issued them."""
    return view.study.weights is not None and view.study.weights.status == "proposal"


def this_region_has_a_total(view: View) -> bool:
    """This region has a total."""
    s = _own_score(view)
    return s is not None and s.total is not None


def some_points_lost(view: View) -> bool:
    """Some indicator that counts, without data too where the study does not award its points, brought less than they are."""
    s = _own_score(view)
    return s is not None and bool(most_lost(s.lines)[0])


def group_lost_points(view: View, group: str) -> bool:
    """Some indicator of the group that counts brought less than its points."""
    s = _own_score(view)
    return s is not None and bool(most_lost([x for x in s.lines if x.group == group])[0])


def points_without_data_left_out(view: View) -> bool:
    """The study takes the points of an indicator without data out of the points to reach."""
    return view.study.weights is not None and view.study.weights.missing == "reweighted"


def points_without_data_count(view: View) -> bool:
    """The study counts the points of an indicator without data as not reached."""
    return view.study.weights is not None and view.study.weights.missing == "not_awarded"


def points_need_all_data(view: View) -> bool:
    """The study gives no score where an indicator has no data."""
    return view.study.weights is not None and view.study.weights.missing == "refused"


def _gates(view: View) -> set[str]:
    s = _own_score(view)
    return set() if s is None or s.total is None else {g.state for g in s.gates}


def every_gate_passed(view: View) -> bool:
    """This region has a total, the study has gates, and every one is passed."""
    return _gates(view) == {"passed"}


def some_gate_failed(view: View) -> bool:
    """This region has a total, every gate could be judged, and one is missed."""
    return "failed" in _gates(view) and "missing" not in _gates(view)


def some_gate_unknown(view: View) -> bool:
    """This region has a total, and a gate could not be judged."""
    return "missing" in _gates(view)


def grade_held_back(view: View) -> bool:
    """The grade of the points is limited to an issued share of the regions, and no place was left for this one."""
    return _is_held_back(view) and not weights_are_a_proposal(view)


def grade_held_back_by_a_proposal(view: View) -> bool:
    """The grade of the points is limited to a share of the regions that nobody issued, and no place was left for this one."""
    return _is_held_back(view) and weights_are_a_proposal(view)


def _is_held_back(view: View) -> bool:
    s = _own_score(view)
    band = by_points(view, s) if s else None
    return band is not None and s is not None and s.held_back and band.at_most is not None


def graded_as_the_points(view: View) -> bool:
    """This region has the grade of its points."""
    s = _own_score(view)
    return s is not None and s.grade is not None and s.grade == by_points(view, s)


def graded_below_the_points(view: View) -> bool:
    """This region has a grade, and not that of its points."""
    s = _own_score(view)
    return s is not None and s.grade is not None and s.grade != by_points(view, s)


def _flag(view: View) -> Flag | None:
    s = _own_score(view)
    return None if s is None else s.flag


def no_completion_for_the_flag(view: View) -> bool:
    """The study has a parallel gate, and none of its completions is known."""
    found = _flag(view)
    return found is not None and found.met is None


def flag_not_raised(view: View) -> bool:
    """No completion known is below the single line, and their mean is not below its own."""
    found = _flag(view)
    return found is not None and found.met is True


def flag_raised(view: View) -> bool:
    """A completion is below the single line, or the mean of those known is below its own."""
    found = _flag(view)
    return found is not None and found.met is False


def some_completion_below_the_flag(view: View) -> bool:
    """A completion is below the single line of the parallel gate."""
    found = _flag(view)
    return found is not None and bool(found.below)


def some_completion_of_the_flag_unknown(view: View) -> bool:
    """Some completions of the parallel gate are known, and some are not."""
    found = _flag(view)
    return found is not None and found.met is not None and bool(found.missing)


def scored_apart_from_this(view: View) -> bool:
    """The study gives scores, and none to what this page is about."""
    return bool(view.scored.scores) and view.region not in view.scored.scores
