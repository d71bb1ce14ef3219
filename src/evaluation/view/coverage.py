"""Which tables a region delivered for which periods."""

from __future__ import annotations

from evaluation.data.tall import Cell
from evaluation.measured.inside import Absent
from evaluation.measured.unfilled import unfilled_cells
from evaluation.study.periods import Period
from evaluation.view.view import View


def due(view: View) -> dict[str, int]:
    """Periods for which any region delivered each table, of plans that of the page's year too; tables of the same quantities are
    one, by the name of the first. A table of which nobody owes anything yet, all its rows being of later periods, is not among
    them."""
    delivered, ahead = view.results.delivery.delivered_periods, _ahead(view)
    periods = {
        codes: set().union(*(delivered.get(c, frozenset()) | ahead.get(c, set()) for c in codes)) for codes in view.study.slices
    }
    waiting = view.results.delivery.to_come
    return {codes[0]: len(found) for codes, found in periods.items() if found or not waiting.intersection(codes)}


def have(view: View, region: str, name: str) -> int:
    """Periods for which ``region`` and every part that it is made of delivered a table, or those of the same quantities."""
    same = next(codes for codes in view.study.slices if name in codes)
    planned = {p for table, periods in _ahead(view, region).items() if table in same for p in periods}
    came = {cell.period for cell in view.results.cells_of(region) if cell.table in same}
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
    for cell in view.results.delivery.ahead_rows:
        if cell.period.opening < view.period.closing and region in ("", cell.region):
            found.setdefault(cell.table, set()).add(cell.period)
    return found


def missing_tables(view: View, region: str) -> list[str]:
    """Tables that ``region`` did not deliver for every period, and those that nobody delivered."""
    return [name for name, n in due(view).items() if not n or have(view, region, name) < n]


def without_figure(view: View) -> list[Cell]:
    """Cells of this region and those inside it, of the whole all, that an indicator needs and that hold no figure."""
    results = view.results
    found = unfilled_cells(results.delivery.cell_rows, (*results.indicators, *results.unlisted), view.period.last_day)
    return [c for c in found if view.is_overview or view.region in view.study.path(c.region)]
