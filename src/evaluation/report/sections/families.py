"""Zero-employment families by their three-month clock (HB-4), and exits from assistance with evidence (GZ-4)."""

from __future__ import annotations

from evaluation.measured.follow_up import last_quarter
from evaluation.render.component import Component, column, heading, notice, omission, paragraph, row, section
from evaluation.report.details import RUNNING, follow_up_parts, overdue
from evaluation.report.details import exits as left
from evaluation.report.sections.follow_up import count_item
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.report.view import View


def build(view: View) -> Component:
    say, numbers = view.say, view.numbers
    if not any(r.kind == "family_clock" for r in view.study.follow_up):
        return omission("families", view.sentence("omitted.families", of="family_clock"))
    quarter = view.period_text(last_quarter(view.period))
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


def exits(view: View) -> Component:
    """Who left assistance, for which reason, and whether the reason is on file."""
    say, numbers = view.say, view.numbers
    if not any(r.kind == "exit" for r in view.study.follow_up):
        return omission("exits", view.sentence("omitted.exits", of="exit"))
    quarter = view.period_text(last_quarter(view.period))
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
