"""Entries of several files, packs first and a study's own last, compiled into the objects that compute and derive text.

Everything wrong is told at once (:class:`evaluation.catalogue.sources.EntryProblems`), each with file, line and path.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar, get_args

from evaluation.catalogue.breakdowns import Teller
from evaluation.catalogue.duty import Duty
from evaluation.catalogue.duty_entries import DutyCompiler
from evaluation.catalogue.entries import GroupEntry, IdentityEntry, QuantityEntry
from evaluation.catalogue.fund import DeclaredFund
from evaluation.catalogue.fund_entry import FundDrops, declared_fund, drops, fund_entries, with_account
from evaluation.catalogue.groups import Bound, Identity, QuantityGroup, Tag
from evaluation.catalogue.indicator_entries import IndicatorCompiler
from evaluation.catalogue.model import Indicator, Kind, Quantity
from evaluation.catalogue.ranges import range_of, wrong_counts
from evaluation.catalogue.roles import PageEntries, read_page_entries
from evaluation.catalogue.scope import Scope
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sides import FUNCTIONS, SideError
from evaluation.catalogue.sources import EntryAt, EntryProblems, Source, read
from evaluation.catalogue.tolerance import tolerance
from evaluation.errors import near
from evaluation.study.base import Words
from evaluation.study.counted import SHIPPED, Counts

_KINDS: dict[str, tuple[Kind, bool]] = {kind: (kind, False) for kind in get_args(Kind)} | {"plan": ("flow", True)}


class Entry(Protocol):
    @property
    def overrides(self) -> str | None: ...


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What the entries declare. ``sources``: the file of every quantity and indicator, by its path there; ``also``: other words
    they are searched by; ``reasons``: why entries take the place of others."""

    quantities: Mapping[str, Quantity]
    groups: Mapping[str, QuantityGroup]
    fund: DeclaredFund
    fund_drops: FundDrops | None
    pages: PageEntries
    identities: tuple[Identity, ...]
    bounds: tuple[Bound, ...]
    indicators: Mapping[str, Indicator]
    duties: Mapping[str, Duty]
    sources: Mapping[tuple[str, ...], Source] = field(repr=False)
    also: Mapping[str, tuple[str, ...]] = field(repr=False)
    reasons: Mapping[tuple[str, str], str] = field(repr=False)
    counts: Counts = field(repr=False)


@lru_cache(maxsize=8)
def compile_entries(sources: tuple[Source, ...], counts: Counts = SHIPPED) -> Compiled:
    """What the files declare together, in a study that counts ``counts``. :class:`Refused` with everything that is wrong."""
    files = [(source, read(source)) for source in sources]
    problems = EntryProblems()
    counts = counts.among(entry.thing(code) for _, entries in files for code, entry in entries.counts.items())
    spans = {name: entry for _, entries in files for name, entry in entries.spans.items()}
    quantities = _merge(problems, "quantities", ((s, e.quantities) for s, e in files))
    also = {code: d.entry.also for code, d in quantities.items()}
    scope = Scope(_quantities(quantities, counts, problems), {}, also)
    problems.refuse()  # what follows names them
    scope.groups = _groups(problems, [(s, e.groups) for s, e in files], scope)
    problems.refuse()
    former, latter = fund_entries(files, problems)
    stated = with_account(_merge(problems, "identities", ((s, e.identities) for s, e in files)), latter, scope)
    identities, bounds = _sums(stated, scope, counts, problems)
    declared = _merge(problems, "indicators", ((s, e.indicators) for s, e in files))
    compiler = IndicatorCompiler(scope, spans, counts, problems)
    compiler.check_spans((s, e.spans) for s, e in files)
    indicators = {code: compiler.indicator(code, d.entry, d.source) for code, d in declared.items()}
    for d in declared.values():
        if (closing := d.entry.closes_as) is not None and closing not in declared:
            known = [Known(c, (i.entry.title.zh, i.entry.title.en)) for c, i in declared.items()]
            problems.tell(d.source, (*d.path, "closes_as"), f"'{closing}' is no indicator; {suggest(closing, known)}")
    asked = _merge(problems, "duties", ((s, e.duties) for s, e in files))
    judged_by = DutyCompiler(compiler, {code: made for code, made in indicators.items() if made is not None})
    duties = {code: judged_by.duty(code, d.entry, d.source) for code, d in asked.items()}
    lacking = {code: s for s, e in files for code, group in e.groups.items() if group.without}
    fund = declared_fund(latter, scope, problems, lacking)
    pages = read_page_entries(files, scope, declared, problems)
    problems.refuse()
    return Compiled(
        quantities=scope.quantities,
        groups=scope.groups,
        fund=fund,
        fund_drops=drops(former, latter, scope),
        pages=pages,
        identities=identities,
        bounds=bounds,
        indicators={code: made for code, made in indicators.items() if made is not None},
        duties={code: made for code, made in duties.items() if made is not None},
        sources={d.path: d.source for kind in (quantities, declared, asked) for d in kind.values()}
        | {("groups", code): source for source, e in files for code, group in e.groups.items() if group.of is not None},
        also=also | {code: d.entry.also for code, d in declared.items()},
        reasons={path: why for _, entries in files for path, why in entries.reasons.items()},
        counts=counts,
    )


