"""Regions made on this machine: one warm parent process, as many children at a time as there are cores."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, Refused
from evaluation.runs import kernel, work
from evaluation.runs.job import Job, Outcome, Readiness, Start
from evaluation.runs.progress import RunProgress

GRACE = 15  # seconds a warm parent may be silent beyond the time of a rehearsal and of a region
_GONE = (EOFError, ConnectionResetError, BrokenPipeError)


class Parent:
    """A warm parent and the pipe to it. It gets ready by itself; :attr:`readiness` waits for that."""

    def __init__(self, start: Start, scratch: Path) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "evaluation.runs.warm", str(theirs.fileno()), str(_mortal())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, **kernel.SETTLED, "TMPDIR": str(scratch)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self.busy: dict[str, Job] = {}
        self.limits = start.limits
        with contextlib.suppress(*_GONE):  # readiness finds out
            self.pipe.send(start)

    @cached_property
    def readiness(self) -> Readiness:
        """What it knows once it is ready for jobs. :class:`Refused` when the study cannot be
        measured, :class:`EvaluationError` when that goes beyond its limits; then, as after Ctrl-C, it is ended."""
        try:
            try:
                self.limits.wait(self.pipe, self.process.pid, "measuring the study")
                kind, said = self.pipe.recv()
            except _GONE:
                kind, said = "broken", f"its process ended with code {self.process.wait()}; {self.limits.short()}?"
            if kind == "refused":
                raise Refused(said)
            if kind == "broken":
                raise EvaluationError(f"the study was not measured: {said}")
        except BaseException:
            self.kill()
            raise
        return said

    def give(self, job: Job) -> None:
        self.busy[job.region] = job
        with contextlib.suppress(*_GONE):  # hear() finds out
            self.pipe.send(job)

    def hear(self) -> tuple[str, str, Any]:
        """The next ``(kind, region, said)``; ``("lost", "", why)`` when the warm parent died, or hangs: it ends a region that
        goes beyond its time, so that it is silent no longer than a rehearsal and a region may take."""
        longest = 2 * self.limits.timeout + GRACE
        try:
            if not self.pipe.poll(longest):
                self.kill()
                return "lost", "", f"the warm parent process said nothing for {longest} s and was ended"
            kind, region, said = self.pipe.recv()
        except _GONE:
            return "lost", "", f"the warm parent process ended (exit code {self.process.wait()})"
        if kind == "done":
            del self.busy[region]
        return kind, region, said

    def kill(self) -> None:
        """End the warm parent now; its children follow by themselves (see ``kernel.die_with_parent``)."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.pipe.close()


def _mortal() -> int:
    """The process whose end ends the warm parent, whatever that does: this one, unless a thread starts it that may end
    sooner (0)."""
    return os.getpid() if threading.current_thread() is threading.main_thread() else 0


class Local:
    """Runs jobs in children of one warm parent, ``size`` at a time."""

    def __init__(self, start: Start, scratch: Path, size: int) -> None:
        self.start, self.scratch, self.size = start, scratch, size
        self.parent = Parent(start, scratch)

    @property
    def readiness(self) -> Readiness:
        """Of :class:`Parent`."""
        return self.parent.readiness

    def outcomes(self, jobs: Iterator[Job], progress: RunProgress) -> Iterator[Outcome]:
        """Outcomes in the order regions finish."""
        for job in jobs:
            while len(self.parent.busy) >= self.size:
                yield from self._next(progress)
            progress.running(job)
            self.parent.give(job)
        while self.parent.busy:
            yield from self._next(progress)

    def _next(self, progress: RunProgress) -> Iterator[Outcome]:
        kind, region, said = self.parent.hear()
        if kind == "stage":
            progress.stage(region, said)
        elif kind == "done":
            yield said
        else:
            again = replace(self.start, jobs=0)  # no rehearsal, which may be what it died of
            lost, self.parent = self.parent, Parent(again, self.scratch)
            _ = self.parent.readiness
            for job in lost.busy.values():
                yield work.lose(job, said)

    def close(self) -> None:
        """End every process."""
        self.parent.kill()
