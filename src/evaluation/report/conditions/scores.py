"""Facts about scores, grades and ranks."""

from __future__ import annotations

from fractions import Fraction

from evaluation.report.view import View
from evaluation.scores.gates import opened
from evaluation.scores.tree import Score


def _totals(view: View) -> set[Fraction]:
    return {s.total for s in view.results.scores.values() if s.total is not None}


def _mine(view: View) -> Score | None:
    return view.results.scores.get(view.region)


def regions_are_scored(view: View) -> bool:
    """The study has weights, and this is the page of the whole."""
    return view.is_overview and bool(view.results.scores)


def graded_on_all_points(view: View) -> bool:
    """This region has a total and a grade, and data for every point."""
    s = _mine(view)
    return s is not None and s.total is not None and s.grade is not None and s.evidence == 100


def graded_on_part_of_the_points(view: View) -> bool:
    """This region has a total and a grade, and no data for some points."""
    s = _mine(view)
    return s is not None and s.total is not None and s.grade is not None and s.evidence < 100


def total_without_grade(view: View) -> bool:
    """This region has a total, and a gate that cannot be judged keeps it from a grade."""
    s = _mine(view)
    return s is not None and s.total is not None and s.grade is None and any(g.state == "missing" for g in s.gates)


def too_little_data_for_a_total(view: View) -> bool:
    """The study has weights, and this region's data covers too few points."""
    s = _mine(view)
    return s is not None and s.total is None


def ranked_among_others(view: View) -> bool:
    """This region and at least one other have a total."""
    return view.region in view.results.ranks and len(view.results.ranks) > 1


def grade_lowered_by_a_gate(view: View) -> bool:
    """Every gate is judged, one is missed, and what it costs is below the grade of the points."""
    s, weights = _mine(view), view.study.weights
    if s is None or s.total is None:
        return False
    band = next(g for g in weights.grades if s.total >= Fraction(g.from_score))
    return opened(band, weights, s.gates) not in (None, band)


def some_region_without_grade(view: View) -> bool:
    """At least one region has no grade."""
    return any(s.grade is None for s in view.results.scores.values())


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
