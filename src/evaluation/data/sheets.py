"""What a workbook of any kind is to its reader: sheets by name, of each the cells that hold something, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from evaluation.data.record import Merged


class Stored(NamedTuple):
    """A cell that holds something; ``pending``: a formula whose result was never stored."""

    value: Any
    number_format: str
    pending: bool


@dataclass(slots=True)
class SheetRow:
    """A row that holds something, its cells by position from 0."""

    number: int
    hidden: bool
    cells: dict[int, Stored]


class OpenSheet(Protocol):
    """A sheet. Which columns are hidden is known when :meth:`rows` has begun."""

    @property
    def hidden_columns(self) -> list[tuple[int, int]]: ...

    @property
    def merged(self) -> tuple[Merged, ...]: ...

    def rows(self) -> Iterator[SheetRow]:
        """Rows that hold something, from the top."""
        ...


class OpenBook(Protocol):
    """A workbook; ``kind`` is how its file name ends, ``visible`` the names of the sheets that are seen."""

    kind: str

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def visible(self) -> Sequence[str]: ...

    def sheet(self, name: str) -> OpenSheet:
        """The sheet of that name, read from the top."""
        ...
