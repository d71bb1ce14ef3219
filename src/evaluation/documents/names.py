"""What a letter can say: what every letter knows, the figures of its kind, and the conditions of the registry."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any, get_type_hints

from evaluation import own
from evaluation.documents.grammar import Asked, record_types
from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.printed import name_as
from evaluation.study.kinds import Kind
from evaluation.view.conditions import CONDITIONS, Condition
from evaluation.view.own_words import own_words
from evaluation.view.view import View

USUAL: Mapping[str, Callable[[Paper], str]] = {
    "period": lambda paper: paper.period,
    "span": lambda paper: paper.span,
    "whole": lambda paper: paper.whole,
    "place": lambda paper: paper.view.name(),
    "fund": lambda paper: paper.fund,
    "day": lambda paper: paper.view.date(paper.day),
    "year": lambda paper: name_as("period", str(paper.day.year)),
    "office": lambda paper: paper.office,
    "under": lambda paper: paper.under(*paper.rests_on),
}
"""Of every letter: its period, the stretch of figures from the year's start, the level the study looks at, the region it is
about, the fund, the day it stands at and that day's year, the office that is answered to, and the clauses it is made under."""


def figures_module(kind: Kind) -> ModuleType:
    """The Python of a kind; of a project's own, loaded from its folder."""
    return own.module_of(kind.folder)


def finder_of(kind: Kind) -> Callable[[Paper], object]:
    """``figures(paper)`` of a kind: finds the named figures of its letter, a frozen record."""
    module = figures_module(kind)
    found: Callable[[Paper], object] | None = getattr(module, "figures", None)
    if not inspect.isfunction(found):
        raise Refused(f"{kind.place}/__init__.py: there is no function figures(paper); {near('figures', vars(module))}")
    return found


def paper_of(view: View, kind: Kind, unit: str) -> Paper:
    """A document of ``kind``; that of a project's own has the words and conditions of its folder."""
    if kind.is_own:
        view = replace(view, own=own_words(kind.folder, figures_module(kind)))
    return Paper(view=view, kind=kind, unit=unit)


def letter_types(finder: Callable[[Paper], object], where: str, facts: Collection[str] = CONDITIONS.keys()) -> dict[str, Any]:
    """The type of every name of a letter, the conditions ``facts`` among them. :class:`Refused` for a figure with a name that
    the letter knows otherwise."""
    figures = record_types(get_type_hints(finder)["return"])
    known = {**dict.fromkeys(USUAL, str), **dict.fromkeys(facts, Asked)}
    if taken := known.keys() & figures.keys():
        raise Refused(f"{where}: the figure {min(taken)!r} has a name that every letter knows; take another")
    return {**known, **figures}


def conditions_of(paper: Paper) -> dict[str, Condition]:
    """What the letter may ask: conditions of the registry, and of the project's own kind."""
    return {**CONDITIONS, **paper.view.own.conditions}


def letter_names(paper: Paper, record: object, types: Mapping[str, Any]) -> dict[str, object]:
    """The value of every name of :func:`letter_types`; a condition is asked of what it is called with."""
    asked = {fact: partial(holds, paper, fact) for fact in conditions_of(paper)}
    usual = {name: usual_of(paper) for name, usual_of in USUAL.items()}
    return {**usual, **asked, **{name: getattr(record, name) for name in types if name not in usual and name not in asked}}


def holds(paper: Paper, fact: str, *of: str | tuple[str, ...]) -> bool:
    """Whether the condition ``fact`` of the registry holds of these codes, each alone or several as one list."""
    return conditions_of(paper)[fact](paper.view, *codes(of))


def codes(of: Sequence[str | tuple[str, ...]]) -> tuple[str, ...]:
    """What a condition is asked of, one after the other."""
    return tuple(code for one in of for code in ((one,) if isinstance(one, str) else one))
