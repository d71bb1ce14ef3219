"""绩效运行监控表: targets of the year, what is done so far, the forecast of the year, its deviation and likelihood.

The forecast is that of the projection of quantity targets; where it cannot be made, or for a rate, none is printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.catalogue.model import Dimension
from evaluation.documents.form_rows import FormFigures, form_rows, form_table, money_of
from evaluation.documents.paper import Paper
from evaluation.measured.figure import MISSING, Figure, add_money
from evaluation.measured.projection import Projection
from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed
from evaluation.report.parts.empty import quotient, quotient_mark
from evaluation.view.page_tables import number
from evaluation.view.projections import projection_of, verdict_key


@dataclass(frozen=True, kw_only=True)
class MonitoringFigures:
    money: Component
    indicators: Component


def figures(paper: Paper) -> MonitoringFigures:
    return MonitoringFigures(money=money(paper), indicators=indicators(paper))


def money(paper: Paper) -> Component:
    """Budget of the year and what is spent of it, item by item where the budget has lines."""
    view, say, fund = paper.view, paper.say, paper.view.fund
    numbers, figures = view.numbers, view.results.figures

    def spent_on(code: str) -> Figure:
        return figures.to_date(view.region, view.period, code) if view.mapped(code) else MISSING

    rows = []
    for quantity in fund.spending.of:
        if view.mapped(quantity.code):
            spent = spent_on(quantity.code)
            rows.append(row(view.quantity(quantity.code), "", money_of(view, spent), ""))
    budget = figures.at(view.region, view.period.year, fund.budget) if view.mapped(fund.budget) else MISSING
    total = add_money([spent_on(q.code) for q in fund.spending.of]) if fund.spending.of else MISSING
    share = numbers.decimal(quotient(total, budget), 1, quotient_mark(total, budget))
    whole = (money_of(view, budget), money_of(view, total), share)
    rows.append(row(say("table.total"), *whole, role="total"))
    columns = [
        column(say("monitoring.item"), weight=3),
        number(say("monitoring.budget"), numbers.money_unit),
        number(say("monitoring.spent"), numbers.money_unit),
        number(say("monitoring.rate"), "%"),
    ]
    return form_table(view, "monitoring-money", say("monitoring.money", span=paper.span), columns, rows)


def indicators(paper: Paper) -> Component:
    """Every row of the form with its forecast, where one can be made."""
    view, say = paper.view, paper.say
    rows = [
        row(
            view.text(r.row.first),
            view.text(r.row.second),
            r.title,
            r.demanded or view.numbers.mark("no_line"),
            r.value or say("monitoring.blank"),
            *_outlook(paper, r),
            view.text(r.row.reason) if r.row.reason else "",
        )
        for r in form_rows(paper, say("monitoring.blank"))
    ]
    columns = [
        column(say("monitoring.first")),
        column(say("monitoring.second")),
        column(say("monitoring.third"), weight=3),
        column(say("monitoring.target"), weight=2),
        column(say("monitoring.done"), weight=2),
        number(say("monitoring.completion"), "%"),
        column(say("monitoring.forecast"), weight=2),
        column(say("monitoring.deviation"), weight=2),
        column(say("monitoring.likelihood")),
        column(say("monitoring.reason"), weight=2),
    ]
    blank = [row(*[say("monitoring.blank")] * len(columns))]
    return form_table(view, "monitoring-indicators", say("monitoring.indicators", span=paper.span), columns, rows or blank)


def _outlook(paper: Paper, r: FormFigures) -> tuple[str, str, str, str]:
    """Completion, forecast, its deviation from the target, and how likely the target is."""
    view, nothing = paper.view, paper.view.numbers.mark("not_applicable")
    if r.found is None or r.found.indicator.dimension is not Dimension.TARGETS:
        return nothing, nothing, nothing, paper.say(f"state.{r.found.word}") if r.found else nothing
    done = view.results.progress(view.region, r.found.indicator.code)
    completion = view.numbers.decimal(done.completion, 1, done.completion_mark)
    if not view.period.left:
        return completion, nothing, nothing, paper.say(f"state.{r.found.word}")
    p = projection_of(view, r.found.indicator.code, view.period)
    if p.expected is None:
        return completion, nothing, nothing, paper.say(verdict_key(p))
    return completion, *_forecast(paper, p), paper.say(verdict_key(p))


def _forecast(paper: Paper, p: Projection) -> tuple[str, str]:
    numbers = paper.view.numbers
    off = None if p.expected is None or p.demanded is None else p.expected - p.demanded
    told = numbers.amount(off, p.counts, "not_applicable")
    return numbers.amount(p.expected, p.counts, "not_applicable"), Printed("+", told) if off is not None and off > 0 else told
