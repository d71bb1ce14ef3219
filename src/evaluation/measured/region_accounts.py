"""What was delivered of every quantity of every region, as accounts that are drawn up when they are asked for.

Most are even: figures of periods that are equally long, none counted from an earlier start, none below zero. Nothing in such an
account contradicts the rest of it, so that nobody has to look. The others are drawn up at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.cell_rows import CellRow
from evaluation.measured.account import Account, Given, account_of
from evaluation.measured.figure import Doubt, Figure
from evaluation.study.months import Grain, start_of_count
from evaluation.study.periods import Period

Of = tuple[str, str]
"""A region and a quantity."""


class _Uneven(NamedTuple):
    """What an account tells that is not even; ``told``: how long periods are that it has an amount for."""

    figures: Mapping[Period, Figure]
    so_far: Mapping[Period, Figure]
    falls: Mapping[Period, tuple[Figure, Figure]]
    doubts: Sequence[Doubt]
    told: frozenset[Grain]


class RegionAccounts:
    """Of ``rows``, of two figures for the same the later one. ``refundable``: quantities of which more may be paid back than was
    paid; ``since``: by table and column the month that cumulative figures are counted from where it is not the year's first;
    ``grains``: what figures are asked for besides those of years and of periods as long as some that are delivered."""

    def __init__(
        self,
        rows: Iterable[CellRow],
        of: Catalogue,
        refundable: Collection[str | None],
        since: Mapping[tuple[str, str], int],
        grains: Collection[Grain],
    ) -> None:
        self.catalogue, self._refundable, self._since = of, refundable, since
        self._rows, of_region = tuple(rows), dict[str, list[CellRow]]()
        for row in self._rows:
            of_region.setdefault(row.region, []).append(row)
        ranged = {q.code for q in of.quantities.values() if q.least is not None or q.most is not None}
        self._regions = {region: DeliveredRows(found, ranged) for region, found in of_region.items()}
        self._asked: dict[Of, Account] = {}
        known = {(q, p.grain) for one in self._regions.values() for q, periods in one.periods.items() for p in set(periods)}
        self._grains = sorted({grain for _, grain in known} | {Grain.YEAR, *grains})
        self._finest = dict(sorted(known, key=lambda pair: -pair[1]))

    @property
    def regions(self) -> Collection[str]:
        """Those with figures of their own."""
        return self._regions.keys()

    @property
    def quantities(self) -> Collection[str]:
        return self._finest.keys()

    def quantities_of(self, region: str) -> Collection[str]:
        """Those that a region has figures of."""
        return self._regions[region].periods.keys() if region in self._regions else ()

    def get(self, region: str, quantity: str) -> Account | None:
        """None where nothing was delivered."""
        if (region, quantity) not in self._asked and (found := self._draw_up(region, quantity)) is not None:
            self._asked[region, quantity] = found
        return self._asked.get((region, quantity))

    def _draw_up(self, region: str, quantity: str) -> Account | None:
        given: dict[Period, Given] = {}
        for row in self._regions[region].rows_of(quantity) if region in self._regions else ():
            if (said := row.figure_of(quantity)) is None:
                continue
            period, cumulative = row.period, said.kind == "cumulative"
            begins = period.opening
            if cumulative:
                month = self._since.get((said.table, said.column))
                begins = period.year.opening if month is None else start_of_count(month, period.closing)
            given[period] = Given(Figure(said.amount, said.mark, said.bound), begins, cumulative)
        return account_of(self.catalogue.quantities[quantity], given, quantity in self._refundable) if given else None

    def figures(self, region: str, quantity: str) -> Mapping[Period, Figure]:
        """Of periods that are delivered, and of longer ones: see :meth:`Account.figures`."""
        if (found := self._uneven.get((region, quantity))) is not None:
            return found.figures
        account = self._asked.get((region, quantity)) or self._draw_up(region, quantity)
        return {} if account is None else account.figures(self._grains_of(quantity))

    def so_far(self, region: str, quantity: str) -> Mapping[Period, Figure]:
        """Of periods for which it was delivered so, a flow from the year's start."""
        found = self._uneven.get((region, quantity))
        return {} if found is None else found.so_far

    def falls(self, region: str, quantity: str) -> Mapping[Period, tuple[Figure, Figure]]:
        """Of what falls from the start that it is counted from: what was delivered, and the most that was earlier."""
        found = self._uneven.get((region, quantity))
        return {} if found is None else found.falls

    @cached_property
    def doubts(self) -> Sequence[tuple[str, str, Doubt]]:
        """What is wrong with what was delivered, in its order."""
        return tuple((*of, doubt) for of, one in self._uneven.items() for doubt in one.doubts)

    def _grains_of(self, quantity: str) -> tuple[Grain, ...]:
        is_stock = self.catalogue.quantities[quantity].kind == "stock"
        return tuple(g for g in self._grains if is_stock or g >= self._finest[quantity])

    @cached_property
    def _uneven(self) -> Mapping[Of, _Uneven]:
        """What those that are not even tell, in the order of their first figures."""
        some = ((row, without) for row in self._rows if (without := self._regions[row.region].without))
        asked = dict.fromkeys((row.region, quantity) for row, without in some for quantity in row.quantities_among(without))
        made = ((of, self._draw_up(*of)) for of in asked)
        return {of: self._look_at(of[1], account) for of, account in made if account is not None}

    def _look_at(self, quantity: str, account: Account) -> _Uneven:
        figures = account.figures(self._grains_of(quantity))  # some doubts are found by this
        return _Uneven(figures, account.so_far, account.falls, account.doubts, frozenset(p.grain for p in account.told))

    def hides(self, region: str, quantity: str, first: int, end: int) -> bool:
        """Whether what was delivered between two borders is suppressed."""
        one = self._regions.get(region)
        if one is None or "suppressed" not in one.marks_of(quantity).values():
            return False
        account = self.get(region, quantity)
        return account is not None and account.hides(first, end)

    def periods_of(self, quantity: str) -> frozenset[Period]:
        """Periods that any region has a figure of a quantity for."""
        found: set[Period] = set()
        alike: set[object] = set()
        is_stock = quantity in self.quantities and self.catalogue.quantities[quantity].kind == "stock"
        for region, one in self._regions.items():
            if (periods := one.periods.get(quantity)) is None:
                continue
            pattern = periods, tuple(one.marks_of(quantity).items()) if is_stock else ()
            if quantity in one.without or pattern not in alike:
                alike.add(pattern)
                found.update(self.figures(region, quantity))
        return frozenset(found)

    @cached_property
    def finest(self) -> Mapping[str, Grain]:
        """The shortest part of time that any region has an amount of each quantity for."""
        told = {(q, grain) for (_, q), one in self._uneven.items() for grain in one.told}
        left = {(q, p.grain) for one in self._regions.values() for q, periods in one.periods.items() for p in periods} - told
        for row in self._rows:
            if not left:
                break
            without, grain = self._regions[row.region].without, row.period.grain
            for quantity in [q for q, _ in row.kinds if (q, grain) in left and q not in without]:
                if (said := row.figure_of(quantity)) is not None and said.amount is not None:
                    told.add((quantity, grain))
                    left.discard((quantity, grain))
        return dict(sorted(told, key=lambda pair: -pair[1]))


