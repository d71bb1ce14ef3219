"""Who is eligible for assistance by the census, and who is served."""

from __future__ import annotations

from evaluation.view.details import follow_up_parts
from evaluation.view.view import View


def service_counts(view: View) -> tuple[int, int] | None:
    """Eligible by the census and served, at the period's end, where the study follows no cohort."""
    first, last = (view.results.figures.at(view.region, view.period, q).amount for q in ("assist_eligible", "assist_served"))
    return (first, last) if not follow_up_parts(view, "chain") and first and last is not None else None
