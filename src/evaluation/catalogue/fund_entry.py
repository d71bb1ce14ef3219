"""The entry of a fund, compiled: groups, quantities and what they are called in its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.catalogue.entries import Entries, FundEntry, IdentityEntry
from evaluation.catalogue.fund import NO_FUND, DeclaredFund
from evaluation.catalogue.groups import NO_GROUP, QuantityGroup
from evaluation.catalogue.scope import Scope
from evaluation.catalogue.search import suggest
from evaluation.catalogue.sides import SideError
from evaluation.catalogue.sources import EntryAt, EntryProblems, Source
from evaluation.study.base import Words
from evaluation.study.counted import MONEY

_GROUPS = ("spending", "paid_in", "planned", "executed")
_AMOUNTS = ("balance", "budget", "carried_over", "interest", "returned", "printed", "planned_printed")
_ACCOUNT = Words(
    zh="资金账目：结转＋到位＋利息－支出－上缴＝结余",
    en="account of the fund: carried over + paid in + interest - spent - returned = left",
)
_PRINTED = Words(zh="各项支出之和＝刊印的支出合计", en="items of spending add up to the total printed")
_PLANNED = Words(zh="各来源计划数之和＝刊印的计划合计", en="what was planned by source adds up to the total printed")


@dataclass(frozen=True, slots=True)
class FundDrops:
    """What a fund declared ``by`` one file has no more of the one of ``source`` whose place it takes: ``keys`` that it does not
    say, ``codes`` of quantities that are no part of it."""

    source: Source
    by: Source
    keys: tuple[str, ...]
    codes: tuple[str, ...]


Declared = tuple[FundEntry, Source]


def drops(former: Declared | None, latter: Declared | None, scope: Scope) -> FundDrops | None:
    """What the account of ``former`` has and that of ``latter``, in its place, has not; None where nothing is lost."""
    if former is None or latter is None:
        return None
    (before, source), (after, by) = former, latter
    keys = [key for key in (*_GROUPS, *_AMOUNTS, "levels", "persons") if getattr(before, key) and not getattr(after, key)]
    left = _codes_of(after, scope)
    codes = [code for code in _codes_of(before, scope) if code not in left]
    return FundDrops(source, by, tuple(keys), tuple(codes)) if keys or codes else None


def _codes_of(entry: FundEntry, scope: Scope) -> dict[str, None]:
    """Quantities of an account, in its order."""
    groups = [scope.groups[code] for key in _GROUPS if (code := getattr(entry, key)) in scope.groups]
    amounts = [code for key in _AMOUNTS if (code := getattr(entry, key))]
    members = [code for group in groups for code in (*(q.code for q in group.of), *group.lacks)]
    return dict.fromkeys((*members, *amounts, *entry.persons.values()))


def fund_entries(files: Iterable[tuple[Source, Entries]], problems: EntryProblems) -> tuple[Declared | None, Declared | None]:
    """The fund that is declared, once, behind the one whose place it takes, where it says why."""
    former: Declared | None = None
    found: Declared | None = None
    for source, entries in files:
        if entries.fund is None:
            continue
        if found is not None and not entries.fund.overrides:
            there = f"{found[1].owner} ({found[1].where(('fund',))})"
            problems.tell(source, ("fund",), f"a fund is declared by {there} already; to replace it add 'overrides: <reason>'")
        former, found = found, (entries.fund, source)
    return former, found


def with_account(
    stated: dict[str, EntryAt[IdentityEntry]], fund: Declared | None, scope: Scope
) -> dict[str, EntryAt[IdentityEntry]]:
    """``stated`` identities, and what ``fund`` says of its balance and its printed totals where none of them does: a page that
    closes the account says only what a finding does."""
    if fund is None:
        return stated
    entry, source = fund
    told = {word for d in stated.values() for word in re.findall(r"\w+", d.entry.says)}
    made = {
        "account_of_fund": (entry.balance, _balance_of(entry, scope), _ACCOUNT),
        "printed_of_fund": (entry.printed, _find_printed(entry.spending, entry.printed, scope), _PRINTED),
        "planned_printed_of_fund": (entry.planned_printed, _find_printed(entry.planned, entry.planned_printed, scope), _PLANNED),
    }
    entries = {
        code: EntryAt(IdentityEntry(says=says, title=title), source, ("fund",))
        for code, (quantity, says, title) in made.items()
        if says and quantity not in told
    }
    return {**stated, **entries}


def _balance_of(entry: FundEntry, scope: Scope) -> str:
    parts = (entry.carried_over, entry.interest, entry.returned)
    groups, amounts = {entry.spending, entry.paid_in}, {entry.balance, *filter(None, parts)}
    if not (groups <= scope.groups.keys() and amounts <= scope.quantities.keys()):
        return ""
    since = "to_date({})" if entry.carried_over else "{}"
    came = [f"sum({entry.paid_in})", *([entry.interest] if entry.interest else [])]
    went = [f"sum({entry.spending})", *([entry.returned] if entry.returned else [])]
    first = since.format(entry.carried_over) if entry.carried_over else f"opening({entry.balance})"
    left = first + "".join(f" + {since.format(x)}" for x in came) + "".join(f" - {since.format(x)}" for x in went)
    return f"{left} = {entry.balance}"


def _find_printed(group: str | None, printed: str | None, scope: Scope) -> str:
    known = group in scope.groups and printed in scope.quantities
    return f"sum({group}) = {printed}" if known else ""


def declared_fund(declared: Declared | None, scope: Scope, problems: EntryProblems, lacking: Mapping[str, Source]) -> DeclaredFund:
    """The fund of an entry; no fund without one. What is wrong is told to ``problems``. ``lacking``: where it is said what a group
    lacks, by its code."""
    if declared is None:
        return NO_FUND
    entry, source = declared
    find = _FundReader(scope, source, problems)
    spending = find.group("spending", entry.spending)
    paid_in = find.group("paid_in", entry.paid_in)
    planned = find.group("planned", entry.planned)
    executed = find.group("executed", entry.executed)
    for key, group, what in (("paid_in", paid_in, "paid in"), ("executed", executed, "spent by")):
        if planned.of and group.of and len(planned.places) != len(group.places):
            found = f"{len(group.places)} sources {what} and {len(planned.places)} are planned"
            problems.tell(source, ("fund", key), f"{found}; each source has its plan at the same place of 'planned'")
    for where, group, without in _halved_sources((planned, paid_in, executed)):
        said = ", ".join(f"'{code}' (under '{code_of}')" for code_of, code in without)
        path = ("groups", group.code, "without", where)
        problems.tell(
            lacking.get(group.code, source), path, f"the source is left out of '{group.code}' alone; leave out {said} too, or none"
        )
    sources = {code for group in (paid_in, planned, executed) for code in (*(q.code for q in group.of), *group.lacks)}
    items = {*(q.code for q in spending.of), *spending.lacks}
    for code in entry.levels:
        find.member(("levels", code), code, sources, "source of the fund")
    for code, persons in entry.persons.items():
        find.member(("persons", code), code, items, "item of spending")
        find.quantity(("persons", code), persons, money=False)
    for key in _AMOUNTS:
        if (code := getattr(entry, key)) is not None:
            find.quantity((key,), code, money=True)
    return DeclaredFund(
        spending=spending,
        paid_in=paid_in,
        planned=planned,
        executed=executed,
        levels=entry.levels,
        persons=entry.persons,
        balance=entry.balance or "",
        budget=entry.budget or "",
        carried_over=entry.carried_over or "",
        interest=entry.interest or "",
        returned=entry.returned or "",
        printed=entry.printed or "",
        planned_printed=entry.planned_printed or "",
    )


def _halved_sources(groups: Sequence[QuantityGroup]) -> Iterator[tuple[str, QuantityGroup, list[tuple[str, str]]]]:
    """Sources that one of ``groups`` lacks, with the group and those others, by their groups, that have the source at the same
    place still."""
    known = [group for group in groups if group.of]
    if len({len(group.places) for group in known}) > 1:
        return
    for at in range(len(known[0].places) if known else 0):
        lack = [group for group in known if group.places[at] in group.lacks]
        if lack and (others := [(g.code, g.places[at]) for g in known if g not in lack]):
            yield lack[0].places[at], lack[0], others


class _FundReader:
    """Looks names up and tells what is wrong with them."""

    def __init__(self, scope: Scope, source: Source, problems: EntryProblems) -> None:
        self.scope, self.source, self.problems = scope, source, problems

    def group(self, key: str, code: str | None) -> QuantityGroup:
        if code is None:
            return NO_GROUP
        found = self.scope.groups.get(code)
        if found is None:
            self.tell((key,), f"'{code}' is no group; {suggest(code, self.scope.entries(self.scope.groups))}")
        elif found.of and found.of[0].counts != MONEY:
            self.tell((key,), f"group '{code}' adds {found.of[0].counts}, a fund is of money; name a group of money")
        return found or NO_GROUP

    def member(self, path: tuple[str, ...], code: str, known: set[str], what: str) -> None:
        elsewhere = bool(self.source.pack) and code in self.scope.quantities  # a study's own group may leave out a pack's member
        if code not in known and not elsewhere:
            self.tell(
                path, f"'{code}' is no {what}; {suggest(code, self.scope.entries({c: self.scope.quantities[c] for c in known}))}"
            )

    def quantity(self, path: tuple[str, ...], code: str, money: bool) -> None:
        try:
            found = self.scope.quantity(code)
        except SideError as error:
            return self.tell(path, str(error))
        if (found.counts == MONEY) != money:
            self.tell(path, f"'{code}' counts {found.counts}, {'money' if money else 'persons'} is due here")
        return None

    def tell(self, path: tuple[str, ...], said: str) -> None:
        self.problems.tell(self.source, ("fund", *path), said)
