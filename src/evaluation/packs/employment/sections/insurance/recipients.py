"""Benefit recipients from the opening to the closing of the period."""

from __future__ import annotations

from fractions import Fraction

from evaluation.render.component import Component
from evaluation.report.parts.flows import FlowChange, ends, flow
from evaluation.view.stocks import account
from evaluation.view.view import View

RECIPIENTS = ("ui_recipients", "ui_new_recipients", "ui_ended", "ui_reemployed")


def recipients(view: View) -> list[Component]:
    """Benefit recipients (HB-17): new, re-employed while on benefit, ended for another reason."""
    found = account(view, *RECIPIENTS)
    if found is None:
        return []
    new, ended, back = found.amounts[1:-1]
    share = view.numbers.percent(Fraction(back * 100, ended) if ended else None)
    left = view.sentence("flows.left", of=RECIPIENTS, share=share)
    changes = [
        FlowChange(view.quantity("ui_new_recipients"), new),
        FlowChange(view.quantity("ui_reemployed"), -back),
        FlowChange(view.say("flows.ended_else"), back - ended),
    ]
    told = view.sentence("flows.recipients", of=RECIPIENTS, left=left, **ends(view, found))
    return [flow(view, "ui-flow", RECIPIENTS, found, changes, told)]
