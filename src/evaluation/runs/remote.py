"""Regions made by the workers of a Dask cluster: the same worker code, the same bytes, no shared disk.

What a worker needs goes to it by content and its answers are checked by content. Everything sent belongs to this
client: when it goes, the scheduler drops it, and what workers keep is removed.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import re
import secrets
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.errors import EvaluationError, Refused, RegionFailed
from evaluation.runs import work
from evaluation.runs.bundle import Bundle, Errand, differing, environment
from evaluation.runs.job import Job, Outcome, Readiness, Start
from evaluation.runs.progress import RunProgress

if TYPE_CHECKING:
    from evaluation.runs.options import Options

_WAIT = 10  # seconds for the scheduler to answer, and for a first worker to be there
_DESERTED = 60  # seconds a run waits while the cluster has no worker
_HANDOVER = 60  # seconds in which a finished region's files must come over, else the cluster may have lost them
_LOOK = 2  # seconds between looks at a cluster that says nothing
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_KEPT = "what is finished is kept, start the run again"


def need(options: Options) -> None:
    """:class:`Refused` unless a run with ``options`` can begin on its cluster now."""
    if options.renderer == "quarto":
        raise Refused("Quarto renders on this machine only; leave --renderer quarto or --executor dask away")
    if options.jobs:
        raise Refused("--jobs is for this machine; a cluster works on as many regions as its workers have threads")
    _close(connect(options.scheduler))


def connect(scheduler: str) -> Any:
    """A client of ``scheduler``, all of whose workers are made of the same as this process. :class:`Refused` when
    there is none."""
    if not _ADDRESS.fullmatch(scheduler):
        raise Refused(f"--scheduler {scheduler!r} is no address; write it as tcp://10.0.0.5:8786 or tls://host:8786")
    try:
        import distributed
    except ModuleNotFoundError:
        raise Refused(
            "--executor dask needs the package distributed, which is not installed; install requirements.lock, or "
            'pip install "employment-fund-evaluation[dask]"'
        ) from None
    _be_silent()
    try:
        if scheduler.startswith(("tls:", "wss:")) and not distributed.Security().get_connection_args("client").get("ssl_context"):
            raise Refused(f"{scheduler} needs certificates: set distributed.comm.tls in Dask's configuration")
        with _quietly():
            client = distributed.Client(scheduler, timeout=_WAIT, set_as_default=False, name="evaluation")
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        raise Refused(
            f"the Dask scheduler {scheduler} cannot be reached within {_WAIT} s ({work.describe(error)}); start it, "
            "or correct --scheduler"
        ) from None
    try:
        _check_workers(client, scheduler)
    except BaseException:
        _close(client)
        raise
    return client


def _check_workers(client: Any, scheduler: str) -> None:
    nobody = Refused(
        f"the Dask scheduler {scheduler} has no worker after {_WAIT} s; start workers, wait until they are there, then run again"
    )
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError:
        raise nobody from None
    said = client.run(environment, on_error="return")
    said = {worker: answer for worker, answer in said.items() if not isinstance(answer, OSError)}  # just gone
    if not said:
        raise nobody
    for worker, answer in sorted(said.items()):
        if isinstance(answer, Exception):
            raise Refused(
                f"the Dask worker {worker} cannot load this package ({work.describe(answer)}); install "
                "requirements.lock and the same code there"
            )
        differs = differing(environment(), answer)
        if differs:
            raise Refused(
                f"the Dask worker {worker} is not made of the same as this run: {differs}; install the same lock and "
                "code there and restart it"
            )


class Dask:
    """Runs jobs on the workers of a cluster, as many at a time as they have threads."""

    def __init__(self, start: Start, scheduler: str) -> None:
        self.scheduler = scheduler
        self.heard: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self.waiting: dict[Any, Job] = {}
        bundle = Bundle.pack(start)
        self.errand = Errand(
            run=secrets.token_hex(8),
            study=start.study,
            period=start.period,
            cut_off=start.cut_off,
            made_with=environment(),
            limits=start.limits,
            language=start.language,
        )
        self.client = connect(scheduler)
        try:
            self._listen()
            # a task, not scattered data: the scheduler can make it again when the workers that hold it are lost
            self.bundle = self._send("project", bundle.sha256, _same, bundle)
            self.readiness = self._measure()
        except BaseException:
            self.close()
            raise

    def _listen(self) -> None:
        from evaluation.runs import place

        def stage(event: tuple[Any, Any]) -> None:
            run, region, text = event[1]
            if run == self.errand.run:
                self.heard.put(("stage", (region, text)))

        self.client.subscribe_topic(place.TOPIC, stage)

    def _send(self, what: str, name: str, function: Any, *arguments: Any, **more: Any) -> Any:
        key = (f"evaluation-{what}-{self.errand.run}", name)
        try:
            with _quietly():
                return self.client.submit(function, *arguments, key=key, pure=False, **more)
        except (OSError, RuntimeError):
            raise self._loss() from None

    def _measure(self) -> Readiness:
        """Every worker begins to measure; the first to be ready says what it read."""
        import distributed

        from evaluation.runs import place

        warming = [
            self._send("measure", worker, place.measure_study, self.bundle, self.errand, workers=[worker], allow_other_workers=True)
            for worker in self.client.nthreads()
        ]
        for future in warming:
            future.add_done_callback(self._hear)
        while True:
            kind, future = self._next()
            if kind != "stage":
                self.warming = warming  # held until the end, so that the others go on
                try:
                    return self._result(future)
                except distributed.KilledWorker as error:
                    raise EvaluationError(_killer(error)) from None

    def outcomes(self, jobs: Iterator[Job], progress: RunProgress) -> Iterator[Outcome]:
        """Outcomes in the order regions finish. A region is running when a worker says so."""
        from evaluation.runs import place

        for job in jobs:
            away = replace(job, root=Path(), folder=Path(), scratch=Path(), notebook=Path(job.notebook.name))
            future = self._send("region", job.region, place.make_region, away, self.bundle, self.errand)
            self.waiting[future] = job
            future.add_done_callback(self._hear)
        named = {job.region: job for job in self.waiting.values()}
        begun: set[str] = set()
        while self.waiting:
            kind, said = self._next()
            region = said[0] if kind == "stage" else self.waiting[said].region if said in self.waiting else None
            if region not in named:
                continue  # of a region that is finished, or of a worker that is ready
            if region not in begun:
                begun.add(region)
                named[region].folder.mkdir(exist_ok=True)  # a region whose run is stopped now was begun
                progress.running(named[region])
            if kind == "stage":
                progress.stage(region, said[1])
                continue
            outcome = self._outcome(said)
            if outcome:
                del self.waiting[said], named[region]
                yield outcome

    def _outcome(self, future: Any) -> Outcome | None:
        """What became of a region; None when its worker was lost before it could hand it over, and another makes it."""
        import distributed

        job = self.waiting[future]
        try:
            answer = self._result(future)
        except distributed.KilledWorker as error:
            return work.lose(job, _killer(error))
        except TimeoutError:
            future.add_done_callback(self._hear)
            return None
        try:
            answer.unpack(job.folder, job.document)
        except RegionFailed as error:
            return work.lose(job, str(error))
        return answer.outcome

    def _result(self, future: Any) -> Any:
        """What a worker answered. :class:`Refused` or :class:`EvaluationError` when it could not do its part."""
        import distributed

        if future.status in ("cancelled", "lost"):
            raise self._loss()
        try:
            kind, said = future.result(timeout=_HANDOVER)
        except (distributed.KilledWorker, TimeoutError):
            raise
        except Exception as error:  # Dask's own troubles: our tasks answer theirs
            raise EvaluationError(f"Dask could not bring an answer ({work.describe(error)}); {_KEPT}") from None
        if kind == "refused":
            raise Refused(said)
        if kind == "broken":
            raise EvaluationError(f"{said}; {_KEPT}")
        return said

    def _hear(self, future: object) -> None:
        self.heard.put(("settled", future))

    def _next(self) -> tuple[str, Any]:
        """What is heard next. :class:`EvaluationError` when the cluster is gone."""
        deserted = None
        while True:
            try:
                return self.heard.get(timeout=_LOOK)
            except queue.Empty:
                now = time.monotonic()
                deserted = None if self._workers() else deserted or now
                if deserted and now - deserted > _DESERTED:
                    raise EvaluationError(
                        f"the Dask scheduler {self.scheduler} has had no worker for {_DESERTED} s; {_KEPT}"
                    ) from None

    def _workers(self) -> int:
        try:
            return len(self.client.nthreads())
        except (OSError, RuntimeError, ValueError):
            raise self._loss() from None

    def _loss(self) -> EvaluationError:
        return EvaluationError(f"the connection to the Dask scheduler {self.scheduler} was lost; {_KEPT}")

    def close(self) -> None:
        """Call off what is in work, and have workers remove what they were sent."""
        from evaluation.runs import place

        if self.client.status == "running":
            with contextlib.suppress(OSError, RuntimeError, ValueError):  # no scheduler, nothing to tell
                self.client.cancel(list(self.waiting))
                self.client.run(place.forget, self.errand.run, on_error="ignore")
        _close(self.client)


def _killer(error: Any) -> str:
    times, last = error.allowed_failures + 1, error.last_worker.address
    return f"its worker was lost {times} time{'s' if times > 1 else ''}, the last one {last}; was memory short?"


def _same(bundle: Bundle) -> Bundle:
    return bundle


def _be_silent() -> None:
    """What these would log breaks the display, and may tell tasks."""
    for name in ("asyncio", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("asyncio", "distributed", "tornado"):
            logging.getLogger(name).disabled = True


def _close(client: Any) -> None:
    with contextlib.suppress(OSError, RuntimeError):
        client.close(timeout=_WAIT)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Without Dask's warnings: versions are compared here, and a project may be large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
