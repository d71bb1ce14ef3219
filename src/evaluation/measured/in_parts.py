"""Figures that others work out, delivered for parts of a year and not for all of it."""

from __future__ import annotations

from collections.abc import Collection

from evaluation.catalogue.model import Reading
from evaluation.measured.figure import MISSING
from evaluation.measured.figures import Figures
from evaluation.study.periods import Period


def is_stated_in_parts(reading: Reading, figures: Figures, regions: Collection[str], year: Period) -> bool:
    """Whether the reading is a figure that others work out, and of these regions some was delivered for a part of the ``year`` and
    none for all of it."""
    if not reading.is_stated:
        return False
    of_year = {(p, t.quantity.code) for t in reading.terms for p in figures.periods_of(t.quantity.code) if p.year == year}

    def is_told(period: Period, quantity: str) -> bool:
        return any(figures.known((region, period, quantity), MISSING).mark != "missing" for region in regions)

    whole = {one for one in of_year if one[0] == year}
    return any(is_told(*one) for one in of_year - whole) and not any(is_told(*one) for one in whole)
