"""The warm parent: opens and measures a study once, then forks a child for every region.

Program ``python -m evaluation.runs.warm FD PARENT``, started by :mod:`evaluation.runs.local` on a clean, single-threaded
interpreter, whatever threads its caller has. It runs no notebook itself: what one region's notebook does, another
cannot see.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import json
import logging
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.errors import EvaluationError
from evaluation.runs import kernel, work
from evaluation.runs.job import Job, Outcome, Start
from evaluation.runs.limits import LOOK, Limits

if TYPE_CHECKING:
    from evaluation.opened import Opened

_FEW = 3  # jobs that a rehearsal would not pay for
_SECTION = re.compile(r"report\.(?!end\b)([a-z]\w*)\(\)")
_GRACE = 5  # seconds a region has beyond its limit to say itself that it is over
_fork = multiprocessing.get_context("fork")


@dataclass(slots=True)
class Child:
    """A forked child at work on ``job``."""

    job: Job
    process: int
    pipe: Connection
    until: float
    full: float | None = None  # since when it is seen to hold all the memory it may

    def over(self) -> str | None:
        """Why it has to be ended, if it has to."""
        now, limits = time.monotonic(), Limits(timeout=self.job.timeout, memory=self.job.memory)
        if self.until < now:
            return f"the region took longer than {self.job.timeout} s and was ended"
        self.full = (self.full or now) if limits.full(self.process) else None
        return limits.short() if self.full and now - self.full > LOOK else None

    def kill(self) -> int:
        """End the child and its group; its exit code (negative: the signal)."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self.pipe.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def main() -> None:
    client, parent = Connection(int(sys.argv[1])), int(sys.argv[2])
    if parent:
        kernel.die_with_parent(parent)
    gc.disable()  # a third of the time of reading; parent and children end before garbage matters
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the client's to handle
    start = client.recv()
    _be_silent()
    start.limits.hold()
    try:
        from evaluation.runs import documents

        with _end_with(client):
            opened = warm_up(start)
            ready = documents.settle(opened, start.cut_off, start.language)
    except EvaluationError as error:
        client.send(("refused", str(error)))
        return
    except Exception as error:
        client.send(("broken", start.limits.told(error)))
        return
    client.send(("ready", ready))
    serve(client, opened, rehearse=start.jobs > _FEW)


@contextlib.contextmanager
def _end_with(client: Connection) -> Iterator[None]:
    """End this process at once, whatever it does, when the other end of ``client`` is closed: nothing comes from there
    while the study is measured, so that the first signal of the pipe says so (SIGIO ends a process by itself)."""
    pipe = client.fileno()
    before = fcntl.fcntl(pipe, fcntl.F_GETFL)
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, before | os.O_ASYNC)
    if client.poll():  # it was closed before
        os._exit(1)
    try:
        yield
    finally:
        fcntl.fcntl(pipe, fcntl.F_SETFL, before)


def warm_up(start: Start) -> Opened:
    """The measured study, with everything imported and loaded that a report needs."""
    from evaluation import identity, opened, tables  # noqa: F401
    from evaluation.report import warm
    from evaluation.runs import engine, strict
    from evaluation.runs.plan import check_notebooks

    check_notebooks(start.notebooks)
    measured = opened.keep(opened.open_study(start.study, start.root)).at(start.period, start.cut_off)
    measured.check()
    _work_out(measured)
    identity.code_hash()
    warm.warm()
    nbformat = strict.load_nbformat()
    nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema
    engine.register()
    engine.prepare()
    return measured


def _work_out(measured: Opened) -> None:
    """What every report asks of all regions: once here, not once a child, where it would grow with their square."""
    from evaluation.scores import fairness
    from evaluation.scores.scored import scores_of
    from evaluation.scores.uncertainty.league import league
    from evaluation.view.judgements import standing
    from evaluation.view.view import View

    found = measured.results
    found.figures.work_out()
    _ = (
        scores_of(found).ranks,
        scores_of(found).without_each,
        league(found),
        fairness.fair_rates(found),
        found.parts,
        found.by_region,
        measured.delivery.by_region,
        measured.delivery.delivered_periods,
        [past.linear_error for past in found.histories.values()],
    )
    top = found.study.top.code
    view = View(results=found, region=top, language=found.study.file.language, key="")
    for indicator in found.indicators:
        found.order(indicator.code)
        for region in (*found.regions, top):
            standing(view, indicator.code, region)


