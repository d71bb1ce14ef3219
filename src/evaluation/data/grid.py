"""A delivered table as text, before any meaning: which columns it has and what stands in each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.data.findings import FilePlace, Finding, Problem, Told, Unreadable
from evaluation.errors import fit_for_message, near
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as a reader found it: texts by position from 0, empty ones left out, and what is wrong at the positions
    that cannot be read. ``width``: cells in the row, where rows have one of their own."""

    number: int
    texts: Mapping[int, str]
    refused: Mapping[int, Problem]
    width: int | None = None

    def filled_positions(self) -> list[int]:
        """Positions at which something stands."""
        return [i for i, text in self.texts.items() if not text.isspace()]


def squeeze(text: str) -> str:
    """Without any white space: headers are wrapped and labels spread out (合　计) for looks only."""
    return re.sub(r"\s+", "", text)


def declared_columns(table: Table) -> list[str]:
    return [table.region, *([table.period] if table.period else []), *table.columns]


def build(
    table: Table, records: Iterable[Record], header: Record, *, file: str, sheet: str | None, encoding: str
) -> tuple[Grid, list[Finding]]:
    """The grid of ``records`` under ``header`` and the findings about single rows.

    Raises :class:`Unreadable` with every header problem at once: a table is not read by half.
    """
    place: FilePlace = {"file": file, "sheet": sheet}
    names = _names(table, header, place)
    told = Told(file, sheet)
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
                told.add(_ragged_finding(record, len(names), place))
            continue
        outside = [i for i in filled if i in headless or i >= len(names)]
        for i in outside:
            if told.wants("cell_without_header", record.number):
                told.add(_headless(record, i, place))
        if outside and len(outside) == len(filled) and not record.refused:
            continue
        refused = {name: record.refused[i] for i, name in named if i in record.refused}
        for name, problem in refused.items():
            if told.wants(problem.code, record.number):
                told.add(problem.at(row=record.number, column=name, **place))
        cells = {name: record.texts.get(i, "") for i, name in named}
        rows.append(Row(number=record.number, cells=cells, refused=frozenset(refused)))
    if not rows and not told.found:
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


def _width(header: Record) -> int:
    """Columns that belong to the table: those of the file, or up to the last header of a sheet."""
    return header.width if header.width is not None else max((i + 1 for i in header.filled_positions()), default=0)


def _names(table: Table, header: Record, place: FilePlace) -> list[str | None]:
    """Declared name per position; None for an ignored column, empty where there is no header."""
    wanted = {squeeze(name): name for name in declared_columns(table)}
    ignored = {squeeze(name) for name in table.ignore}
    found: dict[str, int] = {}
    names: list[str | None] = []
    told = Told(**place)

    def add(code: str, message: str, fix: str, column: str | None) -> None:
        told.add(Finding(severity="blocking", code=code, message=message, fix=fix, row=header.number, column=column, **place))

    if mark := _separator(header):
        add(
            "separator",
            f"the cells of the header are parted by {mark}, not by commas",
            "Ask for the workbook itself, or for the file with commas between the cells",
            None,
        )
        raise Unreadable(*told.all())
    for position in range(1, _width(header) + 1):
        text = header.texts.get(position - 1, "")
        key = squeeze(text)
        if not key:
            names.append("")
            continue
        if key in found and told.wants("header_twice", header.number):
            add(
                "header_twice",
                f"the header '{fit_for_message(text)}' stands in columns {found[key]} and {position}",
                "Give every column a name of its own",
                text,
            )
        found.setdefault(key, position)
        if key in wanted or key in ignored:
            names.append(wanted.get(key))
            continue
        names.append(None)
        if told.wants("header_unknown", header.number):
            add(
                "header_unknown",
                f"the column '{fit_for_message(text)}' is not declared for this table",
                _hint(text, [*wanted.values(), *table.ignore]),
                text,
            )
    present = [fit_for_message(header.texts[i]) for i in header.filled_positions()]
    for key, name in wanted.items():
        if key not in found and told.wants("header_missing", header.number):
            add(
                "header_missing",
                f"the declared column '{name}' is not in the file",
                _advice(near(name, present), "Deliver the column, or correct study.yml"),
                name,
            )
    if told.found:
        raise Unreadable(*told.all())
    return names


def _separator(header: Record) -> str:
    """What parts the cells of a file that was read as one column and is none."""
    texts = [header.texts[i] for i in header.filled_positions()]
    marks = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
    return next((name for mark, name in marks.items() if len(texts) == 1 and texts[0].count(mark) > 1), "")


def _hint(text: str, known: list[str]) -> str:
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        meant = ""
    if re.search("[\u4e00-\u9fff]", meant) and meant != text:
        return f"Its bytes read '{fit_for_message(meant)}' as UTF-8: the file was converted wrongly; save it again as UTF-8"
    return _advice(near(text, known), "Rename it, declare it, or list it under 'ignore' in study.yml")


def _advice(hint: str, fix: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {fix}"


def _ragged_finding(record: Record, width: int, place: FilePlace) -> Finding:
    return Finding(
        severity="blocking",
        code="ragged_row",
        message=f"the row has {record.width} cells, the header has {width}",
        fix="Check for a comma inside a cell that is not quoted, or for cells that were left out",
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
