"""The regions of one run, in its hidden folder: kept ones copied, the others made and sealed one by one."""

from __future__ import annotations

import hashlib
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation import door
from evaluation.errors import Refused
from evaluation.runs import cache, documents, files, folder, record
from evaluation.runs.cache import ReportDecision
from evaluation.runs.job import DONE, FAILED, INTERRUPTED, NOT_RUN, PARAMS, RECORD, Job, Outcome, Readiness, Start
from evaluation.runs.plan import Plan, check_notebooks
from evaluation.runs.progress import RunProgress
from evaluation.study.folder import LARGEST
from evaluation.study.fonts import PREFIX

if TYPE_CHECKING:
    from evaluation.runs.local import Local
    from evaluation.runs.options import Options
    from evaluation.runs.remote import Dask


class Making:
    """What of a run is in ``hidden`` so far. A region that is done is sealed at once: a killed run loses only what
    was in flight."""

    def __init__(self, plan: Plan, decisions: Sequence[ReportDecision], options: Options, hidden: Path) -> None:
        self.plan, self.options, self.hidden = plan, options, hidden
        self.kept = [d for d in decisions if d.kept]
        self.todo = [d for d in decisions if not d.kept]
        self.decisions = list(decisions)
        self.states: dict[str, Outcome] = {}

    @cached_property
    def environment(self) -> dict[str, Any]:
        return record.environment(self.plan.root)

    @property
    def order(self) -> list[str]:
        return [d.planned.region for d in self.decisions]

    @property
    def made(self) -> int:
        """Regions finished by this run itself."""
        kept = {d.planned.region for d in self.kept}
        return sum(o.state == DONE and o.region not in kept for o in self.states.values())

    def make(self, progress: RunProgress) -> bool:
        """Fill the folder; true when stopped by Ctrl-C or SIGTERM."""
        files.write(self.hidden / PARAMS, record.canonical(_params(self.plan)))
        with folder.scratch(self.hidden) as scratch, _sigterm_like_ctrl_c(), progress.show(self.plan.study, len(self.order)):
            try:
                self._fill(scratch, progress)
            except KeyboardInterrupt:
                return True
        return False

    def _fill(self, scratch: Path, progress: RunProgress) -> None:
        if not self.todo:
            self._take_kept(progress)
            self.plan = replace(self.plan, inputs=self._inputs_of_kept())
            return
        executor = _executor(self.plan, self.options, scratch, len(self.todo))
        try:  # all that needs no measured study, while it gets ready
            if self.options.executor == "dask":
                check_notebooks(self.plan.notebooks)
            self._take_kept(progress)
            _ = self.environment
            _index_prepared()
            self._settle(executor.readiness, progress)
            self._execute(executor, scratch, progress)
        finally:
            executor.close()

    def _settle(self, ready: Readiness, progress: RunProgress) -> None:
        """Leave out what waited for the study to be measured and cannot be made. :class:`Refused` when it was asked for."""
        self.plan = replace(self.plan, inputs=_read(self.plan, ready.inputs))
        if not any(d.planned.pending for d in self.todo):
            return
        missing = documents.missing(ready, self.plan.period)
        gone = [d for d in self.todo if d.planned.pending and d.planned.document in missing]
        if gone and self.plan.asked:
            raise Refused(missing[gone[0].planned.document])
        self.todo, self.decisions = ([d for d in those if d not in gone] for those in (self.todo, self.decisions))
        self.plan = replace(
            self.plan, unmade=() if self.plan.asked else ready.unmade, reports=tuple(d.planned for d in self.decisions)
        )
        progress.drop(len(gone))

    def _take_kept(self, progress: RunProgress) -> None:
        for decision in self.kept:
            cache.take(decision, self.hidden)
            self.states[decision.planned.region] = _keep(decision)
        folder.sweep(self.plan.outputs, but=self.hidden)
        progress.keep(len(self.kept))

    def _execute(self, executor: Dask | Local, scratch: Path, progress: RunProgress) -> None:
        names = {d.planned.region: d.planned for d in self.todo}
        for outcome in executor.outcomes((self._job(d, scratch) for d in self.todo), progress):
            planned = names[outcome.region]
            if outcome.state == DONE:
                sealed = record.of_region(self.plan, planned, outcome, self.hidden, self.environment, self.options.renderer)
                progress.seal(planned.region, hashlib.sha256(sealed).hexdigest())  # before it is there
                files.write(self.hidden / planned.region / RECORD, sealed)
            self.states[outcome.region] = outcome
            progress.finish(outcome, planned.name)
            if outcome.state == FAILED and not self.options.keep_going:
                break

    def _job(self, decision: ReportDecision, scratch: Path) -> Job:
        planned, options = decision.planned, self.options
        return Job(
            region=planned.region,
            name=planned.name,
            reason=decision.reason,
            language=self.plan.language,
            notebook=planned.notebook.path,
            notebook_sha256=planned.notebook.sha256,
            parameters=dict(planned.parameters),
            key=planned.key,
            root=self.plan.root,
            folder=self.hidden / planned.region,
            scratch=scratch,
            renderer=options.renderer,
            engine=options.engine,
            timeout=options.timeout,
            memory=options.memory,
            document=planned.document,
            last=decision.last if options.executor == "local" else None,
            outline=planned.outline,
        )

    def _inputs_of_kept(self) -> tuple[Mapping[str, Any], ...]:
        """The inputs, with their rows, as a kept region names them."""
        return tuple(self.kept[0].earlier[1]["inputs"])

    def settle(self, interrupted: bool) -> dict[str, Outcome]:
        """An outcome for every region; what was in flight when the run stopped is thrown away."""
        settled = {}
        for region in self.order:
            outcome = self.states.get(region)
            if outcome is None:
                begun = self.hidden / region
                state = INTERRUPTED if interrupted and begun.exists() else NOT_RUN
                shutil.rmtree(begun, ignore_errors=True)
                outcome = Outcome(region=region, state=state)
            settled[region] = outcome
        return settled


def _executor(plan: Plan, options: Options, scratch: Path, wanted: int) -> Dask | Local:
    start = Start(
        study=plan.study,
        root=plan.root,
        period=plan.period,
        cut_off=plan.cut_off_given,
        limits=options.limits,
        language=plan.language if any(r.pending for r in plan.reports) else "",
    )
    if options.executor == "dask":
        from evaluation.runs import remote

        return remote.Dask(start, options.scheduler)
    from evaluation.runs import local

    start = replace(start, notebooks=plan.notebooks, jobs=wanted)
    return local.Local(start, scratch, min(options.workers, wanted))


def _index_prepared() -> None:
    from evaluation.runs import index  # Jinja: not before there is time for it

    index.prepare()


def _read(plan: Plan, inputs: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The inputs as the warm parent read them, with their rows; refused when they are not those of the plan."""
    if [(i["path"], i["sha256"]) for i in inputs] != [(i["path"], i["sha256"]) for i in plan.inputs]:
        raise Refused(f"the data of study {plan.study!r} changed while the run was starting; start it again")
    return tuple(inputs)


def _params(plan: Plan) -> dict[str, str]:
    """The study's files as they are: what a later run tells its changes against."""
    home = plan.root / "params" / plan.study
    return {name: door.read(home / name, plan.root, LARGEST).decode() for name in plan.params if not name.startswith(PREFIX)}


def _keep(decision: ReportDecision) -> Outcome:
    _, found = decision.earlier
    return Outcome(
        region=decision.planned.region,
        state=DONE,
        digest=found["components_digest"],
        content_key=found.get("content_key", ""),
        summary=found["summary"],
    )


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
