"""Of how many of its regions a value of the whole is, wherever it or what became of it stands."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.measured.figures import CONTRADICTORY
from evaluation.render.printed import digits
from evaluation.view.view import View


def coverage_note(view: View, code: str, region: str) -> str:
    """``（6/7个地区）`` behind a value of the whole that is not of every region; else nothing."""
    if region != view.top:
        return ""
    return view.sentence("incomplete.some", of=code, count=digits(view.results.value(region, code).regions), all=_all(view))


def missing_regions(view: View, code: str) -> tuple[tuple[str, str], ...]:
    """Regions that a known value of the whole is without, and why."""
    whole = view.results.value(view.top, code)
    if not whole.regions or whole.regions == len(view.results.regions):
        return ()
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    sides = 1 if reading.denominator is None else 2
    mine = (view.results.value(r, code) for r in view.results.regions)
    return tuple((v.region, v.mark) for v in mine if None in (v.numerator, v.denominator)[:sides] or v.mark == CONTRADICTORY)


def coverage_notes(view: View, codes: Iterable[str]) -> str:
    """Which of these indicators are not of every region of the whole, and which regions are missing for what reason."""
    say, comma = view.say, view.say("list.comma")
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for code in dict.fromkeys(codes):
        found.setdefault(missing_regions(view, code), []).append(code)
    shown = tuple(c for without, some in found.items() if without for c in some)
    items = []
    for without, some in found.items():
        if without:
            places = comma.join(say("incomplete.place", place=view.short(r), mark=say(f"state.{mark}")) for r, mark in without)
            count = digits(view.results.value(view.top, some[0]).regions)
            items.append(say("incomplete.item", titles=comma.join(map(view.title, some)), count=count, places=places))
    return view.sentence("incomplete.why", of=shown, all=_all(view), items=say("list.semicolon").join(items))


def _all(view: View) -> str:
    return digits(len(view.results.regions))
