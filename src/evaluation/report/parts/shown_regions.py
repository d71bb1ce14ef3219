"""Which regions are shown beside each other, where not all fit."""

from __future__ import annotations

from evaluation.render.largest import MOST_ROWS
from evaluation.render.printed import digits
from evaluation.view.view import View

ENDS, BESIDE = 10, 5  # of many regions: so many highest and lowest, and so many on either side of this one


def compared_regions(view: View, code: str) -> tuple[str, ...]:
    """Regions shown beside each other: see :func:`around`. ``indicators.csv`` of the overview has all of them."""
    return around(view, [r for r, _ in view.results.order(code)])


def around(view: View, order: list[str]) -> tuple[str, ...]:
    """Of the regions in ``order``, best first: all while they fit a chart, else both ends and the neighbours of this one.
    In division order; everyone, also who stands in no order, while all fit."""
    everyone = view.results.regions
    if len(everyone) <= MOST_ROWS:
        return everyone
    kept = {*order[:ENDS], *order[-ENDS:], *([] if view.is_overview else [view.region])}
    if view.region in order:
        at = order.index(view.region)
        kept |= set(order[max(0, at - BESIDE) : at + BESIDE + 1])
    return tuple(r for r in everyone if r in kept) or everyone[:MOST_ROWS]


def selection_note(view: View, file: str) -> list[str]:
    """Which regions are shown where not all are, and the file of the overview that has all."""
    told = view.sentence(
        "dots.selected",
        "dots.selected_whole",
        count=digits(len(view.results.regions)),
        ends=digits(ENDS),
        beside=digits(BESIDE),
        file=file,
    )
    return [told] if told else []
