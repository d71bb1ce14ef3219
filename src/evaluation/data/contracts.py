"""What a table promises, as a pandera schema built from its declaration, and its breaches as findings."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from evaluation.data import units
from evaluation.data.findings import Finding, Problem
from evaluation.data.grid import Grid
from evaluation.data.places import Places, explain_period, is_period
from evaluation.data.rows import Line
from evaluation.study.model import Table

KEYS = ["region", "period"]
_UNIQUE = "multiple_fields_uniqueness"


def schema(table: Table, places: Places) -> pa.DataFrameSchema:
    """Region known, period valid, one row per region and period, amounts not negative unless refunds are declared."""
    figures = {
        name: pa.Column("Int64", [] if column.negative == "refund" else [pa.Check.ge(0)], nullable=True)
        for name, column in table.columns.items()
        if column.quantity
    }
    return pa.DataFrameSchema(
        {
            "region": pa.Column(object, pa.Check.isin(places.codes)),
            "period": pa.Column(object, pa.Check(lambda cells: cells.map(is_period))),
            **{_figure(name): column for name, column in figures.items()},
        },
        unique=KEYS,
        report_duplicates="all",
        strict=True,
    )


def check(lines: list[Line], table: Table, grid: Grid, places: Places) -> tuple[list[Line], list[Finding]]:
    """Lines that keep the contract, and a finding per breach.

    A row whose key is wrong goes as a whole; of a row with a refused negative amount only that figure goes. Total
    rows and region rows are checked apart: a total is no second row of the region it belongs to.
    """
    if not lines:
        return [], []
    try:
        schema(table, places).validate(frame(lines, table), lazy=True)
        cases: list[dict] = []
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
    findings: list[Finding] = []
    lost: set[int] = set()
    refused: set[tuple[int, str]] = set()
    place = {"file": grid.file, "sheet": grid.sheet}
    for column, position in _distinct(cases):
        line = lines[position]
        if column in KEYS:
            lost.add(position)
            findings.append(_wrong_key(column, line, table, places, place))
        else:
            refused.add((position, column))
            findings.append(_negative(line, column, table, place))
    for group in _duplicates(cases, lines, lost):
        lost.update(group)
        findings.append(_twice([lines[i] for i in group], table, place))
    findings += [f for i, line in enumerate(lines) if i not in lost for f in _refunds(line, table, place)]
    return [_without(line, i, refused) for i, line in enumerate(lines) if i not in lost], findings


def frame(lines: list[Line], table: Table) -> pd.DataFrame:
    """One row per line: region, period and the amount of every figure column (rates to check are left out)."""
    columns = {
        "region": pd.Series([x.region for x in lines], dtype=object),
        "period": pd.Series([x.period for x in lines], dtype=object),
    }
    for name, column in table.columns.items():
        if column.quantity:
            amounts = [x.readings[name].amount if name in x.readings else None for x in lines]
            columns[_figure(name)] = pd.Series([pd.NA if a is None else a for a in amounts], dtype="Int64")
    return pd.DataFrame(columns)


def _figure(name: str) -> str:
    return f"figure {name}"  # a header may itself be called region or period


def _distinct(cases: list[dict]) -> list[tuple[str, int]]:
    """Column and position of every failed cell; a schema fault (not a data fault) must not pass for one."""
    found = set()
    for case in cases:
        if case["check"] == _UNIQUE:
            continue  # told once per group by _duplicates
        if case["index"] is None or pd.isna(case["index"]):
            raise RuntimeError(f"the table's schema is at odds with its frame: {case}")
        found.add((str(case["column"]).removeprefix("figure "), int(case["index"])))
    return sorted(found, key=lambda c: (c[1], c[0]))


def _wrong_key(column: str, line: Line, table: Table, places: Places, place: dict) -> Finding:
    header = table.region if column == "region" else table.period
    cell = line.texts[header]
    problem: Problem = places.explain(cell) if column == "region" else explain_period(cell)
    return problem.at(row=line.row, column=header, value=cell, **place)


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


def _duplicates(cases: list[dict], lines: list[Line], lost: set[int]) -> list[list[int]]:
    groups: dict[tuple[str, str], list[int]] = {}
    for position in sorted({int(c["index"]) for c in cases if c["check"] == _UNIQUE} - lost):
        groups.setdefault((lines[position].region, lines[position].period), []).append(position)
    return list(groups.values())


def _twice(lines: list[Line], table: Table, place: dict) -> Finding:
    first, *others = lines
    words = "lines" if place["file"].endswith(".csv") else "rows"
    numbers = " and ".join(str(x.row) for x in lines)
    what = "the total" if first.is_total else f"region {first.region}"
    return Finding(
        severity="blocking", code="row_twice", message=f"{what} stands twice for {first.period}, in {words} {numbers}",
        fix="Keep one row per region and period", row=others[0].row, column=table.region, region=first.region, **place,
    )  # fmt: skip


def _without(line: Line, position: int, refused: set[tuple[int, str]]) -> Line:
    readings = {name: r for name, r in line.readings.items() if (position, name) not in refused}
    return Line(row=line.row, region=line.region, period=line.period, is_total=line.is_total, texts=line.texts,
                readings=readings)  # fmt: skip
