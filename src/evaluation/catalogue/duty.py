"""An absolute demand that a clause carries itself (全部, 必须, 方有效, 停止, no case): it judges without a line of a study."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from evaluation.catalogue.model import Expression, Indicator
from evaluation.study.base import Words
from evaluation.study.model import Policy

Demand = Literal["at_least", "at_most", "equal"]
NOTHING = Decimal(0)
ALL = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """``demand`` and ``value`` are the line that ``indicator`` is judged by, in its unit; of a duty that counts cases alone the
    indicator is their number, and the line is 0.

    ``cases`` and ``money``: what counts the cases that break it, and the money in them. ``derived``: where nothing does, they
    are what the numerator lacks of the denominator. ``due``: the day by which it has to be done; ``in_force``: from which day
    it binds, where that is not the policy's. ``pack``: whose it is, empty for a study's own; ``overrides``: why it stands in
    the place of a pack's.
    """

    code: str
    title: Words
    clause: str
    indicator: Indicator = field(repr=False)
    demand: Demand
    value: Decimal
    cases: Expression | None = None
    money: Expression | None = None
    derived: bool = False
    in_force: date | None = None
    due: date | None = None
    pack: str = ""
    overrides: str = ""

    @property
    def clauses(self) -> tuple[str, ...]:
        """Items that carry it."""
        return tuple(filter(None, re.split(r"[,;] ?", self.clause)))

    @property
    def is_their_number(self) -> bool:
        """Whether the indicator is the number of cases that break it."""
        return self.indicator.code == self.code

    @property
    def is_their_money(self) -> bool:
        """Whether the indicator is an amount of money."""
        return all(reading.unit.of_money for reading in self.indicator.readings.values())

    def binds(self, policy: Policy | None) -> bool:
        """Whether it is a duty of a study of this document: one of a pack that cites its document, of that document alone."""
        return not self.pack or not self.clause or (policy is not None and bool(self.items_of(policy)))

    def items_of(self, policy: Policy | None) -> tuple[str, ...]:
        """:attr:`clauses` as pages name them: of a study's own all, of a pack's those of the study's document."""
        if not self.pack:
            return self.clauses
        return tuple(c for c in self.clauses if policy is not None and policy.has(c))
