"""What is said, in one language: the words of the package, and those of a project's own section or document beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from evaluation.errors import near
from evaluation.render.filling import fill
from evaluation.render.printed import name_as
from evaluation.study.periods import JANUARY, Grain, Period
from evaluation.view.words import NO_WORDS, OwnWords, Phrase, package_words


@cache
def _package_texts(language: str) -> Mapping[str, str]:
    return _texts(package_words(), language)


def _texts(phrases: Mapping[str, Phrase], language: str) -> dict[str, str]:
    return {key: text for key, phrase in phrases.items() if (text := phrase.zh if language == "zh" else phrase.en)}


class Phrases:
    """Sentences and labels of one report language."""

    def __init__(self, language: str, own: OwnWords = NO_WORDS) -> None:
        self.language = language
        self.own = own
        self._texts = {**_package_texts(language), **_texts(own.phrases, language)} if own.phrases else _package_texts(language)

    def words(self, when: Period) -> dict[str, str]:
        """:attr:`Period.words`, with a year that is none of the wall calendar called a fiscal one."""
        words = {name: name_as("period", text) for name, text in when.words.items()}
        fiscal = when.calendar != JANUARY and when.grain is not Grain.MONTH
        return {**words, "year": self("period.fiscal", year=words["year"])} if fiscal else words

    def get(self, key: str) -> str | None:
        """The phrase, or None where this language has none of that name."""
        return self(key) if key in self._texts else None

    def __call__(self, key: str, **fields: str) -> str:
        """The phrase ``key`` (``topic.name``) with its fields filled in; ``KeyError`` for one that is not there, with a near
        one, and for a field that is not given."""
        text = self._texts.get(key)
        if text is None:
            raise KeyError(f"no words {key!r}; {near(key, self._texts)}")
        try:
            return fill(text, fields)
        except KeyError as field:
            raise KeyError(f"the words {key!r} have a field {field}, which is not given") from None
