"""The ten questions that a director asks, and what this report answers to each: one field a question, none of them empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from evaluation.errors import NotMeasured, Refused
from evaluation.report import refusals
from evaluation.report.brief import judged_by_lines, recorded, set_beside
from evaluation.report.parts import changes
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Each is what the data prove, or in one sentence why there is no answer.

    ``conclusion``: grade, or first figures, and how many requirements hold. ``alert``: early warning, and ceilings that were
    passed. ``missed``: lines that were missed, worst first, each with its gap in persons or money. ``change``: on last year.
    ``rank``: among regions, and how sure. ``money``: planned, spent, left. ``overdue``: rectification past its term. ``verified``:
    what checks took off reported figures. ``asked``: what is to be decided. ``outlook``: targets by the year's end.
    """

    conclusion: str
    alert: str
    missed: str
    change: str
    rank: str
    money: str
    overdue: str
    verified: str
    asked: str
    outlook: str


_ANSWERED_BY: dict[str, Callable[[View], str]] = {
    "conclusion": judged_by_lines.conclusion,
    "alert": judged_by_lines.alert,
    "missed": judged_by_lines.misses,
    "change": changes.answer,
    "rank": set_beside.rank,
    "money": recorded.money,
    "overdue": recorded.overdue,
    "verified": recorded.reductions,
    "asked": recorded.requests,
    "outlook": set_beside.outlook,
}
QUESTIONS = tuple(field.name for field in fields(Answers))
"""The names of the ten, in their order on the page."""


def answers(view: View) -> Answers:
    """What the report of ``view`` answers."""
    return Answers(**{name: _answer(view, name) for name in QUESTIONS})


def _answer(view: View, name: str) -> str:
    """The answer, or the sentence of the refusal that stands in its place."""
    try:
        return _ANSWERED_BY[name](view)
    except NotMeasured:
        raise
    except Refused as error:
        return refusals.why(view, error)
