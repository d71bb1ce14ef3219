"""What packs and studies say of their entries for pages: roles, training streams, quantities that a file of a study records case
by case too, and families of indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from evaluation.catalogue.entries import Entries, FamilyEntry, RecordedEntry
from evaluation.catalogue.scope import Scope
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sides import SideError
from evaluation.catalogue.sources import EntryProblems, Source
from evaluation.errors import near
from evaluation.study.recorded import RECORDS
from evaluation.study.watch import COUNT_OF, KINDS

ROLES: Mapping[str, str] = {
    "size": "quantities that tell how large a region is, the foremost first",
    "charted": "indicators whose values of all regions are drawn where their theme is shown",
    "execution": "indicators that say how much of the budget is spent, the foremost first",
    "followed": "indicators with a target whose way through the year is drawn",
    "immature": "the quantity of trained persons whose follow-up is not over",
    "entitled": "the quantity of persons entitled to a support",
    "received": "the quantity of those of them who received it",
}
"""What an entry may be to a page that does not know its name."""
ENTERPRISE, JOBS = "enterprise", ("base", "jobs")
"""The kind of rows that enterprises.csv has, and the parts of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingStream:
    """The quantities of one kind of training: the base as ``stock``, ``inflow`` and ``outflow``, those trained of it ``in_base``,
    ``completed`` and ``passed``, ``mature`` and of these ``employed``, and the ``seats`` there are."""

    stock: str
    inflow: str
    outflow: str
    in_base: str
    completed: str
    passed: str
    mature: str
    employed: str
    seats: str

    def needs(self, part: str) -> tuple[str, ...]:
        """Quantities that ``part`` is made of: ``base``, ``passed``, ``employed``, or one quantity by its name."""
        made = {
            "base": (self.stock, self.inflow, self.outflow),
            "passed": (self.completed, self.passed),
            "employed": (self.mature, self.employed),
        }
        return made.get(part) or (getattr(self, part),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """``quantity`` is what the rows of ``kind`` come to: of one ``part`` or all, their ``side`` (``count`` or ``of``).
    ``fills``: where no table delivers it, they are its figures. ``less``: the quantity that is taken from it first, empty for none;
    ``lists_all``: the rows list every case, else some."""

    quantity: str
    kind: str
    part: str
    side: str
    fills: bool
    less: str
    lists_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntries:
    """Codes by their role, streams by the quantity of their trained persons, what is recorded too, and how the
    indicators of each section are grouped."""

    roles: Mapping[str, tuple[str, ...]]
    streams: Mapping[str, TrainingStream]
    recorded: tuple[Recorded, ...]
    families: Mapping[str, Mapping[str, FamilyEntry]]


Files = Iterable[tuple[Source, Entries]]


def read_page_entries(files: Files, scope: Scope, indicators: Collection[str], problems: EntryProblems) -> PageEntries:
    """What all ``files`` say together; a later one adds to a role, and takes the place of a stream. What is wrong is told to
    ``problems``."""
    files = tuple(files)
    roles: dict[str, tuple[str, ...]] = {}
    streams: dict[str, TrainingStream] = {}
    recorded: dict[str, Recorded] = {}
    families: dict[str, dict[str, FamilyEntry]] = {}
    for source, entries in files:
        for role, codes in entries.roles.items():
            path = ("roles", role)
            if role not in ROLES:
                problems.tell(source, path, f"'{role}' is no role; {near(role, ROLES)}")
            for code in codes:
                if code not in scope.quantities and code not in indicators:
                    known = [*scope.entries(scope.quantities), *map(Known, indicators)]
                    problems.tell(source, path, f"'{code}' is no quantity and no indicator; {suggest(code, known)}")
            roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *codes)))
        for code, stream in entries.streams.items():
            _check(scope, source, problems, ("streams", code), {"": code, **stream.model_dump()}, counts="persons")
            streams[code] = TrainingStream(**stream.model_dump())
        for code, entry in entries.recorded.items():
            _check(scope, source, problems, ("recorded", code), {"": code, **({"less": entry.less} if entry.less else {})})
            _check_kind(source, problems, code, entry)
            recorded[code] = Recorded(
                quantity=code,
                kind=entry.kind,
                part=entry.part,
                side=entry.side,
                fills=entry.fills,
                less=entry.less or "",
                lists_all=entry.lists == "all",
            )
        for section, named in entries.families.items():
            families.setdefault(section, {}).update(named)
    return PageEntries(roles=roles, streams=streams, recorded=tuple(recorded.values()), families=families)


def _check(
    scope: Scope, source: Source, problems: EntryProblems, path: tuple[str, ...], named: Mapping[str, str], counts: str = ""
) -> None:
    """Every code is a quantity, and counts what is due."""
    for key, code in named.items():
        where = (*path, key) if key else path
        try:
            found = scope.quantity(code)
        except SideError as error:
            problems.tell(source, where, str(error))
            continue
        if counts and found.counts != counts:
            problems.tell(source, where, f"'{code}' counts {found.counts}, {counts} are due here")


def _check_kind(source: Source, problems: EntryProblems, code: str, entry: RecordedEntry) -> None:
    def tell(key: str, said: str) -> None:
        problems.tell(source, ("recorded", code, key), said)

    kinds: dict[str, Collection[str] | None] = {**KINDS, ENTERPRISE: JOBS, **{name: of.parts for name, of in RECORDS.items()}}
    parts = kinds.get(entry.kind)
    if entry.kind not in kinds:
        tell("kind", f"'{entry.kind}' is no kind of rows; {near(entry.kind, kinds)}")
    elif entry.part and parts and entry.part not in parts:
        tell("part", f"'{entry.part}' is no part of {entry.kind}; {near(entry.part, parts)}")
    elif entry.kind == ENTERPRISE and not entry.part:
        tell("part", f"is missing; name {' or '.join(JOBS)}")
    if entry.side == "of" and entry.kind not in COUNT_OF:
        tell("side", f"rows of {entry.kind} are of no whole; leave it out")
    if entry.fills and entry.kind not in KINDS:
        tell("fills", f"rows of {entry.kind} are compared with a table and are no figures of their own; leave it out")
    for key in ("less", "lists"):
        if key in entry.model_fields_set and entry.kind not in RECORDS:
            tell(key, f"rows of {entry.kind} are every case of one quantity; leave it out")
