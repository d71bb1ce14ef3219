"""Regions that delivered no row of their own and are made of those inside them: added up exactly, figure by figure.

What is delivered for a region itself is used as it is; it is compared with what lies inside it elsewhere (I2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.coverage import list_periods
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.measured.figure import worst
from evaluation.study.model import Study
from evaluation.study.periods import Period

_LISTED = 12  # regions
_Key = tuple[Period, str]


@dataclass(frozen=True, slots=True)
class Absent:
    """A region inside another one that has no row for some of the periods which others inside it have."""

    region: str
    part: str
    table: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class Inside:
    """``made``: figures of regions, each the sum of all that is listed directly inside it. ``sources``: the delivered cells
    that they are made of, by region. ``absent``: what is lacking in them."""

    made: tuple[Cell, ...] = ()
    sources: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    absent: tuple[Absent, ...] = ()

    @cached_property
    def regions(self) -> frozenset[str]:
        return frozenset(cell.region for cell in self.made)

    def until(self, day: date) -> Inside:
        """That of periods that end by ``day``."""
        return Inside(
            made=tuple(cell for cell in self.made if cell.period.last_day <= day),
            sources={r: kept for r, c in self.sources.items() if (kept := tuple(x for x in c if x.period.last_day <= day))},
            absent=tuple(a for a in self.absent if a.period.last_day <= day),
        )


def add_up(cells: Iterable[Cell], study: Study, catalogue: Catalogue) -> Inside:
    """The sums of what lies inside the reporting regions, and inside regions within them, for each period and quantity that
    they do not deliver themselves and some region inside does. One part that is lacking leaves the sum without an amount."""
    parts = _parts(study)
    if not parts:
        return Inside()
    held: dict[str, dict[_Key, Cell]] = {}
    for cell in cells:
        if catalogue.quantities[cell.quantity].adds_over_regions:
            held.setdefault(cell.region, {})[cell.period, cell.quantity] = cell
    made: list[Cell] = []
    sources: dict[str, list[Cell]] = {}
    absent: dict[Absent, None] = {}
    from_: dict[tuple[str, _Key], list[Cell]] = {}
    for region, inside in parts.items():
        own = held.get(region, {})
        for key in sorted({key for part in inside for key in held.get(part, {})} - own.keys()):
            found = [held.get(part, {}).get(key) for part in inside]
            known = [cell for cell in found if cell is not None]
            cell = _sum(region, known, whole=len(known) == len(inside))
            held.setdefault(region, {})[key] = cell
            made.append(cell)
            below = [c for part in known for c in from_.get((part.region, key), [part])]
            from_[region, key] = below
            sources.setdefault(region, []).extend(below)
            absent.update(
                {Absent(region, part, cell.table, key[0]): None for part, one in zip(inside, found, strict=True) if one is None}
            )
    return Inside(made=tuple(made), sources={r: tuple(c) for r, c in sources.items()}, absent=tuple(absent))


def _parts(study: Study) -> dict[str, list[str]]:
    """What is listed directly inside each reporting region and each region within one, the innermost first."""
    reporting = {r.code for r in study.apart}
    found: dict[str, list[str]] = {}
    for region in study.regions:
        if region.parent and reporting & set(study.path(region.parent)):
            found.setdefault(region.parent, []).append(region.code)
    return dict(sorted(found.items(), key=lambda item: -len(study.path(item[0]))))


def _sum(region: str, parts: Sequence[Cell], *, whole: bool) -> Cell:
    """``parts`` as one cell; without an amount where they are not the ``whole``, of several kinds, or not all known."""
    first, counted = parts[0], [c for c in parts if c.mark != "not_applicable"]
    marks = {c.mark for c in counted if c.amount is None}
    if not whole or len({c.kind for c in parts}) > 1:
        marks.add("missing")
    if whole and not counted:
        marks = {"not_applicable"}
    amount = None if marks else sum(c.amount or 0 for c in counted)
    bound = 0 if marks else sum(c.bound for c in counted)
    return first._replace(region=region, amount=amount, mark=worst(marks) if marks else "", bound=bound, text="")


def findings(inside: Inside, study: Study) -> Iterator[Finding]:
    """That regions are made of those inside them, once for each table, and for each region which of them are lacking."""
    made: dict[str, dict[str, None]] = {}
    for cell in inside.made:
        made.setdefault(cell.table, {})[cell.region] = None
    for table, regions in sorted(made.items()):
        cells = {c.region for region in regions for c in inside.sources[region] if c.table == table}
        title, count = study.file.tables[table].title, f"{len(cells):,}"
        has = "have no row of their own" if len(regions) > 1 else "has no row of its own"
        is_sum = "are sums" if len(regions) > 1 else "is the sum"
        yield Finding(
            severity="reportable",
            code="added_up",
            message=f"{len(regions)} of the regions {has} in '{title.en}' and {is_sum} of the {count} inside "
            f"{'them' if len(regions) > 1 else 'it'} that have: {_names(study, list(regions))}",
            fix="Nothing to do; with rows of their own delivered they would be compared with these sums",
            file=study.file.tables[table].file,
            facts={"regions": f"{len(regions)}", "parts": count},
        )
    lacking: dict[tuple[str, str, str], list[Period]] = {}
    for one in inside.absent:
        lacking.setdefault((one.region, one.table, one.part), []).append(one.period)
    for (region, table, part), periods in lacking.items():
        when, name = list_periods([p.spelled for p in sorted(set(periods))]), study.name_of(part, "en")
        yield Finding(
            severity="reportable",
            code="part_without_row",
            message=f"{region} {study.name_of(region, 'en')} is made of the regions inside it, and {part} {name} has no row for "
            f"{when}: its sums are not known there",
            fix="Deliver the rows, or take the region out of regions.csv where it was none",
            file=study.file.tables[table].file,
            region=region,
            facts={"place": part, "periods": when},
        )


def _names(study: Study, codes: Sequence[str]) -> str:
    more = f" and {len(codes) - _LISTED} more" if len(codes) > _LISTED else ""
    return ", ".join(study.name_of(c, "en") for c in codes[:_LISTED]) + more
