"""Breakdowns of quantities (by sex, age, industry): each member a quantity within the whole, and a sum that must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evaluation.catalogue.entries import BreakdownEntry, Entries, GroupEntry, IdentityEntry, QuantityEntry
from evaluation.study.base import Words

_LONGEST = 32
Teller = Callable[[tuple[str, ...], str], None]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way in which ``whole`` is told apart: ``members`` by the code of their quantity. ``overlap``: one case may be in several,
    so that they are never added."""

    whole: str
    title: Words
    members: dict[str, Words]
    overlap: bool


def breakdowns_of(code: str, entry: QuantityEntry) -> Iterator[Breakdown]:
    """Those that the ``entry`` of the quantity ``code`` declares."""
    for by in entry.by.values():
        yield Breakdown(code, by.title, {f"{code}_{name}": title for name, title in by.of.items()}, by.overlap)


def with_members(entries: Entries, said: Teller) -> Entries:
    """``entries`` with what their breakdowns make; what is wrong with one is ``said``."""
    if not any(entry.by for entry in entries.quantities.values()):
        return entries
    quantities, groups, identities = dict(entries.quantities), dict(entries.groups), dict(entries.identities)
    for code, entry in entries.quantities.items():
        for name, by in entry.by.items():
            path, sum_of = ("quantities", code, "by", name), f"{code}_by_{name}"
            members = {member: f"{code}_{member}" for member in by.of}
            if wrong := _misfit(entry, by):
                said(path, wrong)
                continue
            for member, made in members.items():
                if taken := _clash(made, quantities):
                    said((*path, "of", member), taken)
                quantities[made] = _member(code, entry, by.of[member])
            if not by.overlap:
                if taken := _clash(sum_of, groups) or _clash(sum_of, identities):
                    said(path, taken)
                title = _join(entry.title, by.title, "{}（按{}合计）", "{}, added up by {}")
                groups[sum_of] = GroupEntry(title=title, of=tuple(members.values()))
                identities[sum_of] = IdentityEntry(says=f"sum({sum_of}) = {code}")
    return entries.model_copy(update={"quantities": quantities, "groups": groups, "identities": identities})


def _misfit(entry: QuantityEntry, by: BreakdownEntry) -> str:
    if entry.kind == "stated":
        return "a stated figure has no parts that add up to it; remove 'by', and declare each part as a figure of its own"
    return "names no member; write of: {women: {en: Women}, men: {en: Men}}" if not by.of else ""


def _clash(code: str, known: dict[str, QuantityEntry] | dict[str, GroupEntry] | dict[str, IdentityEntry]) -> str:
    if len(code) > _LONGEST:
        return f"makes '{code}', longer than the {_LONGEST} characters of a name; take a shorter name"
    return f"makes '{code}', which this file declares already; take another name, or remove the other" if code in known else ""


def _member(code: str, whole: QuantityEntry, title: Words) -> QuantityEntry:
    return QuantityEntry(
        title=_join(whole.title, title, "{}：{}", "{}: {}"),
        counts=whole.counts,
        kind=whole.kind,
        area=whole.area,
        within=code,
        least=whole.least,
        overrides=whole.overrides,
    )


def _join(first: Words, second: Words, zh: str, en: str) -> Words:
    """Both in each language that both are said in; in what there is where they share none."""
    said = {"zh": zh.format(first.zh, second.zh), "en": en.format(first.en, second.en)}
    shared = first.languages & second.languages or first.languages
    return Words(**{language: text for language, text in said.items() if language in shared})
