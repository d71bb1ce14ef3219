"""Numbers of persons in texts: resident numbers, mobile telephones, bank cards. No report, record or message spreads one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MASK = "[long number masked]"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
FEWEST = 11
"""Digits of the shortest of these numbers."""
_LONG, _MOST = 15, 19  # digits of the oldest resident numbers and of the longest cards
_DAY = r"(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
OLD = rf"^[1-9][0-9]{{5}}[0-9]{{2}}{_DAY}[0-9]{{3}}$"
"""A resident number of 15 digits, as issued until 1999: it has no check digit."""
NEW = rf"^[1-9][0-9]{{5}}(18|19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]$"

_OFF = "[\\s\\-_.·/,‐-―−\u00ad\u200b-\u200f\u2060\ufeff]"  # what is set between the digits of one number
_APART = re.compile(_OFF)
_RUN = re.compile(rf"[0-9]{{{_LONG},}}[Xx]?")
_RESIDENT = re.compile(rf"(?=([1-9](?:{_OFF}?[0-9]){{16}}{_OFF}?[0-9Xx]))")  # overlapping ones too
_MOBILE = re.compile(
    rf"(?<![0-9])(?<![0-9][.,])(?:(?:\+|00)?86{_OFF}?)?1[3-9][0-9]{_OFF}?[0-9]{{4}}{_OFF}?[0-9]{{4}}"
    rf"(?![0-9]|[.,][0-9]|\s?[元万亿人户次件个%‰])"
)
_CARD = re.compile(r"(?<![0-9])[34569][0-9]{3}(?:[ \-\u00a0\u3000][0-9]{4}){3}(?:[ \-\u00a0\u3000][0-9]{1,3})?(?![0-9])")


def resident_number(text: str) -> bool:
    """Whether ``text`` is a resident number: 18 characters of which the last checks (GB 11643-1999), or 15 digits."""
    if re.match(NEW, text):
        due = _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, text[:17], strict=True)) % 11]
        return text[17].upper() == due
    return re.match(OLD, text) is not None


def card_number(text: str) -> bool:
    """Whether ``text`` is the number of a bank card: 16 to 19 digits of which the last checks (ISO/IEC 7812)."""
    if not (text.isascii() and text.isdigit() and 16 <= len(text) <= _MOST):
        return False
    doubled = (int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(text)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_no_figure(digits: str, counts: bool) -> bool:
    """Whether ``digits``, where a figure is due, are somebody's number: a resident's, with its check digit or another, or a bank
    card's; where the figure ``counts`` persons or things one by one also a mobile telephone's, and whatever is as long as these."""
    if counts and (len(digits) >= _LONG or _MOBILE.fullmatch(digits)):
        return True
    return re.match(NEW, digits) is not None or card_number(digits)


def resident(text: str) -> bool:
    """Whether a resident number of 18 characters stands anywhere in ``text``, however its digits are set apart."""
    return any(_resident(_plain(text)))


def fill_in_key(text: str) -> bool:
    """Whether ``text``, which ought to be an opaque key, is made of a resident number or is a mobile telephone."""
    plain = _plain(text)
    return resident_number(plain) or any(_resident(plain)) or _MOBILE.fullmatch(plain) is not None


def held(text: str) -> bool:
    """Whether ``text`` holds a number of a person, or 15 digits and more in a row, which could be one."""
    return any(True for _ in _numbers(_plain(text)))


def mask(text: str) -> str:
    """``text`` without what :func:`held` finds in it."""
    made, seen = [], 0
    for start, end in sorted(_numbers(_plain(text))):
        if start >= seen:
            made += [text[seen:start], MASK]
        seen = max(seen, end)
    return "".join([*made, text[seen:]])


def _plain(text: str) -> str:
    """Digits of any script as ASCII, each in its place."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else "X" if c in "Ｘｘ" else c for c in text)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of persons stand in ``text``."""
    if sum(map(str.isdecimal, text)) < FEWEST:
        return
    yield from (m.span() for m in _RUN.finditer(text))
    yield from (m.span() for m in _MOBILE.finditer(text))
    yield from (m.span() for m in _CARD.finditer(text) if card_number(_APART.sub("", m[0])))
    yield from _resident(text)


def _resident(text: str) -> Iterator[tuple[int, int]]:
    yield from (m.span(1) for m in _RESIDENT.finditer(text) if resident_number(_APART.sub("", m[1])))
