"""督办通知 (HB-21): one unit whose problems are overdue past their notice, or were put under supervision as grave ones."""

from __future__ import annotations

from evaluation.errors import Refused, near
from evaluation.report.component import Component, paragraph, section
from evaluation.report.documents import ledger
from evaluation.report.documents.paper import Paper
from evaluation.study.ledger import Item, supervised


def story(paper: Paper) -> list[tuple[Item, str]]:
    """The unit's problems under supervision; :class:`Refused` for a unit that has none."""
    units = supervised(paper.view.study, paper.day, paper.view.language)
    if paper.unit not in units:
        raise Refused(
            f"unit {paper.unit!r} has no problem that is overdue or under supervision on {paper.day}, and gets no "
            f"memo; {near(paper.unit, units)}"
        )
    return units[paper.unit]


def title(paper: Paper) -> str:
    return paper.say("supervision.title", unit=paper.unit_name(story(paper)[0][0]))


def opening(paper: Paper) -> list[Component]:
    text = paper.say("supervision.lead", clause=paper.clause("HB-21"))
    return [paper.addressee(paper.unit_name(story(paper)[0][0])), paragraph(text)]


def body(paper: Paper) -> Component:
    say, form = paper.say, paper.form
    told = [_told(paper, n, item) for n, (item, _) in enumerate(story(paper), 1)]
    measures = [
        paper.numbered(1, say("supervision.meeting", when=paper.given(form.meeting, say("paper.blank")))),
        paper.numbered(2, say("supervision.team", who=paper.given(form.team, say("paper.blank")))),
    ]
    office = paper.documents.office[paper.view.language]
    return section("body", [
        *paper.part(say("supervision.matters"), *told),
        *paper.part(say("supervision.measures"), *measures),
        *paper.part(say("supervision.demands"), say("supervision.report", day=paper.by(form.reply_by), office=office)),
    ])  # fmt: skip


def _told(paper: Paper, number: int, item: Item) -> str:
    """事实 → 违反条款 → 处理 → what became of it since the notice."""
    say = paper.say
    involved = say("bulletin.involved", what=paper.involved(item)) if paper.involved(item) else ""
    handling = say(f"handling_long.{item.handling}") if item.handling else ""
    return paper.numbered(number, say(
        "supervision.item", title=item.title, facts=item.facts, involved=involved, clause=paper.clause(item.clause),
        handling=handling, since=say("list.semicolon").join(since(paper, item)),
    ))  # fmt: skip


def since(paper: Paper, item: Item) -> list[str]:
    """What has happened since the problem was confirmed, as far as it lies on or before the document's day."""
    say, date, day, told = paper.say, paper.view.date, paper.day, []
    if item.issued and item.issued <= day:
        told.append(say("supervision.issued", day=date(item.issued), term=date(item.term)))
        if item.term < day:
            told.append(say("supervision.late", day=date(day), days=str((day - item.term).days)))
        reported = item.reported and item.reported <= day
        told.append(say("supervision.reported", day=date(item.reported)) if reported else say("supervision.silent"))
    if item.supervised and item.supervised <= day:
        told.append(say("supervision.begun", day=date(item.supervised)))
    return told


def closing(paper: Paper) -> list[Component]:
    return paper.ended("paper.hereby_notice", annexes(paper))


def copies(paper: Paper) -> str:
    return paper.say("rectify.copies")


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    name = paper.say("supervision.annex")
    return [(name, [ledger.table_of(paper.view, story(paper), name)])]
