"""What every year demands of the 17 units: provincial totals and their split by largest remainder on a stated base.

The totals of 2007 are those of the policy document (HB-0, HB-3). Its split is invented; so are 2005 and 2006.
"""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.measured.splits import split_whole
from evaluation_demo.draws import permille

_EARLIER = {2005: 885, 2006: 940, 2007: 1000}


@dataclass(frozen=True, slots=True)
class InventedPlan:
    """A provincial total (base units) and the base it is split on; ``base_words`` is what targets.csv says of it."""

    total: int
    base: str
    base_words: str


_ELIGIBLE = "年初符合条件失业人员＋当年新增－死亡退休迁出"
_RURAL = "年初待转移农村劳动力＋当年新增－减少"
_URBAN = "2006年末城镇从业人数"
PLANS = {
    "emp_new_urban": InventedPlan(700_000, "urban", _URBAN),
    "rural_transfer": InventedPlan(800_000, "rural", _RURAL),
    "rural_transfer_labour_dept": InventedPlan(500_000, "rural", _RURAL),
    "reemp_laidoff": InventedPlan(350_000, "eligible", _ELIGIBLE),
    "reemp_hard": InventedPlan(100_000, "eligible", _ELIGIBLE),
    "rural_poor_households_helped": InventedPlan(100_000, "poor", "贫困县和库坝区困难农户底数"),
    "trained_reemp": InventedPlan(400_000, "eligible", _ELIGIBLE),
    "trained_startup": InventedPlan(30_000, "eligible", _ELIGIBLE),
    "trained_rural": InventedPlan(800_000, "rural", _RURAL),
    "trained_rural_labour_dept": InventedPlan(450_000, "rural", _RURAL),
    "ui_insured": InventedPlan(4_050_000, "urban", _URBAN),
    "ui_premium": InventedPlan(88_000, "urban", _URBAN),
}
"""``ui_premium`` in 万元, all others in persons or households."""


def demands(item: str, year: int, bases: dict[str, dict[str, int]]) -> dict[str, int]:
    """What ``year`` asks of each unit in ``item``; ``bases`` are amounts by kind of base and unit."""
    plan = PLANS[item]
    base = bases[plan.base]
    return dict(zip(base, split_whole(permille(plan.total, _EARLIER[year]), list(base.values())), strict=True))
