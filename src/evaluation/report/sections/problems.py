"""What misses its line, what to do, who answers for it; what checks found and what units said to it.

Owners and terms are the issuing office's to set."""

from __future__ import annotations

from evaluation.indicators.model import Dimension
from evaluation.report.component import Component, column, heading, notice, omitted, paragraph, row, section
from evaluation.report.documents.ledger import replies, table_of
from evaluation.report.judgements import (
    Standing,
    decimals,
    missed,
    not_delivered,
    own_title,
    shown,
    standings,
)
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.study.ledger import day_of, items


def build(view: View) -> Component:
    say = view.say
    story = items(view.study, day_of(view.study, view.period), region=view.region, language=view.language)
    if not standings(view) and not story:
        return omitted("problems", say("omitted.problems"))
    bad = missed(view)
    parts = [heading(1, say("problems.title")), *(notice("missing", text) for text in not_delivered(view))]
    if bad:
        parts.append(_missed(view, bad))
    elif standings(view):
        parts.append(paragraph(say("problems.none", region=view.name())))
    if story:
        heard = replies(view, story, say("ledger.replies"))
        parts += [
            heading(2, say("ledger.title")),
            table_of(view, story, say("ledger.table")),
            *([heard] if heard else []),
        ]
    return section("problems", parts)


def _missed(view: View, bad: list[Standing]) -> Component:
    say, numbers, rows = view.say, view.numbers, []
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
    return noted(view, "problems-table", say("problems.table"), columns, rows, notes)
