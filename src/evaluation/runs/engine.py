"""The two papermill engines: cells in a forked child of a warm process, or in a kernel of their own.

``papermill --engine evaluation-fork`` works for any Python notebook; a run hands over its
:class:`~evaluation.runs.session.Session`.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from copy import copy
from typing import TYPE_CHECKING, Any

from evaluation.runs import kernel, strict

with strict.light():
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from nbformat import NotebookNode
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager, papermill_engines

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from evaluation.runs.session import Session
    from evaluation.runs.shell import Shell

FORK, KERNEL = "evaluation-fork", "evaluation-kernel"
_fork = multiprocessing.get_context("fork")


class Slim(Engine):
    """papermill looks through what an engine gives back for errors and writes it, even to nowhere. A run keeps the
    notebook in its session, so papermill gets the errors only."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, *, session: Session | None = None, **more: Any) -> NotebookNode:
        found = super().execute_notebook(nb, kernel_name, session=session, **more)
        return _errors_only(found) if session else found


def _errors_only(notebook: NotebookNode) -> NotebookNode:
    cells = [copy(cell) for cell in notebook.cells]
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.output_type == "error"]
    slim = copy(notebook)
    slim.cells = cells
    return slim


class OwnKernel(Slim, NBClientEngine):
    """Executes a notebook in a kernel that is started for it and killed after it."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, session: Session, start_timeout: int = 60, **_: Any
    ) -> NotebookNode:
        session.begin(nb_man)
        client = PapermillNotebookClient(
            nb_man,
            km=kernel.manager(session.scratch),
            kernel_name=kernel_name,
            timeout=max(1, round(session.seconds_left())),
            startup_timeout=start_timeout,
            shutdown_kernel="immediate",
            force_raise_errors=True,
        )
        env = kernel.environment(session.scratch, session.root, session.proof, session.nonce)
        return client.execute(env=env, cwd=str(session.work()), cleanup_kc=True)


class ForkEngine(Slim):
    """Executes a notebook in a child forked from this process: nothing is imported again, nothing leaks back."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, session: Session | None = None, **_: Any
    ) -> NotebookNode:
        if session:
            session.begin(nb_man)
        mine, theirs = _fork.Pipe(duplex=False)
        parent, child = os.getpid(), os.fork()
        if child == 0:
            mine.close()
            _cells(parent, theirs, nb_man.nb, session)
        theirs.close()
        try:
            _collect(mine, nb_man, session)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            mine.close()
        return nb_man.nb


def _collect(pipe: Connection, nb_man: NotebookExecutionManager, session: Session | None) -> None:
    """Take over the outputs of cell after cell, as papermill's own engine does."""
    for index, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, index)
        try:
            if not _due(cell):
                continue
            answer = _answer(pipe, cell, session)
            cell.execution_count = answer["execution_count"]
            cell.outputs = [NotebookNode(output) for output in answer["outputs"]]
            if not answer["good"]:
                nb_man.cell_exception(cell, index)
                break
        finally:
            nb_man.cell_complete(cell, cell_index=index)


def _answer(pipe: Connection, cell: NotebookNode, session: Session | None) -> dict[str, Any]:
    if session is not None and not pipe.poll(max(0.0, session.seconds_left())):
        raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", session.timeout, cell)
    try:
        return json.loads(pipe.recv_bytes())
    except EOFError:
        raise DeadKernelError("Kernel died") from None


def _cells(parent: int, pipe: Connection, notebook: NotebookNode, session: Session | None) -> None:
    """Program of the child: run the cells, hand over each one's outputs, and end without any clean-up."""
    try:
        kernel.die_with_parent(parent)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if session:
            os.environ.update(kernel.settings(session.scratch, session.root, session.proof, session.nonce))
            os.chdir(session.work())
        runner = prepare()
        for cell in notebook.cells:
            if _due(cell):
                good, outputs = runner.cell(cell.source)
                told = json.dumps({"good": good, "execution_count": runner.execution_count - 1})
                pipe.send_bytes(f'{told[:-1]},"outputs":{outputs}}}'.encode("utf-8", "surrogatepass"))  # as it is read
                if not good or runner.left:
                    break
    finally:
        os._exit(0)


def prepare() -> Shell:
    """The shell of this process; a warm parent makes it before it forks."""
    from evaluation.runs.shell import Shell  # IPython: papermill loads this module for every engine

    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as a kernel does
    return Shell.instance()


def _due(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


def register() -> None:
    papermill_engines.register(KERNEL, OwnKernel)
    papermill_engines.register(FORK, ForkEngine)
