"""What a table promises, and its breaches as findings: regions known, periods valid, no row twice, nothing negative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evaluation.data import units
from evaluation.data.advice import ask_for, declare_total
from evaluation.data.findings import FilePlace, Finding, Problem, Told
from evaluation.data.grid import Grid
from evaluation.data.places import Places
from evaluation.data.record import squeeze
from evaluation.data.rows import Line, says_total
from evaluation.errors import fit_for_message
from evaluation.personal import MASK
from evaluation.study.basis import Basis
from evaluation.study.counted import MONEY, STATED_RATES
from evaluation.study.model import Table
from evaluation.study.periods import Period
from evaluation.study.tables import Column
from evaluation.study.unit import WrittenUnit

_NAMED = "ask who delivers it to name the period that they are of"
_LISTED = 5  # rows that stand for the same, by number


class _Keys:
    """What says of rows of ``table`` which region and period they are of, and what their totals are called, without blanks."""

    def __init__(self, table: Table) -> None:
        self.table, self.region, self.period = table, table.region_keys, table.period_keys
        self.total = None if table.total is None else squeeze(table.total)


def check(lines: list[Line], table: Table, grid: Grid, places: Places) -> tuple[list[Line], list[Finding]]:
    """Lines that keep the contract, and a finding per breach.

    A row whose key is wrong goes as a whole; of a row with a refused negative amount only that figure goes. Total
    rows and region rows are checked apart: a total is no second row of the region it belongs to.
    """
    told = Told(grid.file, grid.sheet)
    unknown: dict[tuple[str, ...], tuple[int, Problem]] = {}
    by_key: dict[tuple[str, Period | None, Basis], list[Line]] = {}
    keys = _Keys(table)
    for line in lines:
        if _keys_hold(line, keys, places, told, unknown):
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


def _keys_hold(line: Line, of: _Keys, places: Places, told: Told, unknown: dict[tuple[str, ...], tuple[int, Problem]]) -> bool:
    """Whether region and period of ``line`` are known; what is wrong with them is told. ``unknown``: what was explained already."""
    known = line.region in places.codes
    if (stray := _stray_total(line, of)) is not None:
        column, problem = stray
        told.join(problem, line.row, column, line.texts[column])
        return False
    if not known:
        keys = of.region[:-1] if line.is_total else of.region
        cells = tuple([line.texts[name] for name in keys])
        if cells not in unknown and told.has_room("region_unknown"):
            at, problem = places.explain(cells)
            fix = "" if places.is_region(cells[at]) else declare_total(cells[at], of.table.total, keys[at])
            unknown[cells] = at, Problem(problem.code, problem.message, fix) if fix and MASK not in str(problem) else problem
        if cells in unknown:
            at, problem = unknown[cells]
            told.join(problem, line.row, keys[at], MASK if MASK in str(problem) else cells[at])
        else:
            told.wants("region_unknown", line.row)
    if line.undated is not None and told.wants("period", line.row):
        column = of.period[-1]
        told.add(line.undated.at(row=line.row, column=column, value=line.texts[column], **told.place))
    return known and line.undated is None


def _stray_total(line: Line, of: _Keys) -> tuple[str, Problem] | None:
    """A key that says "total" of what no row can be the total of: of a region, or of what has no name; of periods."""
    if of.total is None:
        return None
    table, texts = of.table, line.texts
    said = [name for name in (*of.region, *of.period) if says_total(texts[name], of.total)]
    if of_periods := [name for name in said if name in of.period]:
        left = f"'rows: {{ignore: {{{of_periods[-1]}: [{table.total}]}}}}' leaves such rows out"
        if of_periods[-1] not in table.key_columns:
            left = "take such columns or files out of the table"
        asked = f"Figures of longer periods are made from their parts: {left} in study.yml; to have them compared, {_NAMED}"
        return of_periods[-1], Problem("period", f"'{fit_for_message(line.texts[of_periods[-1]])}' names no period", asked)
    if said and not line.is_total:
        at = of.region.index(said[0])
        after = next(line.texts[name] for name in of.region[at:] if line.texts[name].strip() and name not in said)
        message = f"the row is a total, and '{fit_for_message(after)}' stands behind '{fit_for_message(line.texts[said[0]])}'"
        return said[0], Problem(
            "region_unknown", message, "Ask who delivers it what it is the total of; only blank cells, or the same, follow it"
        )
    return None


def _below_zero(line: Line, figures: list[str]) -> list[str]:
    """Columns of ``figures`` in which the line is negative."""
    readings = line.readings.others
    if not readings:
        return []
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
    return replace(line, readings=line.readings.without(refused)) if refused else line
