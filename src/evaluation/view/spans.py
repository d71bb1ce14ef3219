"""How the stretch of time that a figure covers is called, wherever a part of a year is reported.

Within a year the figures beside each other cover different stretches: ``1—6月累计``, ``第2季度``, ``近四个季度``, ``6月末``. In a
report of a whole year they cover the year, and tables do not repeat its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluation.catalogue.model import Quantity
from evaluation.catalogue.span import Covers, effective_span
from evaluation.measured.figure import Figure
from evaluation.render.printed import name_as
from evaluation.study.periods import Grain
from evaluation.view.view import View

_NAMES = {
    Covers.TO_DATE: "span.to_date",
    Covers.ROLLING_YEAR: "span.rolling",
    Covers.AT_END: "span.at_end",
    Covers.YEAR_ONLY: "span.year",
}
_DATED = {Covers.TO_DATE: "span.to_date_of", Covers.ROLLING_YEAR: "span.rolling_of", Covers.AT_END: "span.at_end_of"}


def of(view: View, code: str, reading: str | None = None) -> Covers:
    """What the value of an indicator covers, in the reading used or another one."""
    indicator = view.results.indicator_named(code)
    taken = indicator.readings[reading or indicator.settle(view.study.choices)[0]]
    return effective_span(indicator.span_of(taken), taken.spanned)


def of_target(view: View, code: str) -> Covers:
    """What the actual of a quantity target covers: it runs from the year's start, or stands as it does."""
    return Covers.AT_END if of(view, code) is Covers.AT_END else Covers.TO_DATE


def of_quantity(quantity: Quantity) -> Covers:
    """What a figure from the year's start covers: a stock stands as it does at the end."""
    if quantity.kind == "stated":
        return Covers.PERIOD
    return Covers.AT_END if quantity.kind == "stock" else Covers.TO_DATE


def figure_and_span(view: View, region: str, code: str) -> tuple[Figure, Covers]:
    """A quantity as tables show it, with what it covers: from the year's start; a stock as it stands, and what does not add up over
    time of the period alone."""
    figures, quantity = view.results.figures, view.catalogue.quantities[code]
    if quantity.kind in ("entitlement", "stated"):
        return figures.at(region, view.period, code), Covers.PERIOD
    return figures.to_date(region, view.period, code), of_quantity(quantity)


def name(view: View, covers: Covers) -> str:
    """``1—6月累计`` for a column or a row; empty in a report of a whole year."""
    covers = _shorten(view, covers)
    key = f"span_part.{view.period.grain.name.lower()}" if covers is Covers.PERIOD else _NAMES[covers]
    return view.say(key, **_words(view)) if view.period.is_part_of_year else ""


def span_words(view: View, covers: Covers) -> str:
    """``2007年1—6月累计`` for a sentence or a title; of a whole year that year."""
    covers = _shorten(view, covers)
    if view.period.is_year or covers not in _DATED:
        return view.period_text(view.period.year if covers is Covers.YEAR_ONLY else None)
    return view.say(_DATED[covers], **_words(view))


def _shorten(view: View, covers: Covers) -> Covers:
    """From the year's start to the end of its first month is that month."""
    first = view.period.opens_year and view.period.grain is Grain.MONTH
    return Covers.PERIOD if first and covers is Covers.TO_DATE else covers


def through(view: View) -> str:
    """``截至2007年6月末``, of what has come together by then, flows and stocks alike; of a whole year that year."""
    return view.period_text() if view.period.is_year else view.say("span.through", **_words(view))


def title_with_span(view: View, code: str) -> str:
    """Title of an indicator with what it covers, where no column says so."""
    return _title_beside(view, view.title(code), of(view, code))


def _title_beside(view: View, title: str, covers: Covers) -> str:
    span = name(view, covers)
    return view.say("span.titled", title=title, span=span) if span else title


def heads(view: View, columns: Sequence[tuple[str, Covers]]) -> tuple[str, list[str]]:
    """What stands in the title over ``columns``, each a title and what its figures cover, and their heads: the stretch that all
    cover, else until when they run, and in each head its own."""
    found = {_shorten(view, covers) for _, covers in columns}
    if len(found) == 1:
        return span_words(view, next(iter(found))), [title for title, _ in columns]
    return through(view), [_title_beside(view, title, covers) for title, covers in columns]


def opening(view: View, codes: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What stands before a row of figures, and their titles: what all cover once, else each with its own."""
    found = by_span(view, codes)
    if len(found) == 1 or view.period.is_year:
        before = span_words(view, next(iter(found), Covers.TO_DATE))
        return before, {code: view.title(code) for code in codes}
    return view.period_text(), {code: title_with_span(view, code) for code in codes}


def span_sentence(view: View, codes: Iterable[str]) -> str:
    """:func:`dated` of the stretch that most of these indicators cover, and which of them cover another one."""
    say, found = view.say, by_span(view, codes)
    if view.period.is_year or not found:
        return view.period_text()
    (most, _), *rest = sorted(found.items(), key=lambda pair: -len(pair[1]))
    others = [
        say("span.but", titles=say("list.comma").join(map(view.title, some)), span=name(view, covers)) for covers, some in rest
    ]
    return say("list.semicolon").join([span_words(view, most), *others])


def by_span(view: View, codes: Iterable[str]) -> Mapping[Covers, list[str]]:
    """Indicators by what they cover, in the order given."""
    found: dict[Covers, list[str]] = {}
    for code in codes:
        found.setdefault(of(view, code), []).append(code)
    return found


def note(view: View) -> list[str]:
    """Within the year, that the amounts of a table run from its start."""
    told = view.sentence("span.note", span=name(view, Covers.TO_DATE))
    return [told] if told else []


def yearly(view: View, codes: Sequence[str]) -> list[str]:
    """Which of these indicators have no value before the year is over, and so stand as a dash within it."""
    waiting = [c for c in codes if of(view, c) is Covers.YEAR_ONLY]
    titles = view.say("list.comma").join(map(view.title, waiting))
    told = view.sentence("span.yearly", of=tuple(waiting), titles=titles, year=view.words(view.period.year)["year"])
    return [told] if told else []


def _words(view: View) -> dict[str, str]:
    """The months at both ends, the year on the wall it ``ends`` in, and what the period says of itself."""
    months, period = view.say("span.months").split(), view.period
    begin, end = period.year.first_day, period.last_day
    first, last, words = months[begin.month - 1], months[end.month - 1], dict(view.words(period))
    since = name_as("period", first)
    if begin.year != end.year and str(words["year"]) == str(end.year):  # a month tells the year on the wall
        if view.language == "zh":
            words["year"] = name_as("period", str(begin.year))
        else:
            since = name_as("period", f"{first} {begin.year}")
    return {
        **words,
        "rolling": view.say(f"rolling.{period.grain.name.lower()}") if period.is_part_of_year else "",
        "first": name_as("period", first),
        "since": since,
        "last": name_as("period", last),
        "ends": name_as("period", str(end.year)),
        "through": name_as("period", last) if begin.year == end.year else view.say("span.next_year", month=name_as("period", last)),
    }
