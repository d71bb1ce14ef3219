"""Figures that go on as delivered into the study of the next period, and whether they are still those of the last."""

from __future__ import annotations

from pathlib import Path

from evaluation.data import files
from evaluation.study.model import Study
from evaluation.study.periods import Period

CARRIED = "carried-"
"""What the names of files begin with that hold the figures of earlier periods."""


def carried_as(name: str, period: Period) -> str:
    """The name that a file of the study of ``period`` goes on by."""
    return f"{CARRIED}{period.spelled}-{name}"


def carried_changes(before: Study, study: Study, root: Path) -> list[str]:
    """Files of the study of the period before that were carried into this one, and hold something else there now."""
    now = files.delivered_hashes(before, root)
    begins = carried_as("", before.file.period)
    carried = {name: sha for name, sha in files.delivered_hashes(study, root).items() if name.startswith(begins)}
    return sorted(name for name, sha in carried.items() if now.get(name.removeprefix(begins)) != sha)
