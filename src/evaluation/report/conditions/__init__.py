"""What must hold for a sentence to be said: facts by name, and the sentences that rest on each.

``phrases/conditions.toml`` ties every sentence to one condition; :meth:`evaluation.report.view.View.stated` is the only
way to say it. A condition is a function of the view and of the codes the sentence is about (an indicator, a stream, a
region …); its name is the fact, its docstring what must hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from types import ModuleType

from evaluation.report import phrases
from evaluation.report.conditions import (
    absent,
    annex,
    awards,
    binding,
    calendar,
    coverage,
    details,
    documents,
    efficiency,
    fairness,
    figures,
    fund,
    judged,
    projections,
    ranks,
    records,
    regions,
    retraining,
    rubric,
    scores,
    stocks,
    targets,
    unmade,
    values,
    warning,
)
from evaluation.report.stating import Stating

Condition = Callable[..., bool]


def _of(module: ModuleType) -> dict[str, Condition]:
    return {
        name: thing
        for name, thing in vars(module).items()
        if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    }


_MODULES = (
    absent,
    annex,
    awards,
    binding,
    calendar,
    coverage,
    details,
    documents,
    efficiency,
    fairness,
    figures,
    fund,
    judged,
    projections,
    ranks,
    records,
    regions,
    retraining,
    rubric,
    scores,
    stocks,
    targets,
    unmade,
    values,
    warning,
)
CONDITIONS: dict[str, Condition] = {name: fact for module in _MODULES for name, fact in _of(module).items()}
"""Every condition by its name."""


def _read() -> dict:
    return tomllib.loads((files(phrases) / "conditions.toml").read_text(encoding="utf-8"))


_TABLE = _read()
ALWAYS: frozenset[str] = frozenset(key for keys in _TABLE.pop("always").values() for key in keys)
"""Definitions and notes on method, which hold whatever was delivered."""
RESTS_ON: dict[str, str] = {f"{part}.{name}": fact for part, rows in _TABLE.items() for name, fact in rows.items()}
"""The condition of every sentence, by the key of its phrase."""


def holds(view: Stating, key: str, *of: str) -> bool:
    """Whether the sentence ``key`` may be said of these codes; ``KeyError`` for one without a condition."""
    return CONDITIONS[RESTS_ON[key]](view, *of)