class DeliveredRows:
    """The rows of one region: ``periods`` of each quantity, and those quantities that are ``without`` an even account; ``ranged``
    are never even."""

    __slots__ = ("_alike", "_marks", "periods", "without")

    def __init__(self, rows: Sequence[CellRow], ranged: Collection[str]) -> None:
        self.periods, self.without = dict[str, tuple[Period, ...]](), set[str]()
        self._marks: dict[str, dict[Period, str]] = {}
        self._alike: dict[str, dict[frozenset[tuple[str, str]], list[tuple[int, CellRow]]]] = {}
        alike: dict[frozenset[tuple[str, str]], list[tuple[int, CellRow]]] = {}
        for numbered in enumerate(rows):
            alike.setdefault(numbered[1].kinds, []).append(numbered)
        for kinds, of_kinds in alike.items():
            together = tuple(row.period for _, row in of_kinds)
            even = len({*together}) == len(together) and len({p.grain for p in together}) == 1
            for quantity, kind in kinds:
                self._alike.setdefault(quantity, {})[kinds] = of_kinds
                if not even or kind == "cumulative" or quantity in self.periods or quantity in ranged:
                    self.without.add(quantity)
                self.periods[quantity] = self.periods.get(quantity, ()) + together
        for row in rows:
            for quantity, said in row.unusual():
                if said.amount is None:
                    self._marks.setdefault(quantity, {})[row.period] = said.mark
                elif said.amount < 0:
                    self.without.add(quantity)

    def rows_of(self, quantity: str) -> Iterable[CellRow]:
        """Those that may hold it, in their order."""
        return (row for _, row in merge(*self._alike.get(quantity, {}).values(), key=itemgetter(0)))

    def marks_of(self, quantity: str) -> Mapping[Period, str]:
        """What stands instead of its figures."""
        return self._marks.get(quantity, {})
