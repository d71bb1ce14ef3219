"""Main results beside those of a year before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Direction
from evaluation.render.printed import digits
from evaluation.report.parts.rates import of_last_year
from evaluation.view.judgements import own_title, standings
from evaluation.view.view import View

_GOOD = {Direction.HIGHER: 1, Direction.LOWER: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value of now beside that of a year before. ``better``: 1, −1, or 0 where it is printed alike or no way is the good
    one; ``size``: as a share of what was."""

    text: str
    better: int
    size: Fraction


def answer(view: View) -> str:
    """:func:`on_last_year`, or that there is nothing to compare with."""
    return on_last_year(view) or view.say("brief.no_last_year", before=view.period_text(view.period.last_year))


def on_last_year(view: View, most: int = 3) -> str:
    """How many main results got better and worse on a year before, and the ``most`` of each that changed most; nothing where none
    can be compared."""
    say = view.say
    codes = dict.fromkeys([*view.study.file.headline, *(s.indicator.code for s in standings(view))])
    found = [c for code in codes or (i.code for i in view.results.indicators) if (c := _on_last_year(view, code)) is not None]
    if not found:
        return ""
    largest = sorted(found, key=lambda c: -c.size)
    kinds = {"brief.worse": -1, "brief.better": 1, "brief.moved": 0}
    by_kind = {key: [c.text for c in largest if c.better == way] for key, way in kinds.items()}
    told = [
        say(key, count=digits(len(texts)), items=say("list.semicolon").join(texts[:most]))
        for key, texts in by_kind.items()
        if texts and (key != "brief.moved" or len(texts) == len(found))
    ]
    before, count = view.period_text(view.period.last_year), digits(len(found))
    first = (
        say("brief.changed_so_far", count=count) if not view.period.is_year else say("brief.changed", before=before, count=count)
    )
    return view.join([first, *told])


def _on_last_year(view: View, code: str) -> Change | None:
    """Of a target what was reached, of any other its value; None where a year has none, or the whole is of other regions."""
    indicator, now, last = view.results.indicator_named(code), view.value(code), of_last_year(view, code)
    if now.exact is None or last.exact is None or now.regions != last.regions or now.regions < _due(view):
        return None
    here, before = view.numbers.value(now), view.numbers.value(last, keyed=False)
    way = 0 if str(here) == str(before) else _GOOD.get(indicator.direction, 0) * (1 if now.exact > last.exact else -1)
    text = view.say("brief.from_to", title=own_title(view, code), before=before, now=here)
    return Change(text=text, better=way, size=abs(now.exact - last.exact) / abs(last.exact) if last.exact else Fraction(1))


def _due(view: View) -> int:
    """Of how many regions a value of the page has to be, to be set beside another."""
    return len(view.results.regions) if view.is_overview else 1
