"""Which place a region has on one indicator, the best being 1."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from evaluation.catalogue.model import Direction
from evaluation.measured.within import is_coarse
from evaluation.render.printed import digits
from evaluation.view.judgements import shares_whole
from evaluation.view.view import View

_GOOD = {Direction.HIGHER: 1, Direction.LOWER: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPlace:
    """Place ``rank`` among the ``count`` regions that have the figure; ``sharing`` regions, this one among them, are there."""

    rank: int
    count: int
    sharing: int


def rankable(view: View, code: str) -> bool:
    """Whether one end of the regions' values is the good one: of a rate that is to be high or to be low. Counts, amounts
    and shares of the whole follow the size of a region; places that rounding to a base leaves open are none."""
    indicator = view.results.indicator_named(code)
    _, reading = indicator.settle(view.study.choices)
    good = indicator.direction in _GOOD and reading.denominator is not None and not shares_whole(view, code)
    return good and (not is_coarse(view.study, reading) or view.results.once(("apart", code), lambda: _are_apart(view, code)))


def _are_apart(view: View, code: str) -> bool:
    """Whether the order of values is that before their figures were rounded to a base, whatever was rounded."""
    values = (view.results.value(region, code) for region in view.results.regions)
    ends = [v.ends for v in values if v.exact is not None]
    known = sorted(end for end in ends if end is not None)
    return len(known) == len(ends) and all(one[1] < other[0] for one, other in pairwise(known))


def place_of(view: View, code: str, region: str = "") -> RankPlace | None:
    """The place of ``region`` (this view's by default); None where it has no value, where nobody else has one, and where
    places would say nothing of what is good."""
    order = dict(view.results.order(code))
    mine = order.get(region or view.region)
    if mine is None or len(order) < 2 or not rankable(view, code):
        return None
    sign = _GOOD[view.results.indicator_named(code).direction]
    rank = 1 + sum(sign * v > sign * mine for v in order.values())
    return RankPlace(rank=rank, count=len(order), sharing=sum(v == mine for v in order.values()))


def words(view: View, code: str) -> str:
    """The place of this region among how many, and with how many it is shared; nothing without one."""
    at = place_of(view, code)
    rank, count, sharing = (digits(n) for n in ((at.rank, at.count, at.sharing) if at else (None, None, None)))
    shared = view.sentence("verdict.place_shared", of=code, sharing=sharing)
    return view.sentence("verdict.place", of=code, rank=rank, count=count, shared=shared)
