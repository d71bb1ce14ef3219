"""Entries of duties, compiled: the line of an indicator, or cases of which there may be none, and what counts cases and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluation.catalogue.duty import ALL, NOTHING, Demand, Duty
from evaluation.catalogue.entries import DutyEntry, IndicatorEntry
from evaluation.catalogue.indicator_entries import IndicatorCompiler
from evaluation.catalogue.model import Dimension, Expression, Indicator
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sides import SideError
from evaluation.catalogue.sources import Source
from evaluation.study.counted import MONEY

_LINES: tuple[Demand, ...] = ("at_least", "at_most", "equal")
_HOW = "name an indicator with its line (at_least, at_most or equal), or say in 'cases' what there may be none of"


@dataclass(slots=True)
class DutyCompiler:
    """Compiles one entry after the other; ``indicators`` are those that are declared, ``compile`` makes one of cases."""

    compile: IndicatorCompiler
    indicators: Mapping[str, Indicator]

    def duty(self, code: str, entry: DutyEntry, source: Source) -> Duty | None:
        """The duty, or None where its problems are told."""
        before = len(self.compile.problems.found)
        said = self._line(code, entry, source)
        cases, money = self._side(code, "cases", entry, source), self._side(code, "money", entry, source)
        indicator = self._of_cases(code, entry, source) if entry.indicator is None else self._indicator(code, entry, source)
        if len(self.compile.problems.found) > before or said is None or indicator is None:
            return None
        demand, value = said
        self._check_line(code, indicator, demand, value, source)
        if len(self.compile.problems.found) > before:
            return None
        derived = (cases is None or money is None) and demand != "at_most" and value == ALL and _of_the_same(indicator)
        return Duty(
            code=code,
            title=entry.title,
            clause=entry.clause,
            indicator=indicator,
            demand=demand,
            value=value,
            cases=cases,
            money=money,
            derived=derived,
            in_force=entry.in_force,
            due=entry.due,
            pack=source.pack,
            overrides=entry.overrides or "",
        )

    def _line(self, code: str, entry: DutyEntry, source: Source) -> tuple[Demand, Decimal] | None:
        given = [(key, value) for key in _LINES if (value := getattr(entry, key)) is not None]
        if len(given) > 1:
            self._tell(source, code, given[1][0], f"'{given[1][0]}' stands beside '{given[0][0]}'; a duty has one line")
        elif given and entry.indicator is None:
            told = "is the line of an indicator; name it, or write no line and under 'cases' what there may be none of"
            self._tell(source, code, given[0][0], f"'{given[0][0]}' {told}")
        elif not given and entry.indicator is not None:
            self._tell(source, code, "", "has no line; write at_least, at_most or equal: 100")
        elif not given and entry.cases is None:
            self._tell(source, code, "", f"names nothing that is judged; {_HOW}")
        else:
            return given[0] if given else ("at_most", NOTHING)
        return None

    def _side(self, code: str, key: str, entry: DutyEntry, source: Source) -> Expression | None:
        text = getattr(entry, key)
        if text is None:
            return None
        try:
            side = self.compile.scope.side(text)
        except SideError as error:
            self._tell(source, code, key, str(error))
            return None
        if (side.counts == MONEY) != (key == "money"):
            other = "write it under 'money'" if key == "cases" else "write it under 'cases'"
            self._tell(source, code, key, f"'{text}' counts {side.counts}; {other}")
            return None
        return side

    def _indicator(self, code: str, entry: DutyEntry, source: Source) -> Indicator | None:
        name = entry.indicator or ""
        found = self.indicators.get(name)
        if entry.span is not None:
            self._tell(source, code, "span", f"is that of '{name}'; remove it")
        if found is None and any(p.path[:2] == ("indicators", name) for p in self.compile.problems.found):
            return None  # it is declared, and what is wrong with it is told
        if found is None:
            known = [Known(c, (i.title.zh, i.title.en)) for c, i in self.indicators.items()]
            self._tell(source, code, "indicator", f"'{name}' is no indicator; {suggest(name, known)}")
        elif found.dimension is Dimension.TARGETS:
            self._tell(source, code, "indicator", f"'{name}' is a quantity target, whose line is a row of targets.csv; take a rate")
        return found

    def _of_cases(self, code: str, entry: DutyEntry, source: Source) -> Indicator | None:
        """The number of cases, as an indicator under the duty's own name."""
        if entry.cases is None:
            return None
        if code in self.indicators:
            self._tell(source, code, "", f"'{code}' is an indicator; name it: indicator: {code}, or give the duty another name")
            return None
        counted = IndicatorEntry(
            title=entry.title, direction="lower", why=entry.title, value=entry.cases, clause=entry.clause, span=entry.span
        )
        before = len(self.compile.problems.found)
        made = self.compile.indicator(code, counted, source)
        found = self.compile.problems.found
        found[before:] = [replace(p, path=("duties", *p.path[1:])) for p in found[before:] if p.path[2:] != ("value",)]
        return made

    def _check_line(self, code: str, indicator: Indicator, demand: Demand, value: Decimal, source: Source) -> None:
        """What can be judged is a rate in % or ‰, or a level; of money only that there is none."""
        units = [reading.unit for reading in indicator.readings.values()]
        if any(not unit.is_rate and unit.form != "level" for unit in units) or len({unit.is_rate for unit in units}) > 1:
            self._tell(
                source, code, "indicator", f"'{indicator.code}' is no rate in % or ‰ and no count; a duty is judged by one of them"
            )
        elif value != NOTHING and any(unit.of_money for unit in units):
            self._tell(
                source, code, demand, f"'{indicator.code}' is an amount of money, of which a duty says that there is none: write 0"
            )
        elif value < NOTHING or (units[0].form == "percent" and value > ALL and demand != "at_most" and _is_part(indicator)):
            reach = "below 0" if value < NOTHING else "above 100 % of its whole"
            self._tell(source, code, demand, f"{value} is out of reach: nothing of '{indicator.code}' is {reach}")

    def _tell(self, source: Source, code: str, key: str, said: str) -> None:
        self.compile.problems.tell(source, ("duties", code, *([key] if key else [])), said)


def _of_the_same(indicator: Indicator) -> bool:
    """Whether the numerator lacks cases or money of the denominator: both count the same."""
    return all(reading.unit.form == "percent" and not reading.is_stated for reading in indicator.readings.values())


def _is_part(indicator: Indicator) -> bool:
    return all(reading.proportion for reading in indicator.readings.values())
