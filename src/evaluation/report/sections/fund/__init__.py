"""Where the money came from, what it was spent on, what is left: HB-18 to HB-21."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from evaluation.catalogue.model import Dimension, Quantity
from evaluation.catalogue.span import Covers
from evaluation.measured.figure import Figure, add_money
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, omission, paragraph, row, section
from evaluation.render.printed import digits
from evaluation.report.parts.empty import nothing, quotient, quotient_mark
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.report.sections.fund.amounts import all_spent, at
from evaluation.report.sections.fund.structure import structure
from evaluation.view import judged, spans
from evaluation.view.account import account, execution, opening
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View
from evaluation.view.wholes import sum_cell, sum_note

_NO_LINE = Figure(None, "not_applicable")  # of a line that the fund has not


def build(view: View) -> Component:
    """What the study has of the account, its structure, and every indicator of the fund."""
    say = view.say
    codes = [i.code for i in view.of(Dimension.FUND_USE, Dimension.FUND_MANAGEMENT)]
    flows, items = [*flow(view), *sources(view)], [*structure(view), *spending(view)]
    if not codes and not flows and not items:
        return omission("fund", view.sentence("omitted.fund", of=("fund_use", "fund_management")))
    parts = [heading(1, say("fund.title"))]
    none = nothing(view, codes, view.fund.codes)
    if none:
        return section("fund", [*parts, none])
    for title, made in (("fund.flow_title", flows), ("fund.structure_title", items)):
        parts += [heading(2, say(title)), *made] if made else []
    if codes and (flows or items):
        parts.append(heading(2, say("fund.rates_title")))
    if codes:
        parts.append(rates(view, "fund-rates", say("fund.rates_table"), codes, (), view.catalogue.pages.families.get("fund")))
    return section("fund", parts)


def _mapped_quantities(view: View, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Those that a table of the study has: the others are no lines of its fund."""
    return [q for q in quantities if view.mapped(q.code)]


def _bar(view: View, figure: Figure, sign: int = 1) -> float | None:
    return None if figure.amount is None else sign * figure.amount / view.study.counts.table_base


def flow(view: View) -> list[Component]:
    """Waterfall from the opening balance to the closing one; none where the tables hold no balance or no spending."""
    say, numbers = view.say, view.numbers
    if not view.mapped(view.fund.balance) or not _mapped_quantities(view, view.fund.spending.of):
        return []
    all_ = len(view.results.regions)
    of = {"count": digits(all_ - len(account(view).without)), "all": digits(all_)}
    if uneven := view.sentence("fund.uneven"):
        return [paragraph(uneven)]
    before, balance = opening(view), at(view, view.fund.balance)
    came = [*(q.code for q in view.fund.paid_in.of), view.fund.interest]
    income = [(view.quantity(code), at(view, code)) for code in came if view.mapped(code)]
    if not income:  # what came in is a step all the same, or the account would seem to be whole without it
        income = [(say("fund.paid_in"), Figure(None, account(view).paid_in.mark))]
    returned = [(view.quantity(code), at(view, code)) for code in (view.fund.returned,) if view.mapped(code)]
    total = all_spent(view)

    def text(figure: Figure, sign: int = 1) -> str:
        return numbers.money_cell(None if figure.amount is None else sign * figure.amount, figure.mark)

    steps = [
        charts.Step(label=say("fund.opening"), value=_bar(view, before), value_text=text(before), kind="total"),
        *(charts.Step(label=label, value=_bar(view, f), value_text=text(f)) for label, f in income),
        charts.Step(label=say("fund.spent"), value=_bar(view, total, -1), value_text=text(total, -1)),
        *(charts.Step(label=label, value=_bar(view, f, -1), value_text=text(f, -1)) for label, f in returned),
        *_difference(view),
        charts.Step(label=say("fund.closing"), value=_bar(view, balance), value_text=text(balance), kind="total"),
    ]
    (spent_text, balance_text), unit = numbers.moneys(total.amount, balance.amount)
    code = execution(view)
    told = (
        view.sentence("fund.flow_spent", amount=spent_text, unit=unit),
        view.sentence("fund.flow_execution", of=code, value=judged.of(view, code) if code else ""),
        view.sentence("fund.flow_left", amount=balance_text, unit=unit),
        view.sentence("fund.flow_unknown"),
    )
    title = say("list.clause_comma").join(filter(None, told))
    subtitle = say("fund.flow_subtitle", unit=numbers.money_unit, period=spans.span_words(view, Covers.TO_DATE))
    made = figure(
        "fund-flow",
        title,
        subtitle,
        svg=charts.waterfall(steps),
        alt=view.alt(title, ((s.label, s.value_text) for s in steps)),
        notes=[*filter(None, [view.sentence("fund.some", **of)])],
        source=view.source(*view.fund.codes),
    )
    return [made]


