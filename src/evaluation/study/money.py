"""The money of a study: ``money`` of ``study.yml``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo

from evaluation.errors import near
from evaluation.study.base import Model, Name
from evaluation.study.counted import MOST_DIGITS, SHIPPED, Counted, Counts
from evaluation.study.currency import CURRENCIES, Currency
from evaluation.study.grammar import Number, Whole, Word

Scale = Literal["one", "thousand", "wan", "lakh", "million", "crore"]
_USUAL: Final[dict[str, Scale]] = {"CNY": "wan", **dict.fromkeys(("BDT", "INR", "LKR", "NPR", "PKR"), "lakh")}


def _currency_code(code: str) -> str:
    if code not in CURRENCIES:
        hint = near(code, CURRENCIES) if code.isalpha() else "write its code of three letters, such as INR"
        raise ValueError(f"{code!r} is no currency of ISO 4217; {hint}")
    return code


class CountsEntry(Model):
    """What a quantity counts, in the words of units: ``one`` of them, and several. ``decimals``: those that money per one of
    them is printed with, as many as the currency has when left out. ``digits``: decimals of its own figures, where it is measured
    (hours, full-time places) and not counted one by one."""

    zh: Name | None = None
    en: Name
    one: Name | None = None
    decimals: Annotated[Whole, Field(ge=0, le=6)] | None = None
    digits: Annotated[Whole, Field(ge=0, le=MOST_DIGITS)] = 0

    def thing(self, code: str) -> Counted:
        zh, one = self.zh or self.en, self.one or self.en
        return Counted(code=code, zh=zh, en=self.en, one=one, base=10**self.digits, decimals=self.decimals)


class Called(Model):
    """What the currency is called on the pages: in Chinese, in English of many and of one."""

    zh: Name
    en: Name
    one: Name


class Money(Model):
    """The currency, the scale that tables give it in, and how digits are parted: 1,234,567 or 12,34,567. What is left out
    follows from the currency."""

    currency: Annotated[Word, AfterValidator(_currency_code)] = "CNY"
    called: Called | None = None
    scale: Scale | None = None
    grouping: Literal["thousands", "indian"] = "thousands"

    @property
    def counts(self) -> Counts:
        """What a study with this money counts."""
        own = CURRENCIES[self.currency]
        if self.called is not None:
            own = Currency(own.code, own.digits, self.called.zh, self.called.en, self.called.one, own.minor)
        return Counts(SHIPPED.things, own, self.scale or _USUAL.get(self.currency, "thousand"), self.grouping)


def _in_minor_units(amount: Decimal, info: ValidationInfo) -> Decimal:
    counts: Counts = (info.context or {}).get("counts", SHIPPED)
    counts.minor(amount)
    return amount


Amount = Annotated[Number, Field(ge=0), AfterValidator(_in_minor_units)]
"""An amount of the study's currency: no part of its minor unit."""


def own_counts(entries: Mapping[str, object]) -> Iterator[Counted]:
    """What a study's own entries declare to be counted. What is wrong in them is told where they are compiled."""
    declared = entries.get("counts")
    for code, said in declared.items() if isinstance(declared, dict) else ():
        with contextlib.suppress(ValidationError):
            yield CountsEntry.model_validate(said).thing(code)
