"""Facts about figures: which are there, and how many regions the whole is the sum of."""

from __future__ import annotations

from evaluation.catalogue.span import Covers
from evaluation.view.delivered import came
from evaluation.view.given_away import given_away
from evaluation.view.judgements import reported
from evaluation.view.view import View


def no_figure_here(view: View, *names: str) -> bool:
    """None of these quantities and of the sides of these indicators has a figure of this region in the period."""
    for name in names:
        if name in view.catalogue.quantities and view.results.figures.at(view.region, view.period, name).amount is not None:
            return False
        if view.has(name) and (view.value(name).numerator, view.value(name).denominator) != (None, None):
            return False
    return True


def quantity_known(view: View, quantity: str) -> bool:
    """The quantity has a figure of this region in the period."""
    return view.results.figures.at(view.region, view.period, quantity).amount is not None


def quantity_below_precision(view: View, quantity: str) -> bool:
    """The quantity is printed as nought because it is below the last printed digit."""
    return view.results.figures.at(view.region, view.period, quantity).mark == "below_precision"


def whole_of_quantity_lacks_regions(view: View, *quantities: str) -> bool:
    """Of the whole each of these quantities is known, and not of every region."""
    everyone = len(view.results.regions)
    wholes = [view.results.figures.at(view.top, view.period, q) for q in quantities]
    return bool(wholes) and all(f.amount is not None and f.regions < everyone for f in wholes)


def whole_lacks_regions(view: View, *codes: str) -> bool:
    """Of the whole each of these indicators has a value, and not of every region."""
    everyone = len(view.results.regions)
    wholes = [view.results.value(view.top, c) for c in codes]
    return bool(wholes) and all(v.exact is not None and v.regions < everyone for v in wholes)


def some_whole_lacks_regions(view: View, *codes: str) -> bool:
    """Of the whole at least one of these indicators has a value, and not of every region."""
    return any(whole_lacks_regions(view, c) for c in codes)


def value_only_when_the_year_is_over(view: View, *codes: str) -> bool:
    """The year is not over, and all of these indicators have a value of whole years only."""
    readings = [(i, i.settle(view.study.choices)[1]) for i in map(view.results.indicator_named, codes)]
    return bool(view.period.left and codes) and all(i.span_of(r).covers is Covers.YEAR_ONLY for i, r in readings)


def needs_what_the_scheme_lacks(view: View, *codes: str) -> bool:
    """All of these indicators need something that the study declares its scheme to be without."""
    return bool(codes) and all(came(view, c) == "lacking" for c in codes)


def no_region_reports(view: View, *codes: str) -> bool:
    """No region has anything of what any of these indicators is made of, in the period or to its end."""
    return bool(codes) and all(came(view, c) == "nothing" for c in codes)


def delivered_in_part(view: View, *codes: str) -> bool:
    """No region has all that any of these indicators is made of; some of it each has, in the period or to its end."""
    return bool(codes) and all(came(view, c) == "part" for c in codes)


def delivered_for_longer_parts_alone(view: View, *codes: str) -> bool:
    """No region has the figures of any of these indicators in the period; what each is made of is delivered, and some of it for
    longer parts of the year alone."""
    return bool(codes) and all(came(view, c) == "longer" for c in codes)


def no_figures_for_reading(view: View, *codes: str) -> bool:
    """Given as indicator, reading, indicator, reading …: no region has the figures of any of these readings."""
    pairs = list(zip(codes[::2], codes[1::2], strict=True))
    return bool(pairs) and not any(reported(view, code, reading) for code, reading in pairs)


def check_differs(view: View, region: str, quantity: str) -> bool:
    """A field check of the period worked from another figure than the one delivered."""
    delivered = view.results.figures.at(region, view.period, quantity).amount
    return delivered is not None and any(
        c.reported != delivered for c in view.study.checks if (c.region, c.quantity, c.period) == (region, quantity, view.period)
    )


def no_quarter_delivered(view: View) -> bool:
    """No table delivers a quarter up to the end of the period."""
    return not view.results.parts


def some_suppressed_figure_follows(view: View) -> bool:
    """At least one suppressed figure of this region, or of one inside it, follows from figures that are not."""
    return bool(given_away(view))
