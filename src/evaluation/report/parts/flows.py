"""The drawing of a stock from its opening over what came and went to its closing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.render import charts
from evaluation.render.component import Component, column, figure, row
from evaluation.render.printed import digits
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.stocks import StockAccount
from evaluation.view.view import View


class FlowChange(NamedTuple):
    label: str
    amount: int
    """Negative for who left."""


def ends(view: View, found: StockAccount) -> dict[str, str]:
    """Both ends of the account, for the fields of a sentence."""
    opening, closing = view.numbers.persons(found.amounts[0]), view.numbers.persons(found.amounts[-1])
    return {"opening": opening, "closing": closing}


def flow(view: View, id: str, of: tuple[str, ...], found: StockAccount, changes: Sequence[FlowChange], title: str) -> Component:
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
