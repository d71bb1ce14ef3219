"""What a process holds from one call to the next: one object, so that what a forked child inherits can be read in one place.

Functions that remember what follows from their arguments alone (``functools.cache``) are no state, and stay where they are.
"""

from __future__ import annotations

import os
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any


@dataclass(slots=True)
class ProcessState:
    """``studies``: those that a run measured once for all regions, by name and project. ``compiled_in``: the first process
    that made a PDF, as a forked child inherits it. ``spare``: memory kept back for saying that memory is short.

    Of a worker of a cluster, under ``lock``: ``places`` by run, as they open, and the runs that are ``over``.
    """

    studies: dict[tuple[str, Path], object] = field(default_factory=dict)
    compiled_in: int | None = None
    spare: bytearray | None = None
    lock: Lock = field(default_factory=Lock)
    places: dict[str, Future[Any]] = field(default_factory=dict)  # of a place, which stands above
    over: set[str] = field(default_factory=set)


HERE = ProcessState()


def prove(digest: str, key: str) -> None:
    """Write ``<nonce> <digest> <key>`` where the supervisor of a run asked for it; the nonce never enters a notebook."""
    path, nonce = os.environ.get("EVALUATION_PROOF"), os.environ.get("EVALUATION_NONCE")
    if path and nonce:
        draft = Path(f"{path}.part")
        draft.write_text(f"{nonce} {digest} {key}\n", encoding="ascii")
        draft.replace(path)
