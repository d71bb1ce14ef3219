"""Rates above their whole, where no quantity is declared a part of the other: shares, and what may be one and has a target."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from evaluation.catalogue.model import Indicator, Reading
from evaluation.catalogue.share import is_of_its_whole
from evaluation.catalogue.sources import Source
from evaluation.catalogue.span import Covers
from evaluation.catalogue.unit import PERCENT
from evaluation.data.findings import Finding
from evaluation.measured.figure import CONTRADICTORY
from evaluation.measured.figures import Figures
from evaluation.measured.measure import Value, Values, over
from evaluation.study.model import Study
from evaluation.study.periods import Period


def findings(study: Study, figures: Figures, values: Values, regions: Collection[str], seen: Collection[Period]) -> list[Finding]:
    """A reportable finding for each share (``share: yes``) and region above 100 %, of the first period in which it is so: in what
    is measured at its end, or in the period alone of those ``seen``, of which longer ones may be right and may be not."""
    known, found = figures.catalogue.indicators, dict[tuple[str, str], dict[Period, Value]]()
    measured = [(known[code], name) for code, name in sorted({key[2:] for key in values}) if code in known]
    shares = {(i.code, name) for i, name in measured if i.readings[name].share and name == i.settle(study.choices)[0]}
    alone = (value for code, name in sorted(shares) for value in _alone(study, figures, known[code], name, regions, seen))
    for value in (*(values[key] for key in values if key[2:] in shares), *alone):
        if value.mark == CONTRADICTORY and _is_above(value):
            found.setdefault((value.indicator, value.region), {})[value.period] = value
    by_period = (_shortest(same) for same in found.values())
    told = ((known[same[0].indicator], same) for same in by_period)
    above = (_above_finding(i, i.readings[same[0].reading], same, figures, None) for i, same in told)
    return [*above, *_unsaid(study, figures, values)]


def _shortest(same: dict[Period, Value]) -> list[Value]:
    """In the order of time those of periods in which no shorter one is told."""
    longer = {whole for period in same for whole in period.wholes}
    return [same[period] for period in sorted(same) if period not in longer]


def _alone(
    study: Study, figures: Figures, indicator: Indicator, name: str, regions: Collection[str], seen: Collection[Period]
) -> Iterator[Value]:
    """A share in each period by itself, whatever stretch of time it is asked for over; nothing of a part that is declared one,
    whose figures are compared."""
    if is_of_its_whole(indicator.readings[name], figures.catalogue.quantities):
        return
    for period in seen:
        yield from over(indicator, name, figures, regions, period, study.top.code, Covers.PERIOD)[:-1]


def _unsaid(study: Study, figures: Figures, values: Values) -> Iterator[Finding]:
    """Of each indicator of the study's own with a target, the first value above 100 % where nothing says whether it may be."""
    judged = {item for item, _ in study.demands}
    for code in sorted(judged & figures.catalogue.indicators.keys()):
        indicator = figures.catalogue.indicators[code]
        name, reading = indicator.settle(study.choices)
        source = figures.catalogue.sources.get(("indicators", code))
        if source is None or not source.is_own or not _may_be_share(indicator, reading, figures):
            continue
        above = [values[key] for key in sorted(key for key in values if key[2:] == (code, name))]
        if found := [v for v in above if v.exact is not None and v.exact > 100]:
            yield _above_finding(indicator, reading, found, figures, source)


def _may_be_share(indicator: Indicator, reading: Reading, figures: Figures) -> bool:
    """Whether the numerator may be a part of the denominator and no entry says so: no growth, no rate over a cohort."""
    if reading.share is not None or reading.unit != PERCENT or reading.is_stated or indicator.window is not None:
        return False
    alike = len({term.when for term in reading.terms}) == 1 and all(term.coefficient > 0 for term in reading.terms)
    return alike and not is_of_its_whole(reading, figures.catalogue.quantities)


def _is_above(value: Value) -> bool:
    return value.numerator is not None and value.denominator is not None and value.numerator > value.denominator


def _above_finding(indicator: Indicator, reading: Reading, same: list[Value], figures: Figures, source: Source | None) -> Finding:
    """Of a share, or of what the entry in ``source`` does not say to be one or none."""
    first, tell, counts = same[0], figures.catalogue.counts.tell, reading.numerator.counts
    if first.numerator is None or first.denominator is None or reading.denominator is None:
        raise ValueError(f"{first.key} has no two sides that could be compared")
    part = f"{reading.numerator.text('en')} {tell(first.numerator, counts)}"
    whole = f"{reading.denominator.text('en')} {tell(first.denominator, counts)}"
    if source is None:
        more = f"; so in {len(same)} periods" if len(same) > 1 else ""
        told, fix = (
            f"is a share, and {part} is more than {whole}{more}",
            "ask the unit which of the two is right; the rate of such a period is not used",
        )
    else:
        more = f"; above 100 % {len(same)} times in all" if len(same) > 1 else ""
        told = f"is above 100 % and has a target: {part}, {whole}{more}; nothing says whether it may be"
        fix = "say there 'share: yes' where the numerator is part of the denominator, and such figures are used nowhere, "
        fix += "'share: no' where it may be more"
    return Finding(
        severity="reportable",
        code="share_unsaid" if source else "share_above_whole",
        message=f"{first.region} {first.period}: {indicator.title.en} {told}",
        fix=fix,
        file=source.file if source else None,
        row=source.line(("indicators", indicator.code)) if source else None,
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
