"""Cells that a measured indicator needs and that hold no figure: left empty, marked missing, or suppressed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from evaluation.catalogue.model import Indicator
from evaluation.data.cells import Cells
from evaluation.data.coverage import list_periods
from evaluation.data.findings import Finding, Told
from evaluation.data.tall import Cell, place_of
from evaluation.study.model import Study

_TOLD_ALREADY = ("column_blank", "no_figures")


def unfilled_cells(cells: Iterable[Cell], indicators: Iterable[Indicator], until: date) -> list[Cell]:
    """The cells of periods that end by ``until`` of which some reading of an indicator takes the figure, and which hold
    none. What does not apply and what is below the printed precision was told."""
    needed = {t.quantity.code for i in indicators for r in i.readings.values() for t in r.terms}
    return [c for c in Cells.of(cells).with_marks({"missing", "suppressed"}) if c.quantity in needed and c.period.last_day <= until]


def findings(study: Study, cells: Iterable[Cell], known: Iterable[Finding]) -> list[Finding]:
    """A reportable finding for each region, column and kind of nothing among ``cells``, with its periods; nothing for
    columns and tables of which ``known`` findings say that they are blank."""
    blank = {(f.file, f.sheet, f.column) for f in known if f.code in _TOLD_ALREADY}
    groups: dict[tuple[str, str, str, str, str], list[Cell]] = {}
    for cell in sorted(cells, key=lambda c: (c.file, c.sheet, c.row)):
        if not {(cell.file, cell.sheet or None, column) for column in (cell.column, None)} & blank:
            groups.setdefault((cell.file, cell.sheet, cell.column, cell.region, cell.mark), []).append(cell)
    told = {place: Told(*place) for place in ((file, sheet or None) for file, sheet, *_ in groups)}
    for (file, sheet, _, region, mark), found in groups.items():
        periods, place = list_periods([p.spelled for p in sorted({c.period for c in found})]), told[file, sheet or None]
        where = study.region(region)
        place.take([_finding(mark, f"{region} {study.name_of(region, 'en') if where else ''}".strip(), periods, found[0])])
    return [f for of in told.values() for f in of.all()]


def _finding(mark: str, region: str, periods: str, first: Cell) -> Finding:
    place = place_of(first)
    if mark == "suppressed":
        return Finding(
            severity="reportable",
            code="cells_suppressed",
            message=f"{region}: the figure is suppressed for {periods}; what needs it is not known there",
            fix="Nothing to do where it may not be shown; else deliver the figure",
            facts={"periods": periods},
            **place,
        )
    return Finding(
        severity="reportable",
        code="cells_empty",
        message=f"{region}: the cell is left empty or marked as missing for {periods}; what needs it is not known there",
        fix="Deliver the figures, or report them as without data",
        facts={"periods": periods},
        **place,
    )
