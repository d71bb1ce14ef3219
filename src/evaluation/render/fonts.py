"""The shipped font: which characters it has, and subsets of it for pages that carry their own font."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from evaluation.errors import Refused
from evaluation.render.sfnt import Sfnt

FAMILY = "Noto Sans SC"
FONT_DIR = Path(__file__).parent / "fonts"
REGULAR = FONT_DIR / "NotoSansSC-Regular.ttf"
BOLD = FONT_DIR / "NotoSansSC-Bold.ttf"

Weight = Literal["regular", "bold"]
_BLANK = frozenset("\n\t")


@lru_cache(maxsize=2)
def _font(path: Path) -> Sfnt:
    if not path.is_file():
        raise Refused(f"the font {path.name} is missing from the installation ({FONT_DIR}); install again")
    return Sfnt(path.read_bytes())


@lru_cache(maxsize=1)
def _shipped_characters() -> frozenset[str]:
    return frozenset(map(chr, _font(REGULAR).glyphs.keys() & _font(BOLD).glyphs.keys()))


class _Widths(dict[str, float]):
    """Width of every character asked for so far, in ems."""

    def __init__(self, font: Sfnt) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> float:
        glyph = self._font.glyphs.get(ord(char))
        self[char] = width = 1.0 if glyph is None else self._font.width(glyph) / self._font.units
        return width


@cache
def widths(weight: Weight = "regular") -> Mapping[str, float]:
    """Width of each character in ems; a full em for one the font lacks (which is refused before it is printed)."""
    return _Widths(_font(BOLD if weight == "bold" else REGULAR))


def measure(text: str, weight: Weight = "regular") -> float:
    """Width of ``text`` in one line, in ems."""
    return sum(map(widths(weight).__getitem__, text))


def supports(text: str) -> set[str]:
    """Characters of ``text`` that the shipped font lacks (empty: all can be printed)."""
    return set(text) - _shipped_characters() - _BLANK


def spell(text: str) -> str:
    """``text`` with every character that the shipped font lacks as its number: ``〔U+20BB7〕``."""
    lacking = supports(text)
    return "".join(f"〔U+{ord(c):04X}〕" if c in lacking else c for c in text) if lacking else text


def require(text: str, where: str) -> None:
    """Refuse a text with characters that would print as empty boxes, listing them."""
    lacking = sorted(supports(text))
    if lacking:
        listed = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        raise Refused(f"{where}: the report font {FAMILY} has no {listed}; replace the character(s) in the source")


@lru_cache(maxsize=4)
def _subset(chars: str, path: Path) -> bytes:
    return _font(path).woff([ord(char) for char in chars])


def subset_woff(chars: Iterable[str], weight: Weight = "regular") -> bytes:
    """WOFF file holding only ``chars``, which the font must have; the same characters give the same bytes."""
    return _subset("".join(sorted(set(chars))), BOLD if weight == "bold" else REGULAR)


def faces(chars: set[str]) -> str:
    """CSS of both weights with only ``chars``, embedded in the page."""
    made = []
    weights: tuple[tuple[Weight, int], ...] = (("regular", 400), ("bold", 700))
    for weight, number in weights:
        data = base64.b64encode(subset_woff(chars, weight)).decode()
        made.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {number}; font-display: block; '
            f"src: url(data:font/woff;base64,{data}) format('woff'); }}"
        )
    return "\n".join(made)
