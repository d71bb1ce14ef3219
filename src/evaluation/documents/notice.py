"""整改通知书 (HB-21): the confirmed fund problems of one responsible unit; facts, clause, handling, who and when.

A missed outcome is no ground for a notice: it goes into the bulletin, or under supervision.
"""

from __future__ import annotations

from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.component import Component, column, paragraph, row, section, table
from evaluation.report.facts import ledger
from evaluation.study.ledger import Item
from evaluation.study.rectification import problems_to_notice

_SLIP = ("paper", "unit", "place", "way", "receiver", "received", "sender", "remark")


def story(paper: Paper) -> list[tuple[Item, str]]:
    """The unit's problems; :class:`Refused` for a unit that has none."""
    units = problems_to_notice(paper.view.study, paper.day, paper.view.language)
    if paper.unit not in units:
        raise Refused(
            f"unit {paper.unit!r} has no confirmed fund problem that is open on {paper.day}, and gets no notice; "
            f"{near(paper.unit, units)}"
        )
    return units[paper.unit]


def title(paper: Paper) -> str:
    return paper.say("rectify.title", fund=paper.fund)


def opening(paper: Paper) -> list[Component]:
    item, _ = story(paper)[0]
    return [paper.addressee(paper.unit_name(item)), paragraph(paper.say("rectify.lead"))]


def body(paper: Paper) -> Component:
    say, parts = paper.say, []
    for item, _ in story(paper):
        parts += paper.part(item.title, *(_problem(paper, item)))
    told = escalation(paper)
    parts += paper.part(say("rectify.supervision"), told) if told else []
    return section("body", parts)


def escalation(paper: Paper) -> str:
    """Which problems are past their term, what the document says of these, and which were put under supervision."""
    view, comma = paper.view, paper.say("list.comma")
    problems = [i for i, _ in story(paper)]
    those = tuple(i.item for i in problems)
    late = [str(n) for n, i in enumerate(problems, 1) if i.issued and i.due < paper.day]
    watched = [str(n) for n, i in enumerate(problems, 1) if i.supervised]
    overdue = view.sentence("rectify.late", of=those, day=view.date(paper.day), items=comma.join(late))
    rule = view.sentence("rectify.rule", of="HB-21", clause=paper.clause("HB-21")) if overdue else ""
    return view.join((overdue, rule, view.sentence("rectify.supervised", of=those, items=comma.join(watched))))


def _problem(paper: Paper, item: Item) -> list[Component]:
    """事实 → 违反条款 → 处理 → 责任人、期限."""
    say = paper.say
    facts = say(
        "rectify.facts",
        when=item.text_of("when"),
        facts=item.facts,
        involved=paper.involvement(item),
        voucher=item.text_of("voucher"),
        check=item.check,
    )
    lines = (
        ("rectify.fact", facts),
        ("rectify.clause", paper.clause(item.clause) + say("list.stop")),
        ("rectify.handling", say(f"handling_long.{item.handling}")),
        ("rectify.responsible", _term(paper, item)),
    )
    return [paragraph([{"text": say(label), "strong": True}, text]) for label, text in lines]


def _term(paper: Paper, item: Item) -> str:
    """Who puts it right and by when; of a term that has passed, since when; and the notice that is on record."""
    view, date, late = paper.view, paper.view.date, (paper.day - item.due).days
    who = view.sentence(
        "rectify.who",
        "rectify.who_late",
        of=(item.due.isoformat(), paper.day.isoformat()),
        responsible=item.text_of("responsible"),
        term=date(item.due),
        day=date(paper.day),
        days=str(late),
    )
    given = paper.say("rectify.numbered", number=item.notice) if item.notice else ""
    on = date(item.issued) if item.issued else ""
    return view.join((who, view.sentence("rectify.issued", of=item.item, day=on, number=given)))


def closing(paper: Paper) -> list[Component]:
    """What the unit is to do; of a notice that was issued only that it was, with the terms on record."""
    view, say, problems = paper.view, paper.say, [i for i, _ in story(paper)]
    days, new = paper.form.objection_days, [i.due for i in problems if i.issued is None]
    text = view.sentence(
        "rectify.closing",
        "rectify.closed",
        of=tuple(i.item for i in problems),
        day=paper.by(max(new, default=None)),
        days=str(days) if days else say("paper.days_blank"),
        contact=_contact(paper),
        escalation=view.sentence("rectify.escalation", of="HB-21"),
    )
    return [paragraph(text), *paper.annex_list(*(t for t, _ in annexes(paper))), paper.signature()]


def _contact(paper: Paper) -> str:
    contact = paper.words_of(paper.documents.contact)
    return paper.say("rectify.contact", contact=contact) if contact else ""


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    say, found = paper.say, []
    heard = ledger.replies(paper.view, story(paper), say("rectify.replies"))
    if heard:
        found.append((say("rectify.replies"), [heard]))
    return [*found, (say("slip.title"), [slip(paper)])]


def slip(paper: Paper) -> Component:
    """送达回证, to be filled in when the notice is handed over."""
    say = paper.say
    known = {"paper": f"{title(paper)} {paper.number()}", "unit": paper.unit_name(story(paper)[0][0])}
    rows = [row(say(f"slip.{name}"), known.get(name, "\n")) for name in _SLIP]
    columns = [column(say("slip.item"), weight=2), column(say("slip.entry"), weight=5)]
    return table("slip", say("slip.title"), columns, rows)
