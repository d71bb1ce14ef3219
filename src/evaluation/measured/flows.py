"""From delivered cells to figures: 当期, 累计 and 期末, by whatever part of a year, become figures of every period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from evaluation.catalogue.catalogue import Catalogue, catalogue
from evaluation.data.tall import Cell
from evaluation.measured.account import SUPPRESSED, Account, Given, account_of
from evaluation.measured.figures import MISSING, Figure, Figures, Key, of_whole
from evaluation.measured.lookups import Tells
from evaluation.measured.rows import FrameRow, of_frame
from evaluation.study.months import start_of_count
from evaluation.study.periods import JANUARY, Calendar, Grain, Period

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
    of, since = of or catalogue(), since or {}
    rows: Iterable[Cell | FrameRow] = of_frame(cells, calendar) if hasattr(cells, "itertuples") else cells
    accounts = _accounts(rows, of, refundable, since)
    known = {p.grain for account in accounts.values() for p in account.given} | {Grain.YEAR, *grains}
    used = {
        quantity: tuple(sorted(g for g in known if g >= finest or of.quantities[quantity].kind == "stock"))
        for quantity, finest in _finest(accounts).items()
    }
    current: dict[Key, Figure] = {}
    for (region, quantity), account in accounts.items():
        for period, figure in account.figures(used[quantity]).items():
            current[region, period, quantity] = figure
    regions = tuple(dict.fromkeys(reporting))
    for period, quantity in sorted({(period, quantity) for _, period, quantity in current}):
        if not of.quantities[quantity].adds_over_regions:  # the whole's own, where it is delivered
            continue
        own = accounts.get((top, quantity)) if top not in regions else None
        if own is not None and own.hides(period.opening, period.closing):
            current[top, period, quantity] = SUPPRESSED
            continue
        parts = [current.get((region, period, quantity), MISSING) for region in regions]
        current[top, period, quantity] = of_whole(regions, parts)
    return Figures(
        current,
        {(r, p, q): f for (r, q), account in accounts.items() for p, f in account.so_far.items()},
        regions,
        top,
        dict.fromkeys(among),
        {(r, p, q): fall for (r, q), account in accounts.items() for p, fall in account.falls.items()},
        of,
        accounts,
        tuple((r, q, doubt) for (r, q), account in accounts.items() for doubt in account.doubts),
        tells,
    )


def _accounts(
    cells: Iterable[Cell | FrameRow], of: Catalogue, refundable: Collection[str | None], since: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], Account]:
    given: dict[tuple[str, str], dict[Period, Given]] = {}
    for c in cells:
        begins, cumulative = c.period.opening, c.kind == "cumulative"
        if cumulative:
            month = since.get((c.table, c.column)) if since else None
            begins = c.period.year.opening if month is None else start_of_count(month, c.period.closing)
        figure = Figure(c.amount, c.mark if c.amount is None else "", c.bound)
        given.setdefault((c.region, c.quantity), {})[c.period] = Given(figure, begins, cumulative)
    return {
        (region, quantity): account_of(of.quantities[quantity], found, quantity in refundable)
        for (region, quantity), found in given.items()
    }


def _finest(accounts: Mapping[tuple[str, str], Account]) -> Mapping[str, Grain]:
    """The shortest part of time that each quantity is delivered for."""
    found: dict[str, Grain] = {}
    for (_, quantity), account in accounts.items():
        found[quantity] = min(*(p.grain for p in account.given), found.get(quantity, Grain.YEAR))
    return found
