"""Follow-up of assistance: sums of ``assistance.csv``, and where they miss the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.roles import Recorded
from evaluation.data.tall import Cell
from evaluation.measured.figures import Figures
from evaluation.study.model import Study
from evaluation.study.periods import Grain, Period
from evaluation.study.watch import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPart:
    """``count`` cases of one part, of ``of`` where they have a whole of their own."""

    part: str
    count: int
    of: int | None

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.count * 100, self.of) if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """The sum of ``kind`` over its parts is not what the tables deliver as ``quantity``."""

    kind: str
    quantity: str
    added: int
    delivered: int


def cells(study: Study, recorded: Iterable[Recorded], delivered: Collection[Period]) -> list[Cell]:
    """What the rows of ``assistance.csv`` come to of quantities that they fill, where no table delivers them, for periods that
    are ``delivered``."""
    mapped = {c.quantity for t in study.file.tables.values() for c in t.columns.values()}
    made = []
    for of in (r for r in recorded if r.fills and r.quantity not in mapped):
        sums: dict[tuple[str, Period], int] = {}
        for row in (r for r in study.follow_up if r.kind == of.kind and of.part in ("", r.part) and r.period in delivered):
            sums[row.region, row.period] = sums.get((row.region, row.period), 0) + getattr(row, of.side)
        made += [
            Cell(region, when, of.quantity, added, "", "current", of.kind, "assistance.csv", "", 0, of.side, str(added), "", 0)
            for (region, when), added in sums.items()
        ]
    return made


def last_part(study: Study, period: Period) -> Period:
    """The last part of a year that is over at the end of ``period``, as long as those that ``assistance.csv`` has rows for."""
    return period.last(max((row.period.grain for row in study.follow_up), default=Grain.QUARTER))


def parts(study: Study, regions: Iterable[str], when: Period, kind: str) -> tuple[FollowUpPart, ...]:
    """Parts of ``kind``, each summed over ``regions``; in the kind's order, streets as they stand in the file."""
    wanted = set(regions)
    counts: dict[str, int] = {}
    wholes: dict[str, int] = {}
    for row in study.follow_up:
        if row.region in wanted and (row.period, row.kind) == (when, kind):
            counts[row.part] = counts.get(row.part, 0) + row.count
            if row.of is not None:
                wholes[row.part] = wholes.get(row.part, 0) + row.of
    order = KINDS[kind] or tuple(counts)
    return tuple(FollowUpPart(part=p, count=counts[p], of=wholes.get(p)) for p in order if p in counts)


def part(found: Iterable[FollowUpPart], name: str) -> FollowUpPart | None:
    return next((p for p in found if p.part == name), None)


def mismatches(study: Study, figures: Figures, region: str, when: Period) -> list[Mismatch]:
    """Sums of one region that differ from the delivered figure of that part of the year; what is not delivered is not
    compared."""
    found = []
    for kind, quantity, added in _sums(study, figures.catalogue.pages.recorded, region, when):
        delivered = figures.at(region, when, quantity).amount
        if delivered is not None and added != delivered:
            found.append(Mismatch(kind=kind, quantity=quantity, added=added, delivered=delivered))
    return found


def _sums(study: Study, recorded: Iterable[Recorded], region: str, when: Period) -> Iterator[tuple[str, str, int]]:
    """What the rows of a region come to, by kind and the quantity that tables deliver of the same; nothing where it has none."""
    of_kind = {kind: parts(study, [region], when, kind) for kind in KINDS}
    for of in (r for r in recorded if r.kind in KINDS):
        mine = [p for p in of_kind[of.kind] if not of.part or p.part == of.part]
        if mine:
            yield of.kind, of.quantity, sum(getattr(p, of.side) for p in mine)
