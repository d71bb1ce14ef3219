"""The fund's account: carried over, paid in, spent, left."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.indicators.quantities import EXPENDITURE, INCOME
from evaluation.report.view import View
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Fen, by source and by item; None for what is not known."""

    before: int | None
    income: dict[str, int | None]
    items: dict[str, int | None]
    balance: int | None

    @property
    def paid_in(self) -> int | None:
        return _sum(self.income)

    @property
    def spent(self) -> int | None:
        return _sum(self.items)

    @property
    def unexplained(self) -> int | None:
        """What the balance is more than the account gives; None where a part is not known."""
        if None in (self.before, self.paid_in, self.spent, self.balance):
            return None
        return self.balance - (self.before + self.paid_in - self.spent)


def _sum(amounts: dict[str, int | None]) -> int | None:
    return None if not amounts or None in amounts.values() else sum(amounts.values())


def account(view: View) -> Account:
    """Of this region in the period. A source that no table of the study has is none of its fund; every item of spending
    has to be there."""

    def at(code: str, period: Period = view.period) -> int | None:
        return view.results.figures.at(view.region, period, code).amount

    return Account(
        before=at("fund_balance", view.period.previous),
        income={q.code: at(q.code) for q in INCOME if view.mapped(q.code)},
        items={q.code: at(q.code) for q in EXPENDITURE}, balance=at("fund_balance"),
    )  # fmt: skip
