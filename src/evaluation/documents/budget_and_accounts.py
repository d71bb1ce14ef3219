"""年度预算、分项用款计划和决算 (HB-19): what was approved by line, planned by quarter, spent, and how far apart they are."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.quantities import INCOME, PLANNED
from evaluation.documents.paper import Paper
from evaluation.measured.figures import Figure
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report.facts import figures
from evaluation.report.facts.budget import Accounts, deviation, exceeds, gap, less, rate, reported_budget, to_date, total
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.study.periods import Grain


def title(paper: Paper) -> str:
    return paper.say("budget.title", period=paper.period, whole=paper.whole, fund=paper.fund)


def opening(paper: Paper) -> list[Component]:
    text = paper.say(
        "budget.opening",
        under=paper.under("HB-19"),
        period=paper.period,
        whole=paper.whole,
        fund=paper.fund,
        day=paper.view.date(paper.day),
    )
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say, of = paper.say, Accounts(paper.view)
    parts = paper.part(say("budget.approved"), *budget_sentences(paper, of))
    if of.plans:
        parts += paper.part(say("budget.plan"), plan_sentences(paper, of))
    parts += paper.part(say("budget.final"), *final(paper, of))
    return section("body", parts)


def budget_sentences(paper: Paper, of: Accounts) -> list[str]:
    """The budget by line, and whether it is the one that the units reported."""
    view, say = paper.view, paper.say
    lines = [(line, of.plan(line, of.year)) for line in of.lines]
    told = say("list.semicolon").join(
        say("budget.line", title=spending(paper, line), amount=_money(paper, amount)) for line, amount in lines
    )
    sentences = (
        view.sentence(
            "budget.no_lines",
            "budget.lines",
            whole=_money(paper, of.total()),
            count=str(len(lines)),
            lines=told,
            reported=_money(paper, reported_budget(view)),
        ),
        view.sentence(
            "budget.agrees",
            "budget.differs",
            reported=_money(paper, reported_budget(view)),
            gap=view.numbers.money(abs(gap(view, of) or 0)),
        ),
    )
    return [*filter(None, sentences)]


def spending(paper: Paper, line: str) -> str:
    """社会保险补贴: the quantity's title without the word that says it is spent."""
    return paper.view.quantity(line).removesuffix("支出")


def plan_sentences(paper: Paper, of: Accounts) -> str:
    """Deviations by line and quarter, the lines that spent more than planned, and those that cannot be compared."""
    view, numbers, comma = paper.view, paper.view.numbers, paper.say("list.comma")
    off, plan, count = deviation(of)
    beyond = {line: exceeds(of, line) for line in of.lines}
    over = [spending(paper, line) for line, by in beyond.items() if (by or 0) > 0]
    open_ = [spending(paper, line) for line, by in beyond.items() if by is None]
    return view.join(
        (
            view.sentence(
                "budget.deviation",
                "budget.deviation_unknown",
                off=_money(paper, off),
                plan=_money(paper, plan),
                rate=numbers.percent(*rate(off, plan)),
                count=str(count),
            ),
            view.sentence("budget.over", "budget.none_over", lines=comma.join(over)),
            view.sentence("budget.not_compared", lines=comma.join(open_)),
        )
    )


def final(paper: Paper, of: Accounts) -> list[str | Component]:
    say, percent, view = paper.say, paper.view.numbers.percent, paper.view
    spent, whole = total([of.execution(line) for line in of.lines]), of.total()
    came, due = (to_date(view, *(q.code for q in those)) for those in (INCOME, PLANNED))
    told: list[str | Component] = [
        say("budget.income", due=_money(paper, due), came=_money(paper, came), rate=percent(*rate(came, due)))
    ]
    if whole.amount is not None:
        told.append(say("budget.spent", spent=_money(paper, spent), whole=_money(paper, whole), rate=percent(*rate(spent, whole))))
    return [*told, *([figures.account(view)] if view.delivered("fund_balance") else [])]


def _money(paper: Paper, figure: Figure) -> str:
    return paper.view.numbers.money(figure.amount, figure.mark)


