"""Facts about the fund's account."""

from __future__ import annotations

from evaluation.report.account import account
from evaluation.report.view import View


def account_adds_up(view: View) -> bool:
    """Carry-over, income, spending and balance are known, and the first two less the third are the fourth."""
    return account(view).unexplained == 0


def account_does_not_add_up(view: View) -> bool:
    """Carry-over, income, spending and balance are known, and do not add up."""
    return bool(account(view).unexplained)


def account_known_in_part(view: View) -> bool:
    """The balance is known, and carry-over, income or spending is not."""
    found = account(view)
    return found.balance is not None and found.unexplained is None
