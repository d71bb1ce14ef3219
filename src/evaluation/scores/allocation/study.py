"""A study's ``allocation.yml`` applied to its results: the awards of HB-18 with everything a reader has to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from evaluation.errors import Refused, near
from evaluation.measured.results import Results
from evaluation.scores.allocation.factors import Award, FactorColumn, award, reweight
from evaluation.scores.yearly import of_a_year
from evaluation.study.allocation import Allocation, Factor, Measure
from evaluation.study.counted import MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """``inner`` counts what ``outer`` counts too: ``share`` of the outer total, over the regions with both."""

    inner: str
    outer: str
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """``award`` with last year's amounts (None when not given), ``overlaps``, ``unshared`` (factor, region, mark) and
    ``dropped``: factors nobody had anything to show for."""

    award: Award
    last_year: tuple[int, ...] | None
    overlaps: tuple[Overlap, ...]
    unshared: tuple[tuple[str, str, str], ...]
    dropped: tuple[str, ...]
    weights: Mapping[str, Fraction] = field(default_factory=dict)


def share_out(results: Results, pool: int, weights: Mapping[str, Fraction] | None = None) -> Shared:
    """Share ``pool`` minor units among the reporting regions by the study's scheme; ``weights`` overrides some of it (what if).

    :class:`Refused` without ``allocation.yml``, for a figure that is not there (factor, region, what to do), for names
    the study does not know, and for bounds that cannot be kept; :class:`OnlyOfYear` for a part of a year.
    """
    scheme = results.study.allocation
    of_a_year("award", results.period)
    if scheme is None:
        raise Refused(f"study {results.study.name!r} has no allocation.yml; params/hubei-2007/allocation.yml is an example to copy")
    if not scheme.factors:
        raise Refused(f"params/{results.study.name}/allocation.yml has no factors to share out by; add them")
    seen, unshared = [], []
    for code, factor in scheme.factors.items():
        column, lacking = _column(results, code, factor)
        seen.append(column)
        unshared += [(code, region, mark) for region, mark in lacking]
    columns = reweight(seen, weights) if weights else tuple(seen)
    dropped = tuple(c.code for c in columns if not any(c.counts) and scheme.factors[c.code].all_zero == "others")
    last_year = _money(results, scheme.bounds.last_year, "bounds.last_year", before=True)
    made = award(
        pool,
        results.regions,
        [c for c in columns if c.code not in dropped],
        adjust=_adjust(results, scheme),
        low=_low(scheme, pool, last_year, len(results.regions)),
        high=_high(results, scheme, pool, last_year),
        currency=results.study.counts.currency.code,
    )
    return Shared(
        award=made,
        last_year=last_year,
        overlaps=_overlaps(scheme, made.columns),
        unshared=tuple(unshared),
        dropped=dropped,
        weights=dict(weights or {}),
    )


def _column(results: Results, code: str, factor: Factor) -> tuple[FactorColumn, list[tuple[str, str]]]:
    values, sizes, lacking = [], [], []
    for region in results.regions:
        value, mark = _figure(results, region, factor.value, f"factors.{code}.value")
        size: Fraction | None = Fraction(1)
        gone = factor.value
        if factor.size is not None:
            size, size_mark = _figure(results, region, factor.size, f"factors.{code}.size")
            mark, gone = mark or size_mark, factor.value if value is None else factor.size
        if value is None or size is None:
            if factor.missing == "refused":
                raise Refused(_lacks(results, code, gone, region, mark))
            lacking.append((region, mark))
            value, size = None, Fraction(0)
        values.append(value)
        sizes.append(size)
    column = FactorColumn(
        code=code, weight=Fraction(factor.weight), values=tuple(values), sizes=tuple(sizes) if factor.size else None
    )
    return column, lacking


def _lacks(results: Results, code: str, measure: Measure, region: str, mark: str) -> str:
    key, name = next((k, v) for k, v in measure.model_dump().items() if v is not None)
    return (
        f"params/{results.study.name}/allocation.yml: factors.{code}: {key} {name!r} has no figure for {region} "
        f"{results.study.name_of(region, 'zh')} in {results.period} ({mark}); deliver it, give it in allocation.csv as an "
        "item, or set missing: no_share"
    )


def _figure(results: Results, region: str, measure: Measure, key: str, before: bool = False) -> tuple[Fraction | None, str]:
    """The figure in printed units (indicators) or base units (quantities); ``before``: quantities of the year before."""
    period = results.period.last_year if before else results.period
    if measure.item is not None:
        found = (Fraction(row.value) for row in results.study.allocation_items if (row.region, row.item) == (region, measure.item))
        value = next(found, None)
        return value, "" if value is not None else "missing"
    if measure.quantity is not None:
        if measure.quantity not in (known := results.catalogue.quantities):
            raise Refused(f"allocation.yml: {key}: no quantity {measure.quantity!r}; {near(measure.quantity, known)}")
        figure = results.figures.at(region, period, measure.quantity)
        return None if figure.amount is None else Fraction(figure.amount), figure.mark
    if measure.indicator is None or results.indicator(measure.indicator) is None:
        hint = near(measure.indicator or "", [i.code for i in results.indicators])
        raise Refused(f"allocation.yml: {key}: {measure.indicator!r} is not in study.yml; {hint}")
    measured = results.value(region, measure.indicator)
    return measured.exact, measured.mark


def _money(results: Results, measure: Measure | None, key: str, before: bool = False) -> tuple[int, ...] | None:
    """Minor units of every region. Items are in the currency; a quantity is in minor units already."""
    if measure is None:
        return None
    quantity = results.catalogue.quantities.get(measure.quantity or "")
    if quantity is not None and quantity.counts != MONEY:
        raise Refused(f"allocation.yml: {key}: {measure.quantity!r} is no money; name a quantity of money or an item")
    if measure.indicator is not None:
        raise Refused(f"allocation.yml: {key}: name a quantity of money or an item, not an indicator")
    amounts, currency = [], results.study.counts.currency
    for region in results.regions:
        value, mark = _figure(results, region, measure, key, before)
        if value is None:
            raise Refused(f"allocation.yml: {key} has no figure for {region} ({mark}); give it in allocation.csv")
        amount = value * currency.base if measure.item else value
        if amount < 0 or amount.denominator != 1:
            what = f"allocation.csv: {measure.item} of {region} is {value} {currency.en}"
            raise Refused(f"{what}; money has whole {currency.minor}, 0 or more")
        amounts.append(int(amount))
    return tuple(amounts)


def _adjust(results: Results, scheme: Allocation) -> tuple[Fraction, ...] | None:
    if scheme.adjust is None:
        return None
    measure = Measure(item=scheme.adjust)
    made = []
    for region in results.regions:
        coefficient, _ = _figure(results, region, measure, "adjust")
        if coefficient is None or coefficient <= 0:
            got = "missing" if coefficient is None else coefficient
            raise Refused(f"allocation.csv: {scheme.adjust} of {region} is {got}; a coefficient is above 0")
        made.append(coefficient)
    return tuple(made)


def _low(scheme: Allocation, pool: int, last_year: tuple[int, ...] | None, count: int) -> tuple[int, ...]:
    """Floors in whole minor units, rounded up."""
    share = Fraction(pool) * Fraction(scheme.bounds.least_share or 0) / 100
    times = Fraction(scheme.bounds.least_of_last_year or 0)
    return tuple(-int(-max(share, times * amount) // 1) for amount in last_year or (0,) * count)


def _high(results: Results, scheme: Allocation, pool: int, last_year: tuple[int, ...] | None) -> tuple[int | None, ...]:
    """Caps in whole minor units, rounded down; None without any."""
    bounds = scheme.bounds
    own = _money(results, bounds.own_budget, "bounds.own_budget")
    made = []
    for i in range(len(results.regions)):
        caps = []
        if bounds.most_share is not None:
            caps.append(Fraction(pool) * Fraction(bounds.most_share) / 100)
        if bounds.most_of_last_year is not None and last_year is not None:
            caps.append(Fraction(bounds.most_of_last_year) * last_year[i])
        if bounds.most_of_own_budget is not None and own is not None:
            caps.append(Fraction(bounds.most_of_own_budget) * own[i])
        made.append(int(min(caps) // 1) if caps else None)
    return tuple(made)


def _overlaps(scheme: Allocation, columns: tuple[FactorColumn, ...]) -> tuple[Overlap, ...]:
    by_code = {c.code: c for c in columns}
    made = []
    for code in by_code:
        outer = scheme.factors[code].within
        if outer in by_code:
            both = [
                (a, b) for a, b in zip(by_code[code].values, by_code[outer].values, strict=True) if a is not None and b is not None
            ]
            whole = sum((b for _, b in both), Fraction(0))
            if whole:  # no region with both has anything of the outer one
                share = Fraction(sum(a for a, _ in both)) / whole
                made.append(Overlap(inner=code, outer=outer, share=share))
    return tuple(made)
