"""Runs a plan: keeps what is still true, makes the rest, and publishes one folder at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.errors import EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, EvaluationError
from evaluation.runs import cache, files, folder
from evaluation.runs.cache import ReportDecision
from evaluation.runs.job import DONE, FAILED, INDEX, INTERRUPTED
from evaluation.runs.options import Options
from evaluation.runs.plan import Plan
from evaluation.runs.progress import Logged, RunProgress
from evaluation.runs.registry import Registry

if TYPE_CHECKING:
    from evaluation.runs.making import Making


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a run. ``folder`` is None when it was interrupted before any region was finished; ``unchanged``
    means that it is an earlier one, of which everything is still true; ``passed_over`` tells of records that could not be
    used."""

    run_id: str
    folder: Path | None
    record: dict[str, Any]
    exit_code: int
    unchanged: bool = False
    passed_over: tuple[str, ...] = ()


def run(plan: Plan, options: Options, progress: RunProgress, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Result:
    """Make the reports of ``plan`` in ``outputs/<study>/<run-id>/``, or find them made already.

    :class:`~evaluation.errors.Busy` when the study is being run; :class:`~evaluation.errors.Refused` when outputs
    cannot be written, the renderer is missing or the study cannot be measured. A failed region, or Ctrl-C, keeps what
    the others finished, and so does the next run after a kill.
    """
    if options.renderer == "quarto":
        from evaluation.runs import quarto

        quarto.need(plan.root)
    with folder.hold_lock(plan.outputs, plan.study):
        known = Registry(plan.root, plan.study)
        decisions = decisions_of(plan, options, known)
        unchanged = _unchanged_run(plan, decisions, known)
        if unchanged:
            folder.sweep(plan.outputs)
            return unchanged
        if options.executor == "dask" and any(d.kept is None for d in decisions):
            from evaluation.runs import remote

            remote.need(options)
        made = _make(plan, decisions, options, progress, clock)
        return replace(made, passed_over=tuple(known.passed_over.values()))


def decisions_of(plan: Plan, options: Options, known: Registry) -> list[ReportDecision]:
    """The decisions of this run; with ``options.only`` what is neither kept nor among those is left out."""
    decisions = cache.decide(plan, options.renderer, known, options.fresh)
    return [d for d in decisions if not options.only or d.kept or d.planned.region in options.only]


def _unchanged_run(plan: Plan, decisions: Sequence[ReportDecision], known: Registry) -> Result | None:
    """The latest run, when it is exactly what this one would give."""
    record = known.latest()
    if record is None or record["state"] != DONE:
        return None
    home = plan.outputs / record["run_id"]
    if [r["code"] for r in record["regions"]] != [d.planned.region for d in decisions]:
        return None
    if not all(d.kept and d.kept.parent == home for d in decisions) or cache.altered_files(home, record["outputs"]):
        return None
    return Result(
        run_id=record["run_id"],
        folder=home,
        record=record,
        exit_code=EXIT_DONE,
        unchanged=True,
        passed_over=tuple(known.passed_over.values()),
    )


def _make(
    plan: Plan, decisions: list[ReportDecision], options: Options, progress: RunProgress, clock: Callable[[], datetime]
) -> Result:
    from evaluation.runs.making import Making

    started = clock()
    run_id, hidden = folder.new(plan.outputs, plan.key, started)
    making = Making(plan, decisions, options, hidden)
    with _keep_for_the_next_run(making):
        with Logged(progress, hidden, clock) as told:
            interrupted = making.make(told)
        outcomes = making.settle(interrupted)
        if not any(o.state in (DONE, FAILED) for o in outcomes.values()):
            shutil.rmtree(hidden)
            return Result(run_id=run_id, folder=None, record={}, exit_code=EXIT_INTERRUPTED)
        failed = any(o.state != DONE for o in outcomes.values())
        state = INTERRUPTED if interrupted else FAILED if failed else DONE
        from evaluation.runs import index, record

        said = record.of_run(
            making.plan,
            making.decisions,
            outcomes,
            hidden,
            making.environment,
            run_id=run_id,
            state=state,
            started=started,
            ended=clock(),
            options=options,
        )
        files.write(hidden / INDEX, index.page(said, {r: o.summary for r, o in outcomes.items()}).encode())
        sealed = record.seal_run(said, hidden)
        folder.publish(hidden, plan.outputs / run_id)
    code = EXIT_INTERRUPTED if interrupted else EXIT_FAILED if failed else EXIT_DONE
    return Result(run_id=run_id, folder=plan.outputs / run_id, record=sealed, exit_code=code)


@contextmanager
def _keep_for_the_next_run(making: Making) -> Iterator[None]:
    """What was finished before the run broke off is used by the next one; a run that made nothing leaves nothing."""
    try:
        yield
    except (EvaluationError, OSError) as error:
        made = making.made
        if not made:
            shutil.rmtree(making.hidden, ignore_errors=True)
        if isinstance(error, EvaluationError):
            raise
        raise EvaluationError(
            f"outputs/{making.plan.study} cannot be written: {error.strerror}; nothing was published, "
            f"{made} finished region{'s are' if made != 1 else ' is'} kept for the next run"
        ) from None
