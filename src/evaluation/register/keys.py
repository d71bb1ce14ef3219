"""Keys of persons: resident numbers are not kept, and what stands for them does not lead back without the secret."""

from __future__ import annotations

import hashlib
import hmac
import re
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


def resident_number(text: str) -> bool:
    """Whether ``text`` is a resident number: 18 characters of which the last checks (GB 11643-1999), or 15 digits."""
    if re.match(NEW, text):
        due = _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, text[:17], strict=True)) % 11]
        return text[17].upper() == due
    return re.match(OLD, text) is not None


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