def _merge(problems: EntryProblems, section: str, files: Iterable[tuple[Source, Mapping[str, E]]]) -> dict[str, EntryAt[E]]:
    """Entries by code, each declared once; one of a later file that says why takes the place of an earlier one."""
    found: dict[str, EntryAt[E]] = {}
    for source, entries in files:
        for code, entry in entries.items():
            path, before = (section, code), found.get(code)
            if before is None and entry.overrides:
                told = "nothing of this name is declared before: remove it, or correct the name; "
                problems.tell(source, (*path, "overrides"), told + suggest(code, map(Known, found)))
            elif before is not None and not entry.overrides:
                there = f"{before.source.owner} ({before.source.file}:{before.source.line(before.path)})"
                remedy = "to replace it add 'overrides: <reason>'" if before.source.pack else "keep one"
                problems.tell(source, path, f"'{code}' is declared by {there} already; {remedy}")
            found[code] = EntryAt(entry, source, path)
    return found


def _quantities(declared: Mapping[str, EntryAt[QuantityEntry]], counts: Counts, problems: EntryProblems) -> dict[str, Quantity]:
    made: dict[str, Quantity] = {}
    for code, d in declared.items():
        entry, said = d.entry, _problem_teller(problems, d)
        if code in FUNCTIONS or code in ("sum", "except"):
            said((), f"'{code}' is a word of the sides; take another name")
        if wrong := wrong_counts(code, entry, counts):
            said(("counts",), wrong)
        if entry.kind not in _KINDS:
            said(("kind",), f"'{entry.kind}' is no kind; {near(entry.kind, _KINDS)}")
        kind, plan = _KINDS.get(entry.kind, ("flow", False))
        least, most = range_of(entry, counts, said)
        made[code] = Quantity(
            code=code,
            title=entry.title,
            counts=entry.counts if entry.counts in counts else "persons",
            kind=kind,
            area=entry.area,
            within=entry.within,
            plan=plan,
            least=least,
            most=most,
            one_by_one=entry.counts in counts and counts[entry.counts].base == 1,
        )
    for code, d in declared.items():
        _check_whole(code, made, d, _problem_teller(problems, d))
    return made


def _check_whole(code: str, made: Mapping[str, Quantity], d: EntryAt[QuantityEntry], said: Teller) -> None:
    """What a quantity is a part of is there, counts the same, and is no part of it."""
    within = d.entry.within
    if within is None:
        return
    if within not in made:
        known = [Known(c, (q.title.zh, q.title.en)) for c, q in made.items()]
        return said(("within",), f"'{within}' is no quantity; {suggest(within, known)}")
    if made[within].counts != made[code].counts:
        return said(
            ("within",),
            f"'{within}' counts {made[within].counts}, '{code}' {made[code].counts}; a part counts what its whole counts",
        )
    seen: list[str] = [code]
    at: str | None = within
    while at is not None and at in made and at not in seen:
        seen.append(at)
        at = made[at].within
    if at == code and code == min(seen):  # told at one place of the circle
        said(("within",), f"goes in a circle: {' in '.join([*seen, at])}; a whole is no part of its part")


def _groups(
    problems: EntryProblems, files: Sequence[tuple[Source, Mapping[str, GroupEntry]]], scope: Scope
) -> dict[str, QuantityGroup]:
    """Groups by code. One without members of its own says what the scheme lacks of the group of that name."""
    whole = _merge(problems, "groups", ((s, {c: g for c, g in groups.items() if g.of is not None}) for s, groups in files))
    made = {code: _group(code, d, scope, problems, whole.keys()) for code, d in whole.items()}
    for source, groups in files:
        for code, entry in groups.items():
            if entry.of is not None:
                continue
            if code not in made:
                known = [Known(c, (g.title.zh, g.title.en)) for c, g in made.items()]
                problems.tell(
                    source,
                    ("groups", code),
                    f"no group '{code}' is declared before: say its members, of: […]; {suggest(code, known)}",
                )
            elif not entry.without:
                problems.tell(
                    source, ("groups", code), "says nothing; give 'of' (its members) or 'without' (what the scheme lacks)"
                )
            else:
                made[code] = _without(made[code], entry, source, problems)
    return made


