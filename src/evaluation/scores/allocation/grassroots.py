"""Awards that lean to the grassroots (GZ-23 激励机制要重点向基层平台和基层工作人员倾斜).

The document names three kinds of units and demands the tilt; it gives no share. ``least`` is an input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluation.errors import Refused, near
from evaluation.scores.allocation.apportion import apportion, bounded, rounded

TIERS = ("administration", "agency", "grassroots")
"""行政部门, 县级以上公共就业服务机构, 基层平台 (street, township, community)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One assessed unit: ``score`` of 100 and ``staff`` it counts with."""

    code: str
    tier: str
    score: Fraction
    staff: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilted:
    """Fen by unit, money and staff by tier; ``ratio``: the grassroots' share of the money over its share of the staff,
    above 1 when awards lean to it; ``ranks`` within the unit's own tier."""

    amounts: dict[str, int]
    by_tier: dict[str, int]
    staff: dict[str, int]
    ratio: Fraction
    ranks: dict[str, int]


def tilt(pool: int, units: Sequence[Unit], least: Fraction) -> Tilted:
    """Share ``pool`` fen by score times staff, with at least the share ``least`` (0 to 1) for the grassroots.

    Tiers first, then units within their tier, so that a community is never weighed against a department.
    :class:`Refused` for an unknown tier, without a grassroots unit that has staff, and for a share outside 0 to 1.
    """
    for unit in units:
        if unit.tier not in TIERS:
            raise Refused(f"{unit.code}: there is no tier {unit.tier!r}; {near(unit.tier, TIERS)}")
        if unit.staff < 0 or unit.score < 0:
            raise Refused(f"{unit.code} has the score {unit.score} and {unit.staff} staff; both are 0 or more")
    if not 0 <= least <= 1:
        raise Refused(f"the least share of the grassroots is {least}; give a share from 0 to 1")
    tiers = [t for t in TIERS if any(u.tier == t and u.score * u.staff for u in units)]
    if "grassroots" not in tiers:
        raise Refused("no grassroots unit has a score and staff; there is nobody to lean to")
    merit = [sum(u.score * u.staff for u in units if u.tier == t) for t in tiers]
    floor = -(
        -(pool * least).numerator // (pool * least).denominator
    )  # whole fen, so that rounding cannot go below
    floors = [floor if t == "grassroots" else 0 for t in tiers]
    tier_money = dict(zip(tiers, rounded(bounded(pool, merit, floors, [None] * len(tiers))), strict=True))
    amounts = dict.fromkeys((u.code for u in units), 0)
    for tier, money in tier_money.items():
        members = [u for u in units if u.tier == tier]
        shares = apportion(money, [u.score * u.staff for u in members])
        amounts.update(zip((u.code for u in members), shares, strict=True))
    staff = {t: sum(u.staff for u in units if u.tier == t) for t in tiers}
    money_share = Fraction(tier_money["grassroots"], pool) if pool else Fraction(0)
    return Tilted(
        amounts=amounts, by_tier=tier_money, staff=staff, ranks=_ranks(units),
        ratio=money_share / Fraction(staff["grassroots"], sum(staff.values())),
    )  # fmt: skip


def _ranks(units: Sequence[Unit]) -> dict[str, int]:
    """Place by score within the tier; equal scores share it."""
    return {u.code: 1 + sum(v.tier == u.tier and v.score > u.score for v in units) for u in units}
