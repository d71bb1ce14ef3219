"""Indicators from figures: every reading, region and period once, with numerator and denominator kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from evaluation.catalogue.model import Expression, Indicator, Reading, Term, When
from evaluation.catalogue.span import Covers
from evaluation.catalogue.unit import ValueUnit
from evaluation.measured.figure import CONTRADICTORY, MISSING, Figure, worst
from evaluation.measured.figures import Figures
from evaluation.measured.keys import Key
from evaluation.measured.lookups import Lookup
from evaluation.measured.rounding import quotient
from evaluation.study.counted import SHIPPED, Counts
from evaluation.study.periods import Period

if TYPE_CHECKING:
    import pandas as pd


class Value(NamedTuple):
    """One indicator of one region and period in one reading.

    ``numerator`` and ``denominator`` are whole base units; :attr:`exact` is the value in the reading's unit as a
    fraction, the sides multiplied by ``per`` and ``over``. Without a value, ``mark`` says why and
    ``cause`` names the quantity that is not there. ``regions`` counts the reporting regions in it. ``numerator_bound`` and
    ``denominator_bound``, in base units: by how much rounding in the delivered files may have moved each side, at most.
    """

    indicator: str
    region: str
    period: Period
    reading: str
    unit: ValueUnit
    per: int
    over: int
    numerator: int | None
    denominator: int | None
    mark: str = ""
    cause: str = ""
    regions: int = 1
    numerator_bound: int = 0
    denominator_bound: int = 0

    @property
    def key(self) -> str:
        """Which value it is, in one word: indicator, region, months of the period and reading."""
        return self.key_of("indicator")

    def key_of(self, kind: str) -> str:
        """The key of the value, or of one of its sides: ``numerator``, ``denominator``."""
        return Key(kind, self.indicator, self.region, self.period.months, self.reading).spelled

    @property
    def exact(self) -> Fraction | None:
        sides = self._sides
        return None if sides is None else Fraction(*sides)

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most that :attr:`exact` may be before its figures were rounded; None without a value, and where the
        denominator may be nothing."""
        if self.mark or self.numerator is None:
            return None
        tops = (self.numerator - self.numerator_bound, self.numerator + self.numerator_bound)
        if self.denominator is None:
            return Fraction(tops[0], self.over), Fraction(tops[1], self.over)
        bottoms = (self.denominator - self.denominator_bound, self.denominator + self.denominator_bound)
        if bottoms[0] <= 0:
            return None
        found = [Fraction(top * self.per, bottom * self.over) for top in tops for bottom in bottoms]
        return min(found), max(found)

    @property
    def _sides(self) -> tuple[int, int] | None:
        """Both sides of :attr:`exact`, not reduced."""
        if self.mark or self.numerator is None:
            return None
        if self.denominator is None:
            return self.numerator, self.over
        return self.numerator * self.per, self.denominator * self.over


Values = Mapping[tuple[str, Period, str, str], Value]


def evaluate(
    part: Expression, figures: Figures, region: str, period: Period, top: str, covers: Covers = Covers.PERIOD
) -> tuple[Figure, str]:
    """``part`` for one region over what is covered at the end of ``period``, with the code of the quantity that is not
    there and gives the mark."""
    amount, bound, mark, cause = _add_up(lookups(part, covers, period, top, figures.catalogue.items), figures, region)
    return Figure(amount, mark, bound), cause


_SINCE_THE_YEARS_START = (Covers.TO_DATE, Covers.YEAR, Covers.YEAR_ONLY)


def lookups(part: Expression, covers: Covers, period: Period, top: str, money: Collection[str]) -> list[Lookup]:
    """Over a whole year, and at its end, the figures of the year itself. ``money``: quantities that are items of money."""
    since = covers in _SINCE_THE_YEARS_START
    if since and not period.left:
        period = period.year
    items = [term.quantity.code in money for term in part.terms]
    several, parts = sum(items) > 1, since and period.is_part_of_year
    return [_lookup(term, period, parts, top, item and several) for term, item in zip(part.terms, items, strict=True)]


