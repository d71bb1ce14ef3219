"""Executes one region's notebook in a kernel of its own and believes nothing until it is proved.

The notebook a dead kernel leaves behind says that every cell completed. So a report is written only when the kernel
ended well, the last component reached us with a nonce that is nowhere in the notebook, and the components add up.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, RegionFailed
from evaluation.runs import files, strict
from evaluation.runs.job import ATTACHED, DONE, FAILED, LOG, PARTIAL, REPORTS, TABLES, Job, Outcome

_ERROR_MARKER = "papermill-error-cell-tag"
_TITLES = {
    "zh": dict(zip(ATTACHED, ("数量表", "指标表", "目标完成表", "得分表", "数据问题表"), strict=True)),
    "en": dict(zip(ATTACHED, ("Quantities", "Indicators", "Targets", "Scores", "Findings"), strict=True)),
}


@dataclass(slots=True, kw_only=True)
class Session:
    """One execution: where its private files are, and the notebook as far as it got."""

    scratch: Path
    root: Path
    timeout: int
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    notebook: Any = None

    @property
    def proof(self) -> Path:
        return self.scratch / "proof"


def run(job: Job) -> Outcome:
    """Make the report of ``job``. Never raises for what goes wrong in one region: the outcome says it."""
    started = time.monotonic()
    session = Session(scratch=_private(job.scratch), root=job.root, timeout=job.timeout)
    try:
        digest = _report(job, session)
        return Outcome(region=job.region, state=DONE, digest=digest, seconds=time.monotonic() - started)
    except Exception as error:  # the one place where a region's failure, whatever it is, becomes an outcome
        told = describe(error)
        _leave_partial(job.folder, session)
        fail(job.folder, f"region: {job.region} {job.name}\nnotebook: {job.notebook.name}\nerror: {told}\n")
        return Outcome(region=job.region, state=FAILED, error=told, seconds=time.monotonic() - started)
    finally:
        shutil.rmtree(session.scratch, ignore_errors=True)


def fail(folder: Path, log: str) -> None:
    """Leave what a failed region leaves: its log, its partial notebook, its tables, and no report."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in (LOG, PARTIAL, *TABLES):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    files.write(folder / LOG, log.encode())


def describe(error: BaseException) -> str:
    """One line for a log: our own messages whole, others by class and first line, never their data."""
    if isinstance(error, EvaluationError):
        return str(error)
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _private(parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="r", dir=parent))


def _report(job: Job, session: Session) -> str:
    from evaluation.report.notebook import components

    job.folder.mkdir(parents=True, exist_ok=True)
    notebook = execute(job, session)
    parts = components(notebook, job.notebook.name)
    digest = parts[-1]["digest"]
    _check_proof(session, digest)
    written = {
        "report.ipynb": strict.load_nbformat().writes(notebook).encode() + b"\n",
        **_render(job, notebook, parts, session),
    }
    for name in REPORTS:
        files.write(job.folder / name, written[name])
    for name in (*REPORTS, *TABLES):
        if not (job.folder / name).is_file() or not (job.folder / name).stat().st_size:
            raise RegionFailed(f"the run did not write {name}")
    return digest


def _render(job: Job, notebook, parts: list[dict], session: Session) -> dict[str, bytes]:
    if job.renderer == "quarto":
        from evaluation.runs import quarto

        return quarto.render(notebook, job.root, session.scratch)
    from evaluation.report.html import html_document
    from evaluation.report.pdf import pdf_document

    language = parts[0]["document"]["language"]
    tables = [
        (name, "text/csv", _TITLES[language][name], (job.folder / name).read_bytes())
        for name in ATTACHED
        if (job.folder / name).is_file()
    ]
    return {"report.html": html_document(parts).encode(), "report.pdf": pdf_document(parts, attachments=tables)}


def execute(job: Job, session: Session):
    """The executed notebook, stripped of everything that differs from run to run."""
    source = _snapshot(job, session.scratch)
    notebook = strict.read(source)
    name = job.notebook.name
    given = strict.bind(strict.declared(notebook, name), job.parameters)
    strict.refuse_hiding(notebook, name)
    _papermill(source, given, session)
    notebook = session.notebook
    clean(notebook)
    _refuse_early_exit(notebook)
    return notebook


def _snapshot(job: Job, scratch: Path) -> Path:
    """The notebook as planned: what is executed is what the record will name by hash."""
    content = job.notebook.read_bytes()
    if hashlib.sha256(content).hexdigest() != job.notebook_sha256:
        raise RegionFailed(f"{job.notebook.name} changed while the run was going; start the run again")
    copy = scratch / "source.ipynb"
    copy.write_bytes(content)
    return copy


def _papermill(source: Path, given: dict[str, str], session: Session) -> None:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from evaluation.runs import engine

    engine.register()
    try:
        papermill.execute_notebook(
            str(source).replace("{", "{{").replace("}", "}}"),  # papermill takes paths for templates
            None,
            parameters=given,
            engine_name=engine.NAME,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            session=session,
        )
    except PapermillExecutionError as error:
        first = (str(error.evalue).splitlines() or [""])[0][:200]
        raise RegionFailed(f"cell {error.cell_index + 1} raised {error.ename}: {first}") from None
    except DeadKernelError:
        raise RegionFailed(
            f"{_last_cell(session.notebook)}: the kernel died (killed, short of memory, or ended by the cell itself)"
        ) from None
    except CellTimeoutError:
        raise RegionFailed(f"{_last_cell(session.notebook)}: took longer than {session.timeout} s") from None


def _last_cell(notebook) -> str:
    """Where a kernel that died or timed out was: the last cell that was begun."""
    begun = [
        number
        for number, cell in enumerate(notebook.cells if notebook else [], start=1)
        if cell.cell_type == "code" and cell.metadata.get("papermill", {}).get("start_time")
    ]
    return f"cell {begun[-1]}" if begun else "before the first cell"


def clean(notebook) -> None:
    """Strip times, paths and the random id of the injected cell: equal runs give equal bytes."""
    notebook.cells = [c for c in notebook.cells if _ERROR_MARKER not in c.metadata.get("tags", [])]
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def _refuse_early_exit(notebook) -> None:
    code = [(n, c) for n, c in enumerate(notebook.cells, start=1) if c.cell_type == "code" and c.source.strip()]
    for number, cell in code:
        for output in cell.outputs:
            if output.output_type == "error":
                raise RegionFailed(
                    f"cell {number} ended the notebook early ({output.ename}); later cells never ran"
                )
    for number, cell in code:
        if cell.execution_count is None:
            raise RegionFailed(f"cell {number} never ran: the notebook stopped early")


def _check_proof(session: Session, digest: str) -> None:
    try:
        said = session.proof.read_text(encoding="utf-8")
    except OSError:
        raise RegionFailed("no proof of success: the last cell must be report.end()") from None
    if not secrets.compare_digest(said, f"{session.nonce} {digest}\n"):
        raise RegionFailed("the proof of success does not belong to what the notebook shows; run it again")


def _leave_partial(folder: Path, session: Session) -> None:
    if session.notebook is None:
        return
    clean(session.notebook)
    folder.mkdir(parents=True, exist_ok=True)
    files.write(folder / PARTIAL, strict.load_nbformat().writes(session.notebook).encode() + b"\n")
    os.chmod(folder / PARTIAL, 0o600)  # it may quote data in a traceback
