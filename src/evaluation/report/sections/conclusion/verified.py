"""上报数, 核实数, 核减数: what field checks upheld of the reported figures. Nothing where no check was made."""

from __future__ import annotations

from evaluation.measured.verified import extrapolate
from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed, name_as
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View


def parts(view: View) -> list[Component]:
    """The checks of this region in the period; of the whole, of all regions."""
    say, numbers = view.say, view.numbers
    found = [c for c in view.study.checks if c.period == view.period and (view.is_overview or c.region == view.region)]
    if not found:
        return []
    rows, differ = [], []
    for check in found:
        e = extrapolate(check)
        title = view.quantity(check.quantity)
        name = Printed(view.short(check.region), " ", title) if view.is_overview else title
        delivered = view.results.figures.at(check.region, check.period, check.quantity).amount
        if delivered is not None and delivered != check.reported:
            differ.append(
                view.sentence(
                    "verified.differs",
                    of=(check.region, check.quantity),
                    title=name,
                    checked=numbers.count(check.reported),
                    delivered=numbers.count(delivered),
                )
            )
        source = name_as("quoted", check.source if view.language == "zh" else check.source_en or check.source)
        between = say("verified.between", low=numbers.count(e.low), high=numbers.count(e.high))
        rows.append(
            row(
                name_with_unit(view, name, numbers.unit(view.catalogue.quantities[check.quantity].counts)),
                numbers.count(check.reported),
                numbers.count(check.sample),
                numbers.count(check.verified),
                numbers.count(e.estimate),
                numbers.mark("not_applicable") if e.whole else between,
                numbers.count(e.reduced),
                source,
            )
        )
    columns = [
        column(say("column.item"), weight=4),
        number(say("verified.reported")),
        number(say("verified.sample")),
        number(say("verified.upheld")),
        number(say("verified.verified")),
        number(say("column.interval")),
        number(say("verified.reduced")),
        column(say("verified.source"), weight=3),
    ]
    return [table_with_notes(view, "verified", say("verified.table"), columns, rows, [say("verified.note"), *differ])]
