"""Refuses what papermill lets through: a run either gives a notebook exactly what it declares, or does not start.

Seven cases ran to exit code 0 with another region's figures or half a report: a misspelt name, no ``parameters``
tag, a commented-out default, a derived default, a wrong type, an early exit, a parameter left at its default. Six
are refused here before a kernel starts; the early exit by :mod:`evaluation.runs.execute`.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from evaluation.errors import Refused, RegionFailed, near
from evaluation.runs import thin
from evaluation.runs.parameters import DECLARED, NAMES

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SLOW = ("rfc3987_syntax", "pyarrow", "pyarrow.fs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Parameters a notebook declares, with their literal defaults."""

    notebook: str
    defaults: Mapping[str, str]


@contextmanager
def light() -> Iterator[None]:
    """Import notebook libraries here: they find two slow optional ones not installed. jsonschema takes two seconds to
    build a grammar for addresses (IRIs), which no notebook holds; papermill loads Arrow for file systems of clusters."""
    hidden = [name for name in _SLOW if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: it is not to be found
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def load_nbformat() -> ModuleType:
    """The module nbformat, quickly: see :func:`light`."""
    with light():
        import nbformat
        import nbformat.v4  # loads jsonschema

    return nbformat


def spell(notebook: NotebookNode) -> bytes:
    """The text of a notebook file, a cell a line: indented, as nbformat writes it, it takes Python several times as
    long."""
    from nbformat.v4.rwbase import strip_transient

    rest = dict(strip_transient(notebook))
    cells = ",\n".join(map(_spell, rest.pop("cells")))
    return f'{{"cells":[\n{cells}\n],{_spell(rest)[1:]}\n'.encode("utf-8", "replace")


def _spell(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read(path: Path) -> NotebookNode:
    """The notebook at ``path``; :class:`Refused` when it is not one."""
    nbformat = load_nbformat()
    try:
        return nbformat.read(path, as_version=4)
    except OSError as error:
        raise Refused(f"notebook {path}: cannot be read: {error.strerror}") from None
    except Exception as error:  # nbformat raises its own, json's and unicode's errors for a file that is no notebook
        raise Refused(f"notebook {path}: is no notebook ({type(error).__name__}); save it again in JupyterLab") from None


def declaration(nb: NotebookNode, name: str) -> Declared:
    """What the cell tagged ``parameters`` assigns. ``name`` is how messages call the notebook."""
    cells = [c for c in nb.cells if c.cell_type == "code" and "parameters" in c.metadata.get("tags", [])]
    if not cells:
        raise Refused(f"{name}: no cell has the tag 'parameters'; tag the cell that assigns {', '.join(NAMES)}")
    if len(cells) > 1:
        raise Refused(f"{name}: {len(cells)} cells have the tag 'parameters'; papermill reads the first only; keep one")
    try:
        tree = ast.parse(cells[0].source)
    except SyntaxError as error:
        raise Refused(f"{name}: the parameters cell is not Python (line {error.lineno}); write name = literal") from None
    defaults: dict[str, str] = {}
    for statement in tree.body:
        key, value = _assignment(statement, cells[0].source, name)
        if key in defaults:
            raise Refused(f"{name}: the parameters cell assigns {key!r} twice; keep one")
        defaults[key] = value
    if not defaults:
        raise Refused(f"{name}: the parameters cell declares nothing; take the '#' off its defaults")
    return Declared(notebook=name, defaults=defaults)


def bind(found: Declared, values: Mapping[str, object]) -> dict[str, str]:
    """``values`` in the order declared, when they are exactly the declared parameters and of the declared types."""
    name, defaults = found.notebook, found.defaults
    for key in values:
        if key not in defaults:
            raise Refused(f"{name}: unknown parameter {key!r}; {near(str(key), defaults)}")
    bound: dict[str, str] = {}
    for key in defaults:
        if key not in values:
            raise Refused(f"{name}: parameter {key!r} was not given; a report run gives every parameter")
        value = values[key]
        if type(value) is not str:
            raise Refused(f"{name}: parameter {key!r} must be str, got {value!r} ({type(value).__name__})")
        bound[key] = value
    return bound


def refuse_hiding(nb: NotebookNode, name: str) -> None:
    """:class:`RegionFailed` for anything in ``nb`` that could hide a failure from the run."""
    hiding = [str(v) for v in thin.violations(nb) if v.hides]
    if hiding:
        raise RegionFailed(f"{name}: could hide a failure: " + "; ".join(hiding))


def check_declaration(nb: NotebookNode, name: str, wanted: Iterable[str]) -> Declared:
    """:func:`declared`, refused unless it is exactly ``wanted``: what a run of this notebook is going to give."""
    found = declaration(nb, name)
    for key in wanted:
        if key not in found.defaults:
            raise Refused(f"{name}: the parameters cell does not assign {key!r}; {near(key, found.defaults)}")
    for key in found.defaults:
        if key not in set(wanted):
            raise Refused(f"{name}: the parameters cell assigns {key!r}, which a run does not give; {near(key, wanted)}")
    return found


def _assignment(statement: ast.stmt, source: str, name: str) -> tuple[str, str]:
    target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
    if not isinstance(statement, ast.Assign) or not isinstance(target, ast.Name):
        raise Refused(f"{name}, parameters cell, line {statement.lineno}: write name = literal, nothing else")
    written = ast.get_source_segment(source, target) or target.id
    if written != target.id or target.id not in DECLARED:
        # Python reads a fullwidth ｒegion as region: what is written decides, or a twin would override a parameter.
        raise Refused(f"{name}: the parameters cell assigns {written!r}; {near(target.id, DECLARED)}")
    shown = ast.get_source_segment(source, statement.value) or "?"
    try:
        value = ast.literal_eval(statement.value)
    except ValueError:
        raise Refused(
            f"{name}: the default of {target.id!r} is derived ({shown}); write a literal: "
            "papermill replaces values after this cell, so it would stay stale"
        ) from None
    if type(value) is not str:
        raise Refused(f"{name}: the default of {target.id!r} must be text, got {shown} ({type(value).__name__}); quote it")
    return target.id, value
