"""Awards that lean to the grassroots (GZ-23 激励机制要重点向基层平台和基层工作人员倾斜).

The document names three kinds of units and demands the tilt; it gives no share. ``least`` is an input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluation.errors import Refused, one_of
from evaluation.scores.allocation.apportion import apportion, bound, round_parts
from evaluation.scores.arguments import count, once
from evaluation.scores.exact import Number, at_least_zero
from evaluation.study.appraisal import TIERS, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One assessed unit: ``score`` of 100 and ``staff`` it counts with, a whole number. :class:`Refused` for an unknown
    tier, and for numbers that are not exact or below 0."""

    code: str
    tier: Tier
    score: Fraction
    staff: int

    def __post_init__(self) -> None:
        one_of(self.tier, TIERS, f"Unit: {self.code}: tier")
        score = at_least_zero(self.score, f"Unit: {self.code}: score")
        staff = count(self.staff, f"Unit: {self.code}: staff")
        object.__setattr__(self, "score", score)
        object.__setattr__(self, "staff", staff)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilted:
    """Fen by unit, money and staff by tier; ``ratio``: the grassroots' share of the money over its share of the staff,
    above 1 when awards lean to it; ``ranks`` within the unit's own tier."""

    amounts: dict[str, int]
    by_tier: dict[str, int]
    staff: dict[str, int]
    ratio: Fraction
    ranks: dict[str, int]


def tilt(pool: Number, units: Sequence[Unit], least: Number) -> Tilted:
    """Share ``pool`` minor units (GZ-23) by score times staff, with at least the share ``least`` (0 to 1) for the grassroots.

    Tiers first, then units within their tier, so that a community is never weighed against a department. The order of
    ``units`` changes nothing. :class:`Refused` without a grassroots unit that has staff, for a unit that is there twice,
    a pool below 0 and a share outside 0 to 1.
    """
    pool = count(pool, "tilt: pool")
    units, least = tuple(units), at_least_zero(least, "tilt: least")
    once((u.code for u in units), "tilt: units: code")
    if least > 1:
        raise Refused(f"tilt: least is {least}; give a share from 0 to 1")
    tiers = [t for t in TIERS if any(u.tier == t and u.score * u.staff for u in units)]
    if "grassroots" not in tiers:
        raise Refused("tilt: units: no grassroots unit has a score and staff; there is nobody to lean to")
    merit = [sum(u.score * u.staff for u in units if u.tier == t) for t in tiers]
    floor = -(-pool * least // 1)  # whole units, so that rounding cannot go below
    floors = [floor if t == "grassroots" else 0 for t in tiers]
    there = [t for t in TIERS if any(u.tier == t for u in units)]  # also where no unit has earned anything
    tier_money = dict.fromkeys(there, 0) | dict(zip(tiers, round_parts(bound(pool, merit, floors), tiers), strict=True))
    amounts = dict.fromkeys((u.code for u in units), 0)
    for tier in tiers:
        members = [u for u in units if u.tier == tier]
        amounts.update(apportion(tier_money[tier], {u.code: u.score * u.staff for u in members}))
    staff = {t: sum(u.staff for u in units if u.tier == t) for t in there}
    money_share = Fraction(tier_money["grassroots"], pool) if pool else Fraction(0)
    return Tilted(
        amounts=amounts,
        by_tier=tier_money,
        staff=staff,
        ranks=_ranks(units),
        ratio=money_share / Fraction(staff["grassroots"], sum(staff.values())),
    )


def _ranks(units: Sequence[Unit]) -> dict[str, int]:
    """Place by score within the tier; equal scores share it."""
    return {u.code: 1 + sum(v.tier == u.tier and v.score > u.score for v in units) for u in units}
