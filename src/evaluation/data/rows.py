"""Texts to figures: every cell of a grid read by the unit grammar, every row given its region and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.data import rounded, units, when
from evaluation.data.advice import ADVISED, declare_marks
from evaluation.data.conventions import Conventions, Said
from evaluation.data.findings import OF_THE_COLUMN, FilePlace, Finding, Problem, Told
from evaluation.data.grid import Grid, Row
from evaluation.data.left_out import LeftOut
from evaluation.data.places import Places, code_was_rewritten
from evaluation.data.readings import Block, Readings
from evaluation.data.record import squeeze
from evaluation.data.row_bases import RowBases
from evaluation.data.row_days import RowDays
from evaluation.errors import fit_for_message
from evaluation.study import pattern
from evaluation.study.basis import Basis
from evaluation.study.model import Table
from evaluation.study.periods import Period
from evaluation.study.tables import Column

_TOGETHER = 1000  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with its figures by column. ``region`` holds the delivered text while it is unknown; ``period`` is None
    where the row names none, and ``undated`` says why."""

    row: int
    region: str
    period: Period | None
    is_total: bool
    texts: Mapping[str, str]
    readings: Readings
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
    quick = not conventions.are_declared
    columns = [(name, column, rounded.plain_numbers(column) if quick else None) for name, column in table.columns.items()]
    keys, named_by, kept = set(table.keys), table.region_keys, []
    for row in grid.rows:
        if row.refused & keys:
            continue  # the reader has said why
        cells = tuple(row.cells[name] for name in named_by)
        total_at = _total_at(cells, total)
        is_total = total_at is not None
        if not left.takes(row, () if is_total else cells):
            kept.append((row, cells, total_at))
    periods = when.check_years(when.find_periods([row for row, _, _ in kept], table, places.calendar), places.period)
    bases, days = RowBases(table), RowDays(table, grid.file)
    wider = table.rows.wider == "read"
    blocks = _blocks([row for row, _, _ in kept], columns)
    for (row, cells, total_at), period, (block, at) in zip(kept, periods, blocks, strict=True):
        basis, as_of = bases.read(row, told), days.read(row, told)
        if basis is None or as_of is None:
            continue
        named, is_total = cells[:total_at], total_at is not None
        region = table.fixed_region or (places.resolve(named, wider=wider) if named else places.top)
        rewritten = bool(cells) and not is_total and code_was_rewritten(cells[-1], region)
        if rewritten and told.wants("code_normalised", row.number, "reportable"):
            told.add(_rewritten(region, named_by[-1], cells[-1], row.number, told.place))
        _read_others(block, at, row, told, region if region in places.codes else None, shortened, conventions)
        lines.append(
            Line(
                row=row.number,
                region=region,
                period=period if isinstance(period, Period) else None,
                undated=None if isinstance(period, Period) else period,
                is_total=is_total,
                texts=row.cells,
                readings=Readings(block, at),
                source=row,
                basis=basis,
                as_of=as_of,
            )
        )
    return lines, [
        *_with_all_marks(told.all(), table),
        *left.findings(),
        *rounded.findings(table, shortened, told.place),
        *conventions.findings(told.place),
    ]


def with_headers(found: Iterable[Finding], lines: Sequence[Line], grid: Grid) -> Iterator[Finding]:
    """``found`` in columns that stand side by side, by what stands over the cell, where its row and text tell which it is."""
    by_row: dict[int, list[Line]] = {}
    for line in lines:
        by_row.setdefault(line.row, []).append(line)
    for finding in found:
        name = finding.column or ""
        if not pattern.holes(name):
            yield finding
            continue
        there = [x for x in by_row.get(finding.row or 0, ()) if name in x.source.columns]
        meant = [x for x in there if finding.value is None or fit_for_message(x.texts[name]) == finding.value]
        places = {x.source.columns[name] for x in meant}
        yield replace(finding, column=grid.header[places.pop()]) if len(places) == 1 else finding


def _with_all_marks(found: list[Finding], table: Table) -> list[Finding]:
    """What is said of marks, with the line that declares all of them where there are several: a key stands once."""
    marks = dict.fromkeys(units.normalise(f.value) for f in found if f.value and ADVISED in f.fix)
    if len(marks) + len(table.marks) < 2:
        return found
    line = f". All of the table in one line, to be looked at: '{declare_marks(marks, table.marks)}'"
    return [replace(f, fix=f.fix + line) if ADVISED in f.fix else f for f in found]


def _total_at(cells: tuple[str, ...], total: str | None) -> int | None:
    """Which of the cells that name a region says instead that the row is a total of what those before it name; blank ones and
    others that say so may follow. None for a row of a region."""
    at = next((n for n, cell in enumerate(cells) if says_total(cell, total)), None)
    return at if at is not None and all(not squeeze(cell) or says_total(cell, total) for cell in cells[at:]) else None


def says_total(cell: str, total: str | None) -> bool:
    """Whether the cell says what total rows of the table are called, which ``total`` is without blanks."""
    return total is not None and squeeze(units.normalise(cell)) == total


def _blocks(rows: Sequence[Row], columns: Sequence[tuple[str, Column, units.PlainNumbers | None]]) -> Iterator[tuple[Block, int]]:
    """Of each row the block that holds it, and where."""
    for first in range(0, len(rows), _TOGETHER):
        together = rows[first : first + _TOGETHER]
        block = Block(together, columns)
        yield from ((block, at) for at in range(len(together)))


def _read_others(
    block: Block,
    at: int,
    row: Row,
    told: Told,
    region: str | None,
    shortened: dict[str, list[tuple[int, str]]],
    conventions: Conventions,
) -> None:
    """The cells of a row that hold no plain figures."""
    for name, column, text in block.unread.pop(at, ()):
        if column.marks and units.normalise(text) in map(units.normalise, column.marks):
            block.put(at, name, rounded.read_mark("not_applicable", column))
            continue
        said = conventions.read(text) if conventions.are_declared else Said(text, "", ())
        if said.flags and region is not None:
            conventions.note(said.flags, region, row.row_of(name), name)
        try:
            if said.mark:
                block.put(at, name, rounded.read_mark(said.mark, column)._replace(flags=said.flags))
                continue
            found, is_rounded = rounded.read(said.text, column)
            block.put(at, name, found._replace(flags=said.flags) if said.flags else found)
            if is_rounded:
                shortened.setdefault(name, []).append((row.row_of(name), text))
        except Problem as found_so:
            problem = conventions.explain(found_so, text)
            if problem.code in OF_THE_COLUMN:
                told.join(problem, row.row_of(name), name, text, region)
            elif told.wants(problem.code, row.row_of(name)):
                told.add(problem.at(row=row.row_of(name), column=name, value=text, region=region, **told.place))


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
