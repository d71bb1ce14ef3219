"""Where the money came from, what it was spent on, what is left: HB-18 to HB-21."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from evaluation.catalogue.model import Dimension, Quantity
from evaluation.catalogue.span import Covers
from evaluation.measured.figures import Figure
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, omission, paragraph, row, section
from evaluation.render.printed import digits
from evaluation.report.parts.empty import nothing, quotient, quotient_mark
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.report.sections.fund.amounts import all_spent, at
from evaluation.report.sections.fund.structure import structure
from evaluation.view import judged, spans
from evaluation.view.account import account, opening
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View

_NO_LINE = Figure(None, "not_applicable")  # of a line that no table of the study has
_FAMILIES = {"fund_use": ("HB-20", "HB-18"), "fund_management": ("HB-19", "HB-21", "HB-1")}


def build(view: View) -> Component:
    """What the study has of the account, its structure, and every indicator of the fund."""
    say = view.say
    codes = [i.code for i in view.of(Dimension.FUND_USE, Dimension.FUND_MANAGEMENT)]
    if not codes:
        return omission("fund", view.sentence("omitted.fund", of=("fund_use", "fund_management")))
    parts = [heading(1, say("fund.title"))]
    none = nothing(view, codes, _account_quantities(view))
    if none:
        return section("fund", [*parts, none])
    flows, items = [*flow(view), *sources(view)], [*structure(view), *spending(view)]
    for title, made in (("fund.flow_title", flows), ("fund.structure_title", items)):
        parts += [heading(2, say(title)), *made] if made else []
    parts += [
        *([heading(2, say("fund.rates_title"))] if flows or items else []),
        rates(view, "fund-rates", say("fund.rates_table"), codes, (), _FAMILIES),
    ]
    return section("fund", parts)


def _mapped_quantities(view: View, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Those that a table of the study has: the others are no lines of its fund."""
    return [q for q in quantities if view.mapped(q.code)]


def _million(figure: Figure, sign: int = 1) -> float | None:
    return None if figure.amount is None else sign * figure.amount / 1_000_000


def _account_quantities(view: View) -> tuple[str, ...]:
    """Quantities of the account: the balance, what came in and what was spent."""
    return ("fund_balance", *(q.code for q in (*view.catalogue.income, *view.catalogue.spending)))


def flow(view: View) -> list[Component]:
    """Waterfall from the opening balance to the closing one; none where the tables hold no balance or no spending."""
    say, numbers = view.say, view.numbers
    if not view.mapped("fund_balance") or not _mapped_quantities(view, view.catalogue.spending):
        return []
    all_ = len(view.results.regions)
    of = {"count": digits(all_ - len(account(view).without)), "all": digits(all_)}
    if uneven := view.sentence("fund.uneven"):
        return [paragraph(uneven)]
    before, balance = opening(view), at(view, "fund_balance")
    income = [(view.quantity(q.code), at(view, q.code)) for q in _mapped_quantities(view, view.catalogue.income)]
    if not income:  # what came in is a step all the same, or the account would seem to be whole without it
        income = [(say("fund.paid_in"), Figure(None, account(view).marks["paid_in"]))]
    total = all_spent(view)

    def text(figure: Figure, sign: int = 1) -> str:
        return numbers.wan(None if figure.amount is None else sign * figure.amount, figure.mark)

    steps = [
        charts.Step(label=say("fund.opening"), value=_million(before), value_text=text(before), kind="total"),
        *(charts.Step(label=label, value=_million(f), value_text=text(f)) for label, f in income),
        charts.Step(label=say("fund.spent"), value=_million(total, -1), value_text=text(total, -1)),
        *_difference(view),
        charts.Step(label=say("fund.closing"), value=_million(balance), value_text=text(balance), kind="total"),
    ]
    (spent_text, balance_text), unit = numbers.moneys(total.amount, balance.amount)
    code = "budget_execution_rate"
    told = (
        view.sentence("fund.flow_spent", amount=spent_text, unit=unit),
        view.sentence("fund.flow_execution", of=code, value=judged.of(view, code) if view.has(code) else ""),
        view.sentence("fund.flow_left", amount=balance_text, unit=unit),
        view.sentence("fund.flow_unknown"),
    )
    title = say("list.clause_comma").join(filter(None, told))
    subtitle = say("fund.flow_subtitle", period=spans.span_words(view, Covers.TO_DATE))
    made = figure(
        "fund-flow",
        title,
        subtitle,
        svg=charts.waterfall(steps),
        alt=view.alt(title, ((s.label, s.value_text) for s in steps)),
        notes=[*filter(None, [view.sentence("fund.some", **of)])],
        source=view.source(*_account_quantities(view)),
    )
    return [made]


