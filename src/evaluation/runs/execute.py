"""Executes one notebook strictly and believes nothing until it is proved.

The notebook a dead kernel leaves behind says that every cell completed. So what comes out counts only when the cells'
process ended well, no cell was left out, and the last component reached us with a nonce that is nowhere in it.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.errors import RegionFailed, SectionFailed
from evaluation.runs import strict
from evaluation.runs.arrange import arrange
from evaluation.runs.job import Job
from evaluation.runs.session import Session

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.exceptions import PapermillExecutionError

_ERROR_MARKER = "papermill-error-cell-tag"


def execute(job: Job, session: Session) -> NotebookNode:
    """The executed notebook, stripped of everything that differs from run to run."""
    source = _snapshot(job, session.scratch)
    notebook = strict.read(source)
    if job.outline:
        arrange(notebook, job.outline)
        source.write_bytes(strict.spell(notebook))
    name = job.notebook.name
    given = strict.bind(strict.declaration(notebook, name), job.parameters)
    strict.refuse_hiding(notebook, name)
    _papermill(source, given, session, job.engine)
    ran = session.notebook
    if ran is None:
        raise RegionFailed(f"{name}: papermill began nothing")
    clean(ran)
    _refuse_early_exit(ran)
    return ran


def _snapshot(job: Job, scratch: Path) -> Path:
    """The notebook as planned: what is executed is what the record will name by hash."""
    content = job.notebook.read_bytes()
    if hashlib.sha256(content).hexdigest() != job.notebook_sha256:
        raise RegionFailed(f"{job.notebook.name} changed while the run was going; start the run again")
    copy = scratch / "source.ipynb"
    copy.write_bytes(content)
    return copy


def _papermill(source: Path, given: dict[str, str], session: Session, name: str) -> None:
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
            engine_name=f"evaluation-{name}",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            session=session,
        )
    except PapermillExecutionError as error:
        raise RegionFailed(_failure(error)) from None
    except DeadKernelError:
        raise RegionFailed(
            f"{_last_cell(session.notebook)}: the kernel died (killed, short of memory, or ended by the cell itself)"
        ) from None
    except CellTimeoutError:
        raise RegionFailed(f"{_last_cell(session.notebook)}: the region took longer than {session.timeout} s") from None


def _failure(error: PapermillExecutionError) -> str:
    """What a cell failed with: a section that failed names itself, whatever cell of whatever notebook it stood in."""
    first = (str(error.evalue).splitlines() or [""])[0]
    if error.ename == SectionFailed.__name__:
        return first
    return f"cell {error.cell_index + 1} raised {error.ename}: {first[:200]}"


def _last_cell(notebook: NotebookNode | None) -> str:
    """Where a kernel that died or timed out was: the last cell that was begun."""
    begun = [
        number
        for number, cell in enumerate(notebook.cells if notebook else [], start=1)
        if cell.cell_type == "code" and cell.metadata.get("papermill", {}).get("start_time")
    ]
    return f"cell {begun[-1]}" if begun else "before the first cell"


def clean(notebook: NotebookNode) -> None:
    """Strip times, paths and the random id of the injected cell: equal runs give equal bytes."""
    notebook.cells = [c for c in notebook.cells if _ERROR_MARKER not in c.metadata.get("tags", [])]
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("language_info", None)  # a kernel says it, a forked child does not
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def _refuse_early_exit(notebook: NotebookNode) -> None:
    code = [(n, c) for n, c in enumerate(notebook.cells, start=1) if c.cell_type == "code" and c.source.strip()]
    for number, cell in code:
        for output in cell.outputs:
            if output.output_type == "error":
                raise RegionFailed(f"cell {number} ended the notebook early ({output.ename}); later cells never ran")
    for number, cell in code:
        if cell.execution_count is None:
            raise RegionFailed(f"cell {number} never ran: the notebook stopped early")


def check_proof(session: Session, digest: str, key: str) -> None:
    """:class:`RegionFailed` unless the cells' process vouched, with this session's nonce, for what the notebook shows, and had
    read what was planned: a kernel reads the study again."""
    try:
        said = session.proof.read_text(encoding="utf-8")
    except OSError:
        raise RegionFailed("no proof of success: the last cell must be report.end()") from None
    vouched, _, read = said.rstrip("\n").rpartition(" ")
    if not secrets.compare_digest(vouched, f"{session.nonce} {digest}"):
        raise RegionFailed("the proof of success does not belong to what the notebook shows; run it again")
    if read != key:
        raise RegionFailed(
            f"the report was made from other contents (key {read}) than planned ({key}): data, params "
            "or code changed while the run was going; start the run again"
        )
