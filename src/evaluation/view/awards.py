"""The study's awards, shared out once for all pages."""

from __future__ import annotations

from evaluation.scores.allocation.change import AwardChange, changes
from evaluation.scores.allocation.funds import AdjustedFunds, adjust_funds, pool_of
from evaluation.scores.allocation.study import Shared, share_out
from evaluation.view.view import View


def shares(view: View) -> Shared:
    """Everybody's award."""
    return view.results.once("awards", lambda: share_out(view.results, pool_of(view.study, "award")))


def moves(view: View) -> dict[str, AwardChange]:
    """What moved each region's award since last year; empty without last year's."""
    return {c.region: c for c in view.results.once("award changes", lambda: changes(shares(view)))}


def adjustment_fund(view: View) -> AdjustedFunds:
    """The adjustment fund shared out."""
    return view.results.once("adjustment fund", lambda: adjust_funds(view.results))
