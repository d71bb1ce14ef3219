"""What rows of ``targets.csv`` say against each other and against the study; what does not hold is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Indicator
from evaluation.catalogue.unit import PERCENT
from evaluation.data.findings import Finding
from evaluation.measured.figures import Figures
from evaluation.measured.in_parts import is_stated_in_parts
from evaluation.measured.progress import demand, in_base
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import EACH, EVERYWHERE


def findings(study: Study, figures: Figures) -> list[Finding]:
    """Splits that do not add up, targets of 0, schedules that contradict themselves, rows that judge nothing."""
    catalogue = figures.catalogue
    splits = _splits(study, catalogue, [r.code for r in study.reporting])
    lines = [*_zero(study, catalogue), *_above_whole(study, catalogue), *_schedules(study, catalogue)]
    return [*splits, *lines, *_idle(study, figures)]


def _finding(code: str, message: str, fix: str, region: str | None = None, **where: Any) -> Finding:  # as Finding has it
    return Finding(severity="reportable", code=code, message=message, fix=fix, region=region, **where)


def _splits(study: Study, catalogue: Catalogue, regions: list[str]) -> Iterator[Finding]:
    """A split, with the orders that changed it, that does not add up to the target of the whole."""
    for (item, period), lines in study.demands.items():
        amounts = {
            t.region: in_base(t)
            for t in lines.values()
            if t.value is not None and catalogue.indicators[item].is_amount and not t.unit.is_rate and t.region in study.by_code
        }
        parts = [amounts[r] for r in regions if r in amounts]
        whole = amounts.get(study.top.code)
        if whole is not None and len(parts) == len(regions) and sum(parts) != whole:
            counts = next(iter(catalogue.indicators[item].readings.values())).numerator.counts
            tell = study.counts.tell
            yield _finding(
                "target_split",
                f"{item} {period}: the split adds up to {tell(sum(parts), counts)}, the target of {study.top.code} is "
                f"{tell(whole, counts)}",
                "make the split in targets.csv add up",
                facts={"item": item, "period": period.spelled, "added": str(sum(parts)), "target": str(whole), "counts": counts},
            )


def _zero(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    """A year's quantity target of at least 0: nothing can be completed, and nothing is judged."""
    for (item, period), lines in study.demands.items():
        for region, target in lines.items():
            idle = target.value == 0 and target.demand == "at_least" and period.is_year
            if idle and catalogue.indicators[item].is_amount:
                yield _finding(
                    "target_zero",
                    f"{item} {period}: the target of {region} is 0: there is nothing to complete, completion does not apply "
                    "and nothing is judged",
                    "where the scheme has no such target, write — in targets.csv; where it is 0 indeed, nothing is to do",
                    region if region in study.by_code else None,
                    facts={"item": item, "period": period.spelled},
                )


