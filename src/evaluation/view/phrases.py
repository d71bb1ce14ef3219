"""What is said, in one language: the words of the package, and those of a project's own section or document beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from evaluation.errors import near
from evaluation.render.filling import fill
from evaluation.render.printed import name_as
from evaluation.study.base import Words
from evaluation.study.periods import JANUARY, Grain, Period
from evaluation.view.words import NO_WORDS, OwnWords, Phrase, package_words

GRAIN_FIELDS: Mapping[str, str] = {
    "grain": "noun",
    "grains": "nouns",
    "grain_short": "short",
    "grain_adj": "adj",
    "grain_one": "one",
    "grain_title": "title",
}
"""Fields that a phrase has filled by itself, and the form of the word they stand for."""


@cache
def _package_texts(language: str) -> Mapping[str, str]:
    return _texts(package_words(), language)


def _texts_of_none(phrases: Mapping[str, Phrase], language: str) -> dict[str, tuple[str, str]]:
    """Of phrases that say in other words that there is none, the field that counts and these words."""
    return {key: (p.none, p.zh_none if language == "zh" else p.en_none) for key, p in phrases.items() if p.none}


@cache
def _package_texts_of_none(language: str) -> Mapping[str, tuple[str, str]]:
    return _texts_of_none(package_words(), language)


def _texts(phrases: Mapping[str, Phrase], language: str) -> dict[str, str]:
    return {key: text for key, phrase in phrases.items() if (text := phrase.zh if language == "zh" else phrase.en)}


class Phrases:
    """Sentences and labels of one report language."""

    def __init__(self, language: str, own: OwnWords = NO_WORDS, grain: Grain = Grain.QUARTER) -> None:
        self.language = language
        self._grain = grain.name.lower()
        self.own = own
        self._none = {**_package_texts_of_none(language), **_texts_of_none(own.phrases, language)}
        self._texts = {**_package_texts(language), **_texts(own.phrases, language)} if own.phrases else _package_texts(language)

    @cached_property
    def of_grain(self) -> Mapping[str, str]:
        """What every phrase may say of the parts by which the year is told: ``{grains}`` are quarters or months."""
        return {field: self._texts[f"grain.{self._grain}_{form}"] for field, form in GRAIN_FIELDS.items()}

    def words(self, when: Period) -> dict[str, str]:
        """:attr:`Period.words`, with a year that is none of the wall calendar called as its calendar says, a month by its name."""
        words = {name: name_as("period", text) for name, text in when.words.items()}
        if when.grain is Grain.MONTH:
            at = when.first_day.month - 1
            short, name = (self._texts[key].split()[at] for key in ("period.months", "span.months"))
            return {**words, "month": name_as("period", name), "short": name_as("period", short)}
        if when.grain is Grain.HALF:
            words["which"] = self._texts["period.halves"].split()[when.index - 1]
        called = f"period.{when.calendar.called}"
        return {**words, "year": self(called, year=words["year"])} if when.calendar != JANUARY else words

    def period(self, when: Period) -> str:
        """``2007年第3季度``, ``FY 2023-24``, ``November 2010``."""
        return name_as("period", self(f"period.{when.grain.name.lower()}", **self.words(when)))

    def fill_title(self, title: Words, when: Period) -> str:
        """A title of the study, ``{period}`` in it as the words of the period that is looked at."""
        return name_as("name", title[self.language].replace("{period}", str(self.period(when))))

    def part(self, when: Period) -> str:
        """A part of a year without its year: ``3季度``, ``Q3``, ``Nov``."""
        return self(f"period.{when.grain.name.lower()}_short", **self.words(when))

    def part_of_year(self, when: Period) -> str:
        """A part of a year with its year, as short as an axis or a column needs it."""
        return self(f"period.{when.grain.name.lower()}_of", **self.words(when))

    def get(self, key: str) -> str | None:
        """The phrase, or None where this language has none of that name."""
        return self(key) if key in self._texts else None

    def __call__(self, key: str, **fields: str) -> str:
        """The phrase ``key`` (``topic.name``) with its fields filled in; ``KeyError`` for one that is not there, with a near
        one, and for a field that is not given."""
        text = self._texts.get(key)
        if text is None:
            raise KeyError(f"no words {key!r}; {near(key, self._texts)}")
        if (none := self._none.get(key)) and fields.get(none[0]) == "0":
            text = none[1]
        try:
            return fill(text, {**self.of_grain, **fields} if "{grain" in text else fields)
        except KeyError as field:
            raise KeyError(f"the words {key!r} have a field {field}, which is not given") from None
