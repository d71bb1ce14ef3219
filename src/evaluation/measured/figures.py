"""The hinge: one amount per region, period and quantity, whatever the grain of the source.

Delivered cells (当期, 累计 or 期末; by quarter or by year) become current-period figures for every quarter and year.
Missing stays missing: a year with a missing quarter has no sum. Money that does not apply in a part of the year adds nothing to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from evaluation.catalogue.catalogue import Catalogue, catalogue
from evaluation.catalogue.model import Quantity
from evaluation.errors import Refused, fit_for_message, near
from evaluation.measured.lookups import Tells
from evaluation.study.counted import MONEY
from evaluation.study.periods import JANUARY, Calendar, Grain, Period, parse

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, Period, str]
CONTRADICTORY = "contradictory"
"""Mark of what is impossible by more than printing explains: a part above its whole, a cumulative figure that falls."""
_WORST = (CONTRADICTORY, "missing", "suppressed", "below_precision", "no_standard", "not_applicable")


class Figure(NamedTuple):
    """``amount`` in base units or None with a ``mark`` that says why; ``bound``: the most that printing may have rounded away;
    ``regions``: how many reporting regions are in it, ``without`` which are not: what does not apply there is not lacking."""

    amount: int | None
    mark: str = ""
    bound: int = 0
    regions: int = 1
    without: frozenset[str] = frozenset()

    @property
    def known(self) -> int:
        """The amount; ``ValueError`` where there is none."""
        if self.amount is None:
            raise ValueError(f"the figure is {self.mark} and has no amount")
        return self.amount


class Doubt(NamedTuple):
    """What is wrong with the figures delivered for a ``period``, by the code of its finding: what is ``stated``, and what
    others of the same region and quantity give for it."""

    code: str
    period: Period
    stated: Figure
    used: Figure


class Follows(Protocol):
    """What was delivered of one quantity of one region."""

    @property
    def told(self) -> Collection[Period]:
        """The periods that an amount was delivered for."""

    def over(self, first: int, end: int) -> Figure:
        """Over the months between two borders; a stock as it stands at the second."""

    def hides(self, first: int, end: int) -> bool:
        """Whether what was delivered between the two borders is suppressed."""


MISSING = Figure(None, "missing")
_NOBODY: frozenset[str] = frozenset()


class Figures(Mapping[Key, Figure]):
    """Figures by (region, period, quantity); an absent key reads as missing through :meth:`at`.

    ``known`` is the ``get`` of the dictionary, for loops over everything. ``so_far``: flows from their year's
    start to the period's end where a table delivers them so, of the whole over the ``reporting`` regions that have it.
    ``falls``: of those of them that are contradictory, what was delivered, and more earlier in the year.
    ``regions``: all that may be asked for; none says that any may. ``of``: the catalogue, that of the packs in use if None.
    ``accounts``: what was delivered, by region and quantity; ``doubts``: what is wrong with it.
    ``tells``: whether a sum is a suppressed figure; None where none follows from others.
    """

    def __init__(
        self,
        figures: Mapping[Key, Figure],
        so_far: Mapping[Key, Figure] | None = None,
        reporting: tuple[str, ...] = (),
        top: str = "",
        regions: Collection[str] = (),
        falls: Mapping[Key, tuple[Figure, Figure]] | None = None,
        of: Catalogue | None = None,
        accounts: Mapping[tuple[str, str], Follows] | None = None,
        doubts: Sequence[tuple[str, str, Doubt]] = (),
        tells: Tells | None = None,
    ) -> None:
        self.tells = tells
        self._accounts, self.doubts = accounts or {}, doubts
        self.catalogue, self._figures = of or catalogue(), dict(figures)
        self._so_far, self._falls = dict(so_far or {}), dict(falls or {})
        self._reporting, self._top, self._regions = reporting, top, regions
        self.known = self._figures.get
        self._over: dict[tuple[str, tuple[Period, ...], str], Figure] = {}

    def __getitem__(self, key: Key) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def fall(self, region: str, period: Period, quantity: str) -> tuple[Figure, Figure] | None:
        """What is delivered from the year's start, and the most that was earlier in the year, where that was more."""
        return self._falls.get((region, period, quantity))

    @cached_property
    def calendar(self) -> Calendar:
        """The one its periods are of."""
        return next((period.calendar for _, period, _ in self._figures), JANUARY)

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """Years with any figure, oldest first."""
        return tuple(sorted({p.year for p in {p for _, p, _ in self._figures}}))

    @cached_property
    def grain(self) -> Grain:
        """The part of a year that most quantities are delivered for, of two the longer; a quarter where the year alone is."""
        counts = Counter(grain for grain in self.finest.values() if grain is not Grain.YEAR)
        return max(counts, key=lambda grain: (counts[grain], grain), default=Grain.QUARTER)

    @cached_property
    def finest(self) -> Mapping[str, Grain]:
        """The shortest part of time that any region delivered an amount of each quantity for."""
        delivered = ((q, p) for (_, q), account in self._accounts.items() for p in account.told)
        pairs = delivered if self._accounts else ((q, p) for _, p, q in self)
        return dict(sorted(((q, p.grain) for q, p in pairs), key=lambda pair: -pair[1]))

    @cached_property
    def above_whole(self) -> dict[str, list[tuple[str, Period]]]:
        """Regions and parts of a year in which a flow is more than what it is a part of, by more than printing explains."""
        wholes = {code: q.within for code, q in self.catalogue.quantities.items() if q.within and q.kind == "flow"}
        found: dict[str, list[tuple[str, Period]]] = {}
        for (region, period, code), inner in self._figures.items():
            if inner.amount is None or code not in wholes or not period.is_part_of_year:
                continue
            outer = self.known((region, period, wholes[code]), MISSING)
            if outer.amount is not None and inner.amount - inner.bound > outer.amount + outer.bound:
                found.setdefault(code, []).append((region, period))
        return found

    @cached_property
    def by_region(self) -> dict[str, tuple[Key, ...]]:
        """Keys of each region that has any, sorted."""
        found: dict[str, list[Key]] = {}
        for key in self._figures:
            found.setdefault(key[0], []).append(key)
        return {region: tuple(sorted(keys)) for region, keys in found.items()}

    def at(self, region: str, period: Period | str, quantity: str) -> Figure:
        """The figure, or one that says it is missing; ``period`` may be spelled (``"2007Q4"``).

        :class:`Refused` for what is no period, a region that the study does not know, and a quantity that neither the study's
        catalogue nor a pack of the package has: none of them is missing.
        """
        key = (str(region), period if isinstance(period, Period) else parse(str(period), self.calendar), str(quantity))
        found = self.known(key)
        if found is not None:
            return found
        if key[2] not in self.catalogue.quantities and key[2] not in catalogue().quantities:
            raise Refused(f"there is no quantity {fit_for_message(quantity)!r}; {near(key[2], self.catalogue.quantities)}")
        if self._regions and key[0] not in self._regions:
            raise Refused(f"there is no region {fit_for_message(region)!r}; {near(key[0], self._regions)}")
        return self._of_another_length(*key)

    def _of_another_length(self, region: str, period: Period, quantity: str) -> Figure:
        """The figure of a period as long as none that was worked out, from shorter ones."""
        shorter = max((g for g in self._grains if g < period.grain), default=None)
        if period.grain in self._grains or shorter is None:
            return MISSING
        if self.catalogue.quantities[quantity].kind == "stock":
            return self.at(region, period.last(shorter), quantity)
        return self.over(region, period.parts(shorter), quantity)

    @cached_property
    def _grains(self) -> frozenset[Grain]:
        return frozenset(p.grain for _, p, _ in self._figures)

    def until(self, day: date) -> Figures:
        """Those of periods that end by ``day``, and what was set beforehand for later ones."""
        ahead = self.catalogue.planned_ahead
        kept = {k: f for k, f in self._figures.items() if k[2] in ahead or k[1].last_day <= day}
        if len(kept) == len(self):
            return self
        falls = {key: fall for key, fall in self._falls.items() if key in kept}
        return Figures(
            kept,
            self._so_far,
            self._reporting,
            self._top,
            self._regions,
            falls,
            self.catalogue,
            self._accounts,
            self.doubts,
            self.tells,
        )

    def over(self, region: str, when: Sequence[Period], quantity: str) -> Figure:
        """A flow over consecutive periods: as it was delivered from the year's start, else their sum (:func:`over_parts`), else
        what follows for all of them together. Of the whole the sum over the regions that have it."""
        asked = (region, tuple(when), quantity)
        if asked not in self._over:
            self._over[asked] = self._work_out(*asked)
        return self._over[asked]

    def _work_out(self, region: str, when: tuple[Period, ...], quantity: str) -> Figure:
        if (counted := self.catalogue.quantities.get(quantity)) is None:
            return self.at(region, when[-1], quantity)
        account = self._accounts.get((region, quantity))
        if account is not None and account.hides(when[0].opening, when[-1].closing):
            return Figure(None, "suppressed")
        if region == self._top and self._reporting and region not in self._reporting and counted.adds_over_regions:
            parts = [self.over(r, when, quantity) for r in self._reporting]
            return of_whole(self._reporting, parts)
        whole = self._so_far.get((region, when[-1], quantity)) if when[0].opens_year else None
        found = whole or over_parts(counted, [self.at(region, p, quantity) for p in when])
        if whole is not None or found.mark not in ("missing", CONTRADICTORY) or account is None:
            return found
        follows = account.over(when[0].opening, when[-1].closing)
        return found if follows.mark == "missing" else follows

    def to_date(self, region: str, period: Period, quantity: str) -> Figure:
        """From the year's start to the end of ``period``; a stock as it stands then, a stated figure as it was stated."""
        counted = self.catalogue.quantities.get(quantity)
        if period.is_year or counted is None or counted.kind in ("stock", "stated"):
            return self.at(region, period, quantity)
        return self.over(region, period.to_date(), quantity) if period.left else self.at(region, period.year, quantity)

    def frame(self) -> pd.DataFrame:
        """Tall table: region, period, quantity (str), amount (Int64, base units), mark (str), regions (int)."""
        import pandas as pd

        rows = [(r, p.spelled, q, f.amount, f.mark, f.regions) for (r, p, q), f in sorted(self._figures.items())]
        return pd.DataFrame(rows, columns=["region", "period", "quantity", "amount", "mark", "regions"]).astype({"amount": "Int64"})