def _above_whole(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    """A line above 100 per cent of a quotient whose numerator is some items of its denominator: nothing comes to it."""
    for (item, period), lines in study.demands.items():
        indicator = catalogue.indicators[item]
        _, reading = indicator.settle(study.choices)
        below = {t.quantity for t in reading.denominator.terms} if reading.denominator else set()
        part = bool(below) and {t.quantity for t in reading.numerator.terms} <= below and reading.unit == PERCENT
        above = [
            r for r, t in lines.items() if part and t.value is not None and t.unit.is_rate and Fraction(t.value) / t.unit.scale > 1
        ]
        if above:
            yield _finding(
                "target_above_whole",
                f"{item} {period}: the line of {list_regions(above)} is above 100 %, and it is a share of items in their sum",
                "correct the value or its unit in targets.csv",
                file="targets.csv",
                facts={"item": item, "period": period.spelled, "places": list_regions(above)},
            )


def _schedules(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    """What is due by the end of each part of a year that falls, or does not end with the year's own target. Shares of that
    target are told apart from amounts."""
    lines: dict[tuple[str, str, Period], list[Target]] = {}
    for (item, period), regions in sorted(study.demands.items()):
        for region, target in regions.items():
            if catalogue.indicators[item].is_amount and target.value is not None:
                lines.setdefault((item, region, period.year), []).append(target)
    for (item, region, _), targets in lines.items():
        whole = [t for t in targets if t.period.is_year]
        for shares in (True, False):
            steps = [t for t in targets if t.period.is_part_of_year and t.unit.is_rate == shares]
            ends = [_all_of_the_year(t) for t in steps[-1:]] if shares else whole
            for before, after in pairwise([*steps, *(ends if steps else [])]):
                there, then = _due(before), _due(after)
                last = after.period.is_year and not before.period.left
                if there > then or (last and there != then):
                    yield _finding(
                        "schedule_contradicts",
                        f"{item} of {region}: {before.value} {before.unit} are due by the end of {before.period}, and "
                        f"{after.value} {after.unit} by that of {after.period}",
                        "ask who set them which is right; at the year's end its own target is used",
                        region if region in study.by_code else None,
                        facts={
                            "item": item,
                            "before": before.period.spelled,
                            "due": f"{before.value}{before.unit}",
                            "after": after.period.spelled,
                            "then": f"{after.value}{after.unit}",
                        },
                    )


def _all_of_the_year(step: Target) -> Target:
    """What shares of a year's target end with."""
    return step.model_copy(update={"value": Decimal(step.unit.scale), "period": step.period.year})


def _due(target: Target) -> Fraction:
    return Fraction(target.value or 0) * (1 if target.unit.is_rate else target.unit.scale)


def _idle(study: Study, figures: Figures) -> Iterator[Finding]:
    """Rows that judge nothing on any page: of a region without a report, of a period that no table covers, and of a part of the
    year whose own target is not there or has a day of its own."""
    reporting, years = {r.code for r in study.reporting}, {study.file.period.year, *figures.years}
    told: dict[tuple[str, str, Period], list[str]] = {}
    for (item, period), lines in study.demands.items():
        amount = figures.catalogue.indicators[item].is_amount
        for region, target in lines.items():
            of = next(iter(reporting)) if region in (EACH, EVERYWHERE) else region
            year = demand(study, item, of, period.year)
            if of not in reporting and of != study.top.code:
                told.setdefault(("region", item, period), []).append(region)
            elif period.year not in years or _never_covered(figures, figures.catalogue.indicators[item], study, period):
                told.setdefault(("year", item, period), []).append(region)
            elif period.is_part_of_year and target.value is not None and ((year is None and amount) or (year and year.due)):
                told.setdefault(("alone", item, period), []).append(region)
    for (kind, item, period), regions in told.items():
        some, row = list_regions(regions), f"{item} {period}: the target of {list_regions(regions)} judges nothing"
        count = str(len(regions))
        if kind == "alone":
            why = f"what is due by its end is due of the target of {period.year}, which is not there or has a day of its own"
            fix = "add the year's target without 'due' to targets.csv, or take the row out of it"
            yield _finding(
                "target_part_alone",
                f"{row}: {why}",
                fix,
                file="targets.csv",
                facts={"item": item, "period": period.spelled, "places": some, "count": count},
            )
        elif kind == "year":
            fix = "correct the period in targets.csv, ask for a table of that period, or take the row out"
            lacking = f"covers {period.year}" if period.year not in years else f"has figures of it for {period}"
            told_of = f"{row}: no table of the study {lacking}"
            yield _finding(
                "target_of_no_year",
                told_of,
                fix,
                file="targets.csv",
                facts={"item": item, "period": period.spelled, "places": some, "count": count},
            )
        else:
            fix = "set reports = true in regions.csv, give the target to the region it lies in, or take the row out of targets.csv"
            told_of = f"{row}: there is no report of such a region"
            yield _finding(
                "target_without_report",
                told_of,
                fix,
                file="targets.csv",
                facts={"item": item, "period": period.spelled, "places": some, "count": count},
            )


def _never_covered(figures: Figures, indicator: Indicator, study: Study, period: Period) -> bool:
    """Whether what the indicator is made of is delivered by longer parts of time alone, or is stated and never of a whole year."""
    _, reading = indicator.settle(study.choices)
    codes = {term.quantity.code for term in reading.terms}
    finest = [figures.finest[code] for code in codes if code in figures.finest]
    if period.is_part_of_year:
        return not indicator.is_amount and bool(finest) and min(finest) > period.grain
    return is_stated_in_parts(reading, figures, figures.having, period.year)


def list_regions(regions: list[str]) -> str:
    return ", ".join(regions[:5]) + (f" and {len(regions) - 5} more" if len(regions) > 5 else "")
