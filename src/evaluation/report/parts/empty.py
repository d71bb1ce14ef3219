"""Which kind of nothing it is where there is no figure: not delivered, withheld and not applicable differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from evaluation.measured.figure import Figure, alike, reason_lacking, worst
from evaluation.measured.measure import Value
from evaluation.render.component import Component, notice
from evaluation.render.printed import digits
from evaluation.view.delivered import came_from
from evaluation.view.view import View


def nothing(view: View, codes: Iterable[str] = (), quantities: Iterable[str] = ()) -> Component | None:
    """The notice of a section that is made of these indicators and quantities of the study, none of which has a figure
    of this region in the period; None as soon as one has."""
    codes, quantities = tuple(codes), tuple(q for q in quantities if view.mapped(q))
    values = [view.value(code) for code in codes]
    figures = [view.results.figures.at(view.region, view.period, q) for q in quantities]
    marks = [_kind(view, v) for v in values] or [f.mark for f in figures]
    counted = Counter(filter(None, marks)) or {"missing": len(codes) or 1}
    kinds = view.say("list.comma").join(
        view.say(f"empty.{mark}", count=digits(n)) for mark, n in sorted(counted.items(), key=lambda pair: -pair[1])
    )
    told = view.sentence("part.empty", of=(*codes, *quantities), region=view.name(), period=view.period_text(), kinds=kinds)
    return notice("missing", told) if told else None


def _kind(view: View, value: Value) -> str:
    longer = value.mark == "missing" and came_from(view, value.indicator, [value.region]) == "longer"
    return "longer" if longer else value.mark


def quotient(upper: Figure, lower: Figure, per: Fraction | int = 100) -> Fraction | None:
    """``per`` times one figure over another; None where one is not there, there is nothing to divide by, or they are of
    different regions of the whole."""
    if upper.amount is None or not lower.amount or not alike((upper, lower)):
        return None
    return Fraction(upper.amount * per, lower.amount)


def quotient_mark(upper: Figure, lower: Figure) -> str:
    """Why there is no :func:`quotient`: the graver of their marks, why they are of different regions, or nothing to divide
    by."""
    absent = [f.mark for f in (upper, lower) if f.amount is None]
    if not absent and not alike((upper, lower)):
        return reason_lacking((upper, lower))
    return worst(absent) if absent else "not_applicable"
