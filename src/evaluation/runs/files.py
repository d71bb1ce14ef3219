"""Files that are old or new, never half: written beside their place, flushed to disk, then renamed."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
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


def sweep(*folders: Path) -> None:
    """Remove what a kill left of :func:`write` in ``folders``, of which nobody else writes one meanwhile."""
    for left in (path for folder in folders for path in folder.glob(".*.tmp")):
        left.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut; a system that cannot (Windows) keeps its own promise."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_tree(folder: Path) -> None:
    """Flush every file and folder below ``folder``, whoever wrote it, and let nobody write the files any more: evidence is
    not changed by accident. Folders can still be written, so that all can be removed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as handle:
                os.fchmod(handle.fileno(), os.fstat(handle.fileno()).st_mode & 0o555)
                os.fsync(handle.fileno())
        elif path.is_dir():
            flush_folder(path)
    flush_folder(folder)


def sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def content(path: Path) -> str:
    """SHA-256 of a file; empty for a link, for what is no file and for what cannot be read."""
    try:
        return sha256(path) if stat.S_ISREG(path.lstat().st_mode) else ""
    except OSError:
        return ""


def copy(source: Path, target: Path) -> None:
    """A copy that shares no later change with ``source``: where the file system can, it shares the blocks (reflink)."""
    with source.open("rb") as one, target.open("xb") as other:
        left = os.fstat(one.fileno()).st_size
        try:
            while left and (done := os.copy_file_range(one.fileno(), other.fileno(), left)):
                left -= done
        except (AttributeError, OSError):  # not on macOS, nor between any two file systems
            one.seek(0)
            other.truncate(0)
            shutil.copyfileobj(one, other, 1 << 20)


def listing(folder: Path, leave_out: Collection[str] = ()) -> list[dict[str, object]]:
    """``{path, sha256, bytes}`` of the files directly in ``folder``, by name."""
    found = sorted(p for p in folder.iterdir() if p.is_file() and p.name not in leave_out)
    return [{"path": p.name, "sha256": sha256(p), "bytes": p.stat().st_size} for p in found]
