"""The look of every chart: one width, one palette, one type family, and the measuring of text before it is drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from evaluation.render import fonts

WIDTH = 442.2  # points: the 156 mm text width of the page
BODY, SMALL = 8.5, 7.5  # points; printed at scale 1, so these are the sizes on paper
LEADING = 1.22
LEAST = 84.0
"""Points that a label has at least, however much stands beside the drawing: a long word's."""
BESIDE = 116.0
"""Points that a text beside the drawing has at most in a line."""
MIDDLE = 0.37  # height of the optical middle of a line above its baseline, in ems

INK, MUTED = "#1C2126", "#5A626B"
FAINT, BAND, HALF, LINE = "#EEF0F2", "#E3E6EA", "#BFC6CE", "#7D858E"
ACCENT, TINT, GLOW = "#1F4E79", "#7F9DBB", "#E4ECF4"
WARNING = "#C55A11"
WHITE = "#FFFFFF"

_NEVER_FIRST = "，。、；：）》」』】％%…·！？,.;:)]/"
_NEVER_LAST = "（《「『【(["


def _require(text: str) -> None:
    for char in sorted(fonts.supports(text)):
        raise ValueError(
            f"the chart font has no glyph for {char!r} (U+{ord(char):04X} {unicodedata.name(char, 'unnamed')}); "
            f"use another character in the label"
        )


@lru_cache(maxsize=4096)
def _ems(text: str, bold: bool) -> float:
    _require(text)
    return fonts.measure(text, "bold" if bold else "regular")


def width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width in points of ``text`` set in one line; ValueError names a character that the shipped font lacks."""
    return _ems(text, bold) * size


def widest(texts: Iterable[str], size: float = BODY, bold: bool = False) -> float:
    """Width in points of the widest of ``texts``; 0 when there is none."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _pieces(text: str) -> list[str]:
    """The smallest runs a line may break between: Chinese characters, Latin words, punctuation kept on its side."""
    pieces: list[str] = []
    for char in " ".join(text.split()):
        last = pieces[-1] if pieces else ""
        joined = last and (
            char in _NEVER_FIRST
            or last[-1] in _NEVER_LAST
            or char == " "
            or (last[-1] != " " and not _wide(char) and not _wide(last[-1]))
        )
        if joined:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _fill(pieces: list[str], limit: float, size: float, bold: bool) -> list[str]:
    lines, line = [], ""
    for piece in pieces:
        if line and width((line + piece).rstrip(), size, bold) > limit:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip(), size, bold) > limit and len(line.rstrip()) > 1:
            cut = len(line) - 1  # one piece wider than the column: a word broken where it must be
            while cut > 1 and width(line[:cut], size, bold) > limit:
                cut -= 1
            lines.append(line[:cut].rstrip())
            line = line[cut:].lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def wrap(text: str, limit: float, size: float = BODY, bold: bool = False) -> list[str]:
    """``text`` in as few lines of at most ``limit`` points as possible, of even length where there are several."""
    pieces = _pieces(text)
    lines = _fill(pieces, limit, size, bold)
    if len(lines) < 2:
        return lines
    low, high = limit / 2, limit
    for _ in range(6):
        trial = (low + high) / 2
        if len(_fill(pieces, trial, size, bold)) > len(lines) or any(width(piece.rstrip(), size, bold) > trial for piece in pieces):
            low = trial
        else:
            high = trial
    return _fill(pieces, high, size, bold)


def height(lines: int, size: float = BODY) -> float:
    """Height in points of a block of text lines."""
    return lines * size * LEADING


def column(labels: Iterable[str], limit: float, size: float = BODY, bold: bool = False) -> tuple[list[list[str]], float]:
    """Each label wrapped to ``limit`` points, but never to less than :data:`LEAST` of them, and the width the widest line then
    needs."""
    blocks = [wrap(label, max(limit, LEAST), size, bold) for label in labels]
    return blocks, max((widest(block, size, bold) for block in blocks), default=0.0)


def of_state(state: str) -> str:
    """Colour of a line or mark that is judged so."""
    return WARNING if state == "missed" else ACCENT
