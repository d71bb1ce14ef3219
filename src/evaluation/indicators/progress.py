"""Against what is demanded: completion, time-schedule completion, change on last year; hard lines met or missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from evaluation.data.units import RATES, SCALES
from evaluation.indicators.figures import Figure, Figures, add, worst
from evaluation.indicators.measure import Values, evaluate
from evaluation.indicators.model import Indicator, Reading
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A quantity target: ``actual`` from 1 January to the end of the period, against the year's ``demanded``.

    ``scheduled`` is the schedule issued for the quarter (a target of that quarter), else the year's target times the
    share of the year gone (HB-0 gives annual targets; §2-18); a stock is compared with the full target. ``last_year``
    and ``compared`` are the figure of the same months of last year and of this year, over the regions that have both.
    Fractions are exact.
    """

    indicator: str
    region: str
    actual: int | None
    mark: str
    counts: str
    target: Target | None
    demanded: int | None
    scheduled: Fraction | None
    compared: int | None
    last_year: int | None

    @property
    def completion(self) -> Fraction | None:
        return _over(self.actual, self.demanded)

    @property
    def schedule_completion(self) -> Fraction | None:
        return _over(self.actual, self.scheduled)

    @property
    def gap(self) -> int | None:
        """What is still to do; negative when the target is passed."""
        return None if self.actual is None or self.demanded is None else self.demanded - self.actual

    @property
    def change(self) -> Fraction | None:
        """Change on the same months of last year, in per cent (同比)."""
        if self.compared is None or not self.last_year:
            return None
        return Fraction((self.compared - self.last_year) * 100, self.last_year)


def _over(actual: int | None, base: int | Fraction | None) -> Fraction | None:
    return None if actual is None or not base else Fraction(actual * 100) / base


def demand(study: Study, item: str, region: str, period: Period) -> Target | None:
    """The region's own target of ``item``, else the line that holds for each region.

    A rate demanded of each holds for the whole as well; an amount does not.
    """
    lines = study.demands.get((item, period), {})
    each = lines.get("each")
    if each is not None and region == study.top.code and each.unit not in RATES:
        each = None
    return lines.get(region) or each


def in_base(target: Target) -> int:
    """The target's amount in persons, households or fen; resolve() has checked that it is whole."""
    return int(Fraction(target.value) * SCALES[target.unit])


def year_to_date(reading: Reading, figures: Figures, region: str, period: Period, top: str) -> Figure:
    """The reading's level from 1 January to the end of ``period``; a stock as it stands."""
    if period.is_year or all(t.quantity.kind == "stock" for t in reading.numerator.terms):
        return evaluate(reading.numerator, figures, region, period, top)[0]
    parts = [evaluate(reading.numerator, figures, region, p, top)[0] for p in period.to_date()]
    return add(parts)


def both(study: Study, region: str, *sides: Callable[[str], int | None]) -> tuple[int | None, ...]:
    """``sides`` of ``region``; of the whole, each summed over the reporting regions that have all of them."""
    if region != study.top.code:
        return tuple(side(region) for side in sides)
    rows = [row for row in ([side(r.code) for side in sides] for r in study.reporting) if None not in row]
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (None,) * len(sides)


def progress(study: Study, indicator: Indicator, figures: Figures, region: str, period: Period) -> Progress:
    """How far ``region`` is with the quantity target of ``indicator`` at the end of ``period``."""
    _, reading = indicator.settle(study.choices)
    top = study.top.code

    @cache
    def reached(of: str, at: Period = period) -> Figure:
        return year_to_date(reading, figures, of, at, top)

    marks = [reached(r.code).mark for r in study.reporting] if region == top else [reached(region).mark]
    (actual,) = both(study, region, lambda of: reached(of).amount)
    compared, before = both(
        study, region, lambda of: reached(of).amount, lambda of: reached(of, period.last_year).amount
    )
    target = demand(study, indicator.code, region, period.year)
    demanded = None if target is None else in_base(target)
    stock = all(t.quantity.kind == "stock" for t in reading.numerator.terms)
    share = Fraction(1) if stock else period.elapsed
    issued = None if period.is_year else demand(study, indicator.code, region, period)
    even = None if demanded is None else demanded * share
    return Progress(
        indicator=indicator.code, region=region, actual=actual, mark=worst(marks) if actual is None else "",
        counts=reading.numerator.counts, target=target, demanded=demanded,
        scheduled=even if issued is None else Fraction(in_base(issued)), compared=compared, last_year=before,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A line the policy draws: ``state`` met, missed, not_judged (no line for this region) or missing."""

    indicator: str
    region: str
    state: str
    value: Fraction | None
    target: Target | None

    @property
    def difference(self) -> Fraction | None:
        """Value minus line, in the unit of the value (percentage points for rates)."""
        if self.value is None or self.target is None:
            return None
        return self.value - Fraction(self.target.value)


def judge(study: Study, indicator: Indicator, values: Values, region: str, period: Period) -> Judgement:
    """Whether the chosen reading meets the line of ``targets.csv``; compared exactly, never rounded first."""
    name, _ = indicator.settle(study.choices)
    value = values[region, period, indicator.code, name].exact
    target = demand(study, indicator.code, region, period.year)
    if target is None:
        state = "not_judged"
    elif value is None:
        state = "missing"
    else:
        line = Fraction(target.value)
        met: Mapping[str, bool] = {"at_least": value >= line, "at_most": value <= line, "equal": value == line}
        state = "met" if met[target.demand] else "missed"
    return Judgement(indicator=indicator.code, region=region, state=state, value=value, target=target)
