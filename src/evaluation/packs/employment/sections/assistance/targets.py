"""Assistance targets without work from the opening to the closing of the period."""

from __future__ import annotations

from evaluation.render.component import Component
from evaluation.report.parts.flows import FlowChange, ends, flow
from evaluation.view.stocks import account
from evaluation.view.view import View

TARGETS = ("assist_unemployed", "assist_certified", "assist_reunemployed", "assist_employed", "assist_exited")


def targets(view: View) -> list[Component]:
    """Assistance targets without work (HB-20, GZ-1): certified, again without work, in work, left the scope."""
    found = account(view, *TARGETS)
    if found is None:
        return []
    signs = (1, 1, -1, -1)
    changes = [FlowChange(view.quantity(q), s * a) for q, s, a in zip(TARGETS[1:], signs, found.amounts[1:-1], strict=True)]
    helped = view.numbers.persons(found.amounts[3])
    told = view.sentence("flows.targets", of=TARGETS, helped=helped, **ends(view, found))
    return [flow(view, "assist-flow", TARGETS, found, changes, told)]
