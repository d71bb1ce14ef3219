"""Zero-employment families by their three-month clock (HB-4)."""

from __future__ import annotations

from evaluation.measured.follow_up import last_part
from evaluation.render.component import Component, column, heading, notice, omission, paragraph, row, section
from evaluation.report.section import Section
from evaluation.view.details import RUNNING, follow_up_parts, overdue
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    say, numbers = view.say, view.numbers
    if not any(r.kind == "family_clock" for r in view.study.follow_up):
        return omission("families", view.sentence("omitted.families", of="family_clock"))
    quarter = view.period_text(last_part(view.study, view.period))
    mine, parts = follow_up_parts(view, "family_clock"), [heading(1, say("families.title"))]
    if not mine:
        text = view.sentence("missing.follow_up", of="family_clock", region=view.name(), quarter=quarter)
        return section("families", [*parts, notice("missing", text)])
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
    table = table_with_notes(view, "family-clocks", say("families.table", quarter=quarter), columns, rows, [say("families.note")])
    return section("families", [*parts, paragraph(told), table])


SECTION = Section(build=build, made_from=("assistance.csv",))
