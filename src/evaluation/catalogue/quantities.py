"""Every quantity the catalogue knows, one row each in its pack.

A row: code, Chinese and English title, kind (flow, stock, or plan: a flow set before the year begins), and, where it
is one, the quantity it is part of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from evaluation.catalogue.model import Quantity, total
from evaluation.catalogue.pack import Rows
from evaluation.catalogue.packs import shipped_packs
from evaluation.study.model import Words

QUANTITIES: dict[str, Quantity] = {}
_KINDS: dict[str, tuple[Literal["flow", "stock"], bool]] = {
    "flow": ("flow", False),
    "stock": ("stock", False),
    "plan": ("flow", True),
}


def quantities(rows: Sequence[Rows]) -> Iterator[Quantity]:
    """The quantities that ``rows`` declare; ``ValueError`` for one that is not a row, and for a code that stands twice."""
    seen: set[str] = set()
    for area, counts, text in rows:
        for line in text.strip().splitlines():
            code, zh, en, kind, *within = (part.strip() for part in line.split("|"))
            if code in seen:
                raise ValueError(f"quantity {code!r} is declared twice")
            seen.add(code)
            flow, plan = _KINDS[kind]
            yield Quantity(
                code=code,
                title=Words(zh=zh, en=en),
                counts=counts,
                kind=flow,
                area=area,
                within=within[0] if within else None,
                plan=plan,
            )


QUANTITIES |= {q.code: q for q in quantities([rows for pack in shipped_packs().values() for rows in pack.quantities])}

EXPENDITURE = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("exp_"))
INCOME = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_in_"))
PLANNED = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_plan_"))
ITEMS = frozenset(q.code for q in (*EXPENDITURE, *INCOME, *PLANNED))
"""Items of money: one that does not apply adds nothing to a sum of several."""
SPENT = total(*EXPENDITURE, name=Words(zh="资金总支出", en="total expenditure"))
PAID_IN = total(*INCOME, name=Words(zh="当年到位资金", en="money paid in"))


def planned_ahead() -> frozenset[str]:
    """Set for a period before it ends: known, as a plan, while it is not over."""
    return frozenset(q.code for q in QUANTITIES.values() if q.plan)
