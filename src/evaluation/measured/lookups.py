"""What a term of a formula is looked up by."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from evaluation.study.periods import Period


class Lookup(NamedTuple):
    """Where a term is looked up in one period, whatever the region: ``region`` is None for the one being measured.
    ``item``: it is one of several items of money, and adds nothing to their sum where it does not apply."""

    coefficient: int
    quantity: str
    region: str | None
    periods: tuple[Period, ...]
    item: bool


Tells = Callable[[str, tuple[Lookup, ...]], bool]
"""Whether the sum of what is looked up for a region is a figure that was suppressed."""
