"""Figures of the rectification notice: the confirmed fund problems of one responsible unit, and what is pressing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ConfirmedProblem, problems_of
from evaluation.errors import Refused, near
from evaluation.render.component import Component, column, row, table
from evaluation.render.printed import Printed, name_as
from evaluation.study.ledger import Item
from evaluation.study.rectification import problems_to_notice
from evaluation.view.facts import ledger

_SLIP = ("paper", "unit", "place", "way", "receiver", "received", "sender", "remark")


@dataclass(frozen=True, kw_only=True)
class NoticeFigures:
    """``items``: the codes of the problems, by which conditions ask of them; ``late`` and ``watched``: the numbers of those
    past their term and of those under supervision; ``reply_by``: the last term that is new; ``replies``: None when the unit
    was sent no draft."""

    unit: str
    problems: tuple[ConfirmedProblem, ...]
    items: tuple[str, ...]
    pressing: bool
    late: str
    watched: str
    clause: str
    reply_by: str
    objection_days: str
    contact: str
    replies: Titled | None
    slip: Titled


def figures(paper: Paper) -> NoticeFigures:
    """:class:`Refused` for a unit that has no problem to be notified of."""
    story = story_of(paper)
    problems, say = [item for item, _ in story], paper.say
    late = [name_as("ordinal", str(n)) for n, i in enumerate(problems, 1) if i.issued and i.due < paper.day]
    watched = [name_as("ordinal", str(n)) for n, i in enumerate(problems, 1) if i.supervised]
    days, unit = paper.form.objection_days, paper.unit_name(problems[0])
    return NoticeFigures(
        unit=unit,
        problems=problems_of(paper, story),
        items=tuple(i.item for i in problems),
        pressing=bool(late or watched),
        late=say("list.comma").join(late),
        watched=say("list.comma").join(watched),
        clause=paper.clauses(*paper.rests_on),
        reply_by=paper.by(max((i.due for i in problems if i.issued is None), default=None)),
        objection_days=paper.cases(days) if days else say("paper.days_blank"),
        contact=paper.words_of(paper.documents.contact),
        replies=partial(ledger.replies, paper.view, story) if any(i.drafted for i in problems) else None,
        slip=partial(slip, paper, unit),
    )


def story_of(paper: Paper) -> list[tuple[Item, str]]:
    """The unit's problems with their states; :class:`Refused` for a unit that has none."""
    units = problems_to_notice(paper.view.study, paper.day, paper.view.language)
    if paper.unit not in units:
        raise Refused(
            f"unit {paper.unit!r} has no confirmed fund problem that is open on {paper.day}, and gets no notice; "
            f"{near(paper.unit, units)}"
        )
    return units[paper.unit]


def slip(paper: Paper, unit: str, title: str) -> Component:
    """送达回证, to be filled in when the notice is handed over."""
    say = paper.say
    known = {"paper": Printed(say("rectify.title", fund=paper.fund), " ", paper.number()), "unit": unit}
    rows = [row(say(f"slip.{name}"), known.get(name, "\n")) for name in _SLIP]
    columns = [column(say("slip.item"), weight=2), column(say("slip.entry"), weight=5)]
    return table("slip", title, columns, rows)
