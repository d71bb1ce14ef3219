"""Figures of official documents: from the year's start to the end of the period, and tables of all regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Expression, Reading, expression
from evaluation.measured.figure import Figure, add_money, worst
from evaluation.measured.intervals import wilson
from evaluation.measured.progress import both, year_to_date
from evaluation.render.component import Component, column, paragraph, row
from evaluation.scores.uncertainty.shared import group_ranks
from evaluation.view import keyed
from evaluation.view.account import opening
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Both sides of a rate from the year's start on, over the regions that have both; ``mark`` where there is none; ``key``: which
    rate it is."""

    numerator: int | None
    denominator: int | None
    per: int = 100
    mark: str = ""
    key: str = ""

    @property
    def exact(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator * self.per, self.denominator)

    @property
    def rest(self) -> int | None:
        """What the numerator leaves of the denominator."""
        return None if self.numerator is None or self.denominator is None else self.denominator - self.numerator


def account(view: View) -> Component:
    """结转, 到位, 支出, 结余 at the scale of tables: what is printed still adds up in most accounts."""
    before = opening(view)
    sides = {
        "before": (before.amount, before.mark),
        "income": amount(view, view.region, *(q.code for q in view.fund.paid_in.of)),
        "spent": amount(view, view.region, *(q.code for q in view.fund.spending.of)),
        "balance": amount(view, view.region, view.fund.balance),
    }
    told = {name: view.numbers.money_cell(sum_, mark or "missing") for name, (sum_, mark) in sides.items()}
    return paragraph(view.say("paper.account", unit=view.numbers.money_unit, **told))


def _reach(view: View, part: Expression, region: str) -> Figure:
    return year_to_date(Reading(numerator=part), view.results.figures, region, view.period, view.top)


def amount(view: View, region: str, *codes: str) -> tuple[int | None, str]:
    """The sum of quantities from the year's start (a stock as it stands), and the mark where one of them has no figure, or
    they are of different regions; items of money that do not apply add nothing."""
    made = add_money(view.results.figures.to_date(region, view.period, code) for code in codes)
    return made.amount, made.mark


def _spell(part: Expression) -> str:
    """The quantities of a side, for a key."""
    said = "".join(f"{term.coefficient:+}*{term.quantity.code}" for term in part.terms)
    return said.replace("+1*", "+").replace("-1*", "-").removeprefix("+")


def ratio(view: View, region: str, top: Expression, bottom: Expression, per: int = 100) -> Rate:
    (upper, lower) = both(view.study, region, lambda r: _reach(view, top, r).amount, lambda r: _reach(view, bottom, r).amount)
    key = keyed.key(view, "ratio", f"{_spell(top)}:{_spell(bottom)}", region, str(per), view.period.so_far)
    if upper is None or lower is None:
        absent = [f for f in (_reach(view, p, region) for p in (top, bottom)) if f.amount is None]
        return Rate(numerator=None, denominator=None, per=per, mark=worst(f.mark for f in absent), key=key)
    return Rate(numerator=upper, denominator=lower, per=per, mark="" if lower else "not_applicable", key=key)


def sides(reading: Reading) -> tuple[Expression, Expression]:
    """Numerator and denominator; ``ValueError`` for a level, which is no quotient."""
    if reading.denominator is None:
        raise ValueError(f"{reading.numerator.text('en')} is no quotient")
    return reading.numerator, reading.denominator


def so_far(view: View, code: str, region: str) -> Rate:
    """An indicator in the study's reading from the year's start to the end of the period."""
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    return ratio(view, region, *sides(reading), reading.per)


def take_up_codes(view: View) -> tuple[str, ...]:
    """Quantities of those entitled and those who received; nothing where a pack or the study declares but one of them."""
    both_ = (*view.catalogue.role("entitled")[:1], *view.catalogue.role("received")[:1])
    return both_ if len(both_) == 2 else ()


