"""What a table leaves out: regions and periods without rows, blank columns, and rows of the whole, which stand aside as totals."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date

from evaluation.data.findings import FilePlace, Finding
from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.study.model import Region, Study, Table
from evaluation.study.months import Grain
from evaluation.study.periods import Period

_LISTED = 12  # periods


def list_periods(periods: list[str]) -> str:
    """Periods as a message lists them: the first ones, and the last where there are more."""
    return ", ".join(periods[:_LISTED]) + (f" … {periods[-1]}" if len(periods) > _LISTED else "")


def missing(rows: Set[tuple[str, Period]], code: str, place: FilePlace, study: Study) -> Iterator[Finding]:
    """Of the table ``code``: reporting regions without any of ``rows``, of their own or of a region inside them, and those
    without one for a period that others have."""
    table, delivered = study.file.tables[code], dict[str, set[Period]]()
    for of, period in rows:
        for unit in study.path(of) or (of,):
            delivered.setdefault(unit, set()).add(period)
    due = due_regions(study)
    everywhere = set().union(*(delivered.get(r.code, set()) for r in due))
    for region in due:
        absent = [p.spelled for p in sorted(everywhere - delivered.get(region.code, set()))]
        if region.code not in delivered:
            yield Finding(
                severity="reportable",
                code="missing_table",
                message=f"{region.code} {study.name_of(region.code, 'en')} has no row in '{table.title.en}'",
                fix="Deliver its rows, or report it as without data",
                region=region.code,
                facts={"table": code},
                **place,
            )
        elif absent:
            yield Finding(
                severity="reportable",
                code="missing_rows",
                message=f"{region.code} {study.name_of(region.code, 'en')} has no row for {list_periods(absent)}",
                fix="Deliver the rows, or report the periods as without data",
                region=region.code,
                facts={"periods": list_periods(absent)},
                **place,
            )


def gaps(came: Set[Period], tables: list[Table], of: Period, known: date) -> list[Period]:
    """Parts of the year ``of`` the study's period that are none of those that rows of the ``tables`` ``came`` for, as long as the
    shortest of them: from the beginning of the period, or of what was delivered if that is earlier, to its end, as far as they are
    over on the day ``known``. Figures from the year's start and stocks are asked for from the first that was delivered. Nothing
    is due of what was delivered for whole years, and of other years alone."""
    mine = {period for period in came if period.year == of.year}
    grain = min((p.grain for p in mine), default=Grain.YEAR)
    if grain is Grain.YEAR or all(t.fixed_period or t.has_snapshots for t in tables):
        return []
    first = min(p.opening for p in mine)
    added = any(c.kind == "current" and c.quantity for t in tables for c in t.columns.values())
    since = min(first, of.opening) if added else first
    due = (p for p in of.year.parts(grain) if since <= p.opening and p.closing <= of.closing and p.last_day <= known)
    return [p for p in due if not any(m.opening <= p.opening and p.closing <= m.closing for m in mine)]


def never(gone: list[Period], place: FilePlace) -> Iterator[Finding]:
    """That no region has a row for some periods."""
    if gone:
        listed = list_periods([p.spelled for p in gone])
        yield Finding(
            severity="reportable",
            code="missing_everywhere",
            message=f"no region has a row for {listed}",
            fix="Deliver the rows, or report the periods as without data",
            facts={"periods": listed},
            **place,
        )


def blank(lines: list[Line], table: Table, grid: Grid) -> Iterator[Finding]:
    """A table without a single figure, and a column of others of which every cell is blank."""
    place: FilePlace = {"file": grid.file, "sheet": grid.sheet}
    marks: dict[str, set[str]] = {n: {""} if any(x.readings.is_plain(n) for x in lines) else set() for n in table.columns}
    for name, reading in ((n, r) for x in lines for n, r in x.readings.others.items()):
        marks[name].add(reading.mark)
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
        mine = line.readings if line.region == study.top.code else ()
        added = [n for n in mine if (q := table.columns[n].quantity) and q not in alone]
        if not added:
            kept.append(line)
            continue
        whole.append(replace(line, is_total=True, readings=line.readings.without(n for n in mine if n not in added)))
        if own := line.readings.without(added):
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


def due_regions(study: Study) -> list[Region]:
    """Reporting regions that the whole is made of: nothing inside another one, and the whole itself where it alone reports."""
    everyone = {r.code for r in study.reporting}
    reporting = everyone - {study.top.code} or everyone
    return [r for r in study.reporting if r.code in reporting and not _above(r.code, study) & reporting]


def _above(code: str, study: Study) -> set[str]:
    """Codes of all regions that ``code`` lies in."""
    found: set[str] = set()
    while (region := study.region(code)) and (code := region.parent) and code not in found:
        found.add(code)
    return found
