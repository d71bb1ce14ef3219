"""Cells of the PDF's tables broken into lines beforehand: a row whose height is known need not be laid out twice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from evaluation.render import fonts
from evaluation.render.columns import WIDER, ems, gap

WIDTH, OFFICIAL_WIDTH = 158, 156  # millimetres of text on the page
_INSETS = 5 / 9, 2 / 9  # ems beside a cell's text, and at the edges of the table
_SLACK = 0.08  # ems that a line must leave: kerning, rounded shares
_UNIT, _LEAST = 0.9, 7.0  # size of a unit under a column's title, against the title; in points at least
_BREAK = "\u200b"
_CLOSING = frozenset("，。、；：？！）》」』】〉”’％…,.;:?!)]}%·—")
_OPENING = frozenset("（《「『【〈“‘([{")


def _chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _wide(char: str) -> bool:
    """Whether a line may end before or after it: Chinese letters and full-width marks."""
    return char >= "\u2e80"


@lru_cache(maxsize=8192)
def fold(text: str, room: float, weight: fonts.Weight = "regular") -> tuple[str, ...] | None:
    """``text`` in lines no wider than ``room`` ems, each filled before the next; None where a word is wider.

    A line ends at a blank, after a hyphen, where a long word may break, and beside any Chinese letter; no line begins
    with a closing mark or ends with an opening one.
    """
    if "\n" not in text and _BREAK not in text and ems(text, weight) <= room:
        return (text,)  # most cells, and measured before
    lines: list[str] = []
    for part in text.split("\n"):
        folded = _part(part, room, fonts.widths(weight))
        if folded is None:
            return None
        lines += folded
    return tuple(line.replace(_BREAK, "") for line in lines)


def balance(title: str, room: float) -> tuple[str, ...] | None:
    """A column's title in as few lines as fit, about equally long."""
    lines = fold(title, room, "bold")
    if lines is None or len(lines) < 2:
        return lines
    least = sum(fonts.measure(line, "bold") for line in lines) / len(lines)
    for part in (0.0, 0.25, 0.5, 0.75):
        even = fold(title, least + part * (room - least), "bold")
        if even and len(even) == len(lines):
            return even
    return lines


def _part(text: str, room: float, widths: Mapping[str, float]) -> list[str] | None:
    lines, start, used, stop, after = [], 0, 0.0, 0, 0.0
    before = ""
    for at, char in enumerate(text):
        if at > start and _may_end(before, char):
            stop, after = at, used
        wide = 0.0 if char == _BREAK else widths[char] + WIDER.get(char, 0.0)
        if _chinese(before) != _chinese(char):
            wide += gap(before, char)
        if used + wide > room and char != " ":
            if stop <= start:
                return None
            lines.append(text[start:stop].rstrip(" "))
            start, used = stop, used - after
            if used + wide > room:
                return None
        used += wide
        before = char
    if used > room:
        return None
    return [*lines, text[start:]]


def _may_end(before: str, char: str) -> bool:
    if before in " -" + _BREAK:
        return char != " " and not (before == "-" and char.isdigit())
    if char in _CLOSING or before in _OPENING or char == " ":
        return False
    return _wide(before) or _wide(char)


def rooms(shares: list[int], points: float, width: int = WIDTH) -> list[float]:
    """Ems of type of this size within each of the columns that share ``width`` millimetres."""
    page = width / 25.4 * 72 / points
    inside = [share / sum(shares) * page - 2 * _INSETS[0] for share in shares]
    for edge in (0, -1):
        inside[edge] += _INSETS[0] - _INSETS[1]
    return [round(room - _SLACK, 3) for room in inside]


def fold_row(row: dict[str, Any], room: list[float]) -> tuple[list[str], int]:
    """The row's cells with their line breaks, and its height in lines; 0 where a cell has to be left to Typst."""
    weight: fonts.Weight = "regular" if row["role"] == "body" else "bold"
    if row["role"] == "group":
        room = [sum(room)]
    folds = [fold(cell, width, weight) for cell, width in zip(row["cells"], room, strict=True)]
    lines = [made for made in folds if made is not None]
    if len(lines) < len(folds):
        return row["cells"], 0
    return ["\n".join(made) for made in lines], max(map(len, lines))


def fold_titles(columns: list[dict[str, Any]], room: list[float], points: float) -> tuple[list[dict[str, Any]], list[int] | None]:
    """The columns with their titles in lines, and the lines of title and unit of the highest; None where a word has
    to be left to Typst. ``points``: the size of the titles."""
    found, highest, size = [], (0, 0), max(_UNIT, _LEAST / points)
    for column, width in zip(columns, room, strict=True):
        title = balance(column["title"], width)
        unit = fold(column["unit"], width / size) if column["unit"] else ()
        if title is None or unit is None:
            return columns, None
        found.append({**column, "title": "\n".join(title), "unit": "\n".join(unit) or None})
        highest = max(highest, (len(title), len(unit)), key=lambda lines: sum(lines) - lines[1] * (1 - size))
    return found, list(highest)
