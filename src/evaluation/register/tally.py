"""Tally of a register: the quantities that indicators read, by reporting region and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluation.errors import Refused
from evaluation.register.about import Rules
from evaluation.register.counting import Count, Window
from evaluation.register.reading import Register
from evaluation.register.states import certified_tags
from evaluation.register.tables import TAGS
from evaluation.study.periods import Period


class Amount(NamedTuple):
    """One quantity of one reporting region in one period: a whole number of its unit."""

    region: str
    period: Period
    quantity: str
    amount: int


class Tagged(NamedTuple):
    """Targets of one category at the period's end: ``tagged`` with it, and ``counted`` under it, each person once."""

    region: str
    period: Period
    tag: str
    tagged: int
    counted: int


def tally(register: Register, period: Period, rules: Rules, counts: Sequence[Count]) -> tuple[Amount, ...]:
    """Every quantity of ``counts`` that the register's tables allow, for each region it covers, in order.

    Nobody found in a covered region is 0; what cannot be known of a region is not among the amounts.
    :class:`Refused` for a period that ends after the register's cut-off.
    """
    window = _window(register, period)
    found: dict[tuple[str, str], int | None] = {}
    for count in counts:
        if not all(name in register.tables for name in count.needs):
            continue
        found |= dict.fromkeys(((r, q) for r in register.about.regions for q in count.quantities), 0)
        for row in count.of(register, window, rules).to_pyarrow().to_pylist():
            for quantity in count.quantities:
                here = register.credited[row["region"]], quantity
                before, more = found[here], row[quantity]
                found[here] = None if before is None or more is None else before + int(more)
    return tuple(
        Amount(region, period, quantity, amount)
        for region in register.about.regions
        for quantity in quantities_of(counts)
        if (amount := found.get((region, quantity))) is not None
    )


def tags(register: Register, period: Period, rules: Rules) -> tuple[Tagged, ...]:
    """Targets at the period's end by category (GZ-2), as their certifications name them."""
    window = _window(register, period)
    rows = certified_tags(register, window.last, rules)
    by = rows.group_by("region", "tag").aggregate(tagged=rows.count(), counted=rows.first.sum())
    found = {(region, tag): [0, 0] for region in register.about.regions for tag in TAGS}
    for row in by.to_pyarrow().to_pylist():
        sums = found[register.credited[row["region"]], row["tag"]]
        sums[0] += row["tagged"]
        sums[1] += row["counted"]
    return tuple(Tagged(region, period, tag, *sums) for (region, tag), sums in found.items())


def quantities_of(counts: Iterable[Count]) -> tuple[str, ...]:
    return tuple(quantity for count in counts for quantity in count.quantities)


def missing_quantities(register: Register, counts: Iterable[Count]) -> tuple[str, ...]:
    """Quantities a register could bring, and this one does not, for want of a table."""
    return tuple(q for c in counts if not all(n in register.tables for n in c.needs) for q in c.quantities)


def _window(register: Register, period: Period) -> Window:
    window = Window(first=period.first_day, last=period.last_day)
    if window.last > register.about.cut_off:
        raise Refused(
            f"the register stands at {register.about.cut_off}, and {period} ends on {window.last}; "
            "take an earlier period, or a later register"
        )
    return window


def as_rows(amounts: Iterable[Amount], source: str) -> list[list[str]]:
    """A region table with a header: a row for each region and period, a column for each quantity, and the source.

    What is not known of a region is a blank cell.
    """
    amounts = tuple(amounts)
    quantities = list(dict.fromkeys(a.quantity for a in amounts))
    cells: dict[tuple[str, Period], dict[str, str]] = {}
    for a in amounts:
        cells.setdefault((a.region, a.period), {})[a.quantity] = str(a.amount)
    return [
        ["region", "period", *quantities, "source"],
        *([region, period.spelled, *(row.get(q, "") for q in quantities), source] for (region, period), row in cells.items()),
    ]
