"""Periods as delivered tables write them: ``2024年3季度``, ``1-9月累计`` beside a year, ``Dec``, ``2021-09-01``. Study files have
one spelling (:mod:`evaluation.study.periods`); what offices deliver is read as it stands where it has one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from evaluation.errors import Refused
from evaluation.study import periods
from evaluation.study.months import Calendar, Grain, Months, start_of_count
from evaluation.study.period import Period

Named = Period | Months
"""A period, or the months from one to another that only a cumulative figure can be of."""
GRAINS = {grain.name.lower(): grain for grain in Grain}
_LONGEST = 60  # characters that any period is written with
_MONTHS = tuple(name[:3] for name in periods.MONTH_NAMES)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "first": 1, "second": 2}
_TO = r" ?(?:[-—–~～至到]|to) ?"
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_PARTS = tuple(
    (grain, re.compile(pattern))
    for grain, pattern in (
        (Grain.MONTH, rf"(?:(?P<first>[0-9]{{1,2}})月?份?{_TO})?(?P<last>[0-9]{{1,2}})月份?"),
        (Grain.MONTH, rf"(?:(?P<first>{_NAME}){_TO})?(?P<last>{_NAME})"),
        (Grain.MONTH, r"m(?P<last>[0-9]{1,2})"),
        (Grain.QUARTER, rf"第?(?:(?P<first>[一二三四1-4])(?:季度?)?{_TO}第?)?(?P<last>[一二三四1-4])季度?"),
        (Grain.QUARTER, rf"(?:q(?P<first>[1-4]){_TO})?q(?P<last>[1-4])"),
        (Grain.QUARTER, r"前(?P<until>[二三四1-4])个?季度?"),
        (Grain.HALF, r"(?P<last>[上下])半年"),
        (Grain.QUARTER, r"quarter (?P<last>[1-4])"),
        (Grain.HALF, r"h(?P<last>[12])"),
        (Grain.HALF, r"(?P<last>first|second) half"),
        (Grain.HALF, r"half (?P<last>[12])"),
        (Grain.HALF, r"(?P<last>[12])h"),
    )
)
_NUMBERED = re.compile(r"m([0-9]{1,2})")
_SHORT_YEAR = re.compile(rf"(?i)(?P<part>{_NAME})[-/ ’']{{1,2}}(?P<year>[0-9]{{2}})")
_SHORT_KIND = re.compile(r"(?i)(?P<kind>\b[fps]y) ?['’]?(?P<year>[0-9]{2})(?![0-9])")
_YEAR = r"[12][0-9]{3}(?:-[0-9]{2}(?![0-9月]))?"
_YEAR_FIRST = re.compile(rf"(?P<year>{_YEAR})(?: ?年度?)?[ ,./_-]?(?P<part>[^ ].*)")
_YEAR_LAST = re.compile(rf"(?P<part>.*[^ ,/-])[ ,/-]{{1,2}}(?P<year>{_YEAR})")
_DAY = re.compile(r"(?P<year>[12][0-9]{3})(?:-|/|年)(?P<month>[0-9]{1,2})(?:-|/|月)(?P<day>[0-9]{1,2})日?")
_COLUMN = re.compile(
    r"(?i)(?P<fiscal>fy|fiscal year|财年|财政年度)|(?P<programme>py|program(?:me)? year|项目年度?)"
    r"|(?P<school>sy|school year|学年度?)"
)
_BARE_YEAR = re.compile(r"[12][0-9]{3}(?:-[0-9]{2})?")
_MINGUO = re.compile(r"(?:中[華华])?民[國国] ?([0-9]{1,3}) ?年?")
_TWO_NUMBERS = re.compile(r"(?<![0-9])(?P<year>[12][0-9]{3}) ?[-/‐‑–—−] ?(?:[12][0-9])?(?P<next>[0-9]{2})(?![-/0-9])(?:年度?$)?")
_SHORT_TENTH = re.compile(r"[12][0-9]{3}\.1")


@lru_cache(maxsize=10_000)
def read_words(texts: tuple[str, ...], calendar: Calendar, dates: Grain | None = None) -> Named | None:
    """What ``texts`` name: one text, or a year and a part of it; None where it is nothing, or has two meanings.

    ``dates``: which period around a day is meant by a day.

    >>> [read_words(texts, Calendar()) for texts in (("2007年第3季度",), ("2024", "Dec"), ("2024年1-6月",), ("民國104年5月",))]
    ['2007Q3', '2024M12', Months(first=24288, end=24294), '2015M05']
    """
    if any(len(text) > _LONGEST for text in texts):
        return None
    texts = tuple(_MINGUO.sub(lambda said: f"{int(said[1]) + 1911}年", text, count=1) for text in texts)
    texts = tuple(spell_years(text, calendar) for text in texts)
    plain, kinds = zip(*map(periods.kind_said, texts), strict=True) if texts else ((), ())
    said = any(kinds)
    if {*kinds} - {None, calendar.called}:
        return None
    if len(texts) == 2:
        return _part_of(plain[1], plain[0], calendar, said=said, apart=True)
    text = texts[0] if texts else ""
    if periods.is_ambiguous(text) and _read_spelling(text, calendar) is None:
        return None
    if dates is not None and (day := _day(text)) is not None:
        return Period.holding(day, dates, calendar)
    return _read_spelling(text, calendar) or _in_words(plain[0] if said else text, calendar, said) or _from_to(text, calendar)


def spell_years(text: str, calendar: Calendar) -> str:
    """``text`` with years that are called by both their numbers as study files spell them: ``2021/22`` and ``2021–2022`` are
    ``2021-22``, where the study's years are called so."""
    if calendar.starts == 1 or calendar.label != "both":
        return text
    return _TWO_NUMBERS.sub(lambda said: f"{said['year']}-{said['next']}" if _are_next(said) else said[0], text)


