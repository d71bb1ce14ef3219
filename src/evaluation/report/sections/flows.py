"""A stock from its opening over what came and went to its closing: benefit recipients, assistance targets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.report import charts
from evaluation.report.component import Component, column, figure, row
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View


class Change(NamedTuple):
    label: str
    amount: int
    """Negative for who left."""


def recipients(view: View) -> list[Component]:
    """Benefit recipients (HB-17): new, re-employed while on benefit, ended for another reason."""
    found = _account(view, "ui_recipients", "ui_new_recipients", "ui_ended", "ui_reemployed")
    if found is None:
        return []
    new, ended, back = found.amounts[1:-1]
    share = view.numbers.percent(Fraction(back * 100, ended) if ended else None, "not_applicable")
    changes = [Change(view.quantity("ui_new_recipients"), new), Change(view.quantity("ui_reemployed"), -back),
               Change(view.say("flows.ended_else"), back - ended)]  # fmt: skip
    return [_flow(view, "ui-flow", "ui_recipients", found, changes, "flows.recipients", share=share)]


def targets(view: View) -> list[Component]:
    """Assistance targets without work (HB-20, GZ-1): certified, again without work, in work, left the scope."""
    moves = ("assist_certified", "assist_reunemployed", "assist_employed", "assist_exited")
    found = _account(view, "assist_unemployed", *moves)
    if found is None:
        return []
    signs = (1, 1, -1, -1)
    changes = [Change(view.quantity(q), s * a) for q, s, a in zip(moves, signs, found.amounts[1:-1], strict=True)]
    helped = view.numbers.persons(found.amounts[3])
    return [_flow(view, "assist-flow", "assist_unemployed", found, changes, "flows.targets", helped=helped)]


class Account(NamedTuple):
    """Opening stock, moves and closing stock, summed over as many ``regions`` as have all of them."""

    amounts: list[int]
    regions: int


def _account(view: View, stock: str, *moves: str) -> Account | None:
    """None where no region has all of it."""
    before, figures = view.period.previous, view.results.figures
    when = [(stock, before), *((q, view.period) for q in moves), (stock, view.period)]
    of = view.results.regions if view.is_overview else (view.region,)
    rows = [[figures.at(region, period, q).amount for q, period in when] for region in of]
    whole = [row for row in rows if None not in row]
    return Account([sum(column) for column in zip(*whole, strict=True)], len(whole)) if whole else None


def _flow(
    view: View, id: str, stock: str, found: Account, changes: Sequence[Change], key: str, **fields: str
) -> Component:
    """Waterfall in persons. What the account does not explain is a step of its own."""
    say, numbers = view.say, view.numbers
    opening, closing = found.amounts[0], found.amounts[-1]
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
    everyone = len(view.results.regions)
    partial = view.is_overview and found.regions < everyone
    return figure(
        id, title, say("flows.subtitle", title=quantity, period=view.period_text()), svg=charts.waterfall(drawn),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{s.label} {s.value_text}" for s in drawn),
        notes=[say("flows.partial", regions=str(found.regions), count=str(everyone))] if partial else [],
        source=view.source(stock), table=noted(view, f"{id}-table", quantity, columns, rows),
    )  # fmt: skip


def _text(view: View, amount: int, kind: str) -> str:
    return view.numbers.count(amount) if kind == "total" else view.numbers.signed(Fraction(amount), 0)
