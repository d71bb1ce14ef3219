"""What each kind of key says of a printed number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from evaluation.catalogue.model import Expression, Indicator
from evaluation.catalogue.span import Covers
from evaluation.evidence.cells import Inquiry, Sources
from evaluation.evidence.explained import UNEXPLAINED, Explained, agrees
from evaluation.measured.keys import Key, read
from evaluation.measured.lookups import Lookup
from evaluation.measured.measure import Value, evaluate, in_whole, lookups, over
from evaluation.measured.progress import Progress
from evaluation.measured.results import Results
from evaluation.render.printed import Number, name_as
from evaluation.scores.scored import scores_of
from evaluation.study.model import Target
from evaluation.study.months import Grain
from evaluation.study.periods import Period
from evaluation.view.view import View

_Sides = tuple[Explained, tuple[Inquiry, ...], tuple[Inquiry, ...]]
"""A value as it is explained, and what its numerator and its denominator are looked up by."""


class Explaining:
    """Explanations of the numbers of one report or document, in its language; what is printed twice is explained once."""

    def __init__(self, view: View) -> None:
        self.view, self.results = view, view.results
        self.sources = self.results.once("sources of figures", lambda: Sources(self.results))
        self._known: dict[str, Explained] = {}
        self.values: dict[object, _Sides] = {}

    def of(self, number: Number) -> Explained:
        """How ``number`` came about."""
        if number.figure is None:
            return Explained(kind=UNEXPLAINED)
        known = self._known.get(number.figure)
        if known is None or not agrees(number, known.exact):
            known = self._known[number.figure] = self._explain(number, number.figure)
        return known

    def _explain(self, number: Number, figure: str) -> Explained:
        """Of a key that two figures share, as a quarter and the year so far, the one that is printed."""
        key = read(figure)
        if key is None:
            return Explained(kind=figure, rule=self.view.say(f"evidence.rule_{figure}"))
        first: Explained | None = None
        for found in _KINDS.get(key.kind, _by_rule)(self, key):
            first = first or found
            if agrees(number, found.exact):
                return found.of(key)
        return (first or Explained(kind=UNEXPLAINED)).of(key)

    def period(self, key: Key) -> Period:
        """The period of the key's months."""
        return period_of(key, self.results.period)

    def rule(self, key: Key) -> str:
        return self.view.say(f"evidence.rule_{key.kind}")

    def regions_of(self, region: str, known: Callable[[str], bool]) -> Sequence[str]:
        """The regions that a value is the sum of."""
        is_sum = region == self.view.top and region not in self.results.regions
        return [r for r in self.results.regions if known(r)] if is_sum else [region]

    def look_up(self, part: Expression | None, regions: Iterable[str], period: Period, covers: Covers) -> tuple[Inquiry, ...]:
        """What a side of a formula is looked up by."""
        if part is None:
            return ()
        terms = tuple(lookups(part, covers, period, self.view.top, self.results.catalogue.items))
        shared = any(term.region for term in terms)
        return tuple(Inquiry(region, terms) for region in ([*regions][:1] if shared else regions))

    def full(self, amount: int | None, counts: str) -> str:
        return "" if amount is None else self.view.numbers.full(amount, counts)


def period_of(key: Key, page: Period) -> Period:
    """The period of a key's months, of the calendar of the page's."""
    return Period.holding(key.months.first_day, Grain(key.months.number), page.calendar)


def _by_rule(of: Explaining, key: Key) -> Iterable[Explained]:
    yield Explained(kind=key.kind, rule=of.rule(key))


