"""What files of a study count that tables may deliver too: agencies, employers, lay-offs, pilots, problems, the budget, events that
are done. One fact has one figure, so each is compared with its table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from evaluation.study.model import Study
from evaluation.study.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a ``file`` of the study says of one ``region``: ``amount`` in base units, of ``rows`` counted from 1 (none of a file
    that has no rows)."""

    region: str
    amount: int
    file: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    region: str
    amount: int
    key: Mapping[str, str]


Rows = Callable[[Study, Period, str], Iterator[_Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """How one file counts: the ``parts`` of its rows that may be named, by what ``rows`` says of one part. ``of_whole``: it is told
    of the whole alone."""

    file: str
    parts: tuple[str, ...] | None
    rows: Rows
    of_whole: bool = False


def _agencies(study: Study, period: Period, part: str) -> Iterator[_Row]:
    """The register as it stands in the study's own year: of an earlier one it says nothing."""
    for one in study.agencies if period.year == study.file.period.year else ():
        checked = one.outcome(period.last_day) != "unchecked"
        yield _Row(region=one.region, amount=int(checked or part != "checked"), key={"licence": one.licence})


def _employers(study: Study, period: Period, part: str) -> Iterator[_Row]:
    for one in study.employers:
        if period.holds(one.checked):
            amount = study.counts.minor(one.short) if part == "base" else one.missing
            yield _Row(region=one.region, amount=amount, key={"employer": one.employer})


def _layoffs(study: Study, period: Period, part: str) -> Iterator[_Row]:
    rule = study.warning.layoffs if study.warning else None
    for one in study.layoffs if rule else ():
        if rule and period.holds(one.date) and rule.is_mass(one):
            filed = one.filed is not None and one.filed <= study.file.cut_off
            yield _Row(
                region=one.region, amount=int(filed or part != "filed"), key={"enterprise": one.enterprise, "region": one.region}
            )


def _problems(study: Study, period: Period, part: str) -> Iterator[_Row]:
    """Those that were notified and whose term fell within the period: all, closed by it, or not."""
    for one in study.ledger:
        if one.issued is not None and one.term is not None and period.holds(one.term):
            closed = one.closed is not None and one.closed <= one.term
            amount = {"closed": closed, "open": not closed}.get(part, True)
            yield _Row(region=one.region, amount=int(amount), key={"item": one.item})


def _pilots(study: Study, period: Period, part: str) -> Iterator[_Row]:
    form = study.documents.forms.get("pilots") if study.documents else None
    for one in form.pilots if form and period.year == study.file.period.year else ():
        judged = one.level is not None and (one.day is None or period.holds(one.day))
        yield _Row(region=one.region or study.top.code, amount=int(judged or part != "judged"), key={})


def _budget(study: Study, period: Period, part: str) -> Iterator[_Row]:
    """What is approved for a year; what is planned for its parts is no budget."""
    for one in study.budget if period.is_year else ():
        if one.period == period and part in ("", one.line):
            yield _Row(
                region=study.top.code, amount=study.counts.minor(one.amount), key={"line": one.line, "period": period.spelled}
            )


def _events(study: Study, period: Period, part: str) -> Iterator[_Row]:
    """An event that is done leaves none of what it was to end."""
    for one in study.calendar or ():
        if one.event == part and one.done is not None and one.done <= period.last_day:
            yield _Row(region=one.region, amount=0, key={"event": one.event, "region": one.region})


RECORDS: Mapping[str, RecordKind] = {
    "agency": RecordKind(file="agencies.csv", parts=("checked",), rows=_agencies),
    "employer": RecordKind(file="employers.csv", parts=("base", "persons"), rows=_employers),
    "layoff": RecordKind(file="layoffs.csv", parts=("filed",), rows=_layoffs),
    "problem": RecordKind(file="ledger.csv", parts=("closed", "open"), rows=_problems),
    "pilot": RecordKind(file="documents.yml", parts=("judged",), rows=_pilots, of_whole=True),
    "budget": RecordKind(file="budget.csv", parts=None, rows=_budget, of_whole=True),
    "event": RecordKind(file="calendar.csv", parts=None, rows=_events),
}
"""By what entries call them."""


def read_records(study: Study, kind: str, part: str, period: Period) -> list[Entered]:
    """What the rows of ``kind`` come to in ``period``, of each region that the study is made of (of an event those alone where it
    is done); nothing of a study without such rows."""
    record = RECORDS[kind]
    rows = list(record.rows(study, period, part))
    if not rows:
        return []
    regions = [study.top.code] if record.of_whole else [r.code for r in study.apart]
    found = []
    for region in regions:
        mine = [row for row in rows if region in study.path(row.region)]
        if mine or kind != "event":
            counted = [row.key for row in mine if row.amount or kind == "event"]
            lines = tuple(lines_of(study, record.file, counted))
            found.append(Entered(region=region, amount=sum(row.amount for row in mine), file=record.file, rows=lines))
    return found


def lines_of(study: Study, file: str, keys: Iterable[Mapping[str, str]]) -> Iterator[int]:
    """Lines of a CSV file of the study whose cells are those of one of ``keys``; none of another file."""
    wanted = [key for key in keys if key]
    if not wanted or not file.endswith(".csv"):
        return
    reader = csv.DictReader(StringIO(study.texts.get(file, "")))
    for row in reader:
        if any(all(row.get(name) == text for name, text in key.items()) for key in wanted):
            yield reader.line_num


def spell_rows(rows: Iterable[int]) -> str:
    """``2-6, 9``."""
    return ", ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in find_spans(rows))


def find_spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of ``numbers`` that follow each other."""
    spans: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        begins = spans.pop()[0] if spans and number == spans[-1][1] + 1 else number
        spans.append((begins, number))
    return spans
