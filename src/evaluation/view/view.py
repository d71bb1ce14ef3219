"""One region's slice of the results in one language: what every section is written from."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeGuard

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.fund import DeclaredFund
from evaluation.catalogue.model import Dimension, Indicator, Reading
from evaluation.errors import Refused
from evaluation.measured.keys import key_of_line
from evaluation.measured.measure import Value
from evaluation.measured.results import Results
from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, name_as, number
from evaluation.scores.scored import Scored, scores_of
from evaluation.study.base import Words
from evaluation.study.counted import MONEY
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period
from evaluation.study.weights import Grade, Weights
from evaluation.tables import tables_hash
from evaluation.view.numbers import Numbers
from evaluation.view.phrases import Phrases
from evaluation.view.stating import Sentences
from evaluation.view.words import NO_WORDS, OwnWords

MOST_CITED = 60
GENERAL = Dimension.GENERAL


def _is_none(target: Target | None) -> TypeGuard[Target]:
    """Whether a duty says that there may be none of what is counted."""
    return target is not None and target.value == 0 and target.demand != "at_least" and target.unit.text == target.unit.counts


@dataclass(frozen=True, kw_only=True)
class View(Sentences):
    """``region`` may be the whole study (the overview) or one reporting region, ``own`` words of a project's own section.
    ``themes``: those that have a section in its report; indicators of another stand in the general one."""

    results: Results
    region: str
    language: str
    key: str
    own: OwnWords = field(default=NO_WORDS, compare=False)
    themes: frozenset[Dimension] = frozenset(Dimension)

    @cached_property
    def say(self) -> Phrases:
        return Phrases(self.language, self.own, self.results.grain)

    @property
    def scored(self) -> Scored:
        return scores_of(self.results)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.language, self.catalogue.counts)

    @property
    def study(self) -> Study:
        return self.results.study

    @property
    def catalogue(self) -> Catalogue:
        return self.results.catalogue

    @property
    def fund(self) -> DeclaredFund:
        return self.results.catalogue.fund

    @property
    def period(self) -> Period:
        return self.results.period

    @property
    def top(self) -> str:
        return self.study.top.code

    @property
    def weights(self) -> Weights:
        """Points and goalposts of the study; :class:`Refused` in one without weights."""
        if self.study.weights is None:
            raise Refused(f"params/{self.study.name} has no weights.yml, so that nothing is scored")
        return self.study.weights

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The study's grades, best first; none in a study without weights."""
        return self.study.weights.grades if self.study.weights else ()

    @property
    def is_overview(self) -> bool:
        return self.region == self.top

    @property
    def compares(self) -> bool:
        """Whether the study has regions to set beside each other."""
        return len(self.results.regions) > 1

    @cached_property
    def made_of(self) -> str:
        """Of what goes into the files of a report beside its components, a hash: the region's tables; of the whole, whose tables
        are all there is, every file of the study."""
        if self.is_overview:
            used = {f.path: f.sha256 for f in self.results.delivery.files} | self.study.files
        else:
            used = {"tables": self.results.once(("tables", self.region), lambda: tables_hash(self.results, self.region))}
        return hashlib.sha256(str(sorted(used.items())).encode()).hexdigest()[:16]

    def name(self, code: str | None = None) -> str:
        """Full name of a region (this one by default)."""
        return name_as("name", self.study.name_of(code or self.region, self.language))

    def short(self, code: str) -> str:
        return name_as("name", self.study.name_of(code, self.language, short=True))

    def level(self, code: str) -> str:
        """What a level of regions is called: by the study, else by those that everybody knows."""
        declared = self.study.file.levels.get(code)
        return self.text(declared) if declared else self.say(f"level.{code}")

    def text(self, words: Words) -> str:
        """Words of the study or the catalogue in the report's language."""
        return name_as("name", words[self.language])

    def alt(self, title: str, items: Iterable[tuple[str, str]]) -> str:
        """What a chart says instead of being seen: its message, and each label with its value."""
        named = (Printed(label, " ", value) for label, value in items)
        return title + self.say("list.colon") + self.say("list.semicolon").join(named)

    def join(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other; empty ones fall out."""
        return Printed("" if self.language == "zh" else " ").join(filter(None, sentences))

    def period_text(self, period: Period | None = None) -> str:
        return self.say.period(period or self.period)

    def words(self, when: Period) -> dict[str, str]:
        """:meth:`Phrases.words`."""
        return self.say.words(when)

    def date(self, day: datetime.date) -> str:
        return name_as("date", self.say("period.date", year=str(day.year), month=str(day.month), day=str(day.day)))

    def day(self, when: datetime.date) -> str:
        """Day without its year."""
        return name_as("date", self.say("period.day", month=self.say("period.months").split()[when.month - 1], day=str(when.day)))

    def quantity(self, code: str) -> str:
        """Title of a quantity as it stands at the head of a row."""
        title = self.catalogue.quantities[code].title[self.language]
        return name_as("name", title[0].upper() + title[1:])

    def items(self, code: str) -> list[str]:
        """Items of the study's own policy document that ask for this indicator; none when the study has no document."""
        policy = self.study.file.policy
        items = re.split(r"[,;] ?", self.results.indicator_named(code).clause)
        return [i for i in items if policy and policy.has(i)]

    def clause(self, code: str) -> str:
        """:meth:`items` as a text, marked where the clause names the matter and not this measure of it."""
        own = name_as("clause", ", ".join(self.items(code)))
        return self.say("clause.inferred", clause=own) if own and self.results.indicator_named(code).inferred else own

    def title(self, code: str) -> str:
        return self.text(self.results.indicator_named(code).title)

    def value(self, code: str, reading: str | None = None, period: Period | None = None) -> Value:
        return self.results.value(self.region, code, reading, period)

    def has(self, *codes: str) -> bool:
        return any(self.results.indicator(c) for c in codes)

    def of(self, *dimensions: Dimension) -> list[Indicator]:
        """The study's indicators of these dimensions, in the study's order."""
        return [i for i in self.results.indicators if (i.dimension if i.dimension in self.themes else GENERAL) in dimensions]

    def annex_indicators(self) -> list[Indicator]:
        """Indicators whose formula and figures the annex prints: all, of many those with a line, a score or a place on
        the first page."""
        if len(self.results.indicators) <= MOST_CITED:
            return list(self.results.indicators)
        file, weights = self.study.file, self.study.weights
        scored = (c for g in weights.groups.values() for c in g.indicators) if weights else ()
        lines = (t.item for t in (*self.study.targets, *self.study.duty_lines))
        wanted = {*file.headline, *file.hard_limits, *scored, *lines}
        return [i for i in self.results.indicators if i.code in wanted]

    def delivered(self, *quantities: str) -> bool:
        """Whether this region has any figure of these quantities in the period."""
        return any(self.mapped(q) and self.results.figures.at(self.region, self.period, q).amount is not None for q in quantities)

    def mapped(self, *quantities: str) -> bool:
        """Whether the study's tables deliver any of these quantities at all."""
        columns = (c.quantity for t in self.study.file.tables.values() for c in t.columns.values())
        return not set(columns).isdisjoint(quantities)

    def demand_value(self, target: Target | None) -> str:
        """The line alone: ``40%``, ``40%（拟定）`` where nobody issued it; empty without one."""
        if target is None or target.value is None:
            return ""
        own = self._line_of_quotient(target) or self._line_of_money(target)
        if own is not None:
            return own + self.proposal_mark(target)
        line = number(format(target.value.normalize(), "f"), target.value, target.unit.text, key_of_line(target))
        if target.unit.text == target.unit.counts:  # of a duty: as pages call it
            return line + ("" if self.language == "zh" else " ") + self.numbers.unit(target.unit.counts)
        return line + ("" if target.unit.is_rate else " ") + name_as("unit", target.unit.text) + self.proposal_mark(target)

    def _line_of_quotient(self, target: Target) -> str | None:
        """The line of what is counted over something else, in the unit that its value is printed in; None of any other."""
        indicator = self.catalogue.indicators.get(target.item)
        unit = indicator.settle(self.study.choices)[1].unit if indicator else None
        if unit is None or unit.form != "quotient" or target.value is None:
            return None
        line = unit.line(target.value, target.unit, self.catalogue.counts)
        places = next((n for n in range(7) if line is not None and (line * 10**n).denominator == 1), None)
        if places is None:
            return None
        word = self.numbers.unit(unit)
        return self.numbers.decimal(line, places, unit=str(word), figure=key_of_line(target)) + self.numbers.space(unit) + word

    def _line_of_money(self, target: Target) -> str | None:
        """The line of an amount of money, spelled as its value is; None of any other."""
        if target.unit.counts != MONEY or target.unit.is_rate or target.value is None:
            return None
        return self.numbers.line(target.value * target.unit.scale, MONEY, figure=key_of_line(target))

    def proposal_mark(self, target: Target) -> str:
        """What stands behind a line that nobody issued, wherever it is printed."""
        return self.say("demand.proposed") if target.status == "proposal" else ""

    def demand_text(self, target: Target | None) -> str:
        """``≥40%`` and the like, for tables and charts."""
        if _is_none(target):
            return number("0", 0) + ("" if self.language == "zh" else " ") + self.numbers.unit(target.unit.counts)
        value = self.demand_value(target)
        return self.sign(target) + value if target and value else ""

    def sign(self, target: Target) -> str:
        """``≥`` and the like, as it stands before a number."""
        return {"at_least": "≥", "at_most": "≤", "equal": "="}[target.demand] + ("" if self.language == "zh" else " ")

    def demand_words(self, target: Target | None) -> str:
        """``不低于40%`` and the like, for sentences."""
        if _is_none(target):
            return self.say("demand.none")
        value = self.demand_value(target)
        return self.say(f"demand.{target.demand}", value=value) if target and value else ""

    def reading_name(self, reading: Reading) -> str:
        """What one reading of several is called; nothing for the only one."""
        return self.text(reading.words) if reading.words else ""

    def text_of(self, code: str, exact: int | Fraction | None, mark: str = "", places: int = 0, figure: str | None = None) -> str:
        """An exact value in the unit of indicator ``code``, with the unit and at least ``places`` decimals."""
        _, reading = self.results.indicator_named(code).settle(self.study.choices)
        if exact is None:
            return self.numbers.mark(mark)
        if reading.unit.form == "level":
            return self.numbers.amount(exact, reading.unit.top, figure=figure)
        text = self.numbers.decimal(
            exact, max(places, self.numbers.places(reading.unit, exact)), unit=str(self.numbers.unit(reading.unit)), figure=figure
        )
        return text + self.numbers.space(reading.unit) + self.numbers.unit(reading.unit)

    def source(self, *quantities: str) -> str | None:
        """Source line: the files these quantities come from; None where no table delivers any."""
        tables = self.study.file.tables.values()
        names = [
            name_as("file", spell(t.shown_file))
            for t in tables
            if not {c.quantity for c in t.columns.values()}.isdisjoint(quantities)
        ]
        return self.say("list.comma").join(dict.fromkeys(names)) or None

    def chosen_inputs(self, code: str) -> list[str]:
        """Quantities that the reading used of an indicator is made of."""
        _, reading = self.results.indicator_named(code).settle(self.study.choices)
        return [term.quantity.code for term in reading.terms]

    def inputs(self, *codes: str) -> list[str]:
        """Quantities the readings of these indicators are made of."""
        return [
            term.quantity.code
            for code in codes
            for reading in self.results.indicator_named(code).readings.values()
            for part in (reading.numerator, reading.denominator)
            if part is not None
            for term in part.terms
        ]
