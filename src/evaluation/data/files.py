"""Which files a study's delivery is made of, by content: enough to see that nothing has changed, without reading rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evaluation import door, own
from evaluation.data import checks, readers
from evaluation.data.findings import Finding
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period
from evaluation.study.round_standing import standing_of
from evaluation.study.round_state import RoundStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredFile:
    """A file of ``table`` (its code): ``path`` from the project's root, hash and size of what it holds."""

    path: str
    sha256: str
    bytes: int
    table: str


def names_of(table: Table, study: Study, root: Path) -> list[str]:
    """The files of ``table``: the declared ones, or those in the folder that are called as it says."""
    if table.as_of.files:
        return sorted(table.as_of.files)
    return [n for n in checks.table_names(checks.folder(study, root)) if table.is_called(n)] if table.is_open else [table.file]


def path_of(name: str, study: Study, root: Path) -> Path:
    return checks.folder(study, root) / name


def unopened_findings(code: str, table: Table, name: str, study: Study, root: Path) -> list[Finding]:
    """Why the file ``name`` of ``table`` is not even opened; empty when it is."""
    try:
        size = door.size(path_of(name, study, root), root)
    except door.NotAFile as error:
        return [checks.no_file(name, error)]
    if size is None:
        return [checks.absent(name, study, root)]
    if size > readers.LARGEST_FILE:
        return [checks.too_large(name, readers.LARGEST_FILE)]
    return []


def content(path: Path, root: Path) -> bytes:
    """What the file ``path`` of a delivery holds; :class:`Refused` when that cannot be told (any more)."""
    return door.read(path, root, readers.LARGEST_FILE)


def files_of(study: Study, root: Path) -> tuple[DeliveredFile, ...]:
    """The files that :func:`evaluation.data.delivery.read` opens below ``root/data/<study>/``, in its order."""
    return tuple(
        _file(code, path_of(name, study, root), root)
        for code, table in sorted(study.file.tables.items())
        for name in names_of(table, study, root)
        if not unopened_findings(code, table, name, study, root)
    )


def delivered_hashes(study: Study, root: Path) -> dict[str, str]:
    """SHA-256 by name of the delivered files that are there now."""
    return {Path(file.path).name: file.sha256 for file in files_of(study, root)}


def hashes_to_freeze(study: Study, root: Path) -> dict[str, str]:
    """SHA-256 of all that a freeze is of, which is what the key of a page is of: delivered files by their names, the study's own by
    their paths (``params/...``), and what the project adds (``packs/...``)."""
    said = {f"{params_of(study)}/{name}": digest for name, digest in study.files.items()}
    return delivered_hashes(study, root) | said | own.files(root)


def params_of(study: Study) -> str:
    return f"params/{study.name}"


def round_of(study: Study, root: Path, period: Period) -> RoundStanding | None:
    """Where the round of ``period`` stands with the files that are there; None of a study without one."""
    if study.round is None:
        return None
    return standing_of(study, period, hashes_to_freeze(study, root))


def _file(code: str, path: Path, root: Path) -> DeliveredFile:
    found = content(path, root)
    return DeliveredFile(
        path=path.relative_to(root).as_posix(), sha256=hashlib.sha256(found).hexdigest(), bytes=len(found), table=code
    )
