"""Facts about who is served of the eligible."""

from __future__ import annotations

from evaluation.packs.employment.served import service_counts
from evaluation.view.details import cohort
from evaluation.view.view import View


def eligible_and_served_known(view: View) -> bool:
    """No cohort is followed, and both who is eligible by the census and who was served are known."""
    return service_counts(view) is not None


def neither_cohort_nor_served_known(view: View) -> bool:
    """No cohort is followed, or nobody was found, and the eligible or the served are not known."""
    return cohort(view) is None and service_counts(view) is None
