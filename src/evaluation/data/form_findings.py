"""What is wrong with the form of a table, as findings: rows, cells and merges that do not fit its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.data.advice import ask_for
from evaluation.data.findings import FilePlace, Finding, Told
from evaluation.data.form import TableForm, crossing
from evaluation.data.header import MARKS
from evaluation.data.record import Record, letters, squeeze
from evaluation.data.writings import is_number
from evaluation.errors import fit_for_message
from evaluation.study.unit import WrittenUnit

_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]$")


def entry_twice(name: str, first: int, second: int, place: FilePlace) -> Finding:
    return Finding(
        severity="blocking",
        code="row_twice",
        message=f"'{name}' stands twice for the same region and period, in rows {first} and {second}",
        fix="Tell them apart by more columns ('down: name: [group, item]'), by 'groups' or by 'rows: only'",
        row=second,
        **place,
    )


def find_merged(form: TableForm, columns: frozenset[int], read: set[int] | None = None) -> list[Finding]:
    """Cells merged across the header, or across figures."""
    if not form.page.merged:
        return []
    form.drain()
    told, top = Told(form.page.file, form.page.sheet), form.header.number
    width = max(form.header.filled_positions(), default=0) + 1
    for merged in sorted(form.page.merged, key=lambda m: (m.first_row, m.first_column)):
        over = columns or frozenset(range(width))
        if merged.first_row > top and (read is None or not any(merged.first_row <= row <= merged.last_row for row in read)):
            continue
        if (fix := crossing(merged, form, over if merged.first_row > top else frozenset(range(width)))) and told.wants(
            "merged_cells", merged.first_row
        ):
            told.add(
                Finding(
                    severity="blocking",
                    code="merged_cells",
                    message=f"the cells {fit_for_message(merged.ref)} are merged inside the table",
                    fix=fix,
                    row=merged.first_row,
                    **form.page.place,
                )
            )
    return told.all()


def notes_below(notes: list[Record], place: FilePlace) -> Finding:
    texts = [next(iter(r.texts.values())).strip() for r in notes if r.texts]
    rows = "1 row below the table is" if len(notes) == 1 else f"{len(notes):,} rows below the table are"
    return Finding(
        severity="reportable",
        code="notes_below",
        message=f"{rows} not read, from '{fit_for_message(texts[0]) if texts else ''}' on",
        fix="Nothing to do if they are notes and sources; read them before relying on the figures",
        row=notes[0].number,
        facts={"count": f"{len(notes)}"},
        **place,
    )


def hidden_row(record: Record, place: FilePlace) -> Finding:
    return Finding(
        severity="blocking",
        code="hidden_row",
        message="the row is hidden or filtered out and holds figures",
        fix="Ask whether it belongs to the table, for a file in which it is seen or gone; this one is kept",
        row=record.number,
        **place,
    )


def ragged_row(record: Record, width: int, separator: str, place: FilePlace) -> Finding:
    advice = (
        f"Check for a {MARKS[separator].removesuffix('s')} inside a cell that is not quoted, or for cells left out, and ask for "
        "a file with whole rows"
    )
    alone = record.width == 1 or len(record.filled_positions()) == 1
    return Finding(
        severity="blocking",
        code="ragged_row",
        message=f"the row has {record.width} cells, the header has {width}",
        fix="If notes begin here, write 'stop: …' in study.yml with how they begin; else cells were left out: ask for the whole row"
        if alone and not any(map(is_number, record.texts.values()))
        else advice,
        row=record.number,
        **place,
    )


def cell_without_header(record: Record, position: int, place: FilePlace) -> Finding:
    which = _cell(record.number, position) if place["sheet"] else f"a cell in position {position + 1}"
    return Finding(
        severity="blocking",
        code="cell_without_header",
        message=f"{which} has no header above it",
        fix=f"If it belongs to the table, declare it as 'column {letters(position)}' in study.yml or ignore that; else say "
        "where the table stands ('cells: A:F')",
        row=record.number,
        value=record.texts[position],
        **place,
    )


def extent(record: Record, filled: Sequence[int], most: str, place: FilePlace) -> Finding:
    where = _cell(record.number, max(filled, default=0)) if place["sheet"] else f"line {record.number}"
    return Finding(
        severity="blocking",
        code="extent",
        message=f"the table holds more than {most}: that many up to {where}",
        fix=ask_for("several files, by year or by part of the area, and nothing filled in below or beside the table"),
        row=record.number,
        **place,
    )


def _cell(row: int, position: int) -> str:
    """``the cell B7``, as a spreadsheet names it."""
    return f"the cell {letters(position)}{row}"


def unit_differs(name: str, said: str, declared: WrittenUnit, row: int, column: str, place: FilePlace) -> Finding:
    return Finding(
        severity="blocking",
        code="unit_differs",
        message=f"the file gives '{fit_for_message(name)}' in {fit_for_message(said)}, study.yml declares {declared}",
        fix="Correct the unit in study.yml",
        row=row,
        column=column,
        **place,
    )


def units_of_header(
    texts: Mapping[int, str], slots: Iterable[tuple[int, WrittenUnit]], row: int, place: FilePlace
) -> Iterator[Finding]:
    """Columns whose header ends with another unit in brackets than the declared one."""
    for position, declared in slots:
        found = _IN_BRACKETS.search(squeeze(texts[position]))
        said = declared.other(found[1]) if found else None
        if found and said is not None and (said.counts, said.scale) != (declared.counts, declared.scale):
            yield unit_differs(texts[position], found[1], declared, row, texts[position], place)
