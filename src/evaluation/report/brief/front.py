"""Page one of the brief: ten answers, and the chart of the report's own first page."""

from __future__ import annotations

from evaluation.render.component import Component, column, paragraph, row, section, table
from evaluation.report.brief.answers import QUESTIONS, answers
from evaluation.report.sections.conclusion import spine
from evaluation.view import given_away, revised, wholes
from evaluation.view.view import View


def build(view: View) -> Component:
    say, found = view.say, answers(view)
    rows = [row(say(f"brief.of_{name}"), getattr(found, name)) for name in QUESTIONS]
    columns = [column(say("brief.question"), weight=2), column(say("brief.answer"), weight=13)]
    chart = [spine(view)] if view.study.file.headline else []
    file = view.study.file
    first = dict.fromkeys([*file.headline, *file.hard_limits])
    incomplete = wholes.coverage_notes(view, first) if view.is_overview else ""
    below = [paragraph(text) for text in (*([incomplete] if incomplete else []), *revised.sentences(view, first))]
    warned = [paragraph(text) for text in given_away.sentences(view)]
    return section("brief-front", [*warned, table("brief-answers", say("brief.answers"), columns, rows), *below, *chart])
