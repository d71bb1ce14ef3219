"""What a worker of a Dask cluster does: it keeps a private copy of the project and one warm parent for a run, and makes
regions there with the same code as on one machine.

Nothing here raises: Dask would write the task into its log. What goes wrong is answered as ``(kind, text)``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import distributed

from evaluation.errors import EvaluationError, Refused
from evaluation.process import HERE
from evaluation.runs import folder, local, work
from evaluation.runs.bundle import Answer, Bundle, Errand, differing, environment
from evaluation.runs.job import Job, Outcome, Start

TOPIC = "evaluation"  # the Dask topic that stages are told under
IDLE = 600  # seconds after which a place without work is given up: its run may have died without a word


def measure_study(bundle: Bundle, errand: Errand) -> tuple[str, Any]:
    """Make this worker ready; ``("ready", Readiness)`` says what is known then."""
    try:
        return "ready", _place(bundle, errand).parent.readiness
    except Exception as error:
        return _trouble(error)


def make_region(job: Job, bundle: Bundle, errand: Errand) -> tuple[str, Any]:
    """Make one region; ``("done", Answer)`` brings its files, of a failed region what there is."""
    worker = distributed.get_worker()

    def tell(text: str) -> None:
        worker.log_event(TOPIC, [errand.run, job.region, text])

    try:
        tell(worker.address)
        home = Path(tempfile.mkdtemp(prefix="o", dir=worker.local_directory))
        try:
            outcome = None
            while outcome is None:  # a place that was just given up takes no job
                outcome = _place(bundle, errand).make(replace(job, folder=home / job.region), tell)
            return "done", Answer.pack(outcome, home / job.region)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    except Exception as error:
        return _trouble(error)


def forget(run: str) -> None:
    """End the processes of ``run`` on this worker and remove what was sent for it; later tasks of it are refused."""
    with HERE.lock:
        HERE.over.add(run)
        opening = HERE.places.get(run)
    if opening and opening.done() and not opening.exception():
        opening.result().end()


def _trouble(error: Exception) -> tuple[str, str]:
    where = distributed.get_worker().address
    if isinstance(error, Refused):
        return "refused", str(error)
    return "broken", f"worker {where}: {work.describe(error)}"


def _place(bundle: Bundle, errand: Errand) -> WorkerPlace:
    """The place of this run on this worker; the first who asks opens it, others wait until it is open."""
    differs = differing(errand.made_with, environment())
    if differs:
        raise EvaluationError(f"it is not made of the same as the run: {differs}; install the same lock and code")
    with HERE.lock:
        if errand.run in HERE.over:
            raise EvaluationError("the run is over")
        first = errand.run not in HERE.places
        opening = HERE.places.setdefault(errand.run, Future())
    if first:
        _open(opening, bundle, errand)
    return opening.result()


def _open(opening: Future[WorkerPlace], bundle: Bundle, errand: Errand) -> None:
    try:
        place = WorkerPlace(bundle, errand)
    except BaseException as error:
        _close(errand.run)
        opening.set_exception(error)
        return
    opening.set_result(place)
    if errand.run in HERE.over:  # it ended while the study was measured
        place.end()


def _close(run: str) -> None:
    with HERE.lock:
        HERE.places.pop(run, None)


@dataclass(slots=True)
class Waiting:
    """A job given to the warm parent, and the thread that waits for its outcome."""

    job: Job
    tell: Callable[[str], None]
    outcome: Future[Outcome] = field(default_factory=Future)


class WorkerPlace:
    """A private copy of the project with a warm parent, for one run. Any number of threads may :meth:`make`."""

    def __init__(self, bundle: Bundle, errand: Errand) -> None:
        self.run = errand.run
        # Dask empties this folder when the worker ends, or when the next one starts after a kill
        self.home = Path(tempfile.mkdtemp(prefix="e", dir=distributed.get_worker().local_directory))
        self.root, self.scratch = self.home / "p", self.home / "s"
        self.lock = threading.Lock()
        self.waiting: dict[str, Waiting] = {}
        self.over = False
        try:
            self.scratch.mkdir()
            bundle.unpack(self.root)
            self.parent = local.Parent(
                Start(
                    study=errand.study,
                    root=self.root,
                    period=errand.period,
                    cut_off=errand.cut_off,
                    limits=errand.limits,
                    language=errand.language,
                ),
                self.scratch,
            )
            _ = self.parent.readiness
        except BaseException:
            folder.remove(self.home)
            raise
        threading.Thread(target=self._listen, daemon=True, name="evaluation").start()

    def make(self, job: Job, tell: Callable[[str], None]) -> Outcome | None:
        """The outcome of ``job``, told of in stages; None when this place is over."""
        here = replace(job, root=self.root, scratch=self.scratch, notebook=self.root / "notebooks" / job.notebook.name)
        waiting = Waiting(here, tell)
        with self.lock:
            if self.over:
                return None
            if job.region in self.waiting:
                raise EvaluationError(f"region {job.region} is already in work here")
            self.waiting[job.region] = waiting
            self.parent.give(here)
        return waiting.outcome.result()

    def end(self) -> None:
        """Kill the warm parent; whoever listens to it does the rest."""
        with self.lock, contextlib.suppress(ProcessLookupError):
            if not self.over:
                os.killpg(self.parent.process.pid, signal.SIGKILL)

    def _listen(self) -> None:
        """Hand stages and outcomes to the threads that wait for them, until the warm parent ends or has long had no
        work."""
        why = ""
        while self.parent.pipe.poll(IDLE) or not self._idle():
            kind, region, said = self.parent.hear()
            if kind == "lost":
                why = said
                break
            if kind == "stage":
                self.waiting[region].tell(said)
            else:
                self.waiting.pop(region).outcome.set_result(said)
        with self.lock:
            self.over = True
        _close(self.run)
        self.parent.kill()
        for waiting in self.waiting.values():
            waiting.outcome.set_result(work.lose(waiting.job, why))
        folder.remove(self.home)

    def _idle(self) -> bool:
        with self.lock:
            self.over = not self.waiting
            return self.over
