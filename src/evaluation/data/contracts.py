"""What a table promises, and its breaches as findings: regions known, periods valid, no row twice, nothing negative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evaluation.data import units
from evaluation.data.advice import ask_for
from evaluation.data.findings import FilePlace, Finding, Told
from evaluation.data.grid import Grid
from evaluation.data.places import Places
from evaluation.data.rows import Line
from evaluation.personal import MASK
from evaluation.study.basis import Basis
from evaluation.study.counted import MONEY, STATED_RATES
from evaluation.study.model import Table
from evaluation.study.periods import Period
from evaluation.study.tables import Column
from evaluation.study.unit import WrittenUnit

_LISTED = 5  # rows that stand for the same, by number


def check(lines: list[Line], table: Table, grid: Grid, places: Places) -> tuple[list[Line], list[Finding]]:
    """Lines that keep the contract, and a finding per breach.

    A row whose key is wrong goes as a whole; of a row with a refused negative amount only that figure goes. Total
    rows and region rows are checked apart: a total is no second row of the region it belongs to.
    """
    told = Told(grid.file, grid.sheet)
    by_key: dict[tuple[str, Period | None, Basis], list[Line]] = {}
    for line in lines:
        if _keys_hold(line, table, places, told):
            by_key.setdefault((line.region, line.period, line.basis), []).append(line)
    for group in by_key.values():
        if len(group) > 1 and told.wants("row_twice", group[1].row):
            told.add(_twice(group, table, grid))
    kept = [group[0] for group in by_key.values() if len(group) == 1]
    allowed = [name for name, column in table.columns.items() if column.quantity and column.negative != "refused"]
    for line, name in ((x, n) for x in kept for n in _below_zero(x, allowed)):
        if told.wants(table.columns[name].negative, line.row_of(name), "reportable"):
            told.add(_tell_allowed(line, name, table, told.place))
    figures = [
        name
        for name, column in table.columns.items()
        if column.quantity and column.negative == "refused" and column.unit.counts not in STATED_RATES  # which may fall
    ]
    for line, name in ((x, n) for x in lines for n in _below_zero(x, figures)):
        if told.wants("negative", line.row_of(name)):
            told.add(_negative(line, name, table, told.place, line.region if line.region in places.codes else None))
    return [_without(line, _below_zero(line, figures)) for line in kept], told.all()


def _keys_hold(line: Line, table: Table, places: Places, told: Told) -> bool:
    """Whether region and period of ``line`` are known; what is wrong with them is told."""
    known = line.region in places.codes
    if not known:
        keys = table.region_keys[:-1] if line.is_total else table.region_keys
        at, problem = places.explain([line.texts[name] for name in keys])
        text = line.texts[keys[at]]
        told.join(problem, line.row, keys[at], MASK if MASK in str(problem) else text)
    if line.undated is not None and told.wants("period", line.row):
        column = table.period_keys[-1]
        told.add(line.undated.at(row=line.row, column=column, value=line.texts[column], **told.place))
    return known and line.undated is None


def _below_zero(line: Line, figures: list[str]) -> list[str]:
    """Columns of ``figures`` in which the line is negative."""
    readings = line.readings
    return [n for n in figures if n in readings and (amount := readings[n].amount) is not None and amount < 0]


def _message(line: Line, name: str, table: Table) -> str:
    return units.show(line.readings[name].known, line.readings[name].unit or table.columns[name].unit)


def _negative(line: Line, name: str, table: Table, place: FilePlace, region: str | None) -> Finding:
    return Finding(
        severity="blocking",
        code="negative",
        message=f"the figure is negative ({_message(line, name, table)})",
        fix=_about_negative(table.columns[name], line.readings[name].unit or table.columns[name].unit),
        row=line.row_of(name),
        column=name,
        value=line.texts[name],
        region=region,
        **place,
    )


def _about_negative(column: Column, unit: WrittenUnit) -> str:
    """Only money that flows is paid back, only money is overdrawn: persons below zero are wrong."""
    asked = ask_for("the right figure")
    if unit.counts != MONEY:
        return asked
    booked, said = ("a deficit is", "overdrawn") if column.kind == "stock" else ("refunds are", "refund")
    return f"If {booked} booked in the column, write 'negative: {said}' for it in study.yml; else {asked[:1].lower()}{asked[1:]}"


def _tell_allowed(line: Line, name: str, table: Table, place: FilePlace) -> Finding:
    amount = _message(line, name, table)
    where: dict[str, Any] = {"row": line.row_of(name), "column": name, "value": line.texts[name], "region": line.region}
    if table.columns[name].negative == "overdrawn":
        return Finding(
            severity="reportable",
            code="overdrawn",
            message=f"the balance is below nothing ({amount}): a deficit",
            fix="Confirm the deficit with the unit that delivered it",
            facts={"amount": amount},
            **where,
            **place,
        )
    return Finding(
        severity="reportable",
        code="refund",
        message=f"a negative amount of {amount} is kept as a refund",
        fix="Confirm the refund with the unit that delivered it",
        facts={"amount": amount},
        **where,
        **place,
    )


def _twice(lines: list[Line], table: Table, grid: Grid) -> Finding:
    first, *others = lines
    words = "lines" if grid.file.endswith(".csv") else "rows"
    numbers = " and ".join(str(x.row) for x in lines[:_LISTED])
    numbers += f" and {len(lines) - _LISTED:,} more" if len(lines) > _LISTED else ""
    what = "the total" if first.is_total else f"region {first.region}"
    return Finding(
        severity="blocking",
        code="row_twice",
        message=f"{what} stands twice for {first.period}, in {words} {numbers}",
        fix="Where they are of different things, say which are read in study.yml ('rows: {only: …}', 'down') or name the column "
        "that tells their regions apart; else ask who delivers it which one counts",
        row=others[0].row,
        column=(table.region_keys or (None,))[-1],
        region=first.region,
        file=grid.file,
        sheet=grid.sheet,
    )


def _without(line: Line, refused: Sequence[str]) -> Line:
    return replace(line, readings={n: r for n, r in line.readings.items() if n not in refused}) if refused else line
