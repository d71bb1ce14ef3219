"""Where a region stands: every watched series against its line, and the severity the core ones add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.unit import PERCENT, POINTS, ValueUnit
from evaluation.catalogue.unit import unit as unit_of
from evaluation.errors import Refused, near, one_of
from evaluation.measured.figure import worst
from evaluation.measured.results import Results
from evaluation.study.counted import STATED_RATES
from evaluation.study.model import Study
from evaluation.study.periods import Grain, Period
from evaluation.study.watch import WarningRules, Watched
from evaluation.warning import firms
from evaluation.warning.hysteresis import Point, crossed, states
from evaluation.warning.lines import WatchLine, line

JOB_LOSS = "job_loss"
SEVERITIES = ("none", "yellow", "orange", "red")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One watched series of one region up to a quarter, oldest first.

    ``over``: the last value reached its line; ``warned``: in warning after hysteresis, since the quarter ``since``.
    Values are percentage points, per cent or the indicator's own ``unit``; exact; ``marks`` says why one is not there.
    """

    code: str
    watched: Watched
    unit: ValueUnit
    quarters: tuple[Period, ...]
    values: tuple[Fraction | None, ...]
    marks: tuple[str, ...]
    lines: tuple[WatchLine, ...]
    warned: bool
    since: Period | None

    @property
    def value(self) -> Fraction | None:
        return self.values[-1]

    @property
    def line(self) -> WatchLine:
        return self.lines[-1]

    @property
    def over(self) -> bool | None:
        return crossed(self.value, self.line.value, self.watched.side)

    @property
    def state(self) -> str:
        """warned, over (beyond the line, not long enough), recovering (in warning, back before the line), calm,
        missing (no value) or no_line."""
        if self.warned:
            return "warned" if self.over is not False else "recovering"
        if self.value is None:
            return "missing"
        return "no_line" if self.over is None else "over" if self.over else "calm"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningAssessment:
    """``severity`` none, yellow, orange or red, or ``unknown`` when no core series has both value and line, or when the
    region is smaller than the study's rule asks (``size`` of what the rule counts)."""

    region: str
    level: str
    quarter: Period
    watches: tuple[Watch, ...]
    severity: str
    size: int | None = None

    @property
    def too_small(self) -> bool:
        return self.size is not None

    @property
    def cores(self) -> tuple[Watch, ...]:
        return tuple(w for w in self.watches if w.watched.core)


def check(study: Study, catalogue: Catalogue) -> None:
    """:class:`Refused` for a watched series that is no indicator of the study and no quantity."""
    for code, watched in (study.warning.watched if study.warning else {}).items():
        known = [*study.file.indicators, *catalogue.quantities, JOB_LOSS]
        if watched.of not in known:
            raise Refused(
                f"params/{study.name}/warning.yml, watched.{code}: {watched.of!r} is no indicator of the study and no "
                f"quantity; {near(watched.of, known)}"
            )
        if watched.of == JOB_LOSS and (watched.take != "value" or not study.enterprises):
            what = "takes 'value' only" if watched.take != "value" else "needs enterprises.csv"
            raise Refused(f"params/{study.name}/warning.yml, watched.{code}: job_loss {what}")
    rule = study.warning.smallest if study.warning else None
    if rule is not None and rule.of not in catalogue.quantities:
        hint = near(rule.of, catalogue.quantities)
        raise Refused(f"params/{study.name}/warning.yml, smallest: {rule.of!r} is no quantity; {hint}")


def rules_of(study: Study) -> WarningRules:
    """What ``warning.yml`` says; :class:`Refused` in a study without one."""
    if study.warning is None:
        raise Refused(f"params/{study.name} has no warning.yml: nothing is watched, and nobody is in warning")
    return study.warning


def assess(results: Results, region: str) -> WarningAssessment:
    """Where ``region`` (or the whole) stands in the last quarter of the period; the results have at least one.

    :class:`Refused` in a study without ``warning.yml``, and for a region it does not know.
    """
    study = results.study
    rules, place = rules_of(study), study.by_code[one_of(region, results.places, f"region of study {study.name!r}")]
    when = results.parts
    watches = tuple(watch(results, region, code, when) for code in rules.watched)
    size = too_small(results, region, when[-1])
    return WarningAssessment(
        region=region,
        level=place.level,
        quarter=when[-1],
        watches=watches,
        severity=severity(study, watches) if size is None else "unknown",
        size=size,
    )


