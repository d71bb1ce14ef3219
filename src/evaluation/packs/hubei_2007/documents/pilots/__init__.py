"""Figures of the report on pilots (HB-6): the three points the item names, as they were judged and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.study.documents import Pilot
from evaluation.view.page_tables import table_with_notes

POINTS = {"environment": "pilots.environment", "insurance": "pilots.insurance", "settlement": "pilots.settlement"}


@dataclass(frozen=True, kw_only=True)
class JudgedPilot:
    """``level``: empty until it is judged; ``by``: assessor, day and evidence, as far as they are given."""

    name: str
    level: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PilotFigures:
    """``demanded``: how many the document demands, as far as the study says so."""

    listed: str
    demanded: str
    judged: str
    pilots: tuple[JudgedPilot, ...]
    judgements: Titled


def figures(paper: Paper) -> PilotFigures:
    pilots, text = paper.form.pilots, paper.view.text
    return PilotFigures(
        listed=paper.cases(len(pilots)),
        demanded=paper.cases(paper.form.demanded) if paper.form.demanded else "",
        judged=paper.cases(sum(p.level is not None for p in pilots)),
        pilots=tuple(JudgedPilot(name=text(p.name), level=text(p.level) if p.level else "", by=_by(paper, p)) for p in pilots),
        judgements=partial(_judgements, paper),
    )


def _by(paper: Paper, pilot: Pilot) -> str:
    said = (
        paper.view.text(pilot.assessor) if pilot.assessor else "",
        name_as("date", pilot.day.isoformat()) if pilot.day else "",
        name_as("quoted", pilot.evidence or ""),
    )
    return paper.say("list.comma").join(filter(None, said)) or paper.say("pilots.open")


def _judgements(paper: Paper, title: str) -> Component:
    """What was entered of each point, by pilot."""
    say, text = paper.say, paper.view.text
    blank = say("pilots.open")
    rows = []
    for p in paper.form.pilots:
        points = [text(w) if (w := getattr(p, name)) else blank for name in POINTS]
        rows.append(row(text(p.name), *points, text(p.level) if p.level else blank, _by(paper, p)))
    columns = [
        column(say("pilots.pilot"), weight=2),
        *(column(say(key), weight=4) for key in POINTS.values()),
        column(say("pilots.level"), weight=2),
        column(say("pilots.assessor"), weight=3),
    ]
    return table_with_notes(paper.view, "pilots", title, columns, rows, [say("pilots.note")])
