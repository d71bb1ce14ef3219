"""Targets that stand in columns of the delivered tables, each with the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from evaluation.data.findings import Finding
from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.study.model import Table
from evaluation.study.periods import Period
from evaluation.study.target import Demand, Status
from evaluation.study.unit import WrittenUnit


class DeliveredTarget(NamedTuple):
    """``value`` in ``unit``, None where the cell says that there is no such target (—). ``demand`` None: as the indicator's
    direction has it. ``said`` is the cell, ``title`` what its table is called."""

    item: str
    region: str
    period: Period
    demand: Demand | None
    value: Decimal | None
    unit: WrittenUnit
    status: Status
    title: str
    file: str
    sheet: str
    row: int
    column: str
    said: str
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as sources of targets tell it."""
        sheet = f"（{self.sheet}）" if self.sheet else ""
        return f"{self.title} {self.file}{sheet}，{self.column}，{self.row}"


def targets_of(lines: Iterable[Line], table: Table, grid: Grid) -> Iterator[DeliveredTarget]:
    """Those of the lines of a table; a blank cell and a suppressed one set none."""
    for name, column in table.columns.items():
        for line in lines if column.target else ():
            reading = line.readings.get(name)
            if column.target is None or reading is None or reading.mark not in ("", "not_applicable"):
                continue
            yield DeliveredTarget(
                item=column.target,
                region=line.region,
                period=line.dated if column.of == "part" else line.dated.year,
                demand=column.demand,
                value=None if reading.amount is None else _value_in(column.unit, reading.amount),
                unit=column.unit,
                status=column.status or "issued",
                title=table.title.zh,
                file=grid.file,
                sheet=grid.sheet or "",
                row=line.row_of(name),
                column=name,
                said=line.texts[name],
                cell=line.source.address(name),
            )


def _value_in(unit: WrittenUnit, amount: int | Fraction) -> Decimal:
    """What stands in a cell, of base units or of a fraction of one."""
    exact = Fraction(amount) * unit.scale if unit.is_rate else Fraction(amount, unit.scale)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def unclear(lines: Iterable[Line], table: Table, grid: Grid) -> Iterator[Finding]:
    """Columns of targets in rows of parts of a year that do not say of what they are."""
    first = next((x for x in lines if x.period is not None and x.period.is_part_of_year), None)
    for name, column in table.columns.items():
        if column.target is not None and column.of is None and first is not None:
            yield Finding(
                severity="blocking",
                code="target_of_what",
                message=f"the column holds targets, and the row is of {first.period}, a part of the year",
                fix="Write 'of: year' in study.yml (repeated in each row) or 'of: part' (what is due by the end of its period)",
                row=first.row,
                column=name,
                file=grid.file,
                sheet=grid.sheet,
            )
