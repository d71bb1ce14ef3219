"""Names found by what they mean: codes, titles in both languages and the other words an entry is known by."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluation.errors import fit_for_message

_CLOSE, _SHOWN, _READ = 720, 3, 60  # likeness is counted in thousandths: 1,000 is the same
_SAME, _APART = 1000, 60  # a name much less like it than the nearest is not told
_PIECES = re.compile(r"[a-z]+|[0-9]+")
_ENDINGS = re.compile(r"(?:ies|es|s|ed|ing)$")
_COMMON = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with", "who"})


@dataclass(frozen=True, slots=True)
class Known:
    """A name there is, and what it is called otherwise."""

    code: str
    titles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a message in English calls it."""
        return self.titles[-1] if self.titles else ""


def rank(word: str, known: Iterable[Known]) -> list[tuple[int, Known]]:
    """Entries like ``word``, the likest first: 1,000 for one that is called exactly so; what is not like it is left out."""
    asked = word[:_READ]
    found = ((likeness(asked, entry), at, entry) for at, entry in enumerate(known))
    return [(score, entry) for score, _, entry in sorted((f for f in found if f[0]), key=lambda f: (-f[0], f[1]))]


def likeness(word: str, entry: Known) -> int:
    """How much ``word`` is like a name of ``entry``, 0 to 1,000."""
    return max((_like(word, name, name == entry.code) for name in _names(entry)), default=0)


def _names(entry: Known) -> Iterator[str]:
    yield entry.code
    yield from entry.also
    yield from entry.titles


def _like(word: str, name: str, is_code: bool) -> int:
    asked, there = _plain(word), _plain(name)
    if not asked or not there:
        return 0
    if asked == there:
        return _SAME
    if not asked.isascii():
        return _like_chinese(asked, there)
    spelled = _ratio(asked, there)
    scored = spelled if spelled >= _CLOSE else 0
    pieces, others = _stems(word), _stems(name)
    if pieces and others:
        met = sum(1 for piece in pieces if any(_same_stem(piece, other) for other in others))
        if met == len(pieces):  # every word of it is there
            scored = max(scored, 750 + 200 * met // len(others))
    return min(scored, 990 if is_code else 980)


def _like_chinese(asked: str, there: str) -> int:
    if asked in there:
        return 800 + 180 * len(asked) // len(there)
    same = _ratio(asked, there)
    return same * 95 // 100 if same >= _CLOSE else 0


def _ratio(one: str, other: str) -> int:
    """Twice the characters that match, of all, in thousandths."""
    matched = sum(block.size for block in difflib.SequenceMatcher(None, one, other).get_matching_blocks())
    return 2 * _SAME * matched // (len(one) + len(other))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _stems(text: str) -> list[str]:
    return [_ENDINGS.sub("", piece) or piece for piece in _PIECES.findall(text.casefold()) if piece not in _COMMON]


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and long.startswith(short))


def suggest(word: str, known: Iterable[Known]) -> str:
    """What to say of a name that is not there: the nearest by spelling or meaning with their titles, and how to search."""
    entries = list(known)
    like = rank(word, entries)[:_SHOWN]
    near = [entry for score, entry in like if score >= max(_CLOSE, like[0][0] - _APART)]
    search = f"Search: evaluation indicators {_quote(word)}"
    if near:
        told = " or ".join(f"'{entry.code}'{f' ({entry.title})' if entry.title else ''}" for entry in near)
        return f"did you mean {told}? {search}"
    if len(entries) <= 8:
        return f"known: {', '.join(entry.code for entry in entries)}" if entries else "none is declared"
    return f"none is called like it. {search}"


def _quote(word: str) -> str:
    shown = fit_for_message(word)
    return shown if re.fullmatch(r"[\w.-]+", shown) else f'"{shown}"'
