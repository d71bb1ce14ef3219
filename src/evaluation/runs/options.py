"""How a run is made, whatever is run."""

from __future__ import annotations

import os
from dataclasses import dataclass

from evaluation.runs.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run. ``jobs`` regions at a time (0: one per core); ``timeout`` seconds and ``memory`` MiB a region, and
    measuring them all, may take (0: no limit); ``only``: regions that may be made, the others are kept or left out (empty: all)."""

    jobs: int = 0
    keep_going: bool = True
    renderer: str = "evaluation"
    engine: str = "fork"
    executor: str = "local"
    scheduler: str = ""
    timeout: int = 600
    memory: int = 0
    fresh: bool = False
    only: frozenset[str] = frozenset()

    @property
    def limits(self) -> Limits:
        return Limits(timeout=self.timeout, memory=self.memory)

    @property
    def workers(self) -> int:
        return self.jobs or _cores()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
