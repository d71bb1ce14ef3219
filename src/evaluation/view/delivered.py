"""What was delivered of the figures that an indicator is made of, where no region has its value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from evaluation.catalogue.model import When
from evaluation.catalogue.span import Covers
from evaluation.measured.left_out import lacking_inputs
from evaluation.study.periods import Period
from evaluation.view.judgements import reported
from evaluation.view.view import View

Came = Literal["whole", "longer", "part", "nothing", "lacking"]


def came(view: View, code: str) -> Came:
    """``whole``: some region has all of it for the period. ``lacking``: the scheme is without some of it. ``longer``: each quantity
    is delivered, and some for longer parts of the year alone. ``part``: some of it is delivered for the period, or to its end. Else
    ``nothing``."""
    if reported(view, code):
        return "whole"
    if lacking_inputs(view.results.indicator_named(code), view.study, view.catalogue):
        return "lacking"
    return view.results.once(("came", code), lambda: came_from(view, code, view.results.places))


def came_from(view: View, code: str, places: Sequence[str]) -> Came:
    """The same of these regions alone, none of which has a value."""
    indicator = view.results.indicator_named(code)
    _, reading = indicator.settle(view.study.choices)
    to_date = indicator.span_of(reading).covers is Covers.TO_DATE
    inputs = {t.quantity.code: view.period.last_year if t.when is When.LAST_YEAR else view.period for t in reading.terms}
    alone = {q for q, period in inputs.items() if _there(view, [period], q, places)}
    longer = {q for q, period in inputs.items() if q not in alone and _by_longer(view, period, q, places, to_date)}
    if longer and alone | longer == inputs.keys():
        return "longer"
    return "part" if alone or any(_so_far(view, period, q, places) for q, period in inputs.items()) else "nothing"


def _by_longer(view: View, period: Period, quantity: str, places: Sequence[str], to_date: bool) -> bool:
    """Whether it is delivered for a longer period around this one, which where it is asked ``to_date`` ends later, or was never
    for a shorter; the year so far is longer than a part of it alone."""
    if not to_date and _so_far(view, period, quantity, places):
        return True
    around = [p for p in period.wholes if not to_date or p.closing > period.closing]
    finest = view.results.figures.finest.get(quantity)
    return _there(view, around, quantity, places) or (finest is not None and finest > period.grain)


def _so_far(view: View, period: Period, quantity: str, places: Sequence[str]) -> bool:
    """Whether it is there from the year's start to the period's end."""
    return any(view.results.figures.to_date(r, period, quantity).amount is not None for r in places)


def _there(view: View, periods: Iterable[Period], quantity: str, places: Sequence[str]) -> bool:
    at = view.results.figures.at
    return any(at(r, period, quantity).amount is not None for period in periods for r in places)
