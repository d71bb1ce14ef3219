"""The papermill engine of a run: nbclient with a kernel of our own. Other engines register beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from evaluation.runs import kernel

if TYPE_CHECKING:
    from evaluation.runs.execute import Session

NAME = "evaluation-kernel"


class OwnKernel(NBClientEngine):
    """Executes a notebook in a kernel that is started for it and killed after it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, session: Session, start_timeout: int = 60, **_):
        session.notebook = nb_man.nb  # kept outside papermill, which drops it when the kernel dies
        client = PapermillNotebookClient(
            nb_man,
            km=kernel.manager(session.scratch),
            kernel_name=kernel_name,
            timeout=session.timeout,
            startup_timeout=start_timeout,
            shutdown_kernel="immediate",
            force_raise_errors=True,
        )
        work = session.scratch / "work"
        work.mkdir()
        env = kernel.environment(session.scratch, session.root, session.proof, session.nonce)
        return client.execute(env=env, cwd=str(work), cleanup_kc=True)


def register() -> None:
    papermill_engines.register(NAME, OwnKernel)