def _indicator(of: Explaining, key: Key) -> Iterable[Explained]:
    indicator, period = of.results.indicator_named(key.code), of.period(key)
    covers = indicator.span_of(indicator.readings[key.part]).covers
    found = of.results.values.get((key.region, period, key.code, key.part))
    if found is None:  # of a region inside one that reports
        yield _value(
            of, key, over(indicator, key.part, of.results.figures, (key.region,), period, of.view.top, covers)[0], indicator, covers
        )
        return
    yield _value(of, key, found, indicator, covers)
    if key.part == indicator.settle(of.results.study.choices)[0]:
        alone = of.results.alone(key.region, key.code, period)
        if alone is not None:
            yield _value(of, key, alone, indicator, Covers.PERIOD)


def _value(of: Explaining, key: Key, value: Value, indicator: Indicator, covers: Covers) -> Explained:
    """The value or one of its sides, which are worked out together."""
    same = key.code, key.region, key.part, value.period, covers
    if same not in of.values:
        of.values[same] = _with_sides(of, key, value, indicator, covers)
    told, top, bottom = of.values[same]
    if key.kind == "indicator":
        return told
    side, asked = (value.numerator, top) if key.kind == "numerator" else (value.denominator, bottom)
    return replace(told, kind=key.kind, exact=None if side is None else Fraction(side), asked=asked)


def _with_sides(of: Explaining, key: Key, value: Value, indicator: Indicator, covers: Covers) -> _Sides:
    reading, view = indicator.readings[key.part], of.view
    regions = [key.region] if reading.is_stated else regions_in(of.results, value, covers)
    top, bottom = (of.look_up(part, regions, value.period, covers) for part in (reading.numerator, reading.denominator))
    told = Explained(
        kind="indicator",
        title=view.title(key.code),
        exact=value.exact,
        reading=view.reading_name(reading) or key.part,
        formula=reading.formula(view.language, view.catalogue.counts),
        numerator="" if reading.is_stated else of.full(value.numerator, reading.numerator.counts),
        denominator="" if reading.denominator is None else of.full(value.denominator, reading.denominator.counts),
        clause=view.clause(key.code),
        asked=top + bottom,
    )
    return told, top, bottom


def regions_in(results: Results, value: Value, covers: Covers) -> Sequence[str]:
    """The regions whose sides make a value: itself, of a whole those that it is the sum of."""
    region, code, name, period = value.region, value.indicator, value.reading, value.period
    if region != results.study.top.code or region in results.regions:
        return [region]
    as_measured = results.values.get((region, period, code, name)) is value or covers is not Covers.PERIOD
    parts = [results.value(r, code, name, period) if as_measured else results.alone(r, code, period) for r in results.regions]
    return [v.region for v in in_whole(results.indicator_named(code).readings[name], [v for v in parts if v is not None])]


def _progress(of: Explaining, key: Key) -> Iterable[Explained]:
    period = of.period(key)
    done, indicator, view = of.results.progress(key.region, key.code, period), of.results.indicator_named(key.code), of.view
    name, reading = indicator.settle(of.results.study.choices)
    of_change = key.kind in ("last_year", "change")
    found = _exact_of(done)[key.kind]
    base = done.scheduled if key.kind in ("scheduled", "schedule_completion") else done.demanded
    below = done.last_year if of_change else base
    by_line = not of_change and key.kind != "actual"
    yield Explained(
        kind=key.kind,
        title=view.title(key.code),
        exact=None if found is None else Fraction(found),
        reading=view.reading_name(reading) or name,
        formula=reading.formula(view.language, view.catalogue.counts),
        numerator=of.full(done.compared if of_change else done.actual, done.counts),
        denominator="" if below is None or key.kind == "actual" else view.numbers.line(below, done.counts),
        rule=of.rule(key) + (line_of(view, done.target) if by_line else ""),
        clause=view.clause(key.code),
        asked=_actual_of(of, key, period, reading.numerator, indicator.span_of(reading).covers),
    )


def _exact_of(done: Progress) -> Mapping[str, Fraction | int | None]:
    return {
        "completion": done.completion,
        "actual": done.actual,
        "demanded": done.demanded,
        "scheduled": done.scheduled,
        "schedule_completion": done.schedule_completion,
        "last_year": done.last_year,
        "change": done.change,
        "gap": done.gap,
    }


