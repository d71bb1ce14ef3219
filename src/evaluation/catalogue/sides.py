"""The grammar of a side: what stands over or under the line of an indicator, or on one side of an identity.

``side = ["-"] term {("+"|"-") term}``; ``term = [INT "*"] (CODE | FUNC "(" CODE|sum ")" | sum)``;
``sum = "sum(" GROUP ["except" TAG|CODE …] ")"``. Nothing is evaluated: a side is read into :class:`Part` s and spelled from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.catalogue.model import When
from evaluation.errors import fit_for_message

FUNCTIONS = {when.value: when for when in When if when is not When.THIS}
"""Functions by their names: which figure of a quantity is taken."""
KNOWN = ", ".join(sorted([*FUNCTIONS, "sum"]))
_TOKEN = re.compile(r"\s*(?:([^\W\d]\w*)|([0-9]+(?:\.[0-9]+)?)|(.))", re.DOTALL)
_WIDE = str.maketrans("＋－−–＊×（）", "+---**()")


class SideError(ValueError):
    """A text that is no side; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Part:
    """One term: ``coefficient`` times the quantity ``code``, or times the sum of the group ``code`` without what ``but`` names."""

    coefficient: int
    code: str
    when: When = When.THIS
    summed: bool = False
    but: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"sum({' except '.join(filter(None, [self.code, ' '.join(self.but)]))})" if self.summed else self.code
        return text if self.when is When.THIS else f"{self.when.value}({text})"


def spell(parts: Sequence[Part]) -> str:
    """The text that :func:`parse` reads as ``parts``."""
    said = []
    for at, part in enumerate(parts):
        sign = "- " if part.coefficient < 0 else "+ " if at else ""
        times = "" if abs(part.coefficient) == 1 else f"{abs(part.coefficient)} * "
        said.append(f"{sign if at else sign.strip()}{times}{part}")
    return " ".join(said)


def parse(text: str) -> tuple[Part, ...]:
    """The parts of a side. :class:`SideError` for what is none."""
    found = _SideReader(text).side()
    seen: set[tuple[str, When, bool, tuple[str, ...]]] = set()
    for part in found:
        key = (part.code, part.when, part.summed, part.but)
        if key in seen:
            raise SideError(f"'{part}' stands twice; write it once, with its number: 2 * {part}")
        seen.add(key)
    return found


class _SideReader:
    def __init__(self, text: str) -> None:
        self.words = [found[1] or found[2] or found[3] for found in _TOKEN.finditer(text.strip()) if found[0].strip()]
        self.at = 0
        for word in self.words:
            _check_word(word)

    def side(self) -> tuple[Part, ...]:
        if not self.words:
            raise SideError("is empty; write a quantity")
        parts = [self._term(-1 if self._skip("-") else 1)]
        while self.at < len(self.words):
            sign = self.words[self.at]
            if sign not in ("+", "-"):
                raise SideError(f"'{sign}' follows '{self.words[self.at - 1]}' without + or -; put one between them")
            self.at += 1
            parts.append(self._term(1 if sign == "+" else -1))
        return tuple(parts)

    def _term(self, sign: int) -> Part:
        word, times = self._next("a quantity"), 1
        if word[0].isdigit():
            if not self._skip("*"):
                raise SideError(f"'{word}' is no quantity; a number stands before '*', and per cent is said with 'as: percent'")
            if "." in word or int(word) == 0:
                raise SideError(f"'{word}' is no whole number above 0; sides hold whole numbers only")
            times, word = int(word), self._next("a quantity")
        if word in "+-*)":
            raise SideError(f"'{word}' stands where a quantity is due")
        if word == "(":
            raise SideError("brackets belong to functions only; write the sum without them, each term with its sign")
        if self._peek() == "*":
            raise SideError(f"'*' multiplies by a whole number that stands before it, as in 12 * {word}")
        return self._call(word, sign * times) if self._skip("(") else Part(sign * times, _code(word))

    def _call(self, name: str, coefficient: int) -> Part:
        if name == "sum":
            return self._sum(coefficient, When.THIS)
        if name not in FUNCTIONS:
            raise SideError(f"'{fit_for_message(name)}' is no function; known: {KNOWN}")
        inner = self._next(f"the quantity that {name} takes")
        if inner == "sum" and self._skip("("):
            part = self._sum(coefficient, FUNCTIONS[name])
        elif self._peek() == "(":
            raise SideError(f"{name}() takes a quantity or sum(…), no other function")
        else:
            part = Part(coefficient, _code(inner), FUNCTIONS[name])
        self._close(name)
        return part

    def _sum(self, coefficient: int, when: When) -> Part:
        group, but = _code(self._next("the group that sum takes")), []
        if self._skip("except"):
            while self._peek() not in (")", ""):
                but.append(_code(self._next("what is left out")))
            if not but:
                raise SideError(f"sum({group} except …) names nothing to leave out; write a tag or a quantity, or no 'except'")
        self._close("sum")
        return Part(coefficient, group, when, True, tuple(but))

    def _close(self, name: str) -> None:
        if not self._skip(")"):
            got = f"got '{self._peek()}'" if self._peek() else "the text ends"
            raise SideError(f"{name}( is not closed where it is due: {got}; write one name and ')'")

    def _peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _skip(self, word: str) -> bool:
        found = self._peek() == word
        self.at += found
        return found

    def _next(self, what: str) -> str:
        if self.at == len(self.words):
            raise SideError(f"ends after '{self.words[-1]}'; write {what} there")
        self.at += 1
        return self.words[self.at - 1]


def _code(word: str) -> str:
    if not (word[0].isalpha() or word[0] == "_"):
        raise SideError(f"'{word}' stands where a name is due")
    return word


def _check_word(word: str) -> None:
    """:class:`SideError` for what no side holds."""
    if word in "/÷":
        raise SideError(f"'{word}' does not belong in a side; write what stands under it as 'denominator'")
    if word in ",，、":
        raise SideError(f"'{word}' does not belong in a side; terms are joined by + and -")
    if (usual := word.translate(_WIDE)) != word:
        raise SideError(f"'{word}' is written '{usual}' in a side")
    if len(word) == 1 and word not in "+-*()" and not (word.isalnum() or word == "_"):
        raise SideError(f"'{fit_for_message(word)}' does not belong in a side; it holds codes, + - * and functions ({KNOWN})")
