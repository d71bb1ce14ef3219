"""A study file: a table that a study may have in ``params/<study>/``, with the model of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.cli.scaffolds import PACKAGE, FileChange, Place, Scaffold, check_name, fill
from evaluation.errors import Refused

_LAST = "    files: dict["  # what is no file of its own closes the list of fields


def changes(place: Place, name: str) -> Sequence[FileChange]:
    if not place.is_source:
        raise Refused(f"{place.root} is not the source tree: which files studies have, the package says; change a clone of it")
    home = PACKAGE / "study"
    check_name(name, [path.stem for path in home.glob("*.py")])
    model = home / "model.py"
    row = f"{name.title().replace('_', '')}Row"
    text = _with_import(model.read_text(encoding="utf-8"), f"from evaluation.study.{name} import {row}, check_{name}")
    field = f'    {name}: Annotated[tuple[{row}, ...], InFile("{name}.csv", check_{name})] = ()\n'
    return [
        FileChange(home / f"{name}.py", fill("study-file", "row.py", name)),
        FileChange(model, text.replace(_LAST, field + _LAST, 1), new=False),
    ]


def _with_import(text: str, line: str) -> str:
    """``text`` with the import in its place among those of the room."""
    lines = text.splitlines(keepends=True)
    after = max(at for at, said in enumerate(lines) if said.startswith("from evaluation.") and said < line)
    return "".join([*lines[: after + 1], f"{line}\n", *lines[after + 1 :]])


SCAFFOLD = Scaffold(
    title="a table that studies may have in params/STUDY/ (source tree only)",
    changes=changes,
    next_step="give {name}.csv its columns and checks, and describe it in docs/studies.md",
)
