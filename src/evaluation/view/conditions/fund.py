"""Facts about the fund's account."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.rounding import half_up
from evaluation.view.account import account
from evaluation.view.view import View


def account_adds_up(view: View) -> bool:
    """Carry-over, income, spending and balance are known, and the first two less the third are the fourth."""
    return account(view).unexplained == 0


def account_adds_up_but_not_as_printed(view: View) -> bool:
    """The account adds up, and its amounts as they are printed do not."""
    found = account(view)
    if found.unexplained != 0:
        return False
    counts = view.study.counts
    before, paid_in, interest, spent, returned, balance = (
        Fraction(half_up(Fraction(side.amount or 0, counts.table_base), counts.table_places))
        for side in (found.before, found.paid_in, found.interest, found.spent, found.returned, found.balance)
    )
    return before + paid_in + interest - spent - returned != balance


def account_does_not_add_up(view: View) -> bool:
    """Carry-over, income, spending and balance are known, and do not add up."""
    return bool(account(view).unexplained)


def account_known_in_part(view: View) -> bool:
    """The balance is known, and carry-over, income or spending is not."""
    found = account(view)
    return found.balance.amount is not None and found.unexplained is None


def amounts_run_from_the_years_start(view: View) -> bool:
    """The period is a part of a year: amounts are those from the year's start to its end."""
    return view.period.is_part_of_year


def spending_known(view: View) -> bool:
    """Every item of spending is known."""
    return account(view).spent.amount is not None


def balance_known(view: View) -> bool:
    """The closing balance is known."""
    return account(view).balance.amount is not None


def account_is_overdrawn(view: View) -> bool:
    """The closing balance is known and below 0."""
    return (account(view).balance.amount or 0) < 0


def neither_spending_nor_balance_known(view: View) -> bool:
    """Some item of spending is not known, nor is the closing balance."""
    return not spending_known(view) and not balance_known(view)


def some_item_is_negative(view: View) -> bool:
    """More was paid back on some item than was spent on it."""
    return any(amount is not None and amount < 0 for amount in account(view).items.values())


def some_share_has_other_readings(view: View, *codes: str) -> bool:
    """The study has one of these indicators, and its clause can be read in another way."""
    return any(view.has(c) and len(view.results.indicator_named(c).readings) > 1 for c in codes)


def some_item_has_no_column(view: View) -> bool:
    """The study's tables have some items of spending, and not all."""
    found = [view.mapped(q.code) for q in view.fund.spending.of]
    return any(found) and not all(found)


def account_of_some_regions(view: View) -> bool:
    """Of the whole, everything known of the account is of the same regions, which are not all."""
    found = account(view)
    return found.alike and bool(found.without)


def account_of_different_regions(view: View) -> bool:
    """Of the whole, parts of the account are sums over other regions than other parts: no account is made of them."""
    return not account(view).alike
