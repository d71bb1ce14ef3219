"""In which languages a study has all its words: reports are made in no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel

from evaluation.errors import Refused, given, one_of
from evaluation.study import strict_yaml
from evaluation.study.base import Language, Words
from evaluation.study.declared import InFile
from evaluation.study.model import Study
from evaluation.study.places import add_lines
from evaluation.study.region import Region

_NAMES = {"zh": "Chinese", "en": "English"}
_TOLD = 3  # places without words


def language_asked(study: Study, asked: str = "") -> str:
    """The language of a report: the one that is ``asked`` for, or the study's own. :class:`Refused` for what is none, and
    for one in which some word of the study is not given, with the places where to add it."""
    language = one_of(asked if given(asked) else study.file.language, get_args(Language), "language")
    without = [add_lines(place, study.texts) for place in islice(places_without(study, language), _TOLD + 1)]
    if without:
        other = next(name for name in get_args(Language) if name != language)
        more = " …" if len(without) > _TOLD else ""
        raise Refused(
            f"study {study.name!r} has no {_NAMES[language]} words for {', '.join(without[:_TOLD])}{more}: add '{language}' "
            f"('name_{language}' of a region) there, or make the reports in {_NAMES[other]} (language: {other})"
        )
    return language


def places_without(study: Study, language: str) -> Iterator[str]:
    """Where in the study's files a text lacks ``language``, by file and key."""
    for field, info in type(study).model_fields.items():
        for said in info.metadata:
            if isinstance(said, InFile):
                yield from _places(getattr(study, field), said.name, language)
    if study.entries is not None:
        yield from _entries_without(strict_yaml.parse(study.entries.text, study.entries.path), "catalogue.yml", language)


def _entries_without(said: object, place: str, language: str) -> Iterator[str]:
    """Words of the study's own entries, as they are written."""
    if isinstance(said, dict):
        if said and said.keys() <= {"zh", "en", "one"}:
            if language not in said:
                yield place
            return
        for name, inner in said.items():
            yield from _entries_without(inner, f"{place}.{name}" if ":" in place else f"{place}: {name}", language)


def _places(value: object, place: str, language: str) -> Iterator[str]:
    if isinstance(value, Words | Region):
        if language not in value.languages:
            yield f"{place} {value.code}" if isinstance(value, Region) else place
    elif isinstance(value, BaseModel):
        for name in _fields_with_words(type(value)):
            yield from _places(getattr(value, name), f"{place}: {name}" if ":" not in place else f"{place}.{name}", language)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _places(inner, f"{place}.{name}" if ":" in place else f"{place}: {name}", language)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _places(inner, place, language)


@cache
def _fields_with_words(model: type[BaseModel]) -> tuple[str, ...]:
    """Its fields that can hold words: most of a study's rows have none, and there are thousands."""
    return tuple(name for name, field in model.model_fields.items() if _can_hold_words(field.annotation))


def _can_hold_words(kind: object) -> bool:
    if isinstance(kind, type) and issubclass(kind, Words | Region | BaseModel):
        return True
    return kind in (Any, object) or any(_can_hold_words(part) for part in get_args(kind))
