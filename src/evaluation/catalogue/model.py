"""What is measured: quantities (counts and sums), and indicators as quotients of them.

An indicator that a clause leaves open has several readings; a study's ``choices.yml`` picks one. Formula text and
unit are derived from the same objects that compute the number, so that the page cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from evaluation.catalogue.span import AS_STATED, ROLLING, STANDING, Spanned, waits
from evaluation.catalogue.unit import ValueUnit, unit
from evaluation.errors import Refused
from evaluation.study.counted import Counts
from evaluation.study.model import Choice, Words

Kind = Literal["flow", "stock", "entitlement", "stated"]
"""``flow`` adds up over time, ``stock`` stands at a day; ``entitlement`` (persons on a continuing benefit) adds up over regions and
never over time; ``stated`` (a median, a mean that others worked out) over neither."""


class When(Enum):
    """Which figure of a quantity a term takes, seen from what is being measured."""

    THIS = "this"
    OF_YEAR = "of_year"
    OPENING = "opening"
    LAST_YEAR = "last_year"
    TRAILING_YEAR = "trailing_year"
    TO_DATE = "to_date"
    WHOLE = "whole"


class Direction(Enum):
    """Which way is good; ``NONE`` is shown and never judged."""

    HIGHER = "higher"
    LOWER = "lower"
    AT_TARGET = "at_target"
    WITHIN_BAND = "within_band"
    NONE = "none"


class Dimension(Enum):
    """Groups of HB-20, and those of the pages that show other clauses."""

    TARGETS = "targets"
    SOCIAL_BENEFIT = "social_benefit"
    FUND_USE = "fund_use"
    FUND_MANAGEMENT = "fund_management"
    INSURANCE = "insurance"
    ASSISTANCE = "assistance"
    SERVICES = "services"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Term:
    coefficient: int
    quantity: Quantity
    when: When


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of quantities with whole coefficients; all terms count the same thing.

    ``name`` is what the page calls a long sum (资金总支出); its terms are listed in the methods annex.
    """

    terms: tuple[Term, ...]
    name: Words | None = None

    def __post_init__(self) -> None:
        if len({t.quantity.counts for t in self.terms}) != 1:
            raise ValueError(f"terms count different things: {[t.quantity.code for t in self.terms]}")

    @property
    def counts(self) -> str:
        return self.terms[0].quantity.counts

    def text(self, language: str) -> str:
        return self.name[language] if self.name else self.spell_out(language)

    def spell_out(self, language: str) -> str:
        parts = []
        for i, term in enumerate(self.terms):
            sign = "−" if term.coefficient < 0 else "+" if i else ""
            times = "" if abs(term.coefficient) == 1 else f"{abs(term.coefficient)} × "
            parts.append((f" {sign} " if i and sign else sign) + times + _phrase(term, language))
        return "".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count or a sum that a table column delivers or a register is tallied into.

    ``within``: the quantity this one is a part of; a larger part is a data finding.
    ``least`` and ``most``: the range that a region's figure must be in, in base units; outside it is contradictory.
    ``plan``: it is set before the year begins, so that the whole year's figure is known from its start.
    ``area``: which side of the fund or labour market it belongs to; groups the annex.
    ``one_by_one``: it is counted so, and neither money nor measured: its parts are cases that each count or don't.
    """

    code: str
    title: Words
    counts: str
    kind: Kind
    area: str
    within: str | None = None
    plan: bool = False
    least: int | None = None
    most: int | None = None
    one_by_one: bool = True

    @property
    def adds_over_time(self) -> bool:
        """Whether parts of a year make the year."""
        return self.kind == "flow"

    @property
    def adds_over_regions(self) -> bool:
        """Whether regions make the whole."""
        return self.kind != "stated"


def expression(part: Expression | Quantity) -> Expression:
    return part if isinstance(part, Expression) else Expression((Term(1, part, When.THIS),))


def total(*quantities: Quantity, name: Words | None = None) -> Expression:
    return Expression(tuple(Term(1, q, When.THIS) for q in quantities), name)


_PHRASES = {
    ("flow", When.THIS): {"zh": "{}", "en": "{}"},
    ("stock", When.THIS): {"zh": "期末{}", "en": "{} at period end"},
    ("stock", When.OPENING): {"zh": "期初{}", "en": "{} at the start"},
    ("flow", When.LAST_YEAR): {"zh": "上年同期{}", "en": "{} a year before"},
    ("stock", When.LAST_YEAR): {"zh": "上年同期末{}", "en": "{} a year before"},
    ("flow", When.TRAILING_YEAR): {"zh": "近十二个月{}", "en": "{} in twelve months"},
    ("stock", When.WHOLE): {"zh": "各地区期末{}合计", "en": "{} of all regions"},
    ("flow", When.WHOLE): {"zh": "各地区{}合计", "en": "{} of all regions"},
    ("flow", When.TO_DATE): {"zh": "自年初累计{}", "en": "{} from the year's start"},
    ("flow", When.OF_YEAR): {"zh": "全年{}", "en": "{} of the whole year"},
}


def _phrase(term: Term, language: str) -> str:
    return _phrases(term.quantity.kind, term.when)[language].format(term.quantity.title[language])


def _phrases(kind: Kind, when: When) -> Mapping[str, str]:
    return _PHRASES["stock" if kind == "stock" else "flow", when]


def rename(name: Words | None, kind: Kind, when: When) -> Words | None:
    """What a named sum is called when another figure of its terms is taken; a sum of this period keeps its name."""
    if name is None or when is When.THIS:
        return name
    said = _phrases(kind, when)
    return Words(zh=said["zh"].format(name.zh), en=said["en"].format(name.en))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a clause: ``numerator ÷ denominator × per``; a level has no denominator. ``per`` of a quotient over money
    is of how many units of the study's currency it is. ``share``: whether its entry calls the numerator a part of the denominator;
    None where it does not say."""

    numerator: Expression
    denominator: Expression | None = None
    per: int = 1
    words: Words | None = None
    share: bool | None = None
    declared: Spanned | None = None
    """Its own span, where the entry gives it another than the indicator's."""

    @property
    def unit(self) -> ValueUnit:
        """Unit of the value, derived from what both sides count."""
        return unit(self.numerator.counts, self.denominator.counts if self.denominator else None, self.per)

    def formula(self, language: str, counts: Counts) -> str:
        text = self.numerator.text(language)
        if self.denominator is None:
            return text
        top = f"({text})" if len(self.numerator.terms) > 1 and not self.numerator.name else text
        bottom = self.denominator.text(language)
        bottom = f"({bottom})" if len(self.denominator.terms) > 1 and not self.denominator.name else bottom
        return f"{top} ÷ {bottom}{self.unit.formula(language, counts)}"

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.numerator.terms, *(self.denominator.terms if self.denominator else ()))

    @property
    def spanned(self) -> Spanned | None:
        """The span the formula has by itself; None when it takes flows, or a stock at the start, of some span."""
        if self.is_stated:
            return AS_STATED
        if any(t.when is When.TRAILING_YEAR for t in self.terms):
            return ROLLING
        if all(t.quantity.kind == "stock" and t.when is not When.OPENING for t in self.terms):
            return STANDING
        return None

    @property
    def is_stated(self) -> bool:
        """Whether it is a figure that others worked out, which has no parts."""
        return any(t.quantity.kind == "stated" for t in self.terms)

    @property
    def one_by_one(self) -> bool:
        """Whether its value counts cases, one by one."""
        return all(t.quantity.one_by_one for t in self.numerator.terms)

    @property
    def proportion(self) -> bool:
        """True when value is a share of cases that each either count or don't: an interval makes sense."""
        if self.unit.form != "percent" or self.is_stated or len(self.numerator.terms) != 1 or not self.one_by_one:
            return False
        is_part = bool(self.share and self.denominator and self.denominator.counts == self.numerator.counts)
        return is_part or self.numerator.terms[0].quantity.within is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing a clause asks about.

    ``readings`` has more than one entry when the clause leaves the formula open; the first is the one we would take.
    ``alone``: its title where that of its whole does not stand above it. ``inferred``: the clause names the matter but not
    this measure of it, and pages say so.
    ``window``: which cases are counted and when they are old enough to be judged, where time decides it.
    ``declared``: the span of readings whose formula does not decide it; see :meth:`spanned`. ``closes_as``: the indicator
    that says the same when the year is over. ``owner`` answers for it until the day of ``review``.
    """

    code: str
    title: Words
    clause: str
    dimension: Dimension
    direction: Direction
    why: Words
    readings: Mapping[str, Reading] = field(repr=False)
    alone: Words | None = None
    inferred: bool = False
    window: Words | None = None
    declared: Spanned | None = None
    closes_as: str = ""
    owner: str = ""
    review: date | None = None

    @property
    def is_amount(self) -> bool:
        """Whether it is a count or an amount of money that adds up: it is set against a target by its completion, while a line
        is drawn through any other value."""
        return all(r.unit.form == "level" and not r.is_stated for r in self.readings.values())

    def span_of(self, reading: Reading) -> Spanned:
        """Span of a reading, and why: of its formula where that decides it and no judgement waits for the year's end."""
        own, declared = reading.spanned, reading.declared or self.declared
        found = declared if own is None or (own is STANDING and declared and waits(declared.covers)) else own
        if found is None:
            raise ValueError(f"a reading of {self.code!r} takes flows; say over which span")
        return found

    def settle(self, choices: Mapping[str, Choice]) -> tuple[str, Reading]:
        """The reading to use. :class:`Refused` when the clause is open and nothing was chosen."""
        if len(self.readings) == 1:
            return next(iter(self.readings.items()))
        if self.code not in choices:
            told = f"{self.clause} leaves {self.code!r} open" if self.clause else f"{self.code!r} can be read in several ways"
            raise Refused(f"{told}; choices.yml must pick one of {', '.join(self.readings)}")
        name = choices[self.code].reading
        if name not in self.readings:
            raise Refused(f"choices.yml: {self.code} has no reading {name!r}; pick one of {', '.join(self.readings)}")
        return name, self.readings[name]