def worst(marks: Iterable[str]) -> str:
    """The mark to show for a figure built from others: suppressed only where nothing else that it needs is missing."""
    found = set(marks)
    return next((mark for mark in _WORST if mark in found), "missing")


def add(figures: Iterable[Figure]) -> Figure:
    """Sum of figures; without an amount as soon as one has none, and of figures of the whole that are not of the same
    regions."""
    figures = list(figures)
    amounts = [f.amount for f in figures if f.amount is not None]
    if len(amounts) < len(figures):
        return Figure(None, worst(f.mark for f in figures if f.amount is None))
    if not alike(figures):
        return MISSING
    first = figures[0] if figures else Figure(0)
    return Figure(sum(amounts), "", sum([f.bound for f in figures]), first.regions, first.without)


def add_money(figures: Iterable[Figure]) -> Figure:
    """As :func:`add`, but what does not apply adds nothing to the others: the sum does not apply where none of them does."""
    figures = list(figures)
    return add([f for f in figures if f.mark != "not_applicable"] or figures)


def over_parts(quantity: Quantity, parts: Iterable[Figure]) -> Figure:
    """Sum of a flow over parts of time. Counts have to apply in each: a rate would take a part of the year as all of it. What does
    not add up over time is the figure of one part, and missing of several."""
    if not quantity.adds_over_time:
        several = tuple(parts)
        return several[0] if len(several) == 1 else MISSING
    return add_money(parts) if quantity.counts == MONEY else add(parts)


def alike(figures: Iterable[Figure]) -> bool:
    """Whether figures of the whole lack the same regions, so that they may be added, subtracted and divided."""
    return len({f.without for f in figures if f.amount is not None}) < 2


def of_whole(regions: Sequence[str], parts: Sequence[Figure]) -> Figure:
    """The sum over the ``regions`` that have the figure."""
    known, without = [(amount, bound) for amount, _, bound, _, _ in parts if amount is not None], _NOBODY
    if not known:
        return Figure(None, worst(f.mark for f in parts), 0, 0)
    if len(known) < len(parts):
        without = frozenset(r for r, f in zip(regions, parts, strict=True) if f.mark not in ("", "not_applicable"))
    return Figure(sum([a for a, _ in known]), "", sum([b for _, b in known]), len(known), without)
