"""Against what is demanded: completion, time-schedule completion, change on last year; and what may be judged when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from evaluation.catalogue.model import Indicator, Reading
from evaluation.catalogue.span import Covers, first_day, waits
from evaluation.catalogue.unit import ValueUnit
from evaluation.measured.figure import Figure, worst
from evaluation.measured.figures import Figures
from evaluation.measured.measure import evaluate
from evaluation.measured.on_day import Seen, proof, rises
from evaluation.measured.unjudged import Unjudged
from evaluation.measured.within import is_coarse, verdict
from evaluation.study.counted import Counts
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import EACH, EVERYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A quantity target: ``actual`` from the year's start to the end of the period, against the year's ``demanded``.

    ``scheduled`` is what is due by the end of the period, where the year has a target: all of a target whose day has come,
    the schedule ``issued`` for it (a target of that part of the year, an amount or a share of the year's), else, where no part
    of the year has one, the year's target times the share of the year gone (HB-0 gives annual targets; §2-18). A stock and an
    exact number have no even schedule: they are judged by the year's end. ``unjudged`` says why nothing is judged. ``seen``:
    what judges a target whose day lies before the period's end. ``last_year`` and ``compared`` are the figure of the same months
    of last year and of this year, over the regions that have both; ``incomparable``: the mark of what they lack. ``regions`` are
    in the actual; ``lacking``: it lacks others, and ``open``: the gravest mark of those, where that leaves open how far the target
    is; else empty. Fractions are exact.
    """

    indicator: str
    region: str
    actual: int | None
    mark: str
    counts: str
    target: Target | None
    demanded: int | None
    scheduled: Fraction | None
    issued: bool
    unjudged: Unjudged
    seen: Seen | None
    compared: int | None
    last_year: int | None
    incomparable: str
    regions: int
    lacking: bool
    open: str

    @property
    def completion(self) -> Fraction | None:
        return None if self.open else _over(self.actual, self.demanded)

    @property
    def reached(self) -> int | None:
        """The amount that is judged: by the day that the target was due, else :attr:`actual`."""
        return self.actual if self.seen is None else self.seen.amount

    @property
    def judged(self) -> Fraction | None:
        """The completion that is judged: by the day that the target was due, else :attr:`completion`."""
        return self.completion if self.seen is None else _over(self.seen.amount, self.demanded)

    @property
    def completion_mark(self) -> str:
        """Why there is no :attr:`completion`: that the target is 0, whatever the figure, the mark of the actual, that nothing
        is demanded, or why regions are not in the actual; empty with one."""
        if self.demanded == 0:
            return "not_applicable"
        return self.mark or ("not_applicable" if not self.demanded else self.open)

    @property
    def schedule_completion(self) -> Fraction | None:
        return None if self.open else _over(self.actual, self.scheduled)

    @property
    def schedule_mark(self) -> str:
        """Why there is no :attr:`schedule_completion`, as :attr:`completion_mark`; empty with one."""
        if self.demanded == 0:
            return "not_applicable"
        return self.mark or ("not_applicable" if not self.scheduled else self.open)

    @property
    def gap(self) -> int | None:
        """What is still to do; negative when the target is passed."""
        return None if self.open or self.actual is None or self.demanded is None else self.demanded - self.actual

    @property
    def change(self) -> Fraction | None:
        """Change on the same months of last year, in per cent (同比)."""
        if self.compared is None or not self.last_year:
            return None
        return Fraction((self.compared - self.last_year) * 100, self.last_year)

    @property
    def change_mark(self) -> str:
        """Why there is no :attr:`change`: the mark of the figure that is not there, first of all that it was not delivered, or
        that last year's is 0; empty with one."""
        return self.incomparable or ("" if self.last_year else "not_applicable")


def _over(actual: int | None, base: int | Fraction | None) -> Fraction | None:
    return None if actual is None or not base else Fraction(actual * 100) / base


def demand(study: Study, item: str, region: str, period: Period) -> Target | None:
    """The region's own target of ``item``, else the line that holds for each region, else the one that holds everywhere; None
    also where the scheme says that it has none."""
    found = _line(study, item, region, period)
    return None if found is None or found.value is None else found


