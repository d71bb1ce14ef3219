"""What the documents demand by date: due, done or overdue at the data cut-off, never by the clock."""

from __future__ import annotations

from datetime import date

from evaluation.render.component import Component, column, heading, omission, paragraph, row, section
from evaluation.render.printed import digits, name_as
from evaluation.report.section import Section
from evaluation.study.calendar import Due, due, due_of
from evaluation.view.only import only
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View

_STATES = ("done", "late", "due", "overdue")


def build(view: View) -> Component:
    say = view.say
    year, regions = view.results.year, [r for r in view.results.regions if r != view.region] if view.is_overview else []
    mine = due(view.study, view.region, year)
    by_region = due_of(view.study, regions, year)
    if not mine and not by_region:
        return omission("calendar", view.sentence("omitted.calendar", year=view.period_text(view.results.year)))
    dated = [d for d in (*mine, *by_region) if d.due is not None]
    counts = {s: digits(sum(d.state == s for d in dated)) for s in _STATES}
    told = view.sentence("calendar.intro", cut_off=view.date(view.study.file.cut_off), count=digits(len(dated)), **counts)
    parts = [heading(1, say("calendar.title")), *([paragraph(told)] if told else [])]
    if mine:
        parts.append(own(view, mine, view.region))
    if by_region:
        parts.append(units(view, by_region) if view.compares else own(view, by_region, only(view)))
    return section("calendar", parts)


def own(view: View, mine: list[Due], region: str) -> Component:
    """What ``region`` owes, item by item."""
    say, year = view.say, view.results.year

    def day(when: date) -> str:
        return view.day(when) if year.holds(when) else view.date(when)

    rows = [
        row(
            say("readings.group", title=view.text(d.event.title), clause=name_as("clause", d.event.clause)),
            view.text(d.event.output),
            day(d.due) if d.due else say("calendar.running"),
            day(d.done) if d.done else "",
            say(f"due.{d.state}"),
            name_as("quoted", d.evidence),
        )
        for d in mine
    ]
    columns = [
        column(say("calendar.event"), weight=5),
        column(say("calendar.output"), weight=3),
        column(say("calendar.due")),
        column(say("calendar.done")),
        column(say("column.state")),
        column(say("calendar.evidence")),
    ]
    notes = [say("calendar.year", year=view.words(year)["year"]), say("calendar.note")]
    id = "calendar-table" if region == view.region else "calendar-units"
    return table_with_notes(view, id, say("calendar.table", region=view.name(region)), columns, rows, notes)


def units(view: View, all_: list[Due]) -> Component:
    """What each region owes, by event: how many stand where, and who is overdue."""
    say, numbers = view.say, view.numbers
    rows = []
    for event in view.study.events:
        for term in sorted({d.due for d in all_ if d.event is event and d.due}):
            mine = [d for d in all_ if d.event is event and d.due == term]
            late = say("list.comma").join(view.short(d.region) for d in mine if d.state == "overdue")
            rows.append(
                row(
                    view.text(event.title),
                    name_as("clause", event.clause),
                    view.date(term),
                    *(numbers.count(sum(d.state == s for d in mine)) for s in _STATES),
                    late,
                )
            )
    columns = [
        column(say("calendar.event"), weight=5),
        column(say("column.clause")),
        column(say("calendar.due")),
        *(number(say(f"due.{s}"), say("unit.regions")) for s in _STATES),
        column(say("calendar.who"), weight=3),
    ]
    return table_with_notes(view, "calendar-units", say("calendar.units_table"), columns, rows, [say("calendar.units_note")])


SECTION = Section(build=build, made_from=("calendar.csv",))
