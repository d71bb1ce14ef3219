"""What the files of warning, calendar, target changes and follow-up say against the study; every refusal with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.errors import Refused, near
from evaluation.study.calendar import every
from evaluation.study.model import STUDY_FILES, Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import EACH, EVERYWHERE
from evaluation.study.watch import CalendarRow, TargetOrder, WarningRules

Numbered = Sequence[tuple[int, Any]]
_FILE = {file.field: file.name for file in STUDY_FILES}
_ONCE: dict[str, tuple[str, ...]] = {
    "enterprises": ("enterprise", "region", "period"),
    "layoffs": ("enterprise", "region", "date"),
    "calendar": ("event", "region", "due"),
    "orders": ("item", "region", "period", "effective"),
    "follow_up": ("region", "period", "kind", "part"),
}


FIELDS = tuple(_ONCE)


def check(study: Study, tables: Mapping[str, Numbered], folder: Path) -> None:
    """:class:`Refused` for regions that are not listed, rows that stand twice, and what does not fit the study. ``tables``:
    rows of :data:`FIELDS` with their lines."""
    rules = study.warning
    reporting = dict.fromkeys(r.code for r in study.reporting)
    for field, rows in tables.items():
        path = folder / _FILE[field]
        known = reporting if field in ("enterprises", "layoffs", "follow_up") else study.by_code
        if field == "orders":
            known = dict.fromkeys([*known, EACH, EVERYWHERE])
        _each(path, rows, partial(_region, known))
        _once(path, rows, _ONCE[field])
    if rules is not None:
        _lines(study, rules, folder / "warning.yml")
    elif tables["enterprises"] or tables["layoffs"]:
        name = _FILE["enterprises" if tables["enterprises"] else "layoffs"]
        raise Refused(f"{folder / name}: there is no warning.yml that uses it; add one or remove the file")
    _each(folder / "calendar.csv", tables["calendar"], lambda row: _event(study, row))
    targets = {(t.item, t.region, t.period): t for t in study.targets}
    held = {c.target for t in study.file.tables.values() for c in t.columns.values()}
    _each(folder / "target_orders.csv", tables["orders"], lambda row: _order(targets, held, row))


def _each(path: Path, rows: Numbered, wrong: Callable[[Any], str]) -> None:
    for line, row in rows:
        told = wrong(row)
        if told:
            raise Refused(f"{path}, line {line}: {told}")


def _region(known: Mapping[str, Any], row: Any) -> str:
    return "" if row.region in known else f"region {row.region!r} is not one that reports; {near(row.region, known)}"


def _once(path: Path, rows: Numbered, keys: Sequence[str]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in rows:
        key = tuple(getattr(row, k) for k in keys)
        if key in seen:
            told = ", ".join(str(part) for part in key if part is not None)
            raise Refused(f"{path}, line {line}: {told} stands in line {seen[key]} too; keep one")
        seen[key] = line


def _lines(study: Study, rules: WarningRules, path: Path) -> None:
    for line in rules.lines:
        found = study.region(line.region) if line.region else None
        if line.region and (found is None or found.level != line.level):
            codes = [r.code for r in study.regions if r.level == line.level]
            raise Refused(f"{path}: lines: {line.region!r} is no {line.level} of the study; {near(line.region, codes)}")


def _event(study: Study, row: CalendarRow) -> str:
    prefix = study.file.policy.prefix if study.file.policy else ""
    known = [e.code for e in study.events if e.prefix == prefix]
    if row.event not in known:
        return f"{row.event!r} is no event of the calendar; {near(row.event, known)}"
    event = next(e for e in study.events if e.prefix == prefix and e.code == row.event)
    top = study.top.code
    if event.each == (row.region == top):
        who = "each reporting region" if event.each else f"the whole ({top})"
        return f"{row.event} is due from {who}, not from {row.region}"
    due = every(event, study.file.period.year)
    if not due:
        return f"{row.event} runs all the time and has no term; its cases are followed in the tables: leave the row out"
    if len(due) > 1 and row.due is None:
        return f"{row.event} comes round every quarter; give 'due', a date in its quarter"
    if row.due is not None and not any(o.holds(row.due) for o in due):
        told = ", ".join(o.due.isoformat() for o in due)
        return f"due {row.due} belongs to no {row.event} of the year; due are {told}"
    return ""


def _order(targets: Mapping[tuple[str, str, Period], Target], held: Collection[str | None], row: TargetOrder) -> str:
    """What is wrong with an order; one of a target that a column holds is looked at when the tables are read."""
    target = targets.get((row.item, row.region, row.period))
    return "" if target is None and row.item in held else why_unchanged(target, row)


def why_unchanged(target: Target | None, row: TargetOrder) -> str:
    """Why an order cannot change the ``target`` that it names; empty where it does."""
    if target is None:
        return f"there is no target of {row.item} for {row.region} in {row.period} that could be changed"
    if target.value is None:
        told = f"there is no target of {row.item} for {row.region} in {row.period}: what sets it says — there"
        return f"{told}, which no order can change"
    if row.value < 0 and not row.unit.is_rate:
        return f"a target of {row.value} {row.unit}: what is counted is never below 0; correct it"
    if not row.unit.is_same(target.unit):
        return f"the target of {row.item} is in {target.unit}, not in {row.unit}"
    return ""
