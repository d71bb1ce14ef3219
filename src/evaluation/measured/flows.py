"""From delivered cells to figures: 当期, 累计 and 期末, by whatever part of a year, become figures of every period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from typing import TYPE_CHECKING

from evaluation.catalogue.catalogue import Catalogue, catalogue
from evaluation.catalogue.model import Quantity
from evaluation.data.tall import Cell
from evaluation.measured.figures import CONTRADICTORY, MISSING, Figure, Figures, Key, of_whole, over_parts
from evaluation.measured.rows import of_frame
from evaluation.study.counted import MONEY
from evaluation.study.periods import JANUARY, Calendar, Period

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
) -> Figures:
    """Current-period figures of every region and of the whole, from delivered cells or a frame with their columns.
    ``among``: the regions there are, when others may not be asked for. What falls from the year's start is contradictory, but
    for the ``refundable`` quantities, of which more may be paid back than was paid.

    The whole is the sum over the reporting regions that have the figure; how many is kept with it.
    """
    of = of or catalogue()
    quantities = of.quantities
    delivered: dict[Key, Figure] = {}
    cumulative: set[Key] = set()
    for c in of_frame(cells, calendar) if hasattr(cells, "itertuples") else cells:
        key = (c.region, c.period, c.quantity)
        delivered[key] = Figure(c.amount, c.mark if c.amount is None else "", c.bound)
        if c.kind == "cumulative":
            cumulative.add(key)
    earlier = {period: period.to_date()[:-1] for period in {period for _, period, _ in cumulative}}
    rising = (key for key in cumulative if key[2] not in refundable)
    falls = {key: fall for key in rising if (fall := _fall(key, earlier[key[1]], delivered)) is not None}
    delivered.update(dict.fromkeys(falls, Figure(None, CONTRADICTORY)))
    current = {key: _of_period(key, f, delivered, quantities) if key in cumulative else f for key, f in delivered.items()}
    _years(current, delivered, cumulative, quantities)
    regions = tuple(dict.fromkeys(reporting))
    for period, quantity in sorted({(period, quantity) for _, period, quantity in current}):
        parts = [current.get((region, period, quantity), MISSING) for region in regions]
        current[top, period, quantity] = of_whole(regions, parts)
    so_far = {key: f for key in cumulative if (f := delivered[key]).amount is not None or key in falls}
    return Figures(current, so_far, regions, top, dict.fromkeys(among), falls, of)


def _fall(key: Key, earlier: Iterable[Period], delivered: Mapping[Key, Figure]) -> tuple[Figure, Figure] | None:
    """A cumulative figure, and the highest of its year before it, where that is more by more than printing explains."""
    region, _, quantity = key
    now, found = delivered[key], [delivered.get((region, p, quantity), MISSING) for p in earlier]
    most = max((f for f in found if f.amount is not None), key=lambda f: f.known - f.bound, default=None)
    if now.amount is None or most is None or now.amount + now.bound >= most.known - most.bound:
        return None
    return now, most


def _of_period(key: Key, figure: Figure, delivered: Mapping[Key, Figure], quantities: Mapping[str, Quantity]) -> Figure:
    """A cumulative figure without what was there at the end of the period before."""
    if figure.amount is None or key[1].opens_year:
        return figure
    before = _before(key, delivered, quantities)
    if before.amount is None:
        return Figure(None, before.mark)
    return Figure(figure.amount - before.amount, "", figure.bound + before.bound)


def _before(key: Key, delivered: Mapping[Key, Figure], quantities: Mapping[str, Quantity]) -> Figure:
    """What stood at the end of the period before: of money, one that does not apply leaves what stood before it."""
    region, period, quantity = key
    before = period.previous
    found = delivered.get((region, before, quantity), MISSING)
    if found.mark != "not_applicable" or quantities[quantity].counts != MONEY:
        return found
    return Figure(0) if before.opens_year else _before((region, before, quantity), delivered, quantities)


def _years(
    current: dict[Key, Figure], delivered: Mapping[Key, Figure], cumulative: Set[Key], quantities: Mapping[str, Quantity]
) -> None:
    """Add each year from its parts: flows by their sum or the last cumulative figure, stocks by the last part."""
    parts = {p: p.year.parts(p.grain) for p in {period for _, period, _ in current} if p.is_part_of_year}
    for region, period, quantity in [key for key in current if key[1] in parts]:
        if (key := (region, period.year, quantity)) in current:
            continue
        last = (region, parts[period][-1], quantity)
        figure = delivered.get(last, MISSING)
        told = figure.amount is not None or figure.mark == CONTRADICTORY
        if quantities[quantity].kind == "stock" or (told and last in cumulative):
            current[key] = figure
        else:
            current[key] = over_parts(quantities[quantity], [current.get((region, p, quantity), MISSING) for p in parts[period]])
