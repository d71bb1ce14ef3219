"""What ``study.yml`` of format 2 says in words, and format 1 left to silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.study import strict_yaml

CURRENT = 2
"""The format that new studies are written in; a study of format 1 says none."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A key that is not said. ``place``: the keys it stands in; ``before``: the key it is written before; ``meant``: what
    leaving it out meant in format 1, None where that follows from what else there is; ``why`` it is to be said."""

    place: tuple[str, ...]
    key: str
    before: str
    meant: str | None
    why: str


def find_silences(content: Mapping[str, Any]) -> Iterator[Silence]:
    """What a ``study.yml`` with this content leaves to silence."""
    if "language" not in content:
        title = content.get("title")
        english = isinstance(title, dict) and set(title) == {"en"}
        yield Silence((), "language", "region_system", "en" if english else "zh", "the language of the reports: zh or en")
    if "packs" not in content:
        why = "the packs that quantities and indicators come from: [hubei-2007]; [] where catalogue.yml has all"
        yield Silence((), "packs", "tables", None, why)
    if "status" not in content:
        yield Silence((), "status", "author", "draft", "draft or final")
    money = content.get("money")
    if money is None:
        yield Silence((), "money", "period", "{currency: CNY}", "the currency of all amounts: {currency: CNY}")
    elif isinstance(money, dict) and "currency" not in money:
        yield Silence(("money",), "currency", "", "CNY", "the currency of all amounts: CNY")
    policy = content.get("policy")
    if isinstance(policy, dict) and "in_force" not in policy:
        why = "the first day on which the document binds, or always"
        yield Silence(("policy",), "in_force", "title", "always", why)
    tables = content.get("tables")
    for name, table in tables.items() if isinstance(tables, dict) else ():
        if isinstance(table, dict) and "kind" not in table and not _kinds_said(table.get("columns")):
            why = "what its columns hold where they do not say: current (of the period), cumulative (of the year so far) or stock"
            yield Silence(("tables", name), "kind", "columns", "current", why)


def _kinds_said(columns: object) -> bool:
    return not isinstance(columns, dict) or all(not isinstance(c, dict) or "kind" in c for c in columns.values())


def explain_silences(content: Mapping[str, Any], text: str) -> list[str]:
    """A line for each key that a ``study.yml`` of format 2 lacks; none for format 1. ``text``: of the file."""
    if content.get("format") != str(CURRENT):
        return []
    lines = strict_yaml.lines(text)
    return [
        f"  line {lines.get(found.place, 1)}, {'.'.join((*found.place, found.key))}: is not said; add it: {found.why}"
        for found in find_silences(content)
    ]
