"""Which files a study may have: each is declared at the field of the model that it fills, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict

RowCheck = Callable[[Any, Collection[str], str], None]  # rows of any model


@dataclass(frozen=True, slots=True)
class InFile:
    """Written at a field, as ``Annotated[tuple[Row, ...], InFile("rows.csv")]``: the file ``name`` of ``params/<study>/`` fills
    it. ``check`` is given its rows, the codes of the study's regions and the path, and refuses what does not hold."""

    name: str
    check: RowCheck | None = None


class FileText(BaseModel):
    """A file that another room reads: its ``path`` from the project's top, as messages name it, and its ``text``."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFile:
    """A file, the ``field`` it fills and the ``model`` of it, or of each of its rows or entries.

    ``annotation``: the type of the field. ``form``: ``one`` model in YAML, ``rows`` of CSV, ``entries`` of YAML by code, or the
    ``text`` of a file (its ``model`` is :class:`FileText`).
    ``may_be_absent``: the field is None without the file.
    """

    name: str
    field: str
    annotation: Any  # as pydantic reads it
    model: type[BaseModel]
    form: str
    may_be_absent: bool
    check: RowCheck | None


def declared_files(study: type[BaseModel]) -> Iterator[DeclaredFile]:
    """Files of the model ``study``, in the order of its fields; ``TypeError`` for a field that no file can fill."""
    for field, info in study.model_fields.items():
        for said in info.metadata:
            if isinstance(said, InFile):
                yield _declared_file(field, info.annotation, said)


def _declared_file(field: str, annotation: Any, said: InFile) -> DeclaredFile:
    optional = type(None) in get_args(annotation)
    inner = next(part for part in get_args(annotation) if part is not type(None)) if optional else annotation
    form = "text" if inner is FileText else {tuple: "rows", dict: "entries"}.get(get_origin(inner), "one")
    models = [part for part in (*get_args(inner), inner) if isinstance(part, type) and issubclass(part, BaseModel)]
    if len(models) != 1:
        raise TypeError(f"{field}: {said.name} fills one model, rows of one, or entries of one by code, not {annotation}")
    return DeclaredFile(
        name=said.name, field=field, annotation=annotation, model=models[0], form=form, may_be_absent=optional, check=said.check
    )
