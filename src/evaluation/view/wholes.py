"""Of how many of its regions a value of the whole is, wherever it or what became of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.catalogue.model import Indicator
from evaluation.measured.figure import CONTRADICTORY, Figure
from evaluation.measured.keys import Key, read
from evaluation.measured.measure import Value, in_whole, value_of_whole
from evaluation.render.printed import Number, Printed, digits
from evaluation.study.months import Months
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


def of_same_regions(indicator: Indicator, now: Sequence[Value], then: Sequence[Value], whole: Value) -> Value:
    """``whole``, that of an earlier period, over the regions that make the value of ``now``; as it is where there is none."""
    reading = indicator.readings[whole.reading]
    mine = {v.region for v in in_whole(reading, now)}
    if reading.is_stated or not mine or mine == {v.region for v in in_whole(reading, then)}:
        return whole
    what = (whole.reading, whole.unit, whole.per, whole.over)
    return value_of_whole(whole.indicator, what, reading, [v for v in then if v.region in mine], whole.period, whole.region)


def sum_note(view: View, figure: Figure) -> str:
    """``（6/7个地区）`` behind a sum of the whole that is not of every region it applies to; else nothing."""
    if not view.is_overview or figure.amount is None or not figure.without:
        return ""
    return count_note(view, len(view.results.regions) - len(figure.without))


def count_note(view: View, regions: int) -> str:
    """``（6/7个地区）`` behind what is of so many; nothing behind what is of all."""
    everyone = len(view.results.regions)
    return view.say("incomplete.sum", count=digits(regions), all=_all(view)) if regions < everyone else ""


def sum_cell(view: View, code: str, figure: Figure) -> str:
    """A quantity of the page from the year's start, at the scale of tables, with :func:`sum_note`."""
    return view.numbers.cell(figure.amount, *_fields(view, code, figure, view.period.so_far)) + sum_note(view, figure)


def exact_cell(view: View, code: str, figure: Figure, months: Months | None = None) -> str:
    """A quantity of the page in full over ``months`` (from the year's start if None), with :func:`sum_note`."""
    return view.numbers.exact(figure.amount, *_fields(view, code, figure, months or view.period.so_far)) + sum_note(view, figure)


def _fields(view: View, code: str, figure: Figure, months: Months) -> tuple[str, str, str]:
    """What a quantity counts, the mark of its figure and which it is."""
    return view.catalogue.quantities[code].counts, figure.mark, Key("quantity", code, view.region, months).spelled


def partial_notes(view: View, texts: Iterable[str]) -> list[str]:
    """Of how many regions those values of the whole are that stand in these texts and are not of all."""
    say, found = view.say, dict[int, list[str]]()
    for code in dict.fromkeys(_values_of_the_whole(view, texts)):
        whole = view.results.value(view.top, code)
        if whole.exact is not None and whole.regions < len(view.results.regions):
            found.setdefault(whole.regions, []).append(code)
    told = []
    for counted, some in sorted(found.items(), reverse=True):
        titles = say("list.comma").join(map(view.title, some))
        words = titles if len(some) <= 5 else say("rates.partial_many", count=digits(len(some)))
        told.append(say("rates.partial_item", title=words, regions=digits(counted)))
    codes = tuple(c for some in found.values() for c in some)
    items = say("list.semicolon").join(told)
    note = view.sentence("rates.partial", of=codes, whole=view.name(view.top), count=_all(view), items=items)
    return [note] if note else []


def _values_of_the_whole(view: View, texts: Iterable[str]) -> Iterator[str]:
    """Indicators whose value of the whole for the page's period is a number in these texts."""
    for text in texts:
        for piece in text.pieces if isinstance(text, Printed) else ():
            if isinstance(piece, Number) and piece.figure:
                key = read(piece.figure)
                if key is None or key.kind == "sum":  # which says of itself of how many regions it is
                    continue
                if (key.region, key.months) == (view.top, view.period.months) and view.results.indicator(key.code):
                    yield key.code


def _all(view: View) -> str:
    return digits(len(view.results.regions))
