"""Facts about values: which are there, and how regions stand on them."""

from __future__ import annotations

from evaluation.report.view import View


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
    """This is a region that has a value, as at least one other has."""
    order = view.results.ordered(code)
    return len(order) > 1 and any(region == view.region for region, _ in order)


def value_known(view: View, code: str) -> bool:
    """The study has the indicator, and it has a value here."""
    return view.has(code) and view.value(code).exact is not None
