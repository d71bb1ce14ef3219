"""Facts about what a study does not have, for which a section is left out or cannot be made."""

from __future__ import annotations

from evaluation.catalogue.model import Dimension
from evaluation.measured.rubric import judged_matters
from evaluation.study.calendar import due_of
from evaluation.study.rectification import items
from evaluation.view.judgements import standing, standings
from evaluation.view.missed_inside import misses_of_regions
from evaluation.view.schedules import all_due
from evaluation.view.view import View


def part_of_a_year(view: View) -> bool:
    """The period is shorter than its year."""
    return view.period.is_part_of_year


def no_points_for_such_a_period(view: View) -> bool:
    """The study's points were set for other kinds of period than this."""
    weights = view.study.weights
    return weights is not None and view.period.grain.name.lower() not in weights.holds_for


def no_indicator_of_these(view: View, *dimensions: str) -> bool:
    """The study has no indicator of these dimensions."""
    return not view.of(*map(Dimension, dimensions))


def these_stand_with_assistance(view: View, *dimensions: str) -> bool:
    """The study has indicators of these dimensions and of assistance, with which they are shown."""
    return not no_indicator_of_these(view, *dimensions) and bool(view.of(Dimension.ASSISTANCE))


def no_table_delivers_these(view: View, *quantities: str) -> bool:
    """No table of the study has a column of these quantities."""
    return not view.mapped(*quantities)


def nothing_due_by_date(view: View) -> bool:
    """Neither this page's region nor a region of the whole owes anything by date in the year."""
    of = {view.region, *(view.results.regions if view.is_overview else ())}
    return not due_of(view.study, of, view.results.year)


def no_stream_of_training(view: View) -> bool:
    """The study sets no rules of retraining for the year, or none for a stream."""
    return not view.results.streams(view.region)


def no_weights(view: View) -> bool:
    """The study gives no points."""
    return view.study.weights is None


def neither_ranks_drawn_nor_efficiency(view: View) -> bool:
    """The study asks neither for intervals of ranks nor for efficiency."""
    weights, comparison = view.study.weights, view.study.comparison
    return not (weights and weights.uncertainty) and not (comparison and comparison.efficiency)


def ranks_asked_and_nobody_has_a_total(view: View) -> bool:
    """The study asks for intervals of ranks and not for efficiency, and no region has a total."""
    weights, comparison = view.study.weights, view.study.comparison
    asked = weights is not None and weights.uncertainty is not None
    return asked and not (comparison and comparison.efficiency) and not view.scored.ranks


def nothing_to_compare(view: View) -> bool:
    """No points, no hard limit, no target of a region and no stream of training."""
    targets = (standing(view, i.code, r).target for i in view.of(Dimension.TARGETS) for r in view.results.regions)
    return no_weights(view) and not view.study.file.hard_limits and no_stream_of_training(view) and not any(targets)


def no_comparison(view: View) -> bool:
    """The study does not say by what to adjust."""
    return view.study.comparison is None


def no_scheme_of_awards(view: View) -> bool:
    """The study has no scheme to share out money."""
    return view.study.allocation is None


def scheme_without_a_pool(view: View) -> bool:
    """The study has a scheme to share out money, and it names no pool to share out by factors."""
    scheme = view.study.allocation
    return scheme is not None and not (scheme.factors and scheme.pool is not None)


def no_details_known(view: View, *kinds: str) -> bool:
    """No detail of follow-up, of these kinds where some are named, is known at the cut-off."""
    return not any(not kinds or row.kind in kinds for row in view.study.follow_up)


def no_rules_of_warning(view: View) -> bool:
    """The study has no rules of early warning."""
    return view.study.warning is None


def no_matter_to_judge(view: View) -> bool:
    """The study's document, if it has one, names no matter that is judged and not counted."""
    return not judged_matters(view.study, view.catalogue, view.region)


def neither_line_nor_problem(view: View) -> bool:
    """No indicator has a line here, or on the page of the whole one that a region misses, and no problem is on record."""
    story = items(view.study, view.study.file.cut_off, region=view.region, language=view.language)
    return not standings(view) and not story and not misses_of_regions(view, met=False)


def advised_by_a_share_of_the_year(view: View, code: str) -> bool:
    """Within the year, and the least amount that is due by a share of the year or an issued schedule is not reached."""
    return not all_due(view, code) and _short(view, code)


def advised_when_all_is_due(view: View, code: str) -> bool:
    """At the year's end or from the target's own day on, and the least amount that was asked for is not reached."""
    return all_due(view, code) and _short(view, code)


def ceiling_or_number_missed(view: View, code: str) -> bool:
    """A target that is a ceiling or an exact number is missed."""
    s = standing(view, code)
    return s.state == "missed" and s.target is not None and s.target.demand != "at_least"


def _short(view: View, code: str) -> bool:
    s = standing(view, code)
    return s.state == "missed" and s.target is not None and s.target.demand == "at_least"
