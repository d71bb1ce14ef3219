"""The invented figures of a study before they are printed: amounts in base units by quantity, region and quarter."""

from __future__ import annotations

from collections.abc import Sequence


def quarter(year: int, number: int) -> str:
    """``number`` may run past the year: quarter 0 of 2007 is 2006Q4."""
    return f"{year + (number - 1) // 4}Q{(number - 1) % 4 + 1}"


class Book:
    """Amounts by (quantity, region, quarter). A figure is entered once; reading one that is not there is an error."""

    def __init__(self) -> None:
        self._amounts: dict[tuple[str, str, str], int] = {}

    def add(self, quantity: str, region: str, period: str, amount: int) -> int:
        key = (quantity, region, period)
        if key in self._amounts:
            raise ValueError(f"{key} is entered twice")
        self._amounts[key] = amount
        return amount

    def year(self, quantity: str, region: str, year: int, amounts: Sequence[int]) -> None:
        """Enter the four quarters of ``year``."""
        for number, amount in enumerate(amounts, start=1):
            self.add(quantity, region, quarter(year, number), amount)

    def at(self, quantity: str, region: str, period: str) -> int:
        return self._amounts[quantity, region, period]

    def has(self, quantity: str, region: str, period: str) -> bool:
        return (quantity, region, period) in self._amounts

    def sum(self, quantity: str, region: str, year: int) -> int:
        return sum(self.at(quantity, region, quarter(year, n)) for n in (1, 2, 3, 4))
