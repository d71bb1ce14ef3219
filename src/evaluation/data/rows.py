"""Texts to figures: every cell of a grid read by the unit grammar, every row given its region and period."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.data import rounded, units
from evaluation.data.findings import OF_THE_COLUMN, FilePlace, Finding, Problem, Told
from evaluation.data.grid import Grid, Row
from evaluation.data.left_out import LeftOut
from evaluation.data.places import Places, code_was_rewritten, period_of
from evaluation.data.record import squeeze
from evaluation.study.model import Table
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with its figures by column. ``region`` holds the delivered text while it is unknown; ``period`` is None
    where the row names none."""

    row: int
    region: str
    period: Period | None
    is_total: bool
    texts: dict[str, str]
    readings: dict[str, units.CellReading]

    @property
    def dated(self) -> Period:
        """The period, of a line that keeps the contract of its table; ``ValueError`` where the row names none."""
        if self.period is None:
            raise ValueError(f"row {self.row} names no period, and was to be left out")
        return self.period


def read(grid: Grid, table: Table, places: Places) -> tuple[list[Line], list[Finding]]:
    lines: list[Line] = []
    told, left = Told(grid.file, grid.sheet), LeftOut(table, grid, places)
    shortened: dict[str, list[tuple[int, str]]] = {}
    total = None if table.total is None else squeeze(table.total)
    for row in grid.rows:
        if row.refused & set(table.keys):
            continue  # the reader has said why
        cells = tuple(row.cells[name] for name in table.region)
        is_total = total is not None and squeeze(units.normalise(cells[-1])) == total
        if left.takes(row, () if is_total else cells):
            continue
        named = cells[:-1] if is_total else cells
        region = places.resolve(named) if named else places.top
        if not is_total and code_was_rewritten(cells[-1], region) and told.wants("code_normalised", row.number, "reportable"):
            told.add(_rewritten(region, table.region[-1], cells[-1], row.number, told.place))
        readings = _readings(row, table, told, region if region in places.codes else None, shortened)
        lines.append(
            Line(
                row=row.number,
                region=region,
                period=period_of(row.cells[table.period], places.calendar) if table.period else table.fixed_period,
                is_total=is_total,
                texts=row.cells,
                readings=readings,
            )
        )
    return lines, [*told.all(), *left.findings(), *rounded.findings(table, shortened, told.place)]


def _readings(
    row: Row, table: Table, told: Told, region: str | None, shortened: dict[str, list[tuple[int, str]]]
) -> dict[str, units.CellReading]:
    readings = {}
    for name, column in table.columns.items():
        if name in row.refused:
            continue
        text = row.cells[name]
        try:
            readings[name], is_rounded = rounded.read(text, column)
            if is_rounded:
                shortened.setdefault(name, []).append((row.number, text))
        except Problem as problem:
            if problem.code in OF_THE_COLUMN:
                told.join(problem, row.number, name, text, region)
            elif told.wants(problem.code, row.number):
                told.add(problem.at(row=row.number, column=name, value=text, region=region, **told.place))
    return readings


def _rewritten(code: str, column: str, cell: str, row: int, place: FilePlace) -> Finding:
    return Finding(
        severity="reportable",
        code="code_normalised",
        message=f"the code was delivered in fullwidth digits and is read as {code}",
        fix="Deliver codes in plain digits",
        row=row,
        column=column,
        value=cell,
        region=code,
        **place,
    )
