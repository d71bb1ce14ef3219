"""The files of one study, each read once through the door, as checked models; every refusal with file, key and line."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evaluation import door
from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import strict_yaml
from evaluation.study.counted import SHIPPED, Counted, Counts
from evaluation.study.declared import FileText
from evaluation.study.explain import explain
from evaluation.study.grammar import LINE
from evaluation.study.periods import JANUARY, Calendar

M = TypeVar("M", bound=BaseModel)
LARGEST, MOST_ROWS = 16 << 20, 200_000


class Folder:
    """``params/<study>/``: what is hashed is what is loaded. :class:`Refused` for a file that is none or too large.

    ``calendar``: how the study cuts years, by which all its files spell periods; ``counts``: what their units may count, among
    it the ``pack_counts`` of packs.
    """

    def __init__(self, study: str, root: Path, files: Iterable[str]) -> None:
        self.root = root
        self.path = root / "params" / study
        self.calendar = JANUARY
        self.counts = SHIPPED
        self.pack_counts: tuple[Counted, ...] = ()
        self.contents = {
            name: door.read(self.path / name, root, LARGEST)
            for name in sorted(files)
            if door.size(self.path / name, root) is not None
        }

    def __contains__(self, name: str) -> bool:
        return name in self.contents

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file, by name."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in self.contents.items()}

    @property
    def texts(self) -> dict[str, str]:
        """Text of every file that is one, by name."""
        return {name: content.decode("utf-8-sig", "replace") for name, content in self.contents.items()}

    def mapping(self, name: str) -> dict[str, Any]:
        """Keys and values of a YAML file; none when it is not there."""
        path = self.path / name
        return strict_yaml.parse(strict_yaml.text(self.contents[name], path), str(path)) if name in self else {}

    def model(self, model: type[M], name: str) -> M | None:
        """A YAML file as ``model``; None when it is not there."""
        if name not in self:
            return None
        text = strict_yaml.text(self.contents[name], self.path / name)
        return validate(model, self.mapping(name), self.path / name, self.calendar, self.root, self.counts, text)

    def file_text(self, name: str) -> FileText | None:
        """The text of a file, which another room reads; None when it is not there."""
        if name not in self:
            return None
        path = self.path / name
        return FileText(path=path.relative_to(self.root).as_posix(), text=strict_yaml.text(self.contents[name], path))

    def rows(self, model: type[M], name: str) -> tuple[M, ...]:
        return tuple(row for _, row in self.numbered_rows(model, name))

    def numbered_rows(self, model: type[M], name: str) -> tuple[tuple[int, M], ...]:
        """Rows of a UTF-8 CSV file with their lines; empty cells are keys not given."""
        if name not in self:
            return ()
        path = self.path / name
        blank = [
            field
            for field, info in model.model_fields.items()
            if info.is_required() and type(None) in getattr(info.annotation, "__args__", ()) and LINE not in info.metadata
        ]
        rows = []
        try:
            for line, row in _rows(self.contents[name], model, path):
                row |= {field: None for field in blank if field not in row}
                rows.append(
                    (line, _validate(model, row, f"{path}, line {line}", line=line, calendar=self.calendar, counts=self.counts))
                )
        except csv.Error as error:
            raise Refused(f"{path}: not readable as UTF-8 CSV: {error}") from error
        return tuple(rows)


def _rows(content: bytes, model: type[BaseModel], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(_text(content, path), newline=""), strict=True, restkey="<more cells than headers>")
    seen: set[str] = set()
    for header in reader.fieldnames or []:
        if header in seen:
            raise Refused(f"{path}, line 1: the column {header!r} stands twice; keep one")
        if header not in model.model_fields:
            raise Refused(f"{path}, line 1: unknown column '{fit_for_message(header)}'; {near(header, model.model_fields)}")
        seen.add(header)
    for number, row in enumerate(_readable(reader, path)):
        line = reader.line_num - sum(text.count("\n") for text in row.values() if isinstance(text, str))  # the row's first
        if number == MOST_ROWS:
            raise Refused(f"{path}, line {line}: more than {MOST_ROWS:,} rows; a table that large belongs in data/")
        yield line, {key: value for key, value in row.items() if value not in ("", None)}


def _text(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"{path}, line {line}: the file is not UTF-8; save it as CSV UTF-8 (comma delimited)") from error


def _readable(reader: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    """Its rows; :class:`Refused` with the line for one that is no CSV."""
    try:
        yield from reader
    except csv.Error as error:
        raise Refused(f"{path}, line {max(reader.line_num, 1)}: not readable as UTF-8 CSV: {error}") from error


def validate(
    model: type[M],
    content: Mapping[str, Any],
    path: Path,
    calendar: Calendar = JANUARY,
    root: Path | None = None,
    counts: Counts = SHIPPED,
    text: str = "",
) -> M:
    """``content`` as ``model``, or :class:`Refused` with one line per wrong key. ``root``: of the project, whose own kinds of
    documents may be named; ``text``: of a YAML file, for lines."""
    return _validate(model, content, str(path), text, calendar=calendar, root=root, counts=counts)


def _validate(model: type[M], content: Mapping[str, Any], where: str, text: str = "", **context: Any) -> M:
    try:
        return model.model_validate(content, context=context)
    except ValidationError as error:
        raise Refused(f"{where}:\n{explain(model, error, text)}") from error
