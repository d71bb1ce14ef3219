"""Rows of a table under its header: which belong to it, and what each says for every region and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from evaluation.data import form_findings
from evaluation.data.findings import Told, Unreadable
from evaluation.data.grid import Row, pack
from evaluation.data.header import Header
from evaluation.data.keys import KeyCells
from evaluation.data.record import Page, Record
from evaluation.study.model import Table

MOST_CELLS, MOST_ROWS = 4_000_000, 300_000
"""Of one file, blank cells of its columns included: some hundred times what a province delivers in a year."""


class Body:
    """Rows of a table under its header, and what is wrong with them. ``groups``: the columns of figures, those together that are of
    the same region and period; ``read``: the rows of which a figure was taken."""

    def __init__(self, table: Table, page: Page, header: Header, said: Mapping[str, str]) -> None:
        self.table, self.header = table, header
        self.place = page.place
        self.told = Told(page.file, page.sheet)
        self.headless = {i for i, name in enumerate(header.names) if name == ""}
        self.named = [(i, name) for i, name in enumerate(header.names) if name]
        columns = {name: i for i, name in self.named if name in table.key_columns}
        self.key_cells = KeyCells(table, columns, said, page.merged)
        slots = [(dict(header.open.get(i, {})), i, name) for i, name in self.named if name in table.figures]
        slots.sort(key=lambda slot: sorted(slot[0].items()))
        grouped = groupby(slots, key=lambda slot: sorted(slot[0].items()))
        self.groups = [(dict(keys), [(i, name) for _, i, name in found]) for keys, found in grouped]
        own = self.key_cells.columns
        self._columns = [{**own, **dict.fromkeys(k, s[0][0]), **{name: i for i, name in s}} for k, s in self.groups]
        self._numbers: list[dict[str, int]] = []
        self.held, self.rows, self.key_count = 0, 0, len(table.keys)
        self.read: set[int] = set()

    def belongs(self, record: Record) -> bool:
        """Whether the row has something of the table in it; what is wrong with its cells is told."""
        filled = record.filled_positions()
        if not filled and not record.refused:
            return False
        names, told, place = self.header.names, self.told, self.place
        self.held += max(len(self.named) + (len(self.groups) - 1) * self.key_count, len(filled))
        self.rows += 1
        for count, most, what in ((self.held, MOST_CELLS, "cells"), (self.rows, MOST_ROWS, "rows")):
            if count > most:
                raise Unreadable(form_findings.extent(record, filled, f"{most:,} {what}", place))
        if record.hidden and told.wants("hidden_row", record.number):
            told.add(form_findings.hidden_row(record, place))
        if record.width not in (None, len(names)):
            if told.wants("ragged_row", record.number):
                told.add(form_findings.ragged_row(record, len(names), self.table.separator, place))
            return False
        beyond = self.headless or (filled and filled[-1] >= len(names))
        outside = [i for i in filled if i in self.headless or i >= len(names)] if beyond else ()
        for i in outside:
            if told.wants("cell_without_header", record.number):
                told.add(form_findings.cell_without_header(record, i, place))
        return not (outside and len(outside) == len(filled) and not record.refused)

    def across(self, record: Record) -> Iterator[Row]:
        """A row for each region and period that the header names, or the one that the record is."""
        shared, wrong = self.key_cells.read(record)
        self.read.add(record.number)
        refused_keys = self.find_refused(record, wrong)
        texts = record.texts
        for group, ((keys, slots), columns) in enumerate(zip(self.groups, self._columns, strict=True)):
            cells = {**shared, **keys, **{name: texts.get(i, "") for i, name in slots}}
            if group == len(self._numbers):
                self._numbers.append({name: at for at, name in enumerate(cells)})
            refused = refused_keys | self.find_refused(record, slots) if record.refused else refused_keys
            yield Row(number=record.number, cells=pack(cells, self._numbers[group]), columns=columns, refused=refused)

    def find_refused(self, record: Record, slots: Sequence[tuple[int, str]]) -> frozenset[str]:
        """Of the named positions those that cannot be read, which is told."""
        if not record.refused:
            return frozenset()
        found = set()
        for i, name in slots:
            problem = record.refused.get(i)
            if problem is None:
                continue
            found.add(name)
            if self.told.wants(problem.code, record.number):
                self.told.add(problem.at(row=record.number, column=name, **self.place))
        return frozenset(found)
