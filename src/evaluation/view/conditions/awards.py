"""Facts about awards and the adjustment fund."""

from __future__ import annotations

from evaluation.view.awards import adjustment_fund, moves, shares
from evaluation.view.view import View


def award_grew(view: View, region: str) -> bool:
    """The region's award is larger than last year's."""
    change = moves(view)[region]
    return change.amount > change.last


def award_shrank(view: View, region: str) -> bool:
    """The region's award is smaller than last year's."""
    change = moves(view)[region]
    return change.amount < change.last


def award_stayed(view: View, region: str) -> bool:
    """The region's award is last year's."""
    change = moves(view)[region]
    return change.amount == change.last


def factors_overlap(view: View, inner: str, outer: str) -> bool:
    """What one factor counts is part of what another counts."""
    return any((o.inner, o.outer) == (inner, outer) for o in shares(view).overlaps)


def factor_without_figure(view: View, factor: str, region: str) -> bool:
    """The region has no figure of the factor."""
    return any((code, r) == (factor, region) for code, r, _ in shares(view).unshared)


def factor_without_anything(view: View, factor: str) -> bool:
    """No region has anything to show for the factor."""
    return factor in shares(view).dropped


def benefits_first_secured(view: View) -> bool:
    """Part of the adjustment fund first secures benefits that a region has not the means to pay."""
    return any(adjustment_fund(view).made.guaranteed)


def every_region_can_pay(view: View) -> bool:
    """Every region of the adjustment fund has the means to pay the benefit due."""
    return not any(adjustment_fund(view).made.guaranteed)


def region_left_out_of_the_fund(view: View, region: str) -> bool:
    """The region lacks a figure and takes no part in the adjustment fund."""
    return region in dict(adjustment_fund(view).left_out)
