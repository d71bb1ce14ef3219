"""Facts about a stock and what moved it: ``codes`` are the stock, then its moves."""

from __future__ import annotations

from evaluation.view.stocks import account
from evaluation.view.view import View


def opening_moves_and_closing_known(view: View, *codes: str) -> bool:
    """Opening, every move and closing are known here; of the whole, of at least one region."""
    return account(view, *codes) is not None


def some_left(view: View, *codes: str) -> bool:
    """The account is known, and somebody left the stock by its second move (benefit that ended)."""
    found = account(view, *codes)
    return found is not None and found.amounts[2] > 0


def account_lacks_regions(view: View, *codes: str) -> bool:
    """This is the page of the whole, and the account of some region is not known in full."""
    found = account(view, *codes)
    return view.is_overview and found is not None and found.regions < len(view.results.regions)
