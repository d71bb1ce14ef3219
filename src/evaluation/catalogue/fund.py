"""The fund whose use is judged: which quantities make its account, as its pack or study declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.catalogue.groups import NO_GROUP, QuantityGroup
from evaluation.study.base import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFund:
    """Carried over + paid in + interest = spent + returned + left.

    ``spending``: its items. ``paid_in``: its sources, of which each was to pay what stands at the same place of ``planned``.
    ``levels``: what a source is called in a table of sources. ``persons``: whom an item reached, by the item. ``balance`` is what
    is left, ``budget`` what may be spent in the year. ``carried_over`` is delivered by forms that tell no closing balance of the
    year before; ``interest`` and ``returned`` where the scheme has them. ``executed``: what was spent of each source, in the order
    of ``planned``. ``printed`` and ``planned_printed``: totals of what was spent and planned as delivered, beside the sums of
    their parts.
    """

    spending: QuantityGroup = NO_GROUP
    paid_in: QuantityGroup = NO_GROUP
    planned: QuantityGroup = NO_GROUP
    levels: Mapping[str, Words] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    balance: str = ""
    executed: QuantityGroup = NO_GROUP
    budget: str = ""
    carried_over: str = ""
    interest: str = ""
    returned: str = ""
    printed: str = ""
    planned_printed: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Quantities of the account: what is left, what came in, what was spent and returned."""
        parts = (self.balance, self.carried_over, *(q.code for q in self.paid_in.of), self.interest)
        return tuple(filter(None, (*parts, *(q.code for q in self.spending.of), self.returned)))


NO_FUND = DeclaredFund()
