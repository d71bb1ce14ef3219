"""A stock from its opening over what came and went to its closing: benefit recipients, assistance targets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.report import charts
from evaluation.report.component import Component, column, figure, row
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.study import periods


class Change(NamedTuple):
    label: str
    amount: int
    """Negative for who left."""


def recipients(view: View) -> list[Component]:
    """Benefit recipients (HB-17): new, re-employed while on benefit, ended for another reason."""
    new, ended, back = (_amount(view, q) for q in ("ui_new_recipients", "ui_ended", "ui_reemployed"))
    if None in (new, ended, back):
        return []
    share = Fraction(back * 100, ended) if ended else None
    other = view.say("flows.ended_else")
    changes = [Change(view.quantity("ui_new_recipients"), new), Change(view.quantity("ui_reemployed"), -back),
               Change(other, back - ended)]  # fmt: skip
    return _flow(view, "ui-flow", "ui_recipients", changes, "flows.recipients", share=view.numbers.percent(share))


def targets(view: View) -> list[Component]:
    """Assistance targets without work (HB-20, GZ-1): certified, again without work, in work, left the scope."""
    came, went = ("assist_certified", "assist_reunemployed"), ("assist_employed", "assist_exited")
    amounts = {q: _amount(view, q) for q in (*came, *went)}
    if None in amounts.values():
        return []
    changes = [Change(view.quantity(q), a if q in came else -a) for q, a in amounts.items()]
    found = view.numbers.persons(amounts["assist_employed"])
    return _flow(view, "assist-flow", "assist_unemployed", changes, "flows.targets", found=found)


def _amount(view: View, quantity: str, period: str | None = None) -> int | None:
    return view.results.figures.at(view.region, period or view.period, quantity).amount


def _flow(view: View, id: str, stock: str, changes: Sequence[Change], key: str, **fields: str) -> list[Component]:
    """Waterfall in persons; empty without an opening. What the account does not explain is a step of its own."""
    say, numbers = view.say, view.numbers
    opening, closing = _amount(view, stock, periods.previous(view.period)), _amount(view, stock)
    if opening is None or closing is None:
        return []
    gap = closing - opening - sum(c.amount for c in changes)
    steps = [*changes, *([Change(say("fund.difference"), gap)] if gap else [])]
    lines = [
        (say("flows.opening"), opening, "total"), *((c.label, c.amount, "change") for c in steps),
        (say("flows.closing"), closing, "total"),
    ]  # fmt: skip
    drawn = [
        charts.Step(label=label, value=float(amount), value_text=_text(view, amount, kind), kind=kind)
        for label, amount, kind in lines
    ]
    title = say(
        key, region=view.name(), opening=numbers.persons(opening), closing=numbers.persons(closing), **fields
    )
    columns = [column(say("column.item")), number(say("column.persons"), say("unit.persons"))]
    rows = [row(label, _text(view, amount, kind)) for label, amount, kind in lines]
    quantity = view.quantity(stock)
    return [
        figure(
            id, title, say("flows.subtitle", title=quantity, period=view.period_text()), svg=charts.waterfall(drawn),
            alt=title + say("list.colon") + say("list.semicolon").join(f"{s.label} {s.value_text}" for s in drawn),
            source=view.source(stock), table=noted(view, f"{id}-table", quantity, columns, rows),
        )
    ]  # fmt: skip


def _text(view: View, amount: int, kind: str) -> str:
    return view.numbers.count(amount) if kind == "total" else view.numbers.signed(Fraction(amount), 0)