def _wan(paper: Paper, figure: Figure) -> str:
    return paper.view.numbers.wan(figure.amount, figure.mark)


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    of = Accounts(paper.view)
    made = [("budget.annex_plan", plan_table), ("budget.annex_quarters", quarter_table)] if of.plans else []
    found = []
    for key, table in (*made, ("budget.annex_final", final_table)):
        name = paper.say(key, period=paper.period, fund=paper.fund)
        found.append((name, [table(paper, of, name)]))
    return found


def plan_table(paper: Paper, of: Accounts, name: str) -> Component:
    """年度预算和分季用款计划."""
    say = paper.say
    quarters = of.year.parts(Grain.QUARTER)
    rows = [row(spending(paper, x), *(_wan(paper, of.plan(x, p)) for p in (of.year, *quarters))) for x in of.lines]
    sums = [_wan(paper, total([of.plan(x, p) for x in of.lines])) for p in (of.year, *quarters)]
    columns = [
        column(say("fund.instrument")),
        number(say("budget.budget"), say("unit.wan_yuan")),
        *(number(say("budget.quarter", n=paper.ordinal(q.index)), say("unit.wan_yuan")) for q in quarters),
    ]
    return table_with_notes(
        paper.view, "budget-plan", name, columns, [*rows, row(say("table.total"), *sums, role="total")], sources(of)
    )


def sources(of: Accounts) -> list[str]:
    names = dict.fromkeys(row.source for row in of.view.study.budget)
    return [of.view.say("budget.source", source=of.view.say("list.comma").join(names))]


def quarter_table(paper: Paper, of: Accounts, name: str) -> Component:
    """分项用款计划执行: each quarter's lines."""
    say, rows = paper.say, []
    for quarter in of.quarters:
        rows.append(row(paper.spell(quarter), role="group"))
        for line in of.lines:
            rows.append(row(spending(paper, line), *_against(paper, of.plan(line, quarter), of.spent(line, quarter))))
        plan, spent = (total([f(x, quarter) for x in of.lines]) for f in (of.plan, of.spent))
        rows.append(row(say("budget.of_quarter"), *_against(paper, plan, spent), role="total"))
    unit = say("unit.wan_yuan")
    columns = [
        column(say("fund.instrument")),
        number(say("budget.planned"), unit),
        number(say("budget.executed"), unit),
        number(say("budget.gap"), unit),
        number(say("budget.gap_rate"), "%"),
    ]
    return table_with_notes(paper.view, "budget-quarters", name, columns, rows, [say("budget.gap_note")])


def _against(paper: Paper, plan: Figure, spent: Figure) -> list[str]:
    gap = less(spent, plan)
    return [_wan(paper, plan), _wan(paper, spent), _wan(paper, gap), _of(paper, rate(gap, plan))]


def _of(paper: Paper, share: tuple[Fraction | None, str]) -> str:
    exact, mark = share
    return paper.view.numbers.decimal(exact, 1, mark)


def final_table(paper: Paper, of: Accounts, name: str) -> Component:
    """决算: budget, executed to date, what is left of the budget, execution."""
    say = paper.say
    lines = [(spending(paper, x), of.plan(x, of.year), of.execution(x), "body") for x in of.lines]
    whole = (say("table.total"), total([b for _, b, _, _ in lines]), total([e for _, _, e, _ in lines]), "total")
    rows = [
        row(name_, _wan(paper, b), _wan(paper, e), _wan(paper, less(e, b)), _of(paper, rate(e, b)), role=role)
        for name_, b, e, role in (*lines, whole)
    ]
    unit = say("unit.wan_yuan")
    columns = [
        column(say("fund.instrument")),
        number(say("budget.budget"), unit),
        number(say("budget.executed"), unit),
        number(say("budget.gap"), unit),
        number(say("budget.execution"), "%"),
    ]
    return table_with_notes(paper.view, "budget-final", name, columns, rows, [say("budget.final_note"), say("paper.year_note")])
