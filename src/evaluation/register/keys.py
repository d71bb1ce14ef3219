"""Keys of persons: resident numbers are not kept, and what stands for them does not lead back without the secret."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path

from evaluation.errors import Refused

SHORTEST = 32


def secret(path: Path) -> bytes:
    """The secret in the file ``path``, which the user keeps; :class:`Refused` when it is too short to hide anything."""
    try:
        found = path.read_bytes().strip()
    except OSError as error:
        raise Refused(f"the key file {path} cannot be read: {error.strerror}") from None
    if len(found) < SHORTEST:
        raise Refused(f"the key file {path} holds {len(found)} bytes; write at least {SHORTEST} random ones and keep them safe")
    return found


def pseudonymise(names: Iterable[str], key: bytes) -> dict[str, str]:
    """An opaque key for each of ``names``: HMAC-SHA256 under ``key``, in hexadecimal digits.

    Blanks around a name and a small x at its end make no other person.
    """
    return {n: hmac.new(key, _plain(n).encode(), hashlib.sha256).hexdigest() for n in names}


def _plain(name: str) -> str:
    stripped = name.strip()
    return stripped.upper() if len(stripped) == 18 and stripped[:17].isdigit() else stripped
