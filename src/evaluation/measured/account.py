"""One quantity of one region: what was delivered of it, and what follows for periods and stretches of time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from evaluation.catalogue.model import Quantity
from evaluation.measured.figure import CONTRADICTORY, MISSING, Doubt, Figure, over_parts, worst
from evaluation.measured.ways import Stretch, Way, ways_over
from evaluation.study.counted import MONEY
from evaluation.study.periods import Grain, Period

SUPPRESSED = Figure(None, "suppressed")


class Given(NamedTuple):
    """What was delivered for a period; ``begins`` is the border from which it is counted, for a stock that of the period."""

    figure: Figure
    begins: int
    cumulative: bool = False


class Account(ABC):
    """``given`` is what was delivered by period, ``falls`` what falls from the start that it is counted from, ``so_far`` what
    was delivered from the year's start, ``doubts`` what does not agree."""

    falls: Mapping[Period, tuple[Figure, Figure]]
    so_far: Mapping[Period, Figure]

    def __init__(self, quantity: Quantity, given: Mapping[Period, Given]) -> None:
        self.quantity, self.given = quantity, given
        self.falls, self.so_far = {}, {}
        self.doubts: list[Doubt] = []
        if quantity.least is not None or quantity.most is not None:
            self.given = {period: self._in_range(period, one) for period, one in given.items()}

    @property
    def told(self) -> list[Period]:
        """The periods that an amount was delivered for."""
        return [period for period, one in self.given.items() if not one.figure.mark]

    @abstractmethod
    def over(self, first: int, end: int) -> Figure:
        """Over the months between two borders; a stock as it stands at the second."""

    def hides(self, first: int, end: int) -> bool:
        """Whether what was delivered between the two borders is suppressed."""
        return any(g.figure == SUPPRESSED and (g.begins, p.closing) == (first, end) for p, g in self.given.items())

    @abstractmethod
    def follows(self, first: int, end: int) -> Figure:
        """What others say of the same, whether it may be told or not."""

    @abstractmethod
    def legs_over(self, first: int, end: int) -> Mapping[Period, int]:
        """The delivered periods that :meth:`follows` is made of, each with its sign; empty where nothing follows."""

    def sources(self, period: Period) -> Mapping[Period, int]:
        """The delivered periods that the figure of ``period`` is made of, as :meth:`figures` makes it."""
        own = self.given.get(period)
        if own is not None and own.figure.amount is not None and own.begins == period.opening:
            return {period: 1}
        return self.legs_over(period.opening, period.closing)

    @abstractmethod
    def why(self, period: Period, inside: Sequence[Period], made: Mapping[Period, Figure]) -> str:
        """Why nothing follows for ``period``, of which parts ``inside`` it were delivered."""

    def _in_range(self, period: Period, one: Given) -> Given:
        """What was delivered; contradictory where it is out of the quantity's range by more than printing explains."""
        (amount, _, bound, *_), least, most = one.figure, self.quantity.least, self.quantity.most
        if amount is None or ((least is None or amount + bound >= least) and (most is None or amount - bound <= most)):
            return one
        self.doubts.append(Doubt("out_of_range", period, one.figure, one.figure))
        return one._replace(figure=Figure(None, CONTRADICTORY))

    def _falling(self, cumulative: Collection[Period]) -> Iterator[tuple[Period, tuple[Figure, Figure]]]:
        """A cumulative figure, and the highest one earlier from the same start, where that is more and printing
        does not explain it."""
        told = [(p, self.given[p]) for p in cumulative if self.given[p].figure.amount is not None]
        since: dict[int, list[tuple[int, Figure]]] = {}
        for period, one in told:
            since.setdefault(one.begins, []).append((period.closing, one.figure))
        for period, (now, begins, _) in told:
            earlier = [figure for closing, figure in since[begins] if closing < period.closing]
            most = max(earlier, key=lambda f: f.known - f.bound, default=None)
            if most is not None and now.known + now.bound < most.known - most.bound:
                yield period, (now, most)

    def figures(self, grains: tuple[Grain, ...]) -> Mapping[Period, Figure]:
        """Of every period delivered, of those of ``grains`` that such a one lies in, and of shorter ones where they follow."""
        made: dict[Period, Figure] = {}
        for period, inside in _around(frozenset(self.given), grains):
            own = self.given.get(period)
            if own is not None and own.figure.amount is not None and own.begins == period.opening and not self.falls:
                made[period] = own.figure  # most
                continue
            figure = self._of(period, own, inside, made)
            if own is not None or inside or figure.mark != "missing":
                made[period] = figure
        return made

    def _of(self, period: Period, own: Given | None, inside: Sequence[Period], made: Mapping[Period, Figure]) -> Figure:
        if period in self.falls:
            return Figure(None, CONTRADICTORY)
        if own is not None and own.figure.mark != "missing" and (own.figure.amount is None or own.begins == period.opening):
            found = own.figure
        else:
            found = self.over(period.opening, period.closing)
            if found.mark == CONTRADICTORY:
                self._doubt("flow_below_zero", period)
        return Figure(None, self.why(period, inside, made)) if found.mark == "missing" else found

    def _doubt(self, code: str, period: Period) -> None:
        told = self.follows(period.opening, period.closing)
        if told.amount is not None:
            self.doubts.append(Doubt(code, period, told, told))


