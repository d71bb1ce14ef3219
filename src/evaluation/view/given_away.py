"""Suppressed figures that a reader can work out from others: a warning where the report begins."""

from __future__ import annotations

from evaluation.measured.given_away import FOLLOWING
from evaluation.render.printed import digits
from evaluation.view.page_tables import list_names
from evaluation.view.view import View


def given_away(view: View) -> dict[str, list[str]]:
    """Quantities of which a suppressed figure of the page's region, or of one inside it, follows from others, each with these
    regions."""
    found: dict[str, dict[str, None]] = {}
    for finding in view.results.findings_of(view.region):
        if finding.code in FOLLOWING and finding.region:
            found.setdefault(dict(finding.facts)["item"], {})[finding.region] = None
    return {quantity: [*regions] for quantity, regions in found.items()}


def sentences(view: View) -> list[str]:
    """That there are some, which, and what to do before anybody else sees the report."""
    found = given_away(view)
    items = [
        view.say("tally.place", title=view.quantity(quantity), places=list_names(view, [view.short(r) for r in regions]))
        if regions != [view.region]
        else view.quantity(quantity)
        for quantity, regions in found.items()
    ]
    told = view.sentence(
        "conclusion.given_away",
        count=digits(len(found)),
        items=view.say("list.semicolon").join(items),
        section=view.say("methods.findings_title"),
    )
    return [told] if told else []
