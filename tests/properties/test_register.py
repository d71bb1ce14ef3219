"""Laws of tallies: the same counts as a plain loop, whatever the order of rows and the number of threads."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from drawn_register import register, rules
from plain_register import Plain, drawn
from shipped import QUANTITIES as KNOWN

from evaluation.register.counts import counts_of
from evaluation.register.tally import quantities_of, tags, tally
from evaluation.study.periods import Period, parse

COUNTS = counts_of(("employment", "guizhou_2010"), Path("no-project"))
QUANTITIES = quantities_of(COUNTS)
CASES = ((1, parse("2010Q4"), "all"), (2, parse("2010Q3"), "able"), (3, parse("2010"), "all"))


def texts(tables: dict[str, list[dict]]) -> dict[str, list[dict[str, str]]]:
    """The tables as cells: what is None is blank."""
    return {name: [{k: _cell(v) for k, v in row.items()} for row in rows] for name, rows in tables.items()}


def _cell(value) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def counted(tables, period: Period, members: str, threads: int = 1) -> dict[tuple[str, str], int]:
    made = register(cut_off="2010-12-31", regions=("R1", "R2", "R3"), threads=threads, **texts(tables))
    parameters = rules(zero_family={"members": members})
    return {(a.region, a.quantity): a.amount for a in tally(made, period, parameters, COUNTS)}


@pytest.mark.slow
def test_both_grains_agree_whatever_the_order_of_rows_and_the_number_of_threads():
    shown: set[str] = set()
    for seed, period, members in CASES:
        tables = drawn(seed, 90)
        known = {"members": members, "grace": 10, "reassist": 30}
        plain = Plain(tables, period.first_day, period.last_day, known).tally()
        mixed = {name: Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
        found = counted(mixed, period, members, threads=seed)
        assert {q for _, q in plain} <= set(QUANTITIES) <= set(KNOWN)
        expected = {(r, q): plain.get((r, q), 0) for r in ("R1", "R2", "R3") for q in QUANTITIES}
        assert found == {key: amount for key, amount in expected.items() if amount is not None}
        if seed == 2:  # once more as it was drawn, on one thread
            assert counted(tables, period, members) == found
        shown |= {q for (_, q), amount in found.items() if amount > 0}
        for (region, code), amount in found.items():
            if (whole := found.get((region, KNOWN[code].within))) is not None:
                assert amount <= whole, f"{code} is part of {KNOWN[code].within}"
    assert set(QUANTITIES) - shown == set(), "quantities of which the random registers show nothing"


def test_tags_add_up_to_the_certified_each_person_once():
    tables = drawn(5, 60)
    made = register(cut_off="2010-12-31", **texts(tables))
    plain = Plain(
        tables, parse("2010Q4").first_day, parse("2010Q4").last_day, {"members": "all", "grace": 10, "reassist": 30}
    ).tally()
    stock = {region: plain[region, "assist_certified_stock"] for region in ("R1", "R2")}
    found = tags(made, parse("2010Q4"), rules())
    assert {r: sum(t.counted for t in found if t.region == r) for r in stock} == stock
    assert all(t.counted <= t.tagged for t in found)
    assert sum(t.tagged for t in found) > sum(stock.values()) > 0
