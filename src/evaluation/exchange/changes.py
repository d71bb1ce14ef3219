"""What changed: in delivered files since they were frozen, and in forms since the period before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import door
from evaluation.data import files, readers
from evaluation.data.findings import Unreadable
from evaluation.data.form import TableForm
from evaluation.data.header import KnownNames
from evaluation.data.places import Places
from evaluation.errors import Refused
from evaluation.opened import Opened
from evaluation.study.model import Study, Table
from evaluation.study.round import FROZEN, record_path
from evaluation.study.round_state import ChangedFile, RoundStanding

SHOWN = 5
"""Rows that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanges:
    """Rows that only one version has, by their numbers in it."""

    gone: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def told(self) -> str:
        return f"{_rows(self.gone)} of the frozen one gone or changed, {_rows(self.new)} new or changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSinceFreeze:
    """A file that is not as it was frozen, and what is ``told`` of its rows."""

    file: ChangedFile
    told: str


def frozen_path(name: str, opened: Opened) -> Path:
    """Where a file lies that a freeze names so: by its path from the root, a delivered one by its name alone."""
    return opened.root / name if "/" in name else files.path_of(name, opened.study, opened.root)


def freeze_changes(opened: Opened, standing: RoundStanding) -> list[ChangeSinceFreeze]:
    """Every file that is not as it was frozen, compared with the copy that was kept of it then."""
    kept = record_path(opened.study.name, opened.root).parent / FROZEN
    found = []
    for change in standing.changed:
        told = "there was none" if not change.was else "it is gone"
        if change.was and change.now:
            rows = _rows_of(change, kept / change.was, opened)
            told = rows.told if rows else "its rows cannot be compared"
        found.append(ChangeSinceFreeze(file=change, told=told))
    return found


def _rows_of(change: ChangedFile, kept: Path, opened: Opened) -> RowChanges | None:
    """Which rows differ from those of the ``kept`` copy: of a table as it is read, of other files line by line."""
    if door.size(kept, opened.root) is None:
        return None
    was = door.read(kept, opened.root, readers.LARGEST_FILE)
    if hashlib.sha256(was).hexdigest() != change.was:
        raise Refused(
            f"{kept.relative_to(opened.root)}: is no more the copy that was frozen, and nothing is told by it; "
            "put it back from a backup"
        )
    now = files.content(frozen_path(change.name, opened), opened.root)
    if "/" in change.name:
        before, after = ([(n, (line.hex(),)) for n, line in enumerate(text.splitlines(), 1)] for text in (was, now))
        return RowChanges(gone=_only(before, after), new=_only(after, before))
    table = next((t for t in opened.study.file.tables.values() if t.is_called(change.name)), None)
    return row_changes(was, now, table, change.name, Places(opened.study)) if table else None


def column_changes(before: Study, study: Study, root: Path) -> list[dict[str, str]]:
    """Files whose columns are others than in the study of the period ``before``, by what was there and what is new."""
    found = []
    for code, table in study.file.tables.items():
        earlier = before.file.tables.get(code)
        if earlier is None or earlier.is_open or table.is_open:
            continue
        was, now = _columns(before, earlier, root), _columns(study, table, root)
        if was is not None and now is not None and set(was) != set(now):
            gone, new = ([x for x in one if x not in other] for one, other in ((was, now), (now, was)))
            told = "; ".join(f"{what}: {', '.join(names)}" for what, names in (("gone", gone), ("new", new)) if names)
            found.append({"file": table.file, "before": before.name, "told": told})
    return found


def _columns(study: Study, table: Table, root: Path) -> tuple[str, ...] | None:
    path = files.path_of(table.file, study, root)
    if door.size(path, root) is None:
        return None
    return header_of(files.content(path, root), table, table.file, Places(study))


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return "no row"
    shown = ", ".join(map(str, numbers[:SHOWN])) + (" …" if len(numbers) > SHOWN else "")
    return f"{len(numbers):,} row{'s' if len(numbers) != 1 else ''} ({shown})"


def row_changes(was: bytes, now: bytes, table: Table, name: str, known: KnownNames) -> RowChanges | None:
    """Which rows differ; None where one of both cannot be read."""
    try:
        before, after = (_numbered_rows(content, table, name, known) for content in (was, now))
    except Unreadable:
        return None
    return RowChanges(gone=_only(before, after), new=_only(after, before))


def header_of(content: bytes, table: Table, name: str, known: KnownNames) -> tuple[str, ...] | None:
    """The columns of a delivered file as it calls them; None where no header is found."""
    try:
        pages, _ = readers.pages(content, table, name, known)
        found = [TableForm(table, page).header for page in pages]
    except Unreadable:
        return None
    return tuple(dict.fromkeys(text for header in found for i in sorted(header.texts) if (text := header.text(i)).strip()))


def _numbered_rows(content: bytes, table: Table, name: str, known: KnownNames) -> list[tuple[int, tuple[str, ...]]]:
    pages, _ = readers.pages(content, table, name, known)
    return [
        (record.number, (page.sheet or "", *(f"{i}:{text}" for i, text in sorted(record.texts.items()) if text)))
        for page in pages
        for record in page.records
    ]


def _only(rows: Sequence[tuple[int, tuple[str, ...]]], others: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[int, ...]:
    """Numbers of the rows that ``others`` lacks, each as often as it is more."""
    left = Counter(content for _, content in others)
    found = []
    for number, content in rows:
        if left[content]:
            left[content] -= 1
        else:
            found.append(number)
    return tuple(found)
