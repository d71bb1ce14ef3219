"""What figures are taken from: those that were worked out, and what was delivered."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from evaluation.measured.figure import Doubt, Figure, Key
from evaluation.study.periods import Grain, Period


class Follows(Protocol):
    """What was delivered of one quantity of one region."""

    def over(self, first: int, end: int) -> Figure:
        """Over the months between two borders; a stock as it stands at the second."""

    def legs_over(self, first: int, end: int) -> Mapping[Period, int]:
        """The delivered periods that this is made of, each with its sign."""

    def sources(self, period: Period) -> Mapping[Period, int]:
        """The delivered periods that the figure of ``period`` is made of, each with its sign."""


class DeliveredAccounts(Protocol):
    """What was delivered, by region and quantity."""

    @property
    def finest(self) -> Mapping[str, Grain]:
        """The shortest part of time that any region has an amount of each quantity for."""

    @property
    def doubts(self) -> Sequence[tuple[str, str, Doubt]]:
        """By region and quantity, what is wrong with it."""

    def so_far(self, region: str, quantity: str) -> Mapping[Period, Figure]:
        """Of periods for which it was delivered so, a flow from the year's start."""

    def falls(self, region: str, quantity: str) -> Mapping[Period, tuple[Figure, Figure]]:
        """Of what falls from the start that it is counted from: what was delivered, and the most that was earlier."""

    def get(self, region: str, quantity: str) -> Follows | None:
        """None where nothing was."""

    def hides(self, region: str, quantity: str, first: int, end: int) -> bool:
        """Whether what was delivered between two borders is suppressed."""


class FigureSource(Mapping[Key, Figure]):
    """Figures by (region, period, quantity), and what there is of them without working them out."""

    @property
    @abstractmethod
    def regions(self) -> Collection[str]:
        """Those with any figure."""

    @property
    @abstractmethod
    def quantities(self) -> Collection[str]:
        """Those with any figure."""

    @abstractmethod
    def periods_of(self, quantity: str) -> frozenset[Period]:
        """Periods that any region has a figure of a quantity for."""

    @abstractmethod
    def keys_of(self, region: str) -> Iterable[Key]:
        """Those of a region."""

    @abstractmethod
    def without(self, late: frozenset[Period], but: Collection[str]) -> FigureSource:
        """Those of no ``late`` period, and of quantities that are among the ``but``."""


class KnownFigures(FigureSource):
    """Figures that were worked out already."""

    def __init__(self, figures: Mapping[Key, Figure]) -> None:
        self._figures = dict(figures)

    def __getitem__(self, key: Key) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    @property
    def regions(self) -> Collection[str]:
        return {region for region, _, _ in self}

    @property
    def quantities(self) -> Collection[str]:
        return {quantity for _, _, quantity in self}

    def periods_of(self, quantity: str) -> frozenset[Period]:
        return frozenset(p for _, p, q in self if q == quantity)

    def keys_of(self, region: str) -> Iterable[Key]:
        return (key for key in self if key[0] == region)

    def without(self, late: frozenset[Period], but: Collection[str]) -> KnownFigures:
        return KnownFigures({k: f for k, f in self._figures.items() if k[1] not in late or k[2] in but})
