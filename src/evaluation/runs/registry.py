"""The finished runs of a study: found by their folder names, told by their records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.errors import Refused, near
from evaluation.runs.folder import RUN_ID
from evaluation.runs.job import RECORD

SCHEMA = 2


def run_ids(root: Path, study: str) -> list[str]:
    """Runs of ``study``, oldest first: the time is the first part of the name."""
    folder = root / "outputs" / study
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if RUN_ID.fullmatch(p.name) and (p / RECORD).is_file())


def read(root: Path, study: str, run_id: str | None = None) -> dict[str, Any]:
    """The record of one run, of the latest when ``run_id`` is None."""
    known = run_ids(root, study)
    if not known:
        raise Refused(f"study {study!r} has no finished run; make one with: evaluation run {study}")
    if run_id is not None and run_id not in known:
        raise Refused(f"study {study!r} has no run {run_id!r}; {near(run_id, known)}")
    path = root / "outputs" / study / (run_id or known[-1]) / RECORD
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: is no run record ({type(error).__name__}); run the study again") from None


def counts(record: dict[str, Any]) -> dict[str, int]:
    """How many regions ended in which state."""
    found: dict[str, int] = {}
    for region in record["regions"]:
        found[region["state"]] = found.get(region["state"], 0) + 1
    return found
