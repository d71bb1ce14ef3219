"""What evidence says of printed numbers is so: each is what its figure is worked out to be, and delivered cells add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.evidence.explain import Explaining
from evaluation.evidence.explained import agrees
from evaluation.evidence.places import places
from evaluation.view.view import View

ADDED = ("numerator", "denominator", "quantity")
"""Kinds of numbers that are sums of cells."""


def unproven(view: View, contents: Iterable[Mapping[str, Any]]) -> list[str]:
    """Numbers that are not what their figure is, or whose cells do not add up to it."""
    explaining, found = Explaining(view), dict[str, None]()
    for place in places(contents):
        told = explaining.of(place.number)
        if not agrees(place.number, told.exact):
            found[f"{place.element}, {place.row}, {place.column}: {place.number.figure} is {told.exact}"] = None
        if told.kind in ADDED and told.exact is not None:
            cells = explaining.sources.behind(told.asked)
            if sum(c.times * (c.cell.amount or 0) for c in cells) != told.exact:
                found[f"{place.number.figure} is {told.exact}, and its cells {[(c.times, c.cell.text) for c in cells]}"] = None
    return [*found]
