"""Everything a run knows, measured once for all regions; reports show slices of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import Any, TypeVar

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Dimension, Indicator
from evaluation.catalogue.span import Covers
from evaluation.data.cells import Cells, join
from evaluation.data.delivery import Delivery
from evaluation.data.findings import Finding
from evaluation.errors import NotMeasured, fit_for_message, given, near, one_of
from evaluation.measured import duties
from evaluation.measured.duties import Breach
from evaluation.measured.figures import Figures
from evaluation.measured.inside import Inside
from evaluation.measured.judging import Judgement, judge
from evaluation.measured.measure import Value, Values, over
from evaluation.measured.progress import Progress, progress
from evaluation.measured.projection import History, history
from evaluation.measured.retraining import streams
from evaluation.measured.stream_progress import StreamProgress
from evaluation.study.model import Study, Target
from evaluation.study.periods import Grain, Period, period_asked
from evaluation.study.region import homonyms

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Results:
    """Figures, values and findings of one study at one period.

    ``indicators``: those that a report of the period lists; ``unlisted``: measured, and saying nothing of their own at it;
    ``duties``: those that bind the study and judge all of these; ``before``: what values were that revised figures changed.
    """

    study: Study
    delivery: Delivery
    period: Period
    indicators: tuple[Indicator, ...]
    figures: Figures
    values: Values
    findings: tuple[Finding, ...]
    unlisted: tuple[Indicator, ...] = ()
    duties: tuple[Duty, ...] = ()
    inside: Inside = field(default=Inside())
    before: Values = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """What there is to measure, and what was."""
        return self.figures.catalogue

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, made once for these results; it must follow from them and ``key`` alone, and not be changed."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    @cached_property
    def regions(self) -> tuple[str, ...]:
        return tuple(r.code for r in self.study.reporting)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The reporting regions and then the whole, each once: a study can be of one place, which reports itself."""
        top = self.study.top.code
        return (*(r for r in self.regions if r != top), top)

    def cells_of(self, region: str) -> Cells:
        """The delivered cells that the figures of a region are made of: its own, and where it has none those inside it."""
        made = partial(join, self.delivery.by_region.get(region, ()), self.inside.sources.get(region, ()))
        return self.once(("cells", region), made)

    def _code_of(self, said: str) -> str:
        """The code of the region that is called so and no other is; what is none as it is."""
        if str(said) in self.study.by_code:
            return str(said)
        found = homonyms([self.study.by_code[code] for code in self.places], str(said))
        return found[0].code if len(found) == 1 else str(said)

    def _place(self, said: str) -> str:
        """The code of a reporting region or of the whole; :class:`NotMeasured` for any other."""
        code = self._code_of(said)
        if code not in self.places:
            raise NotMeasured(f"region of study {self.study.name!r} is {fit_for_message(said)!r}; {near(code, self.places)}")
        return code

    @property
    def year(self) -> Period:
        return self.period.year

    @cached_property
    def has_provisional(self) -> bool:
        """Whether a figure that is used is provisional."""
        return "provisional" in self.delivery.cell_rows.bases and any(
            c.basis == "provisional" and c.amount is not None for c in self.delivery.cell_rows
        )

    def findings_of(self, region: str) -> tuple[Finding, ...]:
        """Findings that touch a region: its own, those of the regions inside it, and those of no region; all for the whole."""
        if region == self.study.top.code:
            return self.findings
        return tuple(f for f in self.findings if f.region is None or region in self.study.path(f.region))

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {i.code: i for i in (*self.indicators, *self.unlisted)}

    @cached_property
    def _progress(self) -> dict[tuple[str, str, Period], Progress]:
        return {}

    @cached_property
    def _alone(self) -> dict[tuple[str, Period], dict[str, Value]]:
        return {}

    @cached_property
    def _ordered(self) -> dict[str, list[tuple[str, Fraction]]]:
        return {}

    @cached_property
    def by_region(self) -> dict[str, tuple[Value, ...]]:
        """``values`` of each region and of the whole, in their order."""
        found: dict[str, list[Value]] = {}
        for value in self.values.values():
            found.setdefault(value.region, []).append(value)
        return {region: tuple(values) for region, values in found.items()}

    def indicator(self, code: str) -> Indicator | None:
        """The study's indicator of that code; None when it has none."""
        return self._by_code.get(code) if isinstance(code, str) else None

    def indicator_named(self, code: str) -> Indicator:
        """:meth:`indicator`, or :class:`NotMeasured` with a near match."""
        found = self.indicator(code)
        if found is None:
            told = f"indicator {fit_for_message(code)!r} is not in study {self.study.name!r}"
            raise NotMeasured(f"{told}; {near(str(code), self._by_code)}")
        return found

    def value(self, region: str, code: str, reading: str | None = None, period: Period | str | None = None) -> Value:
        """The value of one indicator in the study's reading (or another one named); ``period`` may be spelled.

        :class:`NotMeasured` for an indicator, region or period that was not measured, with a near match.
        """
        indicator = self.indicator_named(code)
        chosen = one_of(reading, indicator.readings, f"reading of {code!r}") if given(reading) else None
        when = self.period if period is None else period_asked(period, self.period)
        name = chosen or indicator.settle(self.study.choices)[0]
        found = self.values.get((str(region), when, code, name)) or self.values.get((self._code_of(region), when, code, name))
        if found is None:
            of = {r: None for r, p, c, _ in self.values if (p, c) == (when, code)}
            told = f"{code!r} was not measured for region {fit_for_message(region)!r} in {when}"
            raise NotMeasured(f"{told}; {near(str(region), of)}")
        return found

    @cached_property
    def grain(self) -> Grain:
        """By which parts of the year pages tell it: as most tables deliver it, and none longer than the period."""
        return min(self.figures.grain, self.period.grain)

    @cached_property
    def parts(self) -> tuple[Period, ...]:
        """Parts of years (:attr:`grain`) with figures up to the period, oldest first."""
        covered = sorted(self.figures.periods)
        return tuple(p for p in covered if p.grain is self.grain and p.is_part_of_year and p.closing <= self.period.closing)

    def alone(self, region: str, code: str, period: Period) -> Value | None:
        """The value of ``period`` by itself, whatever the indicator's span; None without figures of the period, and
        :class:`NotMeasured` for a region or indicator the study does not know."""
        indicator = self.indicator_named(code)
        name = indicator.settle(self.study.choices)[0]
        region = str(region)
        if (region, period, code, name) not in self.values:
            self._place(region)
            return None
        key = code, period
        if key not in self._alone:
            made = over(indicator, name, self.figures, self.regions, period, self.study.top.code, Covers.PERIOD)
            self._alone[key] = {value.region: value for value in made}
        return self._alone[key][region]

    def series(self, region: str, code: str) -> list[tuple[Period, Value]]:
        """Values of each part of a year by itself up to the period, oldest first."""
        return [(p, value) for p in self.parts if (value := self.alone(region, code, p)) is not None]

    def progress(self, region: str, code: str, period: Period | str | None = None) -> Progress:
        """How far ``region`` is with a quantity; :class:`NotMeasured` for a region or indicator the study does not know."""
        when = self.period if period is None else period_asked(period, self.period)
        key = str(region), str(code), when
        if key not in self._progress:
            where = self._place(key[0])
            self._progress[key] = progress(self.study, self.indicator_named(code), self.figures, where, when)
        return self._progress[key]

    @cached_property
    def histories(self) -> dict[tuple[str, Period], History]:
        """Past years of every quantity target by (indicator, part of this year): one for all regions."""
        targets = [i for i in self.indicators if i.dimension is Dimension.TARGETS]
        parts = self.year.parts(self.grain)
        return {(i.code, p): history(self.study, i, self.figures, p) for i in targets for p in parts}

    def judge(self, region: str, code: str, against: Target | None = None) -> Judgement:
        """Whether the line of ``code``, or the one it is held ``against``, is met in ``region``; :class:`NotMeasured` for one
        the study does not know."""
        where = self._place(region)
        return judge(self.study, self.indicator_named(code), self.figures, self.values, where, self.period, against)

    @cached_property
    def duty_of(self) -> Mapping[str, Duty]:
        """The duty that judges an indicator, by the indicator's code."""
        return {d.indicator.code: d for d in self.duties}

    @cached_property
    def judged_beside(self) -> tuple[Indicator, ...]:
        """Indicators that a duty judges and the study does not list."""
        return duties.measured_beside(self.duties, self.indicators)

    def breach(self, region: str, code: str) -> Breach:
        """Cases and money that break the duty of indicator ``code`` in ``region``."""
        make = partial(duties.breach, self.duty_of[code], self.study, self.figures, self.values, region, self.period)
        return self.once(("breach", region, code), make)

    def streams(self, region: str) -> tuple[StreamProgress, ...]:
        """Training streams of the study, empty when it sets no retraining rules for the year."""
        return self.once(("streams", region), lambda: streams(self.study, self.figures, region, self.period))

    def order(self, code: str) -> list[tuple[str, Fraction]]:
        """Regions with a value of ``code``, highest first, ties in division order. The list is shared: leave it as it
        is."""
        if str(code) not in self._ordered:
            known = [(r, self.value(r, code).exact) for r in self.regions]
            self._ordered[code] = sorted(((r, v) for r, v in known if v is not None), key=lambda pair: -pair[1])
        return self._ordered[code]
