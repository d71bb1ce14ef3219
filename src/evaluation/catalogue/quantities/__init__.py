"""Every quantity the catalogue knows, one row each in the module of its side of the work.

A row: code, Chinese and English title, kind (flow, stock, or plan: a flow set before the year begins), and, where it
is one, the quantity it is part of.
"""

from __future__ import annotations

from typing import Literal

from evaluation.catalogue.model import Counts, Quantity, total
from evaluation.catalogue.quantities import assistance, fund, insurance, services, training, work
from evaluation.study.model import Words

QUANTITIES: dict[str, Quantity] = {}
_KINDS: dict[str, tuple[Literal["flow", "stock"], bool]] = {
    "flow": ("flow", False),
    "stock": ("stock", False),
    "plan": ("flow", True),
}


def _declare(area: str, counts: Counts, rows: str) -> None:
    for line in rows.strip().splitlines():
        code, zh, en, kind, *within = (part.strip() for part in line.split("|"))
        if code in QUANTITIES:
            raise ValueError(f"quantity {code!r} is declared twice")
        flow, plan = _KINDS[kind]
        QUANTITIES[code] = Quantity(
            code=code,
            title=Words(zh=zh, en=en),
            counts=counts,
            kind=flow,
            area=area,
            within=within[0] if within else None,
            plan=plan,
        )


for module in (work, training, fund, insurance, services, assistance):
    for area, counts, rows in module.ROWS:
        _declare(area, counts, rows)

EXPENDITURE = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("exp_"))
INCOME = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_in_"))
PLANNED = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_plan_"))
ITEMS = frozenset(q.code for q in (*EXPENDITURE, *INCOME, *PLANNED))
"""Items of money: one that does not apply adds nothing to a sum of several."""
AHEAD = frozenset(q.code for q in QUANTITIES.values() if q.plan)
"""Set for a period before it ends: known, as a plan, while it is not over."""

SPENT = total(*EXPENDITURE, name=Words(zh="资金总支出", en="total expenditure"))
PAID_IN = total(*INCOME, name=Words(zh="当年到位资金", en="money paid in"))
