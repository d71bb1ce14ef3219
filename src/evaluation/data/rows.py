"""Texts to figures: every cell of a grid read by the unit grammar, every row given its region and period."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.data import rounded, units, when
from evaluation.data.conventions import Conventions, Said
from evaluation.data.findings import OF_THE_COLUMN, FilePlace, Finding, Problem, Told
from evaluation.data.grid import Grid, Row
from evaluation.data.left_out import LeftOut
from evaluation.data.places import Places, code_was_rewritten
from evaluation.data.record import squeeze
from evaluation.data.row_bases import RowBases
from evaluation.data.row_days import RowDays
from evaluation.study.basis import Basis
from evaluation.study.model import Table
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with its figures by column. ``region`` holds the delivered text while it is unknown; ``period`` is None
    where the row names none, and ``undated`` says why."""

    row: int
    region: str
    period: Period | None
    is_total: bool
    texts: dict[str, str]
    readings: dict[str, units.CellReading]
    source: Row
    undated: Problem | None = None
    basis: Basis = "reported"
    as_of: str = ""

    def row_of(self, column: str) -> int:
        return self.source.row_of(column)

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
    conventions = Conventions(table)
    keys, named_by, kept = set(table.keys), table.region_keys, []
    for row in grid.rows:
        if row.refused & keys:
            continue  # the reader has said why
        cells = tuple(row.cells[name] for name in named_by)
        total_at = _total_at(cells, total)
        is_total = total_at is not None
        if not left.takes(row, () if is_total else cells):
            kept.append((row, cells, total_at))
    periods = when.find_periods([row for row, _, _ in kept], table, places.calendar)
    bases, days = RowBases(table), RowDays(table, grid.file)
    for (row, cells, total_at), period in zip(kept, periods, strict=True):
        basis, as_of = bases.read(row, told), days.read(row, told)
        if basis is None or as_of is None:
            continue
        named, is_total = cells[:total_at], total_at is not None
        region = table.fixed_region or (places.resolve(named) if named else places.top)
        rewritten = bool(cells) and not is_total and code_was_rewritten(cells[-1], region)
        if rewritten and told.wants("code_normalised", row.number, "reportable"):
            told.add(_rewritten(region, table.region_keys[-1], cells[-1], row.number, told.place))
        lines.append(
            Line(
                row=row.number,
                region=region,
                period=period if isinstance(period, Period) else None,
                undated=None if isinstance(period, Period) else period,
                is_total=is_total,
                texts=row.cells,
                readings=_readings(row, table, told, region if region in places.codes else None, shortened, conventions),
                source=row,
                basis=basis,
                as_of=as_of,
            )
        )
    return lines, [
        *told.all(),
        *left.findings(),
        *rounded.findings(table, shortened, told.place),
        *conventions.findings(told.place),
    ]


def _total_at(cells: tuple[str, ...], total: str | None) -> int | None:
    """Which of the cells that name a region says instead that the row is a total of what those before it name; blank ones and
    others that say so may follow. None for a row of a region."""
    said = [squeeze(units.normalise(cell)) for cell in cells] if total is not None else []
    at = next((n for n, text in enumerate(said) if text == total), None)
    return at if at is not None and all(text in ("", total) for text in said[at:]) else None


def _readings(
    row: Row, table: Table, told: Told, region: str | None, shortened: dict[str, list[tuple[int, str]]], conventions: Conventions
) -> dict[str, units.CellReading]:
    readings = {}
    for name, column in table.columns.items():
        if name in row.refused or name not in row.cells:
            continue
        text = row.cells[name]
        said = conventions.read(text) if conventions.are_declared else Said(text, "", ())
        if said.flags and region is not None:
            conventions.note(said.flags, region, row.row_of(name), name)
        try:
            if said.mark:
                readings[name] = rounded.read_mark(said.mark, column)._replace(flags=said.flags)
                continue
            found, is_rounded = rounded.read(said.text, column)
            readings[name] = found._replace(flags=said.flags) if said.flags else found
            if is_rounded:
                shortened.setdefault(name, []).append((row.row_of(name), text))
        except Problem as found_so:
            problem = conventions.explain(found_so, text)
            if problem.code in OF_THE_COLUMN:
                told.join(problem, row.row_of(name), name, text, region)
            elif told.wants(problem.code, row.row_of(name)):
                told.add(problem.at(row=row.row_of(name), column=name, value=text, region=region, **told.place))
    return readings


def _rewritten(code: str, column: str, cell: str, row: int, place: FilePlace) -> Finding:
    return Finding(
        severity="reportable",
        code="code_normalised",
        message=f"the code was delivered in fullwidth digits and is read as {code}",
        fix="Nothing to do: it is the same code",
        row=row,
        column=column,
        value=cell,
        region=code,
        **place,
    )
