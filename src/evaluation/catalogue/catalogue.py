"""What there is to measure for one study, as a value: two studies opened in one process never share theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from evaluation.catalogue.breakdowns import Breakdown, breakdowns_of
from evaluation.catalogue.clauses import Clause, ClausePart, check_duties, clauses_of, parts_of
from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.duty import Duty
from evaluation.catalogue.fund import DeclaredFund
from evaluation.catalogue.fund_entry import FundDrops
from evaluation.catalogue.groups import Bound, Identity, QuantityGroup
from evaluation.catalogue.known_packs import known_packs, shipped_packs
from evaluation.catalogue.model import Indicator, Quantity
from evaluation.catalogue.pack import Pack, choose
from evaluation.catalogue.roles import PageEntries, TrainingStream
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sources import Source, read
from evaluation.study.base import Words
from evaluation.study.counted import MONEY, SHIPPED, Counts
from evaluation.study.model import Study


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """Quantities, indicators and groups by their codes, the clauses of the documents they come from, and what must hold.

    ``declared_by``: the packs it is made of. ``sources``: the file that declares each indicator and quantity, by its path
    there. ``also``: other words they are searched by. ``reasons``: why entries take the place of others, by section and
    code of :attr:`Entries.reasons`.
    """

    quantities: Mapping[str, Quantity]
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, QuantityGroup]
    fund: DeclaredFund
    pages: PageEntries
    declared_by: tuple[Pack, ...] = ()
    identities: tuple[Identity, ...] = ()
    bounds: tuple[Bound, ...] = ()
    duties: Mapping[str, Duty] = field(default_factory=dict)
    sources: Mapping[tuple[str, ...], Source] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    counts: Counts = SHIPPED
    fund_drops: FundDrops | None = None

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Clauses of the documents of its packs."""
        return clauses_of(self.declared_by, self.parts, self.indicators)

    @cached_property
    def parts(self) -> Mapping[str, ClausePart]:
        """What answers a sentence of a clause beside indicators."""
        return parts_of(self.declared_by)

    @cached_property
    def packs(self) -> tuple[str, ...]:
        """The folders of the packs it is made of."""
        return tuple(pack.name for pack in self.declared_by)

    def check_clauses(self) -> None:
        """:class:`Refused` for a clause that names what is not there, and a duty that cites a clause which is none."""
        check_duties(self.duties, self.sources, self.clauses)

    def role(self, name: str) -> tuple[str, ...]:
        """Codes that packs and the study give the role ``name``, one of :data:`~evaluation.catalogue.roles.ROLES`; the foremost
        first."""
        return self.pages.roles.get(name, ())

    @property
    def streams(self) -> Mapping[str, TrainingStream]:
        """Training streams by the quantity of their trained persons."""
        return self.pages.streams

    @cached_property
    def items(self) -> frozenset[str]:
        """Items of money: one that does not apply adds nothing to a sum of several."""
        return frozenset(q.code for group in self.groups.values() for q in group.of if q.counts == MONEY)

    @cached_property
    def planned_ahead(self) -> frozenset[str]:
        """Set for a period before it ends: known, as a plan, while it is not over."""
        return frozenset(q.code for q in self.quantities.values() if q.plan)

    @cached_property
    def never_added(self) -> frozenset[str]:
        """Figures that others worked out, which regions do not make the whole of."""
        return frozenset(q.code for q in self.quantities.values() if not q.adds_over_regions)

    @cached_property
    def in_parts(self) -> frozenset[str]:
        """Figures of which parts of a year do not make the year."""
        return frozenset(q.code for q in self.quantities.values() if not q.adds_over_time)

    @cached_property
    def lacking(self) -> Mapping[str, Words]:
        """Quantities that the study's scheme has not, by their codes, and why ('without' of groups)."""
        return {code: reason for group in self.groups.values() for code, reason in group.lacks.items()}

    @cached_property
    def counted(self) -> Mapping[str, str]:
        """What each quantity counts, by their codes."""
        return {q.code: q.counts for q in self.quantities.values()}

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Ways in which quantities are told apart, in the order of these."""
        declared = ((code, source) for (kind, code), source in self.sources.items() if kind == "quantities")
        return tuple(found for code, source in declared for found in breakdowns_of(code, read(source).quantities[code]))

    @cached_property
    def known_indicators(self) -> tuple[Known, ...]:
        """Indicators with what they are called, to be searched."""
        return self._entries_of(self.indicators)

    @cached_property
    def known_quantities(self) -> tuple[Known, ...]:
        """Quantities with what they are called, to be searched."""
        return self._entries_of(self.quantities)

    @cached_property
    def own_sources(self) -> tuple[Source, ...]:
        """Files of entries that are the study's or its project's, not the package's."""
        return tuple(s for s in dict.fromkeys(self.sources.values()) if s.is_own)

    def suggest(self, name: str, among: Collection[str]) -> str:
        """What to say of a ``name`` that is none of the codes ``among``: those near it by spelling or meaning."""
        known = {entry.code: entry for entry in (*self.known_quantities, *self.known_indicators) if entry.code in among}
        return suggest(name, [known.get(code) or Known(code) for code in among])

    def place(self, kind: str, code: str) -> str:
        """Where an entry of ``indicators`` or ``quantities`` is declared: its pack, file and line."""
        source = self.sources[kind, code]
        return f"{source.owner} ({source.where((kind, code))})"

    @cached_property
    def known_groups(self) -> tuple[Known, ...]:
        """Groups with what their sums are called, to be searched."""
        return self._entries_of(self.groups)

    def _entries_of(
        self, kind: Mapping[str, Indicator] | Mapping[str, Quantity] | Mapping[str, QuantityGroup]
    ) -> tuple[Known, ...]:
        return tuple(Known(c, (e.title["zh"], e.title["en"]), self.also.get(c, ())) for c, e in kind.items())


