"""Whether the record of a study's rounds, and the copies of what was frozen, are what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.errors import Refused
from evaluation.runs import files
from evaluation.runs.verify import Found
from evaluation.study.round import FROZEN, read_marks, record_path


def studies_with_rounds(root: Path) -> list[str]:
    """Studies of which a record, or what lies beside one, is there."""
    there = root / "rounds"
    return sorted(path.name for path in there.iterdir() if path.is_dir()) if there.is_dir() else []


def round_findings(root: Path, study: str) -> Iterator[Found]:
    """A record that was altered, and copies that are not what their names say or are gone; those of fonts are not kept."""
    path = record_path(study, root)
    try:
        marks = read_marks(study, root)
    except Refused as wrong:
        yield Found(path=path.relative_to(root).as_posix(), told=str(wrong))
        return
    kept = path.parent / FROZEN
    copies = {copy.name: copy for copy in sorted(kept.iterdir())} if kept.is_dir() else {}
    for name, copy in copies.items():
        if files.content(copy) != name:
            yield Found(path=copy.relative_to(root).as_posix(), told="is no more the copy that was frozen")
    frozen = {digest: name for mark in marks if mark.state == "frozen" for name, digest in mark.files.items() if "/" not in name}
    for digest, name in sorted(frozen.items()):
        if digest not in copies:
            yield Found(path=(kept / digest).relative_to(root).as_posix(), told=f"is gone: the copy of {name} that was frozen")