def warnings(results: Results) -> list[WarningAssessment]:
    """The whole and the regions that are in warning, in that order; empty when nobody is, and without quarters."""
    if results.study.warning is None or not results.parts:
        return []
    *regions, whole = results.places
    all_ = [assess(results, region) for region in (whole, *regions)]
    return [a for a in all_ if a.severity not in ("none", "unknown")]


def too_small(results: Results, region: str, quarter: Period) -> int | None:
    """The region's size where it lies under the study's rule; None where it does not, or there is no rule or figure."""
    rule = rules_of(results.study).smallest
    if rule is None or results.study.by_code[region].level not in rule.levels:
        return None
    size = results.figures.at(region, quarter, rule.of).amount
    return size if size is not None and size < rule.least else None


def watch(results: Results, region: str, code: str, when: Sequence[Period]) -> Watch:
    rules, place = rules_of(results.study), results.study.by_code[region]
    watched = rules.watched[code]
    values, marks = zip(*(_value(results, region, watched, q) for q in when), strict=True)
    lines = tuple(line(rules, code, place, values[:n]) for n in range(len(when)))
    points = [Point(value=v, line=x.value, leave=x.leave) for v, x in zip(values, lines, strict=True)]
    held = states(points, watched.side, rules.hysteresis.enter, rules.hysteresis.leave)
    first = len(held) - 1
    while held[-1] and first and held[first - 1]:
        first -= 1
    return Watch(
        code=code,
        watched=watched,
        unit=unit(results, watched),
        quarters=tuple(when),
        values=values,
        marks=marks,
        lines=lines,
        warned=held[-1],
        since=when[first] if held[-1] else None,
    )


def severity(study: Study, watches: Sequence[Watch]) -> str:
    """The grade of as many core series in warning, or a higher one that a single line gives when it is crossed."""
    cores = [w for w in watches if w.watched.core]
    if all(w.state in ("missing", "no_line") for w in cores):
        return "unknown"
    count, grades = sum(w.warned for w in cores), rules_of(study).grades
    steps = (grades.yellow, grades.orange, grades.red)
    grade = SEVERITIES[sum(count >= step for step in steps)]
    alone = [w.line.severity for w in watches if w.over and w.line.severity]
    return max([grade, *alone], key=SEVERITIES.index)


def unit(results: Results, watched: Watched) -> ValueUnit:
    """What the series is measured in: per cent also for changes of counts, points for changes of rates."""
    if watched.of == JOB_LOSS:
        return PERCENT
    indicator = results.indicator(watched.of)
    if indicator is None:
        own = unit_of(results.catalogue.quantities[watched.of].counts, None, 1)
    else:
        own = indicator.settle(results.study.choices)[1].unit
    if watched.take == "value":
        return own
    return POINTS if own.form == PERCENT.form else PERCENT if _counts(results, watched) else own


def _counts(results: Results, watched: Watched) -> bool:
    """Whether the series is a count, whose change is told in per cent."""
    indicator = results.indicator(watched.of)
    if indicator is None:
        return watched.of == JOB_LOSS or results.catalogue.quantities[watched.of].counts not in STATED_RATES
    return indicator.settle(results.study.choices)[1].unit.form == "level"


def _value(results: Results, region: str, watched: Watched, quarter: Period) -> tuple[Fraction | None, str]:
    """The value, or why there is none."""
    now, mark = _level(results, region, watched, quarter)
    if watched.take == "value":
        return now, mark
    months = max(1, Grain.QUARTER // quarter.grain)  # in a row; a half is compared with the half before
    then = quarter.shift(-months) if watched.take == "change_on_quarter" else quarter.last_year
    before, mark_before = _level(results, region, watched, then)
    if now is None or before is None:
        return None, worst({mark, mark_before} - {""})
    if not _counts(results, watched):
        return now - before, ""
    return ((now - before) * 100 / before, "") if before else (None, "not_applicable")


def _level(results: Results, region: str, watched: Watched, quarter: Period) -> tuple[Fraction | None, str]:
    if watched.of == JOB_LOSS:
        of = results.regions if region == results.study.top.code else (region,)
        lost = firms.jobs(results.study, of, quarter).loss
        return lost, "missing" if lost is None else ""
    indicator = results.indicator(watched.of)
    if indicator is None:
        amount, mark, *_ = results.figures.at(region, quarter, watched.of)
        counts = results.catalogue.counts
        over = unit_of(results.catalogue.quantities[watched.of].counts, None, 1).over(counts)
        return None if amount is None else Fraction(amount, over), mark
    found = results.alone(region, indicator.code, quarter)
    return (None, "missing") if found is None else (found.exact, found.mark)
