"""What a study counts: persons, households … and money, in one open list with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Final

from evaluation.study.currency import DEFAULT_CURRENCY, Currency

MONEY: Final = "money"
STATED_RATES: Final[Mapping[str, str]] = MappingProxyType({"percent": "%", "permille": "‰"})
"""Rates that were delivered without numerator and denominator, by code, with their sign."""
_RATE_PLACES: Final = 9
MOST_DIGITS: Final = 6
"""Decimals that figures of what is measured may have."""
TABLE_SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {"one": 1, "thousand": 10**3, "wan": 10**4, "lakh": 10**5, "million": 10**6, "crore": 10**7}
)
"""What tables may give money in: so many of the currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One thing that is counted: ``code``, its words in Chinese (``zh``), English (``en`` of many, ``one`` of one).

    ``base``: base units in one of them: 1 of what is counted one by one, a power of ten of what is measured, money and rates.
    ``decimals``: those that money per one of them is printed with, as many as the currency has where it is None. ``spell``: a
    length of time, so that so many of them per case are a mean, called by its word alone.
    """

    code: str
    zh: str
    en: str
    one: str
    base: int = 1
    decimals: int | None = None
    spell: bool = False

    @property
    def digits(self) -> int:
        """Decimals that its figures have."""
        return len(str(self.base)) - 1

    def word(self, language: str, one: bool = False) -> str:
        return self.zh if language == "zh" else self.one if one else self.en


# code (and English of many) | Chinese | English of one
_SHIPPED = """
persons | 人 | person
person-times | 人次 | person-time
person-months | 人月 | person-month
households | 户 | household
items | 件 | item
places | 个 | place
days | 天 | day
"""


def _shipped_things() -> Iterator[Counted]:
    for line in _SHIPPED.strip().splitlines():
        code, zh, one = (part.strip() for part in line.split("|"))
        yield Counted(code=code, zh=zh, en=code, one=one, decimals=0 if code == "persons" else None, spell=code == "days")


@dataclass(frozen=True)
class Counts(Mapping[str, Counted]):
    """Everything that may be counted in a study, by code, with its money: amounts are whole numbers of its minor unit.

    ``scale``: what tables give money in, of :data:`TABLE_SCALES`. ``grouping``: how digits are parted.
    """

    things: tuple[Counted, ...]
    currency: Currency = DEFAULT_CURRENCY
    scale: str = "wan"
    grouping: str = "thousands"

    @cached_property
    def _by_code(self) -> dict[str, Counted]:
        money = self.currency
        found = {t.code: t for t in self.things}
        rates = {code: Counted(code=code, zh=s, en=s, one=s, base=10**_RATE_PLACES) for code, s in STATED_RATES.items()}
        return found | {MONEY: Counted(code=MONEY, zh=money.zh, en=money.en, one=money.one, base=money.base)} | rates

    def minor(self, amount: Decimal) -> int:
        """``amount`` of the currency in its minor units; ``ValueError`` for a part of one."""
        exact = Fraction(amount) * self.currency.base
        if exact.denominator != 1:
            raise ValueError(f"{amount} {self.currency.code} is not a whole number of {self.currency.minor}")
        return exact.numerator

    def tell(self, amount: int, code: str) -> str:
        """``amount`` in a message: money to its minor unit, a rate with its sign, what is counted as it is."""
        if code != MONEY:
            return f"{self.plain(amount, code)} {STATED_RATES[code]}" if code in STATED_RATES else str(self.plain(amount, code))
        return f"{Decimal(amount).scaleb(-self.currency.digits):,.{self.currency.digits}f} {self.currency.en}"

    def plain(self, amount: int | None, code: str) -> int | str | None:
        """``amount`` in tables of figures: money in its minor unit, all else with the decimals it has."""
        if amount is None or not self._places(code):
            return amount
        return format(Decimal(amount).scaleb(-self._places(code)).normalize(), "f")

    def is_measured(self, code: str) -> bool:
        """Whether it is neither counted one by one nor money or a rate."""
        return code in self and code not in (MONEY, *STATED_RATES) and self[code].digits > 0

    def _places(self, code: str) -> int:
        """Decimals that tables of figures give it with."""
        return 0 if code == MONEY else self[code].digits

    def base_units(self, said: Decimal, code: str) -> int:
        """What :meth:`plain` printed, in base units again; ``ArithmeticError`` for what it does not print."""
        exact = said.scaleb(self._places(code))
        if exact != exact.to_integral_value():
            raise ArithmeticError(f"{said} is no whole number of base units")
        return int(exact)

    @property
    def table_base(self) -> int:
        """Minor units in one of what tables give money in."""
        return TABLE_SCALES[self.scale] * self.currency.base

    @property
    def table_places(self) -> int:
        """Decimals of money in tables."""
        return self.currency.digits if self.scale == "one" else 2

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What each word that a study file may write means: codes, Chinese and English words, and the currency's code."""
        found = {word: t.code for t in self.values() if t.code not in STATED_RATES for word in (t.en, t.one, t.zh, t.code)}
        return found | {self.currency.code: MONEY}

    def __getitem__(self, code: str) -> Counted:
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def __hash__(self) -> int:
        return hash((self.things, self.currency, self.scale, self.grouping))

    def among(self, own: Iterable[Counted]) -> Counts:
        """With what a pack or a study counts of its own, whose words take the place of those that are there."""
        found = {t.code: t for t in self.things} | {t.code: t for t in own if t.code not in (MONEY, *STATED_RATES)}
        return replace(self, things=tuple(found.values()))


SHIPPED: Final = Counts(tuple(_shipped_things()))
"""What every study may count, with the usual money."""
