"""Lines drawn through rates: whether one may be judged at a period, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Indicator
from evaluation.measured.measure import Values
from evaluation.measured.progress import Unjudged, demand, line_of, why_unjudged
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A line the policy draws: ``state`` met, missed, not_judged (``unjudged`` says why) or missing."""

    indicator: str
    region: str
    state: str
    value: Fraction | None
    target: Target | None
    unjudged: Unjudged = ""

    @property
    def difference(self) -> Fraction | None:
        """Value minus line, in the unit of the value (percentage points for rates)."""
        if self.value is None or self.target is None:
            return None
        return self.value - line_of(self.target)


def judge(study: Study, indicator: Indicator, values: Values, region: str, period: Period) -> Judgement:
    """Whether the chosen reading meets the line of ``targets.csv``; compared exactly, never rounded first."""
    name, reading = indicator.settle(study.choices)
    value = values[region, period, indicator.code, name].exact
    target = demand(study, indicator.code, region, period.year)
    why = why_unjudged(study, indicator.code, region, indicator.span_of(reading).covers, period)
    if why or target is None:
        state = "not_judged"
    elif value is None:
        state = "missing"
    else:
        line = line_of(target)
        met: Mapping[str, bool] = {"at_least": value >= line, "at_most": value <= line, "equal": value == line}
        state = "met" if met[target.demand] else "missed"
    return Judgement(indicator=indicator.code, region=region, state=state, value=value, target=target, unjudged=why)