def _difference(view: View) -> list[charts.Step]:
    """A step for what the account does not explain (listed among the data findings)."""
    gap = account(view).unexplained
    if not gap:
        return []
    text = view.numbers.money_change(gap)
    return [charts.Step(label=view.say("fund.difference"), value=gap / view.study.counts.table_base, value_text=text)]


def sources(view: View) -> list[Component]:
    """Money planned, paid in and spent by source, of these what the study's tables deliver."""
    say, numbers, fund = view.say, view.numbers, view.fund
    groups = {"planned": fund.planned, "paid_in": fund.paid_in, "executed": fund.executed}
    groups = {name: g for name, g in groups.items() if view.mapped(*(q.code for q in g.of))}
    shares = [name for name in groups if name != "planned"] if "planned" in groups else []

    def source_row(title: str, amounts: Mapping[str, Figure], role: str) -> dict[str, Any]:
        due = amounts.get("planned", _NO_LINE)
        cells = [numbers.money_cell(f.amount, f.mark) + sum_note(view, f) for f in amounts.values()]
        cells += [numbers.decimal(quotient(amounts[n], due), 1, quotient_mark(amounts[n], due), "%") for n in shares]
        return row(title, *cells, role=role)

    rows = []
    for quantities in zip_longest(*(g.of for g in groups.values())):
        delivered = zip(groups, quantities, strict=True)
        found = {name: at(view, q.code) if q else _NO_LINE for name, q in delivered}
        if view.mapped(*(q.code for q in quantities if q)):
            code = next(q.code for q in reversed(quantities) if q)
            named = fund.levels.get(code)
            rows.append(source_row(view.text(named) if named else view.quantity(code), found, "body"))
    if not rows:
        return []
    if len(rows) > 1:
        totals = {name: add_money(at(view, q.code) for q in g.of) for name, g in groups.items()}
        rows.append(source_row(say("table.total"), totals, "total"))
    columns = [
        column(say("fund.by_level"), weight=3),
        *(number(say(f"fund.of_{name}"), numbers.money_unit) for name in groups),
        *(number(say(f"fund.rate_{name}"), "%") for name in shares),
    ]
    files = view.source(*(q.code for g in groups.values() for q in g.of))
    return [table_with_notes(view, "fund-sources", say("fund.sources_table"), columns, rows, spans.note(view), files)]


def spending(view: View) -> list[Component]:
    """Spending by instrument with the persons it reached; per head where both are known. Items that no table of the study
    has are no rows, and the note says that the total lacks them."""
    say, numbers = view.say, view.numbers
    items, total = _mapped_quantities(view, view.fund.spending.of), all_spent(view)
    if not items:
        return []
    rows = []
    for quantity in items:
        spent, code = at(view, quantity.code), view.fund.persons.get(quantity.code, "")
        persons = at(view, code) if code else _NO_LINE  # nobody is counted by what the item is spent on
        head, share = quotient(spent, persons, Fraction(1, view.study.counts.currency.base)), quotient(spent, total)
        rows.append(
            row(
                view.quantity(quantity.code),
                sum_cell(view, quantity.code, spent),
                numbers.decimal(share, 1, quotient_mark(spent, total), "%"),
                sum_cell(view, code, persons) if code else numbers.mark("not_applicable"),
                numbers.decimal(head, 0, quotient_mark(spent, persons)),
            )
        )
    whole = Fraction(100) if total.amount else None
    rows.append(
        row(
            say("table.total"),
            numbers.money_cell(total.amount, total.mark) + sum_note(view, total),
            numbers.decimal(whole, 1, quotient_mark(total, total)),
            numbers.mark("not_applicable"),
            numbers.mark("not_applicable"),
            role="total",
        )
    )
    columns = [
        column(say("fund.instrument"), weight=3),
        number(say("fund.spent"), numbers.money_unit),
        number(say("fund.share"), "%"),
        number(say("fund.persons"), say("unit.persons")),
        number(say("fund.per_head"), say("unit.money_person", money=numbers.currency)),
    ]
    lacking = [view.quantity(q.code) for q in view.fund.spending.of if q not in items]
    told = view.sentence("fund.no_lines", titles=say("list.comma").join(lacking))
    notes = [*spans.note(view), *filter(None, (told, view.sentence("fund.uneven")))]
    files = view.source(*(q.code for q in view.fund.spending.of))
    return [table_with_notes(view, "fund-spending", say("fund.spending_table"), columns, rows, notes, files)]


SECTION = Section(build=build, shows=("fund_use", "fund_management"))
