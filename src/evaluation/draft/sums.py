"""Which rows of a table are sums of rows below them, by their figures: levels of areas that one column of names does not tell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluation.data.record import Record
from evaluation.data.units import normalise
from evaluation.draft.form import FoundForm, is_number
from evaluation.draft.pages import texts_of

_NOT_ADDED = re.compile(
    r"(?i)[%％‰]|percent|(?<![a-z])per(?![a-z])|(?<![a-z])(?:pct|ppts?|rates?|ratios?|shares?|averages?|avg|means?|medians?|index)(?![a-z])"
    r"|平均|人均|均值|中位|比重|比例|率|指数|增长|增速"
)
_ENOUGH = 4
"""Digits that have to agree before equal sums are no accident."""
_MOST_ROWS = 3000


@dataclass(frozen=True, slots=True)
class RowSums:
    """``above``: the row that each row is a part of, -1 for none. ``ways``: of a row that is the sum of others, each set of rows
    below it that adds up to it. ``whole``: the row that is the sum of the table, -1 for none."""

    above: tuple[int, ...]
    ways: dict[int, tuple[tuple[int, ...], ...]]
    whole: int

    @property
    def added(self) -> frozenset[int]:
        """The rows that add up to the whole: the finest of its ways, else all that are part of none."""
        if self.whole in self.ways:
            many = max(map(len, self.ways[self.whole]))
            return frozenset(next(way for way in self.ways[self.whole] if len(way) == many))
        return frozenset(at for at, above in enumerate(self.above) if above == -1 and at != self.whole)


@dataclass(frozen=True, slots=True)
class _Column:
    """Figures as whole numbers of the last digit that is printed in the column."""

    values: tuple[int | None, ...]

    def fits(self, total: int, parts: Sequence[int]) -> bool | None:
        """None where it says nothing."""
        said, known = self.values[total], [v for at in parts if (v := self.values[at]) is not None]
        return None if said is None or len(known) < len(parts) else 2 * abs(said - sum(known)) <= len(parts) + 1


def is_added(name: str) -> bool:
    """Whether figures of a column that is called so are added over areas: no rate, and no mean."""
    return not _NOT_ADDED.search(name)


def find_sums(form: FoundForm, figures: Sequence[int], rows: Sequence[Record], whole: int = -1) -> RowSums:
    """The sums among ``rows`` by those of ``figures`` that are added; ``whole``: the row that is called a total."""
    columns = [_column(rows, at) for at in figures if is_added(form.names[at]) and any(map(is_number, texts_of(rows, at)))]
    if not columns or not 2 < len(rows) <= _MOST_ROWS:
        return RowSums((-1,) * len(rows), {}, whole)
    above, ways = [-1] * len(rows), dict[int, tuple[tuple[int, ...], ...]]()
    open_rows: list[int] = []  # those below the row that are part of none, the nearest first
    for at in reversed(range(len(rows))):
        found = []
        left = open_rows
        while parts := _parts(columns, at, left):
            found.append(tuple(parts))
            left = left[len(parts) :]
        for part in (p for parts in found for p in parts):
            above[part] = at
        if found:
            ways[at] = tuple(found)
        open_rows = [at, *left]
    if whole == -1:
        whole = open_rows[0] if open_rows[0] == 0 and 0 in ways else -1
    last = len(rows) - 1
    if whole in (-1, last) and last not in above and last in open_rows[1:] and _agree(columns, last, open_rows[:-1]):
        whole, ways[last] = last, (tuple(open_rows[:-1]),)
    return RowSums(tuple(above), ways, whole)


def _column(rows: Sequence[Record], at: int) -> _Column:
    said = [normalise(r.text(at)) for r in rows]
    exact = [Decimal(re.sub(r"[^0-9.-]", "", t)) if is_number(t) and t.count(".") < 2 else None for t in said]
    places = max((-int(x.as_tuple().exponent) for x in exact if x is not None), default=0)
    return _Column(tuple(None if x is None else int(x.scaleb(max(places, 0))) for x in exact))


def _parts(columns: Sequence[_Column], at: int, below: Sequence[int]) -> list[int]:
    """The fewest of the rows below, from the nearest on, that add up to the row; empty where none do."""
    lead = next((c for c in columns if c.values[at] is not None), None)
    total = lead.values[at] if lead else None
    if lead is None or not total:
        return []
    summed = 0
    for many, row in enumerate(below, 1):
        summed += lead.values[row] or 0
        if summed > total + many + 1:
            return []
        if many > 1 and lead.fits(at, below[:many]) and _agree(columns, at, below[:many]):
            return list(below[:many])
    return []


def _agree(columns: Sequence[_Column], total: int, parts: Sequence[int]) -> bool:
    """Whether every column that says something says that the parts add up, and enough digits do."""
    said = [(c, fits) for c in columns if (fits := c.fits(total, parts)) is not None]
    return (
        len(parts) > 1 and all(fits for _, fits in said) and _digits([c.values[total] or 0 for c, _ in said], len(parts)) >= _ENOUGH
    )


def _digits(values: Sequence[int], many: int) -> float:
    return sum(max(0.0, math.log10((abs(v) + 1) / (many + 2))) for v in values)


def find_indented(texts: Sequence[str]) -> Iterator[bool]:
    """Which of the names are moved in, as those of parts are."""
    for text in texts:
        yield bool(re.match(r"[\s\u3000]{2,}\S|[\s\u3000]*(?:[.·．•…]+|[-－–—]{1,4}|其中)\s*\S", text))
