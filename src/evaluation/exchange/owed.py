"""What a unit owes: files of a table that are of one region each, or of all, and are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evaluation.data import files
from evaluation.data.places import Places
from evaluation.exchange.carried import CARRIED
from evaluation.opened import Opened
from evaluation.study import pattern
from evaluation.study.model import Table
from evaluation.study.periods import Period, meant


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFile:
    """A file that is not there: of which table, what it is to be called, and the names of its columns."""

    table: str
    file: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedDelivery:
    """What of a period a unit has not delivered; ``due``: the day, None where nothing says."""

    unit: str
    due: date | None
    files: tuple[OwedFile, ...]


def owed_deliveries(opened: Opened, language: str, unit: str = "") -> list[OwedDelivery]:
    """Of each unit the files of its own that are not there, units that owe none left out. ``unit``: of this one alone, files of all
    too."""
    study, standing = opened.study, opened.round
    due = {told.unit: told.due for told in standing.units} if standing else {region.code: None for region in study.apart}
    found = []
    for code in [unit] if unit in due else [] if unit else due:
        owed = tuple(_owed_files(code, opened, language, with_shared=bool(unit)))
        found.append(OwedDelivery(unit=code, due=due[code], files=owed))
    return [owed for owed in found if owed.files]


def _owed_files(unit: str, opened: Opened, language: str, with_shared: bool) -> Iterator[OwedFile]:
    """Files of the unit and the period that are not there: of a table whose files are of parts of the period, of each part."""
    study, places = opened.study, Places(opened.study)
    for table in study.file.tables.values():
        if table.file.startswith(CARRIED) or table.fixed_region not in (None, unit):
            continue
        if not with_shared and pattern.REGION not in table.file:
            continue
        there = [n for n in files.names_of(table, study, opened.root) if files.path_of(n, study, opened.root).exists()]
        said = [pattern.take(table.file, name) or {} for name in there]
        mine = [s for s in said if pattern.REGION not in s or unit in study.path(places.resolve([s[pattern.REGION]]))]
        of_any, of_unit = ({p for s in some if (p := _period_of(s, opened.period))} for some in (said, mine))
        for period in _due(table, of_any, opened.period):
            if not any(p.opening <= period.opening and period.closing <= p.closing for p in of_unit):
                yield _owed_file(table, unit, period, language)


def _period_of(said: Mapping[str, str], period: Period) -> Period | None:
    """What the name of a file says of its period; ``period`` where it says none, None for what is none."""
    return meant(said[pattern.PERIOD], period.calendar) if pattern.PERIOD in said else period


def _due(table: Table, there: Collection[Period], period: Period) -> Iterable[Period]:
    """What files are due for: ``period``, or its parts where files of shorter ones are ``there``, of a table without figures of
    parts alone from the first of them on; nothing within a longer one that files are of."""
    grain = min((p.grain for p in there if p.year == period.year), default=period.grain)
    if grain > period.grain:
        longer = Period.holding(period.last_day, grain, period.calendar)
        return [longer] if longer.closing == period.closing else []
    parts = period.parts(grain) if grain < period.grain else [period]
    added = any(c.kind == "current" and c.quantity for c in table.columns.values())
    since = period.opening if added else min((p.opening for p in there), default=period.opening)
    return [of for of in parts if of.opening >= since]


def _owed_file(table: Table, unit: str, period: Period, language: str) -> OwedFile:
    name = table.file.replace(pattern.REGION, unit).replace(pattern.PERIOD, period.spelled)
    return OwedFile(table=table.title[language], file=pattern.for_readers(name), columns=tuple(table.columns))
