"""The unit that a column or a target is written in: a scale and something that is counted, such a one over another, or a rate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo

from evaluation.errors import fit_for_message, near
from evaluation.study.counted import MONEY, SHIPPED, STATED_RATES, Counts
from evaluation.study.currency import CURRENCIES

SCALES: Mapping[str, int] = MappingProxyType(
    {
        "百": 10**2,
        "千": 10**3,
        "万": 10**4,
        "十万": 10**5,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
        "thousand": 10**3,
        "lakh": 10**5,
        "million": 10**6,
        "crore": 10**7,
        "billion": 10**9,
    }
)
"""What may stand before the thing that is counted."""
RATES: Mapping[str, int] = MappingProxyType({"%": 100, "‰": 1000})
_LENGTHS: Mapping[str, str] = MappingProxyType(
    {"个月": "months", "months": "months", **dict.fromkeys(("倍", "times", "ratio"), "ratio")}
)
"""Units of values whose sides count the same, beside rates."""
_OVER = re.compile(r"(.+?)(?:/| per )(?:([1-9][0-9,]*)(k?) )?(.+)")


IN_CELLS = "in_cells"
"""Says of a column that each of its cells has a unit of its own (3亿元, 1.2万人)."""


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """``text`` as the study writes it. ``counts``: the code of what is counted, empty for a rate; ``scale``: base units in one
    of it, and of a rate how many make the whole. ``under``: what stands under it in a quotient (元/人), whose ``counts`` are
    those of both. ``known``: what else the study counts.

    >>> WrittenUnit.of("万人").scale
    10000
    """

    text: str
    counts: str
    scale: int
    known: Counts = field(default=SHIPPED, compare=False, repr=False)
    under: WrittenUnit | None = None

    @classmethod
    def of(cls, text: str, known: Counts = SHIPPED) -> WrittenUnit:
        """``ValueError`` for a text that is no unit of a study that counts what is ``known``."""
        found = _unit_or_none(text, known)
        if found is None:
            raise ValueError(_no_unit(text, known))
        return found

    @property
    def in_cells(self) -> bool:
        """Whether each cell says its own unit."""
        return self.text == IN_CELLS

    @property
    def is_rate(self) -> bool:
        return not self.counts

    @property
    def plain(self) -> bool:
        """Whether it is what is counted, or money, itself."""
        return self.counts in self.known and self.scale == self.known[self.counts].base

    @property
    def base(self) -> str:
        """What amounts in it are whole numbers of, for messages."""
        if self.counts == MONEY:
            return self.known.currency.minor
        if self.counts in STATED_RATES:
            return f"billionths of one {self.text}"
        one, digits = _split(self.text, self.known)[1], self.known[self.counts].digits if self.counts in self.known else 0
        return f"{'0.' + '0' * (digits - 1)}1 {one}" if digits else one

    def unit_of_figures(self) -> WrittenUnit:
        """That of a figure: of a rate delivered without its sides, whose amounts are whole numbers of base units as all are."""
        code = next((code for code, sign in STATED_RATES.items() if self.is_rate and sign == self.text), None)
        return self if code is None else WrittenUnit(self.text, code, self.known[code].base, self.known)

    def at_scale(self, scale: str) -> str:
        """How the same is written at ``scale``, for messages: 万 and 人 are 万人."""
        return _spell(scale, self.text)

    def other(self, text: str) -> WrittenUnit | None:
        """The unit of the same study that ``text`` is, if it is one; beside one of figures it is one of figures too."""
        found = _unit_or_none(text, self.known)
        return found.unit_of_figures() if found and self.counts in STATED_RATES else found

    def is_same(self, other: WrittenUnit) -> bool:
        """Whether a number means the same in both, however they are written."""
        under = [0 if unit.under is None else unit.under.scale for unit in (self, other)]
        return (self.counts, self.scale) == (other.counts, other.scale) and under[0] == under[1]

    def __str__(self) -> str:
        return self.text


def _unit_or_none(text: str, known: Counts) -> WrittenUnit | None:
    if text in RATES:
        return WrittenUnit(text, "", RATES[text], known)
    scale, thing = _split(text, known)
    code = known.words.get(thing)
    if code:
        return WrittenUnit(text, code, SCALES.get(scale, 1) * known[code].base, known)
    return WrittenUnit(text, _LENGTHS[text], 1, known) if text in _LENGTHS else _quotient_or_none(text, known)


def _quotient_or_none(text: str, known: Counts) -> WrittenUnit | None:
    """元/人, yuan per person, 人/万元, persons per 10,000 yuan."""
    found = _OVER.fullmatch(text)
    if found is None:
        return None
    above, under = _unit_or_none(found[1], known), _unit_or_none(found[4], known)
    if above is None or under is None or not {above.counts, under.counts} <= set(known):
        return None
    many = int((found[2] or "1").replace(",", "")) * (1000 if found[3] else 1)
    under = replace(under, scale=under.scale * many)
    return WrittenUnit(text, f"{above.counts}/{under.counts}", above.scale, known, under)


def _split(text: str, known: Counts) -> tuple[str, str]:
    """The scale, empty without one, and the thing."""
    if text in known.words:
        return "", text
    for scale in sorted(SCALES, key=len, reverse=True):
        if text.startswith(scale) and (not scale.isascii() or text[len(scale) :].startswith(" ")):
            return scale, text[len(scale) :].removeprefix(" ")
    return "", text


def _no_unit(text: str, known: Counts) -> str:
    (scale, thing), money, got = _split(text, known), known.currency, f"'{fit_for_message(text)}'"
    if text in SCALES:
        example = _spell(text, "persons" if text.isascii() else "人")
        return f"{got} says how many and not of what; write {example!r} and the like"
    others = [c.code for c in CURRENCIES.values() if thing in (c.code, c.zh, c.en, c.one)]
    if others:
        return (
            f"{got} is money in {others[0]}, the study's is {money.code}; write {_spell(scale, money.code)!r}, or "
            f"'money: {{currency: {others[0]}}}' in study.yml"
        )
    scales = ", ".join(SCALES)
    return f"{got} is no unit; {near(thing, known.words)}; before it may stand {scales}; rates are in % or ‰, 元/人 is a quotient"


def _spell(scale: str, thing: str) -> str:
    return f"{scale} {thing}" if scale and scale.isascii() else f"{scale}{thing}"


def _read(value: object, info: ValidationInfo) -> WrittenUnit:
    """Of what the study whose files are read counts."""
    if isinstance(value, WrittenUnit):
        return value
    if not isinstance(value, str):
        raise ValueError("a unit is a text: 人, 万元, persons, %")
    return WrittenUnit.of(value, (info.context or {}).get("counts", SHIPPED))


def _read_of_column(value: object, info: ValidationInfo) -> WrittenUnit:
    if value == IN_CELLS:
        return WrittenUnit(IN_CELLS, IN_CELLS, 1, (info.context or {}).get("counts", SHIPPED))
    if value == "?":
        raise ValueError(
            "the unit is still open: write what the figures are in (persons, thousand persons, 万元, %), or 'in_cells' where each "
            "cell says its own; a column that is not needed goes to 'ignore'"
        )
    return _read(value, info)


UnitField = Annotated[WrittenUnit, PlainValidator(_read), PlainSerializer(str)]
"""A unit as a study file spells it."""
ColumnUnit = Annotated[WrittenUnit, PlainValidator(_read_of_column), PlainSerializer(str)]
"""The unit of a column, or that its cells say theirs."""


def join_unit(digits: str, unit: str) -> str:
    """``digits`` with their ``unit`` behind, after a blank where it is a word of letters: ``420 persons``, ``12399.8万人``."""
    return f"{digits}{' ' if unit[:1].isascii() and unit[:1].isalpha() else ''}{unit}"
