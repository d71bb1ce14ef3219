"""What there is to measure for one study, as a value: two studies opened in one process never share theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evaluation.catalogue.clauses import Clause, clauses
from evaluation.catalogue.identities import BOUNDS, IDENTITIES, Bound, Identity
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.catalogue.model import Expression, Indicator, Quantity, total
from evaluation.catalogue.quantities import EXPENDITURE, INCOME, PAID_IN, PLANNED, QUANTITIES, SPENT
from evaluation.study.base import Words

SPENDING, ARRIVED, PLANNED_IN = "spending", "paid_in", "planned"
"""Groups of money that make the account of a fund: its items of spending, its sources, and what was planned of these."""


@dataclass(frozen=True, slots=True)
class QuantityGroup:
    """Quantities that are added up under one name."""

    code: str
    of: tuple[Quantity, ...]
    total: Expression


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """Quantities, indicators and groups by their codes, and the clauses of the documents they come from."""

    quantities: Mapping[str, Quantity]
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, QuantityGroup]
    clauses: Mapping[str, Clause]
    identities: tuple[Identity, ...] = ()
    bounds: tuple[Bound, ...] = ()

    def members(self, group: str) -> tuple[Quantity, ...]:
        """What is added up in ``group``; nothing where the catalogue has no such group."""
        found = self.groups.get(group)
        return found.of if found else ()

    @cached_property
    def spending(self) -> tuple[Quantity, ...]:
        """Items of spending of the fund."""
        return self.members(SPENDING)

    @cached_property
    def income(self) -> tuple[Quantity, ...]:
        """Sources of the fund: what each paid in."""
        return self.members(ARRIVED)

    @cached_property
    def planned(self) -> tuple[Quantity, ...]:
        """What each source of the fund was to pay in, in the order of :attr:`income`."""
        return self.members(PLANNED_IN)

    @cached_property
    def items(self) -> frozenset[str]:
        """Items of money: one that does not apply adds nothing to a sum of several."""
        return frozenset(q.code for group in self.groups.values() for q in group.of)

    @cached_property
    def planned_ahead(self) -> frozenset[str]:
        """Set for a period before it ends: known, as a plan, while it is not over."""
        return frozenset(q.code for q in self.quantities.values() if q.plan)


def catalogue() -> Catalogue:
    """That of the packs in use: those that come with the package, and those of the project that was opened last."""
    groups = (
        QuantityGroup(SPENDING, EXPENDITURE, SPENT),
        QuantityGroup(ARRIVED, INCOME, PAID_IN),
        QuantityGroup(PLANNED_IN, PLANNED, total(*PLANNED, name=Words(zh="计划到位资金", en="money planned"))),
    )
    return Catalogue(
        quantities=dict(QUANTITIES),
        indicators=dict(CATALOGUE),
        groups={g.code: g for g in groups},
        clauses=dict(clauses()),
        identities=IDENTITIES,
        bounds=BOUNDS,
    )
