"""The shipped font: which characters it has, and subsets of it for pages that carry their own font."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from evaluation.errors import Refused

FAMILY = "Noto Sans SC"
FONT_DIR = Path(__file__).parent / "fonts"
REGULAR = FONT_DIR / "NotoSansSC-Regular.ttf"
BOLD = FONT_DIR / "NotoSansSC-Bold.ttf"

Weight = Literal["regular", "bold"]
_BLANK = frozenset("\n\t")
# Tables for vertical setting and layout features: horizontal Chinese needs none and they are most of the work.
_UNUSED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    for path in (REGULAR, BOLD):
        if not path.is_file():
            raise Refused(f"the font {path.name} is missing from the installation ({FONT_DIR}); install again")
    with TTFont(REGULAR, lazy=True) as regular, TTFont(BOLD, lazy=True) as bold:
        both = regular.getBestCmap().keys() & bold.getBestCmap().keys()
    return frozenset(map(chr, both))


def supports(text: str) -> set[str]:
    """Characters of ``text`` that the shipped font lacks (empty: all can be printed)."""
    return set(text) - _known() - _BLANK


def require(text: str, where: str) -> None:
    """Refuse a text with characters that would print as empty boxes, listing them."""
    lacking = sorted(supports(text))
    if lacking:
        listed = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
        raise Refused(f"{where}: the report font {FAMILY} has no {listed}; replace the character(s) in the source")


@lru_cache(maxsize=8)
def _subset(chars: str, path: Path) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += _UNUSED
    options.recalc_timestamp = False
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=chars)
        subsetter.subset(font)
        font.flavor = "woff"  # zlib: WOFF2 is a fifth smaller and takes three times as long
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()


def subset_woff(chars: Iterable[str], weight: Weight = "regular") -> bytes:
    """WOFF file holding only ``chars``; the same characters give the same bytes."""
    return _subset("".join(sorted(set(chars))), BOLD if weight == "bold" else REGULAR)
