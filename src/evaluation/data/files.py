"""Which files a study's delivery is made of, by content: enough to see that nothing has changed, without reading rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evaluation import door
from evaluation.data import checks, readers
from evaluation.data.findings import Finding
from evaluation.study.model import Study, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredFile:
    """A file of ``table`` (its code): ``path`` from the project's root, hash and size of what it holds."""

    path: str
    sha256: str
    bytes: int
    table: str


def path_of(table: Table, study: Study, root: Path) -> Path:
    return checks.folder(study, root) / table.file


def unopened_findings(code: str, table: Table, study: Study, root: Path) -> list[Finding]:
    """Why the file of ``table`` is not even opened; empty when it is."""
    path = path_of(table, study, root)
    if wrong := checks.declaration(code, table):
        return wrong
    try:
        size = door.size(path, root)
    except door.NotAFile as error:
        return [checks.no_file(table, error)]
    if size is None:
        return [checks.absent(table, study, root)]
    if size > readers.LARGEST_FILE:
        return [checks.too_large(table, readers.LARGEST_FILE)]
    return []


def content(path: Path, root: Path) -> bytes:
    """What the file ``path`` of a delivery holds; :class:`Refused` when that cannot be told (any more)."""
    return door.read(path, root, readers.LARGEST_FILE)


def files_of(study: Study, root: Path) -> tuple[DeliveredFile, ...]:
    """The files that :func:`evaluation.data.delivery.read` opens below ``root/data/<study>/``, in its order."""
    return tuple(
        _file(code, path_of(table, study, root), root)
        for code, table in sorted(study.file.tables.items())
        if not unopened_findings(code, table, study, root)
    )


def _file(code: str, path: Path, root: Path) -> DeliveredFile:
    found = content(path, root)
    return DeliveredFile(
        path=path.relative_to(root).as_posix(), sha256=hashlib.sha256(found).hexdigest(), bytes=len(found), table=code
    )
