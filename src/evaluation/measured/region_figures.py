"""Figures of every region and of the whole, each worked out from its account when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from evaluation.measured.account import SUPPRESSED
from evaluation.measured.figure import MISSING, Figure, Key, of_whole
from evaluation.measured.figure_source import FigureSource
from evaluation.measured.region_accounts import RegionAccounts
from evaluation.study.periods import Period

_OfPeriods = Mapping[Period, Figure]


class RegionFigures(FigureSource):
    """The whole, ``top``, is the sum over the ``reporting`` regions that have the figure, and suppressed where a figure of its own
    is. ``late`` periods have figures of quantities ``ahead`` alone."""

    def __init__(
        self,
        accounts: RegionAccounts,
        reporting: tuple[str, ...],
        top: str,
        late: frozenset[Period] = frozenset(),
        ahead: Collection[str] = (),
    ) -> None:
        self._accounts, self._reporting, self._top = accounts, reporting, top
        self._late, self._ahead = late, ahead
        self._own: dict[tuple[str, str], _OfPeriods] = {}
        self._shown: dict[tuple[str, str], _OfPeriods] = {}

    def get(self, key: Key, default: Figure | None = None) -> Figure | None:  # type: ignore[override]  # as all call it
        region, period, quantity = key
        return (self._shown.get((region, quantity)) or self._of(region, quantity)).get(period, default)

    def __getitem__(self, key: Key) -> Figure:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Key]:
        return ((region, p, q) for region in self.regions for q in self._quantities_of(region) for p in self._of(region, q))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _of(self, region: str, quantity: str) -> _OfPeriods:
        if (region, quantity) not in self._shown:
            self._shown[region, quantity] = self._show(region, quantity)
        return self._shown[region, quantity]

    def _quantities_of(self, region: str) -> Collection[str]:
        own = self._accounts.quantities_of(region)
        return dict.fromkeys((*own, *filter(self._is_added, self._accounts.quantities))) if region == self._top else own

    def _is_added(self, quantity: str) -> bool:
        known = self._accounts.catalogue.quantities.get(quantity)
        return known is not None and known.adds_over_regions

    def _show(self, region: str, quantity: str) -> _OfPeriods:
        added = region == self._top and self._is_added(quantity)
        found = self._add_up(quantity) if added else self._own_of(region, quantity)
        hidden = self._late if quantity not in self._ahead else ()
        return {p: f for p, f in found.items() if p not in hidden} if hidden else found

    def _own_of(self, region: str, quantity: str) -> _OfPeriods:
        if (region, quantity) not in self._own:
            self._own[region, quantity] = self._accounts.figures(region, quantity)
        return self._own[region, quantity]

    def _add_up(self, quantity: str) -> _OfPeriods:
        made: dict[Period, Figure] = {}
        of = [self._own_of(region, quantity) for region in self._reporting]
        for period in sorted(self._accounts.periods_of(quantity)):
            hides = self._top not in self._reporting and self._accounts.hides(self._top, quantity, period.opening, period.closing)
            made[period] = SUPPRESSED if hides else of_whole(self._reporting, [own.get(period, MISSING) for own in of])
        return made

    @cached_property
    def regions(self) -> Collection[str]:
        return dict.fromkeys((*self._accounts.regions, *([self._top] if any(map(self._is_added, self.quantities)) else [])))

    @property
    def quantities(self) -> Collection[str]:
        return self._accounts.quantities

    @cached_property
    def _periods(self) -> dict[str, frozenset[Period]]:
        return {}

    def periods_of(self, quantity: str) -> frozenset[Period]:
        if quantity not in self._periods:
            hidden = self._late if quantity not in self._ahead else ()
            self._periods[quantity] = self._accounts.periods_of(quantity).difference(hidden)
        return self._periods[quantity]

    def keys_of(self, region: str) -> Iterable[Key]:
        return [(region, p, q) for q in self._quantities_of(region) for p in self._of(region, q)]

    def without(self, late: frozenset[Period], but: Collection[str]) -> RegionFigures:
        return RegionFigures(self._accounts, self._reporting, self._top, late, but)
