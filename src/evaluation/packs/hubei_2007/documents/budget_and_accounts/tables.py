"""Annex tables of budget, plan and final accounts (HB-19), by line of expenditure."""

from __future__ import annotations

from fractions import Fraction

from evaluation.documents.paper import Paper
from evaluation.measured.figure import Figure
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.view.facts.budget import Accounts, less, rate, total
from evaluation.view.page_tables import number, table_with_notes


def spending(paper: Paper, line: str) -> str:
    """社会保险补贴: the quantity's title without the word that says it is spent."""
    return paper.view.quantity(line).removesuffix("支出")


def _wan(paper: Paper, figure: Figure) -> str:
    return paper.view.numbers.money_cell(figure.amount, figure.mark, "budget")


def plan_table(paper: Paper, of: Accounts, title: str) -> Component:
    """年度预算和分季用款计划."""
    say = paper.say
    quarters = of.year.parts(of.grain)
    rows = [row(spending(paper, x), *(_wan(paper, of.plan(x, p)) for p in (of.year, *quarters))) for x in of.lines]
    sums = [_wan(paper, total([of.plan(x, p) for x in of.lines])) for p in (of.year, *quarters)]
    columns = [
        column(say("fund.instrument")),
        number(say("budget.budget"), paper.view.numbers.money_unit),
        *(number(say("budget.quarter", n=paper.ordinal(q.index)), paper.view.numbers.money_unit) for q in quarters),
    ]
    return table_with_notes(
        paper.view, "budget-plan", title, columns, [*rows, row(say("table.total"), *sums, role="total")], sources(of)
    )


def sources(of: Accounts) -> list[str]:
    names = dict.fromkeys(name_as("quoted", row.source) for row in of.view.study.budget)
    return [of.view.say("budget.source", source=of.view.say("list.comma").join(names))]


def quarter_table(paper: Paper, of: Accounts, title: str) -> Component:
    """分项用款计划执行: the lines of each part of the year."""
    say, rows = paper.say, []
    for quarter in of.parts:
        rows.append(row(paper.spell(quarter), role="group"))
        for line in of.lines:
            rows.append(row(spending(paper, line), *_against(paper, of.plan(line, quarter), of.spent(line, quarter))))
        plan, spent = (total([f(x, quarter) for x in of.lines]) for f in (of.plan, of.spent))
        rows.append(row(say("budget.of_quarter"), *_against(paper, plan, spent), role="total"))
    unit = paper.view.numbers.money_unit
    columns = [
        column(say("fund.instrument")),
        number(say("budget.planned"), unit),
        number(say("budget.executed"), unit),
        number(say("budget.gap"), unit),
        number(say("budget.gap_rate"), "%"),
    ]
    return table_with_notes(paper.view, "budget-quarters", title, columns, rows, [say("budget.gap_note")])


def _against(paper: Paper, plan: Figure, spent: Figure) -> list[str]:
    gap = less(spent, plan)
    return [_wan(paper, plan), _wan(paper, spent), _wan(paper, gap), _of(paper, rate(gap, plan))]


def _of(paper: Paper, share: tuple[Fraction | None, str]) -> str:
    exact, mark = share
    return paper.view.numbers.decimal(exact, 1, mark, "%", "budget_rate")


def final_table(paper: Paper, of: Accounts, title: str) -> Component:
    """决算: budget, executed to date, what is left of the budget, execution."""
    say = paper.say
    lines = [(spending(paper, x), of.plan(x, of.year), of.execution(x), "body") for x in of.lines]
    whole = (say("table.total"), total([b for _, b, _, _ in lines]), total([e for _, _, e, _ in lines]), "total")
    rows = [
        row(name_, _wan(paper, b), _wan(paper, e), _wan(paper, less(e, b)), _of(paper, rate(e, b)), role=role)
        for name_, b, e, role in (*lines, whole)
    ]
    unit = paper.view.numbers.money_unit
    columns = [
        column(say("fund.instrument")),
        number(say("budget.budget"), unit),
        number(say("budget.executed"), unit),
        number(say("budget.gap"), unit),
        number(say("budget.execution"), "%"),
    ]
    return table_with_notes(paper.view, "budget-final", title, columns, rows, [say("budget.final_note"), say("paper.year_note")])
