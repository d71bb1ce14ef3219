"""年度预算、分项用款计划和决算 (HB-19): what was approved by line, planned by quarter, spent, and how far apart they are."""

from __future__ import annotations

from evaluation.indicators.quantities import INCOME, PLANNED
from evaluation.report.component import Component, column, paragraph, row, section
from evaluation.report.documents import figures
from evaluation.report.documents.budget import Accounts, deviation, exceeds, gap, less, rate, reported, total
from evaluation.report.documents.paper import Paper
from evaluation.report.sections.twins import noted, number
from evaluation.study.periods import Grain


def title(paper: Paper) -> str:
    return paper.say("budget.title", period=paper.period, whole=paper.whole, fund=paper.fund)


def opening(paper: Paper) -> list[Component]:
    text = paper.say("budget.opening", clause=paper.clause("HB-19"), period=paper.period, whole=paper.whole, fund=paper.fund,
                     day=paper.view.date(paper.day))  # fmt: skip
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say, of = paper.say, Accounts(paper.view)
    parts = paper.part(say("budget.approved"), *budgeted(paper, of))
    if of.plans:
        parts += paper.part(say("budget.plan"), planned(paper, of))
    parts += paper.part(say("budget.final"), *final(paper, of))
    return section("body", parts)


def budgeted(paper: Paper, of: Accounts) -> list[str]:
    """The budget by line, and whether it is the one that the units reported."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    lines = [(line, of.plan(line, of.year)) for line in of.lines]
    told = say("list.semicolon").join(
        say("budget.line", title=spending(paper, line), amount=numbers.money(amount)) for line, amount in lines
    )
    sentences = (
        view.stated("budget.no_lines", "budget.lines", whole=numbers.money(of.whole()), count=str(len(lines)), lines=told,
                    reported=numbers.money(reported(view))),
        view.stated("budget.agrees", "budget.differs", reported=numbers.money(reported(view)),
                    gap=numbers.money(abs(gap(view, of) or 0))),
    )  # fmt: skip
    return [*filter(None, sentences)]


def spending(paper: Paper, line: str) -> str:
    """社会保险补贴: the quantity's title without the word that says it is spent."""
    return paper.view.quantity(line).removesuffix("支出")


def planned(paper: Paper, of: Accounts) -> str:
    """Deviations by line and quarter, the lines that spent more than planned, and those that cannot be compared."""
    view, numbers, comma = paper.view, paper.view.numbers, paper.say("list.comma")
    off, plan, count = deviation(of)
    beyond = {line: exceeds(of, line) for line in of.lines}
    over = [spending(paper, line) for line, by in beyond.items() if (by or 0) > 0]
    open_ = [spending(paper, line) for line, by in beyond.items() if by is None]
    return view.joined((
        view.stated("budget.deviation", "budget.deviation_unknown", off=numbers.money(off), plan=numbers.money(plan),
                    rate=numbers.percent(rate(off, plan), "not_applicable"), count=str(count)),
        view.stated("budget.over", "budget.none_over", lines=comma.join(over)),
        view.stated("budget.not_compared", lines=comma.join(open_)),
    ))  # fmt: skip


def final(paper: Paper, of: Accounts) -> list[str | Component]:
    say, numbers, view = paper.say, paper.view.numbers, paper.view
    spent = total([of.executed(line) for line in of.lines])
    whole = of.whole() if of.plans else None
    came, due = (figures.amount(view, view.region, *(q.code for q in those))[0] for those in (INCOME, PLANNED))
    told = [
        say(
            "budget.income", due=numbers.money(due), came=numbers.money(came), rate=numbers.percent(rate(came, due))
        )
    ]
    if whole is not None:
        told.append(say("budget.spent", spent=numbers.money(spent), whole=numbers.money(whole),
                        rate=numbers.percent(rate(spent, whole))))  # fmt: skip
    return [*told, *([figures.account(view)] if view.delivered("fund_balance") else [])]


def closing(paper: Paper) -> list[Component]:
    return paper.ended("paper.hereby_report", annexes(paper))


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
    say, wan = paper.say, paper.view.numbers.wan
    quarters = of.year.parts(Grain.QUARTER)
    rows = [row(spending(paper, x), *(wan(of.plan(x, p)) for p in (of.year, *quarters))) for x in of.lines]
    sums = [wan(total([of.plan(x, p) for x in of.lines])) for p in (of.year, *quarters)]
    columns = [column(say("fund.instrument")), number(say("budget.budget"), say("unit.wan_yuan")),
               *(number(say("budget.quarter", n=paper.counted(q.index)), say("unit.wan_yuan")) for q in quarters)]  # fmt: skip
    return noted(paper.view, "budget-plan", name, columns, [*rows, row(say("table.total"), *sums, role="total")],
                 sources(of))  # fmt: skip


def sources(of: Accounts) -> list[str]:
    names = dict.fromkeys(row.source for row in of.view.study.budget)
    return [of.view.say("budget.source", source=of.view.say("list.comma").join(names))]


def quarter_table(paper: Paper, of: Accounts, name: str) -> Component:
    """分项用款计划执行: each quarter's lines."""
    say, rows = paper.say, []
    for quarter in of.quarters:
        rows.append(row(paper.view.period_text(quarter), role="group"))
        for line in of.lines:
            rows.append(
                row(spending(paper, line), *_against(paper, of.plan(line, quarter), of.spent(line, quarter)))
            )
        plan, spent = (total([f(x, quarter) for x in of.lines]) for f in (of.plan, of.spent))
        rows.append(row(say("budget.of_quarter"), *_against(paper, plan, spent), role="total"))
    unit = say("unit.wan_yuan")
    columns = [column(say("fund.instrument")), number(say("budget.planned"), unit), number(say("budget.executed"), unit),
               number(say("budget.gap"), unit), number(say("budget.gap_rate"), "%")]  # fmt: skip
    return noted(paper.view, "budget-quarters", name, columns, rows, [say("budget.gap_note")])


def _against(paper: Paper, plan: int | None, spent: int | None) -> list[str]:
    numbers, gap = paper.view.numbers, less(spent, plan)
    return [
        numbers.wan(plan),
        numbers.wan(spent),
        numbers.wan(gap),
        numbers.decimal(rate(gap, plan), 1, "not_applicable"),
    ]


def final_table(paper: Paper, of: Accounts, name: str) -> Component:
    """决算: budget, executed to date, what is left of the budget, execution."""
    say, numbers = paper.say, paper.view.numbers
    lines = [(spending(paper, x), of.plan(x, of.year), of.executed(x), "body") for x in of.lines]
    whole = (say("table.total"), total([b for _, b, _, _ in lines]), total([e for _, _, e, _ in lines]), "total")
    rows = [
        row(
            name_,
            numbers.wan(b),
            numbers.wan(e),
            numbers.wan(less(e, b)),
            numbers.decimal(rate(e, b), 1),
            role=role,
        )
        for name_, b, e, role in (*lines, whole)
    ]
    unit = say("unit.wan_yuan")
    columns = [column(say("fund.instrument")), number(say("budget.budget"), unit), number(say("budget.executed"), unit),
               number(say("budget.gap"), unit), number(say("budget.execution"), "%")]  # fmt: skip
    return noted(
        paper.view, "budget-final", name, columns, rows, [say("budget.final_note"), say("paper.year_note")]
    )
