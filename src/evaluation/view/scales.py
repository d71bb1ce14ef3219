"""What amounts are given in: in tables one scale for all, in running text the largest that those which stand together reach."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.study.counted import MONEY, Counts

_TABLE = {
    "one": {"zh": "", "en": ""},
    "thousand": {"zh": "千", "en": "thousand "},
    "wan": {"zh": "万", "en": "10,000 "},
    "lakh": {"zh": "十万", "en": "lakh "},
    "million": {"zh": "百万", "en": "million "},
    "crore": {"zh": "千万", "en": "crore "},
}
"""The words for what tables give money in."""
_MONEY = {
    "zh": ((10**8, "亿"), (10**4, "万")),
    "indian": ((10**7, "crore "), (10**5, "lakh ")),
    "western": ((10**9, "billion "), (10**6, "million ")),
}
_HEADS = {
    "zh": ((10**4, "万", 10**5),),
    "indian": ((10**7, "crore ", 10**7), (10**5, "lakh ", 10**5)),
    "western": ((10**6, "million ", 10**6),),
}
"""Scales of running text: so many, the word, and of counts from how many on."""
_INDIAN = ("lakh", "crore")
_PLACES = 2  # of what is given in so many


@dataclass(frozen=True, slots=True)
class AmountScale:
    """``base``: base units in one of it; ``unit``: its word, ``one`` of it; ``places``: decimals of what is rounded at it."""

    base: int
    unit: str
    one: str
    places: int


class Scales:
    """The scales of one report language and of what a study counts."""

    def __init__(self, language: str, counts: Counts) -> None:
        self._language, self._counts = language, counts
        indian = counts.grouping == "indian" or counts.scale in _INDIAN
        self._place = "zh" if language == "zh" else "indian" if indian else "western"

    def of_tables(self, counts: str) -> AmountScale:
        """Of table cells: money by what the study says, counts in full."""
        if counts != MONEY:
            return self.in_full(counts)
        return self._scale(self._counts.table_base, _TABLE[self._counts.scale][self._language], MONEY, self._counts.table_places)

    def of_text(self, counts: str, *amounts: int | Fraction) -> AmountScale:
        """Of running text: the largest that all ``amounts`` but 0, above it or below, reach."""
        sizes = [max(a, -a) for a in amounts if a]
        if counts == MONEY:
            return self._of_money(sizes)
        base = self._counts[counts].base
        for of, name, least in _HEADS[self._place]:
            if sizes and min(sizes) >= least * base:
                return self._scale(of * base, name, counts, _PLACES)
        return self.in_full(counts)

    def of_account(self, *amounts: int | Fraction) -> AmountScale:
        """Of the amounts of one account, in English no more than millions."""
        found = self.of_text(MONEY, *amounts)
        if self._place == "western" and found.base > 10**6 * self._base:
            return self._scale(10**6 * self._base, "million ", MONEY, _PLACES)
        return found

    @property
    def _base(self) -> int:
        return self._counts.currency.base

    def _of_money(self, sizes: list[int | Fraction]) -> AmountScale:
        scales = _MONEY[self._place]
        for of, name in scales:
            if sizes and min(sizes) >= of * self._base:
                return self._scale(of * self._base, name, MONEY, _PLACES)
        if self._counts.scale == "wan":  # as the offices write it, however small
            of, name = scales[-1]
            return self._scale(of * self._base, name, MONEY, _PLACES)
        return self.in_full(MONEY)

    def in_full(self, counts: str) -> AmountScale:
        """Of what hides nothing: money to its minor unit, counts one by one, what is measured with its decimals."""
        return self._scale(self._counts[counts].base, "", counts, self._counts[counts].digits)

    def _scale(self, base: int, name: str, counts: str, places: int) -> AmountScale:
        word = self._counts[counts]
        return AmountScale(base, name + word.word(self._language), name + word.word(self._language, one=True), places)
