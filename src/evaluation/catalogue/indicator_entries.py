"""Entries of indicators, compiled: sides, factor and unit, span, direction and theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from evaluation.catalogue.entries import IndicatorEntry, ReadingEntry, SidesEntry, SpanEntry
from evaluation.catalogue.example import wrong_example
from evaluation.catalogue.model import Dimension, Direction, Expression, Indicator, Reading, Term, When
from evaluation.catalogue.scope import Scope
from evaluation.catalogue.share import wrong_share
from evaluation.catalogue.sides import SideError
from evaluation.catalogue.sources import EntryProblems, Source
from evaluation.catalogue.span import Covers, Spanned
from evaluation.errors import near
from evaluation.study.base import Words
from evaluation.study.counted import MONEY, Counts
from evaluation.study.currency import Currency

C = TypeVar("C", Direction, Dimension)

ONLY = "only"
"""The name of a reading that has no other beside it."""
AS_DECLARED = Words(zh="条目如此规定", en="as its entry says")
_FACTORS = {"percent": 100, "permille": 1000, "months": 12, "ratio": 1}
_PER = re.compile(r"per ([1-9][0-9]{0,8})(?: (\S+))?")
_DECLARABLE = (Covers.PERIOD, Covers.TO_DATE, Covers.YEAR, Covers.YEAR_ONLY)
_HOW = "write 'value' (a count or an amount), 'numerator' and 'denominator' (a quotient), or 'stated' (a figure others worked out)"


@dataclass(slots=True)
class IndicatorCompiler:
    """Compiles one entry after the other in one scope; ``spans`` are those that have names."""

    scope: Scope
    spans: Mapping[str, SpanEntry]
    counts: Counts
    problems: EntryProblems

    def indicator(self, code: str, entry: IndicatorEntry, source: Source) -> Indicator | None:
        """The indicator, or None where its problems are told."""
        before = len(self.problems.found)
        path = ("indicators", code)
        readings = self._readings(entry, source, path)
        declared = self._span(entry.span, source, (*path, "span"))
        direction = self._one_of(Direction, entry.direction, source, (*path, "direction"))
        theme = self._one_of(Dimension, entry.theme, source, (*path, "theme"))
        amounts = {reading.unit.form == "level" and not reading.is_stated for reading in readings.values()}
        if theme is Dimension.TARGETS and amounts == {False}:
            what = "a stated figure is not added" if any(r.is_stated for r in readings.values()) else "a quotient is none"
            told = f"targets are counts that are added up and set against a target of the year, and {what}"
            self.problems.tell(source, (*path, "theme"), f"{told}; leave 'theme' out")
        if len(amounts) > 1:
            told = "one reading is an amount and another is none, so that no line fits both; declare two indicators"
            self.problems.tell(source, (*path, "readings"), told)
        if len(self.problems.found) > before or direction is None or theme is None:
            return None
        for name, reading in readings.items():
            if reading.spanned is None and declared is None and reading.declared is None:
                what = "takes flows" if name == ONLY else f"reading '{name}' takes flows"
                self.problems.tell(
                    source, path, f"{what}; say over which stretch of time: span: to_date, period, year or year_only"
                )
            said, at = (entry.readings[name], (*path, "readings", name)) if entry.readings else (entry, path)
            wrong = wrong_example(said, reading, self.counts)
            if wrong is not None:
                self.problems.tell(source, (*at, "example", *wrong[0]), wrong[1])
        return Indicator(
            code=code,
            title=entry.title,
            clause=entry.clause,
            dimension=theme,
            direction=direction,
            why=entry.why,
            readings=readings,
            alone=entry.alone,
            inferred=entry.inferred,
            window=entry.window,
            declared=declared,
            closes_as=entry.closes_as or "",
            owner=entry.owner or "",
            review=entry.review,
        )

    def check_spans(self, files: Iterable[tuple[Source, Mapping[str, SpanEntry]]]) -> None:
        """Named spans cover what there is, and each name stands once."""
        seen: dict[str, Source] = {}
        for source, spans in files:
            for name, entry in spans.items():
                self._span(entry, source, ("spans", name))
                if name in seen:
                    there = f"{seen[name].owner} ({seen[name].where(('spans', name))})"
                    self.problems.tell(source, ("spans", name), f"'{name}' is declared by {there} already; take another name")
                seen[name] = source

    def _readings(self, entry: IndicatorEntry, source: Source, path: tuple[str, ...]) -> dict[str, Reading]:
        if entry.readings:
            for key in (*entry.given, *_list_keys(entry)):
                self.problems.tell(source, (*path, key), f"has readings, so '{key}' stands in each of them; move it there")
            found = {name: self._one_of_several(r, source, (*path, "readings", name)) for name, r in entry.readings.items()}
        else:
            found = {ONLY: self._reading(entry, None, source, path)}
        return {name: reading for name, reading in found.items() if reading is not None}

    def _one_of_several(self, said: ReadingEntry, source: Source, path: tuple[str, ...]) -> Reading | None:
        made = self._reading(said, said.words, source, path)
        return made and replace(made, declared=self._span(said.span, source, (*path, "span")))

    def _reading(self, said: SidesEntry, words: Words | None, source: Source, path: tuple[str, ...]) -> Reading | None:
        wrong = _misfit(said.given)
        if wrong:
            self.problems.tell(source, (*path, said.given[0]) if said.given else path, wrong)
            return None
        if said.stated is not None:
            return self._stated_reading(said, words, source, path)
        top = self._side(said, "numerator" if said.value is None else "value", source, path)
        bottom = self._side(said, "denominator", source, path) if said.denominator is not None else None
        if top is None or (bottom is None and said.denominator is not None):
            return None
        try:
            per = _factor(said.as_, top, bottom, self.counts.currency)
            reading = Reading(numerator=top, denominator=bottom, per=per, words=words, share=said.share and said.share == "yes")
            _ = reading.unit
        except ValueError as error:
            self.problems.tell(source, (*path, "as") if said.as_ is not None else path, str(error))
            return None
        if wrong := wrong_share(said.share, reading, self.scope.quantities):
            self.problems.tell(source, (*path, "share"), wrong)
        return reading

    def _stated_reading(self, said: SidesEntry, words: Words | None, source: Source, path: tuple[str, ...]) -> Reading | None:
        try:
            quantity = self.scope.quantity(said.stated or "")
        except SideError as error:
            self.problems.tell(source, (*path, "stated"), str(error))
            return None
        if quantity.kind != "stated":
            self.problems.tell(
                source, (*path, "stated"), f"'{quantity.code}' is a {quantity.kind}, which is no stated figure; use 'value'"
            )
            return None
        if said.example is not None:
            self.problems.tell(source, (*path, "example"), "a stated figure is made of nothing; remove it")
            return None
        reading = Reading(numerator=Expression((Term(1, quantity, When.THIS),)), words=words)
        if wrong := wrong_share(said.share, reading, self.scope.quantities):
            self.problems.tell(source, (*path, "share"), wrong)
        return reading

    def _side(self, said: SidesEntry, key: str, source: Source, path: tuple[str, ...]) -> Expression | None:
        try:
            return self.scope.side(getattr(said, key))
        except SideError as error:
            self.problems.tell(source, (*path, key), str(error))
            return None

    def _span(self, said: SpanEntry | str | None, source: Source, path: tuple[str, ...]) -> Spanned | None:
        if said is None:
            return None
        entry = said if isinstance(said, SpanEntry) else self.spans.get(said)
        covers = entry.covers if entry else str(said)
        if covers == Covers.ROLLING_YEAR.value:
            self.problems.tell(source, path, "twelve months roll by what a side takes: write trailing_year(…) there and no span")
        elif covers not in {c.value for c in _DECLARABLE}:
            said_near = near(covers, [*(c.value for c in _DECLARABLE), *self.spans])
            hint = (
                said_near
                if said_near.startswith("did")
                else f"known: {', '.join(c.value for c in _DECLARABLE)}, and names of 'spans'"
            )
            self.problems.tell(source, path, f"'{covers}' is no stretch of time; {hint}")
        else:
            return Spanned(Covers(covers), entry.why if entry else AS_DECLARED)
        return None

    def _one_of(self, kind: type[C], value: str, source: Source, path: tuple[str, ...]) -> C | None:
        known = [choice.value for choice in kind]
        if value in known:
            return kind(value)
        self.problems.tell(source, path, f"'{value}' is none that is known; {near(value, known)}")
        return None


def _list_keys(entry: SidesEntry) -> list[str]:
    """Keys about sides that are said beside them."""
    return [key for key, said in (("as", entry.as_), ("share", entry.share), ("example", entry.example)) if said is not None]


def _misfit(given: Sequence[str]) -> str:
    """What is wrong with these keys of sides; empty where they say one thing."""
    if not given:
        return f"says nothing that is measured; {_HOW}"
    if given in (("value",), ("numerator", "denominator"), ("stated",)):
        return ""
    if given == ("numerator",):
        return "'denominator' is missing; write what stands under the numerator, or 'value' where nothing does"
    if given == ("denominator",):
        return "'numerator' is missing; write what stands above the denominator"
    return f"'{given[0]}' stands beside '{given[1]}'; {_HOW}"


def _factor(said: str | None, top: Expression, bottom: Expression | None, money: Currency) -> int:
    """What a quotient is multiplied by; ``ValueError`` for what is no way to give it."""
    if bottom is None:
        if said is not None:
            raise ValueError("'as' says how a quotient is given, and a value is none; remove it")
        return 1
    same = top.counts == bottom.counts
    if said is None:
        return _FACTORS["percent"] if same else 1
    if said in _FACTORS:
        if not same:
            raise ValueError(
                f"'{said}' is for sides that count the same; here it is {top.counts} over {bottom.counts}: remove 'as'"
            )
        return _FACTORS[said]
    found = _PER.fullmatch(said)
    if found is None:
        raise ValueError(
            f"'{said}' is no way to give a quotient; write percent, permille, months, ratio or, for example, per 10000 {money.code}"
        )
    if bottom.counts != MONEY:
        raise ValueError(f"'{said}' is for what stands over money; here it is {top.counts} over {bottom.counts}: remove 'as'")
    if found[2] not in (None, money.code):
        raise ValueError(f"'{said}' is in {found[2]}, the study's money is {money.code}; write 'per {found[1]} {money.code}'")
    return int(found[1])
