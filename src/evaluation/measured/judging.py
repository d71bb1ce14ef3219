"""Lines drawn through rates: whether one may be judged at a period, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Indicator
from evaluation.measured.measure import Values
from evaluation.measured.progress import Unjudged, demand_at, line_of, why_unjudged
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import meets


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A line the policy draws: ``state`` met, missed, not_judged (``unjudged`` says why) or missing. ``line``: what is demanded,
    in the unit of the value, of a stated amount in base units."""

    indicator: str
    region: str
    state: str
    value: Fraction | None
    line: Fraction | None
    target: Target | None
    unjudged: Unjudged = ""

    @property
    def difference(self) -> Fraction | None:
        """Value minus line, in the unit of the value (percentage points for rates)."""
        return None if self.value is None or self.line is None else self.value - self.line


def judge(study: Study, indicator: Indicator, values: Values, region: str, period: Period) -> Judgement:
    """Whether the chosen reading meets the line of ``targets.csv``."""
    name, reading = indicator.settle(study.choices)
    value = values[region, period, indicator.code, name].exact
    target = demand_at(study, indicator.code, region, period)
    why = why_unjudged(study, target, indicator.code, region, indicator.span_of(reading).covers, period)
    line = None if target is None else line_of(target, reading.unit, study.counts)
    if why or target is None or line is None:
        state = "not_judged"
    elif value is None:
        state = "missing"
    else:
        state = "met" if meets(target.demand, value, line) else "missed"
    return Judgement(indicator=indicator.code, region=region, state=state, value=value, line=line, target=target, unjudged=why)