def _lookup(term: Term, period: Period, since: bool, top: str, item: bool) -> Lookup:
    """``since``: flows run from the year's start, and the opening stock is the year's."""
    of: str | None = None
    flows = period.to_date() if since and term.quantity.kind in ("flow", "entitlement") else (period,)
    when = flows
    match term.when:
        case When.OPENING:
            when = ((period.year if since else period).previous,)
        case When.LAST_YEAR:
            when = tuple(p.last_year for p in flows)
        case When.OF_YEAR:
            when = (period.year,)
        case When.TO_DATE:
            when = period.to_date()
        case When.WHOLE:
            of = top
        case When.TRAILING_YEAR:
            when = period.trailing_year
    return Lookup(term.coefficient, term.quantity.code, of, when, item)


def _add_up(sources: Sequence[Lookup], figures: Figures, region: str) -> tuple[int | None, int, str, str]:
    """Amount, bound, mark and cause of the mark. What an item lacks that does not apply is said only where none of the
    terms has an amount."""
    amount = bound = 0
    absent: list[tuple[str, str]] = []
    idle: list[tuple[str, str]] = []
    known = figures.known
    for coefficient, quantity, of, when, item in sources:
        if len(when) == 1:
            one, mark, off, *_ = known((of or region, when[0], quantity), MISSING)
        else:
            one, mark, off, *_ = figures.over(of or region, when, quantity)
        if one is None:
            (idle if item and mark == "not_applicable" else absent).append((quantity, mark))
        else:
            amount += coefficient * one
            bound += off
    if len(idle) == len(sources):
        absent = idle
    if absent:
        mark = worst({m for _, m in absent})
        return None, 0, mark, next((q for q, m in absent if m == mark), absent[0][0])
    if figures.tells is not None and figures.tells(region, tuple(sources)):
        return None, 0, "suppressed", sources[0].quantity
    return amount, bound, "", ""


def over(
    indicator: Indicator, name: str, figures: Figures, regions: Iterable[str], period: Period, top: str, covers: Covers
) -> list[Value]:
    """Values of one reading of the regions, and last of the whole, over what ``covers`` says at the end of ``period``."""
    reading = indicator.readings[name]
    unit, counts = reading.unit, figures.catalogue.counts
    what = (name, unit, unit.times(counts), unit.over(counts))
    if covers is Covers.YEAR_ONLY and period.left:
        return [_not_yet(indicator.code, what, region, period, reading) for region in (*regions, top)]
    if reading.is_stated:  # that of the whole was stated for all of it
        regions = tuple(regions)
        *parts, whole = _of_regions(indicator.code, what, reading, figures, (*regions, top), period, top, covers)
        return [*parts, whole if whole.mark else whole._replace(regions=len(regions))]
    parts = _of_regions(indicator.code, what, reading, figures, regions, period, top, covers)
    whole = value_of_whole(indicator.code, what, reading, parts, period, top)
    if figures.tells is not None and whole.regions == len(parts):
        for side in filter(None, (reading.numerator, reading.denominator)):
            if figures.tells(top, tuple(lookups(side, covers, period, top, figures.catalogue.items))):
                cause = side.terms[0].quantity.code
                return [*parts, whole._replace(numerator=None, denominator=None, mark="suppressed", cause=cause, regions=0)]
    return [*parts, whole]


def _not_yet(code: str, what: _What, region: str, period: Period, reading: Reading) -> Value:
    cause = reading.terms[0].quantity.code
    return Value(code, region, period, *what, None, None, "not_applicable", cause, 0)


_What = tuple[str, ValueUnit, int, int]  # of a reading: its name, unit and what its sides are multiplied by, worked out once


def _of_regions(
    code: str, what: _What, reading: Reading, figures: Figures, regions: Iterable[str], period: Period, top: str, covers: Covers
) -> list[Value]:
    money = figures.catalogue.items
    above = lookups(reading.numerator, covers, period, top, money)
    below = None if reading.denominator is None else lookups(reading.denominator, covers, period, top, money)
    of_its_whole, made = _of_its_whole(reading), []
    doubted = _doubtful_regions(above[0], figures) if of_its_whole else ()
    share = of_its_whole or reading.share is True
    for region in regions:
        upper, off, mark, cause = _add_up(above, figures, region)
        lower, lower_off = None, 0
        if below is not None:
            lower, lower_off, below_mark, below_cause = _add_up(below, figures, region)
            if lower is None:
                if below_mark != mark and (not mark or worst((mark, below_mark)) != mark):
                    mark, cause = below_mark, below_cause
            elif upper is None:
                pass  # its mark stands
            elif lower <= 0:
                mark, cause = "not_applicable", below[0].quantity
            elif share and (region in doubted or upper - off > lower + lower_off):
                mark, cause = CONTRADICTORY, above[0].quantity
        made.append(Value(code, region, period, *what, upper, lower, mark, cause, 1, off, lower_off))
    return made


