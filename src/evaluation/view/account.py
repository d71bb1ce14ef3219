"""The fund's account: carried over, paid in, spent, left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.measured.figures import Figure, add_money, alike
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class FundAccount:
    """Fen, by source and by item; None for what is not known, and ``marks`` says why of ``before``, ``paid_in``, ``spent``
    and ``balance``. ``alike``: all that is known of the whole is ``without`` the same regions; else no account is
    made of it."""

    marks: Mapping[str, str]
    before: int | None
    paid_in: int | None
    spent: int | None
    income: dict[str, int | None]
    items: dict[str, int | None]
    balance: int | None
    alike: bool
    without: frozenset[str]

    @property
    def unexplained(self) -> int | None:
        """What the balance is more than the account gives; None where a part is not known, or parts are of other
        regions than others."""
        if not self.alike or self.before is None or self.paid_in is None or self.spent is None or self.balance is None:
            return None
        return self.balance - (self.before + self.paid_in - self.spent)


def opening(view: View) -> Figure:
    """What was left at the end of the year before."""
    return view.results.figures.at(view.region, view.period.year.previous, "fund_balance")


def account(view: View) -> FundAccount:
    """Of this region from the year's opening balance to the end of the period. A source that no table of the study has is
    none of its fund; every item of spending has to be there, or not to apply."""

    def at(code: str) -> Figure:
        return view.results.figures.to_date(view.region, view.period, code)

    before, balance = opening(view), at("fund_balance")
    income = {q.code: at(q.code) for q in view.catalogue.income if view.mapped(q.code)}
    items = {q.code: at(q.code) for q in view.catalogue.spending}
    spent, paid_in = (add_money(items.values()), add_money(income.values()) if income else Figure(None, "not_applicable"))
    marks = {"before": before.mark, "balance": balance.mark, "spent": spent.mark, "paid_in": paid_in.mark}
    parts = [f for f in (before, balance, *income.values(), *items.values()) if f.amount is not None]
    return FundAccount(
        marks=marks,
        before=before.amount,
        paid_in=paid_in.amount,
        spent=spent.amount,
        balance=balance.amount,
        income={q: f.amount for q, f in income.items()},
        items={q: f.amount for q, f in items.items()},
        alike=alike(parts),
        without=parts[0].without if parts else frozenset(),
    )
