"""What the reports say, in both languages: one file a language, the same keys and the same fields in both."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from evaluation.study.periods import JANUARY, Grain, Period


@cache
def _load(language: str) -> dict[str, Any]:
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))


class PhraseField(str):
    """What fills a field. ``{count:target is|targets are}`` is the first for 1 and the second for any other number."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, either, many = spec.partition("|")
        if either:
            return one if self == "1" else many
        return super().__format__(spec)


class Phrases:
    """Sentences and labels of one report language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._tree = _load(language)

    def words(self, when: Period) -> dict[str, str]:
        """:attr:`Period.words`, with a year that is none of the wall calendar called a fiscal one."""
        words = when.words
        fiscal = when.calendar != JANUARY and when.grain is not Grain.MONTH
        return {**words, "year": self("period.fiscal", year=words["year"])} if fiscal else words

    def get(self, key: str) -> str | None:
        """The phrase, or None where this language has none of that name."""
        try:
            return self(key)
        except KeyError:
            return None

    def __call__(self, key: str, **fields: str) -> str:
        """The phrase ``key`` (``section.name``) with its fields filled in; ``KeyError`` for one that is not there."""
        part: Any = self._tree  # tables in tables, and texts
        for step in key.split("."):
            part = part[step]
        if not isinstance(part, str):
            raise KeyError(key)
        return part.format_map({name: PhraseField(text) for name, text in fields.items()}) if fields else part
