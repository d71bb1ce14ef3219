"""督办通知 (HB-21): one unit whose problems are overdue past their notice, or were put under supervision as grave ones."""

from __future__ import annotations

from datetime import date

from evaluation.documents.bulletin import involvement
from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.component import Component, paragraph, section
from evaluation.report.facts import ledger
from evaluation.study.ledger import Item
from evaluation.study.rectification import problems_supervised


def story(paper: Paper) -> list[tuple[Item, str]]:
    """The unit's problems under supervision; :class:`Refused` for a unit that has none."""
    units = problems_supervised(paper.view.study, paper.day, paper.view.language)
    if paper.unit not in units:
        raise Refused(
            f"unit {paper.unit!r} has no problem that is overdue or under supervision on {paper.day}, and gets no "
            f"memo; {near(paper.unit, units)}"
        )
    return units[paper.unit]


def title(paper: Paper) -> str:
    return paper.say("supervision.title", unit=paper.unit_name(story(paper)[0][0]))


def opening(paper: Paper) -> list[Component]:
    text = paper.say("supervision.lead", under=paper.under("HB-21"))
    return [paper.addressee(paper.unit_name(story(paper)[0][0])), paragraph(text)]


def body(paper: Paper) -> Component:
    say, form = paper.say, paper.form
    told = [_problem(paper, n, item) for n, (item, _) in enumerate(story(paper), 1)]
    office = paper.documents.office[paper.view.language]
    return section(
        "body",
        [
            *paper.part(say("supervision.matters"), *told),
            *paper.part(say("supervision.measures"), *measures(paper)),
            *paper.part(say("supervision.demands"), say("supervision.report", day=paper.by(form.reply_by), office=office)),
        ],
    )


def measures(paper: Paper) -> list[str]:
    """The measures of HB-21 under that document, under another those alone that the office gave; blank for none."""
    view, say, form = paper.view, paper.say, paper.form
    when, who = (paper.words_of(given, say("paper.blank")) for given in (form.meeting, form.team))
    told = [
        view.sentence("supervision.meeting", of=("HB-21", "meeting"), when=when),
        view.sentence("supervision.team", of=("HB-21", "team"), who=who),
    ]
    known = [*filter(None, told)]
    return [paper.with_ordinal(n, text) for n, text in enumerate(known, 1)] or [say("paper.blank")]


def _problem(paper: Paper, number: int, item: Item) -> str:
    """事实 → 违反条款 → 处理 → what became of it since the notice."""
    say = paper.say
    involved = involvement(paper, item)
    handling = say(f"handling_long.{item.handling}") if item.handling else ""
    return paper.with_ordinal(
        number,
        say(
            "supervision.item",
            title=item.title,
            facts=item.facts,
            involved=involved,
            clause=paper.clause(item.clause),
            handling=handling,
            since=say("list.semicolon").join(since(paper, item)),
        ),
    )


def since(paper: Paper, item: Item) -> list[str]:
    """What has happened since the problem was confirmed, as far as it lies on or before the document's day."""
    view, day = paper.view, paper.day

    def on(when: date | None) -> str:
        return view.date(when) if when else ""

    told = [view.sentence("supervision.issued", of=item.item, day=on(item.issued), term=on(item.term))]
    if told[0]:
        late = str((day - item.due).days)
        terms = (item.due.isoformat(), day.isoformat())
        told.append(view.sentence("supervision.late", of=terms, day=on(day), days=late))
    told += [
        view.sentence("supervision.reported", "supervision.silent", of=item.item, day=on(item.reported)),
        view.sentence("supervision.begun", of=item.item, day=on(item.supervised)),
    ]
    return [*filter(None, told)]


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_notice", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    name = paper.say("supervision.annex")
    return [(name, [ledger.table_of(paper.view, story(paper), name)])]
