"""A letter as it was filled in: its lines as the parts of an official document.

A line that begins with ``=`` is the title, ``@`` the addressee, ``#`` a heading, ``~`` small print, ``+`` an annex by its
title; ``---`` ends the opening and the body. Other lines are sentences, one after the other, up to an empty line, which ends
the paragraph; what stands between ``**`` is strong. A table stands on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from evaluation.errors import Refused
from evaluation.render.component import Component, heading, paragraph
from evaluation.render.printed import Printed, name_as

OPEN, SHUT, BREAK = "\ue000", "\ue001", "\ue002"
"""Around the number of a value, and in the place of an empty line of the template."""
Titled = Callable[[str], Component | None]
"""A table that takes the title of the annex it is placed in; None where there is nothing to list."""
Placed = Component | Titled | Sequence[Component]
Value = str | Placed
Pieces = list[Value | None]
_VALUE = re.compile(f"{OPEN}([0-9]+){SHUT}")
_MARKS = ("---", "=", "@", "#", "~", "+")
_PARTS = ("opening", "body", "closing")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The parts of one document; ``annexes`` by their titles. A ``title`` of two lines is broken there."""

    title: list[str] = field(default_factory=list)
    opening: list[Component] = field(default_factory=list)
    body: list[Component] = field(default_factory=list)
    closing: list[Component] = field(default_factory=list)
    annexes: list[tuple[str, list[Component]]] = field(default_factory=list)


def read_letter(text: str, values: Sequence[Value], joint: str, addressee: Callable[[str], Component]) -> Letter:
    """The letter that ``text`` spells, with each value in its place; ``joint`` stands between two sentences.

    :class:`Refused` for a table within a sentence, for one more ``---``, and for a letter without a title."""
    letter, part = Letter(), 0
    for mark, lines in _blocks(text, values):
        place = letter.annexes[-1][1] if letter.annexes else getattr(letter, _PARTS[part])
        if mark == "---":
            part += 1
            if part == len(_PARTS):
                raise Refused("'---' ends the opening and the body, and stands a third time; remove it")
        elif mark == "=":
            letter.title.append(_text(lines, joint))
        elif mark == "@":
            place.append(addressee(_text(lines, joint)))
        elif mark == "#":
            place.append(heading(1, _text(lines, joint)))
        elif mark == "+":
            letter.annexes.append((_text(lines, joint), []))
        elif any(isinstance(piece, str) and piece for line in lines for piece in line):
            place.append(_paragraph(lines, joint, "small" if mark == "~" else "body"))
        else:
            title = letter.annexes[-1][0] if letter.annexes else None
            place += [made for line in lines for piece in line for made in _components(piece, title)]
    if not letter.title:
        raise Refused("there is no title: begin a line with '='")
    if empty := [name for name in _PARTS[:2] if not getattr(letter, name)]:
        raise Refused(f"the {empty[0]} is empty: '---' ends the opening and then the body; write what stands before it")
    return letter


def _blocks(text: str, values: Sequence[Value]) -> Iterator[tuple[str, list[Pieces]]]:
    """What stands together: a mark and the lines under it, each as its pieces. Lines of empty values fall out."""
    begun: tuple[str, list[Pieces]] = ("", [])
    for line in map(str.strip, text.split("\n")):
        mark = next((m for m in _MARKS if line.startswith(m)), "")
        pieces = _pieces(line.removeprefix(mark).lstrip(), values)
        placed = any(piece is not None and not isinstance(piece, str) for piece in pieces)
        if line == BREAK or mark or placed:
            if begun[1]:
                yield begun
            begun = (mark if mark == "~" else "", [])
        if mark in ("---", "@"):
            yield mark, [pieces]
        elif line == BREAK or not any(pieces):
            continue
        elif placed or mark not in ("", "~"):
            yield mark, [pieces]
        else:
            begun[1].append(pieces)
    if begun[1]:
        yield begun


def _pieces(line: str, values: Sequence[Value]) -> Pieces:
    """Words of the template, values, and None where strong letters begin or end."""
    found: Pieces = []
    for n, part in enumerate(_VALUE.split(line)):  # words, number, words, ...
        if n % 2:
            found.append(values[int(part)])
        elif part:
            first, *rest = part.split("**")
            found += [name_as("words", first), *(piece for words in rest for piece in (None, name_as("words", words)))]
    return found


def _components(piece: Value | None, title: str | None) -> list[Component]:
    if piece is None or isinstance(piece, str):
        return []
    if isinstance(piece, Component):
        return [piece]
    if callable(piece):
        if title is None:
            raise Refused("a table that takes its title from an annex stands outside of one; begin a line with '+ ' above it")
        made = piece(title)
        return [made] if made else []
    return list(piece)


def _text(lines: Sequence[Pieces], joint: str) -> str:
    return Printed(*(text for text, _ in _runs(lines, joint)))


def _paragraph(lines: Sequence[Pieces], joint: str, style: str) -> Component:
    runs = _runs(lines, joint)
    return paragraph([{"text": text, "strong": True} if strong else text for text, strong in runs], style)


def _runs(lines: Sequence[Pieces], joint: str) -> list[tuple[str, bool]]:
    """Stretches of text, and whether each is strong."""
    runs, text, strong, last = [], "", False, " "
    for line in lines:
        text = text if last.endswith(" ") else text + joint
        for piece in line:
            if piece is None:
                runs.append((text, strong))
                text, strong = "", not strong
            elif isinstance(piece, str):
                text, last = text + piece, piece or last
            else:
                raise Refused("a table stands within a sentence; give it a line of its own")
    return [(text, strong) for text, strong in (*runs, (text, strong)) if text]
