"""Rows against each other: keys that exist, rows that stand once, days in order and before the cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import ibis
from ibis.expr.types import Table as Expression

from evaluation.data.findings import Finding
from evaluation.register.cells import rows_of
from evaluation.register.days import shifted
from evaluation.register.tables import TABLES, Table

BOUNDS = {"registrations": ("start", "end"), "certifications": ("certified", "exited")}
"""First and last day of the rows that never overlap."""


def check(tables: Mapping[str, Expression], files: Mapping[str, str], cut_off: date) -> list[Finding]:
    """Breaches between rows of checked ``tables``; ``files`` are their names as delivered."""
    found: list[Finding] = []
    for name, table in tables.items():
        contract, file = TABLES[name], files[name]
        found += _references(table, contract, tables, file)
        found += _repeated(table, contract, file)
        found += _days(table, contract, tables["persons"], cut_off, file)
        if contract.apart:
            found += _overlaps(table, name, file)
    return found


def _references(
    table: Expression, contract: Table, tables: Mapping[str, Expression], file: str
) -> Iterator[Finding]:
    for name, column in contract.columns.items():
        if column.refers:
            there = tables[column.refers]
            key = next(iter(TABLES[column.refers].columns))
            lost = table.filter(table[name].notnull()).anti_join(there.select(**{name: there[key]}), name)
            yield from rows_of(lost, file, name, "unknown_key", f"the key is not in {column.refers}",
                               f"Add it to {column.refers}, or correct the key")  # fmt: skip


def _repeated(table: Expression, contract: Table, file: str) -> Iterator[Finding]:
    if contract.unique:
        before = ibis.window(group_by=list(contract.unique), order_by="row")
        numbered = table.mutate(nth=ibis.row_number().over(before))
        yield from rows_of(numbered.filter(numbered.nth > 0), file, contract.unique[0], "twice",
                           f"an earlier row has the same {' and '.join(contract.unique)}", "Keep one")  # fmt: skip


def _days(table: Expression, contract: Table, persons: Expression, cut_off: date, file: str) -> Iterator[Finding]:
    if contract.ordered:
        first, last = contract.ordered
        yield from rows_of(table.filter(table[last] < table[first]), file, last, "order",
                           f"{last} lies before {first}", "Correct the day that is wrong")  # fmt: skip
    days = [name for name, column in contract.columns.items() if column.type == "day"]
    for name in [n for n in days if not contract.columns[n].ahead]:
        yield from rows_of(table.filter(table[name] > cut_off), file, name, "after_cut_off",
                           f"the day lies after the cut-off {cut_off}", "Correct it, or the cut-off in register.yml")  # fmt: skip
    if "person" in contract.columns and "birth" not in contract.columns:
        whose = table.join(persons.select("person", "birth"), "person")
        early = whose.filter(ibis.or_(*(whose[n] < whose.birth for n in days)))
        yield from rows_of(early, file, days[0], "before_birth", "the day lies before the person's birth",
                           "Correct it, or the birth in persons")  # fmt: skip


def _overlaps(table: Expression, name: str, file: str) -> Iterator[Finding]:
    """Of one person, a row that begins before the one before it is over.

    Registrations that touch are one spell: broken in two, a year of unemployment would not be seen.
    """
    first, last = BOUNDS[name]
    order = ibis.window(group_by="person", order_by=[first, "row"])
    seen = table.mutate(ended=table[last].lag().over(order), nth=ibis.row_number().over(order))
    free = seen.ended if name == "certifications" else shifted(seen.ended, days=2)
    bad = seen.filter((seen.nth > 0) & (seen.ended.isnull() | (seen[first] < free)))
    message = "the person has an earlier row that was not over the day before"
    yield from rows_of(bad, file, first, "overlap", message, "Make it one row, or correct a day")
