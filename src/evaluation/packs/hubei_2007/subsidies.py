"""Rates of the skills plan from the year's start, and which regions are behind the whole in the subsidies of training."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.model import expression
from evaluation.view.facts import figures
from evaluation.view.view import View

QUALITY: dict[str, tuple[str, str] | None] = {
    "completed": ("completed_rural", "trained_rural"),
    "passed": ("passed_rural", "completed_rural"),
    "dual_cert_rate": None,
    "employed": ("mature_employed_rural", "mature_rural"),
}
SUBSIDIES = ("takeup_train_sub", "takeup_assess_sub")


def rate(view: View, code: str, region: str = "") -> figures.Rate:
    """A rate of the catalogue in its first or chosen reading, or one of :data:`QUALITY`, from the year's start."""
    if own := QUALITY.get(code):
        top, bottom = (expression(view.catalogue.quantities[c]) for c in own)
        return figures.ratio(view, region or view.region, top, bottom)
    _, reading = view.catalogue.indicators[code].settle(view.study.choices)
    return figures.ratio(view, region or view.region, *figures.sides(reading), reading.per)


def delivered_codes(view: View, *codes: str) -> list[str]:
    """Those of ``codes`` whose two sides the study's tables deliver."""

    def sides(code: str) -> list[str]:
        if own := QUALITY.get(code):
            return list(own)
        _, reading = view.catalogue.indicators[code].settle(view.study.choices)
        return [t.quantity.code for t in reading.terms]

    return [code for code in codes if all(view.mapped(q) for q in sides(code))]


def _comparisons(view: View) -> dict[str, list[bool]]:
    """Regions whose shares are all known, as those of the whole are: whether each is below the whole's."""
    codes = delivered_codes(view, *SUBSIDIES)
    whole = _shares(view, codes, view.top)
    found = {r: _shares(view, codes, r) for r in view.results.regions if whole}
    return {r: [mine < all_ for mine, all_ in zip(own, whole, strict=True)] for r, own in found.items() if own}


def _shares(view: View, codes: list[str], region: str) -> list[Fraction]:
    """The shares of ``region``; nothing where one of them is not known."""
    found = [rate(view, c, region).exact for c in codes]
    known = [share for share in found if share is not None]
    return known if len(known) == len(found) else []


def comparable(view: View) -> bool:
    """Whether any region can be compared with the whole."""
    return bool(_comparisons(view))


def behind(view: View) -> list[str]:
    """Regions below the whole in all subsidies: comparison, not a line of the document."""
    return [r for r, below in _comparisons(view).items() if all(below)]