def _line(study: Study, item: str, region: str, period: Period) -> Target | None:
    lines = study.demands.get((item, period), {})
    each = lines.get(EACH)
    if each is not None and not (study.by_code[region].reports or (study.file.format == 1 and each.unit.is_rate)):
        each = None  # in format 1 a rate of each region was held against the whole without a word
    return lines.get(region) or each or lines.get(EVERYWHERE)


def demand_at(study: Study, item: str, region: str, period: Period) -> Target | None:
    """The line that a value is held against at the end of ``period``: the one set for that part of the year, else the
    year's."""
    year = demand(study, item, region, period.year)
    if not period.left or (year is not None and year.due is not None):
        return year
    return demand(study, item, region, period) or year


def by_parts(study: Study, item: str, region: str, year: Period) -> bool:
    """Whether lines were set for parts of the year; they hold at the end of these parts and at no other day within it."""
    return any(demand(study, item, region, part) for part in study.steps.get((item, year), ()))


def line_of(target: Target, unit: ValueUnit, counts: Counts) -> Fraction:
    """The value that is demanded, in ``unit``; ``ValueError`` for a target that says that there is none (see :func:`demand`),
    and for one that resolve() has refused."""
    line = None if target.value is None else unit.line(target.value, target.unit, counts)
    if line is None:
        raise ValueError(f"the scheme has no line of {target.item} for {target.region} in {unit}")
    return line


def in_base(target: Target) -> int:
    """The target's amount in base units; resolve() has checked that it is whole."""
    if target.value is None:
        raise ValueError(f"the scheme has no target of {target.item} for {target.region}")
    return int(Fraction(target.value) * target.unit.scale)


def why_unjudged(study: Study, target: Target | None, item: str, region: str, covers: Covers, period: Period) -> Unjudged:
    """Why ``target`` judges nothing of ``item`` of the region at the end of ``period``; empty when it does."""
    between = bool(period.left) and by_parts(study, item, region, period.year) and demand(study, item, region, period) is None
    if target is None:
        return "not_here" if _line(study, item, region, period.year) else "between" if between else "no_line"
    binds = study.binds_from(target)
    if binds is not None and first_day(covers, period) < binds:
        return "before"
    if target.due is not None:
        return "not_due" if period.last_day < target.due else ""
    if between:
        return "between"
    of_year = period.left and target.period.is_year and demand(study, item, region, period) is None
    return "year" if waits(covers) and of_year else ""


def year_to_date(reading: Reading, figures: Figures, region: str, period: Period, top: str) -> Figure:
    """The reading's level from the year's start to the end of ``period``; a stock as it stands."""
    return evaluate(reading.numerator, figures, region, period, top, Covers.TO_DATE)[0]


def both(study: Study, region: str, *sides: Callable[[str], int | None]) -> tuple[int | None, ...]:
    """``sides`` of ``region``; of the whole, each summed over the reporting regions that have all of them."""
    if region != study.top.code:
        return tuple(side(region) for side in sides)
    rows = ([side(r.code) for side in sides] for r in study.reporting)
    known = [[amount for amount in row if amount is not None] for row in rows if None not in row]
    return tuple(map(sum, zip(*known, strict=True))) if known else (None,) * len(sides)


def settles(study: Study, reading: Reading, target: Target | None, actual: int | None, due: Fraction | int | None) -> bool:
    """Whether a sum over some of the regions settles what is asked of all: where regions can only add to it, once it
    reaches what is due, or exceeds what is allowed. Nothing smaller says that anything is missed, behind or to do."""
    terms = reading.numerator.terms
    grows = all(t.coefficient > 0 and t.quantity.code not in study.refundable for t in terms)
    if not grows or target is None or actual is None or due is None:
        return False
    return actual >= due > 0 if target.demand == "at_least" else actual > due


