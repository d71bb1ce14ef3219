"""督办通知: one unit whose problems are overdue past their notice, or were put under supervision as grave ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ConfirmedProblem, problems_of
from evaluation.errors import Refused, near
from evaluation.study.ledger import Item
from evaluation.study.rectification import problems_supervised
from evaluation.view.conditions.records import measure_demanded_or_given
from evaluation.view.facts import ledger


@dataclass(frozen=True, kw_only=True)
class MemoFigures:
    """``meeting`` and ``team``: the measures that an item of the document demands, as the office gave them, else the blank for
    them; each with its number among those that are said. ``some_measure``: under another document none is said that the office
    did not give."""

    unit: str
    problems: tuple[ConfirmedProblem, ...]
    meeting: str
    meeting_number: str
    team: str
    team_number: str
    some_measure: bool
    reply_by: str
    ledger: Titled


def figures(paper: Paper) -> MemoFigures:
    """:class:`Refused` for a unit that has no problem under supervision."""
    story, form, blank = story_of(paper), paper.form, paper.say("paper.blank")
    said = [measure_demanded_or_given(paper.view, name) for name in ("meeting", "team")]
    return MemoFigures(
        unit=paper.unit_name(story[0][0]),
        problems=problems_of(paper, story),
        meeting=paper.words_of(form.meeting, blank),
        meeting_number=paper.ordinal(1),
        team=paper.words_of(form.team, blank),
        team_number=paper.ordinal(1 + said[0]),
        some_measure=any(said),
        reply_by=paper.by(form.reply_by),
        ledger=partial(ledger.table_of, paper.view, story),
    )


def story_of(paper: Paper) -> list[tuple[Item, str]]:
    """The unit's problems under supervision with their states; :class:`Refused` for a unit that has none."""
    units = problems_supervised(paper.view.study, paper.day, paper.view.language)
    if paper.unit not in units:
        raise Refused(
            f"unit {paper.unit!r} has no problem that is overdue or under supervision on {paper.day}, and gets no "
            f"memo; {near(paper.unit, units)}"
        )
    return units[paper.unit]
