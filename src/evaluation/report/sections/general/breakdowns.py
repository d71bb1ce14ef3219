"""Quantities that are told apart (by sex, age, industry): each member beside its whole, with its share."""

from __future__ import annotations

from evaluation.catalogue.breakdowns import Breakdown
from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed
from evaluation.report.parts.empty import quotient, quotient_mark
from evaluation.view import spans
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View
from evaluation.view.wholes import exact_cell


def breakdowns(view: View) -> list[Component]:
    """One table of all that are delivered; nothing where none is declared or has a figure."""
    say, rows = view.say, []
    delivered = view.results.delivery.cell_rows.quantities
    for found in view.catalogue.breakdowns:
        if delivered & set(found.members):
            rows += _rows(view, found)
    if not rows:
        return []
    columns = [
        column(say("column.item"), weight=5),
        column(say("column.span")),
        number(say("general.amount")),
        number(say("general.share"), "%"),
    ]
    note = say("general.breakdowns_note")
    return [table_with_notes(view, "general-breakdowns", say("general.breakdowns"), columns, rows, [note])]


def _rows(view: View, found: Breakdown) -> list[dict[str, object]]:
    numbers, quantity = view.numbers, view.catalogue.quantities[found.whole]
    key = "general.by_overlap" if found.overlap else "general.by"
    titled = view.say(key, title=view.quantity(found.whole), by=view.text(found.title))
    whole, covers = spans.figure_and_span(view, view.region, found.whole)
    span, dash = spans.name(view, covers), numbers.mark("not_applicable")
    rows = [row(name_with_unit(view, titled, numbers.unit(quantity.counts)), span, exact_cell(view, found.whole, whole), dash)]
    for code, title in found.members.items():
        part, _ = spans.figure_and_span(view, view.region, code)
        share = quotient(part, whole)
        told = numbers.decimal(share, unit="%", mark=quotient_mark(part, whole))
        rows.append(row(Printed("　", view.text(title)), span, exact_cell(view, code, part), told))
    return rows