def take_up(view: View, region: str) -> Rate:
    """实享 ÷ 应享 of one region; none where no quantities are declared as these."""
    both_ = take_up_codes(view)
    if not both_:
        return Rate(numerator=None, denominator=None, mark="not_applicable")
    eligible, received = (expression(view.catalogue.quantities[c]) for c in both_)
    return ratio(view, region, received, eligible)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionField:
    """One column of a table of regions: its exact value, and how it is printed."""

    title: str
    unit: str | None
    value: Callable[[str], tuple[Fraction | int | None, str]]
    shown: Callable[[Fraction | int | None, str, str], str]
    """Of the value, its mark and its key."""
    key: Callable[[str], str]
    """Which figure the value of a region is."""
    ranked: bool = False
    span: Callable[[str], tuple[float, float] | None] | None = None


def shared_places(values: Mapping[str, Fraction | int | None], spans: Mapping[str, tuple[float, float] | None]) -> dict[str, int]:
    """Places, highest first, shared by regions whose intervals meet that of the first of their group."""
    found = ((r, rank(values, r), span) for r, span in spans.items())
    known = [(r, place, span) for r, place, span in found if place is not None and span is not None]
    low, high = ([span[end] for _, _, span in known] for end in (0, 1))
    return dict(zip((r for r, _, _ in known), group_ranks([place for _, place, _ in known], low, high), strict=True))


def rank(values: Mapping[str, Fraction | int | None], region: str) -> int | None:
    """Place of ``region``, highest first, equal values sharing one; None without a value."""
    mine = values.get(region)
    return None if mine is None else 1 + sum(v is not None and v > mine for v in values.values())


def regions(view: View, id: str, title: str, fields: Sequence[RegionField], notes: Sequence[str] = ()) -> Component:
    """All regions in division order and their sum; a rank is a column of its own, right of what it ranks."""
    values = [{r: f.value(r) for r in view.results.places} for f in fields]
    everyone = view.results.regions
    places = [
        shared_places({r: mine[r][0] for r in everyone}, {r: f.span(r) for r in everyone}) if f.span else {}
        for f, mine in zip(fields, values, strict=True)
    ]
    heads, rows = [column(view.say("column.region"))], []
    for f in fields:
        heads += [number(f.title, f.unit), *([number(view.say("column.rank"))] if f.ranked else [])]
    for region in view.results.places:
        cells = []
        for f, mine, shared in zip(fields, values, places, strict=True):
            exact, mark = mine[region]
            cells.append(f.shown(exact, mark or "missing", f.key(region)))
            if f.ranked:
                order = {r: mine[r][0] for r in everyone}
                place = None if region == view.top else rank(order, region)
                place = shared.get(region) if f.span else place
                cells.append(view.numbers.count(place, "not_applicable", figure="place"))
        whole = region == view.top
        rows.append(row(view.say("table.total") if whole else view.short(region), *cells, role="total" if whole else "body"))
    return table_with_notes(view, id, title, heads, rows, notes)


def heads_field(view: View, title: str, code: str, unit: str) -> RegionField:
    """A number of heads from the year's start on."""
    return RegionField(
        title=title,
        unit=unit,
        value=lambda r: amount(view, r, code),
        shown=lambda v, mark, key: view.numbers.count(v, mark, figure=key),
        key=lambda r: keyed.to_date(view, code, r),
    )


def percent(view: View, title: str, of: Callable[[str], Rate], ranked: bool = False, counts_cases: bool = False) -> RegionField:
    """``counts_cases``: the rate is a share of persons, so that ranks are shared where chance does not tell them apart."""

    def value(region: str) -> tuple[Fraction | None, str]:
        rate = of(region)
        return rate.exact, rate.mark

    def span(region: str) -> tuple[float, float] | None:
        rate = of(region)
        if rate.numerator is None or not rate.denominator or not 0 <= rate.numerator <= rate.denominator:
            return None
        return wilson(rate.numerator, rate.denominator)

    return RegionField(
        title=title,
        unit="%",
        value=value,
        shown=lambda v, mark, key: view.numbers.decimal(v, 1, mark, "%", key),
        key=lambda r: of(r).key,
        ranked=ranked,
        span=span if counts_cases else None,
    )


def money(view: View, title: str, *codes: str) -> RegionField:
    return RegionField(
        title=title,
        unit=view.numbers.money_unit,
        value=lambda r: amount(view, r, *codes),
        shown=lambda v, mark, key: view.numbers.money_cell(v, mark, key),
        key=lambda r: keyed.sum_to_date(view, codes, r),
    )
