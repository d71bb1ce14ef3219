"""From delivered cells to figures: 当期, 累计 and 期末, by whatever part of a year, become figures of every period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from evaluation.catalogue.catalogue import Catalogue, catalogue
from evaluation.data.cells import Cells
from evaluation.data.tall import Cell
from evaluation.measured.figures import Figures
from evaluation.measured.lookups import Tells
from evaluation.measured.region_accounts import RegionAccounts
from evaluation.measured.region_figures import RegionFigures
from evaluation.measured.rows import of_frame
from evaluation.study.periods import JANUARY, Calendar, Grain

if TYPE_CHECKING:
    import pandas as pd


def roll_up(
    cells: Iterable[Cell] | pd.DataFrame,
    reporting: Iterable[str],
    top: str,
    among: Iterable[str] = (),
    refundable: Collection[str | None] = (),
    calendar: Calendar = JANUARY,
    of: Catalogue | None = None,
    since: Mapping[tuple[str, str], int] | None = None,
    grains: Collection[Grain] = (),
    tells: Tells | None = None,
) -> Figures:
    """Current-period figures of every region and of the whole, from delivered cells or a frame with their columns: of years, of
    parts as long as some that are delivered, and of parts of ``grains``.

    ``among``: the regions there are, when others may not be asked for. What falls from the year's start is contradictory, but
    for the ``refundable`` quantities, of which more may be paid back than was paid. ``since``: by table and column, the month
    that cumulative figures are counted from where it is not the one that the year starts with. ``tells``: whether a sum is a figure
    that is suppressed.

    The whole is the sum over the reporting regions that have the figure; how many is kept with it. It is suppressed where a figure
    of its own is.
    """
    of, regions = of or catalogue(), tuple(dict.fromkeys(reporting))
    given: Iterable[Any] = of_frame(cells, calendar) if hasattr(cells, "itertuples") else cells
    accounts = RegionAccounts(Cells.of(given).rows, of, refundable, since or {}, grains)
    return Figures(RegionFigures(accounts, regions, top), regions, top, dict.fromkeys(among), of, accounts, tells)
