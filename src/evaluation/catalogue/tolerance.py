"""An amount as an entry writes it: how far two sums may lie apart, the range of a quantity."""

from __future__ import annotations

import re
from decimal import Decimal

from evaluation.study.counted import MONEY, Counts

_AMOUNT = re.compile(r"(-?(?:0|[1-9][0-9]{0,11}))(?:\.([0-9]{1,4}))?(?: ([A-Z]{3}|[a-z][a-z-]*))?")


def tolerance(text: str, code: str, counts: Counts) -> int:
    """Base units of ``1 CNY`` or ``3``; ``ValueError`` for what is no amount of what is counted, or below 0."""
    if text.startswith("-"):
        raise ValueError(f"'{text}' is below 0, and sums do not lie less than nothing apart; write 0 or more")
    return amount(text, code, counts, "within")


def amount(text: str, code: str, counts: Counts, key: str) -> int:
    """Base units of what ``key`` says; ``ValueError`` for what is no amount of what is counted."""
    found = _AMOUNT.fullmatch(text)
    money, own = code == MONEY, counts.currency
    if found is None:
        raise ValueError(
            f"'{text}' is no amount; write a number and, of money, its currency: {key}: {f'1 {own.code}' if money else '1'}"
        )
    currency = found[3] is not None and found[3].isupper()
    if money and not currency and Decimal(text.split()[0]):
        raise ValueError(f"'{text}' names no currency; write, for one {own.one}, {key}: 1 {own.code}")
    if not money and currency:
        raise ValueError(
            f"'{text}' is money, and {'the sides count' if key == 'within' else 'it counts'} {code}; write the number alone"
        )
    if money and currency and found[3] != own.code:
        raise ValueError(f"'{text}' is in {found[3]}, the study's money is {own.code}; write the amount in it")
    base = Decimal(text.split()[0]) * counts[code].base
    if base != int(base):
        raise ValueError(f"'{text}' is finer than figures are; write a whole number of base units")
    return int(base)
