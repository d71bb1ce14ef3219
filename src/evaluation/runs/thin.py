"""Thin-notebook rules: a report notebook names what it shows and computes nothing.

A few of them do not only keep notebooks readable: what breaks them can hide a failure from any runner. Those have
``hides = True`` and are refused by every run; the others by the project's tests.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTHING_DUE = {"parameters", "injected-parameters", "setup"}
_HIDING_TAGS = {"raises-exception": "lets a failing cell pass", "skip-execution": "is never run"}
_NODES: dict[type[ast.AST], tuple[str, bool]] = {
    ast.FunctionDef: ("def", False),
    ast.AsyncFunctionDef: ("async def", False),
    ast.ClassDef: ("class", False),
    ast.Lambda: ("lambda", False),
    ast.For: ("for", False),
    ast.AsyncFor: ("async for", False),
    ast.While: ("while", False),
    ast.ListComp: ("a comprehension", False),
    ast.SetComp: ("a comprehension", False),
    ast.DictComp: ("a comprehension", False),
    ast.GeneratorExp: ("a comprehension", False),
    ast.Try: ("try", True),
    ast.TryStar: ("try", True),
    ast.With: ("with", True),
    ast.AsyncWith: ("async with", True),
}
_CALLS = {"groupby", "open", "Path", "exec", "eval"}
_IMPORTS = {"evaluation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Rule broken in code cell ``cell`` (1 = the notebook's first cell); ``hides``: it could hide a failure."""

    cell: int
    rule: str
    hides: bool

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.rule}"


def violations(nb: NotebookNode) -> list[Violation]:
    """Every thin-notebook rule that ``nb`` breaks, in the order of its cells."""
    found = []
    for number, cell in enumerate(nb.cells, start=1):
        if cell.cell_type == "code" and cell.source.strip():
            found += [Violation(cell=number, rule=rule, hides=hides) for rule, hides in _cell(cell)]
    return found


def _cell(cell: NotebookNode) -> Iterator[tuple[str, bool]]:
    tags = set(cell.metadata.get("tags", []))
    for tag in sorted(tags & _HIDING_TAGS.keys()):
        yield f"the tag {tag!r} {_HIDING_TAGS[tag]}; remove it", True
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError):
        yield "is not plain Python (a magic, shell or unfinished line); write one call", True
        return
    if _has_semicolon(cell.source):
        yield "';' drops what the cell shows; put one call on one line", True
    for node in ast.walk(tree):
        if type(node) in _NODES:
            word, hides = _NODES[type(node)]
            yield f"{word} has no place in a report notebook; move it into the package and call it", hides
    yield from _names(tree)
    if not tags & NOTHING_DUE and not _is_one_call(tree):
        yield "must be one call that shows one component", False


def _names(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else None
            method = node.func.attr if isinstance(node.func, ast.Attribute) else None
            if name in _CALLS or method == "groupby":
                yield f"{name or method}() has no place in a report notebook; move it into the package", False
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] not in _IMPORTS:
                    yield f"import {alias.name}: a report notebook imports evaluation only", False
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in _IMPORTS:
            yield f"from {node.module} import: a report notebook imports evaluation only", False
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and set(node.value) & set("/\\"):
            yield f"{node.value!r} looks like a path; the package finds its own files", False


def _is_one_call(tree: ast.Module) -> bool:
    return len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr) and isinstance(tree.body[0].value, ast.Call)


def _has_semicolon(source: str) -> bool:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return any(t.type == tokenize.OP and t.string == ";" for t in tokens)
