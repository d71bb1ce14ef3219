"""Answers from what is judged by a line: the conclusion, warning and ceilings, what was missed and by how much."""

from __future__ import annotations

from evaluation.render.printed import Printed, digits
from evaluation.report.sections import warning
from evaluation.report.sections.conclusion import warning_text
from evaluation.view import judged, shortfall, verdict
from evaluation.view.judgements import Standing, missed_standings, own_title, standings, tally
from evaluation.view.statements import not_delivered, tally_sentence
from evaluation.view.view import View
from evaluation.view.watched import assessment

MOST_MISSED = 5
"""Missed lines on page one; all of them stand on page two."""
_MOST_CEILINGS = 3


def conclusion(view: View) -> str:
    """Grade and score, or the first figures; how many requirements hold and how they ended."""
    owed = [] if view.is_overview else not_delivered(view)
    return view.join([Printed(verdict.opening(view), tally_sentence(view, first=True)), *owed])


def alert(view: View) -> str:
    """Severity and since when, or why there is none; which ceilings were passed."""
    return view.join([_warning(view), _ceilings(view)])


def _warning(view: View) -> str:
    if view.study.warning is None:
        return view.sentence("brief.no_warning_rules")
    if not view.results.parts:
        return view.sentence("warning.no_quarters", period=view.period_text())
    told = warning_text(view)
    if told:
        return told
    return view.join([warning.verdict(view, assessment(view, view.region)), view.sentence("conclusion.warned_proposal")])


def _ceilings(view: View) -> str:
    """Targets and lines that are not to be passed."""
    say, found = view.say, [s for s in standings(view) if s.target is not None and s.target.demand == "at_most"]
    passed = [s for s in missed_standings(view) if s in found]
    kept = sum(s.state == "met" for s in found)
    counted = {"all": digits(len(found)), "kept": digits(kept)}
    if not found:
        return say("brief.no_ceiling")
    if not passed:
        key = "brief.ceilings_kept" if kept == len(found) else "brief.ceilings_in_part" if kept else "brief.ceilings_open"
        return say(key, **counted)
    more = [say("brief.more", count=digits(len(passed) - _MOST_CEILINGS))] if len(passed) > _MOST_CEILINGS else []
    items = [*(own_title(view, s.indicator.code) for s in passed[:_MOST_CEILINGS]), *more]
    return say("brief.ceilings_passed", count=digits(len(passed)), items=say("list.comma").join(items), **counted)


def misses(view: View) -> str:
    """Missed lines, worst first, each with its value, its line and what lacks; that none was, and how many are open."""
    say, found, bad = view.say, tally(view), missed_standings(view)
    if not found.demanded:
        return say("brief.no_requirement")
    if not found.judged:
        return say("brief.none_judged", count=digits(found.demanded))
    if not bad:
        return say("brief.none_missed", judged=digits(found.judged), count=digits(found.demanded))
    told = [_miss(view, s) for s in bad[:MOST_MISSED]]
    more = [say("brief.more_missed", count=digits(len(bad) - len(told)))] if len(bad) > len(told) else []
    return say("brief.missed", count=digits(len(bad)), items=say("list.semicolon").join([*told, *more]))


def _miss(view: View, s: Standing) -> str:
    title = own_title(view, s.indicator.code) + (view.say("spine.completion") if s.is_completion else "")
    away = [judged.difference(view, s, named=True), shortfall.text(view, s)]
    apart = view.say("list.clause_comma").join(filter(None, away[1:] if s.counts else away))
    return view.say("brief.miss", title=title, value=judged.text(view, s), line=judged.demand(view, s), apart=apart)
