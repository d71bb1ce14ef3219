"""How a flow follows from what was delivered: borders between months are joined by stretches that are known.

A flow is known exactly when a way of stretches joins its two borders: quarters to a year, two figures since the year's start
to a quarter, a year less its other parts to the missing one. Of several ways that one is taken by which printing rounded least
away, of those the one with fewest stretches, of those the earliest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from typing import NamedTuple


class Stretch(NamedTuple):
    """The months between two borders, over which a flow is known but for ``bound``."""

    first: int
    end: int
    bound: int


class Leg(NamedTuple):
    """One stretch of a way, by its number; ``sign`` is -1 where the way goes back over it."""

    number: int
    sign: int


Way = tuple[Leg, ...]


class Ways:
    """The ways over some stretches, which are in the order of time."""

    def __init__(self, stretches: tuple[Stretch, ...], joined: Iterable[int] | None = None) -> None:
        """``joined``: the numbers of those that ways lead over; all when not given."""
        self._stretches = stretches
        self._leaving: dict[int, list[tuple[int, Leg]]] = {}
        for number in range(len(stretches)) if joined is None else joined:
            self._join(number)
        self._found: dict[tuple[int, int], Way | None] = {}

    def _join(self, number: int) -> None:
        first, end, _ = self._stretches[number]
        self._leaving.setdefault(first, []).append((end, Leg(number, 1)))
        self._leaving.setdefault(end, []).append((first, Leg(number, -1)))

    def between(self, first: int, end: int) -> Way | None:
        """The best way from border ``first`` to border ``end``; None where none joins them."""
        if (first, end) not in self._found:
            self._found[first, end] = self._search(first, end)
        return self._found[first, end]

    def _search(self, first: int, end: int) -> Way | None:
        if first not in self._leaving or end not in self._leaving:
            return None
        ahead: list[tuple[int, int, Way, int]] = [(0, 0, (), first)]
        seen: set[int] = set()
        while ahead:
            bound, length, way, at = heappop(ahead)
            if at == end:
                return way
            if at in seen:
                continue
            seen.add(at)
            for border, step in self._leaving[at]:
                if border not in seen:
                    heappush(ahead, (bound + self._stretches[step.number].bound, length + 1, (*way, step), border))
        return None

    @cached_property
    def second(self) -> Sequence[tuple[int, Way]]:
        """Stretches whose borders others join too, with the way of those: what both say has to agree. The longer one is held
        against the shorter ones."""
        return tuple(self._closing())

    def _closing(self) -> Iterator[tuple[int, Way]]:
        shorter = Ways(self._stretches, ())
        for number in sorted(range(len(self._stretches)), key=lambda n: (self._stretches[n].end - self._stretches[n].first, n)):
            first, end, _ = self._stretches[number]
            way = shorter._search(first, end)
            if way is None:
                shorter._join(number)
            else:
                yield number, way


def ways_over(stretches: tuple[Stretch, ...]) -> Ways:
    """One for all regions and quantities that are delivered for the same stretches of time; where no two borders are joined by two
    ways, whatever was rounded."""
    return _only_ways(tuple([(first, end) for first, end, _ in stretches])) or _best_ways(stretches)


@lru_cache(maxsize=4096)
def _only_ways(borders: tuple[tuple[int, int], ...]) -> Ways | None:
    """The ways where there is never a choice of two; else None."""
    ways = Ways(tuple(Stretch(first, end, 0) for first, end in borders))
    return None if ways.second else ways


@lru_cache(maxsize=4096)
def _best_ways(stretches: tuple[Stretch, ...]) -> Ways:
    return Ways(stretches)
