"""A delivered table as text, before any meaning: of each region and period what stands for which declared entry, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.data.record import letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands for one region and period. ``number`` counts from 1 in the file; ``rows``: those of single entries, where they
    stand in rows of their own. ``refused`` columns already have a finding and hold nothing to read. ``columns``: where each
    stands."""

    number: int
    cells: dict[str, str]
    columns: Mapping[str, int]
    refused: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)

    def row_of(self, name: str) -> int:
        return self.rows.get(name, self.number)

    def address(self, name: str) -> str:
        """``B7``, as a spreadsheet names the cell; empty for what no cell says."""
        return f"{letters(self.columns[name])}{self.row_of(name)}" if name in self.columns else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of one table; cells are fill_in_key by the names the study declares. ``header``: the texts of the file."""

    file: str
    sheet: str | None
    encoding: str
    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
