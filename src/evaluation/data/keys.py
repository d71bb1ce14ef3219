"""What says of a row which region and period it is of: its cells, those above it, and the names of file and sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.data.record import Merged, Record, squeeze
from evaluation.study.model import Table


class KeyCells:
    """Keys of the rows of ``table`` from the top down. ``columns``: positions of the columns that the file has. ``said``: what
    the names of file and sheet say."""

    def __init__(self, table: Table, columns: Mapping[str, int], said: Mapping[str, str], merged: Sequence[Merged] | None) -> None:
        self.table, self.columns, self.said = table, columns, said
        down = [m for m in merged or () if m.first_column == m.last_column and m.last_row > m.first_row]
        self._merged = {(m.first_row, m.first_column - 1): m.last_row for m in down}
        self._above: dict[int, tuple[int, str]] = {}  # by position: the last row for which it stands, and the text
        self._filled = {columns[name] for name in table.fill_down}
        self._heads = {name: {squeeze(head) for head in group.heads} for name, group in table.groups.items()}
        self._group: dict[str, str] = {}

    def read(self, record: Record) -> tuple[dict[str, str], list[tuple[int, str]]]:
        """Keys by name, and the columns of which the cell cannot be read."""
        found, wrong = dict(self.said), []
        for name, position in self.columns.items():
            problem = record.refused.get(position)
            is_day = name == self.table.as_of.column or (self.table.dates and name in self.table.period)
            if problem is None or (problem.code == "date" and is_day):
                found[name] = self._text(record, position)
            else:
                wrong.append((position, name))
                found[name] = ""
        for name, group in self.table.groups.items():
            text = found[group.of]
            if squeeze(text) in self._heads[name]:
                self._group[name] = text.strip()
            found[name] = self._group.get(name, "")
        return found, wrong

    def _text(self, record: Record, position: int) -> str:
        """The text of the cell; a blank one says what stands above it where cells are merged, or the table says so."""
        text = record.codes.get(position) or record.text(position)
        if text.strip():
            last = self._merged.get((record.number, position))
            if last is not None or position in self._filled:
                self._above[position] = (2**20 if position in self._filled else last or 0, text)
            return text
        last_row, above = self._above.get(position, (0, ""))
        return above if record.number <= last_row else text
