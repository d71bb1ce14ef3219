"""Sums that must hold between delivered figures, as plain equations: over time, over regions, and as entries say.

A flow is what its account rose by between two borders; a stock is what stands at one; what never adds up over time is known for
its own months alone. What a delivered figure tells is no unknown any more: its borders are joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.groups import Identity
from evaluation.catalogue.model import Expression, Term, When
from evaluation.data.tall import Cell
from evaluation.measured.row_space import RowSpace
from evaluation.study.model import Study
from evaluation.study.months import YEAR, Months, start_of_count
from evaluation.study.periods import Period

Of = tuple[str, str]
"""A region and a quantity."""
_KNOWN: Of = ("", "")
Form = frozenset[tuple[int, Fraction]]
Way = frozenset["Identity | None"]
"""What a figure follows by besides other periods of its own: identities, and None for regions that make a larger one."""


class Unknown(NamedTuple):
    """The account of a flow or a stock at the border ``end``; of what never adds up over time, over the months from ``first``."""

    of: Of
    end: int
    first: int = -1


class Sum(NamedTuple):
    """Coefficients that add up to 0; ``identity`` is what says so, None where regions make a larger one."""

    of: Mapping[Unknown, int]
    identity: Identity | None


class Sums:
    """``cells`` are the figures shown, printed totals among them, and those that are suppressed. ``told``: what is shown is no
    unknown."""

    def __init__(self, cells: Iterable[Cell], study: Study, catalogue: Catalogue, told: bool = True) -> None:
        self._study, self._catalogue = study, catalogue
        self.cells = tuple(c for c in cells if catalogue.quantities[c.quantity].kind != "stated")
        self._same: dict[Unknown, Unknown] = {}
        self._others: dict[Of, Sums] = {}
        self._spaces: dict[Way, tuple[RowSpace[Unknown], Sequence[Sum]]] = {}
        self._months: dict[Of, set[Months]] = defaultdict(set)
        for cell in self.cells:
            self._months[cell.region, cell.quantity].add(self._months_of(cell))
            if told and (cell.amount is not None or cell.mark == "not_applicable"):
                self._join(cell)

    def ways_for(self, cell: Cell) -> frozenset[Way]:
        """Every way in which the figure of a suppressed ``cell`` follows, each the least that it needs; none where it does not."""
        if self._shorten(self.figure_of(cell)):
            return self._ways(cell)
        return frozenset((Way(), *self._without(cell.region, cell.quantity)._ways(cell)))

    def _ways(self, cell: Cell) -> frozenset[Way]:
        """Those by sums: whatever one needs is left out in turn, so that each that does without it is found."""
        asked, found = self._shorten(self.figure_of(cell)), set[Way]()
        waiting, seen = [Way()], {Way()}
        while waiting:
            left_out = waiting.pop()
            space, sums = self._space_without(left_out)
            if (numbers := space.sums_for(asked)) is None:
                continue
            needs = frozenset(sums[number].identity for number in numbers)
            found.add(needs)
            more = {left_out | {one} for one in needs} - seen
            seen |= more
            waiting += more
        return frozenset(way for way in found if not any(other < way for other in found))

    def _without(self, region: str, quantity: str) -> Sums:
        """Those of all but what is shown of one figure, of which only the suppressed cells are left."""
        key = region, quantity
        if key not in self._others:
            cells = (c for c in self.cells if (c.region, c.quantity) != key or c.mark == "suppressed")
            self._others[key] = Sums(cells, self._study, self._catalogue)
        return self._others[key]

    def form(self, figure: Mapping[Unknown, int]) -> Form:
        """What the sums leave of ``figure``; the same for figures that are one, or a multiple of it."""
        return self._whole_space.form(self._shorten(figure))

    def over(self, region: str, quantity: str, periods: Iterable[Period]) -> Counter[Unknown]:
        """A figure over ``periods``, as unknowns."""
        found: Counter[Unknown] = Counter()
        for period in periods:
            for unknown, by in self.figure(region, quantity, period.months).items():
                found[unknown] += by
        return found

    @cached_property
    def quantities(self) -> frozenset[str]:
        """Those of what is suppressed, and of all that stands in a sum with them."""
        hidden = (c.quantity for c in self.cells if c.mark == "suppressed")
        return frozenset((*hidden, *(u.of[1] for s in self._all for u in s.of)))

    @cached_property
    def _whole_space(self) -> RowSpace[Unknown]:
        return RowSpace([s.of for s in self._all], None)

    def figure_of(self, cell: Cell) -> Counter[Unknown]:
        return self.figure(cell.region, cell.quantity, self._months_of(cell))

    @cached_property
    def _all(self) -> list[Sum]:
        return [s for s in self._holding() if s.of]

    @cached_property
    def _asked(self) -> frozenset[Unknown]:
        hidden = (c for c in self.cells if c.mark == "suppressed")
        return frozenset(u for c in hidden for u in self._shorten(self.figure_of(c)))

    def _space_without(self, left_out: Way) -> tuple[RowSpace[Unknown], Sequence[Sum]]:
        """What follows from the sums but those ``left_out``, and these sums."""
        if left_out not in self._spaces:
            sums = [s for s in self._all if s.identity not in left_out]
            self._spaces[left_out] = RowSpace([s.of for s in sums], self._asked), sums
        return self._spaces[left_out]

    def _months_of(self, cell: Cell) -> Months:
        if cell.kind != "cumulative":
            return cell.period.months
        since = self._study.counted_from.get((cell.table, cell.column))
        begins = cell.period.year.opening if since is None else start_of_count(since, cell.period.closing)
        return Months(begins, cell.period.closing)

    def figure(self, region: str, quantity: str, months: Months) -> Counter[Unknown]:
        of = (region, quantity)
        match self._catalogue.quantities[quantity].kind:
            case "flow":
                return Counter({Unknown(of, months.end): 1, Unknown(of, months.first): -1})
            case "stock":
                return Counter({Unknown(of, months.end): 1})
            case _:
                return Counter({Unknown(of, months.end, months.first): 1})

    def _join(self, cell: Cell) -> None:
        unknowns = [self._root(u) for u in self.figure_of(cell)]
        one, other = unknowns if len(unknowns) == 2 else (unknowns[0], Unknown(_KNOWN, 0))
        if one != other:
            self._same[one] = other

    def _root(self, unknown: Unknown) -> Unknown:
        while (above := self._same.get(unknown)) is not None:
            unknown = above
        return unknown

    def _shorten(self, figure: Mapping[Unknown, int]) -> Mapping[Unknown, int]:
        """``figure`` without what is known of it."""
        left: Counter[Unknown] = Counter()
        for unknown, by in figure.items():
            left[self._root(unknown)] += by
        return {u: by for u, by in left.items() if by and u.of != _KNOWN}

    def _holding(self) -> Iterator[Sum]:
        """The sums over regions and of entries that touch what is suppressed, through others too."""
        waiting = dict.fromkeys((c.region, c.quantity) for c in self.cells if c.mark == "suppressed")
        seen, done = set(waiting), set[Of]()
        while waiting:
            for parts, identity in self._around(*waiting.popitem()[0], done):
                reached = dict.fromkeys((r, t.quantity.code) for r, t in parts)
                waiting |= {of: None for of in reached if of not in seen}
                seen |= reached.keys()
                for months in self._stretches(reached):
                    yield Sum(self._shorten(self._total(parts, months)), identity)

    def _around(self, region: str, quantity: str, done: set[Of]) -> Iterator[tuple[list[tuple[str, Term]], Identity | None]]:
        """The terms of each that is not ``done``, each of a region."""
        one, top = self._catalogue.quantities[quantity], self._study.top.code
        for whole in dict.fromkeys((region, self._parent.get(region, ""))):
            if (whole, quantity) not in done and whole and (members := self._members(whole, quantity)):
                yield [(whole, Term(-1, one, When.THIS)), *((m, Term(1, one, When.THIS)) for m in members)], None
            done.add((whole, quantity))
        for identity in self._naming.get(quantity, ()):
            if (key := (region, f"={identity.code}")) not in done:
                done.add(key)
                terms = (*identity.left.terms, *_less(identity.right))
                yield [(top if t.when is When.WHOLE else region, t) for t in terms], identity

    @cached_property
    def _naming(self) -> Mapping[str, list[Identity]]:
        found: dict[str, list[Identity]] = defaultdict(list)
        for identity in self._catalogue.identities:
            for code in {t.quantity.code for t in (*identity.left.terms, *identity.right.terms)}:
                found[code].append(identity)
        return found

    @cached_property
    def _parent(self) -> Mapping[str, str]:
        """The region that a region is added up to: of one that reports the whole."""
        top, apart = self._study.top.code, {r.code for r in self._study.apart}
        return {r.code: top if r.code in apart else r.parent for r in self._study.regions if r.parent}

    def _members(self, whole: str, quantity: str) -> tuple[str, ...]:
        """What ``whole`` is made of: the regions listed directly inside it, if they are all. Of the whole of the study those that
        report, and what lies beside them where it has figures of the quantity."""
        if whole != self._study.top.code:
            return () if whole in self._incomplete else self._children.get(whole, ())
        apart = {r.code for r in self._study.apart}
        if whole in apart:
            return ()
        above = {code for region in apart for code in self._study.path(region)}
        beside = [r.code for r in self._study.regions if r.code not in above and not apart & set(self._study.path(r.code))]
        having = [code for code in beside if (code, quantity) in self._months]
        return (*sorted(apart), *(c for c in having if not set(self._study.path(c)[1:]) & set(having)))

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for region in self._study.regions:
            found[region.parent] = (*found.get(region.parent, ()), region.code)
        return found

    @cached_property
    def _incomplete(self) -> frozenset[str]:
        """Regions that are more, or less, than all that is listed inside them by some figure that is shown."""
        shown = {(c.region, c.quantity, self._months_of(c)): c for c in self.cells if c.amount is not None}
        found = set()
        for (region, quantity, months), cell in shown.items():
            parts = [shown.get((part, quantity, months)) for part in self._children.get(region, ())]
            known = [p for p in parts if p is not None]
            if known and len(known) == len(parts) and region != self._study.top.code:
                apart = abs(sum(p.amount or 0 for p in known) - (cell.amount or 0))
                if apart > cell.bound + sum(p.bound for p in known):
                    found.add(region)
        return frozenset(found)

    def _stretches(self, reached: Iterable[Of]) -> Sequence[Months]:
        """The months over which a sum of these is worth looking at: between two borders of theirs next to each other; of what never
        adds up over time those it is delivered for."""
        reached = tuple(reached)
        alone = [of for of in reached if self._catalogue.quantities[of[1]].kind == "entitlement"]
        months = {m for of in alone or reached for m in self._months.get(of, ())}
        if alone:
            return sorted(months)
        borders = sorted({border for m in months for border in m})
        return [Months(borders[0] - 1, borders[0]), *(Months(*pair) for pair in pairwise(borders))] if borders else ()

    def _total(self, parts: Iterable[tuple[str, Term]], months: Months) -> Counter[Unknown]:
        found: Counter[Unknown] = Counter()
        for of, term in parts:
            for unknown, by in self.figure(of, term.quantity.code, self._span(term, months)).items():
                found[unknown] += term.coefficient * by
        return found

    def _span(self, term: Term, months: Months) -> Months:
        """The months that ``term`` takes its figure over, of a sum over ``months``."""
        starts = self._study.file.period.calendar.starts
        opening = start_of_count(starts, months.end)
        match term.when:
            case When.OPENING:
                return Months(months.first - 1, months.first)
            case When.LAST_YEAR:
                return Months(months.first - YEAR, months.end - YEAR)
            case When.TRAILING_YEAR:
                return Months(months.end - YEAR, months.end)
            case When.TO_DATE:
                return Months(opening, months.end)
            case When.OF_YEAR:
                return Months(opening, opening + YEAR)
            case _:
                return months


def _less(side: Expression) -> list[Term]:
    return [Term(-term.coefficient, term.quantity, term.when) for term in side.terms]
