"""Printed totals against the rows that they are totals of, inside regions and over parts of a year. Never added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from fractions import Fraction

from evaluation.data import units
from evaluation.data.coverage import due_regions
from evaluation.data.findings import CellPlace, FilePlace, Finding
from evaluation.data.rows import Line
from evaluation.study.basis import Basis
from evaluation.study.model import Study, Table
from evaluation.study.months import Grain
from evaluation.study.periods import Period
from evaluation.study.tables import Column
from evaluation.study.unit import WrittenUnit

Exact = int | Fraction
_ASK = "Ask which is right; the rows are used, not the total"


class Totals:
    """``lines``: the rows of a table that are none of totals. ``alone``: what is never added over regions; ``apart``: what is not
    added over parts of a year either."""

    def __init__(self, lines: Iterable[Line], table: Table, study: Study, alone: Set[str], apart: Set[str]) -> None:
        self._study, self._alone, self._apart = study, alone, apart
        self._columns = {n: c for n, c in table.columns.items() if self._is_added(c)}
        self._due = [r.code for r in due_regions(study)]
        self._above = {code for due in self._due for code in study.path(due)}
        self._of: dict[Basis, dict[str, dict[Period, Line]]] = {}
        for line in lines:
            if not self._columns.keys().isdisjoint(line.readings):
                self._of.setdefault(line.basis, {}).setdefault(line.region, {})[line.dated] = line
        self._with_rows = {basis: {above for code in of for above in study.path(code)} for basis, of in self._of.items()}

    def findings(self, printed: Iterable[Line], place: FilePlace) -> Iterator[Finding]:
        """One for each of the ``printed`` totals of a place that differs from its rows, agrees by rounding only, or cannot be
        compared."""
        for total in printed:
            lacking: dict[tuple[str, ...], list[CellPlace]] = {}
            for name, column in self._columns.items():
                reading = total.readings.get(name)
                if reading is None or reading.amount is None:
                    continue
                at: CellPlace = {
                    **place,
                    "row": total.row_of(name),
                    "column": name,
                    "value": total.texts[name],
                    "region": total.region,
                }
                rows, without = self._rows_of(total, name)
                if total.region == self._study.top.code and (without or _is_off(reading, rows)):
                    # others listed beside those that report may be sums of the same, or lie outside
                    due, lack = self._gather(self._due, name, total)
                    rows, without = (rows, without) if lack or _is_off(reading, due) else (due, lack)
                if without:
                    lacking.setdefault(tuple(dict.fromkeys(without)), []).append(at)
                else:
                    yield from _compare(reading.amount, reading.bound, rows, reading.unit or column.unit, at)
            yield from (_not_compared(without, places) for without, places in lacking.items())

    def _is_added(self, column: Column) -> bool:
        if column.quantity:
            return column.quantity not in self._alone
        return column.target is not None and not column.unit.is_rate and column.unit.under is None

    def _rows_of(self, total: Line, name: str) -> tuple[list[units.CellReading], list[str]]:
        """The figures that a total is made of, and regions that lack one: of what lies inside it, else of the region itself."""
        parts, known = self._parts(total.region, total.basis), self._with_rows.get(total.basis, set())
        if not known.isdisjoint(parts) or total.region not in self._of.get(total.basis, {}):
            return self._gather(parts or [total.region], name, total)
        return self._gather([total.region], name, total)

    def _gather(self, regions: Iterable[str], name: str, total: Line) -> tuple[list[units.CellReading], list[str]]:
        found: list[units.CellReading] = []
        without: list[str] = []
        for region in regions:
            own = self._of.get(total.basis, {}).get(region, {})
            readings = self._over(own, name, total.dated)
            inside = [] if readings else self._parts(region, total.basis)
            if readings and all(map(_counts, readings)):
                found += [r for r in readings if r is not None]
            elif not self._with_rows.get(total.basis, set()).isdisjoint(inside):
                more, lacking = self._gather(inside, name, total)
                found, without = [*found, *more], [*without, *lacking]
            else:
                without.append(region)
        return found, without

    def _over(self, own: dict[Period, Line], name: str, period: Period) -> list[units.CellReading | None]:
        """What the rows of one region say for ``period``: the one of it, the one that ends with it, or those of all its parts."""
        if period in own:
            return [own[period].readings.get(name)]
        column = self._columns[name]
        if column.kind != "current":
            return [line.readings.get(name) for p, line in own.items() if p.closing == period.closing][:1]
        if column.quantity is None or column.quantity in self._apart:
            return []
        for grain in sorted((g for g in Grain if g < period.grain), reverse=True):
            lines = [own.get(part) for part in period.parts(grain)]
            if all(lines):
                return [line.readings.get(name) for line in lines if line]
        return []

    def _parts(self, region: str, basis: Basis) -> list[str]:
        """What ``region`` is made of: the whole of the regions that report, and what has rows beside them; another of all that is
        listed inside it, above those that report of what has to do with them or has rows."""
        study, top = self._study, self._study.top.code
        known, above = self._with_rows.get(basis, set()), self._above
        if region == top and self._due != [top]:
            beside = [r.code for r in study.regions if r.code in known - above and not {*self._due} & {*study.path(r.code)}]
            return [*self._due, *(code for code in beside if not {*study.path(code)[1:]} & {*beside})]
        inside = [r.code for r in study.regions if r.parent == region]
        if region in above and region not in self._due:
            return [code for code in inside if code in above | known]
        return inside


def _is_off(total: units.CellReading, parts: Sequence[units.CellReading]) -> bool:
    """Whether rounding does not explain how far a total lies from its parts."""
    added, bound = sum(p.amount or 0 for p in parts), total.bound + sum(p.bound for p in parts)
    return not parts or not -bound <= added - total.known <= bound


def _compare(
    printed: Exact, rounded_by: Exact, parts: Sequence[units.CellReading], unit: WrittenUnit, place: CellPlace
) -> Iterator[Finding]:
    added = sum(p.amount or 0 for p in parts)
    bound = rounded_by + sum(p.bound for p in parts)
    if added == printed:
        return
    inside = -bound <= added - printed <= bound
    values = f"the printed total is {units.show(printed, unit)}, the rows add up to {units.show(added, unit)}"
    limit = units.show(bound, unit)
    yield Finding(
        severity="reportable",
        code="total_rounding" if inside else "total_differs",
        message=f"{values}; rounding explains up to {limit}{'' if inside else ', not this'}",
        fix="Nothing to do: the rows are used" if inside else f"{_if_rounded(printed, parts, unit)}{_ASK}",
        facts={"printed": units.show(printed, unit), "added": units.show(added, unit), "bound": limit},
        **place,
    )


def _if_rounded(printed: Exact, parts: Sequence[units.CellReading], unit: WrittenUnit) -> str:
    """What to declare where every figure is a multiple of a base that rounding to it would explain."""
    amounts: list[Exact] = [p.amount for p in parts if p.amount is not None]
    off = 2 * (printed - sum(amounts))
    for base in (1000, 100, 10, 5, 3):
        step = base * unit.scale
        most = step * (len(amounts) + 1)
        if all(a % step == 0 for a in (printed, *amounts)) and -most <= off <= most:
            return f"If the source rounds figures to multiples of {base}, 'rounded_to: {base}' of the column in study.yml says so. "
    return ""


def _counts(reading: units.CellReading | None) -> bool:
    """True for a figure, for less than the printed precision, and where the quantity does not exist."""
    return reading is not None and reading.mark in ("", "below_precision", "not_applicable")


def _not_compared(without: Sequence[str], places: Sequence[CellPlace]) -> Finding:
    """Of the columns of one row for which the same regions are ``without`` a figure."""
    shown = ", ".join(without[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
    what = "the printed total was" if len(places) == 1 else f"{len(places)} printed totals of the row were"
    place = places[0].copy()
    place.pop("value", None)  # beside the other rows it would tell a figure that is withheld
    return Finding(
        severity="reportable",
        code="total_not_compared",
        message=f"{what} not compared with the rows: no figure for {shown}",
        fix="Ask for figures that are missing and not withheld",
        facts={"without": shown},
        **place,
    )
