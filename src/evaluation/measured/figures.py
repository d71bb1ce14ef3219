"""The hinge: one amount per region, period and quantity, whatever the grain of the source.

Delivered cells (当期, 累计 or 期末; by quarter or by year) become current-period figures for every quarter and year.
Missing stays missing: a year with a missing quarter has no sum. Money that does not apply in a part of the year adds nothing to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from evaluation.catalogue.catalogue import Catalogue, catalogue
from evaluation.errors import NotMeasured, fit_for_message, near
from evaluation.measured.figure import CONTRADICTORY, MISSING, Doubt, Figure, Key, of_whole, over_parts
from evaluation.measured.figure_source import DeliveredAccounts, FigureSource, KnownFigures
from evaluation.measured.lookups import Tells
from evaluation.study.periods import JANUARY, Calendar, Grain, Period, parse

if TYPE_CHECKING:
    import pandas as pd


class Figures(Mapping[Key, Figure]):
    """Figures by (region, period, quantity); an absent key reads as missing through :meth:`at`.

    ``known`` is the ``get`` of the dictionary, for loops over everything. ``reporting``: the regions that the whole, ``top``, is
    the sum of. ``regions``: all that may be asked for; none says that any may. ``of``: the catalogue, that of the packs in use if
    None. ``accounts``: what was delivered; ``late`` periods have figures of what is set beforehand alone.
    ``tells``: whether a sum is a suppressed figure; None where none follows from others.
    """

    def __init__(
        self,
        figures: Mapping[Key, Figure],
        reporting: tuple[str, ...] = (),
        top: str = "",
        regions: Collection[str] = (),
        of: Catalogue | None = None,
        accounts: DeliveredAccounts | None = None,
        tells: Tells | None = None,
        late: frozenset[Period] = frozenset(),
    ) -> None:
        self.tells = tells
        self._accounts, self._late = accounts, late
        self.catalogue = of or catalogue()
        self._figures = figures if isinstance(figures, FigureSource) else KnownFigures(figures)
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
        if self._accounts is None or (period in self._late and quantity not in self.catalogue.planned_ahead):
            return None
        return self._accounts.falls(region, quantity).get(period)

    @property
    def doubts(self) -> Sequence[tuple[str, str, Doubt]]:
        """By region and quantity, what is wrong with what was delivered."""
        return () if self._accounts is None else self._accounts.doubts

    @cached_property
    def calendar(self) -> Calendar:
        """The one its periods are of."""
        return next((period.calendar for period in self.periods), JANUARY)

    @cached_property
    def periods(self) -> frozenset[Period]:
        """Those with any figure."""
        return frozenset().union(*map(self.periods_of, self.quantities))

    @property
    def quantities(self) -> Collection[str]:
        """Those with any figure."""
        return self._figures.quantities

    def periods_of(self, quantity: str) -> frozenset[Period]:
        """Periods that any region has a figure of a quantity for."""
        return self._figures.periods_of(quantity)

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """Years with any figure, oldest first."""
        return tuple(sorted({p.year for p in self.periods}))

    @cached_property
    def grain(self) -> Grain:
        """The part of a year that most quantities are delivered for, of two the longer; a quarter where the year alone is."""
        counts = Counter(grain for grain in self.finest.values() if grain is not Grain.YEAR)
        return max(counts, key=lambda grain: (counts[grain], grain), default=Grain.QUARTER)

    @cached_property
    def finest(self) -> Mapping[str, Grain]:
        """The shortest part of time that any region delivered an amount of each quantity for."""
        if self._accounts is not None:
            return self._accounts.finest
        return {quantity: min(p.grain for p in self.periods_of(quantity)) for quantity in self.quantities}

    @cached_property
    def having(self) -> frozenset[str]:
        """Regions with any figure."""
        return frozenset(self._figures.regions)

    @cached_property
    def above_whole(self) -> dict[str, list[tuple[str, Period]]]:
        """Regions and parts of a year in which a flow is more than what it is a part of, by more than printing explains."""
        wholes = {code: q.within for code, q in self.catalogue.quantities.items() if q.within and q.kind == "flow"}
        found: dict[str, list[tuple[str, Period]]] = {}
        parts = ((r, p, q) for q in wholes for p in sorted(self.periods_of(q)) if p.is_part_of_year for r in self._figures.regions)
        for region, period, code in parts:
            inner = self.known((region, period, code), MISSING)
            if inner.amount is None:
                continue
            outer = self.known((region, period, wholes[code]), MISSING)
            if outer.amount is not None and inner.amount - inner.bound > outer.amount + outer.bound:
                found.setdefault(code, []).append((region, period))
        return found

    def work_out(self) -> None:
        """All of them, and what is told of them together: for several reports, once before these are made."""
        for region in self.having:
            self._figures.keys_of(region)
        _ = self.above_whole, self.finest, self.years, self.grain, self._grains

    def keys_of(self, region: str) -> list[Key]:
        """Keys of a region, sorted."""
        return sorted(self._figures.keys_of(region))

    def at(self, region: str, period: Period | str, quantity: str) -> Figure:
        """The figure, or one that says it is missing; ``period`` may be spelled (``"2007Q4"``).

        :class:`Refused` for what is no period, a region that the study does not know, and a quantity that neither the study's
        catalogue nor a pack of the package has: none of them is missing. What an account is without has no code and does not apply.
        """
        key = (str(region), period if isinstance(period, Period) else parse(str(period), self.calendar), str(quantity))
        found = self.known(key)
        if found is not None or not key[2]:
            return found or Figure(None, "not_applicable")
        if key[2] not in self.catalogue.quantities and key[2] not in catalogue().quantities:
            raise NotMeasured(f"there is no quantity {fit_for_message(quantity)!r}; {near(key[2], self.catalogue.quantities)}")
        if self._regions and key[0] not in self._regions:
            raise NotMeasured(f"there is no region {fit_for_message(region)!r}; {near(key[0], self._regions)}")
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
        return frozenset(p.grain for p in self.periods)

    def until(self, day: date) -> Figures:
        """Those of periods that end by ``day``, and what was set beforehand for later ones."""
        ahead, late = self.catalogue.planned_ahead, frozenset(p for p in self.periods if p.last_day > day)
        if not any(late & self.periods_of(quantity) for quantity in self.quantities if quantity not in ahead):
            return self
        kept = self._figures.without(late, ahead)
        same = (self._reporting, self._top, self._regions, self.catalogue, self._accounts, self.tells)
        return Figures(kept, *same, late)

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
        accounts, first, end = self._accounts, when[0].opening, when[-1].closing
        if accounts is not None and accounts.hides(region, quantity, first, end):
            return Figure(None, "suppressed")
        if region == self._top and self._reporting and region not in self._reporting and counted.adds_over_regions:
            parts = [self.over(r, when, quantity) for r in self._reporting]
            return of_whole(self._reporting, parts)
        whole = accounts.so_far(region, quantity).get(when[-1]) if accounts is not None and when[0].opens_year else None
        found = whole or over_parts(counted, [self.at(region, p, quantity) for p in when])
        if whole is not None or found.mark not in ("missing", CONTRADICTORY) or accounts is None:
            return found
        account = accounts.get(region, quantity)
        if account is None:
            return found
        follows = account.over(first, end)
        return found if follows.mark == "missing" else follows

    def to_date(self, region: str, period: Period, quantity: str) -> Figure:
        """From the year's start to the end of ``period``; a stock as it stands then, a stated figure as it was stated."""
        counted = self.catalogue.quantities.get(quantity)
        if period.is_year or counted is None or counted.kind in ("stock", "stated"):
            return self.at(region, period, quantity)
        return self.over(region, period.to_date(), quantity) if period.left else self.at(region, period.year, quantity)

    def sources(self, region: str, when: Sequence[Period], quantity: str) -> Mapping[Period, int]:
        """The delivered periods that a region's figure over consecutive periods is made of, each with its sign; empty where there
        is none."""
        account = None if self._accounts is None else self._accounts.get(region, quantity)
        figure = self.at(region, when[0], quantity) if len(when) == 1 else self.over(region, when, quantity)
        if account is None or figure.amount is None:
            return {}
        if len(when) == 1:
            return account.sources(when[0])
        together = account.legs_over(when[0].opening, when[-1].closing)
        return together or {source: sign for p in when for source, sign in account.sources(p).items()}

    def frame(self) -> pd.DataFrame:
        """Tall table: region, period, quantity (str), amount (Int64, base units), mark (str), regions (int)."""
        import pandas as pd

        rows = [(r, p.spelled, q, f.amount, f.mark, f.regions) for (r, p, q), f in sorted(self.items())]
        return pd.DataFrame(rows, columns=["region", "period", "quantity", "amount", "mark", "regions"]).astype({"amount": "Int64"})
