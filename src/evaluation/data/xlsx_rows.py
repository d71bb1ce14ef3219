"""Rows of a sheet cut out of its markup without a parser, where nothing but plain cells stands in them, as in most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ATTRIBUTE = re.compile(rb' ([\w:]+)="([^"<&]*)"')
_ROW = re.compile(rb'\s*<row((?: [\w:]+="[^"<&]*")*+)>')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?:/>'
    rb'|(?: t="n")?><v>(-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?)</v></c>'
    rb'| t="s"><v>([0-9]{1,9})</v></c>'
    rb"| t=\"inlineStr\"><is><t>([ -%'-;=?-~]+)</t></is></c>)"
)
_CELLS = re.compile(rb"(?:" + re.sub(rb"(?<!\\)\((?!\?)", b"(?:", _CELL.pattern) + rb")*+")
_DECLARED = re.compile(
    rb"""(?:<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=["']\w+["'])? ?\?>)?\s*<\w"""
)
_OPENS, _CLOSES, _ROW_ENDS = b"<sheetData>", b"</sheetData>", b"</row>"
_TOGETHER = 500  # rows for a parser


class PlainCell(NamedTuple):
    """As it stands there, each empty where there is none; ``string`` is the number of a text that the book shares."""

    letters: bytes
    row: bytes
    style: bytes
    number: bytes
    string: bytes
    text: bytes


class PlainRow(NamedTuple):
    """``said``: the attributes of the row."""

    said: dict[str, str]
    cells: list[PlainCell]


class Markup:
    """The markup of a sheet around its rows: nothing in it hides a mark, such as a comment or a section of characters."""

    def __init__(self, markup: bytes) -> None:
        self.are_rows_plain = (
            _DECLARED.match(markup) is not None
            and markup.count(_OPENS) == markup.count(_CLOSES) == markup.count(b"sheetData>") / 2 == 1
            and b"<!" not in markup
            and markup.find(b"<?", 2) < 0
        )
        self.all, self._begin, self._end = markup, markup.find(_OPENS), markup.rfind(_CLOSES)

    @property
    def frame(self) -> bytes:
        """All but its rows."""
        return self.all[: self._begin] + _OPENS + self.all[self._end :]

    def with_rows(self, rows: bytes) -> bytes:
        """The beginning of the sheet and these ``rows``."""
        return self.all[: self._begin] + _OPENS + rows + _CLOSES + self.all[self.all.rfind(b"</") :]

    def rows(self) -> Iterator[PlainRow | bytes]:
        """Rows from the top; those that a parser has to read as their markup, some together."""
        at, odd = self._begin + len(_OPENS), list[bytes]()
        while (end := self.all.find(_ROW_ENDS, at, self._end)) >= 0:
            row = self.all[at : end + len(_ROW_ENDS)]
            at = end + len(_ROW_ENDS)
            plain = _plain_row(row)
            if odd and (plain is not None or len(odd) == _TOGETHER):
                yield b"".join(odd)
                odd.clear()
            if plain is None:
                odd.append(row)
            else:
                yield plain
        odd.append(self.all[at : self._end])
        if b"".join(odd).strip():
            yield b"".join(odd)


def _plain_row(row: bytes) -> PlainRow | None:
    found, end = _ROW.match(row), len(row) - len(_ROW_ENDS)
    if found is None or (cells := _CELLS.match(row, found.end(), end)) is None or cells.end() != end:
        return None
    said = {name.decode(): text.decode() for name, text in _ATTRIBUTE.findall(found[1])}
    return PlainRow(said, list(map(PlainCell._make, _CELL.findall(row, found.end(), end))))