def _difference(view: View) -> list[charts.Step]:
    """A step for what the account does not explain (listed among the data findings)."""
    gap = account(view).unexplained
    if not gap:
        return []
    text = view.numbers.sign(Fraction(gap, 1_000_000), 2)
    return [charts.Step(label=view.say("fund.difference"), value=gap / 1_000_000, value_text=text)]


def sources(view: View) -> list[Component]:
    """Money paid in beside what was planned, by the level that pays."""
    say, numbers = view.say, view.numbers
    rows = []
    for paid, planned in zip(view.catalogue.income, view.catalogue.planned, strict=True):
        if not view.mapped(paid.code, planned.code):
            continue
        got, due = (at(view, q.code) if view.mapped(q.code) else _NO_LINE for q in (paid, planned))
        rows.append(
            row(
                say(f"fund_level.{paid.code}"),
                numbers.wan(due.amount, due.mark),
                numbers.wan(got.amount, got.mark),
                numbers.decimal(quotient(got, due), 1, quotient_mark(got, due)),
            )
        )
    if not rows:
        return []
    value = view.value("fund_arrival_rate") if view.has("fund_arrival_rate") else None
    if value:
        rows.append(
            row(
                say("table.total"),
                numbers.wan(value.denominator, value.mark),
                numbers.wan(value.numerator, value.mark),
                numbers.decimal(value.exact, 1, value.mark),
                role="total",
            )
        )
    columns = [
        column(say("fund.by_level"), weight=3),
        number(say("fund.planned"), say("unit.wan_yuan")),
        number(say("fund.arrived"), say("unit.wan_yuan")),
        number(say("fund.arrival"), "%"),
    ]
    files = view.source(*(q.code for q in (*view.catalogue.income, *view.catalogue.planned)))
    return [table_with_notes(view, "fund-sources", say("fund.sources_table"), columns, rows, spans.note(view), files)]


def spending(view: View) -> list[Component]:
    """Spending by instrument with the persons it reached; per head where both are known. Items that no table of the study
    has are no rows, and the note says that the total lacks them."""
    say, numbers = view.say, view.numbers
    items, total = _mapped_quantities(view, view.catalogue.spending), all_spent(view)
    if not items:
        return []
    rows = []
    for quantity in items:
        spent, code = at(view, quantity.code), quantity.code.replace("exp_", "persons_")
        persons = at(view, code) if view.mapped(code) else _NO_LINE
        head, share = quotient(spent, persons, Fraction(1, 100)), quotient(spent, total)
        rows.append(
            row(
                view.quantity(quantity.code),
                numbers.wan(spent.amount, spent.mark),
                numbers.decimal(share, 1, quotient_mark(spent, total)),
                numbers.count(persons.amount, persons.mark),
                numbers.decimal(head, 0, quotient_mark(spent, persons)),
            )
        )
    whole = Fraction(100) if total.amount else None
    rows.append(
        row(
            say("table.total"),
            numbers.wan(total.amount, total.mark),
            numbers.decimal(whole, 1, quotient_mark(total, total)),
            numbers.mark("not_applicable"),
            numbers.mark("not_applicable"),
            role="total",
        )
    )
    columns = [
        column(say("fund.instrument"), weight=3),
        number(say("fund.spent"), say("unit.wan_yuan")),
        number(say("fund.share"), "%"),
        number(say("fund.persons"), say("unit.persons")),
        number(say("fund.per_head"), say("unit.yuan_person")),
    ]
    lacking = [view.quantity(q.code) for q in view.catalogue.spending if q not in items]
    told = view.sentence("fund.no_lines", titles=say("list.comma").join(lacking))
    notes = [*spans.note(view), *filter(None, (told, view.sentence("fund.uneven")))]
    files = view.source(*(q.code for q in view.catalogue.spending))
    return [table_with_notes(view, "fund-spending", say("fund.spending_table"), columns, rows, notes, files)]


SECTION = Section(build=build)
