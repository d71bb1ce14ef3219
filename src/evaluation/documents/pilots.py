"""统筹城乡就业试点检查评估报告 (HB-6): the three points the item names, as they were judged and by whom.

Which pilots there are, how many the document demands, and every judgement, are the study's to enter.
"""

from __future__ import annotations

from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report.sections.twins import table_with_notes
from evaluation.study.documents import Pilot

POINTS = {"environment": "pilots.environment", "insurance": "pilots.insurance", "settlement": "pilots.settlement"}


def title(paper: Paper) -> str:
    return paper.say("pilots.title", whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.view.sentence("pilots.opening", "pilots.shown", of="pilot_review", under=paper.under("HB-6"))
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say, pilots = paper.say, paper.form.pilots
    judged = [p for p in pilots if p.level]
    told = paper.view.sentence("pilots.count", listed=str(len(pilots)), demanded=_demand(paper), judged=str(len(judged)))
    each = (
        say("list.semicolon").join(_sentence(paper, p) for p in pilots) + say("list.stop") if pilots else ""
    ) + paper.view.sentence("pilots.none")
    return section("body", [*(paper.part(say("pilots.overall"), told) if told else []), *paper.part(say("pilots.points"), each)])


def _demand(paper: Paper) -> str:
    """How many the document demands, as far as the study says so."""
    count = paper.form.demanded
    return paper.say("pilots.demanded", count=str(count)) if count else ""


def _sentence(paper: Paper, pilot: Pilot) -> str:
    """A pilot's level and who gave it; the three points stand in the annex."""
    say, language = paper.say, paper.view.language
    name = pilot.name[language]
    if not pilot.level:
        return say("pilots.waiting", name=name)
    return say("pilots.judged", name=name, level=pilot.level[language], by=_by(paper, pilot))


def _by(paper: Paper, pilot: Pilot) -> str:
    said = (
        pilot.assessor[paper.view.language] if pilot.assessor else "",
        pilot.day.isoformat() if pilot.day else "",
        pilot.evidence or "",
    )
    return paper.say("list.comma").join(filter(None, said)) or paper.say("pilots.open")


def _table(paper: Paper) -> Component:
    say, language = paper.say, paper.view.language
    blank = say("pilots.open")
    rows = []
    for p in paper.form.pilots:
        points = [w[language] if (w := getattr(p, name)) else blank for name in POINTS]
        rows.append(row(p.name[language], *points, p.level[language] if p.level else blank, _by(paper, p)))
    columns = [
        column(say("pilots.pilot"), weight=2),
        *(column(say(key), weight=4) for key in POINTS.values()),
        column(say("pilots.level"), weight=2),
        column(say("pilots.assessor"), weight=3),
    ]
    return table_with_notes(paper.view, "pilots", say("pilots.table"), columns, rows, [say("pilots.note")])


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    return [(paper.say("pilots.table"), [_table(paper)])] if paper.form.pilots else []
