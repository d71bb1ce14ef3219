"""From cases to counts by region: who is counted, once, where, and as what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ibis.expr.types import BooleanValue, DateValue
from ibis.expr.types import Table as Expression

from evaluation.register.about import Rules
from evaluation.register.reading import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """First and last day of a period."""

    first: date
    last: date

    def has(self, day: DateValue) -> BooleanValue:
        return (day >= self.first) & (day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Quantities that one expression counts: a column for each of ``quantities`` beside ``region``.

    ``needs``: the tables without which they are left out.
    """

    quantities: tuple[str, ...]
    of: Callable[[Register, Window, Rules], Expression]
    needs: tuple[str, ...] = ()


def mark(cases: Expression, found: Expression, *keys: str, name: str) -> Expression:
    """``cases`` with the flag ``name``: whether ``found`` has a row of the same ``keys``."""
    there = found.select(*keys).distinct().view()
    with_mark = there.mutate(found_=True)
    joined = cases.left_join(with_mark, list(keys))
    return joined.select(*cases.columns, **{name: joined.found_.fill_null(False)})


def once(cases: Expression, whole: str, *, who: str = "person", **parts: str) -> Expression:
    """Persons (or households) of ``cases`` by region, each once: ``whole`` all of them, and ``parts`` by their flags.

    Who has several cases counts where the latest certification (``since``) is, and for a part when every case has its
    flag.
    """
    each = cases.group_by(who).aggregate(
        region=cases.region.argmax(cases.since), **{name: cases[flag].all() for name, flag in parts.items()}
    )
    return each.group_by("region").aggregate(**{whole: each.count()}, **{name: each[name].sum() for name in parts})
