"""Delivered cells out of a frame, for those who have no :class:`Cell`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from evaluation.study.periods import Calendar, Period, parse

if TYPE_CHECKING:
    import pandas as pd


class _Row(NamedTuple):
    """The part of a :class:`Cell` that is rolled up."""

    region: str
    period: Period
    quantity: str
    amount: int | None
    mark: str
    kind: str
    bound: int


def of_frame(cells: pd.DataFrame, calendar: Calendar) -> Iterator[_Row]:
    """Rows with the columns of cells: periods as ``calendar`` spells them."""
    import pandas as pd

    for region, period, quantity, amount, mark, kind, bound in cells[list(_Row._fields)].itertuples(index=False):
        key = region, parse(str(period), calendar), quantity
        yield _Row(*key, None if pd.isna(amount) else int(amount), mark, kind, 0 if pd.isna(bound) else int(bound))
