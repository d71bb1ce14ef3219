"""Facts about rates adjusted for their mix of cases. ``code`` is the indicator."""

from __future__ import annotations

from evaluation.scores.fairness import Fair, fair_rates
from evaluation.view.view import View

LEAST_UNITS = 30
"""Units that a regression needs (:mod:`evaluation_composite.regression`, which is not imported for its pandas)."""


def _fair(view: View, code: str) -> Fair:
    return fair_rates(view.results)[code]


def no_region_adjusted(view: View, code: str) -> bool:
    """No region's rate can be adjusted for its mix."""
    return not _fair(view, code).raw_rank


def one_region_adjusted(view: View, code: str) -> bool:
    """This is the page of the whole, and exactly one region's rate can be adjusted."""
    return view.is_overview and len(_fair(view, code).raw_rank) == 1


def region_not_adjusted(view: View, code: str, region: str) -> bool:
    """This region's rate cannot be adjusted."""
    return region in _fair(view, code).reasons


def region_adjusted(view: View, code: str) -> bool:
    """The rate of this page's region can be adjusted."""
    return view.region in _fair(view, code).raw_rank


def _moves(view: View, code: str) -> int | None:
    """Places this region gains by the adjustment; None without others to compare with."""
    found = _fair(view, code)
    return found.places_gained(view.region) if len(found.raw_rank) > 1 and view.region in found.raw_rank else None


def rises_by_adjustment(view: View, code: str) -> bool:
    """This region has a better rank with its rate adjusted."""
    return (_moves(view, code) or 0) > 0


def falls_by_adjustment(view: View, code: str) -> bool:
    """This region has a worse rank with its rate adjusted."""
    return (_moves(view, code) or 0) < 0


def changes_place_by_adjustment(view: View, code: str) -> bool:
    """This region has another rank with its rate adjusted."""
    return bool(_moves(view, code))


def keeps_place_by_adjustment(view: View, code: str) -> bool:
    """This region, one of several, has the same rank with its rate adjusted."""
    return _moves(view, code) == 0


def some_region_changes_place(view: View, code: str) -> bool:
    """Told without a region of its own: some region has another rank with its rate adjusted."""
    found = _fair(view, code)
    return view.region not in found.raw_rank and any(found.places_gained(r) for r in found.raw_rank)


def no_region_changes_place(view: View, code: str) -> bool:
    """Told without a region of its own: several regions are adjusted, and all keep their rank."""
    found = _fair(view, code)
    return view.region not in found.raw_rank and len(found.raw_rank) > 1 and not some_region_changes_place(view, code)


def better_than_expected(view: View, code: str) -> bool:
    """This region's rate lies on the good side of what its mix and chance leave."""
    return _fair(view, code).verdict(view.region) == "better"


def worse_than_expected(view: View, code: str) -> bool:
    """This region's rate lies on the bad side of what its mix and chance leave."""
    return _fair(view, code).verdict(view.region) == "worse"


def as_expected(view: View, code: str) -> bool:
    """This region's rate lies within what its mix and chance leave."""
    return _fair(view, code).verdict(view.region) == "as_expected"


def nobody_else_with_its_strata(view: View, code: str, region: str) -> bool:
    """The strata of this region's rate are delivered, and no other region has cases in any of them."""
    found = _fair(view, code)
    return region in found.counts and region not in found.expected


def shares_without_strata(view: View, *codes: str) -> bool:
    """The study declares no strata of any of these indicators."""
    comparison = view.study.comparison
    return bool(codes) and comparison is not None and not set(codes) & set(comparison.strata)


def fewer_units_than_a_regression_needs(view: View) -> bool:
    """The study has fewer regions than a regression needs."""
    return len(view.results.regions) < LEAST_UNITS


def enough_units_for_a_regression(view: View) -> bool:
    """The study has as many regions as a regression needs."""
    return len(view.results.regions) >= LEAST_UNITS
