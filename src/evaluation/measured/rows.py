"""Delivered cells out of a frame, for those who have no :class:`Cell`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from evaluation.study.periods import Calendar, Period, parse

if TYPE_CHECKING:
    import pandas as pd


class FrameRow(NamedTuple):
    """The part of a :class:`Cell` that is rolled up."""

    region: str
    period: Period
    quantity: str
    amount: int | None
    mark: str
    kind: str
    bound: int
    table: str = ""
    column: str = ""


_FROM = tuple(name for name in FrameRow._fields if name not in FrameRow._field_defaults)


def of_frame(cells: pd.DataFrame, calendar: Calendar) -> Iterator[FrameRow]:
    """Rows with the columns of cells: periods as ``calendar`` spells them."""
    import pandas as pd

    for region, period, quantity, amount, mark, kind, bound in cells[list(_FROM)].itertuples(index=False):
        key = region, parse(str(period), calendar), quantity
        yield FrameRow(*key, None if pd.isna(amount) else int(amount), mark, kind, 0 if pd.isna(bound) else int(bound))
