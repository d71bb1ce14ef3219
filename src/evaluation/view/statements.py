"""Sentences that several pages say: one indicator against its line, tables not delivered, how many requirements are met."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.periods import Period, parse
from evaluation.view import duties, judged
from evaluation.view.account import account
from evaluation.view.coverage import parts_without_row_this_year
from evaluation.view.judgements import list_contradicted, owed_tables, own_title, standing, tally
from evaluation.view.missed_inside import misses_of_regions, missing_inside
from evaluation.view.page_tables import list_names
from evaluation.view.view import View


def sentence(view: View, code: str) -> str:
    """Indicator, value, demand, difference, and the clause or that the line is a proposal."""
    s = standing(view, code)
    about = {"title": own_title(view, code), "value": judged.text(view, s), "line": judged.line_words(view, s)}
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
        return view.sentence("standing.level" if none else "standing.rate", "standing.known", of=code, away=away, **about)
    about["line"] = judged.line(view, s)
    ceiling = s.target is not None and s.target.demand == "at_most"
    ended = view.sentence(
        "standing.ceiling_kept" if ceiling else "standing.target_met",
        "standing.ceiling_passed" if ceiling else "standing.target_missed",
        of=code,
    )
    day = s.target.due if s.target and s.target.due else None
    about["due"] = view.sentence("standing.due", of=code, day=view.date(day) if day else "")
    away = view.say("list.clause_comma").join(filter(None, (away, ended)))
    return view.sentence(
        "standing.use" if ceiling else "standing.completion",
        "standing.use_of_year" if ceiling else "standing.completion_of_year",
        of=code,
        away=away,
        **about,
    )


def missed_inside(view: View, code: str) -> str:
    """Behind what the whole meets, which regions miss that line, and which a line of their own."""
    lines = {of_line: [view.short(r) for r in missing_inside(view, code, of_line)] for of_line in (True, False)}
    told = [
        view.sentence("standing.missed_inside", of=code, places=list_names(view, lines[True])),
        view.sentence("standing.missed_by_their_own", of=code, places=list_names(view, lines[False])),
    ]
    return Printed(*told)


def not_delivered(view: View) -> list[str]:
    """Which tables this region, or which regions of the whole, did not deliver."""
    owed, tables = owed_tables(view), view.study.file.tables
    places = {code: tuple(view.short(region) for of, region in owed if of == code) for code in tables}
    found: dict[tuple[str, ...], list[str]] = {}
    for code in tables:
        if places[code]:
            found.setdefault(places[code], []).append(view.text(tables[code].title))
    titles, comma = [title for some in found.values() for title in some], view.say("list.comma")
    items = [view.say("tally.place", title=comma.join(some), places=list_names(view, [*of])) for of, some in found.items()]
    told = view.sentence(
        "standing.not_delivered",
        "standing.not_delivered_by",
        count=digits(len(titles)),
        titles=comma.join(titles),
        items=view.say("list.semicolon").join(items),
        sums=view.sentence("standing.sums_of_the_others", whole=view.name(view.top)),
    )
    return [told] if told else []


def thrown_out(view: View) -> list[str]:
    """Which main results have no value because what was delivered for them contradicts itself."""
    codes = list_contradicted(view)
    titles = view.say("list.comma").join(own_title(view, code) for code in codes)
    told = view.sentence(
        "standing.contradicted",
        of=tuple(codes),
        count=digits(len(codes)),
        titles=titles,
        section=view.say("methods.findings_title"),
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


def overdrawn(view: View) -> list[str]:
    """That less than nothing is left of the fund."""
    told = view.sentence("standing.overdrawn", balance=view.numbers.money(account(view).balance.amount))
    return [told] if told else []


def broken_sums(view: View) -> list[str]:
    """Which figures delivered for the page's year do not agree with each other."""
    found: dict[str, dict[str, None]] = {}
    for sum_of, region, period in broken_identities(view):
        found.setdefault(sum_of, {})[view.short(region) if view.is_overview else view.period_text(period)] = None
    kind = "regions" if view.is_overview else "periods"
    titles = {i.code: name_as("formula", i.text(view.language)) for i in view.catalogue.identities}
    sums = [view.say("standing.sum", says=titles[code], where=list_names(view, [*of], kind)) for code, of in found.items()]
    told = view.sentence(
        "standing.sums_broken", sums=view.say("list.semicolon").join(sums), section=view.say("methods.findings_title")
    )
    return [told] if told else []


