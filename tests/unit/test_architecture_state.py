"""Nothing is kept between two calls but in one object: what a forked child inherits is read in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from test_architecture import SOURCE, TREES

CHANGES = {"append", "add", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"}
OWNERS = {
    "process.py HERE": "the state of the process",
    "study/period.py _known": "each period is one object, so that equal ones are the same",
    "render/svg.py _CHECKED": "remembers what follows from a drawing alone, as functools.cache does elsewhere",
}


def globals_of(tree: ast.Module) -> set[str]:
    """Names that a module assigns at its top, and constants of the package that it imports."""
    targets: list[ast.expr] = []
    imported = {alias.asname or alias.name for n in tree.body if isinstance(n, ast.ImportFrom) for alias in n.names}
    for node in tree.body:
        targets += node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {t.id for t in targets if isinstance(t, ast.Name)} | {name for name in imported if name.isupper()}


def root(node: ast.expr) -> str:
    """``x`` of ``x.y[z]``."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def changed(function: ast.AST) -> Iterator[str]:
    """Names whose objects a function changes, or that it binds for the whole module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            yield from node.names
        stored = isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del))
        if stored:
            yield root(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            yield root(node.func)


def kept(tree: ast.Module) -> set[str]:
    """Names of a module's top that its functions change: state from one call to the next."""
    named = globals_of(tree)
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    inside = {name for function in functions for name in changed(function)}
    local = {n.id for f in functions for n in ast.walk(f) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    shared = {name for f in functions for n in ast.walk(f) if isinstance(n, ast.Global) for name in n.names}
    return named & inside - (local - shared)


def test_state_has_one_owner():
    found = {f"{path.relative_to(SOURCE)} {n}" for path, tree in TREES.items() for n in kept(tree) if n not in ("HERE", "PROCESS")}
    makers = {
        f"{path.relative_to(SOURCE)} {node.targets[0].id}"
        for path, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "ProcessState"
    }
    assert found | makers == set(OWNERS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("_kept = {}\ndef f(x):\n    _kept[x] = 1", {"_kept"}),
        ("_kept: list[int] = []\ndef f():\n    _kept.append(1)", {"_kept"}),
        ("_now = None\ndef f():\n    global _now\n    _now = 1", {"_now"}),
        ("_a = {}\nclass C:\n    def f(self):\n        del _a[1]", {"_a"}),
        ("_a = Thing()\ndef f():\n    _a.b = 1", {"_a"}),
        ("from evaluation.catalogue.indicators import CATALOGUE\ndef f():\n    CATALOGUE.update({})", {"CATALOGUE"}),
        ("_TABLE = {1: 2}\ndef f():\n    found = {}\n    found[1] = _TABLE[1]", set()),
        ("_made = {}\n_made[1] = 2\ndef f():\n    return _made", set()),
    ],
)
def test_state_is_seen(text, names):
    assert kept(ast.parse(text)) == names
