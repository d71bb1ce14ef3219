"""Sentences that several pages say: one indicator against its line, tables not delivered, how many requirements are met."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.render.printed import digits, name_as
from evaluation.study.periods import Period, parse
from evaluation.view import duties, judged
from evaluation.view.coverage import parts_without_row_this_year
from evaluation.view.judgements import misses_of_regions, own_title, standing, tally, undelivered_findings
from evaluation.view.page_tables import list_names
from evaluation.view.view import View


def sentence(view: View, code: str) -> str:
    """Indicator, value, demand, difference, and the clause or that the line is a proposal."""
    s = standing(view, code)
    about = {"title": own_title(view, code), "value": judged.text(view, s), "line": view.demand_words(s.target)}
    about["source"] = view.sentence("standing.cited", "standing.proposed", of=code, clause=duties.clause_of(view, s))
    away = view.sentence(
        "standing.line_above",
        "standing.line_above_unit",
        "standing.line_above_hair",
        "standing.line_equal",
        "standing.line_below_hair",
        "standing.line_below",
        "standing.line_below_unit",
        of=code,
        gap=judged.gap(view, s),
    )
    away += missed_inside(view, code)
    if not s.is_completion:
        none = s.line == 0 and duties.judges(view, s)
        about["breach"] = duties.words(view, s)
        return view.sentence("standing.level" if none else "standing.rate", of=code, away=away, **about)
    about["line"] = judged.line(view, s)
    ended = view.sentence("standing.target_met", "standing.target_missed", of=code)
    day = s.target.due if s.target and s.target.due else None
    about["due"] = view.sentence("standing.due", of=code, day=view.date(day) if day else "")
    away = view.say("list.clause_comma").join(filter(None, (away, ended)))
    return view.sentence("standing.completion", "standing.completion_of_year", of=code, away=away, **about)


def missed_inside(view: View, code: str) -> str:
    """Behind what the whole meets, which regions miss it."""
    missing = [view.short(r) for r in view.results.regions if view.is_overview and standing(view, code, r).state == "missed"]
    return view.sentence("standing.missed_inside", of=code, places=list_names(view, missing))


def not_delivered(view: View) -> list[str]:
    """Which tables this region, or which regions of the whole, did not deliver."""
    gone, comma = undelivered_findings(view), view.say("list.comma")
    files = {f.file for f in gone}
    titles = [view.text(t.title) for t in view.study.file.tables.values() if t.file in files]
    places = [view.short(code) for code in dict.fromkeys(f.region for f in gone) if code]
    told = view.sentence(
        "standing.not_delivered",
        "standing.not_delivered_by",
        count=digits(len(titles)),
        titles=comma.join(titles),
        places=comma.join(places),
        whole=view.name(view.top),
    )
    return [told] if told else []


def missing_parts(view: View) -> list[str]:
    """Which parts of this region lack rows that it is made of."""
    say, found = view.say, parts_without_row_this_year(view)
    parts = [
        say("standing.part", part=view.short(code), periods=list_names(view, [view.period_text(p) for p in periods], "periods"))
        for code, periods in found.items()
    ]
    told = view.sentence("standing.parts_missing", region=view.name(), parts=say("list.semicolon").join(parts))
    return [told] if told else []


def broken_sums(view: View) -> list[str]:
    """Which figures delivered for the page's year do not agree with each other."""
    found: dict[str, dict[str, None]] = {}
    for sum_of, period in broken_identities(view):
        found.setdefault(sum_of, {})[view.period_text(period)] = None
    titles = {i.code: name_as("formula", i.text(view.language)) for i in view.catalogue.identities}
    sums = [
        view.say("standing.sum", says=titles[code], periods=list_names(view, [*periods], "periods"))
        for code, periods in found.items()
    ]
    told = view.sentence(
        "standing.sums_broken", sums=view.say("list.semicolon").join(sums), section=view.say("methods.findings_title")
    )
    return [told] if told else []


def broken_identities(view: View) -> list[tuple[str, Period]]:
    """Of a page of a region, the identity and the period of each that does not hold in the page's year."""
    mine = () if view.is_overview else view.results.findings_of(view.region)
    facts = (dict(f.facts) for f in mine if f.code == "sum_broken")
    said = ((f["sum"], parse(f["period"], view.period.calendar)) for f in facts)
    return [(code, period) for code, period in said if period.year == view.results.year]


def kinds(view: View, found: Mapping[str, int]) -> list[str]:
    """How often each word of :attr:`~evaluation.view.judgements.Standing.word` was found."""
    say = view.say
    return [say("tally.kind", kind=say.get(f"unjudged.{k}") or say(f"state.{k}"), count=digits(n)) for k, n in found.items()]


def tally_sentence(view: View) -> str:
    """How many requirements hold, how many could be judged and how they ended, what kept the rest, what has no line."""
    say, found = view.say, tally(view)
    kept = say("list.comma").join(kinds(view, found.open))
    fields = {
        "region": view.name(),
        "demanded": digits(found.demanded),
        "judged": digits(found.judged),
        "missed": digits(found.missed),
        "open": digits(found.demanded - found.judged),
        "kinds": kept,
        "met": digits(found.met),
        "in_part": digits(found.in_part),
        "without": digits(found.without),
    }
    ends = view.sentence("tally.open", "tally.open_all", "tally.in_part", "tally.without", **fields)
    told = view.sentence(
        "tally.all_met", "tally.some_met", "tally.missed", "tally.none_judged", "tally.no_line", ends=ends, **fields
    )
    return view.join([told, _tell_misses_of_regions(view)])


def _tell_misses_of_regions(view: View) -> str:
    """Lines of regions that the whole is not judged by: which are missed, and where."""
    found = misses_of_regions(view)
    items = [
        view.say("tally.place", title=own_title(view, code), places=list_names(view, [view.short(r) for r in regions]))
        for code, regions in found.items()
    ]
    listed = view.say("list.semicolon").join(items)
    return view.sentence("tally.missed_by_regions", whole=view.name(view.top), count=digits(len(found)), items=listed)
