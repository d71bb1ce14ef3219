"""One execution of a notebook, whoever executes it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(slots=True, kw_only=True)
class Session:
    """One execution: where its private files are, how long it may take, and the notebook as far as it got."""

    scratch: Path
    root: Path
    timeout: int
    stage: Callable[[str], None] = field(default=lambda text: None)
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    started: float = field(default_factory=time.monotonic)
    notebook: NotebookNode | None = None

    @property
    def proof(self) -> Path:
        return self.scratch / "proof"

    def seconds_left(self) -> float:
        """Seconds the region still has; below zero when its time is over."""
        return self.started + self.timeout - time.monotonic()

    def work(self) -> Path:
        """The empty folder the cells run in."""
        folder = self.scratch / "work"
        folder.mkdir(exist_ok=True)
        return folder

    def begin(self, managed: Any) -> None:
        """Keep the notebook outside papermill, which drops it when the kernel dies, and tell of every cell begun."""
        self.notebook = managed.nb
        cells, begin = len(managed.nb.cells), managed.cell_start

        def tell(cell: NotebookNode, cell_index: int | None = None, **more: Any) -> Any:  # as papermill has it
            self.stage(f"notebook {(cell_index or 0) + 1}/{cells}")
            return begin(cell, cell_index, **more)

        managed.cell_start = tell
