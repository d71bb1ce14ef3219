"""What the first page and the brief say of lines: the warning, ceilings that were passed, what was missed and by how much."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.render.printed import digits
from evaluation.report.sections import warning
from evaluation.view import duties, judged, shortfall
from evaluation.view.judgements import Standing, missed_standings, own_title, standings
from evaluation.view.statements import sentence
from evaluation.view.view import View
from evaluation.view.watched import assessment, since

_MOST_CEILINGS = 3


def alert(view: View) -> str:
    """Severity and since when, or why there is none; which ceilings were passed."""
    return view.join([tell_warning(view), ceilings(view)])


def tell_warning(view: View) -> str:
    """Severity of the warning and since when, or why there is none."""
    if view.study.warning is None:
        return view.sentence("brief.no_warning_rules")
    if not view.results.parts:
        return view.sentence("warning.no_quarters", period=view.period_text())
    told = _in_force(view)
    if told:
        return told
    return view.join([warning.verdict(view, assessment(view, view.region)), view.sentence("conclusion.warned_proposal")])


def _in_force(view: View) -> str:
    """The warning in force at the period's end: of this region, and in the overview of which regions."""
    say, found = view.say, assessment(view, view.region)
    quarter = view.period_text(found.quarter)
    told = [
        view.sentence(
            "conclusion.warned",
            of=view.region,
            region=view.name(),
            quarter=quarter,
            severity=say(f"severity.{found.severity}"),
            since=view.period_text(since(view, view.region)),
        )
    ]
    if view.is_overview and view.compares:
        all_ = [assessment(view, r) for r in view.results.regions]
        names = [
            say("conclusion.warned_name", name=view.short(a.region), severity=say(f"severity.{a.severity}"))
            for a in all_
            if a.severity not in ("none", "unknown")
        ]
        told.append(
            view.sentence(
                "conclusion.warned_regions",
                quarter=quarter,
                count=digits(len(names)),
                all=digits(len(all_)),
                names=say("list.comma").join(names),
            )
        )
    told.append(view.sentence("conclusion.warned_proposal") if any(told) else "")
    return view.join(told)


def is_ceiling(s: Standing) -> bool:
    """Whether the line is not to be passed."""
    return s.target is not None and s.target.demand == "at_most"


def ceilings(view: View) -> str:
    """Targets and lines that are not to be passed."""
    say, found = view.say, [s for s in standings(view) if is_ceiling(s)]
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


def miss_with_gap(view: View, s: Standing) -> str:
    """The sentence of a missed line, with what lacks in persons or money."""
    told = sentence(view, s.indicator.code)
    told_there = (s.counts and not s.is_completion) or duties.words(view, s)
    gap = "" if told_there else shortfall.text(view, s)
    return view.join([told, view.say("brief.that_is", gap=gap) if gap else ""])


def names_with_gaps(view: View, missed: Sequence[Standing]) -> str:
    """Missed lines by their names and what lacks to each, those apart that nobody issued."""
    semicolon = view.say("list.semicolon")
    issued, proposed = ([_name_with_gap(view, s) for s in missed if s.issued is one] for one in (True, False))
    drawn = [view.say("brief.proposed", items=semicolon.join(proposed))] if proposed else []
    return semicolon.join([*issued, *drawn])


def _name_with_gap(view: View, s: Standing) -> str:
    gap = shortfall.text(view, s) or judged.difference(view, s, named=True)
    return view.say("brief.named", title=own_title(view, s.indicator.code), apart=gap)


def miss_with_values(view: View, s: Standing) -> str:
    """A missed line with its value, what it demands, and the difference in both units."""
    away = [judged.difference(view, s, named=True), shortfall.text(view, s)]
    apart = view.say("list.clause_comma").join(filter(None, away[1:] if s.counts else away))
    return view.say("brief.miss", title=_title_of(view, s), value=judged.text(view, s), line=judged.demand(view, s), apart=apart)


def _title_of(view: View, s: Standing) -> str:
    return own_title(view, s.indicator.code) + (view.say("spine.completion") if s.is_completion else "")
