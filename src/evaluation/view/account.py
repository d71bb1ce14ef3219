"""The fund's account: carried over, paid in, spent, returned, left."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.catalogue.model import Dimension
from evaluation.measured.figure import Figure, add_money, alike
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class FundAccount:
    """``income`` by source and ``items`` of spending in minor units. ``alike``: all that is known of the whole is ``without`` the
    same regions; else no account is made of it."""

    before: Figure
    paid_in: Figure
    interest: Figure
    spent: Figure
    returned: Figure
    income: dict[str, int | None]
    items: dict[str, int | None]
    balance: Figure
    alike: bool
    without: frozenset[str]

    @property
    def unexplained(self) -> int | None:
        """What the balance is more than the account gives; None where a part is not known, or parts are of other
        regions than others."""
        sides = [self.before, self.paid_in, self.interest, self.spent, self.returned, self.balance]
        known = [side.amount for side in sides if side.amount is not None]
        if not self.alike or len(known) < len(sides):
            return None
        before, paid_in, interest, spent, returned, balance = known
        return balance - (before + paid_in + interest - spent - returned)


def opening(view: View) -> Figure:
    """What was left at the end of the year before."""
    figures, fund = view.results.figures, view.fund
    if fund.carried_over and view.mapped(fund.carried_over):
        return figures.to_date(view.region, view.period, fund.carried_over)
    return figures.at(view.region, view.period.year.previous, fund.balance)


def account(view: View) -> FundAccount:
    """Of this region from the year's opening balance to the end of the period. A source that no table of the study has is
    none of its fund; every item of spending has to be there, or not to apply."""

    def at(code: str) -> Figure:
        return view.results.figures.to_date(view.region, view.period, code)

    fund = view.fund
    before, balance = opening(view), at(fund.balance)
    income = {q.code: at(q.code) for q in fund.paid_in.of if view.mapped(q.code)}
    items = {q.code: at(q.code) for q in fund.spending.of}
    earned, given_back = ([at(code)] if code and view.mapped(code) else [] for code in (fund.interest, fund.returned))
    interest, returned = add_money(earned), add_money(given_back)
    spent, paid_in = (add_money(items.values()), add_money(income.values()) if income else Figure(None, "not_applicable"))
    parts = [f for f in (before, balance, *income.values(), *items.values(), *earned, *given_back) if f.amount is not None]
    return FundAccount(
        before=before,
        paid_in=paid_in,
        interest=interest,
        spent=spent,
        returned=returned,
        balance=balance,
        income={q: f.amount for q, f in income.items()},
        items={q: f.amount for q, f in items.items()},
        alike=alike(parts),
        without=parts[0].without if parts else frozenset(),
    )


def execution(view: View) -> str:
    """Code of the study's indicator that says how much of the budget is spent: the foremost declared as that, or else one that
    sets all spending against the year's budget; empty where it has none."""
    for code in view.catalogue.role("execution"):
        if view.has(code):
            return code
    for indicator in view.of(Dimension.FUND_USE):
        _, reading = indicator.settle(view.study.choices)
        below = reading.denominator.terms if reading.denominator else ()
        spent = tuple(t.quantity for t in reading.numerator.terms) == view.fund.spending.of
        if spent and [t.quantity.code for t in below] == [view.fund.budget]:
            return indicator.code
    return ""
