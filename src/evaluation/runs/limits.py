"""One limit of time and memory for everything that a delivery can start: its check, its measuring, a region's report."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from evaluation.errors import EXIT_BUSY, EXIT_FAILED, EXIT_REFUSED, Busy, EvaluationError, Refused, describe_unexpected, incomplete
from evaluation.process import HERE
from evaluation.runs import kernel

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Made = TypeVar("Made")
DEBUG = "EVALUATION_DEBUG"
_TO_SPEAK = 8 << 20  # bytes kept back for saying that memory was short
_NEXT_PIECE = 4 << 10  # KiB: who cannot get so much more can do nothing more
LOOK = 0.5  # seconds between two looks at what a limited process holds
_ERRORS = {EXIT_REFUSED: Refused, EXIT_BUSY: Busy}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, and MiB of data that one process may hold (0: no limit)."""

    timeout: int = 600
    memory: int = 0

    def hold(self) -> None:
        """This process gets a MemoryError instead of the machine's memory."""
        if self.memory:
            _, given = resource.getrlimit(resource.RLIMIT_DATA)
            most = self.memory << 20 if given == resource.RLIM_INFINITY else min(self.memory << 20, given)
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))
            HERE.spare = bytearray(_TO_SPEAK)

    def describe(self, error: Exception) -> str:
        """``error`` in words, and room for saying them."""
        HERE.spare = None
        if self.is_short(error):
            return self.short()
        if isinstance(error, EvaluationError):
            return str(error)
        return incomplete(error) if isinstance(error, ImportError) else describe_unexpected(error)

    def over(self, what: str) -> EvaluationError:
        """What to say of ``what`` when its time is over."""
        return EvaluationError(
            f"{what} took longer than {self.timeout} s and was ended; look for a table that is larger than it should be, or "
            "give it more with --timeout"
        )

    def is_short(self, error: BaseException) -> bool:
        """Does ``error`` say that memory was short? Under a limit the interpreter loses a MemoryError now and then and
        then says only that something was wrong with itself."""
        return isinstance(error, MemoryError) or (bool(self.memory) and isinstance(error, SystemError))

    def full(self, process: int) -> bool:
        """Does ``process`` hold all it may? It may then be unable even to fail: its interpreter can ask for memory for ever."""
        if not self.memory:
            return False
        try:
            status = Path(f"/proc/{process}/status").read_text()
        except OSError:
            return False
        held = next((line.split()[1] for line in status.splitlines() if line.startswith("VmData:")), "0")
        return int(held) > (self.memory << 10) - _NEXT_PIECE

    def wait(self, pipe: Connection, process: int, what: str) -> None:
        """Return when ``process`` has said something in ``pipe``. :class:`EvaluationError` when its time is over, or when it
        was full at two looks in turn."""
        until, full = time.monotonic() + self.timeout, False
        while not pipe.poll(min(max(0.0, until - time.monotonic()), LOOK if self.memory else self.timeout)):
            if time.monotonic() >= until:
                raise self.over(what)
            before, full = full, self.full(process)
            if before and full:
                raise EvaluationError(self.short())

    def short(self) -> str:
        """What to say when memory was short."""
        limit = f"; the limit is {self.memory} MiB, raise it with --memory" if self.memory else ""
        return f"memory is short{limit}"


NORMAL = Limits()


def within(limits: Limits, what: str, work: Callable[[], Made]) -> Made:
    """What ``work`` returns, from a forked child that is ended when it goes beyond ``limits``; errors as they would be.

    In a process with threads, as a notebook's, nothing is forked and nothing limited: a fork there may never end.
    """
    if threading.active_count() > 1:
        return work()
    mine, theirs = Pipe(duplex=False)
    parent, process = os.getpid(), os.fork()
    if not process:
        _answer(limits, work, parent, theirs)
    theirs.close()
    try:
        limits.wait(mine, process, what)
        said, code = mine.recv()
    except EOFError:
        raise EvaluationError(f"{what} ended without a word; {limits.short()}?") from None
    finally:
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(process, signal.SIGKILL)
        os.waitpid(process, 0)
        mine.close()
    if code is not None:
        raise _ERRORS.get(code, EvaluationError)(said)
    return said


def _answer(limits: Limits, work: Callable[[], Any], parent: int, pipe: Connection) -> NoReturn:
    """Do the ``work`` in this child and say ``(what it made, None)`` or ``(why not, exit code)``."""
    try:
        os.setsid()
        kernel.die_with_parent(parent)
        try:
            limits.hold()
            answer: tuple[Any, int | None] = (work(), None)
        except Exception as error:
            if os.environ.get(DEBUG):
                traceback.print_exc()
            answer = (limits.describe(error), getattr(error, "exit_code", EXIT_FAILED))
        sys.stderr.flush()
        pipe.send(answer)
    finally:
        os._exit(0)
