"""Answers from what is judged by a line: the conclusion, and what was missed by how much."""

from __future__ import annotations

from evaluation.render.printed import Printed, digits
from evaluation.report.parts import lines
from evaluation.view import judged, verdict
from evaluation.view.judgements import Standing, missed_standings, own_title, standing, standings, tally
from evaluation.view.statements import not_delivered, tally_sentence
from evaluation.view.view import View

MOST_MISSED = 5
"""Missed lines on page one; all of them stand on page two."""
_MOST_REGIONS = 2


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
    told = [lines.miss_with_values(view, s) + _worst_inside(view, s) for s in bad[:MOST_MISSED]]
    more = [say("brief.more_missed", count=digits(len(bad) - len(told)))] if len(bad) > len(told) else []
    return say("brief.missed", count=digits(len(bad)), items=say("list.semicolon").join([*told, *more]))


def _worst_inside(view: View, whole: Standing) -> str:
    """Behind what the whole misses, how many of its regions miss their line of it, those furthest from it with both."""
    found = _missed_inside(view, whole.indicator.code)
    if not found:
        return ""
    items = view.say("list.comma").join(_with_line(view, s) for s in found[:_MOST_REGIONS])
    return view.say("brief.worst_inside", count=digits(len(found)), items=items)


def _missed_inside(view: View, code: str) -> list[Standing]:
    if not (view.is_overview and view.compares):
        return []
    found = (standing(view, code, region) for region in view.results.regions)
    return sorted((s for s in found if s.state == "missed"), key=lambda s: -s.shortfall)


def _with_line(view: View, s: Standing) -> str:
    return view.say("brief.region", region=view.short(s.region), value=judged.text(view, s), line=judged.demand(view, s))


def alert(view: View) -> str:
    """The warning, hard limits with their state, ceilings of this page and those that regions inside it passed."""
    limits = [_limit(view, standing(view, code)) for code in view.study.file.hard_limits]
    inside = {i.code: [s for s in _missed_inside(view, i.code) if lines.is_ceiling(s)] for i in view.results.indicators}
    told = [
        view.say("brief.ceiling_inside", title=own_title(view, code), count=digits(len(found)), items=_first(view, found))
        for code, found in inside.items()
        if found
    ]
    here = any(lines.is_ceiling(s) for s in standings(view))
    return view.join(
        [
            lines.tell_warning(view),
            *([view.say("brief.hard_limits", items=view.say("list.semicolon").join(limits))] if limits else []),
            *([lines.ceilings(view)] if here or not (limits or told) else []),
            *([view.say("brief.ceilings_inside", items=view.say("list.semicolon").join(told))] if told else []),
        ]
    )


def _first(view: View, found: list[Standing]) -> str:
    return view.say("list.comma").join(_with_line(view, s) for s in found[:_MOST_REGIONS])


def _limit(view: View, s: Standing) -> str:
    """A hard limit with its value, its line and what became of it."""
    about = {"value": judged.text(view, s), "line": judged.demand_or_reason(view, s), "state": view.say(f"state.{s.word}")}
    return view.say("brief.hard_limit", title=own_title(view, s.indicator.code), **about)
