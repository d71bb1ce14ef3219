"""What a worker is asked and what it answers: plain values, so that a job can travel to any process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ATTACHED = ("quantities.csv", "indicators.csv", "targets.csv", "scores.csv", "findings.csv")
TABLES = (*ATTACHED, "cells.csv")
REPORTS = ("report.html", "report.pdf", "report.ipynb")
LOG, PARTIAL, RECORD, INDEX = "log.txt", "partial.ipynb", "run.json", "index.html"
DONE, FAILED, INTERRUPTED, NOT_RUN = "done", "failed", "interrupted", "not run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One region's report: the notebook, exactly what it is given, and the folder that takes the results.

    ``scratch`` is a private folder outside the results; it may vanish with the run. ``timeout`` is seconds a cell.
    """

    region: str
    name: str
    notebook: Path
    notebook_sha256: str
    parameters: Mapping[str, str]
    key: str
    root: Path
    folder: Path
    scratch: Path
    renderer: str = "evaluation"
    timeout: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job. ``digest`` is that of the report's components; ``error`` one line for people."""

    region: str
    state: str
    error: str = ""
    digest: str = ""
    seconds: float = 0.0
