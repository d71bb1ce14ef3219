"""What a count is at least, where a part of it is not known: the sum of what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from evaluation.catalogue.model import Reading
from evaluation.catalogue.span import Covers
from evaluation.measured.figure import Figure
from evaluation.measured.figures import Figures
from evaluation.measured.measure import lookups
from evaluation.study.counted import MONEY
from evaluation.study.model import Study
from evaluation.study.periods import Period


def at_least(reading: Reading, study: Study, figures: Figures, region: str, period: Period, covers: Covers) -> int:
    """Of a sum of counts in base units, less what printing may have rounded; 0 of anything else."""
    quantities = {term.quantity.code: term.quantity for term in reading.numerator.terms}
    found = lookups(reading.numerator, covers, period, study.top.code, figures.catalogue.items)
    flows = all(q.kind == "flow" and q.counts != MONEY for q in quantities.values())
    if reading.denominator is not None or not flows or any(one.coefficient < 0 or one.region for one in found):
        return 0
    return sum(one.coefficient * _of(study, figures, region, one.quantity, one.periods) for one in found)


def _of(study: Study, figures: Figures, region: str, quantity: str, periods: Sequence[Period]) -> int:
    """Of what is known of the region itself, or of what lies inside it, whichever is more."""
    grain = figures.finest.get(quantity, periods[0].grain)
    short = [part for p in periods for part in (p.parts(grain) if grain < p.grain else (p,))]
    if region == study.top.code and not study.top.reports:
        inside = [r.code for r in study.apart]
    else:
        inside = [r.code for r in study.regions if r.parent == region]
    own = list(accumulate((_low(figures.at(region, p, quantity)) for p in short), initial=0))
    for n in range(2, len(short) + 1):  # cumulative figures hold months that are not known apart
        own[n] = max(own[n], own[n - 1], _low(figures.over(region, short[:n], quantity)))
    return max(own[-1], sum(_of(study, figures, code, quantity, periods) for code in inside))


def _low(figure: Figure) -> int:
    return max(0, (figure.amount or 0) - figure.bound)
