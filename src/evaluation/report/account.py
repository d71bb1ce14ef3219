"""The fund's account: carried over, paid in, spent, left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.indicators.figures import Figure, add
from evaluation.indicators.quantities import EXPENDITURE, INCOME
from evaluation.report.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Fen, by source and by item; None for what is not known, and ``marks`` says why of ``before``, ``paid_in``, ``spent``
    and ``balance``."""

    marks: Mapping[str, str]
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


def opening(view: View) -> Figure:
    """What was left at the end of the year before."""
    return view.results.figures.at(view.region, view.period.year.previous, "fund_balance")


def account(view: View) -> Account:
    """Of this region from the year's opening balance to the end of the period. A source that no table of the study has is
    none of its fund; every item of spending has to be there."""

    def at(code: str) -> Figure:
        return view.results.figures.to_date(view.region, view.period, code)

    before, balance = opening(view), at("fund_balance")
    income = {q.code: at(q.code) for q in INCOME if view.mapped(q.code)}
    items = {q.code: at(q.code) for q in EXPENDITURE}
    marks = {"before": before.mark, "balance": balance.mark, "spent": add(items.values()).mark,
             "paid_in": add(income.values()).mark if income else "not_applicable"}  # fmt: skip
    return Account(
        marks=marks, before=before.amount, income={q: f.amount for q, f in income.items()},
        items={q: f.amount for q, f in items.items()}, balance=balance.amount,
    )  # fmt: skip
