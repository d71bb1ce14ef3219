"""Absolute demands of a study's document: which bind it, the lines they judge by, and the cases and money that break them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Expression, Indicator
from evaluation.data.findings import Finding
from evaluation.errors import near
from evaluation.measured.figure import Figure, worst
from evaluation.measured.figures import Figures
from evaluation.measured.measure import Values, evaluate
from evaluation.measured.target_rows import list_regions
from evaluation.study.counted import MONEY
from evaluation.study.model import Choice, Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import EVERYWHERE
from evaluation.study.unit import RATES, WrittenUnit


def binding(study: Study, catalogue: Catalogue) -> tuple[Duty, ...]:
    """Duties of the study's document and its own, without those that it lifts, in the order of their entries."""
    lifted = study.file.duties.lift
    return tuple(d for d in catalogue.duties.values() if d.code not in lifted and d.binds(study.file.policy))


def measured_beside(duties: tuple[Duty, ...], listed: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Indicators of ``duties`` that the study does not list: they are measured and judged all the same."""
    codes = {i.code for i in listed}
    return tuple(d.indicator for d in duties if d.indicator.code not in codes)


def with_lines(study: Study, duties: tuple[Duty, ...], year: Period) -> Study:
    """The study with the lines of ``duties`` for the ``year``; of an open clause that it chose no reading of, the first."""
    open_ = [d.indicator for d in duties if len(d.indicator.readings) > 1 and d.indicator.code not in study.choices]
    chosen = {i.code: Choice(reading=next(iter(i.readings)), why=i.why) for i in open_}
    lines = tuple(line for duty in duties for line in _lines(study, duty, year))
    return study.model_copy(update={"duty_lines": lines, "choices": {**study.choices, **chosen}})


def _lines(study: Study, duty: Duty, year: Period) -> Iterator[Target]:
    """One row for every region, none while its day lies in a year to come."""
    if duty.due is not None and duty.due > year.last_day:
        return
    unit = next(iter(duty.indicator.readings.values())).unit  # all are judged in the same
    text = {"percent": "%", "permille": "‰"}.get(unit.form, unit.top)
    counts = "" if unit.is_rate else unit.top
    written = WrittenUnit(text, counts, study.counts[counts].base if counts else RATES[text], study.counts)
    yield Target(
        item=duty.indicator.code,
        region=EVERYWHERE,
        period=year,
        demand=duty.demand,
        value=duty.value,
        unit=written,
        status="issued",
        source=duty.clause or duty.title.zh,
        in_force=duty.in_force,
        due=duty.due if duty.due is not None and year.holds(duty.due) else None,
    )


_NOT_COUNTED = Figure(None, "not_applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What breaks a duty in one region: cases and money, in base units, each with the mark that says why it is not known
    (``not_applicable`` where nothing counts it)."""

    cases: int | None
    cases_mark: str
    counts: str
    money: int | None
    money_mark: str


def breach(duty: Duty, study: Study, figures: Figures, values: Values, region: str, period: Period) -> Breach:
    """Over the same stretch as the duty's indicator, of the whole over the regions that have it."""
    name, reading = duty.indicator.settle(study.choices)
    covers = duty.indicator.span_of(reading).covers
    value = values[region, period, duty.indicator.code, name]

    def figure_of(part: Expression | None) -> Figure:
        if part is None:
            return _NOT_COUNTED
        regions = [r.code for r in study.apart] if region == study.top.code else [region]
        found = [evaluate(part, figures, of, period, study.top.code, covers)[0] for of in regions]
        known = [f.amount for f in found if f.amount is not None]
        return Figure(sum(known)) if known else Figure(None, worst(f.mark for f in found))

    cases, money = figure_of(duty.cases), figure_of(duty.money)
    if duty.derived:
        sides = (value.numerator, value.denominator)
        lacking = Figure(None, value.mark) if value.mark or None in sides else Figure((sides[1] or 0) - (sides[0] or 0))
        if reading.numerator.counts != MONEY:
            cases = lacking if duty.cases is None else cases
        elif duty.money is None:
            money = lacking
    counts = duty.cases.counts if duty.cases else reading.numerator.counts
    return Breach(cases=cases.amount, cases_mark=cases.mark, counts=counts, money=money.amount, money_mark=money.mark)


def problems(study: Study, catalogue: Catalogue) -> Iterator[str]:
    """What is lifted and is no duty of the study, and two duties that would judge one indicator."""
    known = [d.code for d in catalogue.duties.values() if d.binds(study.file.policy)]
    for code in study.file.duties.lift:
        if code not in catalogue.duties:
            yield f"study.yml, duties.lift: there is no duty {code!r}; {near(code, known)}"
        elif code not in known:
            yield f"study.yml, duties.lift: {code!r} is a duty of another document and binds nobody here; remove it"
    bound = [d.code for d in binding(study, catalogue)]
    for line, item in enumerate(study.ledger, start=2):
        if item.duty is None:
            continue
        where = f"ledger.csv, row {line}"
        if item.duty in study.file.duties.lift:
            told = "is lifted in study.yml and binds nobody here; leave the cell blank, or lift it no more"
            yield f"{where}: the duty {item.duty!r} {told}"
        elif item.duty not in bound:
            yield f"{where}: there is no duty {item.duty!r} of the study's document; {near(item.duty, bound)}"
        elif item.clause not in (clauses := catalogue.duties[item.duty].clauses):
            of = ", ".join(clauses) or "no clause"
            yield f"{where}: {item.duty!r} is a duty of {of}, the row says {item.clause}; correct one of them"
    seen: dict[str, Duty] = {}
    for duty in binding(study, catalogue):
        other = seen.setdefault(duty.indicator.code, duty)
        if other is not duty:
            where = catalogue.place("duties", duty.code)
            yield (
                f"{where}: {duty.code} judges {duty.indicator.code}, as {other.code} does; keep one, or replace it under its own "
                "name with 'overrides: <reason>'"
            )


def findings(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    """Rows that ask for less than an absolute demand of the document, which judges in their place."""
    told: dict[tuple[str, Period, str, str, str], list[str]] = {}
    for line, duty in study.laxer:
        key = line.item, line.period, _spell_line(line), _spell_line(duty), str(duty.source)
        told.setdefault(key, []).append(line.region)
    for (item, period, asked, bound, source), regions in told.items():
        yield Finding(
            severity="reportable",
            code="target_laxer",
            message=f"{item} {period}: the target of {list_regions(regions)}, {asked}, asks for less than the document, {bound} "
            f"({source}), and is not used",
            fix="where the document does not bind here, lift the duty in study.yml with the reason; else ask who set the target",
            region=regions[0] if len(regions) == 1 and regions[0] in study.by_code else None,
            facts={
                "item": catalogue.indicators[item].title.zh,
                "period": period.spelled,
                "places": list_regions(regions),
                "count": str(len(regions)),
                "line": asked,
                "duty": f"{bound}（{source}）",
            },
        )


def _spell_line(line: Target) -> str:
    sign = {"at_least": "≥", "at_most": "≤", "equal": ""}[line.demand]
    return "—" if line.value is None else f"{sign}{line.value.normalize():f}{line.unit}"
