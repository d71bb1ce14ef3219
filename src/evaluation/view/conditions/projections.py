"""Facts about year-end projections of the targets ``codes``, seen from the end of the period."""

from __future__ import annotations

from evaluation.view.projections import hits, projection_of
from evaluation.view.view import View


def some_target_within_its_interval(view: View, *codes: str) -> bool:
    """The interval of some target's year-end value holds the target."""
    return any(projection_of(view, c, view.period).verdict in ("open", "effort") for c in codes)


def some_interval_misses_its_target(view: View, *codes: str) -> bool:
    """The whole interval of some target's year-end value misses the target."""
    return any(projection_of(view, c, view.period).verdict == "unlikely" for c in codes)


def _reasons(view: View, codes: tuple[str, ...]) -> set[str]:
    return {projection_of(view, c, view.period).reason for c in codes}


def some_projection_lacks_the_figure(view: View, *codes: str) -> bool:
    """Of some target there is no figure of what was reached: not delivered, withheld or not applicable."""
    return "no_figure" in _reasons(view, codes)


def some_projection_lacks_regions(view: View, *codes: str) -> bool:
    """What was reached of some target is the sum of some regions of the whole."""
    return "partial" in _reasons(view, codes)


def some_projection_lacks_past_years(view: View, *codes: str) -> bool:
    """Of some target there are too few past years of regions."""
    return "too_few" in _reasons(view, codes)


def some_projection_starts_from_nought(view: View, *codes: str) -> bool:
    """Of some target nothing was reached so far."""
    return "shape" in _reasons(view, codes)


def projected_for_the_whole(view: View, *codes: str) -> bool:
    """This is the page of the whole."""
    return view.is_overview


def some_projection_can_be_checked(view: View, *codes: str) -> bool:
    """At the end of some quarter an interval was there, and the result of the year is known."""
    return any(hits(view, c) for c in codes)
