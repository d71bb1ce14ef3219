"""What a table promises, and its breaches as findings: regions known, periods valid, no row twice, nothing negative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluation.data import units
from evaluation.data.findings import Finding
from evaluation.data.grid import Grid
from evaluation.data.places import Places, explain_period, is_period
from evaluation.data.rows import Line
from evaluation.study.model import Table


def check(lines: list[Line], table: Table, grid: Grid, places: Places) -> tuple[list[Line], list[Finding]]:
    """Lines that keep the contract, and a finding per breach.

    A row whose key is wrong goes as a whole; of a row with a refused negative amount only that figure goes. Total
    rows and region rows are checked apart: a total is no second row of the region it belongs to.
    """
    findings: list[Finding] = []
    place = {"file": grid.file, "sheet": grid.sheet}
    by_key: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        wrong = _wrong_keys(line, table, places, place)
        findings += wrong
        if not wrong:
            by_key.setdefault((line.region, line.period), []).append(line)
    findings += [_twice(group, table, place) for group in by_key.values() if len(group) > 1]
    kept = [group[0] for group in by_key.values() if len(group) == 1]
    findings += [f for line in kept for f in _refunds(line, table, place)]
    figures = [name for name, column in table.columns.items() if column.quantity and column.negative == "refused"]
    negative = {line.row: names for line in lines if (names := _below_zero(line, figures))}
    findings += [_negative(line, name, table, place) for line in lines for name in negative.get(line.row, ())]
    return [_without(line, negative.get(line.row, ())) for line in kept], findings


def _wrong_keys(line: Line, table: Table, places: Places, place: dict) -> list[Finding]:
    found = []
    if line.region not in places.codes:
        cell = line.texts[table.region]
        found.append(places.explain(cell).at(row=line.row, column=table.region, value=cell, **place))
    if not is_period(line.period):
        cell = line.texts[table.period]
        found.append(explain_period(cell).at(row=line.row, column=table.period, value=cell, **place))
    return found


def _below_zero(line: Line, figures: list[str]) -> list[str]:
    """Columns of ``figures`` in which the line is negative."""
    readings = line.readings
    return [n for n in figures if n in readings and (amount := readings[n].amount) is not None and amount < 0]


def _negative(line: Line, name: str, table: Table, place: dict) -> Finding:
    return Finding(
        severity="blocking", code="negative",
        message=f"the figure is negative ({units.show(line.readings[name].amount, table.columns[name].unit)})",
        fix="Correct it, or declare 'negative: refund' for the column if refunds are booked there",
        row=line.row, column=name, value=line.texts[name], region=line.region, **place,
    )  # fmt: skip


def _refunds(line: Line, table: Table, place: dict) -> Iterator[Finding]:
    for name, reading in line.readings.items():
        column = table.columns[name]
        if column.quantity and column.negative == "refund" and reading.amount is not None and reading.amount < 0:
            yield Finding(
                severity="reportable", code="refund",
                message=f"a negative amount of {units.show(reading.amount, column.unit)} is kept as a refund",
                fix="Confirm the refund with the unit that delivered it",
                facts={"amount": units.show(reading.amount, column.unit)},
                row=line.row, column=name, value=line.texts[name], region=line.region, **place,
            )  # fmt: skip


def _twice(lines: list[Line], table: Table, place: dict) -> Finding:
    first, *others = lines
    words = "lines" if place["file"].endswith(".csv") else "rows"
    numbers = " and ".join(str(x.row) for x in lines)
    what = "the total" if first.is_total else f"region {first.region}"
    return Finding(
        severity="blocking", code="row_twice", message=f"{what} stands twice for {first.period}, in {words} {numbers}",
        fix="Keep one row per region and period", row=others[0].row, column=table.region, region=first.region, **place,
    )  # fmt: skip


def _without(line: Line, refused: Sequence[str]) -> Line:
    return replace(line, readings={n: r for n, r in line.readings.items() if n not in refused}) if refused else line
