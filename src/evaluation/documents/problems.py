"""Problems of the ledger as a letter names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evaluation.documents.paper import Paper
from evaluation.render.printed import name_as
from evaluation.study.ledger import Item
from evaluation.view import duties, judged, judgements
from evaluation.view.facts import ledger
from evaluation.view.judgements import own_title, standing
from evaluation.view.statements import tally_sentence
from evaluation.view.view import View


@dataclass(frozen=True, kw_only=True)
class ConfirmedProblem:
    """One problem in the words of its letter; what is not recorded is empty.

    ``item``: its code, by which conditions ask of it; ``number``: its place among those told, as the letter counts; ``duty``: the
    absolute demand it breaks, with its figures; ``terms``: the day by which it has to be put right and the day of the letter,
    which conditions compare."""

    item: str
    number: str
    unit: str
    title: str
    facts: str
    involved: str
    clause: str
    norm: str
    duty: str
    cause: str
    handling: str
    basis: str
    state: str
    term: str
    terms: tuple[str, str]
    days_late: str
    issued: str
    notice: str
    reported: str
    supervised: str
    when: str
    voucher: str
    check: str
    responsible: str


@dataclass(frozen=True, kw_only=True)
class MissedRequirement:
    """``is_target``: it is missed by the completion of the year's target, and ``line`` says what was due."""

    is_target: bool
    title: str
    value: str
    line: str


@dataclass(frozen=True, kw_only=True)
class ProblemPart:
    """存在问题: how many requirements were judged and missed, and what was confirmed, never what is only suspected.

    ``missed_codes``: the indicators of ``missed``, which conditions ask of; ``closed``: how many were put right."""

    tally: str
    missed_codes: tuple[str, ...]
    missed: tuple[MissedRequirement, ...]
    open: tuple[ConfirmedProblem, ...]
    closed: str


def problem_part_of(paper: Paper) -> ProblemPart:
    """Of the region the letter is about."""
    missed, known = judgements.missed_standings(paper.view), ledger.confirmed_problems(paper.items)
    return ProblemPart(
        tally=tally_sentence(paper.view),
        missed_codes=tuple(s.indicator.code for s in missed),
        missed=tuple(_requirement(paper.view, s) for s in missed),
        open=problems_of(paper, [(i, s) for i, s in known if s != "closed"]),
        closed=paper.cases(sum(s == "closed" for _, s in known)),
    )


def _requirement(view: View, s: judgements.Standing) -> MissedRequirement:
    is_target = s.is_completion
    return MissedRequirement(
        is_target=is_target,
        title=own_title(view, s.indicator.code),
        value=judged.text(view, s),
        line=judged.line(view, s) + (view.proposal_mark(s.target) if s.target else "") if is_target else judged.line_words(view, s),
    )


def problems_of(paper: Paper, story: Iterable[tuple[Item, str]]) -> tuple[ConfirmedProblem, ...]:
    """The problems of ``story``, items with their states, numbered in its order."""
    return tuple(_problem(paper, number, item, state) for number, (item, state) in enumerate(story, 1))


def _problem(paper: Paper, number: int, item: Item, state: str) -> ConfirmedProblem:
    say = paper.say

    def spell(day: date | None) -> str:
        return paper.view.date(day) if day else ""

    due = item.due if item.term else None
    return ConfirmedProblem(
        item=item.item,
        number=paper.ordinal(number),
        unit=name_as("name", paper.unit_name(item)),
        title=name_as("name", item.title),
        facts=name_as("quoted", item.facts),
        involved=paper.involvement(item),
        clause=paper.clause(item.clause),
        norm=ledger.norm(paper.view, item) if item.norm else "",
        duty=_duty(paper.view, item),
        cause=name_as("quoted", item.cause or ""),
        basis=name_as("quoted", item.basis or ""),
        handling=say(f"handling_long.{item.handling}") if item.handling else "",
        state=say(f"ledger_state.{state}"),
        term=spell(item.term),
        terms=(due.isoformat() if due else "", paper.day.isoformat()),
        days_late=paper.cases((paper.day - due).days) if due else "",
        issued=spell(item.issued),
        notice=name_as("code", item.notice or ""),
        reported=spell(item.reported),
        supervised=spell(item.supervised),
        when=name_as("quoted", item.when or ""),
        voucher=name_as("quoted", item.voucher or ""),
        check=name_as("quoted", item.check),
        responsible=name_as("quoted", item.responsible or ""),
    )


def _duty(view: View, item: Item) -> str:
    """The absolute demand that it breaks, in words, with what it asks and what there is; empty where the ledger names none."""
    duty = duties.duty_of(view, item)
    if duty is None:
        return ""
    title, found = view.text(duty.title), duties.figures(view, duty, item.region)
    return view.say("duty.named", title=title, figures=found) if found else title


def why_no_completion(view: View, codes: tuple[str, ...]) -> str:
    """Why no completion is told: how many targets lack it for which reason."""
    say = view.say
    marks = Counter(m for c in codes if standing(view, c).target and (m := standing(view, c).mark))
    return say("list.comma").join(say("tally.kind", kind=say(f"state.{m}"), count=view.numbers.count(n)) for m, n in marks.items())
