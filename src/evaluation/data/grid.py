"""A delivered table as text, before any meaning: which columns it has and what stands in each row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.data.findings import Finding, Problem, Unreadable
from evaluation.errors import near, shown
from evaluation.study.model import Table


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
    """One row as a reader found it: texts by position, and what is wrong at the positions that cannot be read."""

    number: int
    texts: list[str]
    refused: dict[int, Problem]


def squeezed(text: str) -> str:
    """Without any white space: headers are wrapped and labels spread out (合　计) for looks only."""
    return re.sub(r"\s+", "", text)


def declared(table: Table) -> list[str]:
    return [table.region, *([table.period] if table.period else []), *table.columns]


def build(
    table: Table, records: Iterable[Record], header: Record, *, file: str, sheet: str | None, encoding: str
) -> tuple[Grid, list[Finding]]:
    """The grid of ``records`` under ``header`` and the findings about single rows.

    Raises :class:`Unreadable` with every header problem at once: a table is not read by half.
    """
    place = {"file": file, "sheet": sheet}
    names = _names(table, header, place)
    findings = [p.at(row=header.number, **place) for p in header.refused.values()]
    named = [(i, name) for i, name in enumerate(names) if name]
    headless = [i for i, name in enumerate(names) if name == ""]
    rows = []
    for record in records:
        if not any(t.strip() for t in record.texts) and not record.refused:
            continue
        if len(record.texts) != len(names):
            findings.append(_ragged(record, len(names), place))
            continue
        texts = record.texts
        findings += [_headless(record, i, texts[i], place) for i in headless if texts[i].strip()]
        refused = {name: record.refused[i] for i, name in named if i in record.refused}
        findings += [p.at(row=record.number, column=name, **place) for name, p in refused.items()]
        cells = {name: texts[i] for i, name in named}
        rows.append(Row(number=record.number, cells=cells, refused=frozenset(refused)))
    if not rows:
        findings.append(
            Finding(severity="blocking", code="no_rows", message="the table has a header and no rows",
                    fix="Deliver the figures, or check 'title_rows' in study.yml", **place)
        )  # fmt: skip
    grid = Grid(header_row=header.number, header=tuple(header.texts), rows=tuple(rows), encoding=encoding, **place)
    return grid, findings


def _names(table: Table, header: Record, place: dict) -> list[str | None]:
    """Declared name per position; None for an ignored column, empty where there is no header."""
    wanted = {squeezed(name): name for name in declared(table)}
    ignored = {squeezed(name) for name in table.ignore}
    found: dict[str, int] = {}
    names: list[str | None] = []
    findings = []

    def add(code: str, message: str, fix: str, column: str | None) -> None:
        findings.append(Finding(severity="blocking", code=code, message=message, fix=fix, row=header.number,
                                column=column, **place))  # fmt: skip

    for position, text in enumerate(header.texts, start=1):
        key = squeezed(text)
        if not key:
            names.append("")
            continue
        if key in found:
            add("header_twice", f"the header '{shown(text)}' stands in columns {found[key]} and {position}",
                "Give every column a name of its own", text)  # fmt: skip
        found.setdefault(key, position)
        if key in wanted or key in ignored:
            names.append(wanted.get(key))
            continue
        names.append(None)
        add("header_unknown", f"the column '{shown(text)}' is not declared for this table",
            _hint(text, [*wanted.values(), *table.ignore]), text)  # fmt: skip
    present = [shown(t) for t in header.texts if t.strip()]
    for key, name in wanted.items():
        if key not in found:
            add("header_missing", f"the declared column '{name}' is not in the file",
                _advice(near(name, present), "Deliver the column, or correct study.yml"), name)  # fmt: skip
    if findings:
        raise Unreadable(*findings)
    return names


def _hint(text: str, known: list[str]) -> str:
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        meant = ""
    if re.search("[\u4e00-\u9fff]", meant) and meant != text:
        return f"Its bytes read '{shown(meant)}' as UTF-8: the file was converted wrongly; save it again as UTF-8"
    if text.count(";") > 1 or text.count("\t") > 1:
        return "Save the file with commas between the cells"
    return _advice(near(text, known), "Rename it, declare it, or list it under 'ignore' in study.yml")


def _advice(hint: str, fix: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {fix}"


def _ragged(record: Record, width: int, place: dict) -> Finding:
    return Finding(
        severity="blocking", code="ragged_row",
        message=f"the row has {len(record.texts)} cells, the header has {width}",
        fix="Check for a comma inside a cell that is not quoted, or for cells that were left out",
        row=record.number, **place,
    )  # fmt: skip


def _headless(record: Record, position: int, text: str, place: dict) -> Finding:
    return Finding(
        severity="blocking", code="cell_without_header",
        message=f"a cell in position {position + 1} has no header above it",
        fix="Give the column a header, or remove the cell", row=record.number, value=text, **place,
    )  # fmt: skip