def _group(code: str, d: EntryAt[GroupEntry], scope: Scope, problems: EntryProblems, groups: Collection[str]) -> QuantityGroup:
    said, members = _problem_teller(problems, d), list[Quantity]()
    named = d.entry.of or ()
    if not named:
        said(("of",), f"group '{code}' is empty; name its members, of: [one, two]")
    if d.entry.title is None:
        said((), "'title' is missing; it is what the sum is called on the page, title: {zh: …, en: …}")
    for at, name in enumerate(named):
        if name in groups:
            said(("of", str(at)), f"'{name}' is a group, and a group holds quantities alone; name those that it is made of")
            continue
        try:
            quantity = scope.quantity(name)
        except SideError as error:
            said(("of", str(at)), str(error))
            continue
        if name in named[:at]:
            said(("of", str(at)), f"'{name}' stands twice in group '{code}'; keep one")
        elif members and quantity.counts != members[0].counts:
            said(("of", str(at)), f"group '{code}' adds {members[0].counts}, '{name}' counts {quantity.counts}; take it out")
        elif quantity.kind == "stated":
            said(("of", str(at)), f"'{name}' is stated and cannot be added; take it out of group '{code}'")
        elif members and (quantity.kind == "stock") != (members[0].kind == "stock"):
            said(
                ("of", str(at)),
                f"group '{code}' adds figures of kind {members[0].kind}, '{name}' is a {quantity.kind}; take it out",
            )
        else:
            members.append(quantity)
    for tag, entry in d.entry.tags.items():
        for name in entry.of if members and len(members) == len(named) else ():
            if name not in named:
                said(("tags", tag), f"'{name}' is no member of group '{code}'; {near(name, named)}")
        if tag in named:
            said(("tags", tag), f"'{tag}' is a member of group '{code}' too; give the tag another name")
    title = d.entry.title or Words(zh=code, en=code)
    group = QuantityGroup(code, tuple(members), title, {tag: Tag(e.of, e.without) for tag, e in d.entry.tags.items()})
    return _without(group, d.entry, d.source, problems) if d.entry.without else group


def _without(group: QuantityGroup, entry: GroupEntry, source: Source, problems: EntryProblems) -> QuantityGroup:
    members = {q.code for q in group.of}
    for name in entry.without:
        if name not in members:
            known = [Known(q.code, (q.title.zh, q.title.en)) for q in group.of]
            path = ("groups", group.code, "without", name)
            problems.tell(source, path, f"'{name}' is no member of group '{group.code}'; {suggest(name, known)}")
    left = tuple(q for q in group.of if q.code not in entry.without)
    if not left:
        problems.tell(source, ("groups", group.code, "without"), f"leaves group '{group.code}' empty; leave one member in it")
        return group
    return QuantityGroup(group.code, left, group.title, group.tags, {**group.lacks, **entry.without}, group.places)


def _sums(
    declared: Mapping[str, EntryAt[IdentityEntry]], scope: Scope, counts: Counts, problems: EntryProblems
) -> tuple[tuple[Identity, ...], tuple[Bound, ...]]:
    """Sums that must hold, and parts that are bounded by one."""
    identities, bounds = [], []
    for code, d in declared.items():
        said, relation = _problem_teller(problems, d), "<=" if "<=" in d.entry.says else "="
        sides = d.entry.says.split(relation)
        if len(sides) != 2:
            said(("says",), "write one sum, '=' (or '<='), and what it must be: sum(spending) = spent_printed")
            continue
        try:
            left, right = (scope.side(side) for side in sides)
            if left.counts != right.counts:
                one, other = left.terms[0].quantity, right.terms[0].quantity
                compared = f"{one.counts} ('{one.code}') with {other.counts} ('{other.code}')"
                raise SideError(f"identity compares {compared}; both sides count one thing")
        except SideError as error:
            said(("says",), str(error))
            continue
        try:
            within = tolerance(d.entry.within, left.counts, counts)
        except ValueError as error:
            said(("within",), str(error))
            continue
        if relation == "=":
            identities.append(Identity(code=code, title=d.entry.title, left=left, right=right, within=within))
        elif within:
            said(("within",), "belongs to a sum that must be equal ('='); a part is never more than its whole: remove it")
        else:
            bounds.append(Bound(left, right))
    return tuple(identities), tuple(bounds)


def _problem_teller(problems: EntryProblems, d: EntryAt[E]) -> Teller:
    return lambda path, said: problems.tell(d.source, (*d.path, *path), said)