def _actual_of(of: Explaining, key: Key, period: Period, part: Expression, covers: Covers) -> tuple[Inquiry, ...]:
    """What the amounts are looked up by that a number about a target is made of."""
    if key.kind in ("demanded", "scheduled"):
        return ()
    when = {"last_year": (period.last_year,), "change": (period, period.last_year)}.get(key.kind, (period,))

    def is_known(region: str) -> bool:
        return all(evaluate(part, of.results.figures, region, p, of.view.top, covers)[0].amount is not None for p in compared)

    compared = (period, period.last_year) if key.kind in ("last_year", "change") else (period,)
    return tuple(asked for p in when for asked in of.look_up(part, of.regions_of(key.region, is_known), p, covers))


def line_of(view: View, target: Target | None) -> str:
    """Who set the line that a number is held against, and whether anybody issued it."""
    if target is None:
        return ""
    return view.say("evidence.line", source=name_as("quoted", target.source)) + view.proposal_mark(target)


def _quantity(of: Explaining, key: Key) -> Iterable[Explained]:
    figures, when = of.results.figures, _periods(of, key)
    one = figures.over(key.region, when, key.code) if len(when) > 1 else figures.at(key.region, when[0], key.code)
    yield Explained(
        kind=key.kind,
        title=of.view.quantity(key.code),
        exact=None if one.amount is None else Fraction(one.amount),
        asked=(Inquiry(key.region, (Lookup(1, key.code, None, when, item=False),)),),
    )


def _sum(of: Explaining, key: Key) -> Iterable[Explained]:
    parts = [found for code in key.code.split("+") for found in _quantity(of, key._replace(code=code))]
    known = [part.exact for part in parts if part.exact is not None]
    yield Explained(
        kind=key.kind,
        title=of.view.say("evidence.plus").join(part.title for part in parts),
        exact=sum(known, start=Fraction(0)) if known else None,
        rule=of.rule(key),
        asked=tuple(asked for part in parts for asked in part.asked),
    )


def _periods(of: Explaining, key: Key) -> tuple[Period, ...]:
    """The periods that make the key's months: of a stock the last one."""
    months, page = key.months, of.results.period
    stands = of.results.catalogue.quantities[key.code].kind in ("stock", "stated")
    whole = next((p for p in (page, page.year) if p.months == months or (stands and p.closing == months.end)), None)
    if whole is not None or months.number in Grain.__members__.values():
        return (whole or of.period(key),)
    return tuple(p for p in page.year.parts(page.grain) if months.first <= p.opening and p.closing <= months.end)


def _score(of: Explaining, key: Key) -> Iterable[Explained]:
    scored = scores_of(of.results).scores.get(key.region)
    yield Explained(kind=key.kind, exact=None if scored is None else scored.total, rule=of.rule(key))


def _demanded_line(of: Explaining, key: Key) -> Iterable[Explained]:
    study, view = of.results.study, of.view
    lines = (by for (item, p), by in study.demands.items() if (item, p.months) == (key.code, key.months))
    found = next((by[key.region] for by in lines if key.region in by), None)
    known = of.results.indicator(key.code) is not None
    title, clause = (view.title(key.code), view.clause(key.code)) if known else ("", "")
    yield Explained(kind=key.kind, title=title, rule=of.rule(key) + line_of(view, found), clause=clause)


_KINDS: Mapping[str, Callable[[Explaining, Key], Iterable[Explained]]] = {
    "indicator": _indicator,
    "numerator": _indicator,
    "denominator": _indicator,
    **dict.fromkeys(
        ("completion", "actual", "demanded", "scheduled", "schedule_completion", "last_year", "change", "gap"), _progress
    ),
    "quantity": _quantity,
    "sum": _sum,
    "line": _demanded_line,
    "score": _score,
}