def progress(study: Study, indicator: Indicator, figures: Figures, region: str, period: Period) -> Progress:
    """How far ``region`` is with the quantity target of ``indicator`` at the end of ``period``."""
    _, reading = indicator.settle(study.choices)
    top = study.top.code

    @cache
    def amount_by(of: str, at: Period = period) -> Figure:
        return year_to_date(reading, figures, of, at, top)

    def amount_of_whole(at: Period) -> int | None:
        """What was reached by all regions that have such a thing; None where some figure is missing."""
        found = [amount_by(of, at) for of in regions]
        known = [f.amount for f in found if f.amount is not None]
        return sum(known) if known and all(f.mark in ("", "not_applicable") for f in found) else None

    regions = [r.code for r in study.reporting] if region == top else [region]
    marks = [amount_by(of).mark for of in regions]
    (actual,) = both(study, region, lambda of: amount_by(of).amount)
    compared, before = both(study, region, lambda of: amount_by(of).amount, lambda of: amount_by(of, period.last_year).amount)
    target = demand(study, indicator.code, region, period.year)
    demanded = None if target is None else in_base(target)
    by_part = target is not None and target.due is None and period.left
    issued = demand(study, indicator.code, region, period) if by_part else None
    covers = indicator.span_of(reading).covers
    why = why_unjudged(study, target, indicator.code, region, covers, period)
    why = "no_line" if target is None and why == "between" else why
    between = issued is None and by_part and by_parts(study, indicator.code, region, period.year)
    scheduled = None if between else _schedule(target, issued, covers, period)
    if not why and not demanded and (target is None or target.demand == "at_least"):
        why = "zero"
    if not why and period.left and target is not None:
        why = "year" if scheduled is None else "not_due" if not scheduled and target.demand == "at_least" else ""
    lacking = actual is not None and not set(marks) <= {"", "not_applicable"}
    open_ = worst({*marks} - {"", "not_applicable"}) if lacking and not settles(study, reading, target, actual, scheduled) else ""
    seen = None
    if not why and target is not None and target.due is not None and target.due < period.last_day:
        seen = proof(target, in_base(target), rises(study, reading), amount_of_whole, period, figures.grain)
        why = "" if seen or actual is None else "by_day"
    elif not why and open_:
        why = "partial"
    reached = actual if seen is None else seen.amount
    if not why and target is not None and reached is not None and scheduled is not None and is_coarse(study, reading):
        off = sum(amount_by(of, seen.period if seen else period).bound for of in regions)
        due = scheduled if seen is None else Fraction(in_base(target))
        why = "" if verdict(target.demand, (Fraction(reached - off), Fraction(reached + off)), due) else "rounding"
    return Progress(
        indicator=indicator.code,
        region=region,
        actual=actual,
        mark=worst(marks) if actual is None else "",
        counts=reading.numerator.counts,
        target=target,
        demanded=demanded,
        scheduled=scheduled,
        issued=issued is not None,
        unjudged=why,
        seen=seen,
        compared=compared,
        last_year=before,
        incomparable=worst(_incomparable(amount_by(of).mark, amount_by(of, period.last_year).mark) for of in regions)
        if None in (compared, before)
        else "",
        regions=marks.count(""),
        lacking=lacking,
        open=open_,
    )


def _incomparable(now: str, before: str) -> str:
    """Why the figures of two years with these marks cannot be compared: what was not delivered is neither withheld nor
    contradictory, whatever the other is."""
    return "missing" if "missing" in (now, before) else worst({now, before} - {""})


def _schedule(target: Target | None, issued: Target | None, covers: Covers, period: Period) -> Fraction | None:
    """What is due by the end of ``period``; None where only the year's end says so: of what stands, and of an exact number."""
    if target is None:
        return None
    if target.due is not None and period.left:
        return Fraction(in_base(target) if target.due <= period.last_day else 0)
    if issued is not None:
        return (
            in_base(target) * Fraction(issued.value or 0) / issued.unit.scale if issued.unit.is_rate else Fraction(in_base(issued))
        )
    if period.left and (covers is Covers.AT_END or target.demand == "equal"):
        return None
    return in_base(target) * period.elapsed
