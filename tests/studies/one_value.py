"""One figure, one value: what several tables of one report print of the same thing at the same time is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tests.studies.plain import Plain, When_

if TYPE_CHECKING:
    from tests.studies.spoken import Record, Shown

Wrong = tuple[str, str]
_NOTHING = ("…", "—", "[已抑制]", "[suppressed]")
_PARTS = ("其中", "of which")  # several items have such a part
_BASIS = re.compile(r"(?: \([orv]\)|（[报修核]）)+(?=$| \(p\)|（初）)")  # of a figure on another basis than its table


class Printed(NamedTuple):
    """What was reached by the end of quarter ``when``: as ``table`` prints it."""

    item: str
    when: When_
    table: str
    text: str


def wrongs(plain: Plain, record: Record) -> list[Wrong]:
    """Items of which two tables of one report print different values."""
    found: dict[tuple[str, str, When_], dict[str, str]] = {}
    for shown in record.shown:
        for p in _printed(plain, shown):
            if p.text not in _NOTHING and not p.item.startswith(_PARTS):
                found.setdefault((shown.region, p.item, p.when), {})[p.table] = _BASIS.sub("", p.text)
    return [
        (region, f"{item} at {when}: {by_table}")
        for (region, item, when), by_table in found.items()
        if len(set(by_table.values())) > 1
    ]


def _printed(plain: Plain, shown: Shown) -> Iterator[Printed]:
    now = plain.period if plain.period.quarter else plain.period.part(plain.period.parts)
    for table in shown.tables:
        name, rows = table["id"], [r["cells"] for r in table["rows"] if r["role"] != "group"]
        heads = [c["title"] for c in table["columns"]]
        if name in ("targets-table", "projection", "targets-counts"):
            at = next(n for n, head in enumerate(heads) if head in ("实绩", "Actual", "已完成", "Reached"))
            yield from (Printed(_item(cells[0]), now, name, cells[at]) for cells in rows)
        elif name == "targets-pace-table":
            for cells in rows:
                for quarter in range(1, now.quarter + 1):
                    yield Printed(_item(cells[0]), now.part(quarter), name, cells[quarter])
        elif name in ("retraining-table", "retraining-pace-table"):
            seen = min(date.fromisoformat(str(plain.study["retraining"]["pace_cut_off"])), now.ends_on)
            months = 12 // now.parts
            when = now if name == "retraining-table" else now.part((seen.month + months - 1) // months, seen.year)
            trained = next(cells for cells in rows if cells[0].startswith(("参训人数", "Trained")))
            yield from (Printed(_item(h), when, name, text) for h, text in zip(heads[1:], trained[1:], strict=True))


def _item(head: str) -> str:
    """The title without its unit."""
    return head.partition("（")[0].partition(" (")[0]
