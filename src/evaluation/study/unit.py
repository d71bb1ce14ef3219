"""The unit that a column or a target is written in: a scale and something that is counted, or a rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo

from evaluation.errors import fit_for_message, near
from evaluation.study.counted import MONEY, SHIPPED, Counts
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


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """``text`` as the study writes it. ``counts``: the code of what is counted, empty for a rate; ``scale``: base units in one
    of it, and of a rate how many make the whole. ``known``: what else the study counts.

    >>> WrittenUnit.of("万人").scale
    10000
    """

    text: str
    counts: str
    scale: int
    known: Counts = field(default=SHIPPED, compare=False, repr=False)

    @classmethod
    def of(cls, text: str, known: Counts = SHIPPED) -> WrittenUnit:
        """``ValueError`` for a text that is no unit of a study that counts what is ``known``."""
        found = _unit_or_none(text, known)
        if found is None:
            raise ValueError(_no_unit(text, known))
        return found

    @property
    def is_rate(self) -> bool:
        return not self.counts

    @property
    def plain(self) -> bool:
        """Whether it is what is counted, or money, itself."""
        return not self.is_rate and self.scale == self.known[self.counts].base

    @property
    def base(self) -> str:
        """What amounts in it are whole numbers of, for messages."""
        if self.counts == MONEY:
            return self.known.currency.minor
        return _split(self.text, self.known)[1]

    def at_scale(self, scale: str) -> str:
        """How the same is written at ``scale``, for messages: 万 and 人 are 万人."""
        return _spell(scale, self.text)

    def other(self, text: str) -> WrittenUnit | None:
        """The unit of the same study that ``text`` is, if it is one."""
        return _unit_or_none(text, self.known)

    def __str__(self) -> str:
        return self.text


def _unit_or_none(text: str, known: Counts) -> WrittenUnit | None:
    if text in RATES:
        return WrittenUnit(text, "", RATES[text], known)
    scale, thing = _split(text, known)
    code = known.words.get(thing)
    return WrittenUnit(text, code, SCALES.get(scale, 1) * known[code].base, known) if code else None


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
    return f"{got} is no unit; {near(thing, known.words)}; before it may stand {', '.join(SCALES)}; rates are in % or ‰"


def _spell(scale: str, thing: str) -> str:
    return f"{scale} {thing}" if scale and scale.isascii() else f"{scale}{thing}"


def _read(value: object, info: ValidationInfo) -> WrittenUnit:
    """Of what the study whose files are read counts."""
    if isinstance(value, WrittenUnit):
        return value
    if not isinstance(value, str):
        raise ValueError("a unit is a text: 人, 万元, persons, %")
    return WrittenUnit.of(value, (info.context or {}).get("counts", SHIPPED))


UnitField = Annotated[WrittenUnit, PlainValidator(_read), PlainSerializer(str)]
"""A unit as a study file spells it."""
