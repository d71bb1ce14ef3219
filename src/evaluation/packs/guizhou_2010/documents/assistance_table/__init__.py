"""就业援助工作情况季报 (GZ-24): the quarter's own figures by region.

The official form (人社统EP8号) is not public: the layout is the study's, or a neutral one that says it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.component import Component, column, row
from evaluation.study.base import Words
from evaluation.study.documents import Annex, AnnexColumn
from evaluation.view.keyed import key
from evaluation.view.page_tables import number, table_with_notes

NEUTRAL = {
    "assistance_table.targets": (
        "assist_eligible",
        "assist_certified_stock",
        "assist_certified",
        "assist_reunemployed",
        "assist_employed",
        "assist_exited",
        "assist_unemployed",
        "assist_employed_stock",
    ),
    "assistance_table.services": (
        "one_card",
        "one_contact",
        "one_scheme",
        "one_plan",
        "one_promise",
        "five_ones_done",
        "visit_due",
        "visit_done",
    ),
    "assistance_table.families": ("zerofam_due", "zerofam_solved"),
}


@dataclass(frozen=True, kw_only=True)
class AssistanceTableFigures:
    """``neutral_codes``: the quantities of the neutral layout, which conditions ask of."""

    tables: tuple[Component, ...]
    neutral_codes: tuple[str, ...]


def figures(paper: Paper) -> AssistanceTableFigures:
    return AssistanceTableFigures(tables=tuple(_tables(paper)), neutral_codes=tuple(c for codes in NEUTRAL.values() for c in codes))


def layout(paper: Paper) -> tuple[Annex, ...]:
    """The study's layout; else the neutral one, with what its tables deliver."""
    if paper.form.tables:
        for table in paper.form.tables:
            for c in table.columns:
                known = paper.view.catalogue.quantities if c.quantity else {i.code for i in paper.view.results.indicators}
                if (c.quantity or c.indicator) not in known:
                    name = c.quantity or c.indicator
                    raise Refused(f"documents.yml, assistance_table: {name!r} is not known; {near(name, known)}")
        return paper.form.tables
    found = []
    for name, codes in NEUTRAL.items():
        columns = tuple(
            AnnexColumn(title=paper.view.catalogue.quantities[c].title, quantity=c) for c in codes if paper.view.mapped(c)
        )
        if columns:
            title = paper.say(name)
            found.append(Annex(title=Words(zh=title, en=title), columns=columns))
    return tuple(found)


def _tables(paper: Paper) -> Iterator[Component]:
    view, say = paper.view, paper.say
    for position, table in enumerate(layout(paper)):
        heads, rows = [column(say("column.region"))], []
        for c in table.columns:
            heads.append(number(view.text(c.title), _unit(paper, c)))
        for region in view.results.places:
            whole = region == view.top
            cells = [_cell(paper, c, region) for c in table.columns]
            rows.append(row(say("table.total") if whole else view.short(region), *cells, role="total" if whole else "body"))
        yield table_with_notes(view, f"quarter-{position}", view.text(table.title), heads, rows)


def _unit(paper: Paper, c: AnnexColumn) -> str:
    if c.indicator is None:
        return paper.view.numbers.table_unit(paper.view.catalogue.quantities[c.quantity or ""].counts)
    _, reading = paper.view.results.indicator_named(c.indicator).settle(paper.view.study.choices)
    return paper.view.numbers.table_unit(reading.unit)


def _cell(paper: Paper, c: AnnexColumn, region: str) -> str:
    view = paper.view
    if c.indicator is not None:
        return view.numbers.bare(view.results.value(region, c.indicator))
    quantity = c.quantity or ""
    figure = view.results.figures.at(region, view.period, quantity)
    return view.numbers.cell(
        figure.amount, view.catalogue.quantities[quantity].counts, figure.mark, key(view, "quantity", quantity, region)
    )
