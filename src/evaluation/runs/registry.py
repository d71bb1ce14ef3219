"""The runs of a study: found by their folder names, told by their records. Whatever else lies there is passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evaluation.earlier import run_ids
from evaluation.errors import Refused, near
from evaluation.runs import shapes
from evaluation.runs.job import RECORD
from evaluation.runs.shapes import Unfit


class Registry:
    """The runs of ``study`` below ``root``, each record read once. ``passed_over`` tells what was found to be none."""

    def __init__(self, root: Path, study: str) -> None:
        self.study, self.outputs = study, root / "outputs" / study
        self.ids = run_ids(root, study)
        self.passed_over: dict[str, str] = {}
        self._records: dict[str, dict[str, Any] | None] = {}

    def record(self, run_id: str) -> dict[str, Any] | None:
        """The record of a run; None when there is none that can be used."""
        if run_id not in self._records:
            try:
                self._records[run_id] = self.whole_record(run_id)
            except Unfit as wrong:
                self._records[run_id] = None
                self.passed_over[run_id] = f"outputs/{self.study}/{run_id}/{RECORD} {wrong}; the run is passed over"
        return self._records[run_id]

    def whole_record(self, run_id: str) -> dict[str, Any]:
        """:meth:`record`, or :class:`Unfit` with what is wrong with it."""
        found = shapes.read(self.outputs / run_id / RECORD, shapes.RUN)
        codes = [r["code"] for r in found["regions"]]
        if (found["study"], found["run_id"]) != (self.study, run_id):
            raise Unfit(f"is that of the run {found['run_id']} of {found['study']}")
        if len(set(codes)) != len(codes):
            raise Unfit("names a region twice")
        return found

    def latest(self) -> dict[str, Any] | None:
        """The record of the latest run that has one."""
        return next(filter(None, map(self.record, reversed(self.ids))), None)

    def read(self, run_id: str | None = None) -> dict[str, Any]:
        """The record of one run, of the latest that has one when ``run_id`` is None; else :class:`Refused`."""
        if run_id is not None and run_id not in self.ids:
            raise Refused(f"study {self.study!r} has no run {run_id!r}; {near(run_id, self.ids)}")
        found = self.latest() if run_id is None else self.record(run_id)
        if found is None:
            again = f"make one with: evaluation run {self.study}"
            why = self.passed_over.get(run_id or "", f"study {self.study!r} has no finished run")
            raise Refused(f"{why}; {again}")
        return found


def counts(record: dict[str, Any]) -> dict[str, int]:
    """How many regions ended in which state."""
    found: dict[str, int] = {}
    for region in record["regions"]:
        found[region["state"]] = found.get(region["state"], 0) + 1
    return found
