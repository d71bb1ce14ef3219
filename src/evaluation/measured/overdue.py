"""Definitions whose day of review has passed when the figures were taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Indicator
from evaluation.data.findings import Finding


def findings(catalogue: Catalogue, indicators: Iterable[Indicator], cut_off: date) -> list[Finding]:
    """A reportable finding for each of the ``indicators`` that was to be looked at again before ``cut_off``, with the line of its
    entry."""
    return [_finding(catalogue, i, i.review, cut_off) for i in indicators if i.review is not None and i.review < cut_off]


def _finding(catalogue: Catalogue, indicator: Indicator, review: date, cut_off: date) -> Finding:
    path = ("indicators", indicator.code)
    source, owner = catalogue.sources[path], indicator.owner or "whoever answers for the entry"
    return Finding(
        severity="reportable",
        code="review_overdue",
        message=f"{indicator.code}: the definition was to be looked at again by {review}, before the cut-off of {cut_off}",
        fix=f"have {owner} look at it, and write the next day under 'review'",
        file=source.file,
        row=source.line((*path, "review")),
        facts={"item": indicator.code, "day": str(review)},
    )
