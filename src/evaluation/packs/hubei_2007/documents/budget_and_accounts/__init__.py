"""年度预算、分项用款计划和决算 (HB-19): what was approved by line, planned by quarter, spent, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.measured.figure import Figure
from evaluation.packs.hubei_2007.documents.budget_and_accounts import tables
from evaluation.render.component import Component
from evaluation.view.facts import figures as facts
from evaluation.view.facts.budget import Accounts, deviation, exceeds, gap, rate, reported_budget, to_date, total


@dataclass(frozen=True, kw_only=True)
class AccountLine:
    title: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class AccountsFigures:
    """``budget``: of all lines; ``reported``: what the units report, and the ``difference``; ``is_planned``: the study gives
    a plan by line and quarter; ``deviation``: of how many figures (``deviation_count``) without their signs; ``due`` and
    ``came``: money planned for the year and paid in."""

    is_planned: bool
    is_budgeted: bool
    budget: str
    line_count: str
    lines: tuple[AccountLine, ...]
    reported: str
    difference: str
    deviation: str
    deviation_count: str
    deviation_rate: str
    planned: str
    lines_over: str
    lines_not_compared: str
    due: str
    came: str
    came_rate: str
    spent: str
    spent_rate: str
    account: Component | None
    plan_table: Titled
    quarters_table: Titled
    final_table: Titled


def figures(paper: Paper) -> AccountsFigures:
    view, of, percent = paper.view, Accounts(paper.view), paper.view.numbers.percent
    off, plan, count = deviation(of)
    beyond = {line: exceeds(of, line) for line in of.lines}
    spent, whole = total([of.execution(line) for line in of.lines]), of.total()
    came, due = (to_date(view, *(q.code for q in those)) for those in (view.fund.paid_in.of, view.fund.planned.of))
    return AccountsFigures(
        is_planned=bool(of.plans),
        is_budgeted=whole.amount is not None,
        budget=_money(paper, whole),
        line_count=paper.cases(len(of.lines)),
        lines=tuple(
            AccountLine(title=tables.spending(paper, line), amount=_money(paper, of.plan(line, of.year))) for line in of.lines
        ),
        reported=_money(paper, reported_budget(view)),
        difference=view.numbers.money(abs(gap(view, of) or 0), figure="budget"),
        deviation=_money(paper, off),
        deviation_count=paper.cases(count),
        deviation_rate=percent(*rate(off, plan), figure="budget_rate"),
        planned=_money(paper, plan),
        lines_over=_names(paper, [line for line, by in beyond.items() if (by or 0) > 0]),
        lines_not_compared=_names(paper, [line for line, by in beyond.items() if by is None]),
        due=_money(paper, due),
        came=_money(paper, came),
        came_rate=percent(*rate(came, due), figure="budget_rate"),
        spent=_money(paper, spent),
        spent_rate=percent(*rate(spent, whole), figure="budget_rate"),
        account=facts.account(view) if view.delivered(view.fund.balance) else None,
        plan_table=partial(tables.plan_table, paper, of),
        quarters_table=partial(tables.quarter_table, paper, of),
        final_table=partial(tables.final_table, paper, of),
    )


def _names(paper: Paper, lines: list[str]) -> str:
    return paper.say("list.comma").join(tables.spending(paper, line) for line in lines)


def _money(paper: Paper, figure: Figure) -> str:
    return paper.view.numbers.money(figure.amount, figure.mark, "budget")
