"""What must hold for a sentence to be said: facts by name, and the sentences that rest on each.

``phrases/conditions.toml`` ties every sentence to one condition; :meth:`evaluation.report.view.View.stated` is the only
way to say it. A condition is a function of the view and of the codes the sentence is about (an indicator, a stream, a
region …); its name is the fact, its docstring what must hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from evaluation.report import phrases

Condition = Callable[..., bool]


def _of(module: ModuleType) -> dict[str, Condition]:
    return {
        name: thing
        for name, thing in vars(module).items()
        if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    }


def _modules() -> Iterator[ModuleType]:
    """Every module of this folder: a file of conditions is found, and listed nowhere."""
    for found in iter_modules(__path__):
        yield import_module(f"{__name__}.{found.name}")


CONDITIONS: dict[str, Condition] = {name: fact for module in _modules() for name, fact in _of(module).items()}
"""Every condition by its name."""


def _read() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(phrases) / "conditions.toml").read_text(encoding="utf-8"))


_TABLE = _read()
ALWAYS: frozenset[str] = frozenset(key for keys in _TABLE.pop("always").values() for key in keys)
"""Definitions and notes on method, which hold whatever was delivered."""
RESTS_ON: dict[str, str] = {f"{part}.{name}": fact for part, rows in _TABLE.items() for name, fact in rows.items()}
"""The condition of every sentence, by the key of its phrase."""


def holds(stating: object, key: str, *of: str) -> bool:
    """Whether the sentence ``key`` may be said of these codes; ``KeyError`` for one without a condition."""
    return CONDITIONS[RESTS_ON[key]](stating, *of)
