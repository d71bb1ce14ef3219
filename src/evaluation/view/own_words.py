"""The words and conditions of a project's own section or document."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

from evaluation import own
from evaluation.errors import Refused, near
from evaluation.view import words
from evaluation.view.conditions import CONDITIONS, Condition, functions_of
from evaluation.view.words import OwnWords, Phrase


def own_words(folder: Path, module: ModuleType) -> OwnWords:
    """``words.toml`` of a project's own ``folder``, loaded as ``module``, and the functions of its ``conditions.py``; of
    what is not there, nothing.

    :class:`Refused` for a key that is not the folder's, for words that rest on no condition that is known, and for a
    sentence that rests on nothing.
    """
    place = own.place_of(folder)
    path, conditions = folder / "words.toml", _conditions(folder, module)
    for name in conditions:
        if name in CONDITIONS:
            raise Refused(f"{place}/conditions.py: evaluation has a condition {name!r} itself; give yours another name")
    phrases = words.read(path.read_text(encoding="utf-8"), f"{place}/{path.name}") if path.is_file() else {}
    for key, phrase in phrases.items():
        if wrong := _fault(key, phrase, folder.name, [*conditions, *CONDITIONS]):
            raise Refused(f"{place}/{path.name}: [{key}] {wrong}")
    return OwnWords(phrases, conditions)


def _fault(key: str, phrase: Phrase, topic: str, conditions: list[str]) -> str:
    """What is wrong with a phrase of the folder ``topic``; empty when nothing is."""
    if not key.startswith(f"{topic}."):
        return f"is not the folder's own; write [{topic}.{key.rpartition('.')[2]}]"
    if key in words.package_words():
        return "is said by evaluation itself; give yours another name"
    if phrase.when and phrase.when not in conditions:
        return f"rests on {phrase.when!r}, which is no condition; {near(phrase.when, conditions)}"
    if words.is_sentence(phrase.zh, phrase.en) and not (phrase.when or phrase.always):
        return "is a sentence; write when it may be said (when) or why it always holds (always)"
    return ""


def _conditions(folder: Path, module: ModuleType) -> Mapping[str, Condition]:
    if not (folder / "conditions.py").is_file():
        return {}
    try:
        return functions_of(import_module(f"{module.__name__}.conditions"))
    except Exception as error:
        raise Refused(f"{own.where(error, folder)}: {own.describe_error(error)}") from None