def serve(client: Connection, opened: Opened, rehearse: bool = False) -> None:
    """Jobs in, stages and outcomes out, until the client closes the pipe or dies. With ``rehearse`` the first region's
    report is gone through in this process before its child begins."""
    from evaluation.report import warm

    children: dict[Connection, Child] = {}
    try:
        while True:
            for pipe in wait([client, *children], timeout=_wait(children)):
                if pipe is client:
                    job = client.recv()
                    if rehearse and not job.document and job.region != opened.study.top.code:
                        rehearse = False
                        with contextlib.suppress(Exception):  # the region's own process says what is wrong
                            warm.rehearse(opened, job.region, job.language, _sections(job.notebook))
                    child = begin(job, opened, client)
                    children[child.pipe] = child
                else:
                    _hear(client, children, pipe)
            for child, told in [(c, c.over()) for c in children.values()]:
                if told:
                    _end(client, children, child, told)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    finally:
        for child in children.values():
            child.kill()


def _sections(notebook: Path) -> list[str]:
    """Names of the report's sections that ``notebook`` shows."""
    cells = json.loads(notebook.read_bytes())["cells"]
    found = (_SECTION.fullmatch("".join(c["source"]).strip()) for c in cells if c["cell_type"] == "code")
    return [name[1] for name in found if name]


def _wait(children: dict[Connection, Child]) -> float | None:
    if not children:
        return None
    looks = [LOOK for c in children.values() if c.job.memory]
    return min([max(0.0, min(c.until for c in children.values()) - time.monotonic()) + 0.01, *looks])


def _hear(client: Connection, children: dict[Connection, Child], pipe: Any) -> None:  # as wait() gives it back
    child = children[pipe]
    try:
        kind, said = pipe.recv()
    except (EOFError, OSError):
        _end(client, children, child, None)
        return
    if kind == "stage":
        client.send(("stage", child.job.region, said))
        return
    del children[pipe]
    child.kill()
    client.send(("done", child.job.region, said))


def _end(client: Connection, children: dict[Connection, Child], child: Child, told: str | None) -> None:
    """A child that ended without an outcome, or has to: its region failed, the others go on."""
    del children[child.pipe]
    code = child.kill()
    limit = f"; the limit is {child.job.memory} MiB" if child.job.memory else ""
    told = told or f"the worker process ended (exit code {code}); was memory short?{limit}"
    client.send(("done", child.job.region, work.lose(child.job, told)))


def begin(job: Job, opened: Opened, client: Connection) -> Child:
    """Fork a child that works on ``job``."""
    mine, theirs = _fork.Pipe(duplex=False)
    parent, process = os.getpid(), os.fork()
    if process:
        theirs.close()
        return Child(job, process, mine, time.monotonic() + job.timeout + _GRACE)
    try:
        os.setsid()
        kernel.die_with_parent(parent)
        client.close()
        mine.close()
        Limits(timeout=job.timeout, memory=job.memory).hold()
        tempfile.tempdir = str(job.scratch)  # so that a killed child's temporary files go with the run
        theirs.send(("done", _outcome(job, opened, theirs)))
    finally:
        os._exit(0)


def _outcome(job: Job, opened: Opened, pipe: Connection) -> Outcome:
    try:
        return work.run(job, opened, lambda text: pipe.send(("stage", text)))
    except Exception as error:
        return work.lose(job, work.describe(error, job.memory))


def _be_silent() -> None:
    """Whatever libraries print would break the progress display."""
    logging.disable(logging.CRITICAL)
    if not os.environ.get("EVALUATION_DEBUG"):
        silent = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silent, descriptor)


if __name__ == "__main__":
    main()
