"""Quantities that are told apart (by sex, age, industry): each member beside its whole, with its share."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.breakdowns import Breakdown
from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View


def breakdowns(view: View) -> list[Component]:
    """One table of all that are delivered; nothing where none is declared or has a figure."""
    say, rows = view.say, []
    delivered = {cell.quantity for cell in view.results.delivery.cell_rows}
    for found in view.catalogue.breakdowns:
        if delivered & set(found.members):
            rows += _rows(view, found)
    if not rows:
        return []
    columns = [column(say("column.item"), weight=5), number(say("general.amount")), number(say("general.share"), "%")]
    note = say("general.breakdowns_note")
    return [table_with_notes(view, "general-breakdowns", say("general.breakdowns"), columns, rows, [note])]


def _rows(view: View, found: Breakdown) -> list[dict[str, object]]:
    figures, numbers = view.results.figures, view.numbers
    quantity = view.catalogue.quantities[found.whole]
    whole = figures.at(view.region, view.period, found.whole)
    key = f"{view.region}/{view.period}"
    titled = view.say("general.by", title=view.quantity(found.whole), by=view.text(found.title))
    head = name_with_unit(view, titled, numbers.unit(quantity.counts))
    dash = numbers.mark("not_applicable")
    rows = [row(head, numbers.exact(whole.amount, quantity.counts, whole.mark, f"{key}/{found.whole}"), dash)]
    for code, title in found.members.items():
        part, share = figures.at(view.region, view.period, code), dash
        if part.amount is not None and whole.amount is not None and whole.amount > 0:
            share = numbers.decimal(Fraction(part.amount * 100, whole.amount), 1, "", "%")
        amount = numbers.exact(part.amount, quantity.counts, part.mark, f"{key}/{code}")
        rows.append(row(Printed("　", view.text(title)), amount, share))
    return rows
