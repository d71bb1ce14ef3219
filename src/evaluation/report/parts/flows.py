"""A stock from its opening over what came and went to its closing: benefit recipients, assistance targets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.render import charts
from evaluation.render.component import Component, column, figure, row
from evaluation.render.printed import digits
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.stocks import RECIPIENTS, TARGETS, StockAccount, account
from evaluation.view.view import View


class FlowChange(NamedTuple):
    label: str
    amount: int
    """Negative for who left."""


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
    told = view.sentence("flows.recipients", of=RECIPIENTS, left=left, **_ends(view, found))
    return [_flow(view, "ui-flow", RECIPIENTS, found, changes, told)]


def targets(view: View) -> list[Component]:
    """Assistance targets without work (HB-20, GZ-1): certified, again without work, in work, left the scope."""
    found = account(view, *TARGETS)
    if found is None:
        return []
    signs = (1, 1, -1, -1)
    changes = [FlowChange(view.quantity(q), s * a) for q, s, a in zip(TARGETS[1:], signs, found.amounts[1:-1], strict=True)]
    helped = view.numbers.persons(found.amounts[3])
    told = view.sentence("flows.targets", of=TARGETS, helped=helped, **_ends(view, found))
    return [_flow(view, "assist-flow", TARGETS, found, changes, told)]


def _ends(view: View, found: StockAccount) -> dict[str, str]:
    opening, closing = view.numbers.persons(found.amounts[0]), view.numbers.persons(found.amounts[-1])
    return {"opening": opening, "closing": closing}


def _flow(view: View, id: str, of: tuple[str, ...], found: StockAccount, changes: Sequence[FlowChange], title: str) -> Component:
    """Waterfall in persons. What the account does not explain is a step of its own."""
    say = view.say
    opening, closing = found.amounts[0], found.amounts[-1]
    gap = closing - opening - sum(c.amount for c in changes)
    steps = [*changes, *([FlowChange(say("fund.difference"), gap)] if gap else [])]
    lines = [
        (say("flows.opening"), opening, "total"),
        *((c.label, c.amount, "change") for c in steps),
        (say("flows.closing"), closing, "total"),
    ]
    drawn = [
        charts.Step(label=label, value=float(amount), value_text=_text(view, amount, kind), kind=kind)
        for label, amount, kind in lines
    ]
    columns = [column(say("column.item")), number(say("column.persons"), say("unit.persons"))]
    rows = [row(label, _text(view, amount, kind)) for label, amount, kind in lines]
    quantity = view.quantity(of[0])
    partial = view.sentence("flows.partial", of=of, regions=digits(found.regions), count=digits(len(view.results.regions)))
    return figure(
        id,
        title,
        say("flows.subtitle", title=quantity, period=view.period_text()),
        svg=charts.waterfall(drawn),
        alt=view.alt(title, ((s.label, s.value_text) for s in drawn)),
        notes=[partial] if partial else [],
        source=view.source(of[0]),
        table=table_with_notes(view, f"{id}-table", quantity, columns, rows),
    )


def _text(view: View, amount: int, kind: str) -> str:
    return view.numbers.count(amount) if kind == "total" else view.numbers.sign(Fraction(amount), 0)