def _of_its_whole(reading: Reading) -> bool:
    """Whether a quantity is divided by the one it is a part of, so that no value passes 100 %."""
    if reading.denominator is None or len(reading.terms) != 2:
        return False
    upper, lower = reading.terms
    return upper.quantity.within == lower.quantity.code and upper.when is lower.when is When.THIS


def _doubtful_regions(part: Lookup, figures: Figures) -> set[str]:
    """Regions where the part is more than its whole in one of the periods that are added up, or of the year."""
    above = figures.above_whole.get(part.quantity, ())
    return {region for region, p in above if p in part.periods or not set(p.wholes).isdisjoint(part.periods)}


def in_whole(reading: Reading, parts: Iterable[Value]) -> list[Value]:
    """Of the values of regions those that make that of the whole: they have both sides; what was counted where nothing was due
    is in neither."""
    both = [v for v in parts if v.numerator is not None and (v.denominator is not None or not reading.denominator)]
    both = [v for v in both if v.mark != CONTRADICTORY]
    return [v for v in both if v.denominator is None or v.denominator > 0 or v.numerator == v.denominator == 0] or both


def value_of_whole(code: str, what: _What, reading: Reading, parts: list[Value], period: Period, top: str) -> Value:
    """Sum over sum, of the regions :func:`in_whole`."""
    both = in_whole(reading, parts)
    if not both:
        mark = worst(v.mark for v in parts)
        cause = min((v.cause for v in parts if v.mark == mark), default="")
        return Value(code, top, period, *what, None, None, mark, cause if mark else "", 0)
    upper = sum(n for v in both if (n := v.numerator) is not None)
    off, lower_off = sum(v.numerator_bound for v in both), 0
    lower, cause = None, ""
    if reading.denominator is not None:
        cause = reading.denominator.terms[0].quantity.code
        shared = any(t.when is When.WHOLE for t in reading.denominator.terms)
        lower = both[0].denominator if shared else sum(n for v in both if (n := v.denominator) is not None)
        lower_off = both[0].denominator_bound if shared else sum(v.denominator_bound for v in both)
    mark = "not_applicable" if lower is not None and lower <= 0 else ""
    return Value(code, top, period, *what, upper, lower, mark, cause if mark else "", len(both), off, lower_off)


COLUMNS = ["region", "period", "indicator", "reading", "numerator", "denominator", "per", "unit", "value", "mark", "cause"]
COLUMNS += ["regions", "numerator_bound", "denominator_bound"]


def frame(values: Iterable[Value], counts: Counts = SHIPPED) -> pd.DataFrame:
    """Tall table of values; ``value`` is the exact quotient as text with six decimals, rounded half up."""
    import pandas as pd

    table = pd.DataFrame([row_of(v, counts) for v in values], columns=COLUMNS)
    return table.astype({"numerator": "Int64", "denominator": "Int64"})


def row_of(value: Value, counts: Counts) -> tuple[object, ...]:
    """One row of the table: :data:`COLUMNS`."""
    v, sides = value, value._sides
    over = counts[v.unit.top].base if v.unit.form == "level" and counts.is_measured(v.unit.top) else 1
    return (
        v.region,
        v.period.spelled,
        v.indicator,
        v.reading,
        None if v.unit.is_stated else v.numerator,
        v.denominator,
        v.per,
        v.unit.code(counts),
        "" if sides is None else quotient(sides[0], sides[1] * over, 6),
        v.mark,
        v.cause,
        v.regions,
        0 if v.unit.is_stated else v.numerator_bound,
        v.denominator_bound,
    )
