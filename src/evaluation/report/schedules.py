"""Where the share of a target that is due at the end of the period comes from."""

from __future__ import annotations

from evaluation.indicators.progress import demand
from evaluation.report.view import View


def ends_the_year(view: View) -> bool:
    """Whether the period ends with its year."""
    return not view.period.left


def of(view: View, code: str) -> str:
    """``full`` of a stock and at the year's end, ``issued`` where a target of this part of the year is there, else
    ``even``: the year's target times the share of the year gone."""
    if view.period.is_part_of_year and demand(view.study, code, view.region, view.period):
        return "issued"
    _, reading = view.results.indicator(code).settle(view.study.choices)
    stock = all(t.quantity.kind == "stock" for t in reading.numerator.terms)
    return "full" if stock or ends_the_year(view) else "even"
