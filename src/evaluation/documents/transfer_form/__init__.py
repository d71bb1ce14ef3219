"""转移支付绩效自评表: money by source, its management, overall goals and indicators in three levels.

What the study delivers is filled in; what only the office can say is printed as not delivered until ``documents.yml`` says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, get_args

from evaluation.catalogue.fund import QuantityGroup
from evaluation.catalogue.model import Quantity
from evaluation.documents.form_rows import form_rows, form_table, money_of
from evaluation.documents.paper import Paper
from evaluation.measured.figure import Figure, add_money
from evaluation.render.component import Component, column, row
from evaluation.report.parts.empty import quotient, quotient_mark
from evaluation.study.documents import Management
from evaluation.view.page_tables import number

_NOT_DELIVERED = Figure(None, "missing")


@dataclass(frozen=True, kw_only=True)
class TransferFormFigures:
    money: Component
    management: Component
    goals: Component
    indicators: Component


def figures(paper: Paper) -> TransferFormFigures:
    return TransferFormFigures(money=money(paper), management=management(paper), goals=goals(paper), indicators=indicators(paper))


def money(paper: Paper) -> Component:
    """Budget (A) and execution (B) by source, their sums, and the totals as they were delivered where these are."""
    view, say, fund = paper.view, paper.say, paper.view.fund
    numbers = view.numbers

    def line(title: str, due: Figure, spent: Figure, role: str = "body") -> dict[str, Any]:
        share = numbers.decimal(quotient(spent, due), 3, quotient_mark(spent, due))
        return row(title, money_of(view, due), money_of(view, spent), share, role=role)

    def at(code: str) -> Figure:
        return view.results.figures.to_date(view.region, view.period, code) if view.mapped(code) else _NOT_DELIVERED

    def side(quantity: Quantity | None) -> Figure:
        return at(quantity.code) if quantity else _NOT_DELIVERED

    by_source = view.mapped(*(q.code for q in fund.executed.of))
    rows = []
    for planned, executed in zip_longest(fund.planned.of, fund.executed.of) if by_source else ():
        code = (executed or planned).code
        title = fund.levels.get(code)
        rows.append(line(view.text(title) if title else view.quantity(code), side(planned), side(executed)))

    def total(group: QuantityGroup) -> Figure:
        return add_money([at(q.code) for q in group.of]) if group.of else _NOT_DELIVERED

    if by_source:
        rows.append(line(say("transfer.total"), total(fund.planned), total(fund.executed), "total"))
    else:
        rows.append(line(say("transfer.total"), at(fund.budget), total(fund.spending), "total"))
    if any(view.mapped(code) for code in (fund.planned_printed, fund.printed)):
        rows.append(line(say("transfer.total_printed"), at(fund.planned_printed), at(fund.printed), "total"))
    columns = [
        column(say("transfer.source"), weight=3),
        number(say("transfer.budget"), numbers.money_unit),
        number(say("transfer.executed"), numbers.money_unit),
        number(say("transfer.rate"), "%"),
    ]
    return form_table(view, "transfer-money", say("transfer.money"), columns, rows)


def management(paper: Paper) -> Component:
    """The seven sides of the management of money, as the office states them."""
    view, say, said = paper.view, paper.say, paper.form.management
    blank = say("transfer.blank")
    rows = []
    for matter in get_args(Management):
        told = said.get(matter)
        statement = view.text(told.said) if told else blank
        problems = view.text(told.problems) if told and told.problems else "" if told else blank
        rows.append(row(say(f"transfer.{matter}"), statement, problems))
    columns = [
        column(say("transfer.matter"), weight=2),
        column(say("transfer.statement"), weight=4),
        column(say("transfer.problems"), weight=4),
    ]
    return form_table(view, "transfer-management", say("transfer.management"), columns, rows)


def goals(paper: Paper) -> Component:
    say, form, blank = paper.say, paper.form, paper.say("transfer.blank")
    cells = [paper.words_of(words, blank) for words in (form.goals, form.achieved)]
    columns = [column(say("transfer.goal"), weight=1), column(say("transfer.achieved"), weight=1)]
    return form_table(paper.view, "transfer-goals", say("transfer.goals"), columns, [row(*cells)])


def indicators(paper: Paper) -> Component:
    """Indicators in three levels: target, what was achieved, and why not."""
    view, say = paper.view, paper.say
    rows = [
        row(
            view.text(r.row.first),
            view.text(r.row.second),
            r.title,
            r.demanded or view.numbers.mark("no_line"),
            r.value or say("transfer.blank"),
            view.text(r.row.reason) if r.row.reason else say("transfer.blank") if r.state == "missed" else "",
        )
        for r in form_rows(paper, say("transfer.blank"))
    ]
    columns = [
        column(say("transfer.first")),
        column(say("transfer.second")),
        column(say("transfer.third"), weight=3),
        column(say("transfer.target")),
        column(say("transfer.actual"), weight=2),
        column(say("transfer.reason"), weight=3),
    ]
    blank = [row(*[say("transfer.blank")] * len(columns))]
    return form_table(view, "transfer-indicators", say("transfer.indicators"), columns, rows or blank)
