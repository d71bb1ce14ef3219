"""Puts what reports need first in the lock, and a blank line after it: ``python tools/lock.py BASE LOCK``.

``BASE`` lists what reports need, ``LOCK`` everything, both as uv writes them. ``make reports`` installs down to the blank
line, what tests and tools need is below it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def entries(lock: str) -> list[tuple[str, str]]:
    """``name==version`` of every requirement, and the requirement with its hashes."""
    found = (entry.strip() for entry in re.split(r"\n+(?=[A-Za-z0-9])", lock))
    return [(re.split(r"[ ;\\]", entry, maxsplit=1)[0], entry) for entry in found if entry]


def arrange(base: str, lock: str) -> str:
    """``lock`` with the requirements of ``base`` first; ``ValueError`` for one that it does not have."""
    first, found = {name for name, _ in entries(base)}, entries(lock)
    lacking = sorted(first - {name for name, _ in found})
    if lacking:
        raise ValueError(f"not in the lock: {', '.join(lacking)}")
    blocks = [[entry for name, entry in found if (name in first) is wanted] for wanted in (True, False)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


if __name__ == "__main__":
    base, lock = map(Path, sys.argv[1:])
    lock.write_text(arrange(base.read_text(encoding="utf-8"), lock.read_text(encoding="utf-8")), encoding="utf-8")
