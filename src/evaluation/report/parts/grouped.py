"""Indicators of a long table in families, by the clause they answer; and those that no region reports in the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.catalogue.entries import FamilyEntry
from evaluation.render.printed import digits, name_as
from evaluation.view.delivered import Came, came
from evaluation.view.judgements import reported
from evaluation.view.view import View

Families = Mapping[str, FamilyEntry]
"""Clauses under a title, by the name of their family, in the order of the page."""


def families(view: View, codes: Iterable[str], of: Families) -> list[tuple[str, list[str]]]:
    """``codes`` by family (its words, its codes). One group without words where there is but one.

    An indicator belongs to the family of its first clause in the study's document that any family has.
    """
    place = {clause: name for name, family in of.items() for clause in family.of}
    found: dict[str, list[str]] = {name: [] for name in (*of, "other")}
    for code in codes:
        found[next((place[c] for c in view.items(code) if c in place), "other")].append(code)
    groups = [(_title(view, of.get(name), mine), mine) for name, mine in found.items() if mine]
    return groups if len(groups) > 1 else [("", mine) for _, mine in groups]


def _title(view: View, family: FamilyEntry | None, codes: list[str]) -> str:
    """The family's title, with those of its clauses that its indicators answer."""
    if family is None:
        return view.say("family.other")
    answered = {c for code in codes for c in view.items(code)}
    title, cited = view.text(family.title), [name_as("clause", c) for c in family.of if c in answered]
    return view.say("family.titled", title=title, clauses=view.say("list.comma").join(cited)) if cited else title


def separate(view: View, codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """Indicators to show, and why others are not: nobody reported them, or not all of it, or not for this period alone."""
    shown: list[str] = []
    absent: list[str] = []
    for code in codes:
        (shown if reported(view, code) else absent).append(code)
    by_how: dict[Came, list[str]] = {"nothing": [], "lacking": [], "part": [], "longer": []}
    for code in absent:
        by_how[came(view, code)].append(code)
    told = (
        view.sentence("rates.not_reported", by=view.sentence("rates.by_any"), **_fields(view, by_how["nothing"])),
        view.sentence("rates.lacking", **_fields(view, by_how["lacking"])),
        view.sentence("rates.in_part", **_fields(view, by_how["part"])),
        view.sentence("rates.by_longer", **_fields(view, by_how["longer"])),
    )
    return shown, [text for text in told if text]


def _fields(view: View, codes: list[str]) -> dict[str, Any]:
    titles = view.say("list.comma").join(map(view.title, codes))
    return {"of": tuple(codes), "period": view.period_text(), "count": digits(len(codes)), "titles": titles}
