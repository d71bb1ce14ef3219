"""An office's own font files for official documents (仿宋, 小标宋): where they are, and whether they can be embedded."""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path

from evaluation import door, project
from evaluation.errors import Refused

PREFIX = "fonts/"
"""Before a font's name among the files of a study, wherever it lies: only its content counts."""
SUFFIXES = (".ttf", ".otf")
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2")
_MOST = 64 << 20
_RESTRICTED, _MAY, _NO_SUBSET = 0x0002, 0x000C, 0x0100  # OS/2 fsType


def find(study: str, root: Path, file: str) -> Path:
    """The font ``file`` in the study's folder, else in ``EVALUATION_FONTS``. :class:`Refused` when it is in neither."""
    places = [root / "params" / study, *([shared] if (shared := project.fonts()) else [])]
    for place in places:
        if os.path.lexists(place / file):
            return place / file
    also = f" nor in {project.FONTS}={places[1]}" if len(places) > 1 else f"; or set {project.FONTS} to its folder"
    raise Refused(f"params/{study}/documents.yml, fonts: there is no file {file!r} in params/{study}/{also}")


def read(study: str, root: Path, file: str) -> bytes:
    """What the font ``file`` holds. The folder of ``EVALUATION_FONTS`` is the office's own and may hold links."""
    path = find(study, root, file)
    if path.is_relative_to(root):
        return door.read(path, root, _MOST)
    return door.read(path.resolve(), path.resolve().parent, _MOST)


def check(study: str, root: Path, file: str) -> str:
    """SHA-256 of the font. :class:`Refused` for a file that is no font, or one that must not be embedded."""
    data = read(study, root, file)
    usable(data, file)
    return hashlib.sha256(data).hexdigest()


def usable(data: bytes, name: str) -> None:
    """:class:`Refused` unless ``data`` is one whole TrueType or OpenType font that its licence lets a page carry."""
    where = f"font {name}"
    if data[:4] == b"ttcf":
        raise Refused(f"{where}: is a collection of fonts (TTC); take the one font out of it and name that file")
    if data[:4] not in _KINDS:
        raise Refused(f"{where}: is no TrueType or OpenType font; give a .ttf or .otf file")
    if len(data) > _MOST:
        raise Refused(f"{where}: {len(data)} bytes, at most {_MOST} are read; is it a font?")
    tables = _tables(data)
    lacking = [tag for tag in _NEEDED if tag not in tables]
    lacking += [] if "glyf" in tables or "CFF " in tables else ["glyf"]
    if lacking:
        raise Refused(f"{where}: is damaged or cut short, it has no whole table {lacking[0]!r}; copy the file again")
    start, _ = tables["OS/2"]
    (rights,) = struct.unpack_from(">H", data, start + 8)
    if (rights & _RESTRICTED and not rights & _MAY) or rights & _NO_SUBSET:
        raise Refused(
            f"{where}: its licence bits (fsType {rights:#06x}) do not let a page carry part of it; use a font that may be embedded"
        )


def _tables(data: bytes) -> dict[str, tuple[int, int]]:
    """Start and length of every table that lies inside the file."""
    count = struct.unpack_from(">H", data, 4)[0] if len(data) >= 12 else 0
    found = {}
    for n in range(count):
        if len(data) < 28 + 16 * n:
            break
        tag, start, length = struct.unpack_from(">4s4xII", data, 12 + 16 * n)
        if length and start + length <= len(data):
            found[tag.decode("latin-1")] = (start, length)
    return found
