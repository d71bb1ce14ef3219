"""Earlier results that are still true: the same key, and every file as its record says.

There is no store beside the runs: finished regions of published runs, and of runs that were killed, are the cache.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.runs import files, folder, reasons, registry
from evaluation.runs.job import LOG, PARAMS, RECORD
from evaluation.runs.plan import Plan, Planned

LOOK_BACK = 20  # runs searched for an earlier result


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``kept``: the folder of a finished report that is still true. Else ``reason`` says why it is made."""

    planned: Planned
    kept: Path | None = None
    run_id: str = ""
    reason: str = ""
    record: Mapping[str, Any] | None = None


def decide(plan: Plan, renderer: str, fresh: bool = False) -> list[Decision]:
    """One decision for every report of ``plan``; ``fresh`` keeps nothing."""
    if fresh or renderer == "quarto":  # Quarto's own version is in no key
        why = "--fresh was given" if fresh else "Quarto renders every report anew"
        return [Decision(planned=p, reason=why) for p in plan.reports]
    runs = earlier(plan.outputs)
    with ThreadPoolExecutor() as threads:  # hashing is most of the work, and lets other threads run
        return list(threads.map(lambda planned: _decision(plan, planned, runs), plan.reports))


def earlier(outputs: Path) -> list[Path]:
    """Folders that may hold finished regions, newest first: of killed runs, then of published ones."""
    if not outputs.is_dir():
        return []
    strays = sorted(outputs.glob(folder.STRAYS), reverse=True)
    published = sorted((p for p in outputs.iterdir() if folder.RUN_ID.fullmatch(p.name)), reverse=True)
    return [*strays, *published][:LOOK_BACK]


def _decision(plan: Plan, planned: Planned, runs: Iterable[Path]) -> Decision:
    reason = ""
    for run in runs:
        home = run / planned.region
        record = _record(home / RECORD)
        if record is None:
            reason = reason or ("it failed last time" if (home / LOG).is_file() else "")
            continue
        if record.get("key") != planned.key or record["notebook"]["sha256"] != planned.notebook.sha256:
            reason = reason or reasons.why(plan, planned, record, _params(run))
            continue
        wrong = altered(home, record)
        if not wrong:
            return Decision(planned=planned, kept=home, run_id=folder.stem(run), record=record)
        reason = reason or f"{wrong} in {run.name} is not what was made"
    return Decision(planned=planned, reason=reason or "not made before")


def altered(home: Path, record: Mapping[str, Any]) -> str:
    """Name of the first file in ``home`` that is not what ``record`` says; empty when all are."""
    try:
        there = files.listing(home, leave_out=(RECORD,))
    except OSError:
        return home.name
    said = {o["path"]: o for o in record["outputs"]}
    found = {o["path"]: o for o in there}
    return next((name for name in sorted(said.keys() | found) if said.get(name) != found.get(name)), "")


def take(decision: Decision, run: Path) -> None:
    """Put the kept files of ``decision`` into the folder ``run``: by link where the disk can, else by copy."""
    home = run / decision.planned.region
    home.mkdir()
    for path in sorted(decision.kept.iterdir()):
        try:
            os.link(path, home / path.name)
        except OSError:
            shutil.copy2(path, home / path.name)


def _record(path: Path) -> dict[str, Any] | None:
    """A region's record; None where there is none that can be read: then the region is made again."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and record.get("schema") == registry.SCHEMA else None


def _params(run: Path) -> dict[str, str]:
    try:
        return json.loads((run / PARAMS).read_bytes())
    except (OSError, ValueError):
        return {}
