"""Exits from assistance with their evidence (GZ-4)."""

from __future__ import annotations

from evaluation.measured.follow_up import last_part
from evaluation.packs.guizhou_2010.sections.follow_up import count_item
from evaluation.render.component import Component, column, heading, notice, omission, paragraph, section
from evaluation.report.section import Section
from evaluation.view.details import exits as left
from evaluation.view.details import follow_up_parts
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """Who left assistance, for which reason, and whether the reason is on file."""
    say, numbers = view.say, view.numbers
    if not any(r.kind == "exit" for r in view.study.follow_up):
        return omission("exits", view.sentence("omitted.exits", of="exit"))
    quarter = view.period_text(last_part(view.study, view.period))
    mine, parts = follow_up_parts(view, "exit"), [heading(1, say("exits.title"))]
    if not mine:
        text = view.sentence("missing.follow_up", of="exit", region=view.name(), quarter=quarter)
        return section("exits", [*parts, notice("missing", text)])
    whole, proved = left(view)
    told = view.sentence(
        "exits.nobody",
        "exits.all_proved",
        "exits.unproved",
        region=view.name(),
        quarter=quarter,
        count=numbers.count(whole),
        unproved=numbers.count(whole - proved),
    )
    total = type(mine[0])(part="all", count=proved, of=whole)
    rows = [count_item(view, say(f"exit.{p.part}"), p) for p in mine] + [count_item(view, say("table.total"), total, "total")]
    columns = [
        column(say("exits.reason"), weight=3),
        number(say("exits.proved"), say("unit.persons")),
        number(say("exits.count"), say("unit.persons")),
        number(say("column.share"), "%"),
    ]
    table = table_with_notes(view, "exits-table", say("exits.table", quarter=quarter), columns, rows, [say("exits.note")])
    return section("exits", [*parts, paragraph(told), table])


SECTION = Section(build=build, made_from=("assistance.csv",))
