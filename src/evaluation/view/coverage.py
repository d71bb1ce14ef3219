"""Which tables a region delivered for which periods."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.data.completeness import Completeness, completeness
from evaluation.data.tall import Cell
from evaluation.measured.inside import Absent
from evaluation.measured.unfilled import unfilled_cells
from evaluation.study.periods import Period
from evaluation.study.round_state import UnitStanding
from evaluation.view.view import View


def due(view: View) -> dict[str, int]:
    """Periods for which any region delivered each table, or one is due that none did, of plans that of the page's year too;
    tables of the same quantities are one, by the name of the first. A table of which nobody owes anything yet, all its rows being
    of later periods, is not among them."""
    came = view.results.delivery
    delivered, ahead = came.delivered_periods, _ahead(view)
    periods = {
        codes: set(came.gone.get(codes[0], ())).union(*(delivered.get(c, frozenset()) | ahead.get(c, set()) for c in codes))
        for codes in view.study.slices
    }
    return {codes[0]: len(found) for codes, found in periods.items() if found or not came.to_come.intersection(codes)}


def have(view: View, region: str, name: str) -> int:
    """Periods for which ``region`` and every part that it is made of delivered a table, or those of the same quantities."""
    same = next(codes for codes in view.study.slices if name in codes)
    planned = {p for table, periods in _ahead(view, region).items() if table in same for p in periods}
    came = {row.period for row in view.results.cells_of(region).rows if row.table in same}
    return len((came - {a.period for a in parts_without_row(view, region) if a.table in same}) | planned)


def parts_without_row(view: View, region: str) -> list[Absent]:
    """Regions inside this one that lack a row of a table and a period that others inside it have."""
    return [a for a in view.results.inside.absent if region in view.study.path(a.region)]


def parts_without_row_this_year(view: View) -> dict[str, list[Period]]:
    """Of a page of a region, the parts of it that lack rows of the page's year, each with the periods."""
    found: dict[str, set[Period]] = {}
    for absent in () if view.is_overview else parts_without_row(view, view.region):
        if absent.period.year == view.results.year:
            found.setdefault(absent.part, set()).add(absent.period)
    return {part: sorted(periods) for part, periods in found.items()}


def _ahead(view: View, region: str = "") -> dict[str, set[Period]]:
    """Periods that hold the page's and end later, for which tables bring plans, those of ``region`` where it is named."""
    found: dict[str, set[Period]] = {}
    for row in view.results.delivery.ahead_rows.rows:
        if row.period.opening < view.period.closing and region in ("", row.region):
            found.setdefault(row.table, set()).add(row.period)
    return found


def missing_tables(view: View, region: str) -> list[str]:
    """Tables that ``region`` did not deliver for every period, and those that nobody delivered."""
    return [name for name, n in due(view).items() if not n or have(view, region, name) < n]


def figures_there(view: View) -> Mapping[str, Completeness]:
    """By region how many of its figures of the period are there, of those that are due."""
    due = ("figures_there", view.period)
    return view.results.once(due, lambda: completeness(view.results.delivery, view.study, view.period))


def units(view: View) -> list[UnitStanding]:
    """What became of the deliveries of the round: of every unit on the page of the whole, of this one on its own; none of a study
    without a round."""
    standing = view.study.standing
    return [unit for unit in standing.units if view.is_overview or unit.unit == view.region] if standing else []


def without_figure(view: View) -> list[Cell]:
    """Cells of this region and those inside it, of the whole all, that an indicator needs and that hold no figure."""
    results = view.results
    found = unfilled_cells(results.delivery.cell_rows, (*results.indicators, *results.unlisted), view.period.last_day)
    return [c for c in found if view.is_overview or view.region in view.study.path(c.region)]
