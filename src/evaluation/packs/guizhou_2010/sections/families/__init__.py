"""Zero-employment families by their three-month clock (HB-4)."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.measured.follow_up import FollowUpPart
from evaluation.packs.guizhou_2010.sections.follow_up.framed import follow_up_section
from evaluation.render.component import Component, column, paragraph, row
from evaluation.report.section import Section
from evaluation.view.details import RUNNING, overdue
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """Families by how far their clock has run."""
    return follow_up_section(view, "families", "family_clock", _inside)


def _inside(view: View, mine: Sequence[FollowUpPart], quarter: str) -> list[Component]:
    say, numbers = view.say, view.numbers
    late, open_ = overdue(view), sum(p.count for p in mine if p.part in RUNNING)
    told = view.sentence(
        "families.none_overdue",
        "families.overdue",
        "families.overdue_unknown",
        region=view.name(),
        quarter=quarter,
        open=numbers.count(open_),
        overdue=numbers.count(late),
    )
    rows = [row(say(f"family_clock.{p.part}"), numbers.count(p.count)) for p in mine]
    columns = [column(say("families.clock"), weight=3), number(say("families.count"), numbers.unit("households"))]
    return [
        paragraph(told),
        table_with_notes(view, "family-clocks", say("families.table", quarter=quarter), columns, rows, [say("families.note")]),
    ]


SECTION = Section(build=build, made_from=("assistance.csv",))
