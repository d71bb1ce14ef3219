"""Earlier results that are still true: the same key, and every file as the run that made it says.

There is no store beside the runs: finished regions of published runs, and of runs that were killed, are the cache. The
record beside a region's files is not believed by itself: the record of its run must name it by hash, and where a run was
killed before it had one, its journal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from evaluation import door
from evaluation.runs import files, folder, reasons, shapes
from evaluation.runs.job import DONE, EVENTS, LOG, PARAMS, RECORD, LastReport
from evaluation.runs.plan import Plan, Planned
from evaluation.runs.registry import Registry
from evaluation.runs.shapes import Unfit

LOOK_BACK = 20  # runs searched for an earlier result
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDecision:
    """``kept``: the folder of a finished report that is still true. Else ``reason`` says why it is made, and ``last`` is the last
    one that is whole: the new one may turn out to say the same."""

    planned: Planned
    kept: Path | None = None
    last: LastReport | None = None
    run_id: str = ""
    reason: str = ""
    record: Mapping[str, Any] | None = None

    @property
    def earlier(self) -> tuple[Path, Mapping[str, Any]]:
        """Folder and record of the finished report; ``ValueError`` where it is made anew."""
        if self.kept is None or self.record is None:
            raise ValueError(f"{self.planned.region} is not kept: {self.reason}")
        return self.kept, self.record


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier run, and what vouches for its finished regions: ``outputs`` by region, the region's own record among
    them. ``wrong`` says why nothing does; ``disowned`` are regions whose record is not the one that the run's events tell."""

    home: Path
    outputs: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    wrong: str = ""
    disowned: frozenset[str] = frozenset()

    @property
    def run_id(self) -> str:
        return folder.stem(self.home)

    def record(self, region: str) -> dict[str, Any]:
        """The region's record; :class:`Unfit` when it is not the one that the run vouches for."""
        return shapes.read(self.home / region / RECORD, shapes.SEALED, _seal(self.outputs[region]))

    def differing(self, names: Sequence[str]) -> str:
        """What to tell of files that are not what this run recorded."""
        if not names:
            return f"the record in {self.run_id} is of another kind"
        *others, last = names
        told = f"{', '.join(others)} and {last}" if others else last
        return f"{told} in {self.run_id} differ{'' if others else 's'} from the run's record"


def decide(plan: Plan, renderer: str, known: Registry, fresh: bool = False) -> list[ReportDecision]:
    """One decision for every report of ``plan``; ``fresh`` keeps nothing."""
    if fresh or renderer == "quarto":  # Quarto's own version is in no key
        why = "--fresh was given" if fresh else "Quarto renders every report anew"
        return [ReportDecision(planned=p, reason=why) for p in plan.reports]
    runs = Once(earlier(known))
    with ThreadPoolExecutor() as threads:  # hashing is most of the work, and lets other threads run
        return list(threads.map(lambda planned: _decision(plan, planned, runs), plan.reports))


class Once(Generic[Item]):
    """What an iterator gives, for any number of threads: each item is made when the first of them asks for it."""

    def __init__(self, items: Iterator[Item]) -> None:
        self.items, self.made, self.lock = items, list[Item](), Lock()

    def __iter__(self) -> Iterator[Item]:
        for number in count():
            with self.lock:
                if number == len(self.made):
                    self.made += islice(self.items, 1)
            if number == len(self.made):
                return
            yield self.made[number]


def earlier(known: Registry) -> Iterator[Earlier]:
    """Runs that may hold finished regions, newest first: killed ones, then published ones."""
    strays = sorted(known.outputs.glob(folder.STRAYS), reverse=True)[:LOOK_BACK]
    for home in strays:
        sealed = journal(home / EVENTS)
        yield Earlier(home=home, outputs={r: [{"path": RECORD, "sha256": sha256}] for r, sha256 in sealed.items()})
    for run_id in known.ids[::-1][: LOOK_BACK - len(strays)]:
        record = known.record(run_id)
        done = [r for r in record["regions"] if r["state"] == DONE] if record else []
        wrong = "" if record else f"the record of {run_id} cannot be used"
        home, outputs = known.outputs / run_id, {r["code"]: r["outputs"] for r in done}
        sealed = journal(home / EVENTS)
        disowned = frozenset(r for r in outputs if sealed.get(r, named := _seal(outputs[r])) != named)
        yield Earlier(home=home, outputs=outputs, wrong=wrong, disowned=disowned)


def _seal(outputs: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 of a region's own record as its run names it; ``none`` where it does not."""
    return next((str(o["sha256"]) for o in outputs if o["path"] == RECORD), "none")


def journal(path: Path) -> dict[str, str]:
    """SHA-256 of the record of every region that a run sealed, by region, as its events tell. A kill may have cut the
    last line."""
    try:
        lines = door.read_made(path).splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not shapes.fault(said, shapes.SEAL):
            found[said["region"]] = said["record"]
    return found


def _decision(plan: Plan, planned: Planned, runs: Iterable[Earlier]) -> ReportDecision:
    reason, last = "", None
    for run in runs:
        home = run.home / planned.region
        if planned.region not in run.outputs:
            reason = reason or run.wrong or ("it failed last time" if (home / LOG).is_file() else "")
            continue
        try:
            record = run.record(planned.region)
        except Unfit:
            reason = reason or run.differing(altered_files(home, run.outputs[planned.region]))
            continue
        if record["key"] != planned.key or record["notebook"]["sha256"] != planned.notebook.sha256:
            reason = reason or reasons.why(plan, planned, record, params(run.home))
            last = last or _last(run, home, planned, record)
            continue
        if planned.region in run.disowned:
            reason = reason or f"the events of {run.run_id} tell of another record"
            continue
        wrong = altered_files(home, record["outputs"])
        if not wrong:
            return ReportDecision(planned=planned, kept=home, run_id=run.run_id, record=record)
        reason = reason or run.differing(wrong)
    return ReportDecision(planned=planned, reason=reason or "not made before", last=last)


def _last(run: Earlier, home: Path, planned: Planned, record: Mapping[str, Any]) -> LastReport | None:
    """The report of a published run, when its files are those of its record."""
    if run.home.name.startswith(".") or planned.region in run.disowned or altered_files(home, record["outputs"]):
        return None
    files_of = {o["path"]: o["sha256"] for o in record["outputs"]}
    return LastReport(run_id=run.run_id, folder=home, content_key=record.get("content_key", ""), files=files_of)


def altered_files(home: Path, outputs: Iterable[Mapping[str, Any]]) -> list[str]:
    """Names of ``outputs`` that are not in ``home`` with the content they should have. What else lies there was made by
    somebody else, and is neither used nor in the way."""
    return [o["path"] for o in outputs if files.content(home / o["path"]) != o["sha256"]]


def take(decision: ReportDecision, run: Path) -> None:
    """Copy the kept files of ``decision``, those that its record names and no others, into the folder ``run``."""
    home = run / decision.planned.region
    home.mkdir()
    kept, record = decision.earlier
    for name in (*(o["path"] for o in record["outputs"]), RECORD):
        files.copy(kept / name, home / name)


def params(run: Path) -> dict[str, str]:
    """Texts of the study's files then; empty when there are none that can be used."""
    try:
        found = json.loads(door.read_made(run / PARAMS))
    except (OSError, ValueError, RecursionError):
        return {}
    return {} if shapes.fault(found, {str: str}) else found
