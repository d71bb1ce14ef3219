"""The keys of numbers that a page works out of the page's period."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.measured.keys import Key
from evaluation.study.months import Months
from evaluation.view.view import View


def key(view: View, kind: str, code: str, region: str = "", part: str = "", months: Months | None = None) -> str:
    """The key of a number of a region and some months; by default of the page's."""
    return Key(kind, code, region or view.region, months or view.period.months, part).spelled


def to_date(view: View, code: str, region: str = "") -> str:
    """The key of a quantity from the year's start to the end of the page's period."""
    return key(view, "quantity", code, region, months=view.period.so_far)


def sum_to_date(view: View, codes: Sequence[str], region: str = "") -> str:
    """The key of a sum of quantities from the year's start."""
    if len(codes) == 1:
        return to_date(view, codes[0], region)
    return key(view, "sum", "+".join(codes), region, months=view.period.so_far)
