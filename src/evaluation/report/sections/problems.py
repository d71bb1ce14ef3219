"""What misses its line, what to do, who answers for it. Owners and terms are the issuing office's to set."""

from __future__ import annotations

from evaluation.indicators.model import Dimension
from evaluation.report.component import Component, column, heading, notice, omitted, paragraph, row, section
from evaluation.report.judgements import decimals, missed, not_delivered, own_title, shown, standings
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View


def build(view: View) -> Component:
    say, numbers = view.say, view.numbers
    if not standings(view):
        return omitted("problems", say("omitted.problems"))
    bad = missed(view)
    parts = [heading(1, say("problems.title")), *(notice("missing", text) for text in not_delivered(view))]
    if not bad:
        return section("problems", [*parts, paragraph(say("problems.none", region=view.name()))])
    rows = []
    for index, s in enumerate(bad, 1):
        target = s.indicator.dimension is Dimension.TARGETS
        value = shown(view, s)
        line = numbers.percent(s.line, decimals=0) if target else view.demand_text(s.target)
        advice = say(f"advice.{s.indicator.dimension.value}")
        status = say(f"problems.{s.target.status}")
        name = f"{index}. {own_title(view, s.indicator.code)}" + (say("spine.completion") if target else "")
        rows.append(
            row(name, view.clause(s.indicator.code), value, line, numbers.signed(s.difference, decimals(s)), status, advice)
        )  # fmt: skip
    columns = [
        column(say("problems.item"), weight=6), column(say("column.clause"), weight=3), number(say("column.value")),
        number(say("column.line")), number(say("problems.difference"), say("unit.points_pct")),
        column(say("problems.line_status"), weight=4), column(say("problems.advice"), weight=8),
    ]  # fmt: skip
    notes = [say("problems.note", region=view.name())]
    parts.append(noted(view, "problems-table", say("problems.table"), columns, rows, notes))
    return section("problems", parts)
