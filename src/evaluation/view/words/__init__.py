"""What pages say, in both languages side by side, and what must hold for it to be said.

A phrase is a table of ``words.toml``, which lies beside what says it, or of ``words/<matter>.toml`` where several do::

    [fund.some]
    zh = "以上为……的合计。"
    en = "Totals of … ."
    when = "account_of_some_regions"

``when`` names a condition of :mod:`evaluation.view.conditions`; a sentence that holds whatever was delivered says instead
why, by one word of :data:`ALWAYS`, as ``always = "definition"``. What counts something that may not be there says so in words of
its own: ``none`` names the field, ``zh_none`` and ``en_none`` are said where it is 0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.errors import Refused, near

ALWAYS: Mapping[str, str] = {
    "definition": "what a figure, a mark or a rule of the study means",
    "method": "how figures, ranks and pages are made",
    "legend": "how a table or a figure is read",
    "label": "no sentence: a heading, a list mark, a name",
    "state": "the name of what a function found, printed where it found it",
    "figure": "nothing but figures, each with its own mark where there is none",
    "declared": "a text of the study as it stands",
    "instruction": "what a reader can do",
    "form": "a formula of an official document, which its kind demands",
    "record": "what the ledger, a register or a rule of the study says of one case, as it was entered",
}
"""Why a sentence needs no condition."""
CHINESE_ONLY = ("finding", "finding_fix")  # English reports print the check's own message
PACKAGE = Path(__file__).parents[2]
_FILES = ("*/words/*.toml", "*/*/words.toml", "*/*/*/words.toml", "packs/*/*/*/words.toml")
_NONE = ("none", "zh_none", "en_none")
_FIELDS = ("zh", "en", "when", "always", *_NONE)
_ENDED = re.compile(r"[。；.;]\s*$|。|[.] [A-Z]")
_FINITE = re.compile(r"\b(is|are|was|were|has|have|had|can|cannot|could|do|does|did|must|asks|declares|draws|gives)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One text in both languages; ``when`` is the condition it rests on, ``always`` why it needs none, both empty for what
    is no sentence. Where the field ``none`` is 0 the other two texts are said."""

    zh: str
    en: str
    when: str = ""
    always: str = ""
    none: str = ""
    zh_none: str = ""
    en_none: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a project's own section or document says beside the words of the package, and its own conditions by name."""

    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    conditions: Mapping[str, Callable[..., bool]] = field(default_factory=dict)


NO_WORDS = OwnWords()


def is_sentence(chinese: str, english: str) -> bool:
    """By its full stop or semicolon in either language, or by a finite verb in English."""
    return bool(_ENDED.search(chinese) or _ENDED.search(english) or _FINITE.search(english))


@cache
def package_words() -> Mapping[str, Phrase]:
    """Every phrase of the package, by its key."""
    found: dict[str, Phrase] = {}
    homes: dict[str, str] = {}
    for path in files():
        name = path.relative_to(PACKAGE).as_posix()
        for key, phrase in read(path.read_text(encoding="utf-8"), name).items():
            if key in found:
                raise Refused(f"{name}: [{key}] stands in {homes[key]} too; keep one")
            found[key], homes[key] = phrase, name
    return found


def files() -> list[Path]:
    """Every file of words of the package."""
    return sorted(path for pattern in _FILES for path in PACKAGE.glob(pattern))


def read(text: str, name: str) -> dict[str, Phrase]:
    """The phrases of one file by their keys. ``name`` is what messages call the file; :class:`Refused` for what is no
    phrase, for an unknown field and for a language that lacks."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name}: is no TOML: {error}") from None
    return dict(_phrases(tree, "", name))


def _phrases(table: Mapping[str, Any], key: str, name: str) -> Iterator[tuple[str, Phrase]]:
    fields = {field: value for field, value in table.items() if not isinstance(value, dict)}
    if fields and not key:
        raise Refused(f"{name}: {min(fields)!r} stands in no table; write [topic.name] above it")
    if fields:
        yield key, _phrase(fields, key, name)
    for part, inner in table.items():
        if isinstance(inner, dict):
            yield from _phrases(inner, f"{key}.{part}" if key else part, name)


def _phrase(table: Mapping[str, object], key: str, name: str) -> Phrase:
    where = f"{name}: [{key}]"
    texts = {part: value for part, value in table.items() if isinstance(value, str) and value.strip()}
    for part in table:
        if part not in _FIELDS:
            raise Refused(f"{where} has {part!r}, which no phrase has; {near(part, _FIELDS)}")
        if part not in texts:
            raise Refused(f"{where} {part} is no text; write words between quotation marks")
    chinese = key.partition(".")[0] in CHINESE_ONLY
    lacking = [language for language in ("zh", "en") if language not in texts and not (chinese and language == "en")]
    if lacking:
        raise Refused(f"{where} has no {lacking[0]}; write it in both languages, zh and en")
    if "when" in texts and "always" in texts:
        raise Refused(f"{where} has when and always; a sentence that rests on a condition does not hold always")
    if "always" in texts and texts["always"] not in ALWAYS:
        raise Refused(f"{where} always is {texts['always']!r}; {near(texts['always'], ALWAYS)}")
    if 0 < len(texts.keys() & set(_NONE)) < len(_NONE):
        raise Refused(f"{where} has some of {', '.join(_NONE)} and not all; write the field that may be 0, and what is said then")
    return Phrase(**{"en": "", **texts})
