"""Money that may stand in another unit than its column says: a figure is as many times another of its account, or of the period
before, as two units lie apart. Both readings are told, and none is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.catalogue.model import Expression, Term
from evaluation.data.findings import Finding
from evaluation.measured.figure import MISSING, add_money
from evaluation.measured.figures import Figures
from evaluation.measured.invariants import are_apart
from evaluation.measured.measure import evaluate
from evaluation.study.base import Words
from evaluation.study.counted import MONEY
from evaluation.study.model import Study
from evaluation.study.periods import Period

_FAMILIES = {"wan": ("", "万", "亿"), **dict.fromkeys(("lakh", "crore"), ("", "lakh", "crore"))}
_USUAL = ("", "thousand", "million")
_NEAR, _ALIKE = Fraction(3), Fraction(101, 100)
"""How far from the units' own distance two figures may lie, as many times: of one size, and the same but for rounding."""


class _Met(NamedTuple):
    region: str
    period: Period
    first: int
    other: int


class _Pair(NamedTuple):
    """Two things of one size, each of some quantities, and their amounts above 0 wherever both are known, met as they are asked
    for; ``near``: how far from a unit's distance they may lie."""

    first: Words
    other: Words
    first_of: Sequence[str]
    other_of: Sequence[str]
    met: Iterable[_Met]
    near: Fraction = _NEAR


def findings(study: Study, figures: Figures, period: Period) -> Iterator[Finding]:
    """One reportable finding for each pair that lies a unit apart in every region that has both."""
    units = _Units(study)
    for pair in (*_sides_of_sums(study, figures), *_sides_of_account(study, figures, period), *_neighbours(study, figures)):
        met, times = _unit_apart(pair, units.distances)
        if times:
            found = pair._replace(met=met)
            yield from _tell(figures, units, found if met[0].first > met[0].other else _turn(found), times)


