"""Facts about the efficiency of the study's money."""

from __future__ import annotations

from evaluation.view.standings import study_efficiency
from evaluation.view.view import View


def fewer_regions_than_efficiency_needs(view: View) -> bool:
    """Fewer regions have all inputs and outputs than are needed to tell regions apart."""
    return study_efficiency(view).few


def no_region_with_inputs_and_outputs(view: View) -> bool:
    """No region has figures of all inputs and outputs."""
    found = study_efficiency(view)
    return not found.rows and not found.apart


def one_figure_too_far_apart(view: View) -> bool:
    """A figure is so far from the others that efficiency cannot be computed reliably."""
    return bool(study_efficiency(view).apart)


def bias_not_corrected(view: View) -> bool:
    """Too few regions are off the frontier to correct the bias."""
    return bool(study_efficiency(view).rows) and study_efficiency(view).not_corrected


def bias_corrected(view: View) -> bool:
    """The study asks for draws, and the bias was corrected by them."""
    found = study_efficiency(view)
    comparison = view.study.comparison
    asked = comparison.efficiency if comparison else None
    return bool(found.rows) and asked is not None and bool(asked.draws) and not found.not_corrected


def region_lacks_a_side_of_efficiency(view: View, region: str, quantity: str) -> bool:
    """The region has no figure of an input or an output."""
    return (region, quantity) in study_efficiency(view).left_out
