"""What must hold for a sentence to be said: facts by name, and the sentences that rest on each.

The words of a sentence name its condition (:mod:`evaluation.view.words`); :meth:`evaluation.view.view.View.sentence` is the
only way to say it. A condition is a function of the view and of the codes the sentence is about (an indicator, a stream, a
region …); its name is the fact, its docstring what must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Protocol

from evaluation import own
from evaluation.view import words
from evaluation.view.phrases import Phrases

Condition = Callable[..., bool]


class Speaking(Protocol):
    """What sentences are said of."""

    @property
    def say(self) -> Phrases: ...


def functions_of(module: ModuleType) -> dict[str, Condition]:
    """The conditions that a module holds, by name."""
    return {
        name: thing
        for name, thing in vars(module).items()
        if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    }


def _modules() -> Iterator[ModuleType]:
    """Every module of this folder, and ``conditions.py`` of every pack: a file of conditions is found, and listed nowhere."""
    for found in iter_modules(__path__):
        yield import_module(f"{__name__}.{found.name}")
    for path in sorted(own.PACKAGE.glob("packs/*/conditions.py")):
        yield own.module_of(path.with_suffix(""))


CONDITIONS: dict[str, Condition] = {name: fact for module in _modules() for name, fact in functions_of(module).items()}
"""Every condition by its name."""
ALWAYS: frozenset[str] = frozenset(key for key, phrase in words.package_words().items() if phrase.always)
"""Sentences that hold whatever was delivered."""
RESTS_ON: dict[str, str] = {key: phrase.when for key, phrase in words.package_words().items() if phrase.when}
"""The condition of every other sentence, by the key of its phrase."""


def holds(stating: Speaking, key: str, *of: str) -> bool:
    """Whether the sentence ``key`` may be said of these codes; ``KeyError`` for one without a condition."""
    own = stating.say.own
    if key in own.phrases:
        name = own.phrases[key].when
        return (own.conditions.get(name) or CONDITIONS[name])(stating, *of)
    return CONDITIONS[RESTS_ON[key]](stating, *of)
