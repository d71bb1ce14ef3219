"""Benefit of unemployment insurance, due and paid, from the year's start."""

from __future__ import annotations

from evaluation.view.facts import figures
from evaluation.view.view import View


def gaps(view: View) -> dict[str, int]:
    """Due less paid of every region that has both: above zero unpaid, below zero overpaid."""
    regions = view.results.regions
    due, paid = ({r: figures.amount(view, r, q)[0] for r in regions} for q in ("ui_benefit_payable", "ui_benefit_paid"))
    both = ((r, due[r], paid[r]) for r in regions)
    return {r: owed - came for r, owed, came in both if owed is not None and came is not None}
