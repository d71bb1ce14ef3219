"""Days: what holds on a day, full years of age, and terms of months.

A term of months or years ends on the day of the same number, or on the month's last day where it has none: who was born
on 29 February completes a year of age on 28 February in common years, and three months from 30 November end on 28
February.
"""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, DateValue
from ibis.expr.types import Table as Expression


def shift(day: DateValue, *, days: int = 0, months: int = 0, years: int = 0) -> DateValue:
    """``day`` so many days, or calendar months and years, later (or earlier)."""
    term = ibis.interval(months=months + 12 * years) if months or years else ibis.interval(days=abs(days))
    return day - term if days < 0 else day + term


def reached(birth: DateValue, years: int, on: DateValue) -> BooleanValue:
    """``years`` full years of age completed on ``on``: the birthday itself counts."""
    return shift(birth, years=years) <= on


def holds(spells: Expression, on: DateValue) -> BooleanValue:
    """Rows of ``spells`` (``start``, ``end``) that hold on ``on``: both days count, a blank end has not come."""
    return (spells.start <= on) & (spells.end.isnull() | (spells.end >= on))


def in_force(spells: Expression, asked: Expression) -> Expression:
    """Rows of ``asked`` (``person``, ``on``) whose person has a row of ``spells`` that holds on that day."""
    there = spells.view()
    return asked.semi_join(there, [asked.person == there.person, holds(there, asked.on)])


def without(asked: Expression, gone: Expression, *keys: str) -> Expression:
    """Rows of ``asked`` that have no like in ``gone`` (by ``person`` and ``on`` unless named)."""
    return asked.anti_join(gone.select(*(keys or ("person", "on"))).distinct().view(), list(keys or ("person", "on")))


def among(asked: Expression, found: Expression, *keys: str) -> Expression:
    """Rows of ``asked`` that have a like in ``found`` (by ``person`` and ``on`` unless named)."""
    return asked.semi_join(found.select(*(keys or ("person", "on"))).distinct().view(), list(keys or ("person", "on")))


def keep(rows: Expression) -> Expression:
    """``rows`` worked out once and held in memory: what is asked of them again and again is not worked out again."""
    return rows.get_backend().create_table(ibis.util.gen_name("kept"), rows, temp=True)
