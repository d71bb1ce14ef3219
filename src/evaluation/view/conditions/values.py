"""Facts about values: which are there, and how regions stand on them."""

from __future__ import annotations

from evaluation.view.placing import place_of
from evaluation.view.view import View


def some_value_known(view: View, *codes: str) -> bool:
    """At least one of these indicators has a value here."""
    return any(view.value(c).exact is not None for c in codes)


def no_headline_value_known(view: View) -> bool:
    """The study names main figures, and none of them has a value here."""
    codes = view.study.file.headline
    return bool(codes) and not some_value_known(view, *codes)


def no_value_known(view: View) -> bool:
    """The study names no main figures, and no indicator has a value here."""
    return not view.study.file.headline and not some_value_known(view, *(i.code for i in view.results.indicators))


def ranked_on(view: View, code: str) -> bool:
    """This is a region that has a value, as at least one other has, of a rate of which one end is the good one."""
    return place_of(view, code) is not None


def place_is_shared(view: View, code: str) -> bool:
    """The region has a place on the indicator, and another has the same value."""
    at = place_of(view, code)
    return at is not None and at.sharing > 1


def value_known(view: View, code: str) -> bool:
    """The study has the indicator, and it has a value here."""
    return view.has(code) and view.value(code).exact is not None