def catalogue() -> Catalogue:
    """That of the packs which come with the package, but for those that a study has to name."""
    return _build(choose(None, shipped_packs(), ""), ())


def catalogue_of(study: Study, root: Path) -> Catalogue:
    """That of a study of the project at ``root``: the packs it names (all there are, the project's own too, where it names none)
    and the entries of its own ``catalogue.yml``. :class:`Refused` with everything that is wrong in them."""
    packs = choose(study.file.packs, known_packs(root), f"params/{study.name}/study.yml, packs")
    own = (Source(study.entries.path, "", study.entries.text),) if study.entries else ()
    return _build(packs, own, study.counts)


def catalogue_in(root: Path) -> Catalogue:
    """That of all packs there are for the project at ``root``, but for those that a study has to name."""
    return _build(choose(None, known_packs(root), ""), ())


def every_catalogue(root: Path | None) -> list[Catalogue]:
    """That of all packs, and of each pack alone that a study has to name, of the package and of the project at ``root``."""
    known = known_packs(root) if root else shipped_packs()
    named = [pack.called for pack in known.values() if pack.said.named]
    return [_build(choose(names, known, ""), ()) for names in (None, *([name] for name in named))]


@lru_cache(maxsize=8)
def _build(packs: tuple[Pack, ...], own: tuple[Source, ...], counts: Counts = SHIPPED) -> Catalogue:
    """What follows from the texts of the files and the study's money alone."""
    made = compile_entries((*(source for pack in packs for source in pack.sources), *own), counts)
    found = Catalogue(
        quantities=made.quantities,
        indicators=made.indicators,
        groups=made.groups,
        fund=made.fund,
        pages=made.pages,
        declared_by=packs,
        fund_drops=made.fund_drops,
        identities=made.identities,
        bounds=made.bounds,
        duties=made.duties,
        sources=made.sources,
        also=made.also,
        reasons=made.reasons,
        counts=made.counts,
    )
    if any(pack.own for pack in packs):  # those of the package are read where they are cited
        found.check_clauses()
    return found
