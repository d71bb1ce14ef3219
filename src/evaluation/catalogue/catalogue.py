"""What there is to measure for one study, as a value: two studies opened in one process never share theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evaluation.catalogue.clauses import Clause, clauses
from evaluation.catalogue.fund import DeclaredFund, QuantityGroup
from evaluation.catalogue.identities import BOUNDS, IDENTITIES, Bound, Identity
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.catalogue.model import Indicator, Quantity, total
from evaluation.catalogue.quantities import EXPENDITURE, INCOME, PAID_IN, PLANNED, QUANTITIES, SPENT
from evaluation.study.base import Words


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """Quantities, indicators and groups by their codes, and the clauses of the documents they come from."""

    quantities: Mapping[str, Quantity]
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, QuantityGroup]
    fund: DeclaredFund
    clauses: Mapping[str, Clause]
    identities: tuple[Identity, ...] = ()
    bounds: tuple[Bound, ...] = ()

    @cached_property
    def items(self) -> frozenset[str]:
        """Items of money: one that does not apply adds nothing to a sum of several."""
        return frozenset(q.code for group in self.groups.values() for q in group.of)

    @cached_property
    def planned_ahead(self) -> frozenset[str]:
        """Set for a period before it ends: known, as a plan, while it is not over."""
        return frozenset(q.code for q in self.quantities.values() if q.plan)


LEVELS = {
    "fund_in_central": Words(zh="中央补助", en="Central transfer"),
    "fund_in_province": Words(zh="省级补助", en="Provincial transfer"),
    "fund_in_local": Words(zh="本级财政", en="Local budget"),
}


def catalogue() -> Catalogue:
    """That of the packs in use: those that come with the package, and those of the project that was opened last."""
    spending = QuantityGroup("spending", EXPENDITURE, SPENT)
    paid_in = QuantityGroup("paid_in", INCOME, PAID_IN)
    planned = QuantityGroup("planned", PLANNED, total(*PLANNED, name=Words(zh="计划到位资金", en="money planned")))
    persons = {q.code: code for q in EXPENDITURE if (code := q.code.replace("exp_", "persons_")) in QUANTITIES}
    fund = DeclaredFund(
        spending=spending,
        paid_in=paid_in,
        planned=planned,
        levels=LEVELS,
        persons=persons,
        balance="fund_balance",
        budget="fund_budget",
    )
    return Catalogue(
        quantities=dict(QUANTITIES),
        indicators=dict(CATALOGUE),
        groups={g.code: g for g in (spending, paid_in, planned)},
        fund=fund,
        clauses=dict(clauses()),
        identities=IDENTITIES,
        bounds=BOUNDS,
    )
