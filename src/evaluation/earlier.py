"""The run before: the last one of a study and period that read other deliveries than there are now. Its record says by hash what
it read and which tables of figures it printed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation import door

if TYPE_CHECKING:
    from evaluation.study.model import Study
    from evaluation.study.periods import Period

RUN_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
_RECORD, _CELLS = "run.json", "cells.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRun:
    """``changed``: names of delivered files that are not as that run read them. ``tables``: its tables of delivered figures by
    their paths from the root; ``record``: the path of what vouches for them."""

    run_id: str
    record: str
    changed: frozenset[str]
    tables: Mapping[str, bytes]

    @property
    def key(self) -> str:
        """What of it a page may tell, by hash."""
        found = hashlib.sha256()
        for path, content in sorted(self.tables.items()):
            found.update(f"{path.rpartition('/')[0].rpartition('/')[2]} {hashlib.sha256(content).hexdigest()}\n".encode())
        return found.hexdigest()[:12]


def run_ids(root: Path, study: str) -> list[str]:
    """Folders of runs of ``study``, oldest first: the time is the first part of the name."""
    folder = root / "outputs" / study
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if RUN_ID.fullmatch(p.name) and p.is_dir() and not p.is_symlink())


def earlier_run(study: Study, root: Path, period: Period, inputs: Mapping[str, str]) -> EarlierRun | None:
    """The run before of ``period``, with ``inputs`` (SHA-256 by path) read now. None where there is none, and where none of the
    files that it read was changed; a run whose record or tables are not whole is passed over."""
    for run_id in reversed(run_ids(root, study.name)):
        home = root / "outputs" / study.name / run_id
        try:
            record = json.loads(door.read_made(home / _RECORD))
            read = {str(file["path"]): str(file["sha256"]) for file in record["inputs"]}
            if (record["study"], record["period"]) != (study.name, period.spelled) or read == inputs:
                continue
            changed = frozenset(Path(path).name for path, sha256 in read.items() if inputs.get(path) != sha256)
            tables = _tables(record, home, study.top.code, root) if changed else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if changed and not tables:
            continue
        place = (home / _RECORD).relative_to(root).as_posix()
        return EarlierRun(run_id=run_id, record=place, changed=changed, tables=tables) if changed else None
    return None


def earlier_key(run: EarlierRun | None) -> str:
    return run.key if run else ""


def _tables(record: Mapping[str, Any], home: Path, top: str, root: Path) -> dict[str, bytes]:
    """That of the whole where the run made it, which has every region, else those of its regions. ``ValueError`` for one that is
    not as the record says."""
    made = {
        str(region["code"]): {str(out["path"]): str(out["sha256"]) for out in region["outputs"]}
        for region in record["regions"]
        if region["state"] == "done" and not region.get("document")
    }
    found = {}
    for code in [top] if top in made else sorted(made):
        path = home / code / _CELLS
        content = door.read_made(path)
        if hashlib.sha256(content).hexdigest() != made[code].get(_CELLS):
            raise ValueError(f"{path} is not what the record says")
        found[path.relative_to(root).as_posix()] = content
    return found
