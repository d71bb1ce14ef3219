"""Where a table stands on its page: its header of one row or several, its rows, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from evaluation.data.findings import Finding, Unreadable
from evaluation.data.record import Merged, Page, Record, position_of, squeeze
from evaluation.errors import fit_for_message, near
from evaluation.study import pattern
from evaluation.study.model import Table

_LAST, _TITLES = 2**20, 20
_NOTE = re.compile(r"(?i)(?:注|附注|备注|说明|資料來源|资料来源|数据来源|來源|来源|註)[：:0-9①（(]|(?:notes?|sources?)[:：0-9]|※")
_CONTINUED = re.compile(r"(?i).*(?:续表?|續表?|[（(](?:续|續|cont(?:inued|['’]?d|\.)?)[)）]|continued)[0-9一二三四五六七八九十]*")


class TableForm:
    """The table that ``table`` declares on ``page``. ``header``: one record whatever its number of rows, names of several joined
    by blanks from the top, ``header_end`` its last row; :meth:`rows` are read once, ``notes`` are known after them."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table, self.page = table, page
        self.first_column, self.first_row, self.last_column, self.last_row = _area(table.cells)
        self._records: Iterator[Record] = (self._clip(r) for r in page.records if self.first_row <= r.number <= self.last_row)
        self.header_end = 0
        self._head_rows = heads = self._heads()
        self.header = self._join(heads)
        self.header_end = max(self.header_end, self.header.number)
        self._heads_said = [said for said in map(_texts, heads) if said]
        self._first_of_heads = {next(iter(sorted(said.items()))) for said in self._heads_said}
        self._stops = tuple(squeeze(text) for text in table.stop)
        self.notes: list[Record] = []

    def rows(self) -> Iterator[Record]:
        """Rows of the table, without those that repeat its header and without those between a ``stop`` and the next header. A row
        of one cell that begins as a note does (注：, Source:) or says that a table goes on (续表), and those of one cell below it,
        are notes too."""
        stopped = noted = False
        for record in self._records:
            first = _first(record)
            if first in self._first_of_heads and (said := _texts(record)) in self._heads_said:
                stopped = stopped and said != self._heads_said[0]
            elif stopped or (self._stops and first and first[1].startswith(self._stops)):
                stopped = True
                self.notes += [record] if first else []
            elif first and len(record.filled_positions()) == 1 and not record.refused and (noted or _is_note(first[1])):
                noted = True
                self.notes.append(record)
            else:
                noted = noted and not first
                yield record

    def check_title_rows(self) -> None:
        """:class:`Unreadable` where what was taken for the header is none, and a row below it calls all declared columns."""
        table = self.table
        wanted = {squeeze(name) for name in table.declared if not pattern.is_open(name) and not name.startswith("column ")}
        if not wanted or table.starts is not None or wanted & {squeeze(text) for text in self.header.texts.values()}:
            return
        rows = [*self._head_rows, *islice(self._records, _TITLES)]
        windows = [rows[at : at + table.header_rows] for at in range(len(rows))]
        at = next((n for n, heads in enumerate(windows) if wanted <= {squeeze(t) for t in self._join(heads).texts.values()}), 0)
        if not at:
            return
        first = rows[at].number
        skip = first - self.first_row if self.page.merged is not None else table.title_rows + at
        fix = f"Write 'title_rows: {skip}' for the table in study.yml"
        raise _stop("no_header", f"the declared columns are called in row {first}, below a title", fix, self.page, first)

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


def _is_note(text: str) -> bool:
    return _NOTE.match(text) is not None or _CONTINUED.fullmatch(text) is not None


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
        many = max(merged.last_row, merged.first_row + wide) - (top - form.table.header_rows)
        ends = f"if its header ends with row {top - form.table.header_rows + many}"
        return f"Write 'header_rows: {many}' for the table in study.yml, {ends}" if wide or merged.last_row > top else ""
    return (
        "If it is no row of the table, say where it ends ('stop: …') in study.yml; a figure for several rows or columns is refused"
    )


def _first(record: Record) -> tuple[int, str] | None:
    """Where something stands first in a row, and what, without white space."""
    return next(((i, squeeze(text)) for i, text in record.texts.items() if not text.isspace()), None)


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
