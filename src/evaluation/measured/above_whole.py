"""Shares that come to more than their whole, where no quantity is declared a part of the other."""

from __future__ import annotations

from evaluation.catalogue.model import Indicator
from evaluation.data.findings import Finding
from evaluation.measured.figures import CONTRADICTORY, Figures
from evaluation.measured.measure import Value, Values
from evaluation.study.model import Study


def findings(study: Study, figures: Figures, values: Values) -> list[Finding]:
    """A reportable finding for each share (``share: yes``) and region above 100 %, of the first period in which it is so."""
    known, found = figures.catalogue.indicators, dict[tuple[str, str], list[Value]]()
    for value in (v for v in values.values() if v.mark == CONTRADICTORY and _is_above(v)):
        indicator = known[value.indicator]
        if indicator.readings[value.reading].share and value.reading == indicator.settle(study.choices)[0]:
            found.setdefault((value.indicator, value.region), []).append(value)
    by_period = (sorted(same, key=lambda v: v.period) for same in found.values())
    return [_share_finding(known[same[0].indicator], same, figures) for same in by_period]


def _is_above(value: Value) -> bool:
    return value.numerator is not None and value.denominator is not None and value.numerator > value.denominator


def _share_finding(indicator: Indicator, same: list[Value], figures: Figures) -> Finding:
    first, reading, tell = same[0], indicator.readings[same[0].reading], figures.catalogue.counts.tell
    counts, more = reading.numerator.counts, f"; so in {len(same)} periods" if len(same) > 1 else ""
    if first.numerator is None or first.denominator is None or reading.denominator is None:
        raise ValueError(f"{first.key} has no two sides that could be compared")
    return Finding(
        severity="reportable",
        code="share_above_whole",
        message=f"{first.region} {first.period}: {indicator.title.en} is a share, and {reading.numerator.text('en')} "
        f"{tell(first.numerator, counts)} is more than {reading.denominator.text('en')} {tell(first.denominator, counts)}{more}",
        fix="ask the unit which of the two is right; the rate is not used",
        region=first.region,
        facts={
            "period": first.period.spelled,
            "item": indicator.code,
            "part": reading.numerator.text("zh"),
            "inner": str(first.numerator),
            "whole": reading.denominator.text("zh"),
            "outer": str(first.denominator),
            "counts": counts,
        },
    )
