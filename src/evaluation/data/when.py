"""Of which period each row of a table is, by what its cells, its header and the names of its file and sheet say."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.data import writings
from evaluation.data.advice import NOTE, ask_for
from evaluation.data.findings import Problem
from evaluation.data.grid import Row
from evaluation.data.units import normalise
from evaluation.errors import fit_for_message
from evaluation.study import period_words, periods
from evaluation.study.model import Table
from evaluation.study.periods import Calendar, Grain, Months, Period

Dated = Period | Problem
_OTHER_ERA = 100
"""Years from a study's own at which a year is of another calendar: 1402 and 2566 are both 2023."""


def text_of(row: Row, table: Table) -> str:
    """What says of which period the row is, as it stands."""
    return " ".join(text for name in table.period_keys if (text := row.cells[name].strip()))


def is_period(text: str, calendar: Calendar, part: bool) -> bool:
    """Whether ``text`` is a period; with ``part``, that of a year which is said elsewhere."""
    plain = normalise(text)
    named = any(period_words.read_words((plain,), calendar, dates) for dates in (None, Grain.MONTH))
    return named or (part and period_words.is_part(plain))


def find_periods(rows: Sequence[Row], table: Table, calendar: Calendar) -> list[Dated]:
    """The period of each row, or why it has none."""
    if table.fixed_period is not None:
        return [table.fixed_period] * len(rows)
    day = period_words.GRAINS[table.dates] if table.dates else None
    keys = table.period_keys
    called = _numbers_of(keys[-1]) if len(keys) > 1 else ""
    texts = [
        tuple(
            _with_name(period_words.with_kind(normalise(row.cells[n]), n, calendar), called if n == keys[-1] else "") for n in keys
        )
        for row in rows
    ]
    meant = {text: period_words.read_words(text, calendar, day) for text in dict.fromkeys(texts)}
    named = [meant[text] for text in texts]
    months, grain = any(isinstance(n, Period) and n.grain is Grain.MONTH for n in named), period_words.grain_of(named, calendar)
    found: list[Dated] = []
    for row, text, name in zip(rows, texts, named, strict=True):
        if isinstance(name, Months):
            found.append(_settle(name, calendar, _since(table, calendar, name), grain, text_of(row, table)))
        elif name is None:
            found.append(explain(text_of(row, table), text, calendar))
        elif months and periods.is_ambiguous(spelled := period_words.spell_years(text[-1], calendar)):
            found.append(_month_or_year(spelled, calendar))
        else:
            found.append(name)
    return found


def check_years(found: Sequence[Dated], own: Period) -> Sequence[Dated]:
    """``found``, and where a year is none of those that a study of ``own`` is about why: it is counted from another event."""
    far = {p: years for p in set(found) if isinstance(p, Period) and (years := _years_between(p, own)) >= _OTHER_ERA}
    return [_of_another_era(p, far[p], own) if isinstance(p, Period) and p in far else p for p in found] if far else found


def _years_between(one: Period, other: Period) -> int:
    return abs(one.year.opening - other.year.opening) // Grain.YEAR


def _of_another_era(found: Period, years: int, own: Period) -> Problem:
    return Problem(
        "period",
        f"'{found}' is {years} years {'before' if found < own else 'after'} {own}, the period of the study",
        "Its years may be those of another calendar (1402, 1445 or 2566 where others write 2023): ask who delivers it which, "
        f"and for the table with {periods.spellings(own.calendar)}",
    )


def _numbers_of(column: str) -> str:
    """What plain numbers in a column beside a year's are of, by what it is called."""
    plain = column.casefold()
    return "月" if "月" in plain or "month" in plain else "季度" if "季" in plain or "quarter" in plain or "qtr" in plain else ""


def _with_name(text: str, called: str) -> str:
    return text.lstrip("0") + called if called and text.isdecimal() else text


def _since(table: Table, calendar: Calendar, span: Months) -> int | None:
    """The month that all figures of the table are counted from; None where some are of their period alone. Stocks alone stand
    at the end of ``span``, whatever it begins with."""
    columns = [c for c in table.columns.values() if c.quantity is not None]
    starts = {c.since or calendar.starts for c in columns if c.kind == "cumulative"}
    if columns and all(c.kind == "stock" for c in columns):
        return span.first_day.month
    return next(iter(starts)) if all(c.kind != "current" for c in columns) and len(starts) == 1 else None


