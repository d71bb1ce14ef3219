"""What ``weights.yml``, ``allocation.yml`` and ``comparison.yml`` must keep within themselves and against the study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from evaluation.errors import Refused, near
from evaluation.study.allocation import Allocation, AllocationItem
from evaluation.study.appraisal import Appraised
from evaluation.study.comparison import Comparison
from evaluation.study.counted import MONEY, Counts
from evaluation.study.model import Study, StudyFile
from evaluation.study.weights import Band, ScoredIndicator, Weights


def check(study: Study, folder: Path) -> None:
    """:class:`Refused` for what weights, allocation and comparison say against themselves, each other or the study."""
    indicators = study.file.indicators
    if study.weights is not None:
        check_weights(study.weights, folder / "weights.yml", indicators)
    if study.allocation is not None:
        reporting, listed = [r.code for r in study.reporting], [r.code for r in study.regions]
        check_allocation(study.allocation, study.allocation_items, folder, reporting, listed, study.counts)
    elif study.allocation_items:
        raise Refused(f"{folder / 'allocation.csv'}: there is no allocation.yml that uses it; add one or remove the file")
    check_funds(study.allocation, study.appraised, folder, indicators)
    if study.comparison is not None:
        check_comparison(study.comparison, folder / "comparison.yml", study.file)


def check_weights(weights: Weights, path: Path, indicators: Sequence[str]) -> None:
    """:class:`Refused` with file, key and fix for points, goalposts, curves, gates and grades that do not hold."""
    for code, group in weights.groups.items():
        total = sum(i.points for i in group.indicators.values())
        if total != group.points:
            raise Refused(f"{path}: groups.{code}.points is {group.points}, but its indicators add up to {total}; make them agree")
        for indicator, scored in group.indicators.items():
            for wrong in _curve(scored):
                raise Refused(f"{path}: groups.{code}.indicators.{indicator}: {wrong}")
    codes = [indicator for group in weights.groups.values() for indicator in group.indicators]
    twice = sorted(code for code, times in Counter(codes).items() if times > 1)
    if twice:
        raise Refused(f"{path}: {twice[0]} brings points in two groups; keep it in one")
    _check_grades(weights, path)
    named = [(f"gates.{code}.indicator", gate.indicator) for code, gate in weights.gates.items()]
    named += [("parallel.indicators", code) for code in (weights.parallel.indicators if weights.parallel else ())]
    for key, indicator in named:
        if indicator not in indicators:
            raise Refused(f"{path}: {key}: {indicator!r} is not in study.yml; {near(indicator, indicators)}")


def _check_grades(weights: Weights, path: Path) -> None:
    starts = [g.from_score for g in weights.grades]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts) or starts[-1] != 0:
        raise Refused(f"{path}: grades must fall from the best band to one that starts at 0, got {starts}")
    if weights.grades[-1].at_most is not None:
        raise Refused(f"{path}: the last grade cannot be limited by at_most: whoever is left belongs there; remove it")


def _curve(scored: ScoredIndicator) -> Iterator[str]:
    worst, best = scored.worst, scored.best
    if worst == best:
        yield f"worst and best are both {best}; part them"
    if scored.threshold is not None and not min(worst, best) <= scored.threshold <= max(worst, best):
        yield f"threshold {scored.threshold} is not between worst {worst} and best {best}; move it"
    if scored.step is not None and abs(best - worst) % scored.step:
        yield f"from worst {worst} to best {best} is no whole number of steps of {scored.step}; change one of them"
    if scored.bands:
        yield from _bands(scored.bands, scored)


def _bands(bands: Sequence[Band], scored: ScoredIndicator) -> Iterator[str]:
    """Bands cover every value once, do not pay less for a better one, and agree with points and goalposts."""
    up = scored.best > scored.worst
    lowest = Decimal("-Infinity")
    ordered = sorted(bands, key=lambda b: lowest if b.from_value is None else b.from_value)
    if ordered[0].from_value is not None:
        yield f"values below {ordered[0].from_value} are in no band; leave from_value of the lowest band out"
    for low, high in pairwise(ordered):
        ends = f"one band ends at {low.to_value}, the next begins at {high.from_value}"
        if low.to_value is None or high.from_value is None or high.from_value < low.to_value:
            yield f"two bands overlap: {ends}; let it begin where the other ends"
        elif high.from_value > low.to_value:
            yield f"there is a gap between bands: {ends}; let it begin where the other ends"
        elif (high.points < low.points) if up else (high.points > low.points):
            yield f"the better of the bands that meet at {low.to_value} pays less; put their points the other way round"
    for band in ordered:
        if band.from_value is not None and band.to_value is not None and band.from_value >= band.to_value:
            yield f"a band goes from {band.from_value} to {band.to_value}; let it end above its beginning"
    if ordered[-1].to_value is not None:
        yield f"values above {ordered[-1].to_value} are in no band; leave to_value of the highest band out"
    pays = max(b.points for b in ordered)
    if pays != scored.points:
        yield f"the best band pays {pays} of {scored.points} points; let it pay all"


def check_allocation(
    allocation: Allocation,
    items: Sequence[AllocationItem],
    folder: Path,
    regions: Sequence[str],
    listed: Sequence[str],
    counts: Counts,
) -> None:
    """:class:`Refused` when weights do not add up, a part of nothing is named, or a region lacks a figure."""
    path = folder / "allocation.yml"
    if not allocation.factors:
        _check_items(allocation, items, folder / "allocation.csv", regions, listed, counts)
        return
    total = sum(f.weight for f in allocation.factors.values())
    if total != 100:
        raise Refused(f"{path}: the weights of the factors add up to {total}, not 100; change them by {100 - total}")
    numbers = [f.number for f in allocation.factors.values()]
    if numbers != sorted(numbers):
        raise Refused(f"{path}: factors stand in the order of the document's list, got the numbers {numbers}")
    for code, factor in allocation.factors.items():
        if factor.within is not None and (factor.within not in allocation.factors or factor.within == code):
            others = [c for c in allocation.factors if c != code]
            raise Refused(
                f"{path}: factors.{code}.within: there is no other factor {factor.within!r}; {near(factor.within, others)}"
            )
    _check_items(allocation, items, folder / "allocation.csv", regions, listed, counts)


def _check_items(
    allocation: Allocation,
    items: Sequence[AllocationItem],
    path: Path,
    regions: Sequence[str],
    listed: Sequence[str],
    counts: Counts,
) -> None:
    uses = list(_uses(allocation))
    known = dict.fromkeys(item for item, _, _ in uses)
    places = frozenset(listed)
    money = {item for item, user, _ in uses if user.startswith("bounds")}
    seen: set[tuple[str, str]] = set()
    for row in items:
        if row.region not in places:
            raise Refused(f"{path}: {row.item} of region {row.region!r}, which is not listed; {near(row.region, listed)}")
        if row.item not in known:
            raise Refused(f"{path}: nothing in allocation.yml uses {row.item!r}; {near(row.item, known)}")
        if (row.region, row.item) in seen:
            raise Refused(f"{path}: {row.item} of {row.region} stands twice; keep one")
        if row.item in money and counts.words.get(row.unit) != MONEY:
            raise Refused(f"{path}: {row.item} of {row.region} is in {row.unit}; write it in {counts.currency.zh}")
        seen.add((row.region, row.item))
    for item, user, needed in uses:
        lacking = [region for region in regions if (region, item) not in seen]
        if needed and lacking:
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            raise Refused(f"{path}: no row for {item} of {lacking[0]}{more}, which {user} needs; add it or change {user}")


def _uses(allocation: Allocation) -> Iterator[tuple[str, str, bool]]:
    """Items of ``allocation.csv`` that are used, the key of ``allocation.yml`` that does, whether every region needs one."""
    for code, factor in allocation.factors.items():
        for key, measure in (("value", factor.value), ("size", factor.size)):
            if measure is not None and measure.item is not None:
                yield measure.item, f"factors.{code}.{key}", factor.missing == "refused"
    if allocation.adjust is not None:
        yield allocation.adjust, "adjust", True
    for key, measure in (("last_year", allocation.bounds.last_year), ("own_budget", allocation.bounds.own_budget)):
        if measure is not None and measure.item is not None:
            yield measure.item, f"bounds.{key}", True


def check_funds(allocation: Allocation | None, bodies: Sequence[Appraised], folder: Path, indicators: Sequence[str]) -> None:
    """:class:`Refused` when the adjustment fund names an unknown target, and for a tilt without appraised bodies."""
    adjustment = allocation.adjustment if allocation else None
    for code in adjustment.completion if adjustment else ():
        if code not in indicators:
            raise Refused(
                f"{folder / 'allocation.yml'}: adjustment.completion: {code!r} is not in study.yml; {near(code, indicators)}"
            )
    if allocation is None or allocation.tilt is None:
        return
    for body in bodies:
        if not body.surveyed or not body.eligible:
            raise Refused(
                f"{folder / 'appraisal.csv'}: {body.unit} has nobody surveyed or nobody eligible, so no score to be "
                "awarded by; complete the row, or remove tilt from allocation.yml"
            )
    if not bodies:
        raise Refused(f"{folder / 'allocation.yml'}: tilt: there is no appraisal.csv with bodies to award; add it")


def check_comparison(comparison: Comparison, path: Path, file: StudyFile) -> None:
    """:class:`Refused` for indicators that are not of the study and quantities that none of its tables delivers."""
    delivered = [c.quantity for t in file.tables.values() for c in t.columns.values() if c.quantity]
    named = []
    for code, strata in comparison.strata.items():
        if code not in file.indicators:
            raise Refused(f"{path}: strata.{code}: not in study.yml; {near(code, file.indicators)}")
        for name, stratum in strata.strata.items():
            named += [(f"strata.{code}.{name}.part", stratum.part), (f"strata.{code}.{name}.whole", stratum.whole)]
    if comparison.efficiency is not None:
        for key in ("inputs", "outputs"):
            named += [(f"efficiency.{key}", code) for code in getattr(comparison.efficiency, key)]
    for key, code in named:
        if code not in delivered:
            raise Refused(f"{path}: {key}: no table of study.yml delivers {code!r}; {near(code, delivered)}")
