"""The record of a run: what went in, what ran, what came out, all by hash. No floats, keys sorted, times only once.

Every region folder has its own record without times, so that equal runs give equal bytes; the run's has the times.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation import __version__, identity
from evaluation.runs import files, shapes
from evaluation.runs.cache import ReportDecision
from evaluation.runs.job import DONE, RECORD, Outcome
from evaluation.runs.plan import Plan, Planned
from evaluation.study.fonts import PREFIX

if TYPE_CHECKING:
    from evaluation.runs.options import Options


def canonical(content: object) -> bytes:
    """The one spelling of a record. ``TypeError`` for a float or anything else JSON would not keep exactly."""
    _exact(content, "record")
    return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def environment(root: Path) -> dict[str, Any]:
    """What the reports were made with: versions, the code, the lock file and the shipped fonts by hash."""
    from evaluation.render.fonts import BOLD, REGULAR

    lock = root / "requirements.lock"
    return {
        "evaluation": __version__,
        "libraries": dict(identity.libraries()),
        "code_sha256": identity.code_hash(),
        "lock_sha256": files.sha256(lock) if lock.is_file() else None,
        "fonts_sha256": hashlib.sha256(REGULAR.read_bytes() + BOLD.read_bytes()).hexdigest(),
    }


def of_region(plan: Plan, planned: Planned, outcome: Outcome, folder: Path, made_with: Mapping[str, Any], renderer: str) -> bytes:
    """The content of a finished region's ``run.json``, the last of its files: it names every other one by hash."""
    home = folder / planned.region
    content = {
        **_common(plan, renderer, made_with),
        **_when(planned),
        "region": {"code": planned.region, "name": planned.name},
        "state": outcome.state,
        "parameters": dict(planned.parameters),
        "key": planned.key,
        "notebook": _notebook(planned),
        "components_digest": outcome.digest,
        **_content_key(outcome),
        "summary": dict(outcome.summary),
        "outputs": files.listing(home, leave_out=(RECORD,)),
    }
    return canonical(content)


def of_run(
    plan: Plan,
    decisions: Sequence[ReportDecision],
    outcomes: Mapping[str, Outcome],
    folder: Path,
    made_with: Mapping[str, Any],
    *,
    run_id: str,
    state: str,
    started: datetime,
    ended: datetime,
    options: Options,
) -> dict[str, Any]:
    """The content of the run's ``run.json`` without its own ``outputs``."""
    return {
        **_common(plan, options.renderer, made_with),
        "engine": options.engine,
        **({"changes_since": plan.before} if plan.before else {}),
        "run_id": run_id,
        "state": state,
        "started": _utc(started),
        "ended": _utc(ended),
        "regions": [_region(d, outcomes[d.planned.region], folder) for d in decisions],
    }


def seal_run(content: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Write and return the run's ``run.json``: the last file before the folder is published."""
    sealed = {**content, "outputs": files.listing(folder, leave_out=(RECORD,))}
    files.write(folder / RECORD, canonical(sealed))
    return sealed


def _common(plan: Plan, renderer: str, made_with: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "schema": shapes.SCHEMA,
        "study": plan.study,
        "title": plan.title,
        "period": plan.period,
        **({"period_name": plan.period_name} if plan.period_name else {}),
        "cut_off": plan.cut_off.isoformat(),
        "language": plan.language,
        "synthetic": plan.synthetic,
        "renderer": renderer,
        "params": [{"path": _path(plan.study, n), "sha256": h} for n, h in sorted(plan.params.items())],
        "inputs": [dict(i) for i in plan.inputs],
        "own": [{"path": path, "sha256": found} for path, found in sorted(plan.own.items())],
        "undeclared": list(plan.undeclared),
        **({"round": dict(plan.round)} if plan.round else {}),
        "unmade": [asdict(u) for u in plan.unmade],
        "environment": dict(made_with),
    }


def _when(planned: Planned) -> dict[str, str]:
    return {"period": planned.period, "cut_off": planned.cut_off.isoformat()}


def _path(study: str, name: str) -> str:
    """An office's font is named alike wherever it lies."""
    return name if name.startswith(PREFIX) else f"params/{study}/{name}"


def _region(decision: ReportDecision, outcome: Outcome, folder: Path) -> dict[str, Any]:
    planned = decision.planned
    home = folder / planned.region
    said: dict[str, Any] = {
        "code": planned.region,
        "name": planned.name,
        "overview": planned.overview,
        "document": planned.document,
        "state": outcome.state,
        "key": planned.key,
        **_when(planned),
        "parameters": dict(planned.parameters),
        "notebook": _notebook(planned),
        "kept_from": decision.run_id,
        "reason": decision.reason,
        "milliseconds": round(outcome.seconds * 1000),
        "outputs": _outputs(decision, home),
    }
    if outcome.error:
        said["error"] = outcome.error
    if outcome.state == DONE:
        said |= {"components_digest": outcome.digest, **_content_key(outcome)}
    if outcome.is_same and decision.last:
        said["equal_to"] = decision.last.run_id
    return said


def _content_key(outcome: Outcome) -> dict[str, str]:
    """Of a report made before pages had one, none."""
    return {"content_key": outcome.content_key} if outcome.content_key else {}


def _outputs(decision: ReportDecision, home: Path) -> list[dict[str, Any]]:
    """What of the region is in its folder; files that were kept were read and compared when that was decided."""
    if not home.is_dir():
        return []
    if not decision.kept:
        return files.listing(home)
    outputs = decision.earlier[1]["outputs"]
    sealed = files.listing(home, leave_out={o["path"] for o in outputs})
    return sorted([*outputs, *sealed], key=lambda o: o["path"])


def _notebook(planned: Planned) -> dict[str, str]:
    return {"path": f"notebooks/{planned.notebook.path.name}", "sha256": planned.notebook.sha256}


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _exact(value: object, path: str) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{path}: key {key!r} is not text")
            _exact(item, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            _exact(item, f"{path}[{number}]")
    elif value is not None and not isinstance(value, (str, bool, int)):
        raise TypeError(f"{path}: {type(value).__name__} is not exact; write whole numbers or text")