def are_years_of_two(texts: Iterable[str]) -> bool:
    """Whether each of ``texts`` is a year called by both its numbers: months may be written so, but not each the month after its
    year's number."""
    found = [_TWO_NUMBERS.fullmatch(text) for text in texts]
    return bool(found) and all(said is not None and _are_next(said) for said in found)


def _are_next(said: re.Match[str]) -> bool:
    return (int(said["year"]) + 1) % 100 == int(said["next"])


def with_kind(text: str, column: str, calendar: Calendar) -> str:
    """``text``, with the kind of year where it is a year alone and the column is called so: ``2023`` under ``Program Year``."""
    found = _COLUMN.fullmatch(" ".join(column.split()))
    said = found is not None and found.lastgroup == calendar.called and calendar.starts != 1
    return f"{periods.KINDS[calendar.called]} {text}" if said and _BARE_YEAR.fullmatch(text) else text


def is_part(text: str) -> bool:
    """Whether ``text`` says which part of a year is meant, and not of which."""
    return _part_of(text, "2000", Calendar()) is not None


def is_short_tenth(text: str) -> bool:
    """Whether ``text`` is ``2012.1``, which is January to some and what a spreadsheet makes of 2012.10 to others."""
    return _SHORT_TENTH.fullmatch(text) is not None


def of_short_year(text: str) -> Period | None:
    """What ``Jul-23``, as spreadsheets show a date, is if the year of two digits is one of this century and no day of July."""
    found = _SHORT_YEAR.fullmatch(text)
    named = found and _part_of(found["part"], f"20{found['year']}", Calendar())
    return named if isinstance(named, Period) else None


def with_full_year(text: str) -> str:
    """``FY24`` with its year in full, as one of this century; nothing where the text has no such year."""
    full, found = _SHORT_KIND.subn(lambda said: f"{said['kind']}20{said['year']}", text)
    return full if found else ""


def is_numbered_month(text: str) -> bool:
    """Whether ``text`` has the number of a month, and that of a year which may begin with another than January."""
    plain = periods.kind_said(text)[0].lower()
    found = (pattern.fullmatch(plain) for pattern in (_YEAR_FIRST, _YEAR_LAST))
    return any(f is not None and _NUMBERED.fullmatch(f["part"]) for f in found)


def is_day(text: str) -> bool:
    return _day(text) is not None


def year_of_day(text: str) -> str:
    """The year of a day; nothing where the text is none."""
    day = _day(text)
    return str(day.year) if day else ""


