"""Everything a run knows, measured once for all regions; reports show slices of it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from evaluation.data.delivery import Delivery
from evaluation.data.findings import Finding
from evaluation.errors import Refused, given, near, one_of, shown
from evaluation.indicators import contradictions, invariants, unfilled
from evaluation.indicators.figures import Figures, roll_up
from evaluation.indicators.judging import Judgement, judge
from evaluation.indicators.measure import Value, measure, over
from evaluation.indicators.model import Dimension, Indicator
from evaluation.indicators.progress import Progress, progress
from evaluation.indicators.projection import History, history
from evaluation.indicators.resolve import resolve
from evaluation.indicators.retraining import Stream, streams
from evaluation.indicators.span import Covers
from evaluation.scores.days import beyond
from evaluation.scores.gates import limited
from evaluation.scores.leave_out import leave_one_out
from evaluation.scores.tree import Score, ranks, score
from evaluation.scores.yearly import said_by_another, unscored
from evaluation.study.cut_off import cut_off_of
from evaluation.study.model import Study
from evaluation.study.periods import Grain, Period, asked

if TYPE_CHECKING:
    from evaluation.scores.fairness import Fair
    from evaluation.scores.uncertainty.league import League


@dataclass(frozen=True, kw_only=True)
class Results:
    """Figures, values and findings of one study at one period.

    ``indicators``: those that a report of the period lists; ``unlisted``: measured, and saying nothing of their own at it.
    """

    study: Study
    delivery: Delivery
    period: Period
    indicators: tuple[Indicator, ...]
    figures: Figures
    values: dict[tuple[str, Period, str, str], Value]
    findings: tuple[Finding, ...]
    unlisted: tuple[Indicator, ...] = ()

    @cached_property
    def regions(self) -> tuple[str, ...]:
        return tuple(r.code for r in self.study.reporting)

    @property
    def places(self) -> tuple[str, ...]:
        """The reporting regions and then the whole, each once: a study can be of one place, which reports itself."""
        top = self.study.top.code
        return (*(r for r in self.regions if r != top), top)

    @property
    def year(self) -> Period:
        return self.period.year

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

    def named(self, code: str) -> Indicator:
        """:meth:`indicator`, or :class:`Refused` with a near match."""
        found = self.indicator(code)
        if found is None:
            told = f"indicator {shown(code)!r} is not in study {self.study.name!r}"
            raise Refused(f"{told}; {near(str(code), self._by_code)}")
        return found

    def value(
        self, region: str, code: str, reading: str | None = None, period: Period | str | None = None
    ) -> Value:
        """The value of one indicator in the study's reading (or another one named); ``period`` may be spelled.

        :class:`Refused` for an indicator, reading, region or period that was not measured, with a near match.
        """
        indicator = self.named(code)
        chosen = one_of(reading, indicator.readings, f"reading of {code!r}") if given(reading) else None
        when = self.period if period is None else asked(period, self.period)
        found = self.values.get((str(region), when, code, chosen or indicator.settle(self.study.choices)[0]))
        if found is None:
            of = {r: None for r, p, c, _ in self.values if (p, c) == (when, code)}
            told = f"{code!r} was not measured for region {shown(region)!r} in {when}"
            raise Refused(f"{told}; {near(str(region), of)}")
        return found

    @cached_property
    def quarters(self) -> tuple[Period, ...]:
        """Quarters with figures up to the period, oldest first."""
        covered = sorted({p for _, p, _ in self.figures})
        return tuple(p for p in covered if p.is_part_of_year and p.closing <= self.period.closing)

    def alone(self, region: str, code: str, period: Period) -> Value | None:
        """The value of ``period`` by itself, whatever the indicator's span; None without figures of the period, and
        :class:`Refused` for a region or indicator the study does not know."""
        indicator = self.named(code)
        name = indicator.settle(self.study.choices)[0]
        region = str(region)
        if (region, period, code, name) not in self.values:
            one_of(region, self.places, f"region of study {self.study.name!r}")
            return None
        key = code, period
        if key not in self._alone:
            made = over(indicator, name, self.figures, self.regions, period, self.study.top.code, Covers.PERIOD)
            self._alone[key] = {value.region: value for value in made}
        return self._alone[key][region]

    def series(self, region: str, code: str) -> list[tuple[Period, Value]]:
        """Values of each quarter by itself up to the period, oldest first."""
        return [(p, value) for p in self.quarters if (value := self.alone(region, code, p)) is not None]

    def progress(self, region: str, code: str, period: Period | str | None = None) -> Progress:
        """How far ``region`` is with a quantity; :class:`Refused` for a region or indicator the study does not know."""
        when = self.period if period is None else asked(period, self.period)
        key = str(region), str(code), when
        if key not in self._progress:
            where = one_of(key[0], self.places, f"region of study {self.study.name!r}")
            self._progress[key] = progress(self.study, self.named(code), self.figures, where, when)
        return self._progress[key]

    @cached_property
    def histories(self) -> dict[tuple[str, Period], History]:
        """Past years of every quantity target by (indicator, quarter of this year): one for all regions."""
        targets = [i for i in self.indicators if i.dimension is Dimension.TARGETS]
        quarters = self.year.parts(Grain.QUARTER)
        return {(i.code, q): history(self.study, i, self.figures, q) for i in targets for q in quarters}

    def judge(self, region: str, code: str) -> Judgement:
        """Whether the line of ``code`` is met in ``region``; :class:`Refused` for one the study does not know."""
        where = one_of(str(region), self.places, f"region of study {self.study.name!r}")
        return judge(self.study, self.named(code), self.values, where, self.period)

    def streams(self, region: str) -> tuple[Stream, ...]:
        """Training streams of the study, empty when it sets no retraining rules for the year."""
        return streams(self.study, self.figures, region, self.period)

    def scored(self, region: str) -> dict[str, tuple[Fraction | None, str]]:
        """What the score looks at: values in their printed unit, completion in per cent for quantity targets."""
        seen: dict[str, tuple[Fraction | None, str]] = {}
        for indicator in self.indicators:
            if indicator.dimension is Dimension.TARGETS:
                done = self.progress(region, indicator.code)
                seen[indicator.code] = (done.completion, done.completion_mark)
            else:
                value = self.value(region, indicator.code)
                seen[indicator.code] = (value.exact, value.mark)
        return seen

    @property
    def scores(self) -> dict[str, Score]:
        """Scores by region; empty when the study has no weights, or its own rules refuse a score (:attr:`unscored`)."""
        return self._scores[0]

    @property
    def unscored(self) -> Refused | None:
        """Why a study with weights scores nobody: they do not hold for this kind of period, or a value is missing that
        weights.yml demands."""
        return self._scores[1]

    @cached_property
    def _scores(self) -> tuple[dict[str, Score], Refused | None]:
        weights = self.study.weights
        if weights is None:
            return {}, None
        if (why := unscored(weights, self.period)) is not None:
            return {}, why
        try:
            made = {code: score(weights, code, self.scored(code)) for code in self.regions}
        except Refused as error:
            return {}, error
        return limited(weights, made), None

    @cached_property
    def ranks(self) -> dict[str, int]:
        return ranks(self.scores)

    @property
    def league(self) -> League | None:
        """Rank intervals and shared ranks, drawn once for all regions; None when the study asks for none, or they cannot
        be drawn (:attr:`undrawn`)."""
        return self._league[0]

    @property
    def undrawn(self) -> Refused | None:
        """Why rank intervals that the study asks for are not drawn."""
        return self._league[1]

    @cached_property
    def _league(self) -> tuple[League | None, Refused | None]:
        from evaluation.scores.uncertainty.league import league  # reads results itself

        try:
            return league(self), None
        except Refused as error:
            return None, error

    @cached_property
    def without_each(self) -> dict[str, dict[str, int]]:
        """Ranks without each scored indicator in turn, by indicator and region."""
        return leave_one_out(self.scores)

    @cached_property
    def fair(self) -> dict[str, Fair]:
        """Mix-adjusted rates by indicator, of those the study declares strata of."""
        from evaluation.scores.fairness import every

        return every(self)

    def ordered(self, code: str) -> list[tuple[str, Fraction]]:
        """Regions with a value of ``code``, highest first, ties in division order. The list is shared: leave it as it
        is."""
        if str(code) not in self._ordered:
            known = [(r, self.value(r, code).exact) for r in self.regions]
            self._ordered[code] = sorted(((r, v) for r, v in known if v is not None), key=lambda pair: -pair[1])
        return self._ordered[code]


def results(
    study: Study, delivery: Delivery, period: Period | None = None, only: Set[str] | None = None, cut_off: str = ""
) -> Results:
    """Measure the delivery. ``period`` other than the study's own must be one the tables cover. ``only``: values of
    these indicators and no findings, for a single question.

    Nothing dated after the cut-off (see :mod:`evaluation.study.cut_off`) is in the results, be it a figure or a fact.

    Raises :class:`Refused` for names the catalogue does not know and for a period without figures.
    """
    indicators = resolve(study)
    period = period or study.file.period
    known, asked = study.file.cut_off, cut_off_of(study, period, cut_off)
    study = study.as_of(asked)
    regions = [r.code for r in study.reporting]
    until = period.last_day
    cells, codes = (*delivery.cell_rows, *delivery.ahead_rows), [r.code for r in study.regions]
    every = roll_up(cells, regions, study.top.code, codes, study.refundable)
    figures = every.until(until)
    covered = sorted({p for _, p, _ in figures if p.last_day <= until})
    if period not in covered:
        raise Refused(
            f"study {study.name!r} has no figures for the period {period!r}; {near(period.spelled, map(str, covered))}"
        )
    wanted = [i for i in indicators if only is None or i.code in only]
    values = measure(wanted, figures, regions, study.top.code, covered)
    found: tuple[Finding, ...] = ()
    if only is None:
        stated = [s for s in delivery.stated_rows if s.period.last_day <= until]
        broken = invariants.findings(study, figures, values, stated)
        lacking = unfilled.unfilled(delivery.cell_rows, indicators, until)
        empty = unfilled.findings(study, lacking, delivery.findings)
        apart = contradictions.findings(study, figures)
        found = (*delivery.findings, *beyond(known, asked), *broken, *apart, *empty)
    listed = tuple(i for i in indicators if period.left or not said_by_another(study, i))
    return Results(
        study=study, delivery=delivery, period=period, indicators=listed, figures=figures, values=values, findings=found,
        unlisted=tuple(i for i in indicators if i not in listed),
    )  # fmt: skip
