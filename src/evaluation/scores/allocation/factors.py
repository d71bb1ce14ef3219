"""Shares of a pool by weighted factors (因素法): the engine of HB-18, for any list of factors.

A region's claim is ``adjust × Σ weight × share``; a share is the region's count over the sum of all counts, so that
units do not matter. A rate counts times a size; what is below zero counts as zero. Claims become money in proportion,
within bounds, and are rounded by largest remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from evaluation.errors import Refused, near, one_of
from evaluation.measured.rounding import half_up
from evaluation.scores.allocation.apportion import bound_parts, feasible, round_parts
from evaluation.scores.arguments import count, is_named, lay, match, once
from evaluation.scores.exact import Number, at_least_zero, exact
from evaluation.study.currency import CURRENCIES, DEFAULT_CURRENCY, Currency

Exact = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorColumn:
    """One factor: ``values`` as delivered (None: has no share in it) and ``sizes`` that a rate counts with, by region.

    Both in the order of the regions of the award, or as a dict or Series by region; then ``regions`` names them.
    ``weight``: 0 or more. Exact numbers. :class:`Refused` for anything else, and for sizes that are not as many.
    """

    code: str
    weight: Exact
    values: tuple[Exact | None, ...]
    sizes: tuple[Exact, ...] | None = None
    regions: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.code, str) or not self.code:
            raise Refused(f"FactorColumn: code is {self.code!r}; give a word")
        where = f"FactorColumn: {self.code}"
        names, sizes = self.regions, self.sizes
        named: Any = self.values if is_named(self.values) else None
        if named is not None:
            names = tuple(name for name, _ in named.items())
            once(names, f"{where}: values: region")
        values = lay(self.values, names or range(len(self.values)), f"{where}: values")
        if sizes is not None:
            side = lay if named is None else match
            found = side(sizes, names or range(len(values)), f"{where}: sizes", "region")
            sizes = tuple(exact(x, f"{where}: sizes") for x in found)
        made = {
            "weight": at_least_zero(self.weight, f"{where}: weight"),
            "sizes": sizes,
            "regions": names,
            "values": tuple(None if x is None else exact(x, f"{where}: values") for x in values),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def of(self, regions: Sequence[str]) -> FactorColumn:
        """The factor with its values in the order of ``regions``. :class:`Refused` when it has others."""
        where = f"award: columns: {self.code}"
        if self.regions is None:
            lay(self.values, regions, where)
            return self
        at = match(dict(zip(self.regions, range(len(self.regions)), strict=True)), regions, where, "region")
        sizes = None if self.sizes is None else tuple(self.sizes[i] for i in at)
        return replace(self, values=tuple(self.values[i] for i in at), sizes=sizes, regions=tuple(regions))

    @property
    def counts(self) -> tuple[Fraction, ...]:
        """What is shared by: value times size, neither below 0."""
        sizes = self.sizes or (Fraction(1),) * len(self.values)
        return tuple(
            Fraction(0) if v is None else Fraction(max(0, v) * max(0, size)) for v, size in zip(self.values, sizes, strict=True)
        )

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Counts over their sum. :class:`Refused` when nobody has any."""
        counts = self.counts
        every = sum(counts, Fraction(0))
        if not every:
            raise Refused(f"no region has anything to show for the factor {self.code!r}; leave it out")
        return tuple(count / every for count in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A pool shared out, in minor units of ``currency``. ``parts[code][i]`` is what factor ``code`` brings region ``i``; for
    each region

    ``sum of its parts + bound_effect + rounding = amount``, exactly; the amounts add up to the pool.
    """

    regions: tuple[str, ...]
    pool: int
    columns: tuple[FactorColumn, ...]
    adjust: tuple[Fraction, ...]
    low: tuple[int, ...]
    high: tuple[int | None, ...]
    parts: Mapping[str, tuple[Fraction, ...]] = field(repr=False)
    quotas: tuple[Fraction, ...] = field(repr=False)
    amounts: tuple[int, ...]
    currency: Currency = DEFAULT_CURRENCY

    @property
    def proportional(self) -> tuple[Fraction, ...]:
        """Before floors and caps."""
        return tuple(sum(column, Fraction(0)) for column in zip(*self.parts.values(), strict=True))

    @property
    def bound_effect(self) -> tuple[Fraction, ...]:
        """What floors and caps gave or took, also by making room for others."""
        return tuple(q - p for q, p in zip(self.quotas, self.proportional, strict=True))

    @property
    def rounding(self) -> tuple[Fraction, ...]:
        """Less than one minor unit."""
        return tuple(a - q for a, q in zip(self.amounts, self.quotas, strict=True))

    @property
    def held(self) -> tuple[str, ...]:
        """``floor``, ``cap`` or nothing, by region."""
        at = zip(self.quotas, self.low, self.high, self.proportional, strict=True)
        return tuple("cap" if q == high and q < p else "floor" if q == low and q > p else "" for q, low, high, p in at)


def spell_amount(amount: int | Fraction, currency: Currency, more: int = 0) -> str:
    """An amount of minor units in the currency, with so many decimals ``more`` than it has."""
    return half_up(Fraction(amount) / currency.base, currency.digits + more)


def tell_amount(amount: int | Fraction, currency: Currency) -> str:
    """An amount as a reader writes it."""
    return f"{spell_amount(amount, currency)} {currency.en}"


def award(
    pool: Number,
    regions: Sequence[str],
    columns: Sequence[FactorColumn],
    *,
    adjust: object = None,
    low: object = None,
    high: object = None,
    currency: str = DEFAULT_CURRENCY.code,
) -> Award:
    """Share ``pool`` minor units of ``currency`` among ``regions`` by the factors ``columns`` (HB-18), exactly.

    ``adjust``: a coefficient of 0 or more for each region, 1 when not given; ``low`` and ``high``: floors and caps in
    minor units (None: no cap). Each of them in the order of ``regions``, or as a dict or Series by region, or one for all. The
    order of regions changes nothing: of equal remainders the larger award, then the region that sorts first has it.
    :class:`Refused` for a pool below 0, a region or factor that is there twice, when a factor has nothing to share by, a
    floor is above its cap, or bounds cannot be kept.
    """
    pool = count(pool, "award: pool")
    if isinstance(regions, str) or not len(regions):
        raise Refused(f"award: regions is {regions!r}; give a list of them")
    regions = tuple(regions)
    once(regions, "award: regions:")
    columns = tuple(columns)
    if not columns:
        raise Refused("award: columns is empty; give a factor to share by")
    once((c.code for c in columns), "award: columns: factor")
    columns = tuple(c.of(regions) for c in columns)
    adjust = _by_region(1 if adjust is None else adjust, regions, "adjust")
    low = _by_region(0 if low is None else low, regions, "low", money=True)
    high = _by_region(high, regions, "high", money=True)
    money = CURRENCIES[one_of(currency, CURRENCIES, "award: currency")]
    tell = partial(tell_amount, currency=money)
    for region, floor, cap in zip(regions, low, high, strict=True):
        if cap is not None and floor > cap:
            raise Refused(f"{region}: the floor of {tell(floor)} is above the cap of {tell(cap)}; lower one or raise the other")
    raw = {c.code: [k * c.weight * s for k, s in zip(adjust, c.shares, strict=True)] for c in columns}
    claims = [sum(parts, Fraction(0)) for parts in zip(*raw.values(), strict=True)]
    every = sum(claims)
    if not every:
        raise Refused("every claim is 0; give weights and adjustment coefficients above 0")
    feasible(pool, claims, low, high, tell)
    quotas = tuple(bound_parts(pool, claims, low, high))
    parts = {code: tuple(pool * share / every for share in shares) for code, shares in raw.items()}
    return Award(
        regions=regions,
        pool=pool,
        columns=columns,
        adjust=adjust,
        low=low,
        high=high,
        parts=parts,
        quotas=quotas,
        amounts=tuple(round_parts(quotas, regions)),
        currency=money,
    )


def _by_region(given: object, regions: Sequence[str], what: str, money: bool = False) -> tuple[Any, ...]:
    """Exact numbers of 0 or more, whole ones of money, None kept."""
    found = zip(regions, lay(given, regions, f"award: {what}"), strict=True)
    made = [(f"award: {what}: {region}", value) for region, value in found]
    return tuple(
        None if value is None and what == "high" else (count if money else at_least_zero)(value, where) for where, value in made
    )


def again(made: Award, columns: Sequence[FactorColumn]) -> Award:
    """The same pool, coefficients and bounds with other factors: what if."""
    return award(made.pool, made.regions, columns, adjust=made.adjust, low=made.low, high=made.high, currency=made.currency.code)


def reweight(columns: Sequence[FactorColumn], weights: Mapping[str, Fraction]) -> tuple[FactorColumn, ...]:
    """``columns`` with new weights where given; the others keep their proportions and make up the rest of the sum.

    :class:`Refused` for an unknown factor and for weights that leave no room. A weight of 0 leaves the factor out.
    """
    total = sum(c.weight for c in columns)
    for code, weight in weights.items():
        if code not in {c.code for c in columns}:
            raise Refused(f"there is no factor {code!r}; {near(code, [c.code for c in columns])}")
        if weight < 0:
            raise Refused(f"the weight of {code!r} is {weight}; a weight is 0 or more")
    left = total - sum(weights.values())
    rest = sum(c.weight for c in columns if c.code not in weights)
    if left < 0 or (left and not rest):
        raise Refused(f"the weights given leave {left} of {total} for the others; change them so that it adds up")
    made = (
        replace(c, weight=weights[c.code] if c.code in weights else Fraction(c.weight * left) / rest if rest else c.weight)
        for c in columns
    )
    return tuple(c for c in made if c.weight)


def without_each(made: Award) -> dict[str, tuple[int, ...]]:
    """Amounts when each factor in turn is left out and its weight shared among the others."""
    if len(made.columns) < 2:
        return {}
    return {c.code: again(made, [x for x in made.columns if x is not c]).amounts for c in made.columns}
