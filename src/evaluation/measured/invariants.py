"""What must hold between delivered figures; what does not is a finding printed in the report, never corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluation.data.findings import Finding
from evaluation.data.tall import Stated
from evaluation.measured import above_whole, target_rows
from evaluation.measured.figure import MISSING, Figure
from evaluation.measured.figures import Figures
from evaluation.measured.measure import Values, evaluate
from evaluation.measured.progress import progress
from evaluation.measured.rounding import half_up
from evaluation.study.model import Study
from evaluation.study.periods import Period

if TYPE_CHECKING:
    import pandas as pd


def findings(
    study: Study, figures: Figures, values: Values, stated: Iterable[Stated] | pd.DataFrame, made: Collection[str] = ()
) -> list[Finding]:
    """Reportable findings on subsets, accounts, stated rates and rows of targets. Of regions that are ``made`` of
    others these others are looked at: a tolerance is that of one row."""
    regions = [region for region in delivered_regions(study, figures) if region not in made]
    # shorter ones first: a longer one is looked at only where its parts could not be
    seen = sorted(figures.periods, key=lambda p: (p.grain, p))
    found = [*_doubts(figures, regions), *_subsets(figures, regions, seen), *_accounts(figures, regions, seen, study.top.code)]
    found += above_whole.findings(study, figures, values, regions, seen)
    return [*found, *_stated_findings(study, figures, values, stated), *target_rows.findings(study, figures)]


def delivered_regions(study: Study, figures: Figures) -> list[str]:
    """The regions that have figures of their own: those below the top, also inside a reporting one, and a top that reports
    itself."""
    return [r.code for r in study.regions if (r.parent or r.reports) and r.code in figures.having]


def _finding(code: str, message: str, fix: str, region: str | None = None, **where: Any) -> Finding:  # as Finding has it
    return Finding(severity="reportable", code=code, message=message, fix=fix, region=region, **where)


def _doubts(figures: Figures, regions: Iterable[str]) -> Iterator[Finding]:
    """What was delivered twice over and differs, such as a year beside its parts (I3), and what would flow backwards."""
    known, tell = set(regions), figures.catalogue.counts.tell
    for region, code, (kind, period, stated, used) in figures.doubts:
        if region not in known or kind == "out_of_range":
            continue
        quantity = figures.catalogue.quantities[code]
        where, title, counts = f"{region} {period}: {quantity.title.en}", quantity.title.zh, quantity.counts
        if kind == "flow_below_zero":
            yield _finding(
                "flow_below_zero",
                f"{where} would be {tell(used.known, counts)} by what is delivered for other periods",
                "ask the unit which of the figures are right; the period has none",
                region,
                facts={"period": period.spelled, "title": title, "added": str(used.known), "counts": counts},
            )
        else:
            yield _finding(
                "year_total",
                f"{where} is {tell(stated.known, counts)}, other periods give {tell(used.known, counts)}",
                "ask the unit which of the two is right; of each period its own figure is used",
                region,
                facts={
                    "period": period.spelled,
                    "title": title,
                    "stated": str(stated.known),
                    "added": str(used.known),
                    "counts": counts,
                },
            )


def _subsets(figures: Figures, regions: Iterable[str], seen: Iterable[Period]) -> Iterator[Finding]:
    tell = figures.catalogue.counts.tell
    quantities = figures.catalogue.quantities
    there = figures.quantities
    pairs = [(q, quantities[q.within]) for q in quantities.values() if q.within and q.within in there and q.code in there]
    checked: set[tuple[str, Period, str]] = set()
    known = figures.known
    for region in regions:
        for period in seen:
            for part, container in pairs:
                if (region, period, part.code) in checked:
                    continue
                inner = known((region, period, part.code), MISSING)
                outer = known((region, period, container.code), MISSING)
                if inner.amount is None or outer.amount is None:
                    continue
                checked.update((region, whole, part.code) for whole in period.wholes)
                if inner.amount - inner.bound > outer.amount + outer.bound:
                    yield _finding(
                        "part_exceeds_whole",
                        f"{region} {period}: {part.title.en} {tell(inner.amount, part.counts)} is more than "
                        f"{container.title.en} {tell(outer.amount, part.counts)}",
                        "ask the unit which of the two is right",
                        region,
                        facts={
                            "period": period.spelled,
                            "part": part.title.zh,
                            "inner": str(inner.amount),
                            "whole": container.title.zh,
                            "outer": str(outer.amount),
                            "counts": part.counts,
                        },
                    )


def _accounts(figures: Figures, regions: Iterable[str], seen: Iterable[Period], top: str) -> Iterator[Finding]:
    tell = figures.catalogue.counts.tell
    checked: set[tuple[str, Period, str]] = set()
    for region in regions:
        for period in seen:
            for identity in figures.catalogue.identities:
                if (region, period, identity.code) in checked:
                    continue
                left, _ = evaluate(identity.left, figures, region, period, top)
                right, _ = evaluate(identity.right, figures, region, period, top)
                if left.amount is None or right.amount is None:
                    continue
                checked.update((region, whole, identity.code) for whole in period.wholes)
                if are_apart(left, right, identity.within):
                    yield _finding(
                        "sum_broken",
                        f"{region} {period}: {identity.text('en')}: {tell(left.amount, identity.left.counts)} against "
                        f"{tell(right.amount, identity.left.counts)}",
                        "ask the unit which of them is right",
                        region,
                        facts={
                            "period": period.spelled,
                            "sum": identity.code,
                            "says": identity.relation("zh") + (f"（{identity.title.zh}）" if identity.title else ""),
                            "left": str(left.amount),
                            "right": str(right.amount),
                            "counts": identity.left.counts,
                        },
                    )


def are_apart(left: Figure, right: Figure, within: int) -> bool:
    """Whether two figures differ by more than ``within`` and printing explain. Figures that were rounded half up are never off
    by the whole of their bounds in opposite directions."""
    gap, rounding = abs(left.known - right.known), left.bound + right.bound
    return gap >= rounding + within if rounding else gap > within


def _stated_findings(study: Study, figures: Figures, values: Values, stated: Iterable[Stated] | pd.DataFrame) -> Iterator[Finding]:
    """A printed rate must follow from its parts within half a unit of its last digit, in the chosen reading."""
    for row in stated.itertuples(index=False) if hasattr(stated, "itertuples") else stated:
        exact, upper, lower = _recompute(study, figures, values, row)
        if exact is None or row.value is None:
            continue
        printed = row.value * 100
        if abs(exact - printed) > Fraction(row.bound) * 100:
            yield _finding(
                "stated_rate",
                f"{row.region} {row.period}: {row.indicator} is stated as {half_up(printed, row.decimals)} %, but "
                f"{upper} / {lower} gives {half_up(exact, row.decimals)} %; the recomputed rate is used",
                "ask the unit which of the rate and its parts are right",
                row.region,
                facts={
                    "period": row.period.spelled,
                    "printed": half_up(printed, row.decimals),
                    "numerator": str(upper),
                    "denominator": str(lower),
                    "computed": half_up(exact, row.decimals),
                },
                file=row.file,
                sheet=row.sheet or None,
                row=int(row.row),
                column=row.column,
                value=row.text,
            )


def _recompute(study: Study, figures: Figures, values: Values, row: Stated) -> tuple[Fraction | None, int | None, int | None]:
    """What the stated rate should be, with both sides; of a quantity target it is the completion to date."""
    indicator = figures.catalogue.indicators[row.indicator]
    if indicator.is_amount:
        done = progress(study, indicator, figures, row.region, row.period)
        return done.completion, done.actual, done.demanded
    value = values.get((row.region, row.period, row.indicator, indicator.settle(study.choices)[0]))
    return (None, None, None) if value is None else (value.exact, value.numerator, value.denominator)