class Stock(Account):
    """What stands at borders: the same at the end of a month, of its quarter and of its year."""

    def __init__(self, quantity: Quantity, given: Mapping[Period, Given]) -> None:
        super().__init__(quantity, given)
        self._at: dict[int, list[Figure]] = {}
        for period in sorted(self.given, key=lambda p: (p.opening, p.grain)):
            stated, there = self.given[period].figure, self._at.setdefault(period.closing, [])
            used = next((f for f in there if f.amount is not None), None)
            if used is not None and stated.amount is not None and _differ(stated, used):
                self.doubts.append(Doubt("year_total", period, stated, used))
            there.append(stated)

    def over(self, first: int, end: int) -> Figure:
        found = self._at.get(end, ())
        if SUPPRESSED in found:
            return SUPPRESSED
        known = self.follows(first, end)
        return found[0] if known.amount is None and found else known

    def follows(self, first: int, end: int) -> Figure:
        return min((f for f in self._at.get(end, ()) if f.amount is not None), key=lambda f: f.bound, default=MISSING)

    def legs_over(self, first: int, end: int) -> Mapping[Period, int]:
        told = [p for p in self.told if p.closing == end]
        used = min(told, key=lambda p: (self.given[p].figure.bound, p), default=None)
        return {} if used is None else {used: 1}

    def why(self, period: Period, inside: Sequence[Period], made: Mapping[Period, Figure]) -> str:
        return "missing"


class Flow(Account):
    """What flows between borders. Of what is ``refundable`` more may be paid back than was paid."""

    def __init__(self, quantity: Quantity, given: Mapping[Period, Given], refundable: bool) -> None:
        super().__init__(quantity, given)
        self._refundable, self._money = refundable, quantity.counts == MONEY
        cumulative = [p for p, g in self.given.items() if g.cumulative]
        if cumulative:
            self.falls = {} if refundable else dict(self._falling(cumulative))
            self.so_far = {
                p: Figure(None, CONTRADICTORY) if p in self.falls else self.given[p].figure
                for p in cumulative
                if self.given[p].begins == p.year.opening and self.given[p].figure.amount is not None
            }
        known = sorted(self._stretches())
        self._cells = [(period, amount) for _, _, period, amount in known]
        self._stretch = tuple([stretch for _, stretch, _, _ in known])
        self._ways = ways_over(self._stretch)
        self._hidden = {(g.begins, p.closing) for p, g in self.given.items() if g.figure.amount is None and g.figure == SUPPRESSED}
        for number, way in self._ways.second:
            period, amount = self._cells[number]
            stated, used = Figure(amount, "", self._stretch[number].bound), self._along(way)
            if amount is not None and used.amount is not None and _differ(stated, used):
                self.doubts.append(Doubt("year_total", period, stated, used))

    def _stretches(self) -> Iterator[tuple[tuple[int, int, int], Stretch, Period, int | None]]:
        """What is known, in the order of time, with the cell it is from and its amount: None of money that does not apply, which
        adds nothing."""
        for period, (figure, begins, _) in self.given.items():
            order = (period.opening, -period.grain, begins)
            if figure.amount is not None and period not in self.falls:
                yield order, Stretch(begins, period.closing, figure.bound), period, figure.amount
            elif self._money and figure.mark == "not_applicable" and period.is_part_of_year:
                yield order, Stretch(period.opening, period.closing, 0), period, None

    def _along(self, way: Way) -> Figure:
        steps = [(self._cells[number][1], sign, self._stretch[number].bound) for number, sign in way]
        if all(amount is None for amount, _, _ in steps):
            return Figure(None, "not_applicable")
        return Figure(sum([sign * (amount or 0) for amount, sign, _ in steps]), "", sum([bound for _, _, bound in steps]))

    def follows(self, first: int, end: int) -> Figure:
        way = self._ways.between(first, end)
        return MISSING if way is None else self._along(way)

    def legs_over(self, first: int, end: int) -> Mapping[Period, int]:
        return {self._cells[number][0]: sign for number, sign in self._ways.between(first, end) or ()}

    def hides(self, first: int, end: int) -> bool:
        return (first, end) in self._hidden

    def over(self, first: int, end: int) -> Figure:
        if self.hides(first, end):
            return SUPPRESSED
        found = self.follows(first, end)
        below = found.amount is not None and found.amount + found.bound < 0 and not self._refundable
        return Figure(None, CONTRADICTORY) if below else found

    def why(self, period: Period, inside: Sequence[Period], made: Mapping[Period, Figure]) -> str:
        own = self.given.get(period)
        if own is not None and own.figure.amount is not None:
            return self._before(period)
        if any(p in self.falls and p.closing == period.closing for p in inside):
            return CONTRADICTORY
        if own is not None or not inside:
            return "missing"
        parts = period.parts(max(p.grain for p in inside))
        return over_parts(self.quantity, [made.get(p, MISSING) for p in parts]).mark or "missing"

    def _before(self, period: Period) -> str:
        """Why there is no figure at the border that a cumulative one is taken from."""
        before = period.previous
        found = self.given.get(before)
        if found is None or before in self.falls:
            return "missing" if found is None else CONTRADICTORY
        if found.figure.mark == "not_applicable" and self._money and not before.opens_year:
            return self._before(before)
        return found.figure.mark or "missing"


