"""Amounts of the fund's account as they stand at the end of the period."""

from __future__ import annotations

from evaluation.measured.figure import Figure, add_money
from evaluation.view.view import View


def at(view: View, code: str) -> Figure:
    """From the year's start to the end of the period; a stock as it stands then."""
    return view.results.figures.to_date(view.region, view.period, code)


def all_spent(view: View) -> Figure:
    """Total expenditure: every item of the catalogue has to be there, or not to apply."""
    return add_money([at(view, q.code) for q in view.fund.spending.of])
