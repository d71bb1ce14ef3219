"""A delivered table as text, before any meaning: of each region and period what stands for which declared entry, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from evaluation.data.record import letters

_OWN: Mapping[str, int] = MappingProxyType({})


_BETWEEN = "\x1f"


class Texts(Mapping[str, str]):
    """The texts of a row by name, held as one: a large table has millions of them. ``at``: the number of each."""

    __slots__ = ("_at", "_joined")

    def __init__(self, at: Mapping[str, int], joined: str) -> None:
        self._at, self._joined = at, joined

    def __getitem__(self, name: str) -> str:
        return self._joined.split(_BETWEEN)[self._at[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def unpack(self) -> dict[str, str]:
        """Each by its name."""
        return dict(zip(self._at, self._joined.split(_BETWEEN), strict=True))


def pack(texts: dict[str, str], at: Mapping[str, int]) -> Mapping[str, str]:
    """``texts``, whose numbers are ``at``, in little room."""
    joined = _BETWEEN.join(texts.values())
    return Texts(at, joined) if joined.count(_BETWEEN) == len(at) - 1 else texts


def unpack(texts: Mapping[str, str]) -> Mapping[str, str]:
    """``texts``, each found at once."""
    return texts.unpack() if isinstance(texts, Texts) else texts


class Row(NamedTuple):
    """What stands for one region and period. ``number`` counts from 1 in the file; ``rows``: those of single entries, where they
    stand in rows of their own. ``refused`` columns already have a finding and hold nothing to read. ``columns``: where each
    stands."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    refused: frozenset[str] = frozenset()
    rows: Mapping[str, int] = _OWN

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
