"""What the cells of rows say, held a column at a time: plain figures as numbers, all others one by one as they were read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from evaluation.data.grid import Row, unpack
from evaluation.data.units import NOT_PLAIN, CellReading, PlainNumbers
from evaluation.study.tables import Column

Others = Mapping[str, CellReading]
_NONE: Others = MappingProxyType({})


class Block:
    """The figures of some ``rows``. ``columns``: what they are of, with what reads plain figures of each; None where cells are
    read one by one."""

    __slots__ = ("_numbers", "_others", "_places", "_plain", "is_whole", "unread")

    def __init__(self, rows: Sequence[Row], columns: Iterable[tuple[str, Column, PlainNumbers | None]]) -> None:
        self._plain: dict[str, PlainNumbers] = {}
        self._numbers: dict[str, array[int]] = {}
        self._places: dict[str, bytes] = {}
        self._others: dict[int, dict[str, CellReading]] = {}
        self.unread: dict[int, list[tuple[str, Column, str]]] = {}
        """By row, in the order of the columns: texts that are no plain figures; :meth:`put` takes what they say."""
        self.is_whole = True
        """Whether every row has a cell to be read in each column."""
        cells = [unpack(row.cells) for row in rows]
        refused = any(row.refused for row in rows)
        for name, column, plain in columns:
            texts = [of.get(name) for of in cells]
            if refused:
                texts = [None if name in row.refused else text for row, text in zip(rows, texts, strict=True)]
            self.is_whole &= None not in texts
            left: Iterable[int] = range(len(texts))
            if plain is not None:
                self._plain[name] = plain
                self._numbers[name], self._places[name] = plain.read_all(texts)
                left = (at for at, places in enumerate(self._places[name]) if places == NOT_PLAIN)
            for at in left:
                if (text := texts[at]) is not None:
                    self.unread.setdefault(at, []).append((name, column, text))

    def put(self, at: int, name: str, reading: CellReading) -> None:
        """What the cell in a column of a row says that was ``unread``."""
        self._others.setdefault(at, {})[name] = reading

    def others(self, at: int) -> Others:
        """What cells of the row say that are no plain figures."""
        return self._others.get(at, _NONE)

    def plain(self, at: int, name: str) -> CellReading | None:
        """The plain figure in a column of the row; None where there is none."""
        places = self._places.get(name)
        if places is None or (found := places[at]) == NOT_PLAIN:
            return None
        return self._plain[name].reading(self._numbers[name][at], found)

    def is_plain(self, at: int, name: str) -> bool:
        return (places := self._places.get(name)) is not None and places[at] != NOT_PLAIN

    def names(self, at: int) -> Iterator[str]:
        return chain((n for n, places in self._places.items() if places[at] != NOT_PLAIN), self.others(at))


class Readings(Mapping[str, CellReading]):
    """Of one row what the cells say, by column; without those ``left`` out."""

    __slots__ = ("_at", "_block", "_left")

    def __init__(self, block: Block, at: int, left: frozenset[str] = frozenset()) -> None:
        self._block, self._at, self._left = block, at, left

    def __getitem__(self, name: str) -> CellReading:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str, default: CellReading | None = None) -> CellReading | None:  # type: ignore[override]  # as all call it
        if name in self._left:
            return default
        return self._block.plain(self._at, name) or self._block.others(self._at).get(name, default)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name not in self._left and (self.is_plain(name) or name in self._block.others(self._at))

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._block.names(self._at) if name not in self._left)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def others(self) -> Others:
        """Those that are no plain figures: marks, and figures in other writings. A plain one is not below 0."""
        found = self._block.others(self._at)
        return {n: r for n, r in found.items() if n not in self._left} if self._left and found else found

    def is_plain(self, name: str) -> bool:
        """Whether a plain figure stands in the column."""
        return name not in self._left and self._block.is_plain(self._at, name)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out or lacking."""
        return self._block.is_whole and not self._left

    def without(self, names: Iterable[str]) -> Readings:
        return Readings(self._block, self._at, self._left.union(names))
