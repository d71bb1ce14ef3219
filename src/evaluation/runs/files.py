"""Files that are old or new, never half: written beside their place, flushed to disk, then renamed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step; a failure leaves what was there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut; a system that cannot (Windows) keeps its own promise."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_tree(folder: Path) -> None:
    """Flush every file and folder below ``folder``, whoever wrote it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as handle:
                os.fsync(handle.fileno())
        elif path.is_dir():
            flush_folder(path)
    flush_folder(folder)


def sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def listing(folder: Path, leave_out: Collection[str] = ()) -> list[dict[str, object]]:
    """``{path, sha256, bytes}`` of the files directly in ``folder``, by name."""
    found = sorted(p for p in folder.iterdir() if p.is_file() and p.name not in leave_out)
    return [{"path": p.name, "sha256": sha256(p), "bytes": p.stat().st_size} for p in found]
