"""The provincial adjustment fund of unemployment insurance (HB-16 失业保险省级调剂金).

The document ties it to two things, the year's targets and the fund's balance (年度工作目标完成情况, 基金结存情况), and gives
no coefficients. Here benefits come first: what a region lacks to pay all that is due is granted in full. Only what is
left rewards: one part by completion of targets, one by need for reserve. The two are added, never multiplied, so that a
region without need is not paid nothing for good work, nor one with need for bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from evaluation.errors import Refused, one_of
from evaluation.scores.allocation.factors import Award, FactorColumn, award, tell_amount
from evaluation.scores.arguments import count, once
from evaluation.scores.exact import Number, at_least_zero, exact, whole_number
from evaluation.study.currency import CURRENCIES, DEFAULT_CURRENCY, Currency


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One region's insurance fund: money in minor units; ``completion`` of its targets in per cent, capped at 100 when used.

    ``means``: what it has to pay with in the year, balance brought forward and income. ``insured``: persons, the size
    that completion counts with. Exact numbers, whole where they count money or persons; only ``means``, ``balance`` and
    ``completion`` may be below 0. :class:`Refused` for anything else.
    """

    region: str
    payable: int
    means: int
    balance: int
    monthly_outlay: Fraction
    completion: Fraction
    insured: int

    def __post_init__(self) -> None:
        for name in ("payable", "means", "balance", "monthly_outlay", "completion", "insured"):
            where, given = f"Fund: {self.region}: {name}", getattr(self, name)
            value = exact(given, where) if name in ("monthly_outlay", "completion") else whole_number(given, where)
            if name in ("payable", "monthly_outlay", "insured"):
                at_least_zero(value, where)
            object.__setattr__(self, name, value)

    @property
    def shortfall(self) -> int:
        """What is lacking to pay all benefit due."""
        return max(0, self.payable - self.means)

    @property
    def reserve_months(self) -> Fraction | None:
        """Balance over monthly outlay; None when nothing is paid out."""
        return Fraction(self.balance) / self.monthly_outlay if self.monthly_outlay else None

    def reserve_gap(self, months: int | Fraction) -> Fraction:
        """Money up to a reserve of ``months``; 0 for who has it."""
        return max(Fraction(0), months * self.monthly_outlay - self.balance)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundAdjustment:
    """``guaranteed`` for benefits due and ``reward`` (None when nothing was left), together ``amounts``, in minor units of
    ``currency``."""

    regions: tuple[str, ...]
    pool: int
    guaranteed: tuple[int, ...]
    reward: Award | None = field(repr=False)
    amounts: tuple[int, ...]
    currency: Currency = DEFAULT_CURRENCY


def adjust(
    pool: Number, funds: Sequence[Fund], *, months: Number, targets: Number, reserve: Number, currency: str = DEFAULT_CURRENCY.code
) -> FundAdjustment:
    """Share ``pool`` minor units of ``currency`` (HB-16): benefits due first, the rest with the weights ``targets`` and
    ``reserve``, exactly.

    ``months``: the reserve up to which a region is in need. The order of ``funds`` changes nothing but that of the
    amounts. :class:`Refused` when the pool does not cover the benefits due, with the amount it lacks, when neither weight
    is above 0, for numbers below 0 and a region that is there twice.
    """
    pool = count(pool, "adjust: pool")
    months = at_least_zero(months, "adjust: months")
    targets, reserve = at_least_zero(targets, "adjust: targets"), at_least_zero(reserve, "adjust: reserve")
    if not targets + reserve:
        raise Refused("adjust: the weights of targets and reserve are both 0; give one above 0")
    funds = tuple(funds)
    if not funds:
        raise Refused("adjust: funds is empty; give the fund of each region")
    once((f.region for f in funds), "adjust: funds: region")
    guaranteed = tuple(f.shortfall for f in funds)
    money = CURRENCIES[one_of(currency, CURRENCIES, "adjust: currency")]
    left, tell = pool - sum(guaranteed), partial(tell_amount, currency=money)
    if left < 0:
        raise Refused(
            f"the pool of {tell(pool)} does not cover the benefits due: {tell(sum(guaranteed))} are lacking in "
            f"{sum(map(bool, guaranteed))} regions; raise the pool by {tell(-left)}"
        )
    if not left:
        return FundAdjustment(
            regions=tuple(f.region for f in funds),
            pool=pool,
            guaranteed=guaranteed,
            reward=None,
            amounts=guaranteed,
            currency=money,
        )
    completion = tuple(min(Fraction(100), max(Fraction(0), f.completion)) for f in funds)
    columns = [
        FactorColumn(code="targets", weight=targets, values=completion, sizes=tuple(Fraction(f.insured) for f in funds)),
        FactorColumn(code="reserve", weight=reserve, values=tuple(f.reserve_gap(months) for f in funds)),
    ]
    columns = [c for c in columns if c.weight and any(c.counts)]
    if not columns:
        raise Refused(
            f"{tell(left)} are left after the benefits due, but no region has reached any of its targets or lacks reserve; "
            f"lower the pool by that much, or change the weights"
        )
    reward = award(left, [f.region for f in funds], columns, currency=currency)
    return FundAdjustment(
        regions=reward.regions,
        pool=pool,
        guaranteed=guaranteed,
        reward=reward,
        amounts=tuple(g + r for g, r in zip(guaranteed, reward.amounts, strict=True)),
    )
