"""Where a table stands on its page: its header of one row or several, its rows, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from evaluation.data.findings import Finding, Unreadable
from evaluation.data.record import Merged, Page, Record, position_of, squeeze
from evaluation.errors import fit_for_message, near
from evaluation.study.model import Table

_LAST = 2**20


class TableForm:
    """The table that ``table`` declares on ``page``. ``header``: one record whatever its number of rows, names of several joined
    by blanks from the top, ``header_end`` its last row; :meth:`rows` are read once, ``notes`` are known after them."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table, self.page = table, page
        self.first_column, self.first_row, self.last_column, self.last_row = _area(table.cells)
        self._records: Iterator[Record] = (self._clip(r) for r in page.records if self.first_row <= r.number <= self.last_row)
        self.header_end = 0
        heads = self._heads()
        self.header = self._join(heads)
        self.header_end = max(self.header_end, self.header.number)
        self._heads_said = [said for said in map(_texts, heads) if said]
        self._first_of_heads = {next(iter(sorted(said.items()))) for said in self._heads_said}
        self._stops = tuple(squeeze(text) for text in table.stop)
        self.notes: list[Record] = []

    def rows(self) -> Iterator[Record]:
        """Rows of the table, without those that repeat its header and without those between a ``stop`` and the next header."""
        stopped = False
        for record in self._records:
            first = _first(record)
            if first in self._first_of_heads and (said := _texts(record)) in self._heads_said:
                stopped = stopped and said != self._heads_said[0]
            elif stopped or (self._stops and first and first[1].startswith(self._stops)):
                stopped = True
                self.notes += [record] if first else []
            else:
                yield record

    def drain(self) -> None:
        """Read what is left, so that what is wrong with the file below the table is known."""
        for _ in self._records:
            pass

    def _clip(self, record: Record) -> Record:
        if self.table.cells is None:
            return record
        inside = range(self.first_column, self.last_column + 1)
        return Record(
            number=record.number,
            texts={i: text for i, text in record.texts.items() if i in inside},
            refused={i: problem for i, problem in record.refused.items() if i in inside},
            width=None if record.width is None else min(record.width, self.last_column + 1),
            hidden=record.hidden,
            codes=record.codes,
        )

    def _heads(self) -> list[Record]:
        """The rows of the header; :class:`Unreadable` when there are none."""
        table, numbered = self.table, self.page.merged is not None
        skip, named = table.title_rows, table.starts is not None
        begin = self.first_row + skip
        if named:
            begin = self._find_start()
        found: list[Record] = []
        if named or not numbered:  # counted by rows, below a line of text only those in which something stands
            rows = (r for r in self._records if not named or _texts(r))
            found = [r for _, r in zip(range(skip + table.header_rows), rows, strict=False)][skip:]
        else:
            self.header_end = begin + table.header_rows - 1  # its last row may hold nothing but the ends of merged cells
            below = next((r for r in self._records if r.number >= begin), None)
            while below is not None and below.number < begin + table.header_rows:
                found.append(below)
                below = next(self._records, None)
            if below is not None:
                self._records = chain([below], self._records)
                found = found or [Record(number=begin, texts={}, refused={})]
        if not found:
            raise self._no_header(begin)
        return found

    def _find_start(self) -> int:
        asked = squeeze(self.table.starts or "")
        seen: list[str] = []
        for record in self._records:
            said = _texts(record)
            if any(text.startswith(asked) for text in said.values()):
                return record.number + 1
            seen += [fit_for_message(text) for text in said.values()][:1]
        fix = f"Correct 'starts' in study.yml; {near(self.table.starts, seen[:400])}"
        raise _stop("no_header", f"no cell begins with '{fit_for_message(self.table.starts)}'", fix, self.page)

    def _no_header(self, begin: int) -> Unreadable:
        if self.page.merged is not None:
            fix = "Check 'title_rows' in study.yml"
            return _stop("no_header", f"row {begin} is empty, a header is due there", fix, self.page, begin)
        message = f"the file ends before a header (title_rows is {self.table.title_rows})"
        return _stop("no_header", message, "Check 'title_rows' in study.yml", self.page)

    def _join(self, heads: list[Record]) -> Record:
        if len(heads) == 1:
            return heads[0]
        width = max((max(h.texts, default=-1) for h in heads), default=-1) + 1
        texts: dict[int, str] = {}
        levels = [self._spread(head, heads[at + 1 :], width) for at, head in enumerate(heads)]
        for position in range(width):
            parts = [text for level in levels if (text := level.get(position, "").strip())]
            named = [part for at, part in enumerate(parts) if at == 0 or squeeze(part) != squeeze(parts[at - 1])]
            if named:
                texts[position] = " ".join(named)
        widths = [h.width for h in heads if h.width is not None]
        return Record(number=heads[-1].number, texts=texts, refused={}, width=max(widths, default=None))

    def _spread(self, head: Record, below: list[Record], width: int) -> dict[int, str]:
        """Texts of a row of the header, that of a group over each of its columns: those merged, else those to its right that have a
        name below and none of their own."""
        texts = {i: text for i in {*head.texts, *head.refused} if (text := head.text(i)).strip()}
        merged = [m for m in self.page.merged or () if m.first_row == head.number and m.last_column > m.first_column]
        for m in merged:
            group = texts.get(m.first_column - 1, "")
            texts.update({i: group for i in range(m.first_column, min(m.last_column, width)) if group})
        if merged or not below:
            return texts
        group = ""
        for position in range(width):
            group = texts.get(position) or group
            if position not in texts and group and any(b.text(position).strip() for b in below):
                texts[position] = group
        return texts


def _stop(code: str, message: str, fix: str, page: Page, row: int | None = None) -> Unreadable:
    return Unreadable(Finding(severity="blocking", code=code, message=message, fix=fix, row=row, **page.place))


def crossing(merged: Merged, form: TableForm, columns: frozenset[int]) -> str:
    """What ``merged`` cells are in the way of, and what to declare; empty where they are not."""
    spans = any(merged.first_column <= position + 1 <= merged.last_column for position in columns)
    top = form.header_end
    if not spans or merged.last_row < top:
        return ""
    if merged.first_row <= top:
        wide = merged.last_column > merged.first_column
        return "Write 'header_rows' in study.yml: how many rows the header has" if wide or merged.last_row > top else ""
    return (
        "If it is no row of the table, say where it ends ('stop: …') in study.yml; a figure for several rows or columns is refused"
    )


def _first(record: Record) -> tuple[int, str] | None:
    """Where something stands first in a row, and what, without white space."""
    position = min(record.filled_positions(), default=None)
    return None if position is None else (position, squeeze(record.texts[position]))


def _texts(record: Record) -> dict[int, str]:
    """What stands in a row, without white space."""
    texts = {i: squeeze(text) for i, text in record.texts.items()}
    return {i: text for i, text in texts.items() if text}


def _area(cells: str | None) -> tuple[int, int, int, int]:
    if cells is None:
        return 0, 1, _LAST, _LAST
    first, last = (re.fullmatch(r"([A-Z]+)([0-9]*)", part) for part in cells.split(":"))
    assert first and last  # by the pattern of the field
    return position_of(first[1]), int(first[2] or 1), position_of(last[1]), int(last[2] or _LAST)
