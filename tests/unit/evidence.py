"""A tiny project with one finished run, and what may happen to its outputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def latest(root: Path) -> Path:
    return sorted((root / "outputs" / "tiny").glob("2*"))[-1]


def alter(path: Path, content: bytes | None = None) -> None:
    """Evidence is read-only; who alters it all the same must want to."""
    before = path.read_bytes() if path.is_file() else b""
    path.unlink(missing_ok=True)
    path.write_bytes(before + b" " if content is None else content)


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a record, in the spelling of records."""
    said = json.loads(path.read_bytes())
    change(said)
    alter(path, json.dumps(said, sort_keys=True, ensure_ascii=False, indent=1).encode() + b"\n")


def vouch(record: Path, outputs: Callable[[Any], list[dict]], folder: Path) -> None:
    """Write into ``record`` the hashes that files in ``folder`` have now."""

    def change(said: Any) -> None:
        for o in outputs(said):
            content = (folder / o["path"]).read_bytes()
            o.update(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))

    edit(record, change)


def forge(run: Path, region: str = "R1") -> None:
    """Other figures in a region's pages and tables, and in the record beside them."""
    home = run / region
    for name in ("report.html", "indicators.csv", "report.pdf"):
        alter(home / name, (home / name).read_bytes().replace(b"2007", b"2009"))
        alter(home / name)
    vouch(home / "run.json", lambda said: said["outputs"], home)


def forge_both(run: Path, region: str = "R1") -> None:
    """The same, and the run's record goes along."""
    forge(run, region)
    vouch(run / "run.json", lambda said: next(r["outputs"] for r in said["regions"] if r["code"] == region), run / region)
