"""Runs a plan: every region in its own kernel, one worker process per core, one folder published at the end."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.errors import EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED
from evaluation.runs import execute, folder, index, pool, quarto, record
from evaluation.runs.job import DONE, FAILED, INTERRUPTED, NOT_RUN, Job, Outcome
from evaluation.runs.plan import Plan
from evaluation.runs.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run. ``jobs`` worker processes; ``timeout`` seconds a cell may take."""

    jobs: int = 0
    keep_going: bool = True
    renderer: str = "evaluation"
    timeout: int = 600

    @property
    def workers(self) -> int:
        return self.jobs or _cores()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a run. ``folder`` is None when it was interrupted before any region was finished."""

    run_id: str
    folder: Path | None
    record: dict
    exit_code: int


def run(
    plan: Plan,
    options: Options,
    progress: Progress,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Result:
    """Make the reports of ``plan`` in ``outputs/<study>/<run-id>/``.

    :class:`~evaluation.errors.Busy` when the study is being run; :class:`~evaluation.errors.Refused` when outputs
    cannot be written or the renderer is missing. A failed region, or Ctrl-C, keeps what the others finished.
    """
    if options.renderer == "quarto":
        quarto.need(plan.root)
    with folder.locked(plan.outputs, plan.study):
        folder.sweep(plan.outputs)
        started = clock()
        run_id, hidden = folder.new(plan.outputs, plan.key, started)
        states: dict[str, Outcome] = {}
        with folder.scratch(hidden) as scratch:
            interrupted = _execute(plan, options, progress, hidden, scratch, states)
        outcomes = _settle(plan, hidden, states, interrupted)
        if not any(o.state in (DONE, FAILED) for o in outcomes.values()):
            shutil.rmtree(hidden)
            return Result(run_id=run_id, folder=None, record={}, exit_code=EXIT_INTERRUPTED)
        environment = record.environment(plan.root)
        for planned in plan.reports:
            if outcomes[planned.region].state == DONE:
                record.seal_region(plan, planned, outcomes[planned.region], hidden, environment, options.renderer)
        state = INTERRUPTED if interrupted else FAILED if _failed(outcomes) else DONE
        index.write(plan, outcomes, run_id, state, hidden)
        sealed = record.seal_run(
            plan,
            outcomes,
            hidden,
            environment,
            run_id=run_id,
            state=state,
            started=started,
            ended=clock(),
            renderer=options.renderer,
        )
        folder.publish(hidden, plan.outputs / run_id)
    code = EXIT_INTERRUPTED if interrupted else EXIT_FAILED if _failed(outcomes) else EXIT_DONE
    return Result(run_id=run_id, folder=plan.outputs / run_id, record=sealed, exit_code=code)


def _execute(
    plan: Plan, options: Options, progress: Progress, hidden: Path, scratch: Path, states: dict[str, Outcome]
) -> bool:
    """Fill ``states`` with the outcomes; true when stopped by Ctrl-C or SIGTERM."""
    names = {r.region: r.name for r in plan.reports}
    size = max(1, min(options.workers, len(plan.reports)))
    running = pool.outcomes(
        _jobs(plan, options, hidden, scratch, states, progress),
        size,
        lambda job: progress.running(job.region, job.name),
    )
    with _sigterm_like_ctrl_c(), progress.shown(plan.study, len(plan.reports)):
        try:
            for outcome in running:
                states[outcome.region] = outcome
                progress.finished(outcome, names[outcome.region])
                if outcome.state == FAILED and not options.keep_going:
                    break
        except KeyboardInterrupt:
            return True
        finally:
            running.close()
    return False


def _jobs(
    plan: Plan, options: Options, hidden: Path, scratch: Path, states: dict[str, Outcome], progress: Progress
) -> Iterator[Job]:
    for planned in plan.reports:
        job = Job(
            region=planned.region,
            name=planned.name,
            notebook=planned.notebook,
            notebook_sha256=planned.notebook_sha256,
            parameters=dict(planned.parameters),
            key=planned.key,
            root=plan.root,
            folder=hidden / planned.region,
            scratch=scratch,
            renderer=options.renderer,
            timeout=options.timeout,
        )
        failed = _tables(plan, job)
        if failed is None:
            yield job
        else:
            states[planned.region] = failed
            progress.finished(failed, planned.name)
            if not options.keep_going:
                return


def _tables(plan: Plan, job: Job) -> Outcome | None:
    """Write the region's tables, measured once for all regions; the failure when they cannot be."""
    started = time.monotonic()
    try:
        job.folder.mkdir()
        plan.opened.write_tables(job.region, job.folder)
    except Exception as error:  # whatever is wrong with one region's tables, the other regions go on
        told = f"its tables cannot be written: {execute.describe(error)}"
        execute.fail(job.folder, f"region: {job.region} {job.name}\nerror: {told}\n")
        return Outcome(region=job.region, state=FAILED, error=told, seconds=time.monotonic() - started)
    return None


def _settle(plan: Plan, hidden: Path, states: dict[str, Outcome], interrupted: bool) -> dict[str, Outcome]:
    """An outcome for every region; what was in flight when the run stopped is thrown away."""
    settled = {}
    for planned in plan.reports:
        outcome = states.get(planned.region)
        if outcome is None:
            begun = hidden / planned.region
            state = INTERRUPTED if interrupted and begun.exists() else NOT_RUN
            shutil.rmtree(begun, ignore_errors=True)
            outcome = Outcome(region=planned.region, state=state)
        settled[planned.region] = outcome
    return settled


def _failed(outcomes: dict[str, Outcome]) -> bool:
    return any(o.state != DONE for o in outcomes.values())


@contextmanager
def _sigterm_like_ctrl_c() -> Iterator[None]:
    """A run that is told to end keeps what it has, as with Ctrl-C. Python allows handlers in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
