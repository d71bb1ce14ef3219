"""Rows against each other: keys that exist, rows that stand once, days in order and before the cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import ibis
from ibis.expr.types import Table as Expression

from evaluation.data.findings import Finding
from evaluation.register.cells import SHOWN, finding_at
from evaluation.register.days import shift
from evaluation.register.tables import TABLES, RegisterTable

BOUNDS = {"registrations": ("start", "end"), "certifications": ("certified", "exited")}
"""First and last day of the rows that never overlap."""


class LinkBreach(NamedTuple):
    """``bad``: the rows, by their column ``row``, that break a promise, and what is said of them."""

    bad: Expression
    table: str
    column: str
    code: str
    message: str
    fix: str


def check(tables: Mapping[str, Expression], files: Mapping[str, str], cut_off: date) -> list[Finding]:
    """Breaches between rows of checked ``tables``; ``files`` are their names as delivered."""
    breaches: list[LinkBreach] = []
    for name, table in tables.items():
        contract = TABLES[name]
        breaches += _references(table, name, contract, tables)
        breaches += _repetitions(table, name, contract)
        breaches += _days(table, name, contract, tables["persons"], cut_off)
        if contract.apart:
            breaches += _overlaps(table, name)
    rows = ibis.union(*(b.bad.select("row", breach=ibis.literal(n)) for n, b in enumerate(breaches)))
    alike = ibis.window(group_by="breach", order_by="row")
    numbered = rows.mutate(nth=ibis.row_number().over(alike) + 1, times=rows.count().over(group_by="breach"))
    told = numbered.filter(numbered.nth <= SHOWN).order_by("breach", "row").to_pyarrow().to_pylist()
    return [
        finding_at(files[b.table], row["row"], b.column, b.code, b.message, b.fix, row["nth"], row["times"])
        for row in told
        for b in [breaches[row["breach"]]]
    ]


def _references(table: Expression, name: str, contract: RegisterTable, tables: Mapping[str, Expression]) -> Iterator[LinkBreach]:
    for column, said in contract.columns.items():
        if said.refers:
            there = tables[said.refers]
            key = next(iter(TABLES[said.refers].columns))
            lost = table.filter(table[column].notnull()).anti_join(there.select(**{column: there[key]}).view(), column)
            yield LinkBreach(
                lost,
                name,
                column,
                "unknown_key",
                f"the key is not in {said.refers}",
                f"Add it to {said.refers} or correct the key where the register is kept, and export it again",
            )


def _repetitions(table: Expression, name: str, contract: RegisterTable) -> Iterator[LinkBreach]:
    if contract.unique:
        alike = ibis.window(group_by=list(contract.unique), order_by="row")
        numbered = table.mutate(nth=ibis.row_number().over(alike))
        yield LinkBreach(
            numbered.filter(numbered.nth > 0),
            name,
            contract.unique[0],
            "twice",
            f"an earlier row has the same {' and '.join(contract.unique)}",
            "Keep one where the register is kept, and export it again",
        )


def _days(table: Expression, name: str, contract: RegisterTable, persons: Expression, cut_off: date) -> Iterator[LinkBreach]:
    if contract.ordered:
        first, last = contract.ordered
        yield LinkBreach(
            table.filter(table[last] < table[first]),
            name,
            last,
            "order",
            f"{last} lies before {first}",
            "Correct the day that is wrong where the register is kept, and export it again",
        )
    days = [column for column, said in contract.columns.items() if said.type == "day"]
    for column in [c for c in days if not contract.columns[c].ahead]:
        yield LinkBreach(
            table.filter(table[column] > cut_off),
            name,
            column,
            "after_cut_off",
            f"the day lies after the cut-off {cut_off}",
            "Correct the cut-off in register.yml, or the day where the register is kept, and export it again",
        )
    if "person" in contract.columns and "birth" not in contract.columns:
        whose = table.join(persons.select("person", "birth").view(), "person")
        early = whose.filter(ibis.or_(*(whose[column] < whose.birth for column in days)))
        yield LinkBreach(
            early,
            name,
            days[0],
            "before_birth",
            "a day of the row lies before the person's birth",
            "Correct it or the birth in persons where the register is kept, and export it again",
        )


def _overlaps(table: Expression, name: str) -> Iterator[LinkBreach]:
    """Of one person, a row that begins before the one before it is over.

    Registrations that touch are one spell: broken in two, a year of unemployment would not be seen.
    """
    first, last = BOUNDS[name]
    order = ibis.window(group_by="person", order_by=[first, "row"])
    seen = table.mutate(ended=table[last].lag().over(order), nth=ibis.row_number().over(order))
    free = seen.ended if name == "certifications" else shift(seen.ended, days=2)
    bad = seen.filter((seen.nth > 0) & (seen.ended.isnull() | (seen[first] < free)))
    yield LinkBreach(
        bad,
        name,
        first,
        "overlap",
        "the person has an earlier row that was not over the day before",
        "Make it one row or correct a day where the register is kept, and export it again",
    )
