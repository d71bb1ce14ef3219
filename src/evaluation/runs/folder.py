"""The folder of a run: locked per study, filled under a hidden name, published by one rename."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation import door
from evaluation.earlier import RUN_ID
from evaluation.errors import Busy, Refused
from evaluation.runs import files

LOCK, SCRATCH, STRAYS = ".lock", ".scratch", ".*.tmp"
_SCRATCH = re.compile("evaluation-[0-9a-z_]+")
_PREFIX, _TIME = "evaluation-", "%Y%m%dT%H%M%SZ"


@contextmanager
def hold_lock(outputs: Path, study: str) -> Iterator[None]:
    """Hold the study's lock; :class:`Busy` when another run has it. A lock dies with its process."""
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        handle = os.open(outputs / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise Refused(f"{outputs} cannot be written: {error.strerror}; nothing was run") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(f"another run of {study!r} is going; wait for it, or stop it, then start again") from None
    except OSError as error:
        raise Refused(f"{outputs} cannot be locked: {error.strerror}; use a disk that supports flock") from None
    else:
        yield
    finally:
        os.close(handle)


def new(outputs: Path, key: str, started: datetime) -> tuple[str, Path]:
    """``(run id, hidden folder)`` of a new run. The latest run is the one with the last name: a second run in the same
    second, or after the clock was set back, takes the second after the latest."""
    taken = [stem(p)[: len("20260102T030405Z")] for p in outputs.iterdir() if RUN_ID.fullmatch(stem(p))]
    latest = max(taken, default="")
    if f"{started.astimezone(UTC):{_TIME}}" <= latest:
        started = datetime.strptime(latest, _TIME).replace(tzinfo=UTC) + timedelta(seconds=1)
    run_id = f"{started.astimezone(UTC):{_TIME}}-{key}"
    hidden = outputs / f".{run_id}.tmp"
    try:
        hidden.mkdir()
    except OSError as error:
        raise Refused(f"{outputs} cannot be written: {error.strerror}; nothing was run") from None
    return run_id, hidden


def stem(path: Path) -> str:
    """The run id that a published or hidden folder is named after."""
    return path.name.removeprefix(".").removesuffix(".tmp")


@contextmanager
def scratch(hidden: Path) -> Iterator[Path]:
    """Private folder for kernels, noted in ``hidden`` so that it can be swept if this process is killed.

    It is in the system's temporary folder because socket paths must be short.
    """
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(8)}"
    (hidden / SCRATCH).write_text(str(folder), encoding="utf-8")  # before it exists: no kill can leave it unnoted
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        remove(folder)
        (hidden / SCRATCH).unlink(missing_ok=True)


def sweep(outputs: Path, but: Path | None = None) -> list[str]:
    """Remove what killed runs left, ``but`` not the folder of this one; the caller holds the lock, so nothing swept
    is in use."""
    swept = []
    for stray in sorted(outputs.glob(STRAYS)):
        if stray == but:
            continue
        note = stray / SCRATCH
        with suppress(OSError):
            left = Path(door.read_made(note).decode(errors="replace"))
            if _SCRATCH.fullmatch(left.name) and left.parent == Path(tempfile.gettempdir()):
                remove(left)
        shutil.rmtree(stray, ignore_errors=True)
        swept.append(stray.name)
    return swept


def remove(folder: Path) -> None:
    """Remove ``folder`` even while a kernel that was just killed still writes its last file there."""
    for _ in range(40):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


def publish(hidden: Path, final: Path, rename: Callable[[Path, Path], None] = os.rename) -> None:
    """Settle every file, then give the folder its name in one step."""
    files.settle_tree(hidden)
    rename(hidden, final)
    files.flush_folder(final.parent)
