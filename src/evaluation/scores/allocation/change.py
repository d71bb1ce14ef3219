"""From last year's award to this one: what the pool, each factor and the bounds did, adding up exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.scores.allocation.study import Shared


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardChange:
    """One region, in minor units: ``last + pool + sum of factors + bounds + rounding = amount``, exactly.

    ``pool``: last year's share of the larger or smaller pool. ``factors``: what each brings above or below last year's
    share of what it brings all regions. ``bounds``: floors and caps, also by making room for others.
    """

    region: str
    last: int
    pool: Fraction
    factors: Mapping[str, Fraction]
    bounds: Fraction
    rounding: Fraction
    amount: int


def changes(shared: Shared) -> tuple[AwardChange, ...]:
    """Changes in the order of the award; none without last year's awards."""
    award, last = shared.award, shared.last_year
    if last is None or not sum(last):
        return ()
    brought = {code: sum(parts, Fraction(0)) for code, parts in award.parts.items()}
    made = []
    for i, region in enumerate(award.regions):
        share = Fraction(last[i], sum(last))
        made.append(
            AwardChange(
                region=region,
                last=last[i],
                pool=share * (award.pool - sum(last)),
                factors={code: parts[i] - share * brought[code] for code, parts in award.parts.items()},
                bounds=award.bound_effect[i],
                rounding=award.rounding[i],
                amount=award.amounts[i],
            )
        )
    return tuple(made)
