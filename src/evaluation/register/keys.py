"""Keys of persons: resident numbers are not kept, and what stands for them does not lead back without the secret."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path

from evaluation.errors import Refused

SHORTEST = 32
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_DAY = r"(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
OLD = rf"^[1-9][0-9]{{5}}[0-9]{{2}}{_DAY}[0-9]{{3}}$"
"""A resident number of 15 digits, as issued until 1999: it has no check digit."""
NEW = rf"^[1-9][0-9]{{5}}(18|19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]$"


def check_digit(seventeen: str) -> str:
    """The eighteenth character of a resident number (GB 11643-1999)."""
    return _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, seventeen, strict=True)) % 11]


def resident_number(column):
    """Where a text column (an Ibis expression) holds a resident number: 18 characters that check, or 15 digits."""
    added = sum(w * column.substr(i, 1).try_cast("int32") for i, w in enumerate(_WEIGHTS))
    due = added % 11
    said = column.substr(17, 1).upper()
    checks = ((due == 2) & (said == "X")) | ((due != 2) & (said == ((12 - due) % 11).cast("string")))
    return column.re_search(OLD) | (column.re_search(NEW) & checks)


def secret(path: Path) -> bytes:
    """The secret in the file ``path``, which the user keeps; :class:`Refused` when it is too short to hide anything."""
    try:
        found = path.read_bytes().strip()
    except OSError as error:
        raise Refused(f"the key file {path} cannot be read: {error.strerror}") from None
    if len(found) < SHORTEST:
        raise Refused(
            f"the key file {path} holds {len(found)} bytes; write at least {SHORTEST} random ones and keep them safe"
        )
    return found


def pseudonymise(names: Iterable[str], key: bytes) -> dict[str, str]:
    """An opaque key for each of ``names``: HMAC-SHA256 under ``key``, in hexadecimal digits.

    Blanks around a name and a small x at its end make no other person.
    """
    return {n: hmac.new(key, _plain(n).encode(), hashlib.sha256).hexdigest() for n in names}


def _plain(name: str) -> str:
    stripped = name.strip()
    return stripped.upper() if len(stripped) == 18 and stripped[:17].isdigit() else stripped