class Alone(Account):
    """What does not add up over time (persons on a benefit, a median): known for what it is delivered for. Persons counted once
    from the year's start do not become fewer."""

    def __init__(self, quantity: Quantity, given: Mapping[Period, Given]) -> None:
        super().__init__(quantity, given)
        if quantity.kind == "entitlement":
            self.falls = dict(self._falling([p for p, g in self.given.items() if g.cumulative]))
        self._over: dict[tuple[int, int], list[Figure]] = {}
        for period in sorted(self.given, key=lambda p: (p.opening, p.grain)):
            stated, begins, _ = self.given[period]
            there = self._over.setdefault((begins, period.closing), [])
            used = next((f for f in there if f.amount is not None), None)
            if used is not None and stated.amount is not None and _differ(stated, used):
                self.doubts.append(Doubt("year_total", period, stated, used))
            there.append(Figure(None, CONTRADICTORY) if period in self.falls else stated)

    def over(self, first: int, end: int) -> Figure:
        known, there = self.follows(first, end), self._over.get((first, end), ())
        return known if known.amount is not None or not there else Figure(None, worst(f.mark for f in there))

    def follows(self, first: int, end: int) -> Figure:
        return next((f for f in self._over.get((first, end), ()) if f.amount is not None), MISSING)

    def legs_over(self, first: int, end: int) -> Mapping[Period, int]:
        told = (p for p in sorted(self.told) if (self.given[p].begins, p.closing) == (first, end))
        used = next(told, None)
        return {} if used is None else {used: 1}

    def why(self, period: Period, inside: Sequence[Period], made: Mapping[Period, Figure]) -> str:
        return "missing"


def account_of(quantity: Quantity, given: Mapping[Period, Given], refundable: bool) -> Account:
    if quantity.kind == "flow":
        return Flow(quantity, given, refundable)
    return (Stock if quantity.kind == "stock" else Alone)(quantity, given)


def _differ(one: Figure, other: Figure) -> bool:
    """Whether they are further apart than printing explains."""
    return abs(one.known - other.known) > one.bound + other.bound


@lru_cache(maxsize=1024)
def _around(given: frozenset[Period], grains: tuple[Grain, ...]) -> tuple[tuple[Period, tuple[Period, ...]], ...]:
    """The periods of ``grains`` in the years of the ``given`` ones, shorter ones first, each with those that lie inside it."""
    years = sorted({p.year for p in given})
    return tuple(
        (period, tuple(p for p in sorted(given) if p.grain < grain and period.opening <= p.opening and p.closing <= period.closing))
        for grain in sorted(grains)
        for year in years
        for period in year.parts(grain)
    )
