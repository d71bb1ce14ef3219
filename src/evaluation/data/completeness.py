"""How much of what a unit is to deliver for a period it did: figures there over figures due."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.data.delivery import Delivery
from evaluation.study.model import Study
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True)
class Completeness:
    """``there`` of ``due`` figures: with an amount, or with a mark that says why there is none."""

    there: int
    due: int


def completeness(delivery: Delivery, study: Study, period: Period) -> dict[str, Completeness]:
    """By region that delivers anything in ``period``, or in a part of it: figures due are those of all columns of each table, in
    every period for which any region has a row of it."""
    inside = {p for periods in delivery.delivered_periods.values() for p in periods if _holds(period, p)}
    due = sum(
        sum(column.quantity is not None for column in study.file.tables[table].columns.values()) * len(periods & inside)
        for table, periods in delivery.delivered_periods.items()
    )
    there: dict[str, int] = {}
    for region, cells in delivery.by_region.items():
        there[region] = sum(cell.period in inside and (cell.amount is not None or cell.mark != "missing") for cell in cells)
    return {code: Completeness(there.get(code, 0), due) for code in study.by_code}


def _holds(period: Period, part: Period) -> bool:
    return period.first_day <= part.first_day and part.last_day <= period.last_day
