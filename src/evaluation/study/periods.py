"""Periods, and the texts that name them at the doors: study files, delivered cells, parameters. Inside they are values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from evaluation.errors import Refused, fit_for_message
from evaluation.study.months import JANUARY, Calendar, Called, Grain, Months
from evaluation.study.period import Period

__all__ = [
    "JANUARY",
    "Calendar",
    "Grain",
    "Months",
    "Period",
    "both_ways",
    "either",
    "how_to_write",
    "is_ambiguous",
    "kind_said",
    "meanings",
    "meant",
    "parse",
    "period_asked",
    "spellings",
    "those_known",
    "what_to_write",
]

EVERY = tuple(Grain)
_LISTED = 8
_TEXT = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<next>[0-9]{2}))?(?:(?P<part>[HQ])(?P<index>[1-4])|M(?P<month>0[1-9]|1[0-2]))?")
_GRAINS = {"H": Grain.HALF, "Q": Grain.QUARTER, None: Grain.YEAR}
_MONTH_OR_YEAR = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "first": 1, "second": 2}
MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_YEAR, _NUMBER, _NAME = r"(?P<year>[12][0-9]{3})", r"(?P<index>[0-9]{1,2})", r"(?P<index>[A-Za-z]{3,9})\.?"
_STUDY_YEAR = r"(?P<year>[12][0-9]{3}(?:-[0-9]{2})?)"
_PRINTED = tuple(
    (grain, re.compile(pattern))
    for grain, pattern in (
        (Grain.MONTH, rf"{_YEAR}年{_NUMBER}月"),
        (Grain.MONTH, rf"(?P<index>[A-Z][a-z]{{2,8}}) {_YEAR}"),
        (Grain.QUARTER, rf"{_STUDY_YEAR}年(?:第(?P<index>[1-4])季度|(?P<before>[1-4])季)"),
        (Grain.QUARTER, rf"quarter (?P<index>[1-4]) of {_STUDY_YEAR}"),
        (Grain.QUARTER, rf"{_STUDY_YEAR} ?Q(?P<index>[1-4])"),
        (Grain.HALF, rf"{_STUDY_YEAR}年(?P<index>[上下])半年"),
        (Grain.HALF, rf"(?P<index>first|second) half of {_STUDY_YEAR}"),
        (Grain.HALF, rf"{_STUDY_YEAR} ?H(?P<index>[12])"),
        (Grain.YEAR, rf"{_STUDY_YEAR}年?"),
    )
)
"""What pages print (``view/words/periods.toml``), with which kind of year it is taken off."""
_OTHERWISE = tuple(
    (grain, re.compile(pattern))
    for grain, pattern in (
        (Grain.MONTH, rf"{_YEAR} ?年 ?{_NUMBER} ?月份?"),
        (Grain.MONTH, rf"{_YEAR}(?:[-/. ]?[Mm]|[-/. ]){_NUMBER}"),
        (Grain.MONTH, rf"{_YEAR}(?P<index>[0-9]{{2}})"),
        (Grain.MONTH, rf"{_NUMBER}[-/.]{_YEAR}"),
        (Grain.MONTH, rf"{_NAME},?[-/ ]{_YEAR}"),
        (Grain.MONTH, rf"{_YEAR}[-/ ]{_NAME}"),
        (Grain.QUARTER, rf"{_YEAR} ?年?第?(?P<index>[一二三四1-4])季度?"),
        (Grain.QUARTER, rf"{_YEAR}[-/ ]?[Qq](?P<index>[1-4])"),
        (Grain.QUARTER, rf"(?:[Qq](?P<index>[1-4])|(?P<before>[1-4])[Qq])[-/ ]?{_YEAR}"),
        (Grain.HALF, rf"{_YEAR} ?年?(?P<index>[上下])半年"),
        (Grain.HALF, rf"{_YEAR}[-/ ]?[Hh](?P<index>[12])"),
        (Grain.HALF, rf"(?:[Hh](?P<index>[12])|(?P<before>[12])[Hh])[-/ ]?{_YEAR}"),
        (Grain.YEAR, rf"{_YEAR} ?年?度?"),
    )
)
"""Texts of one meaning that offices deliver. In some the number stands before the letter."""
KINDS: Mapping[Called, str] = {"fiscal": "FY", "programme": "PY", "school": "SY"}
_CALLED: Mapping[str, Called] = {
    **{said: kind for kind, said in KINDS.items()},
    "财": "fiscal",
    "项目": "programme",
    "学": "school",
}
_KIND = re.compile(r"(?<![a-z])(?P<before>[fps]y)[ -]?(?=[12][0-9]{3})|(?<=[0-9])(?P<behind>财|项目|学)(?=年)", re.IGNORECASE)
"""Before or behind the number of a year, which kind of year it is."""


@cache
def parse(text: str, calendar: Calendar = JANUARY, grains: tuple[Grain, ...] = EVERY) -> Period:
    """The period of ``calendar`` that is spelled ``text``, or that pages print so; ``Refused`` for anything else, and for a grain
    that is not one of ``grains``."""
    found = _read(text, calendar) or _read_printed(text, calendar)
    if found is None or found.grain not in grains:
        raise Refused(f"period '{fit_for_message(text)}' is not one; {what_to_write(text, calendar, grains)}")
    return found


def period_asked(period: Period | str, own: Period) -> Period:
    """The period asked for, which may be spelled by the calendar of ``own``; ``own`` for an empty text. :class:`Refused` for a
    text that names none."""
    if isinstance(period, Period):
        return period
    return parse(str(period), own.calendar) if str(period) else own


def how_to_write(calendar: Calendar = JANUARY, grains: Iterable[Grain] = EVERY) -> str:
    """``write a year (2007), a half (2007H2), a quarter (2007Q3) or a month (2007M03)``."""
    return f"write {spellings(calendar, grains)}"


def spellings(calendar: Calendar = JANUARY, grains: Iterable[Grain] = EVERY) -> str:
    """How periods of ``grains`` are written, each by an example."""
    year = Period.year_named(2007, calendar)
    examples = {g: year.parts(g)[min(2, g.in_year - 1)] for g in Grain}
    told = [f"a {g.name.lower()} ({examples[g]})" for g in sorted(grains, reverse=True)]
    return " or ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def is_ambiguous(text: str) -> bool:
    """Whether ``text`` is a month to some and a year to others: ``2010-11``."""
    found = _MONTH_OR_YEAR.fullmatch(text)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2])


def what_to_write(text: str, calendar: Calendar = JANUARY, grains: Iterable[Grain] = EVERY) -> str:
    """What to write instead of a ``text`` that is no period: what it means, both meanings it may have, or how one is written."""
    how = how_to_write(calendar, grains)
    if found := [p for p in meanings(text, calendar) if p.grain in grains]:
        return f"did you mean {either(found)}? Otherwise {how}"
    if (kind := kind_said(text)[1]) not in (None, calendar.called):
        return f"it says a {kind} year, those of the study are called {calendar.called} ('years: called' in study.yml); {how}"
    return f"{how}; {both_ways(text, calendar)}: write which" if is_ambiguous(text) and Grain.MONTH in grains else how


def both_ways(text: str, calendar: Calendar) -> str:
    """What an ambiguous ``text`` may mean, and how each is written."""
    year, _, second = text.partition("-")
    begins = Period.year_named(int(year) + (calendar.label == "ends"), calendar)
    needs = "which needs 'years: {starts: 4, label: both}' in study.yml" if calendar.starts == 1 else str(begins)
    return f"{text!r} may be a month, {year}M{second}, or the year that begins in {year}, {needs}"


def _read(text: str, calendar: Calendar) -> Period | None:
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    named = int(found["year"])
    if found["month"]:
        month = Period.year_named(named).parts(Grain.MONTH)[int(found["month"]) - 1]
        return None if found["next"] else Period.holding(month.first_day, Grain.MONTH, calendar)
    parts = Period.year_named(named, calendar).parts(_GRAINS[found["part"]])
    index = int(found["index"] or 1)
    period = parts[index - 1] if index <= len(parts) else None
    return period if period is not None and period.spelled == text else None


def kind_said(text: str) -> tuple[str, Called | None]:
    """``text`` without what says which kind of year it is (``PY 2023``, ``2023项目年``), and that kind."""
    found = _KIND.search(text)
    return (
        (text, None)
        if found is None
        else (text[: found.start()] + text[found.end() :], _CALLED[found[found.lastgroup or 0].upper()])
    )


def _read_printed(text: str, calendar: Calendar) -> Period | None:
    """The period that pages print as ``text``: where years do not begin in January they say of which kind they are."""
    plain, kind = kind_said(text)
    if kind not in (None, calendar.called):
        return None
    found = (_read(plain, calendar) if kind else None) or _match(_PRINTED, plain, calendar)
    if found is None or found.grain is Grain.MONTH:
        return found
    return found if found.year.spelled in plain and (kind or calendar.starts == 1) else None


def meant(text: str, calendar: Calendar = JANUARY) -> Period | None:
    """The period that a text in another spelling names (``2007年第三季度``, ``2007-q3``, ``2007年11月``, ``Nov 2007``), to be asked
    about; None for what names none and for what has two meanings."""
    plain, kind = kind_said(text)
    return None if is_ambiguous(text) or kind not in (None, calendar.called) else _match((*_PRINTED, *_OTHERWISE), plain, calendar)


def _match(patterns: Iterable[tuple[Grain, re.Pattern[str]]], text: str, calendar: Calendar) -> Period | None:
    for grain, pattern in patterns:
        found = pattern.fullmatch(text)
        year = _year(found["year"], JANUARY if grain is Grain.MONTH else calendar) if found else None
        if found is None or year is None:
            continue
        parts = year.parts(grain)
        index = _index(found.groupdict())
        if 1 <= index <= len(parts):
            return Period(parts[index - 1].opening, grain, calendar)
    return None


def _year(text: str, calendar: Calendar) -> Period | None:
    return Period.year_named(int(text), calendar) if text.isdecimal() else _read(text, calendar)


def meanings(text: str, calendar: Calendar = JANUARY) -> tuple[Period, ...]:
    """What :func:`meant` finds and, where years do not begin in January, what else is called so: the part of the year on the wall,
    and that of the year that begins, or ends, in the year named."""
    found = meant(text, calendar)
    if found is None or calendar.starts == 1 or (kind_said(text)[1] and found.year.spelled in text) or found.grain is Grain.MONTH:
        return () if found is None else (found,)
    wall, others = meant(text), {found, found.shift((1 if calendar.label == "ends" else -1) * found.grain.in_year)}
    if wall is not None and found.grain is not Grain.YEAR and (wall.opening - calendar.starts + 1) % found.grain == 0:
        others.add(Period(wall.opening, wall.grain, calendar))
    return tuple(sorted(others))


def either(periods: Iterable[Period]) -> str:
    """Of several the day each ends on, by which they are told apart."""
    told = list(periods)
    return str(told[0]) if len(told) == 1 else " or ".join(f"{p} (to {p.last_day})" for p in told)


def those_known(asked: Period, known: Sequence[Period]) -> str:
    """Of the ``known`` periods those as long as ``asked``, or all where none is: one of another length is not what was meant."""
    alike = [p for p in known if p.grain is asked.grain] or known
    shown = [*map(str, alike[:_LISTED]), *([f"… {alike[-1]}"] if len(alike) > _LISTED else [])]
    return f"known: {', '.join(shown)}" if known else "its tables hold nothing up to then"


def _index(found: Mapping[str, str | None]) -> int:
    """The number that a text gives a part of a year, by figure, character or name of a month; 1 for a year, 0 for no month."""
    text = found.get("index") or found.get("before")
    if text is None:
        return 1
    if number := _NUMBERS.get(text):
        return number
    return (
        int(text) if text.isdecimal() else next((n for n, name in enumerate(MONTH_NAMES, 1) if text.lower() in (name, name[:3])), 0)
    )
