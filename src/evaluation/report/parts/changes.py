"""Main results beside those of a year before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Direction
from evaluation.render.printed import digits
from evaluation.report.parts.rates import of_last_year, with_last_year
from evaluation.view import wholes
from evaluation.view.judgements import own_title, standings
from evaluation.view.view import View

WAYS = {"worse": "brief.worse", "better": "brief.better", "moved": "brief.moved", "alike": "brief.alike"}
"""Each with the sentence that lists them."""
_GOOD = {Direction.HIGHER: 1, Direction.LOWER: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The value of ``code`` now beside that of a year before. ``way``: ``better``, ``worse``, ``alike`` (printed alike), or
    ``moved`` where no way is the good one; ``size``: as a share of what was."""

    code: str
    text: str
    way: str
    size: Fraction


def answer(view: View) -> str:
    """:func:`on_last_year`, or that there is nothing to compare with, or nothing that could be compared."""
    told = on_last_year(view)
    if told:
        return told
    before = {"before": view.period_text(view.period.last_year)}
    if all(of_last_year(view, code).exact is None for code in main(view)):
        return view.say("brief.no_last_year", **before)
    return view.say("brief.none_of_both" if view.compares else "brief.none_now", **before)


def main(view: View) -> list[str]:
    """The study's main results and what has a line here; without either all indicators."""
    codes = dict.fromkeys([*view.study.file.headline, *(s.indicator.code for s in standings(view))])
    return [*codes] or [i.code for i in view.results.indicators]


def changes(view: View) -> list[Change]:
    """Of those main results that have a value of both years, of the whole for the same regions; largest first."""
    found = (_on_last_year(view, code) for code in main(view))
    return sorted((c for c in found if c is not None), key=lambda c: -c.size)


def on_last_year(view: View, most: int = 3) -> str:
    """How many main results got better, worse or neither on a year before, and the ``most`` of each that changed most; nothing
    where none can be compared."""
    say, found = view.say, changes(view)
    if not found:
        return ""
    told = []
    for way, key in WAYS.items():
        texts = [c.text for c in found if c.way == way]
        more = [say("brief.more", count=digits(len(texts) - most))] if len(texts) > most else []
        items = say("list.semicolon").join([*texts[:most], *more])
        told += [say(key, count=digits(len(texts)), items=items)] if texts else []
    before, count = view.period_text(view.period.last_year), digits(len(found))
    first = (
        say("brief.changed_so_far", count=count) if not view.period.is_year else say("brief.changed", before=before, count=count)
    )
    return view.join([first, *told])


def _on_last_year(view: View, code: str) -> Change | None:
    """Of a target what was reached, of any other its value; None where a year has none, or the whole is of other regions."""
    indicator, (now, last) = view.results.indicator_named(code), with_last_year(view, code)
    if now.exact is None or last.exact is None or now.regions != last.regions:
        return None
    here, before = view.numbers.value(now, keyed=now == view.value(code)), view.numbers.value(last, keyed=False)
    rose = 1 if now.exact > last.exact else -1
    way = "alike" if str(here) == str(before) else {1: "better", -1: "worse"}.get(_GOOD.get(indicator.direction, 0) * rose, "moved")
    title, note = own_title(view, code), wholes.count_note(view, now.regions) if view.is_overview else ""
    told = (
        view.say("brief.stayed", title=title, now=here + note)
        if way == "alike"
        else view.say("brief.from_to", title=title, before=before, now=here + note)
    )
    return Change(code=code, text=told, way=way, size=abs(now.exact - last.exact) / abs(last.exact) if last.exact else Fraction(1))
