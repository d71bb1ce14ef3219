"""What a letter's template may hold: words, named figures, and ``if`` and ``for`` over them.

A template computes nothing, so that whoever knows the letter can read it: a figure that is not there yet is added to the
kind's ``__init__.py``, where it has a name, a type and a test.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import nodes

from evaluation.errors import Refused, near

_WHAT = "a letter holds words, {{ figures }}, {% if %} and {% for %}; work it out in its __init__.py and name it"
Types = Mapping[str, Any]


class Asked:
    """The type of a condition: what an ``if`` may ask, and nothing prints."""


def check_grammar(tree: nodes.Template, where: str, types: Types) -> None:
    """:class:`Refused` with ``where`` and line for a name that is none of ``types``, for a figure without the part that is
    asked of it, and for what is no word, figure, ``if`` or ``for``."""
    _check_all(tree.body, where, types)


def _check_all(parts: Sequence[nodes.Node], where: str, types: Types) -> None:
    for part in parts:
        if isinstance(part, nodes.Output):
            for piece in part.nodes:
                if not isinstance(piece, nodes.TemplateData):
                    _check_printed(piece, where, types)
        elif isinstance(part, nodes.If):
            _check_asked(part.test, where, types)
            for branch in (part.body, part.elif_, part.else_):
                _check_all(branch, where, types)
        elif isinstance(part, nodes.For):
            _check_loop(part, where, types)
        else:
            raise _refusal(part, where)


def _check_loop(loop: nodes.For, where: str, types: Types) -> None:
    of = _type(loop.iter, where, types)
    if not isinstance(loop.target, nodes.Name) or loop.else_ or loop.test or loop.recursive:
        raise _refusal(loop, where)
    if get_origin(of) is not tuple or get_args(of)[1:] != (...,):
        raise Refused(
            f"{where}, line {loop.lineno}: {_spell(loop.iter)} is no list; 'for' repeats what its __init__.py names as one"
        )
    _check_all(loop.body, where, {**types, loop.target.name: get_args(of)[0]})


def _check_printed(piece: nodes.Node, where: str, types: Types) -> None:
    if isinstance(piece, nodes.Filter) and piece.name == "either" and piece.node is not None and len(piece.args) == 2:
        if not all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in piece.args):
            raise _refusal(piece, where)
        piece = piece.node
    if _type(piece, where, types) is Asked:
        raise Refused(f"{where}, line {piece.lineno}: {_spell(piece)} is a condition and prints nothing; ask it with {{% if %}}")


def _check_asked(test: nodes.Node, where: str, types: Types) -> None:
    test = test.node if isinstance(test, nodes.Not) else test
    if not isinstance(test, nodes.Call):
        if _type(test, where, types) is Asked:
            raise Refused(f"{where}, line {test.lineno}: {_spell(test)} is a condition; ask it with brackets: {_spell(test)}()")
    elif _type(test.node, where, types) is not Asked or test.kwargs or test.dyn_args or test.dyn_kwargs:
        raise _refusal(test, where)
    else:
        for of in test.args:
            if not (isinstance(of, nodes.Const) and isinstance(of.value, str)):
                _type(of, where, types)


def _type(node: nodes.Node, where: str, types: Types) -> Any:
    """The type of a named figure or of a part of one."""
    if isinstance(node, nodes.Name):
        if node.name not in types:
            raise Refused(f"{where}, line {node.lineno}: {node.name!r} is not known in this letter; {near(node.name, types)}")
        return types[node.name]
    if isinstance(node, nodes.Getattr):
        parts = _parts(_type(node.node, where, types))
        if node.attr not in parts:
            named = _spell(node.node)
            raise Refused(f"{where}, line {node.lineno}: {named!r} has no {node.attr!r}; {near(node.attr, parts)}")
        return parts[node.attr]
    raise _refusal(node, where)


def _parts(of: Any) -> dict[str, Any]:
    """Fields and properties of a record of figures, each with its type."""
    kinds = [kind for kind in (of, *get_args(of)) if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
    return {name: kind for record in kinds for name, kind in record_types(record).items()}


def record_types(record: type) -> dict[str, Any]:
    """The type of every figure of a record: its fields and properties."""
    found = {name: kind for name, kind in get_type_hints(record).items() if not name.startswith("_")}
    for name, thing in vars(record).items():
        get: Callable[..., object] | None = getattr(thing, "fget", None) or getattr(thing, "func", None)
        if get is not None and not name.startswith("_"):
            found[name] = get_type_hints(get)["return"]
    return found


def _spell(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spell(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__.lower()


def _refusal(node: nodes.Node, where: str) -> Refused:
    return Refused(f"{where}, line {node.lineno}: {type(node).__name__.lower()!r} has no place in a letter; {_WHAT}")