class _Units:
    """The units of money that the columns of a study have, and those that they may be mistaken for."""

    def __init__(self, study: Study) -> None:
        scales = _FAMILIES.get(study.counts.scale, _USUAL)
        money = study.counts[MONEY]
        columns = [(n, c) for t in study.file.tables.values() for n, c in t.columns.items() if c.quantity and not c.unit.in_cells]
        self._of = {c.quantity: (n, c.unit) for n, c in columns if c.unit.counts == MONEY}
        any_unit = next((unit for _, unit in self._of.values()), None)
        one = money.zh if any_unit is not None and not any_unit.text.isascii() else study.counts.currency.code
        spelled = [f"{scale} {one}" if scale.isascii() and scale else f"{scale}{one}" for scale in scales]
        found = [any_unit.other(text) for text in spelled] if any_unit else []
        self._known = {unit.scale: unit for unit in found if unit is not None}
        self.distances = sorted({b // a for a in self._known for b in self._known if b > a}, reverse=True)

    def otherwise(self, codes: Iterable[str], times: Fraction) -> str:
        """That the columns of ``codes`` may be in a unit so many times as large; empty where there is none."""
        told = [
            f"'{name}' is in {other.text} and not in {unit.text}"
            for code in codes
            if (there := self._of.get(code))
            and (other := self._known.get(int((unit := there[1]).scale * times)))
            and (name := there[0])
        ]
        return ", ".join(told)


def _unit_apart(pair: _Pair, distances: Sequence[int]) -> tuple[list[_Met], int]:
    """All that the pair met, and the first of ``distances`` that lies between its sides wherever it did; 0 where none does, as is
    seen early of most."""
    met: list[_Met] = []
    times, of = pair.near.numerator, pair.near.denominator
    for one in pair.met:
        met.append(one)
        low, high = sorted(one[2:])
        distances = [d for d in distances if d * low * of <= high * times and high * of <= d * low * times]
        if not distances or (one.first > one.other) != (met[0].first > met[0].other):
            return met, 0
    return met, distances[0] if met else 0


def _turn(pair: _Pair) -> _Pair:
    met = [_Met(m.region, m.period, m.other, m.first) for m in pair.met]
    return _Pair(pair.other, pair.first, pair.other_of, pair.first_of, met, pair.near)


def _tell(figures: Figures, units: _Units, pair: _Pair, times: int) -> Iterator[Finding]:
    ways = [w for w in (units.otherwise(pair.first_of, Fraction(1, times)), units.otherwise(pair.other_of, Fraction(times))) if w]
    if not ways:
        return
    met, tell = tuple(pair.met), figures.catalogue.counts.tell
    first, regions = met[0], len({m.region for m in met})
    everywhere = f", and so in all {regions} regions that have both" if regions > 1 else ""
    yield Finding(
        severity="reportable",
        code="unit_doubtful",
        message=f"{first.region} {first.period}: {pair.first.en} {tell(first.first, MONEY)} is about {times:,} times "
        f"{pair.other.en} {tell(first.other, MONEY)}{everywhere}; both may be right, or {', or '.join(ways)}",
        fix="compare both with the source, and correct 'unit' in study.yml where it is another; nothing is read in another unit",
        region=first.region,
        facts={
            "period": first.period.spelled,
            "title": pair.first.zh,
            "stated": str(first.first),
            "other": pair.other.zh,
            "added": str(first.other),
            "times": f"{times}",
            "regions": f"{regions}",
            "counts": MONEY,
        },
    )


def _sides_of_sums(study: Study, figures: Figures) -> Iterator[_Pair]:
    """Of sums of money that do not hold: a term beside what it would be if they did, where these are a unit apart to the digit."""
    top, seen = study.top.code, sorted(figures.periods)
    for identity in (i for i in figures.catalogue.identities if i.left.counts == MONEY):
        gaps: dict[tuple[str, Period], int] = {}
        for at in ((region.code, period) for region in study.apart for period in seen):
            left, right = (evaluate(side, figures, *at, top)[0] for side in (identity.left, identity.right))
            if left.amount is not None and right.amount is not None and are_apart(left, right, identity.within):
                gaps[at] = left.amount - right.amount
        wanted = Words(zh=f"按“{identity.text('zh')}”应有的数", en=f"what it is by '{identity.text('en')}'")
        for side, sign in ((identity.left, 1), (identity.right, -1)):
            for term in side.terms if gaps else ():
                alone = Expression((Term(1, term.quantity, term.when),))
                own = {at: evaluate(alone, figures, *at, top)[0].amount or 0 for at in gaps}
                met = [_Met(*at, own[at], own[at] - sign * gap // term.coefficient) for at, gap in gaps.items()]
                if all(min(m[2:]) > 0 for m in met):
                    yield _Pair(term.quantity.title, wanted, [term.quantity.code], [], met, _ALIKE)


def _sides_of_account(study: Study, figures: Figures, period: Period) -> Iterator[_Pair]:
    """Of the fund: its budget, what was to be paid in, what was paid in or was left, and what was spent."""
    fund = figures.catalogue.fund
    came = [q.code for q in fund.paid_in.of] + [c for c in (fund.carried_over,) if c]
    sides = {
        "budget": (Words(zh="支出预算", en="the budget"), [fund.budget] if fund.budget else []),
        "planned": (Words(zh="计划到位资金", en="what was to be paid in"), [q.code for q in fund.planned.of]),
        "came": (Words(zh="到位资金", en="money in hand"), came),
        "spent": (Words(zh="支出", en="spending"), [q.code for q in fund.spending.of]),
    }

    def amount(region: str, codes: Sequence[str]) -> int:
        plans = figures.catalogue.planned_ahead
        parts = [figures.at(region, period.year, c) if c in plans else figures.to_date(region, period, c) for c in codes]
        return add_money([p for p in parts if p.mark != "missing"]).amount or 0

    for one, two in (("budget", "planned"), ("budget", "came"), ("planned", "came"), ("spent", "came"), ("spent", "budget")):
        (first, first_of), (other, other_of) = sides[one], sides[two]
        both = ((r.code, amount(r.code, first_of), amount(r.code, other_of)) for r in study.apart)
        yield _Pair(first, other, first_of, other_of, [_Met(r, period, x, y) for r, x, y in both if x > 0 and y > 0])


def _neighbours(study: Study, figures: Figures) -> Iterator[_Pair]:
    """Every amount of money beside the one of the period before."""
    read = {c.quantity for table in study.file.tables.values() for c in table.columns.values()}
    money = [q for q in figures.catalogue.quantities.values() if q.code in read and q.counts == MONEY and q.kind != "stated"]
    before = Words(zh="上期数", en="that of the period before")
    for quantity in money:
        there = figures.periods_of(quantity.code)
        for period in sorted(p for p in there if p.previous in there):
            yield _Pair(quantity.title, before, [quantity.code], [quantity.code], _in_a_row(study, figures, quantity.code, period))


def _in_a_row(study: Study, figures: Figures, quantity: str, period: Period) -> Iterator[_Met]:
    for region in study.apart:
        now, before = (figures.known((region.code, p, quantity), MISSING).amount or 0 for p in (period, period.previous))
        if min(now, before) > 0:
            yield _Met(region.code, period, now, before)
