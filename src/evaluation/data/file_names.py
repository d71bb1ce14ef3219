"""Names of files that an archive from another system brought in its own encoding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from unicodedata import normalize


def written_as(name: str, meant: str) -> str:
    """The encoding in which the bytes of the file name ``name`` read ``meant``; empty where they do in none. An archive from a
    Chinese Windows holds names in GBK, which unpacks as such or as if they were of an old American code page; a Mac takes
    accents apart."""
    if name != meant and normalize("NFC", name) == normalize("NFC", meant):
        return "another Unicode form"
    for encoding, called in (("gb18030", "GBK"), ("utf-8", "UTF-8")):
        if name != meant and any(_text_in(raw, encoding) == meant for raw in _bytes_of(name)):
            return called
    return ""


def _bytes_of(name: str) -> Iterator[bytes]:
    yield os.fsencode(name)
    for taken_for in ("cp437", "cp850", "latin-1"):
        with suppress(UnicodeError):
            yield name.encode(taken_for)


def _text_in(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeError:
        return None
