"""What a worker is asked and what it answers: plain values, so that a job can travel to any process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.runs.limits import NORMAL, Limits

ATTACHED = ("quantities.csv", "indicators.csv", "targets.csv", "duties.csv", "scores.csv", "findings.csv", "formulas.csv")
TABLES = (*ATTACHED, "cells.csv")
EVIDENCE = "evidence.csv"
REPORTS = ("report.html", "report.pdf", "report.ipynb")
BRIEF = ("brief.html", "brief.pdf")
"""The two pages beside a region's report, of which an official document has none."""
WORD = "report.docx"
"""Of an official document, which offices edit, sign and stamp in a word processor."""
LOG, PARTIAL, RECORD, INDEX = "log.txt", "partial.ipynb", "run.json", "index.html"
PARAMS, EVENTS = "params.json", "events.jsonl"
DONE, FAILED, INTERRUPTED, NOT_RUN = "done", "failed", "interrupted", "not run"


def files_of(document: str) -> tuple[str, ...]:
    """Files of a finished job, each with its evidence: a report's with its brief and its tables; an official ``document`` with
    that for a word processor, its tables being its annexes."""
    return (*REPORTS, WORD, EVIDENCE) if document else (*REPORTS, *BRIEF, *TABLES, EVIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a warm parent measures before it is given jobs. ``notebooks``: files it checks first, each with the
    parameters it must declare; ``jobs``: how many are due; ``limits`` of the measuring. ``language``: of what it tells of
    documents that are due or not; empty when nobody waits for that."""

    study: str
    root: Path
    period: str
    cut_off: str = ""
    notebooks: tuple[tuple[Path, tuple[str, ...]], ...] = ()
    jobs: int = 1
    limits: Limits = NORMAL
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmade:
    """A document that the study asks for and that cannot be made for the period: ``why`` in the language of the reports,
    ``said`` for messages."""

    code: str
    name: str
    why: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is known when the study is measured: the ``inputs`` as they were read, documents that are ``unmade`` for want of
    figures or for another reason, and whether anyone is in warning (``warned``), without whom no warning notice is due."""

    inputs: tuple[Mapping[str, Any], ...]
    unmade: tuple[Unmade, ...] = ()
    warned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReport:
    """A finished report of an earlier run: its ``folder`` with the SHA-256 of every file, and the key of what it says."""

    run_id: str
    folder: Path
    content_key: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One region's report, or one official ``document``: the notebook, exactly what it is given, and the folder that
    takes the results.

    ``reason`` says why it is made. ``scratch`` is a private folder outside the results; it may vanish with the run.
    ``last``: the report before this one, to be taken as it was drawn when the new one says the same.
    ``outline``: sections in the order of which its cells are put; none: as the notebook has them. ``timeout`` is seconds for the
    region, ``memory`` MiB of data a process of it may hold (0: no limit).
    """

    region: str
    name: str
    reason: str
    language: str
    notebook: Path
    notebook_sha256: str
    parameters: Mapping[str, str]
    key: str
    root: Path
    folder: Path
    scratch: Path
    renderer: str = "evaluation"
    engine: str = "fork"
    timeout: int = 600
    memory: int = 0
    document: str = ""
    last: LastReport | None = None
    outline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job. ``digest`` is that of the report's components, ``content_key`` the key it prints;
    ``is_same``: an earlier report says the same and was taken as it was drawn; ``error`` one line for people; ``summary``
    what an index shows of the region."""

    region: str
    state: str
    error: str = ""
    digest: str = ""
    content_key: str = ""
    is_same: bool = False
    seconds: float = 0.0
    summary: Mapping[str, Any] = field(default_factory=dict)
