"""Lines drawn through rates: whether one may be judged at a period, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Indicator
from evaluation.measured.at_least import at_least
from evaluation.measured.figure import CONTRADICTORY
from evaluation.measured.figures import Figures
from evaluation.measured.in_parts import is_stated_in_parts
from evaluation.measured.measure import Values
from evaluation.measured.progress import demand_at, line_of, why_unjudged
from evaluation.measured.unjudged import Unjudged
from evaluation.measured.within import is_coarse, verdict
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
    least: int | None = None
    """In base units what a count that is not known, or not of every region, is at least, where that alone misses the line."""

    @property
    def difference(self) -> Fraction | None:
        """Value minus line, in the unit of the value (percentage points for rates)."""
        return None if self.value is None or self.line is None else self.value - self.line


def judge(
    study: Study, indicator: Indicator, figures: Figures, values: Values, region: str, period: Period, against: Target | None = None
) -> Judgement:
    """Whether the chosen reading meets the line that judges it, or the one it is held ``against``: at most some cases are too many
    as soon as those that are known are."""
    name, reading = indicator.settle(study.choices)
    measured, covers = values[region, period, indicator.code, name], indicator.span_of(reading).covers
    value, least = measured.exact, None
    target = against or demand_at(study, indicator.code, region, period)
    why = why_unjudged(study, target, indicator.code, region, covers, period)
    parts_of = figures.having if period.left else (region,)
    if not why and target is not None and target.period.is_year and is_stated_in_parts(reading, figures, parts_of, target.period):
        why = "year" if period.left else "in_parts"
    line = None if target is None else line_of(target, reading.unit, study.counts)
    if not why and target is not None and line is not None and target.demand == "at_most" and measured.mark != CONTRADICTORY:
        of_some = region == study.top.code and measured.regions < len(study.apart)
        if value is None or of_some:
            known = at_least(reading, study, figures, region, period, covers)
            least = known if Fraction(known, measured.over) > max(line, value or 0) else None
    if why or target is None or line is None:
        state = "not_judged"
    elif least is not None:
        state, value = "missed", None
    elif value is None:
        state = "missing"
    elif is_coarse(study, reading):
        state = verdict(target.demand, measured.ends, line) or "not_judged"
        why = "" if state != "not_judged" else "rounding"
    else:
        state = "met" if meets(target.demand, value, line) else "missed"
    return Judgement(
        indicator=indicator.code, region=region, state=state, value=value, line=line, target=target, unjudged=why, least=least
    )
