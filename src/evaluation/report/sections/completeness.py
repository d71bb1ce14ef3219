"""What was delivered: tables by region and quarter."""

from __future__ import annotations

from evaluation.report.component import Component, column, heading, keyfacts, row, section
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View


def build(view: View) -> Component:
    """The background section: which tables reached us for this region, or for every region in the overview."""
    parts = [heading(1, view.say("background.title")), facts(view), matrix(view)]
    return section("background", parts)


def facts(view: View) -> Component:
    """Size of the region in the quantities the study has."""
    from evaluation.indicators.quantities import QUANTITIES

    say, numbers = view.say, view.numbers
    items = []
    for code in ("urban_employed", "reg_unemployed", "ui_insured", "ui_recipients", "eligible_unemployed", "assist_eligible",
                 "assist_unemployed", "fund_balance", "ui_balance"):  # fmt: skip
        if view.mapped(code) and len(items) < 6:
            figure = view.results.figures.at(view.region, view.period, code)
            q = QUANTITIES[code]
            items.append({"label": say("background.end_of_period", title=q.title[view.language]),
                          "value": numbers.amount(figure.amount, q.counts, figure.mark), "note": ""})  # fmt: skip
    return keyfacts(items)


def matrix(view: View) -> Component:
    """Rows delivered over rows expected, by table."""
    say, numbers = view.say, view.numbers
    cells = view.results.delivery.cells
    regions = view.results.regions if view.is_overview else (view.region,)
    tables = view.study.file.tables
    expected = {name: cells[cells.table == name].period.nunique() for name in tables}
    rows = []
    for region in regions:
        mine = cells[cells.region == region]
        have = [mine[mine.table == name].period.nunique() for name in tables]
        rows.append(row(view.short(region), *(f"{numbers.count(h)}/{numbers.count(e)}" for h, e in zip(have, expected.values(), strict=True))))
    columns = [column(say("column.region"), weight=2), *(number(t.title[view.language]) for t in tables.values())]
    return noted(view, "delivered", say("background.table"), columns, rows, [say("background.note")])
