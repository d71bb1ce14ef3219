"""An office's own fonts on its official documents: the few characters of one document, under names of our own.

What a font lacks is set in the shipped family. fontTools reads these fonts, since they may be of any making; the shipped
one is copied faster by :mod:`evaluation.render.sfnt`.
"""

from __future__ import annotations

import base64
import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from evaluation import project
from evaluation.errors import Refused
from evaluation.study import fonts

FAMILIES = {"song": "Office Song", "title": "Office Title"}


def fonts_of(cover: dict[str, Any]) -> list[dict[str, str]]:
    """The fonts a cover names, ``{role, file, sha256}``; empty for a report, or an office without its own."""
    return (cover.get("letterhead") or {}).get("fonts", [])


def make_fonts(cover: dict[str, Any], letters: set[str], root: Path | None, flavor: str | None = None) -> dict[str, bytes]:
    """Font file with ``letters`` for each role the cover names, as TrueType or OpenType, or in the ``flavor`` woff.

    :class:`Refused` for a font that is gone, or is not the one the document was made with, or cannot be used.
    """
    named = fonts_of(cover)
    if not named:
        return {}
    place, study = root or project.root(), cover["document"]["study"]
    return {
        font["role"]: _subset(_read(study, place, font), "".join(sorted(letters)), font["file"], font["role"], flavor)
        for font in named
    }


def _read(study: str, root: Path, font: dict[str, str]) -> bytes:
    data = fonts.read(study, root, font["file"])
    if hashlib.sha256(data).hexdigest() != font["sha256"]:
        raise Refused(f"font {font['file']}: is not the one the document was made with; run the study again")
    return data


@lru_cache(maxsize=8)
def _subset(data: bytes, letters: str, file: str, role: str, flavor: str | None) -> bytes:
    import logging

    from fontTools import subset, ttLib

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        font = ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False)
        there = set(font.getBestCmap() or ()) & set(map(ord, letters))
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[])
        options.drop_tables += ["DSIG", "GPOS", "GSUB", "GDEF", "vhea", "vmtx", "VORG", "BASE"]
        cut = subset.Subsetter(options)
        cut.populate(unicodes=there)
        cut.subset(font)
        _name(font["name"], FAMILIES[role])
        font.flavor = flavor
        written = io.BytesIO()
        font.save(written, reorderTables=None)
    except Exception as error:  # fontTools raises whatever a damaged table makes it stumble over
        raise Refused(f"font {file}: cannot be used ({type(error).__name__}); copy the file again, or give another font") from None
    if not there - {0x20}:
        raise Refused(f"font {file}: has none of the document's characters; give a font for Chinese text")
    return written.getvalue()


def _name(table: Any, family: str) -> None:
    table.names = []
    for number, text in ((1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)


def faces(made: dict[str, bytes]) -> str:
    """CSS of the fonts, embedded in the page, and what of an official document is set in them."""
    rules = [
        f'@font-face {{ font-family: "{FAMILIES[role]}"; font-weight: 400; font-display: block; '
        f"src: url(data:font/woff;base64,{base64.b64encode(data).decode()}) format('woff'); }}"
        for role, data in made.items()
    ]
    parts = {"song": "p.ev-body, .ev-line:not(.ev-annex) p, .ev-imprint p, .ev-docnumber", "title": ".ev-issuer, .ev-doctitle"}
    for role in made:
        light = " font-weight: 400;" if role == "title" else ""
        rules.append(f'.official :is({parts[role]}) {{ font-family: "{FAMILIES[role]}", "Noto Sans SC", sans-serif;{light} }}')
    if "song" in made:
        rules.append('.official :is(p, .ev-imprint) strong { font-family: "Noto Sans SC", sans-serif; }')
    return "\n".join(rules)
