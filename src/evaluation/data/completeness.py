"""How much of what a unit is to deliver for a period it did: figures there over figures due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from evaluation.data.delivery import Delivery
from evaluation.study.model import Column, Study
from evaluation.study.periods import Period

Slot = tuple[str, str, Period]
"""What is due of every unit once: a column of a table, in a period."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """``there`` of ``due`` figures: with an amount, or with a mark that says why there is none."""

    there: int
    due: int


def completeness(delivery: Delivery, study: Study, period: Period) -> dict[str, Completeness]:
    """By region. Due are all columns of each table, in every period for which any region has a row of it. As in
    :mod:`evaluation.data.coverage`, what regions inside a unit deliver is the unit's: it is there when none of those that have rows
    of the table lacks it."""
    due = _due(delivery, study, period)
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[str, dict[Slot, set[str]]] = {code: defaultdict(set) for code in study.by_code}
    for region, cells in delivery.by_region.items():
        for unit in study.path(region):
            for cell in cells:
                rows[unit, cell.table].add(region)
                if cell.amount is not None or cell.mark != "missing":
                    told[unit][cell.table, cell.column, cell.period].add(region)

    def is_there(unit: str, slot: Slot) -> bool:
        of = told[unit].get(slot, set())
        return unit in of or (bool(of) and of >= rows[unit, slot[0]] - {unit})

    return {code: Completeness(sum(is_there(code, slot) for slot in due), len(due)) for code in study.by_code}


def _due(delivery: Delivery, study: Study, period: Period) -> list[Slot]:
    return [
        (code, name, when)
        for code, periods in delivery.delivered_periods.items()
        for name, column in study.file.tables[code].columns.items()
        if column.quantity is not None
        for when in periods
        if _is_of(period, when, column)
    ]


def _is_of(period: Period, when: Period, column: Column) -> bool:
    """Whether a figure of ``when`` is of the period: a part of it, and what is counted from the year's start, or stands, at the
    end of such a part."""
    ends_in = period.first_day <= when.last_day <= period.last_day
    return ends_in and (when.first_day >= period.first_day or column.kind in ("cumulative", "stock"))
