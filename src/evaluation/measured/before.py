"""Values as they were before figures of theirs were revised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.data.tall import Cell
from evaluation.measured.measure import Values


def put_back(cells: Iterable[Cell], before: Iterable[Cell]) -> Iterator[Cell]:
    """``cells``, of those that were revised what they were ``before``."""
    was = {(c.region, c.period, c.quantity): c for c in before}
    return (was.get((c.region, c.period, c.quantity), c) for c in cells)


def find_changed(now: Values, before: Values) -> Values:
    """Of the values that are others ``now``, what they were ``before``."""
    both = ((key, value, now[key]) for key, value in before.items() if key in now)
    return {key: was for key, was, value in both if None not in (was.exact, value.exact) and was.exact != value.exact}
