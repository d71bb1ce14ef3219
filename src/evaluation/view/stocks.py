"""A stock from its opening over what came and went to its closing."""

from __future__ import annotations

from typing import NamedTuple

from evaluation.view.view import View


class StockAccount(NamedTuple):
    """Opening stock, moves and closing stock, summed over as many ``regions`` as have all of them."""

    amounts: list[int]
    regions: int


def account(view: View, stock: str, *moves: str) -> StockAccount | None:
    """None where no region has all of it."""
    before, figures = view.period.previous, view.results.figures
    when = [(stock, before), *((q, view.period) for q in moves), (stock, view.period)]
    of = view.results.regions if view.is_overview else (view.region,)
    rows = [[figures.at(region, period, q).amount for q, period in when] for region in of]
    whole = [row for row in rows if None not in row]
    return StockAccount([sum(column) for column in zip(*whole, strict=True)], len(whole)) if whole else None
