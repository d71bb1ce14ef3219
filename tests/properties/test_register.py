"""Laws of tallies: the same counts as a plain loop, whatever the order of rows and the number of threads."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "spec"))
from drawn_register import register, rules
from plain_register import Plain, drawn

from evaluation.indicators.quantities import QUANTITIES as KNOWN
from evaluation.register.tally import QUANTITIES, begins, tags, tally
from evaluation.study import periods

CASES = ((1, "2010Q4", "all"), (2, "2010Q3", "able"), (3, "2010", "all"))


def texts(tables: dict[str, list[dict]]) -> dict[str, list[dict[str, str]]]:
    """The tables as cells: what is None is blank."""
    return {name: [{k: _cell(v) for k, v in row.items()} for row in rows] for name, rows in tables.items()}


def _cell(value) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def counted(tables, period: str, members: str, threads: int = 1) -> dict[tuple[str, str], int]:
    made = register(cut_off="2010-12-31", regions=("R1", "R2", "R3"), threads=threads, **texts(tables))
    parameters = rules(zero_family={"members": members})
    return {(a.region, a.quantity): a.amount for a in tally(made, period, parameters)}


def test_both_grains_agree():
    shown: set[str] = set()
    for seed, period, members in CASES:
        tables = drawn(seed, 90)
        known = {"members": members, "grace": 10, "reassist": 30}
        plain = Plain(tables, begins(period), periods.end(period), known).tally()
        found = counted(tables, period, members)
        assert {q for _, q in plain} <= set(QUANTITIES) <= set(KNOWN)
        expected = {(r, q): plain.get((r, q), 0) for r in ("R1", "R2", "R3") for q in QUANTITIES}
        assert found == {key: amount for key, amount in expected.items() if amount is not None}
        shown |= {q for (_, q), amount in found.items() if amount > 0}
        for (region, code), amount in found.items():
            if (whole := found.get((region, KNOWN[code].within))) is not None:
                assert amount <= whole, f"{code} is part of {KNOWN[code].within}"
    assert set(QUANTITIES) - shown == set(), "quantities of which the random registers show nothing"


def test_neither_the_order_of_rows_nor_the_number_of_threads_counts():
    tables = drawn(4, 40)
    first = counted(tables, "2010Q4", "all")
    mixed = {name: Random(7).sample(rows, len(rows)) for name, rows in tables.items()}
    assert counted(mixed, "2010Q4", "all", threads=2) == first


def test_tags_add_up_to_the_certified_each_person_once():
    made = register(cut_off="2010-12-31", **texts(drawn(5, 60)))
    stock = {a.region: a.amount for a in tally(made, "2010Q4", rules()) if a.quantity == "assist_certified_stock"}
    found = tags(made, "2010Q4", rules())
    assert {r: sum(t.counted for t in found if t.region == r) for r in stock} == stock
    assert all(t.counted <= t.tagged for t in found)
    assert sum(t.tagged for t in found) > sum(stock.values()) > 0


def test_the_first_day_of_a_period():
    assert [begins(p) for p in ("2010", "2010Q1", "2010Q4")] == [
        date(2010, 1, 1),
        date(2010, 1, 1),
        date(2010, 10, 1),
    ]
