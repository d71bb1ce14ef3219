"""What follows exactly from sums that hold: plain elimination over fractions, which remembers the sums that were used."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

U = TypeVar("U", bound=Hashable)
_Row = dict[int, Fraction]


class RowSpace(Generic[U]):
    """The space that ``sums`` span, each the coefficients of unknowns ``U``. ``asked``: unknowns that will be asked for; a sum with
    another one, which stands in no second sum, tells nothing of them. None where everything may be asked for."""

    def __init__(self, sums: Sequence[Mapping[U, int]], asked: Iterable[U] | None) -> None:
        self._number: dict[U, int] = {}
        self._pivots: dict[int, _Row] = {}
        taken = range(len(sums)) if asked is None else _telling(sums, set(asked))
        for at in sorted(taken, key=lambda at: len(sums[at])):  # long ones first would fill all others
            row: _Row = {self._number.setdefault(name, len(self._number)): Fraction(by) for name, by in sums[at].items() if by}
            self._take(self._reduce(row | {-1 - at: Fraction(1)}))

    def sums_for(self, asked: Mapping[U, int]) -> tuple[int, ...] | None:
        """The numbers of the sums from which ``asked`` follows; None where it does not."""
        if any(name not in self._number for name, by in asked.items() if by):
            return None
        left = self._reduce({self._number[name]: Fraction(by) for name, by in asked.items() if by})
        return None if any(name >= 0 for name in left) else tuple(sorted(-1 - name for name in left))

    def form(self, asked: Mapping[U, int]) -> frozenset[tuple[int, Fraction]]:
        """What is left of ``asked``: the same for all that these sums make multiples of each other."""
        row = self._reduce({self._number.setdefault(name, len(self._number)): Fraction(by) for name, by in asked.items() if by})
        first = min((name for name in row if name >= 0), default=None)
        return frozenset() if first is None else frozenset((name, by / row[first]) for name, by in row.items() if name >= 0)

    def _take(self, row: _Row) -> None:
        pivot = min((name for name in row if name >= 0), default=None)
        if pivot is not None:
            self._pivots[pivot] = {name: by / row[pivot] for name, by in row.items()}

    def _reduce(self, row: _Row) -> _Row:
        while (pivot := min((name for name in row if name in self._pivots), default=None)) is not None:
            times = row[pivot]
            for name, by in self._pivots[pivot].items():
                left = row.get(name, Fraction(0)) - times * by
                if left:
                    row[name] = left
                else:
                    row.pop(name, None)
        return row


def _telling(sums: Sequence[Mapping[U, int]], asked: set[U]) -> list[int]:
    """The numbers of the sums of which no unknown stands in that sum alone and is not asked for."""
    within: dict[U, set[int]] = {}
    for at, sum_ in enumerate(sums):
        for name in (name for name, by in sum_.items() if by):
            within.setdefault(name, set()).add(at)
    lone = [name for name, found in within.items() if len(found) == 1 and name not in asked]
    gone: set[int] = set()
    while lone:
        for at in tuple(within[lone.pop()]):
            gone.add(at)
            for name in (name for name, by in sums[at].items() if by):
                within[name].discard(at)
                if len(within[name]) == 1 and name not in asked:
                    lone.append(name)
    return [at for at, sum_ in enumerate(sums) if at not in gone and any(sum_.values())]
