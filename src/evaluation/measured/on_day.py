"""What was reached by the day that a target was due, as far as figures prove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from evaluation.catalogue.model import Reading, When
from evaluation.study.model import Study, Target
from evaluation.study.periods import Grain, Period


class Seen(NamedTuple):
    """The figure that judges a target with a day: ``amount`` reached by the end of ``period``, in base units."""

    period: Period
    amount: int


def rises(study: Study, reading: Reading) -> bool:
    """Whether what is reached can only rise in the course of the year: flows that are added and never paid back."""
    return all(
        t.coefficient > 0 and t.when is When.THIS and t.quantity.kind == "flow" and t.quantity.code not in study.refundable
        for t in reading.numerator.terms
    )


def proof(
    target: Target, demanded: int, rising: bool, reached: Callable[[Period], int | None], period: Period, grain: Grain
) -> Seen | None:
    """The figure that proves how a target ended whose day lies before the end of ``period``; None where none does.
    The year is known by parts of ``grain``.

    It is that of the part that ends on the day. What only rises had reached by its day what it had reached before, and
    had not reached what it still had not reached after: the last figure before the day proves that enough, or too much,
    was done, the first one after it that too little, or not too much, was.
    """
    day = target.due
    if day is None:
        raise ValueError(f"the target of {target.item} for {target.region} has no day of its own")
    ends = dict.fromkeys((*period.to_date(grain), period))
    known = [Seen(p, n) for p in ends if (n := reached(p)) is not None]
    exact = next((s for s in known if s.period.last_day == day), None)
    if exact is not None or not rising:
        return exact
    before = next((s for s in reversed(known) if s.period.last_day < day), None)
    after = next((s for s in known if s.period.last_day > day), None)
    if before is not None:
        done = before.amount >= demanded if target.demand == "at_least" else before.amount > demanded
        stood = target.demand == "equal" and after is not None and before.amount == after.amount == demanded
        if done or stood:
            return before
    if after is not None:
        short = after.amount <= demanded if target.demand == "at_most" else after.amount < demanded
        if short:
            return after
    return None