def broken_identities(view: View) -> list[tuple[str, str, Period]]:
    """The identity, the region and the period of each that does not hold in the page's year: of the page's region, on that of the
    whole of every one that reports."""
    results, broken = view.results, [f for f in view.results.findings_of(view.region) if f.code == "sum_broken" and f.region]
    said = ((dict(f.facts), f.region or "") for f in broken)
    found = ((facts["sum"], region, parse(facts["period"], view.period.calendar)) for facts, region in said)
    shown = results.places if view.is_overview else results.study.by_code
    return [(code, region, period) for code, region, period in found if period.year == results.year and region in shown]


def is_doubted(view: View, code: str) -> bool:
    """Whether what is delivered for the indicator ``code`` in the page's year does not hold: it stands in a sum that does not, or
    is a share that passes its whole in a part of the year."""
    return _is_in_broken_sum(view, code) or code in _shares_above_whole(view)


def _shares_above_whole(view: View) -> set[str]:
    """Shares of which a numerator of the page's year is more than its denominator."""
    told = (dict(f.facts) for f in view.results.findings_of(view.region) if f.code == "share_above_whole")
    return {facts["item"] for facts in told if parse(facts["period"], view.period.calendar).year == view.results.year}


def _is_in_broken_sum(view: View, code: str) -> bool:
    broken = {identity for identity, _, _ in broken_identities(view)}
    terms = (t for i in view.catalogue.identities if i.code in broken for t in (*i.left.terms, *i.right.terms))
    return not {t.quantity.code for t in terms}.isdisjoint(view.chosen_inputs(code))


def kinds(view: View, found: Mapping[str, int]) -> list[str]:
    """How often each word of :attr:`~evaluation.view.judgements.Standing.word` was found."""
    say = view.say
    return [say("tally.kind", kind=say.get(f"unjudged.{k}") or say(f"state.{k}"), count=digits(n)) for k, n in found.items()]


_FIRST_MISSES = 4  # indicators named where others are left to a later section


def tally_sentence(view: View, first: bool = False) -> str:
    """How many requirements hold, how many could be judged and how they ended, what kept the rest, what has no line; what
    regions miss, or of that the ``first``, those that most miss."""
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
    return view.join([told, _tell_misses_of_regions(view, first)])


def _tell_misses_of_regions(view: View, first: bool) -> str:
    """On a page of the whole, what regions miss that it meets, and what it is not judged by: which lines, and where."""
    whole, (met, open_) = view.name(view.top), (misses_of_regions(view, met) for met in (True, False))
    items, others = _list_misses(view, met, first), _list_misses(view, open_, first)
    told = [
        view.sentence("tally.missed_inside", whole=whole, count=digits(len(met)), items=items),
        view.sentence("tally.missed_by_regions", whole=whole, count=digits(len(open_)), items=others),
    ]
    return view.join(told)


def _list_misses(view: View, found: Mapping[str, list[str]], first: bool) -> str:
    """Indicators with the regions that miss their line, or the ``first`` of them and how many more there are."""
    named = sorted(found.items(), key=lambda item: -len(item[1]))[:_FIRST_MISSES] if first else list(found.items())
    items = [
        view.say("tally.place", title=own_title(view, code), places=list_names(view, [view.short(r) for r in regions]))
        for code, regions in named
    ]
    if len(named) < len(found):
        items.append(view.say("tally.more", count=digits(len(found) - len(named)), section=view.say("problems.title")))
    return view.say("list.semicolon").join(items)
