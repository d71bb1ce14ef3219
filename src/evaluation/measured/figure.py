"""One figure: an amount, or why there is none, and what becomes of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluation.catalogue.model import Quantity
from evaluation.study.counted import MONEY
from evaluation.study.periods import Period

Key = tuple[str, Period, str]
CONTRADICTORY = "contradictory"
"""Mark of what is impossible by more than printing explains: a part above its whole, a cumulative figure that falls."""
_WORST = (CONTRADICTORY, "missing", "suppressed", "below_precision", "no_standard", "not_applicable")


class Figure(NamedTuple):
    """``amount`` in base units or None with a ``mark`` that says why; ``bound``: the most that printing may have rounded away;
    ``regions``: how many reporting regions are in it, ``without`` which are not: what does not apply there is not lacking;
    ``lacks``: the gravest reason why these are not."""

    amount: int | None
    mark: str = ""
    bound: int = 0
    regions: int = 1
    without: frozenset[str] = frozenset()
    lacks: str = ""

    @property
    def known(self) -> int:
        """The amount; ``ValueError`` where there is none."""
        if self.amount is None:
            raise ValueError(f"the figure is {self.mark} and has no amount")
        return self.amount


class Doubt(NamedTuple):
    """What is wrong with the figures delivered for a ``period``, by the code of its finding: what is ``stated``, and what
    others of the same region and quantity give for it."""

    code: str
    period: Period
    stated: Figure
    used: Figure


MISSING = Figure(None, "missing")
_NOBODY: frozenset[str] = frozenset()


def worst(marks: Iterable[str]) -> str:
    """The mark to show for a figure built from others: suppressed only where nothing else that it needs is missing."""
    found = set(marks)
    return next((mark for mark in _WORST if mark in found), "missing")


def add(figures: Iterable[Figure]) -> Figure:
    """Sum of figures; without an amount as soon as one has none, and of figures of the whole that are not of the same
    regions."""
    figures = list(figures)
    amounts = [f.amount for f in figures if f.amount is not None]
    if len(amounts) < len(figures):
        return Figure(None, worst(f.mark for f in figures if f.amount is None))
    if not alike(figures):
        return Figure(None, reason_lacking(figures))
    first, lacks = figures[0] if figures else Figure(0), ""
    if first.without:
        lacks = reason_lacking(figures)
    return Figure(sum(amounts), "", sum([f.bound for f in figures]), first.regions, first.without, lacks)


def add_money(figures: Iterable[Figure]) -> Figure:
    """As :func:`add`, but what does not apply adds nothing to the others: the sum does not apply where none of them does."""
    figures = list(figures)
    return add([f for f in figures if f.mark != "not_applicable"] or figures)


def over_parts(quantity: Quantity, parts: Iterable[Figure]) -> Figure:
    """Sum of a flow over parts of time. Counts have to apply in each: a rate would take a part of the year as all of it. What does
    not add up over time is the figure of one part, and missing of several."""
    if not quantity.adds_over_time:
        several = tuple(parts)
        return several[0] if len(several) == 1 else MISSING
    return add_money(parts) if quantity.counts == MONEY else add(parts)


def alike(figures: Iterable[Figure]) -> bool:
    """Whether figures of the whole lack the same regions, so that they may be added, subtracted and divided."""
    return len({f.without for f in figures if f.amount is not None}) < 2


def reason_lacking(figures: Iterable[Figure]) -> str:
    """The gravest reason why figures of the whole are not of every region."""
    return worst(f.lacks for f in figures if f.without)


def of_whole(regions: Sequence[str], parts: Sequence[Figure]) -> Figure:
    """The sum over the ``regions`` that have the figure."""
    known, without, lacks = [(f[0], f[2]) for f in parts if f[0] is not None], _NOBODY, ""
    if not known:
        return Figure(None, worst(f.mark for f in parts), 0, 0)
    if len(known) < len(parts):
        without = frozenset(r for r, f in zip(regions, parts, strict=True) if f.mark not in ("", "not_applicable"))
        lacks = worst(f.mark for f in parts if f.mark not in ("", "not_applicable")) if without else ""
    return Figure(sum([a for a, _ in known]), "", sum([b for _, b in known]), len(known), without, lacks)
