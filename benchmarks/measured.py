"""What a command costs with everything it starts: wall clock, CPU and memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_LINUX = sys.platform.startswith("linux")
_EVERY = 0.25  # seconds between two looks at memory: each look costs the machine some milliseconds a process
_GRACE = 10.0  # seconds that what a finished command left running may go on


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """``wall`` and ``cpu`` (user + system of every descendant) in seconds; memory in MiB.

    ``largest`` is the largest resident set of one process, told by the kernel. ``tree`` is the peak of all processes
    together, pages they share counted once, as sampled; None when it was not watched.
    """

    wall: float
    cpu: float
    largest: float
    tree: float | None = None


def measure(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path,
    watch: bool = False,
    accepted: Sequence[int] = (0,),
) -> Cost:
    """Run ``command`` to its end, with its output appended to ``log``. ``RuntimeError`` when it fails.

    Must be the only thing in this process that has children: it collects all of them.
    """
    adopt_orphans()
    with log.open("ab") as handle, Watch(watch) as seen:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            start_new_session=True,
        )
        cpu, largest = 0.0, 0
        try:
            while process.returncode is None:
                pid, status, used = os.wait4(-1, 0)
                cpu, largest = cpu + used.ru_utime + used.ru_stime, max(largest, used.ru_maxrss)
                if pid == process.pid:
                    process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            _end_all()
            raise
        wall = time.perf_counter() - started
        left, most = _collect_left()
    if process.returncode not in accepted:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{tail}")
    unit = 1024 if _LINUX else 1024 * 1024  # ru_maxrss is in KiB on Linux, in bytes on macOS
    return Cost(wall=wall, cpu=cpu + left, largest=max(largest, most) / unit, tree=seen.peak)


def adopt_orphans() -> None:
    """Processes whose parent dies become ours instead of init's, so that what they used is counted. Linux only."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _collect_left() -> tuple[float, int]:
    """CPU and largest memory of what the command left behind; what does not end by itself is ended."""
    cpu, largest, deadline = 0.0, 0, time.monotonic() + _GRACE
    while True:
        try:
            pid, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return cpu, largest
        if pid:
            cpu, largest = cpu + used.ru_utime + used.ru_stime, max(largest, used.ru_maxrss)
            continue
        if time.monotonic() > deadline:
            _end_all()
        time.sleep(0.02)


def _end_all() -> None:
    """End every process below this one: only what we started can be there. Linux only."""
    for pid in descendants(os.getpid()) if _LINUX else []:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Watch:
    """Samples the memory of all descendants of this process while it is entered; ``peak`` in MiB."""

    def __init__(self, wanted: bool) -> None:
        self.peak: float | None = 0.0 if wanted and _LINUX else None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        if self.peak is not None:
            self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        if self.peak is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(_EVERY):
            total = sum(proportional(pid) for pid in descendants(os.getpid()))
            self.peak = max(self.peak or 0.0, total / 1024)


def descendants(ancestor: int) -> list[int]:
    """Every process below ``ancestor``, as /proc tells it at this moment."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            parents[int(folder.name)] = int(after_name[1])
    return below(ancestor, parents)


def below(ancestor: int, parents: Mapping[int, int]) -> list[int]:
    """The processes under ``ancestor`` in ``parents`` (process to parent), in ascending order."""
    found, grew = {ancestor}, True
    while grew:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found, grew = found | more, bool(more)
    return sorted(found - {ancestor})


def proportional(pid: int) -> int:
    """Resident memory of one process in KiB, each shared page divided by those who share it; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
