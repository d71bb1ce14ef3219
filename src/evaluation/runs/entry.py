"""``papermill --engine evaluation-fork``: what papermill loads by entry point, whatever engine is asked for.

Only papermill imports this module, when its own engines are there; it brings in nothing else until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papermill.engines import Engine

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager


class Forked(Engine):
    """Executes a notebook in a child forked from this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **more: Any) -> NotebookNode:
        from evaluation.runs import engine

        return engine.ForkEngine.execute_managed_notebook(nb_man, kernel_name, **more)
