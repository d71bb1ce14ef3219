"""A delivered table as text, before any meaning: which columns it has and what stands in each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.data.findings import FilePlace, Finding, Told, Unreadable
from evaluation.data.header import MARKS, match, rest_ignored
from evaluation.data.record import Record
from evaluation.study.model import Table

MOST_CELLS = 2_000_000
"""Of one file, blank ones of its columns included: some hundred times what a province delivers in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``number`` counts from 1 in the file. ``refused`` columns already have a finding and hold nothing to read."""

    number: int
    cells: dict[str, str]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Header and rows of one table; cells are keyed by the column names the study declares."""

    file: str
    sheet: str | None
    encoding: str
    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def build(
    table: Table, records: Iterable[Record], header: Record, *, file: str, sheet: str | None, encoding: str
) -> tuple[Grid, list[Finding]]:
    """The grid of ``records`` under ``header`` and the findings about single rows.

    Raises :class:`Unreadable` with every header problem at once: a table is not read by half.
    """
    place: FilePlace = {"file": file, "sheet": sheet}
    matched = match(table, header, place)
    names = matched.names
    told = Told(file, sheet)
    if matched.rest:
        told.add(rest_ignored(matched, header.number, place))
    told.add(*(p.at(row=header.number, **place) for p in header.refused.values()))
    named = [(i, name) for i, name in enumerate(names) if name]
    headless = {i for i, name in enumerate(names) if name == ""}
    rows, held = [], 0
    for record in records:
        filled = record.filled_positions()
        if not filled and not record.refused:
            continue
        held += max(len(named), len(filled))
        if held > MOST_CELLS:
            raise Unreadable(_too_many(record, filled, place))
        if record.width not in (None, len(names)):
            if told.wants("ragged_row", record.number):
                told.add(_ragged_finding(record, len(names), table.separator, place))
            continue
        outside = [i for i in filled if i in headless or i >= len(names)]
        for i in outside:
            if told.wants("cell_without_header", record.number):
                told.add(_headless(record, i, place))
        if outside and len(outside) == len(filled) and not record.refused:
            continue
        cells = {name: record.texts.get(i, "") for i, name in named}
        refused = {name: record.refused[i] for i, name in named if i in record.refused}
        for name, problem in [*refused.items()]:
            column = table.columns.get(name)
            if problem.text and column and column.round:
                cells[name] = refused.pop(name).text
            elif problem.text and column:
                told.join(problem, record.number, name, problem.text)
            elif told.wants(problem.code, record.number):
                told.add(problem.at(row=record.number, column=name, **place))
        rows.append(Row(number=record.number, cells=cells, refused=frozenset(refused)))
    if not rows and not any(f.severity == "blocking" for f in told.found):
        told.add(
            Finding(
                severity="blocking",
                code="no_rows",
                message="the table has a header and no rows",
                fix="Deliver the figures, or check 'title_rows' in study.yml",
                **place,
            )
        )
    texts = tuple(header.texts.get(i, "") for i in range(len(names)))
    grid = Grid(file=file, sheet=sheet, encoding=encoding, header_row=header.number, header=texts, rows=tuple(rows))
    return grid, told.all()


def _ragged_finding(record: Record, width: int, separator: str, place: FilePlace) -> Finding:
    return Finding(
        severity="blocking",
        code="ragged_row",
        message=f"the row has {record.width} cells, the header has {width}",
        fix=f"Check for a {MARKS[separator].removesuffix('s')} inside a cell that is not quoted, or for cells that were left out",
        row=record.number,
        **place,
    )


def _headless(record: Record, position: int, place: FilePlace) -> Finding:
    which = _address(record.number, position) if place["sheet"] else f"a cell in position {position + 1}"
    return Finding(
        severity="blocking",
        code="cell_without_header",
        message=f"{which} has no header above it",
        fix="Give the column a header, or remove what stands outside the table",
        row=record.number,
        value=record.texts[position],
        **place,
    )


def _too_many(record: Record, filled: Sequence[int], place: FilePlace) -> Finding:
    where = _address(record.number, max(filled, default=0)) if place["sheet"] else f"line {record.number}"
    return Finding(
        severity="blocking",
        code="extent",
        message=f"the table holds more than {MOST_CELLS:,} cells: that many up to {where}",
        fix="Deliver it in several files, by year or by part of the area, and nothing filled in below or beside the table",
        row=record.number,
        **place,
    )


def _address(row: int, position: int) -> str:
    """``the cell B7``, as a spreadsheet names it."""
    letters, left = "", position + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"the cell {letters}{row}"
