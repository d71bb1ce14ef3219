"""Deliveries of one table at several days: the last one that the cut-off lets know is used, earlier ones are kept beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from evaluation.data.checks import stop, wrong_name
from evaluation.data.findings import Finding
from evaluation.data.rows import Line
from evaluation.errors import fit_for_message
from evaluation.study import pattern
from evaluation.study.model import Table


class Snapshots(NamedTuple):
    """Files of a table: those whose figures are ``used``, ``earlier`` ones that they replace, and those that are known only after
    the cut-off. Of a table whose files bear no days all are used."""

    used: Sequence[str]
    earlier: Sequence[str]
    later: Sequence[str]
    findings: Sequence[Finding]


def sort(names: Sequence[str], table: Table, cut_off: date) -> Snapshots:
    """Of the files that leave the same open but for their day, the last one as of ``cut_off`` is used."""
    if not table.has_snapshots:
        return Snapshots(names, (), (), ())
    undated = [name for name in names if table.day_of(name) is None]
    series: dict[tuple[tuple[str, str], ...], list[tuple[date, str]]] = defaultdict(list)
    later: list[tuple[date, str]] = []
    for name in names:
        day = table.day_of(name)
        if day is None:
            continue
        said = {} if name in table.as_of.files else pattern.take(table.file, name) or {}
        key = tuple((hold, text) for hold, text in sorted(said.items()) if hold != pattern.AS_OF)
        (series[key] if day <= cut_off else later).append((day, name))
    findings = [wrong_name(table, name) for name in undated]
    used, earlier = [], []
    for of in series.values():
        *before, (last, name) = sorted(of)
        used.append(name)
        earlier += [n for _, n in before]
        findings += [_same_day(name, other, last) for day, other in before if day == last]
    if later:
        findings.append(_not_known_yet(sorted(later), cut_off, bool(used)))
    return Snapshots(sorted(used), sorted(earlier), sorted(name for _, name in later), findings)


def _same_day(name: str, other: str, day: date) -> Finding:
    return stop(
        "snapshot_twice",
        f"{fit_for_message(name)} and {fit_for_message(other)} are of the same table as of {day}: which came last is not known",
        "Ask who delivers it which one counts; then list the files with their days in study.yml ('as_of: {file: day}')",
        name,
    )


def _not_known_yet(later: Sequence[tuple[date, str]], cut_off: date, is_known: bool) -> Finding:
    day, name = later[0]
    if not is_known:
        return stop(
            "snapshot_later",
            f"the table stands as of {day} at the earliest, after the cut-off {cut_off}: nothing of it is known by then",
            f"Give that day or a later one as the cut-off ('-p cut_off {day}', or cut_off in study.yml), or put the file there "
            "that was delivered before",
            name,
        )
    files = "1 delivery of the table is" if len(later) == 1 else f"{len(later)} deliveries of the table are"
    return Finding(
        severity="reportable",
        code="snapshot_later",
        message=f"{files} as of a day after the cut-off {cut_off} and not read, the first as of {day}",
        fix="Nothing to do where the report is to say what was known by the cut-off; else give a later one",
        facts={"count": f"{len(later)}", "cut_off": f"{cut_off}", "day": f"{day}"},
        file=name,
    )


def wrong_before(name: str, wrong: Sequence[Finding]) -> Finding:
    """That figures of an earlier delivery cannot be compared, since something of it would be refused."""
    count = "1 thing" if len(wrong) == 1 else f"{len(wrong)} things"
    return Finding(
        severity="reportable",
        code="snapshot_wrong",
        message=f"{count} in this earlier delivery cannot be read, the first: {wrong[0].message}; what was revised "
        "there is not told",
        fix="Nothing to do: its figures are not used",
        facts={"count": f"{len(wrong)}"},
        file=name,
        row=wrong[0].row,
        column=wrong[0].column,
    )


def split(lines: Sequence[Line], cut_off: date) -> tuple[list[Line], list[Line]]:
    """Of the rows of each region and period that a column dates those that are in force at ``cut_off``, and earlier ones; later
    ones are in neither."""
    known = [x for x in lines if x.as_of <= cut_off.isoformat()]
    last: dict[object, str] = {}
    for line in known:
        key = _key(line)
        last[key] = max(line.as_of, last.get(key, ""))
    now = [x for x in known if x.as_of == last[_key(x)]]
    return now, [x for x in known if x.as_of != last[_key(x)]]


def _key(line: Line) -> object:
    return line.region, line.period, line.basis, line.is_total
