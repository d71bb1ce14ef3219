"""The shipped font: which characters it has, and subsets of it for pages that carry their own font."""

from __future__ import annotations

import base64
import copy
import io
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from evaluation.errors import Refused

FAMILY = "Noto Sans SC"
FONT_DIR = Path(__file__).parent / "fonts"
REGULAR = FONT_DIR / "NotoSansSC-Regular.ttf"
BOLD = FONT_DIR / "NotoSansSC-Bold.ttf"

Weight = Literal["regular", "bold"]
_BLANK = frozenset("\n\t")


@lru_cache(maxsize=2)
def _font(path: Path) -> TTFont:
    # Read at once: a file left open would be shared, position and all, by processes forked later.
    if not path.is_file():
        raise Refused(f"the font {path.name} is missing from the installation ({FONT_DIR}); install again")
    return TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(map(chr, _font(REGULAR).getBestCmap().keys() & _font(BOLD).getBestCmap().keys()))


@cache
def advance(char: str, weight: Weight = "regular") -> float:
    """Width of ``char`` in ems; a full em for one the font lacks (which is refused before it is printed)."""
    font = _font(BOLD if weight == "bold" else REGULAR)
    name = font.getBestCmap().get(ord(char))
    return font["hmtx"][name][0] / font["head"].unitsPerEm if name else 1.0


def supports(text: str) -> set[str]:
    """Characters of ``text`` that the shipped font lacks (empty: all can be printed)."""
    return set(text) - _known() - _BLANK


def require(text: str, where: str) -> None:
    """Refuse a text with characters that would print as empty boxes, listing them."""
    lacking = sorted(supports(text))
    if lacking:
        listed = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        raise Refused(f"{where}: the report font {FAMILY} has no {listed}; replace the character(s) in the source")


def _glyphs(font: TTFont, chars: str) -> dict[str, Any]:
    """The glyphs that draw ``chars``, with those they are composed of, unhinted, in a fixed order."""
    names, glyf = font.getBestCmap(), font["glyf"]
    wanted, found = {names[ord(char)] for char in chars}, {".notdef": glyf[".notdef"]}
    while wanted:
        name = wanted.pop()
        found[name] = glyph = glyf[name]
        wanted |= {part for part in glyph.getComponentNames(glyf) if part not in found}
    for glyph in found.values():
        glyph.removeHinting()
    return {name: found[name] for name in (".notdef", *sorted(found.keys() - {".notdef"}))}


@lru_cache(maxsize=8)
def _subset(chars: str, path: Path) -> bytes:
    # fontTools' subsetter works through all 30 000 glyphs each time; building anew takes a third of its time.
    font = _font(path)
    glyphs, names, widths = _glyphs(font, chars), font.getBestCmap(), font["hmtx"]
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(char): names[ord(char)] for char in chars})
    builder.setupGlyf(glyphs, calcGlyphBounds=False)
    builder.setupHorizontalMetrics({name: widths[name] for name in glyphs})
    lines = font["hhea"]
    builder.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent, lineGap=lines.lineGap)
    builder.setupNameTable({"familyName": FAMILY, "copyright": font["name"].getDebugName(0)})
    builder.setupPost(keepGlyphNames=False)
    subset = builder.font
    subset["OS/2"] = copy.deepcopy(font["OS/2"])
    for field in ("created", "modified", "macStyle", "fontRevision"):
        setattr(subset["head"], field, getattr(font["head"], field))
    subset.recalcTimestamp = False
    subset.flavor = "woff"  # zlib: WOFF2 is a fifth smaller and takes three times as long
    target = io.BytesIO()
    subset.save(target)
    return target.getvalue()


def subset_woff(chars: Iterable[str], weight: Weight = "regular") -> bytes:
    """WOFF file holding only ``chars``, which the font must have; the same characters give the same bytes."""
    return _subset("".join(sorted(set(chars))), BOLD if weight == "bold" else REGULAR)


def faces(chars: set[str]) -> str:
    """CSS of both weights with only ``chars``, embedded in the page."""
    made = []
    for weight, number in (("regular", 400), ("bold", 700)):
        data = base64.b64encode(subset_woff(chars, weight)).decode()
        made.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {number}; font-display: block; '
            f"src: url(data:font/woff;base64,{data}) format('woff'); }}"
        )
    return "\n".join(made)
