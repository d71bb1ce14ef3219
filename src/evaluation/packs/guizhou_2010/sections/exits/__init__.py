"""Exits from assistance with their evidence (GZ-4)."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.measured.follow_up import FollowUpPart
from evaluation.packs.guizhou_2010.sections.follow_up import count_item
from evaluation.packs.guizhou_2010.sections.follow_up.framed import follow_up_section
from evaluation.render.component import Component, column, paragraph
from evaluation.report.section import Section
from evaluation.view.details import exits as left
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """Who left assistance, for which reason, and whether the reason is on file."""
    return follow_up_section(view, "exits", "exit", _inside)


def _inside(view: View, mine: Sequence[FollowUpPart], quarter: str) -> list[Component]:
    say, numbers = view.say, view.numbers
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
    return [
        paragraph(told),
        table_with_notes(view, "exits-table", say("exits.table", quarter=quarter), columns, rows, [say("exits.note")]),
    ]


SECTION = Section(build=build, made_from=("assistance.csv",))
