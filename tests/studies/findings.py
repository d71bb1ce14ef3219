"""Findings of the data that a study's files alone decide, held against those that its reports list; and what is said of
them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tests.studies.catalogues import QUANTITIES
from tests.studies.plain import Place, Plain, When_, about

if TYPE_CHECKING:
    from tests.studies.spoken import Record

Found = tuple[str, str, str, str]
"""Code, region, and as far as they name it: file and column, or the period."""
_MARKS = {"missing": "cells_empty", "suppressed": "cells_suppressed"}
BY_HAND = ("missing_table", "missing_rows", "cells_empty", "cells_suppressed", "column_blank", "no_figures", "cumulative_falls")


def wrong(study: Plain, region: str, lines: list[str], record: Record) -> Iterator[tuple[str, str]]:
    """(place, message) of each finding that is listed and does not hold, of each that holds and is not listed, and where
    "nothing was found" is said of a list that is not empty or left unsaid of one that is."""
    rows = [*csv.DictReader(lines)]
    listed = {_of(row) for row in rows if row["code"] in BY_HAND}
    due = {_as_read(f) for f in study.once("findings", lambda s: {*_found(s)}) if _concerns(study, f, region)}
    for found in sorted(listed ^ due):
        yield "findings.csv", f"{found}: {'listed, not found' if found in listed else 'found, not listed'} by hand"
    for held in record.held:
        if held.fact == "no_finding" and held.region == region and held.holds == bool(rows):
            yield held.section, f"no_finding is said to be {held.holds}, and {len(rows)} are listed"


def _as_read(found: Found) -> Found:
    """With ``*`` for what the name of its column leaves open."""
    code, region, file, column = found
    return code, region, file, column.replace("{period}", "*").replace("{region}", "*")


def _of(row: dict[str, str]) -> Found:
    if row["code"] == "cumulative_falls":
        return row["code"], row["region"], "", row["message"].split(":")[0].removeprefix(f"{row['region']} ")
    return row["code"], row["region"], row["file"], row["column"]


def _concerns(study: Plain, found: Found, region: str) -> bool:
    """Whether the report of ``region`` lists it: one without a region stands in all, of the whole in that of all."""
    inside = {r["code"]: r["parent"] for r in study.regions}
    of = found[1]
    while of and of != region:
        of = inside[of]
    return region == study.top or not found[1] or of == region


def _found(study: Plain) -> Iterator[Found]:
    for name, table in study.study["tables"].items():
        yield from _rows(study, table["file"], study.deliveries[name])
        columns = {h: c["quantity"] for h, c in table["columns"].items() if "quantity" in c}
        for at in sorted({at for (_, when), at in study.places[name].items() if when.end <= study.period.end}):
            yield from _cells(study, at, columns)
    yield from _falls(study)


def _rows(study: Plain, file: str, came: Iterable[tuple[str, When_]]) -> Iterator[Found]:
    """Reporting regions without a row, or not for every period for which some of them has one, up to the study's own."""
    due = [r for r in study.reporting if r != study.top] or study.reporting
    there = {(region, when) for region, when in came if when.end <= study.period.end and region in due}
    periods = {when for _, when in there}
    for region in due:
        mine = {when for of, when in there if of == region}
        if not mine:
            yield "missing_table", region, file, ""
        elif mine < periods:
            yield "missing_rows", region, file, ""


def _cells(study: Plain, at: Place, columns: dict[str, str]) -> Iterator[Found]:
    """Of a place without any figure and of a column that is blank there that alone, else what indicators need and is not there."""
    there: dict[str, set[tuple[str, str]]] = {header: set() for header in columns}
    marks: dict[str, set[str]] = {header: set() for header in columns}
    for key, told in study.told.items():
        for cell in told if key[1].end <= study.period.end else ():
            if cell.place == at and cell.header in columns:
                marks[cell.header].add(cell.figure.mark)
                there[cell.header] |= {(key[0], cell.figure.mark)} if cell is study.used[key] else set()
    for (place, header), stated in study.stated.items():
        if place == at:
            marks[header] = {mark for when, mark in stated if when.end <= study.period.end}
    if not any({"", "below_precision"} & of for of in marks.values()):
        yield "no_figures", "", at.file, ""
        return
    codes = [*study.study["indicators"], *study.duties]
    readings = (r for code in codes for r in about(code).readings.values())
    needed = {t.quantity.code for r in readings for t in r.terms}
    for header in marks:
        if marks[header] == {"missing"}:
            yield "column_blank", "", at.file, header
    for header, cells in there.items():
        if marks[header] != {"missing"} and columns[header] in needed:
            yield from ((_MARKS[mark], of, at.file, header) for of, mark in cells if mark in _MARKS)


def _falls(study: Plain) -> Iterator[Found]:
    for region, when, code in study.cells:
        later = when.end > study.period.end and not QUANTITIES[code].plan
        if not later and study.fell(region, when, code):
            yield "cumulative_falls", region, "", study.years.spelled(str(when))
