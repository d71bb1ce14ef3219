"""One row as a reader found it, before the columns it belongs to are known, and the sheet that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from evaluation.data.findings import FilePlace, Problem

_NONE: Mapping[int, str] = MappingProxyType({})


class Record(NamedTuple):
    """One row as a reader found it: texts by position from 0, empty ones left out, and what is wrong at the positions
    that cannot be read. ``width``: cells in the row, where rows have one of their own. ``codes``: numbers
    that are shown with zeros in front, as they are shown."""

    number: int
    texts: Mapping[int, str]
    refused: Mapping[int, Problem]
    width: int | None = None
    hidden: bool = False
    codes: Mapping[int, str] = _NONE

    def filled_positions(self) -> list[int]:
        """Positions at which something stands."""
        return [i for i, text in self.texts.items() if not text.isspace()]

    def text(self, position: int) -> str:
        """What stands there, also where it is no figure or name, such as a day."""
        return self.texts.get(position) or (self.refused[position].text if position in self.refused else "")


class Merged(NamedTuple):
    """Cells merged into one; rows and columns count from 1."""

    ref: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All rows of a CSV file or of a sheet, from the top. ``merged``: of a sheet, known before its rows; None for CSV, whose rows
    are counted whether something stands in them or not. ``hidden_columns``: from and to, from 1, known with the first row."""

    file: str
    sheet: str | None
    encoding: str
    records: Iterator[Record]
    merged: tuple[Merged, ...] | None = None
    hidden_columns: Sequence[tuple[int, int]] = ()

    @property
    def place(self) -> FilePlace:
        return {"file": self.file, "sheet": self.sheet}


def squeeze(text: str) -> str:
    """Without any white space: headers are wrapped and labels spread out (合　计) for looks only."""
    return text if text.isalnum() else re.sub(r"\s+", "", text)


@cache
def letters(position: int) -> str:
    """The column at ``position`` (from 0) as a spreadsheet names it."""
    found, left = "", position + 1
    while left:
        left, letter = divmod(left - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def position_of(letters: str) -> int:
    """The position, from 0, of the column that a spreadsheet calls so."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1
