"""Worker processes: one region at a time each, replaced when they die, and never left behind.

Own supervision instead of ProcessPoolExecutor, in which one killed worker fails every region that is still waiting.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait

from evaluation.runs import execute, kernel
from evaluation.runs.job import FAILED, Job, Outcome

_spawn = multiprocessing.get_context("spawn")  # a fork would carry the parent's threads and open files along


class Worker:
    """One child process and the pipe to it."""

    def __init__(self) -> None:
        self.pipe, theirs = _spawn.Pipe()
        self.process = _spawn.Process(target=work, args=(theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None

    def give(self, job: Job) -> None:
        self.job = job
        with contextlib.suppress(BrokenPipeError):  # a worker that died while idle is found out by take()
            self.pipe.send(job)

    def take(self) -> Outcome:
        """The outcome that is ready, or a failure when the worker died instead."""
        job, self.job = self.job, None
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            told = f"the worker process ended (exit code {self.process.exitcode}); was memory short?"
            execute.fail(job.folder, f"region: {job.region} {job.name}\nerror: {told}\n")
            return Outcome(region=job.region, state=FAILED, error=told)

    def kill(self) -> None:
        """End the worker now; its kernel follows by itself (see ``kernel.die_with_parent``)."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join(5)
        self.pipe.close()


def outcomes(jobs: Iterator[Job], size: int, started: Callable[[Job], None]) -> Iterator[Outcome]:
    """Outcomes in the order regions finish. Leaving the iterator, by any way, ends every worker."""
    workers: list[Worker] = []
    try:
        for job in jobs:
            if len(workers) < size:
                workers.append(Worker())
            idle = next((w for w in workers if w.job is None), None)
            if idle is None:
                idle, outcome = _next_done(workers)
                yield outcome
            started(job)
            idle.give(job)
        while any(w.job for w in workers):
            yield _next_done(workers)[1]
    finally:
        for worker in workers:
            worker.kill()


def _next_done(workers: list[Worker]) -> tuple[Worker, Outcome]:
    ready = wait([w.pipe for w in workers if w.job])[0]
    worker = next(w for w in workers if w.pipe is ready)
    outcome = worker.take()
    if not worker.process.is_alive():
        worker.kill()
        workers[workers.index(worker)] = worker = Worker()
    return worker, outcome


def work(pipe: Connection, parent: int) -> None:
    """Program of a worker: jobs in, outcomes out, until the parent closes the pipe or dies."""
    os.setsid()  # Ctrl-C is the parent's to handle; and the group can be ended as one
    kernel.die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    if not os.environ.get("EVALUATION_DEBUG"):
        silent = os.open(os.devnull, os.O_WRONLY)  # whatever libraries print would break the progress display
        os.dup2(silent, 1)
        os.dup2(silent, 2)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        tempfile.tempdir = str(job.scratch)  # so that a killed worker's temporary files go with the run
        try:
            outcome = execute.run(job)
        except Exception as error:  # a full disk can keep even the log from being written
            outcome = Outcome(region=job.region, state=FAILED, error=execute.describe(error))
        pipe.send(outcome)
