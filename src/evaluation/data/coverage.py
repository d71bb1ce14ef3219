"""What a table leaves out, and whether its printed totals agree with its rows. Totals are compared, never added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from fractions import Fraction

from evaluation.data import units
from evaluation.data.findings import CellPlace, FilePlace, Finding
from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.study.basis import Basis
from evaluation.study.model import Region, Study, Table
from evaluation.study.periods import Period
from evaluation.study.unit import WrittenUnit

Exact = int | Fraction
_LISTED = 12  # periods


def list_periods(periods: list[str]) -> str:
    """Periods as a message lists them: the first ones, and the last where there are more."""
    return ", ".join(periods[:_LISTED]) + (f" … {periods[-1]}" if len(periods) > _LISTED else "")


def missing(lines: list[Line], table: Table, place: FilePlace, study: Study) -> Iterator[Finding]:
    """Reporting regions without any row, of their own or of a region inside them, and those without one for a period that
    others have."""
    delivered: dict[str, set[Period]] = {}
    for of, period in {(line.region, line.period) for line in lines if line.period is not None}:
        for code in study.path(of) or (of,):
            delivered.setdefault(code, set()).add(period)
    due = _due(study)
    everywhere = set().union(*(delivered.get(r.code, set()) for r in due))
    for region in due:
        absent = [p.spelled for p in sorted(everywhere - delivered.get(region.code, set()))]
        if region.code not in delivered:
            yield Finding(
                severity="reportable",
                code="missing_table",
                message=f"{region.code} {region.name_en} has no row in '{table.title.en}'",
                fix="Deliver its rows, or report it as without data",
                region=region.code,
                **place,
            )
        elif absent:
            yield Finding(
                severity="reportable",
                code="missing_rows",
                message=f"{region.code} {region.name_en} has no row for {list_periods(absent)}",
                fix="Deliver the rows, or report the periods as without data",
                region=region.code,
                facts={"periods": list_periods(absent)},
                **place,
            )


def blank(lines: list[Line], table: Table, grid: Grid) -> Iterator[Finding]:
    """A table without a single figure, and a column of others of which every cell is blank."""
    place: FilePlace = {"file": grid.file, "sheet": grid.sheet}
    marks = {name: {x.readings[name].mark for x in lines if name in x.readings} for name in table.columns}
    rows = f"{len(lines)} row{'s' if len(lines) > 1 else ''}"
    if all(not {"", "below_precision"} & of for of in marks.values()):
        yield Finding(
            severity="reportable",
            code="no_figures",
            message=f"the table holds no figure: every cell of its {rows} is blank or marked as having none",
            fix="Deliver the figures, or report the table as without data",
            facts={"rows": str(len(lines))},
            **place,
        )
        return
    for name in (name for name, of in marks.items() if of == {"missing"}):
        yield Finding(
            severity="reportable",
            code="column_blank",
            message=f"every cell of the column is blank, in {rows}",
            fix="Deliver the figures, or take the column out of study.yml",
            column=name,
            facts={"rows": str(len(lines))},
            **place,
        )


def split_whole(lines: list[Line], table: Table, study: Study, alone: Set[str]) -> tuple[list[Line], list[Line]]:
    """``lines``, and those of the whole among them as printed totals: where regions report, it is their sum, and what is delivered
    for it is compared with them. What stands ``alone`` and is never added, and what is demanded of it, is its own."""
    if study.top.reports:
        return lines, []
    kept, whole = [], []
    for line in lines:
        added = {n: r for n, r in line.readings.items() if (q := table.columns[n].quantity) and q not in alone}
        if line.region != study.top.code or not added:
            kept.append(line)
            continue
        whole.append(replace(line, is_total=True, readings=added))
        if own := {n: r for n, r in line.readings.items() if n not in added}:
            kept.append(replace(line, readings=own))
    return kept, whole


def of_the_whole(lines: list[Line], grid: Grid, study: Study) -> Iterator[Finding]:
    """That rows of a table are of the whole, which is the sum of its regions."""
    if lines:
        rows, name = f"{len(lines)} row{'s are' if len(lines) > 1 else ' is'}", study.top.name_en
        yield Finding(
            severity="reportable",
            code="row_of_whole",
            message=f"{rows} of {study.top.code} {name}, the whole: it is the sum of the regions that report, so their figures are "
            "compared with that sum and not used",
            fix="Nothing to do where they agree; a figure that no region delivers is to be delivered for each of them",
            region=study.top.code,
            row=lines[0].row,
            file=grid.file,
            sheet=grid.sheet,
            facts={"rows": f"{len(lines)}"},
        )


def totals(
    regions: list[Line], printed: list[Line], table: Table, grid: Grid, study: Study, alone: Set[str] = frozenset()
) -> Iterator[Finding]:
    """One finding per printed total that differs from its rows, agrees by rounding only, or cannot be compared; none of what stands
    ``alone`` and is never added."""
    due = _due(study) if printed else []
    of: dict[tuple[Period | None, Basis], list[Line]] = {}
    for line in regions:
        of.setdefault((line.period, line.basis), []).append(line)
    for total in printed:
        whole = total.region
        inside = [x for x in of.get((total.period, total.basis), []) if whole in study.path(x.region)]
        addends = _addends(inside, whole, study)
        added = {x.region for x in addends}
        absent = [r.code for r in due if r.code not in added and (whole == study.top.code or whole in study.path(r.parent))]
        unmatched: dict[tuple[str, ...], list[CellPlace]] = {}
        for name, column in table.columns.items():
            reading = total.readings.get(name)
            counted = column.quantity or (column.target and not column.unit.is_rate and column.unit.under is None)
            if not counted or column.quantity in alone or reading is None or reading.amount is None:
                continue
            place: CellPlace = {
                "file": grid.file,
                "sheet": grid.sheet,
                "row": total.row_of(name),
                "column": name,
                "value": total.texts[name],
                "region": total.region,
            }
            without = absent + [x.region for x in addends if not _counts(x.readings.get(name))]
            if without:
                unmatched.setdefault(tuple(without), []).append(place)
            else:
                parts = [x.readings[name] for x in addends]
                yield from _compare(reading.amount, reading.bound, parts, reading.unit or column.unit, place)
        yield from (_not_compared(without, places) for without, places in unmatched.items())


def _compare(
    printed: Exact, rounded_by: Exact, parts: list[units.CellReading], unit: WrittenUnit, place: CellPlace
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
        fix="Nothing to do: the rows are used" if inside else "Ask which is right; the rows are used, not the total",
        facts={"printed": units.show(printed, unit), "added": units.show(added, unit), "bound": limit},
        **place,
    )


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
        fix="Deliver the missing figures to have the total checked",
        facts={"without": shown},
        **place,
    )


def _due(study: Study) -> list[Region]:
    """Reporting regions that the whole is made of: nothing inside another one, and the whole itself where it alone reports."""
    everyone = {r.code for r in study.reporting}
    reporting = everyone - {study.top.code} or everyone
    return [r for r in study.reporting if r.code in reporting and not _above(r.code, study) & reporting]


def _addends(lines: list[Line], whole: str, study: Study) -> list[Line]:
    """Rows that do not lie inside another row, and that of the ``whole`` where it stands alone: nothing is added twice."""
    everyone = {x.region for x in lines}
    present = everyone - {whole} or everyone
    return [x for x in lines if x.region in present and not _above(x.region, study) & present]


def _above(code: str, study: Study) -> set[str]:
    """Codes of all regions that ``code`` lies in."""
    found: set[str] = set()
    while (region := study.region(code)) and (code := region.parent) and code not in found:
        found.add(code)
    return found
