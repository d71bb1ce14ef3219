"""Which tables a region delivered for which periods."""

from __future__ import annotations

from evaluation.data.tall import Cell
from evaluation.measured.unfilled import unfilled_cells
from evaluation.view.view import View


def due(view: View) -> dict[str, int]:
    """Periods for which any region delivered each table; tables of the same quantities are one, by the name of the first."""
    delivered = view.results.delivery.delivered_periods
    return {codes[0]: len(set().union(*(delivered.get(code, ()) for code in codes))) for codes in view.study.slices}


def have(view: View, region: str, name: str) -> int:
    """Periods for which ``region`` delivered a table, or those of the same quantities."""
    same = next(codes for codes in view.study.slices if name in codes)
    return len({cell.period for cell in view.results.cells_of(region) if cell.table in same})


def missing_tables(view: View, region: str) -> list[str]:
    """Tables that ``region`` did not deliver for every period, and those that nobody delivered."""
    return [name for name, n in due(view).items() if not n or have(view, region, name) < n]


def without_figure(view: View) -> list[Cell]:
    """Cells of this region and those inside it, of the whole all, that an indicator needs and that hold no figure."""
    results = view.results
    found = unfilled_cells(results.delivery.cell_rows, (*results.indicators, *results.unlisted), view.period.last_day)
    return [c for c in found if view.is_overview or view.region in view.study.path(c.region)]
