"""The small pieces that tables of pages are made of: heads, names of rows, both sides of a rate, notes on marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from evaluation.data.tall import Cell
from evaluation.measured.measure import Value
from evaluation.render.component import Component, column, table
from evaluation.render.fonts import spell
from evaluation.render.largest import MOST_COLUMNS
from evaluation.render.printed import Printed, digits, name_as
from evaluation.view import wholes
from evaluation.view.view import View

T = TypeVar("T")


def marks_note(view: View, cells: Iterable[str]) -> list[str]:
    """Explains the marks that stand in these cells, and only those."""
    seen = set(cells)
    names = ("missing", "not_applicable", "suppressed", "contradictory")
    told = [view.say(f"marks.{n}") for n in names if view.numbers.mark(n) in seen]
    return [view.say("marks.line", marks=view.say("list.comma").join(told))] if told else []


def table_with_notes(
    view: View,
    id: str,
    title: str,
    columns: Sequence[dict[str, Any]],
    rows: Sequence[dict[str, Any]],
    notes: Iterable[str] = (),
    source: str | None = None,
    whole_told: bool = False,
) -> Component:
    """A table that explains the marks it uses, and says of how many regions each value of the whole is that is not of all, unless
    its notes have (``whole_told``); a column that is empty in every row is left out."""
    used = [n for n in range(len(columns)) if not n or any(len(r["cells"]) > n and r["cells"][n] for r in rows)]
    columns = [columns[n] for n in used]
    rows = [r if r["role"] == "group" else {**r, "cells": [r["cells"][n] for n in used]} for r in rows]
    cells = [c for r in rows for c in r["cells"]]
    partial = [] if whole_told else wholes.partial_notes(view, cells)
    return table(id, title, columns, rows, [*notes, *partial, *marks_note(view, cells)], source)


def name_with_unit(view: View, title: str, unit: str) -> str:
    """The name of a row with the unit of its figures."""
    return view.say("rates.name", title=title, unit=unit) if unit else title


def title_with_clause(view: View, title: str, code: str) -> str:
    """A title with the items of the study's document that ask for an indicator, where the study has it."""
    clause = view.clause(code) if view.has(code) else ""
    return view.say("readings.group", title=title, clause=clause) if clause else title


def grids(items: Sequence[T], id: str) -> Iterator[tuple[str, Sequence[T]]]:
    """The columns of a grid in as many grids as fit a page, each with an id of its own."""
    for n, start in enumerate(range(0, len(items), MOST_COLUMNS), start=1):
        yield (id if n == 1 else f"{id}-{n}"), items[start : start + MOST_COLUMNS]


def files_of(view: View, cells: Collection[Cell]) -> str:
    """The file of these cells; of several what the study calls those of each table, ``*`` for what differs."""
    files, tables = {cell.file for cell in cells}, {cell.table for cell in cells}
    names = files if len(files) == 1 else {view.study.file.tables[table].shown_file for table in tables}
    return view.say("list.comma").join(name_as("file", spell(name)) for name in sorted(names))


def number(title: str, unit: str | None = None) -> dict[str, Any]:
    return column(title, unit, "right")


def sides(view: View, value: Value) -> tuple[str, str]:
    """Numerator and denominator in full."""
    reading = view.results.indicator_named(value.indicator).readings[value.reading]
    if reading.unit.is_stated:
        return view.numbers.mark(value.mark) if value.mark else view.say("rates.stated_sides"), view.numbers.mark("not_applicable")
    top = view.numbers.exact(value.numerator, reading.numerator.counts, value.mark, value.key_of("numerator"))
    if reading.denominator is None:
        return top, view.numbers.mark("not_applicable")
    return top, view.numbers.exact(value.denominator, reading.denominator.counts, value.mark, value.key_of("denominator"))


def both(view: View, value: Value) -> str:
    """``31,712 / 679,374``; money at the scale of tables."""
    reading = view.results.indicator_named(value.indicator).readings[value.reading]

    def side(amount: int | None, counts: str, which: str) -> str:
        return view.numbers.cell(amount, counts, value.mark, value.key_of(which))

    if value.numerator is None and value.denominator is None:
        return view.numbers.mark(value.mark)
    if reading.unit.is_stated:
        return view.say("rates.stated_sides")
    top = side(value.numerator, reading.numerator.counts, "numerator")
    if reading.denominator is None:
        return top
    return Printed(top, " / ", side(value.denominator, reading.denominator.counts, "denominator"))


def stated_note(view: View, value: Value) -> str:
    """That a rate was delivered without its sides; empty of any other value."""
    return view.say("rates.stated_here") if value.unit.is_stated and not value.mark else ""


def list_names(view: View, names: list[str], what: str = "regions") -> str:
    """Names of ``regions`` or ``streets`` that share something; of more than three, how many."""
    if len(names) > 3:
        return view.say(f"list.{what}", count=digits(len(names)))
    return view.say("list.comma").join(names)
