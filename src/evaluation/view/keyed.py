"""The keys of numbers that a page works out of the page's period."""

from __future__ import annotations

from evaluation.measured.keys import Key
from evaluation.study.months import Months
from evaluation.view.view import View


def key(view: View, kind: str, code: str, region: str = "", part: str = "", months: Months | None = None) -> str:
    """The key of a number of a region and some months; by default of the page's."""
    return Key(kind, code, region or view.region, months or view.period.months, part).spelled
