"""A TrueType file read once, and WOFF files with some of its glyphs, copied as they are.

A subset by fontTools decodes and encodes every outline, which took most of a page's time. Copying needs a font without
composite glyphs (OpenType 1.9, table glyf), as the shipped one is; others are refused.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from evaluation.errors import Refused

_KEPT = ("OS/2", "head", "hhea", "maxp", "name", "post")
_OUTLINES_ONLY = 0x00030000  # version of a post table without glyph names
_MAGIC = 0xB1B0AFBA


def _checksum(data: bytes) -> int:
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


class Sfnt:
    """One font file in memory. Glyphs are numbered as in the file; widths are in font units."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (count,) = struct.unpack_from(">H", data, 4)
        entries = (struct.unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(count))
        self._tables = {tag.decode(): (start, start + length) for tag, start, length in entries}

    def _table(self, tag: str) -> bytes:
        start, end = self._tables[tag]
        return self._data[start:end]

    @cached_property
    def units(self) -> int:
        """Font units in an em."""
        return struct.unpack_from(">H", self._table("head"), 18)[0]

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Glyph of every character, by code point (cmap format 12)."""
        cmap = self._table("cmap")
        (count,) = struct.unpack_from(">H", cmap, 2)
        starts = (struct.unpack_from(">I", cmap, 8 + 8 * n)[0] for n in range(count))
        start = next(start for start in starts if struct.unpack_from(">H", cmap, start) == (12,))
        (groups,) = struct.unpack_from(">I", cmap, start + 12)
        found: dict[int, int] = {}
        for first, last, glyph in struct.iter_unpack(">3I", cmap[start + 16 : start + 16 + 12 * groups]):
            found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
        return found

    def width(self, glyph: int) -> int:
        """Advance width."""
        return struct.unpack(">H", self._metrics[4 * glyph : 4 * glyph + 2])[0]

    @cached_property
    def _metrics(self) -> bytes:
        (long,) = struct.unpack_from(">H", self._table("hhea"), 34)
        (glyphs,) = struct.unpack_from(">H", self._table("maxp"), 4)
        if long != glyphs:
            raise Refused("the font shares advance widths between glyphs; install the shipped font again")
        return self._table("hmtx")

    @cached_property
    def _places(self) -> Sequence[int]:
        """Where each glyph's outline starts in glyf; one more at the end."""
        loca = self._table("loca")
        (long,) = struct.unpack_from(">h", self._table("head"), 50)
        found = struct.unpack(f">{len(loca) // 4}I" if long else f">{len(loca) // 2}H", loca)
        return found if long else [2 * place for place in found]

    def _outline(self, glyph: int) -> bytes:
        start = self._tables["glyf"][0]
        outline = self._data[start + self._places[glyph] : start + self._places[glyph + 1]]
        if outline[:2] >= b"\x80":
            raise Refused("the font has composite glyphs; install the shipped font again")
        return outline + b"\0" * (-len(outline) % 4)

    @cached_property
    def _constant(self) -> dict[str, bytes]:
        """Tables that are the same in every subset, but for the number of glyphs."""
        tables = {tag: self._table(tag) for tag in _KEPT}
        head = tables["head"]
        return {
            **tables,
            "head": head[:8] + bytes(4) + head[12:50] + b"\0\1" + head[52:],  # no checksum yet, long loca
            "post": struct.pack(">I", _OUTLINES_ONLY) + tables["post"][4:32],
        }

    def woff(self, codes: Sequence[int]) -> bytes:
        """WOFF file with ``.notdef`` and the glyphs of ``codes``: code points in rising order, all in the font."""
        kept = [0, *(self.glyphs[code] for code in codes)]
        outlines = [self._outline(glyph) for glyph in kept]
        places, at = [0], 0
        for outline in outlines:
            places.append(at := at + len(outline))
        number = struct.pack(">H", len(kept))
        tables = dict(self._constant)
        tables["maxp"] = tables["maxp"][:4] + number + tables["maxp"][6:]
        tables["hhea"] = tables["hhea"][:34] + number
        tables["hmtx"] = b"".join(self._metrics[4 * glyph : 4 * glyph + 4] for glyph in kept)
        tables["loca"] = struct.pack(f">{len(places)}I", *places)
        tables["glyf"] = b"".join(outlines)
        tables["cmap"] = _cmap(codes)
        return _woff(tables, self._data[:4])


def _cmap(codes: Sequence[int]) -> bytes:
    """Character map for ``codes``, in rising order, drawn by the glyphs from 1 on."""
    runs = []
    for _, run in groupby(enumerate(codes, start=1), key=lambda pair: pair[1] - pair[0]):
        found = list(run)
        runs.append((found[0][1], found[-1][1], found[0][0]))
    every = struct.pack(">HHIII", 12, 0, 16 + 12 * len(runs), 0, len(runs))
    every += b"".join(struct.pack(">3I", *run) for run in runs)
    # Format 4 is for programs that know the basic plane only; its last segment is U+FFFF.
    basic = [(first, last, (glyph - first) & 0xFFFF) for first, last, glyph in runs if last < 0xFFFF]
    basic.append((0xFFFF, 0xFFFF, 1))
    count, power = len(basic), 1 << (len(basic).bit_length() - 1)
    firsts, lasts, deltas = (struct.pack(f">{count}H", *column) for column in zip(*basic, strict=True))
    short = lasts + b"\0\0" + firsts + deltas + bytes(2 * count)
    search = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    short = struct.pack(">7H", 4, 14 + len(short), 0, *search) + short
    index = struct.pack(">HHHHIHHI", 0, 2, 3, 1, 20, 3, 10, 20 + len(short))
    return index + short + every


def _woff(tables: dict[str, bytes], flavor: bytes) -> bytes:
    """WOFF 1.0 file of ``tables``; the same tables give the same bytes."""
    tags = sorted(tables)
    sums = {tag: _checksum(tables[tag]) for tag in tags}
    at = 12 + 16 * len(tags)
    power = 1 << (len(tags).bit_length() - 1)
    search = (len(tags), 16 * power, power.bit_length() - 1, 16 * (len(tags) - power))
    directory = flavor + struct.pack(">4H", *search)
    for tag in tags:
        directory += struct.pack(">4sIII", tag.encode(), sums[tag], at, len(tables[tag]))
        at += len(tables[tag]) + -len(tables[tag]) % 4
    total = (_MAGIC - _checksum(directory) - sum(sums.values())) & 0xFFFFFFFF
    head = tables["head"]
    tables = {**tables, "head": head[:8] + struct.pack(">I", total) + head[12:]}
    entries, body = b"", b""
    start = 44 + 20 * len(tags)
    for tag in tags:
        data = tables[tag]
        packed = zlib.compress(data, 3)  # the highest saves another 2 % and takes twice as long
        packed = packed if len(packed) < len(data) else data
        entries += struct.pack(">4sIIII", tag.encode(), start + len(body), len(packed), len(data), sums[tag])
        body += packed + b"\0" * (-len(packed) % 4)
    header = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", flavor, start + len(body), len(tags), 0, at, 1, 0, 0, 0, 0, 0, 0)
    return header + entries + body
