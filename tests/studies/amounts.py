"""What there is to deliver: one whole amount for each quantity, region and quarter, parts never above their whole."""

from __future__ import annotations

from decimal import Decimal

from shipped import EXPENDITURE, SHIPPED

from tests.studies.catalogues import QUANTITIES, SPLITS
from tests.studies.dice import Dice

UNITS = {
    "persons": {"人": 1, "万人": 10**4},
    "person-times": {"人次": 1, "万人次": 10**4},
    "person-months": {"人月": 1},
    "households": {"户": 1, "万户": 10**4},
    "money": {"元": 100, "万元": 10**6, "亿元": 10**10},
    "places": {"个": 1},
    "items": {"件": 1},
    "days": {"天": 1},
}
_ADDED = {
    "mature_participants": ("mature_young", "mature_middle", "mature_older"),
    "mature_participants_employed": ("mature_employed_young", "mature_employed_middle", "mature_employed_older"),
}
"""Strata that make up a whole."""
_OTHERS = {code: [m for m in by.members if m != code] for by in SPLITS if not by.overlap for code in [*by.members][-1:]}
"""Members of a whole beside the last one, which is what they leave of it."""
_BEFORE = {code: [*by.members][:n] for by in SPLITS if not by.overlap for n, code in enumerate([*by.members][:-1])}
_SIZES = {"persons": (40, 400, 6_000, 90_000), "money": (9 * 10**7, 10**9, 4 * 10**11), "households": (30, 900)}


class Amounts:
    """Amounts in base units (persons, households, fen ...), drawn when first asked for.

    ``plain``: how often a part equals its whole or an amount is 0, which real tables are full of. ``alike``: every region
    has the same. ``hard_up``: the insurance fund has little.
    ``refunds``: more is paid back on an item at times than was spent. ``balanced`` since a year: what is left
    of the fund is what was left before, and what came in less what was spent since.
    """

    refunds = False
    hard_up = False
    balanced: int | None = None
    account = SHIPPED.fund
    parts = 4
    least = 1
    """Fen in the smallest amount of money there is."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._alike = dice.part("alike").yes(0.06)
        self._size = {c: dice.choice(_SIZES.get(c, (20, 300))) for c in UNITS}
        self._plain = dice.choice((0.02, 0.1, 0.4))
        self._known: dict[tuple[str, str, int, int], int] = {}
        self._none: dict[str, bool] = {}

    def quarter(self, code: str, region: str, year: int, quarter: int) -> int:
        key = (code, "" if self._alike else region, year, quarter)
        if key not in self._known:
            drawn = self._drawn(*key)
            self._known[key] = drawn // self.least * self.least if QUANTITIES[code].counts == "money" else drawn
        return self._known[key]

    def _drawn(self, code: str, region: str, year: int, quarter: int) -> int:
        quantity, dice = QUANTITIES[code], self._dice.part(f"{code}{region}{year}{quarter}")
        if self.balanced is not None and code == self.account.balance:
            return self._left(region, year, quarter)
        if self.balanced is not None and code == self.account.carried_over:
            return self.quarter(self.account.balance, region, year - 1, self.parts) if quarter == 1 else 0
        if code in _ADDED:
            return sum(self.quarter(part, region, year, quarter) for part in _ADDED[code])
        if code not in _OTHERS and self._nothing(code):
            return 0
        if quantity.within:
            whole = self.quarter(quantity.within, region, year, quarter)
            if code in _OTHERS:
                return whole - sum(self.quarter(other, region, year, quarter) for other in _OTHERS[code])
            whole -= sum(self.quarter(other, region, year, quarter) for other in _BEFORE.get(code, ()))
            if whole % 4 == 0 and dice.yes(self._plain / 4):
                return whole // dice.choice((2, 4))  # a share that can be written in full
            return whole if dice.yes(self._plain) else 0 if dice.yes(self._plain / 2) else int(whole * dice.random())
        if dice.yes(self._plain / 4):
            return 0
        most = self._size[quantity.counts]
        if self.hard_up and code in ("ui_income", "ui_balance"):
            most //= 200
        step = 10**4 if quantity.counts == "money" else 1  # money to the hundred yuan: it can be printed in 万元
        drawn = dice.randint(most // 10, most) // step * step
        return -(drawn // (20 * step)) * step if self.refunds and quantity in EXPENDITURE and dice.yes(0.15) else drawn

    def _nothing(self, code: str) -> bool:
        """Whether there is none of it anywhere."""
        if code not in self._none:
            self._none[code] = self._dice.part(f"nothing {code}").yes(0.02)
        return self._none[code]

    def _left(self, region: str, year: int, quarter: int) -> int:
        """What the account leaves; more at its start than it can spend."""
        if year < self.balanced:
            return 10**15
        before = (year, quarter - 1) if quarter > 1 else (year - 1, self.parts)
        fund = self.account
        came = [*(q.code for q in fund.paid_in.of), *filter(None, [fund.interest])]
        went = [*(q.code for q in fund.spending.of), *filter(None, [fund.returned])]
        moved = sum(self.quarter(q, region, year, quarter) for q in came) - sum(
            self.quarter(q, region, year, quarter) for q in went
        )
        return self.quarter(fund.balance, region, *before) + moved

    def year(self, code: str, region: str, year: int) -> int:
        quarters = [self.quarter(code, region, year, q) for q in range(1, self.parts + 1)]
        return quarters[-1] if QUANTITIES[code].kind == "stock" else sum(quarters)

    def to_date(self, code: str, region: str, year: int, quarter: int) -> int:
        return sum(self.quarter(code, region, year, q) for q in range(1, quarter + 1))

    def up_to(self, code: str, region: str, period: str) -> int:
        """From the year's start to the end of the period; a stock as it stands then."""
        year, _, quarter = period.partition("Q")
        if QUANTITIES[code].kind == "stock":
            return self.of(code, region, period)
        return self.to_date(code, region, int(year), int(quarter or self.parts))

    def of(self, code: str, region: str, period: str) -> int:
        year, _, quarter = period.partition("Q")
        return self.quarter(code, region, int(year), int(quarter)) if quarter else self.year(code, region, int(year))


def text(amount: int, unit: str) -> str:
    """``amount`` printed exactly in ``unit``, without the unit."""
    scale = next(s for units in UNITS.values() for u, s in units.items() if u == unit)
    exact = Decimal(amount) / scale
    return format(exact.normalize() if exact else Decimal(0), "f")
