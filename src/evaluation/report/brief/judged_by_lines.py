"""Answers from what is judged by a line: the conclusion, and what was missed by how much."""

from __future__ import annotations

from evaluation.render.printed import Printed, digits
from evaluation.report.parts import lines
from evaluation.view import verdict
from evaluation.view.judgements import missed_standings, tally
from evaluation.view.statements import not_delivered, tally_sentence
from evaluation.view.view import View

MOST_MISSED = 5
"""Missed lines on page one; all of them stand on page two."""


def conclusion(view: View) -> str:
    """Grade and score, or the first figures; how many requirements hold and how they ended."""
    owed = [] if view.is_overview else not_delivered(view)
    return view.join([Printed(verdict.opening(view), tally_sentence(view, first=True)), *owed])


def misses(view: View) -> str:
    """Missed lines, worst first, each with its value, its line and what lacks; that none was, and how many are open."""
    say, found, bad = view.say, tally(view), missed_standings(view)
    if not found.demanded:
        return say("brief.no_requirement")
    if not found.judged:
        return say("brief.none_judged", count=digits(found.demanded))
    if not bad:
        return say("brief.none_missed", judged=digits(found.judged), count=digits(found.demanded))
    told = [lines.miss_with_values(view, s) for s in bad[:MOST_MISSED]]
    more = [say("brief.more_missed", count=digits(len(bad) - len(told)))] if len(bad) > len(told) else []
    return say("brief.missed", count=digits(len(bad)), items=say("list.semicolon").join([*told, *more]))