def _settle(span: Months, calendar: Calendar, since: int | None, grain: Grain, text: str) -> Dated:
    try:
        return period_words.settle(span, calendar, since, grain)
    except ValueError as error:
        return Problem(
            "period",
            f"'{fit_for_message(text)}' is no period of this table: {error}",
            "Declare the columns 'kind: cumulative', with 'since' where they are counted from another month than the study's years",
        )


def explain(text: str, parts: tuple[str, ...], calendar: Calendar) -> Problem:
    """Why ``text`` names no period."""
    how = periods.spellings(calendar)
    if not text:
        return Problem("period", "the row names no period", f"{NOTE}; else {_lower(ask_for(f'its period, as {how}'))}")
    if len(parts) == 2 and parts[0] and not parts[1]:
        asked = (
            "Ask who delivers it of which part of the year it is; figures of the year itself are read from a table whose "
            "'period' is the year"
        )
        return Problem("period", f"the row names the year {fit_for_message(parts[0])} and no part of it", asked)
    plain = parts[-1] if len(parts) == 1 else normalise(text)
    meant = periods.meanings(plain, calendar)
    kind = periods.kind_said(text)[1]
    if kind not in (None, calendar.called):
        fix = (
            f"It says a {kind} year, those of the study are called {calendar.called}: correct 'years' in study.yml, "
            "or ask who delivers it for periods of the study's years"
        )
    elif len(parts) == 1 and period_words.is_part(plain):
        fix = (
            "Say of which year in study.yml: 'period: [year, part]' with both columns, or {period} in the name of the file or sheet"
        )
    elif len(parts) == 1 and period_words.is_short_tenth(plain):
        fix = f"It may be January, or October where a number cell lost the zero of {plain}0: ask for the column as text"
    elif full := period_words.with_full_year(plain):
        named = period_words.read_words((full,), calendar)
        meant = (named,) if isinstance(named, Period) else periods.meanings(full, calendar)
        asked = f"which year is meant, {periods.either(meant)}" if len(meant) > 1 else f"for {meant[0] if meant else how}"
        asked += ", if that is meant" * (len(meant) == 1)
        fix = f"Its year has two digits, which no declaration reads: ask who delivers it {asked}"
    elif len(parts) == 1 and (short := period_words.of_short_year(plain)) is not None:
        fix = f"Its year has two digits, as a spreadsheet shows a date: ask which year is meant, as {short} for {short.year}"
    elif calendar.starts != 1 and period_words.is_numbered_month(" ".join((parts[-1], *parts[:-1])).strip()):
        fix = (
            f"Its month may be counted from January or from month {calendar.starts}, which the study's years begin with: ask who "
            f"delivers it which is meant, written as {periods.spellings(calendar, [Grain.MONTH])}"
        )
    elif len(parts) == 1 and period_words.is_day(plain):
        fix = "Say in study.yml which period a day stands for: 'dates: month'"
    elif len(parts) == 2 and calendar.starts != 1 and "-" not in parts[0] and period_words.is_part(parts[1]):
        fix = (
            f"Beside a year of one number it may be of the calendar year or of the study's, which begins in "
            f"month {calendar.starts}: ask "
            "who delivers it which, and for both in one cell (2024M01) or years of two numbers (2024-25)"
        )
    elif len(meant) > 1:
        fix = f"Ask who delivers it which is meant, {periods.either(meant)}"
    elif meant:
        fix = (
            f"{ask_for(f'{meant[0]}, if that is meant')}; where all rows are of it, 'fixed_period: {meant[0]}' in study.yml says it"
        )
    elif periods.is_ambiguous(plain):
        fix = f"Ask which is meant: {periods.both_ways(plain, calendar)}"
    else:
        asked = ask_for(f"periods as {how}")
        fix = asked if writings.is_number(plain) else f"{NOTE}; else {_lower(asked)}"
    return Problem("period", f"'{fit_for_message(text)}' is not a period", fix)


def _month_or_year(plain: str, calendar: Calendar) -> Problem:
    """Why a year is not read where months stand: ``2010-11`` may be one of them."""
    fix = f"Ask which is meant: {periods.both_ways(plain, calendar)}; a year has a table of its own"
    return Problem("period", f"'{plain}' stands among months", fix)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
