"""Shares of a pool by weighted factors (因素法): the engine of HB-18, for any list of factors.

A region's claim is ``adjust × Σ weight × share``; a share is the region's count over the sum of all counts, so that
units do not matter. A rate counts times a size; what is below zero counts as zero. Claims become money in proportion,
within bounds, and are rounded by largest remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from evaluation.errors import Refused
from evaluation.indicators.rounding import half_up
from evaluation.scores.allocation.apportion import bounded, feasible, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One factor: ``values`` as delivered (None: has no share in it) and ``sizes`` that a rate counts with, by region."""

    code: str
    weight: Fraction
    values: tuple[Fraction | None, ...]
    sizes: tuple[Fraction, ...] | None = None

    @property
    def counts(self) -> tuple[Fraction, ...]:
        """What is shared by: value times size, never below 0."""
        sizes = self.sizes or (Fraction(1),) * len(self.values)
        return tuple(
            Fraction(0) if v is None else max(Fraction(0), v * size)
            for v, size in zip(self.values, sizes, strict=True)
        )

    @property
    def shares(self) -> tuple[Fraction, ...]:
        counts = self.counts
        whole = Fraction(sum(counts))
        return tuple(count / whole for count in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A pool shared out, in fen. ``parts[code][i]`` is what factor ``code`` brings region ``i``; for each region

    ``sum of its parts + bound_effect + rounding = amount``, exactly; the amounts add up to the pool.
    """

    regions: tuple[str, ...]
    pool: int
    columns: tuple[Column, ...]
    adjust: tuple[Fraction, ...]
    low: tuple[int, ...]
    high: tuple[int | None, ...]
    parts: Mapping[str, tuple[Fraction, ...]] = field(repr=False)
    quotas: tuple[Fraction, ...] = field(repr=False)
    amounts: tuple[int, ...]

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
        """Less than one fen."""
        return tuple(a - q for a, q in zip(self.amounts, self.quotas, strict=True))

    @property
    def held(self) -> tuple[str, ...]:
        """``floor``, ``cap`` or nothing, by region."""
        at = zip(self.quotas, self.low, self.high, self.proportional, strict=True)
        return tuple(
            "cap" if q == high and q < p else "floor" if q == low and q > p else "" for q, low, high, p in at
        )


def yuan(fen: int | Fraction) -> str:
    """An amount as a reader writes it."""
    return f"{half_up(Fraction(fen) / 100, 2)} yuan"


def award(
    pool: int, regions: Sequence[str], columns: Sequence[Column], *, adjust: Sequence[Fraction] | None = None,
    low: Sequence[int] | None = None, high: Sequence[int | None] | None = None,
) -> Award:  # fmt: skip
    """Share ``pool`` fen among ``regions``.

    ``adjust``: a coefficient for each region, 1 when not given; ``low`` and ``high``: floors and caps in fen (None: no
    cap). :class:`Refused` when a factor has nothing to share by, a floor is above its cap, or bounds cannot be kept.
    """
    regions, columns = tuple(regions), tuple(columns)
    adjust = tuple(adjust) if adjust is not None else (Fraction(1),) * len(regions)
    low = tuple(low) if low is not None else (0,) * len(regions)
    high = tuple(high) if high is not None else (None,) * len(regions)
    for column in columns:
        if not any(column.counts):
            raise Refused(f"no region has anything to show for the factor {column.code!r}; leave it out")
    for region, floor, cap in zip(regions, low, high, strict=True):
        if cap is not None and floor > cap:
            raise Refused(
                f"{region}: the floor of {yuan(floor)} is above the cap of {yuan(cap)}; lower one or raise the other"
            )
    raw = {c.code: [k * c.weight * s for k, s in zip(adjust, c.shares, strict=True)] for c in columns}
    claims = [sum(parts, Fraction(0)) for parts in zip(*raw.values(), strict=True)]
    whole = sum(claims)
    if not whole:
        raise Refused("every claim is 0; give weights and adjustment coefficients above 0")
    feasible(pool, claims, low, high, yuan)
    quotas = tuple(bounded(pool, claims, low, high))
    parts = {code: tuple(pool * share / whole for share in shares) for code, shares in raw.items()}
    return Award(
        regions=regions, pool=pool, columns=columns, adjust=adjust, low=low, high=high, parts=parts, quotas=quotas,
        amounts=tuple(rounded(quotas)),
    )  # fmt: skip


def again(made: Award, columns: Sequence[Column]) -> Award:
    """The same pool, coefficients and bounds with other factors: what if."""
    return award(made.pool, made.regions, columns, adjust=made.adjust, low=made.low, high=made.high)


def reweighted(columns: Sequence[Column], weights: Mapping[str, Fraction]) -> tuple[Column, ...]:
    """``columns`` with new weights where given; the others keep their proportions and make up the rest of the sum.

    :class:`Refused` for an unknown factor and for weights that leave no room. A weight of 0 leaves the factor out.
    """
    total = sum(c.weight for c in columns)
    for code, weight in weights.items():
        if code not in {c.code for c in columns}:
            raise Refused(f"there is no factor {code!r}; known: {', '.join(c.code for c in columns)}")
        if weight < 0:
            raise Refused(f"the weight of {code!r} is {weight}; a weight is 0 or more")
    left = total - sum(weights.values())
    rest = sum(c.weight for c in columns if c.code not in weights)
    if left < 0 or (left and not rest):
        raise Refused(f"the weights given leave {left} of {total} for the others; change them so that it adds up")
    made = (
        replace(c, weight=weights[c.code] if c.code in weights else c.weight * left / rest if rest else c.weight)
        for c in columns
    )
    return tuple(c for c in made if c.weight)


def without_each(made: Award) -> dict[str, tuple[int, ...]]:
    """Amounts when each factor in turn is left out and its weight shared among the others."""
    if len(made.columns) < 2:
        return {}
    return {c.code: again(made, [x for x in made.columns if x is not c]).amounts for c in made.columns}
