"""What was delivered: tables by region and quarter."""

from __future__ import annotations

from evaluation.render.component import Component, column, heading, keyfacts, paragraph, row, section
from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.section import Section
from evaluation.report.sections.background import collection, inside
from evaluation.view.coverage import due, have, missing_tables, without_figure
from evaluation.view.only import only
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """The background section: which tables reached us for this region, or for every region in the overview."""
    parts = [heading(1, view.say("background.title")), *facts(view), *inside.table(view), matrix(view), *collection.table(view)]
    return section("background", parts)


def facts(view: View) -> list[Component]:
    """Size of the region in the quantities the study has; nothing where it has none of them."""
    say, numbers = view.say, view.numbers
    items: list[dict[str, str]] = []
    for code in view.catalogue.role("size"):
        if view.mapped(code) and len(items) < 6:
            figure = view.results.figures.at(view.region, view.period, code)
            q = view.catalogue.quantities[code]
            items.append(
                {
                    "label": say("background.end_of_period", title=view.quantity(code))
                    if q.kind == "stock"
                    else view.quantity(code),
                    "value": numbers.amount(figure.amount, q.counts, figure.mark),
                    "note": "",
                }
            )
    return [keyfacts(items)] if items else []


def matrix(view: View) -> Component:
    """Periods delivered over periods due, by table."""
    say, numbers, tables, all_due = view.say, view.numbers, view.study.file.tables, due(view)
    of_several = view.is_overview and view.compares

    def state(region: str, name: str) -> str:
        part = Printed(numbers.count(have(view, region, name)), "/", numbers.count(all_due[name]))
        return Printed(view.text(tables[name].title), " ", part) if of_several else part

    whole = view.sentence(
        "background.all_delivered",
        "background.delivered",
        "background.all_there",
        "background.there",
        figures=collection.figures(view),
        region=view.name(only(view)),
        count=digits(len(view.results.regions)),
        tables=digits(len(all_due)),
        periods=_due(view, all_due),
    )
    empty = _empty(view)
    if whole:
        return paragraph(whole + empty)
    if of_several:
        gaps = {r: missing_tables(view, r) for r in view.results.regions}
        rows = [row(view.short(r), say("list.semicolon").join(state(r, n) for n in names)) for r, names in gaps.items() if names]
        columns = [column(say("column.region"), weight=1), column(say("background.gaps"), weight=5)]
    else:
        rows = [
            row(view.text(tables[n].title), name_as("file", spell(tables[n].shown_file)), state(only(view), n))
            for n in missing_tables(view, only(view))
        ]
        columns = [column(say("background.table_name"), weight=1), column(say("annex.file")), number(say("background.periods"))]
    notes = [view.sentence("background.note_gaps", "background.note", due=view.sentence("background.due_of_several")) + empty]
    return table_with_notes(view, "delivered", say("background.table"), columns, rows, notes)


def _empty(view: View) -> str:
    """How many cells without a figure the indicators lack."""
    found, count = without_figure(view), view.numbers.count
    suppressed = sum(c.mark == "suppressed" for c in found)
    return view.sentence(
        "background.cells", cells=count(len(found)), empty=count(len(found) - suppressed), suppressed=count(suppressed)
    )


def _due(view: View, found: dict[str, int]) -> str:
    """How many tables have how many periods."""
    say, counts = view.say, sorted(found.values(), reverse=True)
    told = [say("background.due", tables=digits(counts.count(n)), periods=digits(n)) for n in dict.fromkeys(counts)]
    return say("list.comma").join(told)


SECTION = Section(build=build)