def _part_of(text: str, year: str, calendar: Calendar, said: bool = False, apart: bool = False) -> Named | None:
    """The part of ``year`` that ``text`` names. Months of a year that has one number are those on the wall, unless it is ``said``
    to be of the study's kind; standing ``apart`` from it they may be those of another year, where years do not begin in January."""
    on_the_wall = calendar.starts != 1 and "-" not in year and not said
    own = _read_spelling(year.strip().rstrip("年度"), Calendar() if on_the_wall else calendar)
    if own is None or not own.is_year or (on_the_wall and apart):
        return None
    plain = text.lower().strip().removesuffix("累计").removesuffix("合计").strip()
    for grain, pattern in _PARTS:
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        numbers = found.groupdict()
        last = _number(numbers.get("last") or numbers["until"])
        first = _number(numbers["first"]) if numbers.get("first") else 1 if numbers.get("until") else last
        if grain is not Grain.MONTH and on_the_wall:
            return None
        if _NUMBERED.fullmatch(plain) and calendar.starts != 1 and not on_the_wall:
            return None  # the first month of the study's year, or January
        parts = own.parts(grain)
        return _between(sorted(parts, key=lambda p: p.first_day.month) if grain is Grain.MONTH else parts, first, last, calendar)
    return None


def _between(parts: Sequence[Period], first: int, last: int, calendar: Calendar) -> Named | None:
    if not (1 <= first <= len(parts) and 1 <= last <= len(parts)):
        return None
    begin, end = parts[first - 1], parts[last - 1]
    if begin == end:
        return Period(begin.opening, begin.grain, calendar)
    return Months(begin.opening, end.closing) if begin < end else None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text[:3] in _MONTHS:
        return _MONTHS.index(text[:3]) + 1
    return _NUMBERS[text]


def _read_spelling(text: str, calendar: Calendar) -> Period | None:
    """Not ``2012.1``, which a spreadsheet makes of 2012.10; nor a quarter or a year by its number where those of the study begin
    with another month than those on the wall."""
    try:
        return periods.parse(text, calendar)
    except Refused:
        found = None if is_short_tenth(text) else periods.meant(text, calendar)
        return found if found is not None and (calendar.starts == 1 or found.grain is Grain.MONTH) else None


def _in_words(text: str, calendar: Calendar, said: bool) -> Named | None:
    plain = text.lower()
    for pattern in (_YEAR_FIRST, _YEAR_LAST):
        if (found := pattern.fullmatch(plain)) and (part := _part_of(found["part"], found["year"], calendar, said)):
            return part
    return None


def _from_to(text: str, calendar: Calendar) -> Named | None:
    """Months from one to another that both have their year: ``2024年1月至2024年6月``, ``Jan 2022 - Dec 2022``."""
    for sign in re.finditer(_TO, text):
        ends = [
            _read_spelling(side, calendar) or _in_words(side, calendar, False)
            for side in (text[: sign.start()], text[sign.end() :])
        ]
        months = [end for end in ends if isinstance(end, Period) and end.grain is Grain.MONTH]
        if len(months) == 2:
            return _between(months, 1, 2, calendar) if months[0] < months[1] else None
    return None


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def grain_of(named: Sequence[Named | None], calendar: Calendar) -> Grain:
    """What those among ``named`` that are months from one to another end: quarters, unless a month of the table ends otherwise."""
    months = any(isinstance(n, Period) and n.grain is Grain.MONTH for n in named)
    ends = [n.end for n in named if isinstance(n, Months)]
    return Grain.MONTH if months or any((end - calendar.starts + 1) % Grain.QUARTER for end in ends) else Grain.QUARTER


def settle(span: Months, calendar: Calendar, since: int | None, grain: Grain) -> Period:
    """The period of ``grain`` that ends with ``span``, whose figures are counted from the month ``since``; without one the period
    that ``span`` is. ``ValueError`` where there is none, and why."""
    if since is None:
        if (named := named_period(span, calendar)) is not None:
            return named
        raise ValueError(f"{span.number} months are no period, and not every column of the table is cumulative")
    if start_of_count(since, span.end) != span.first:
        begins = span.first_day.month
        raise ValueError(f"it counts from month {begins}, the cumulative columns from month {since}")
    return Period(span.end - grain, grain, calendar)


def named_period(span: Months, calendar: Calendar) -> Period | None:
    """The period that ``span`` is, if it is one."""
    if span.number not in tuple(Grain) or (span.first - calendar.starts + 1) % span.number:
        return None
    return Period(span.first, Grain(span.number), calendar)
