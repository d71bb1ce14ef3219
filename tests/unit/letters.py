"""Letters as tests look at them: what is said under which guard, what is asked, what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jinja2 import nodes

from evaluation.documents.letter import BREAK
from evaluation.documents.template import parse_template
from evaluation.study.kinds import Kind, kinds

KINDS = list(kinds().values())


class Stretch(NamedTuple):
    """Words of a letter with ``{}`` for every figure. ``guard``: ``condition``, ``figure`` (an ``if`` or a ``for`` over one) or
    nothing."""

    guard: str
    words: str


def source(kind: Kind, language: str) -> str:
    return (kind.folder / f"{language}.j2").read_text(encoding="utf-8")


def tree(kind: Kind, language: str) -> nodes.Template:
    return parse_template(source(kind, language), f"documents/{kind.name}/{language}.j2")


def asked(kind: Kind, language: str) -> list[str]:
    """Every condition a letter asks, with what it asks of, in order."""
    calls = tree(kind, language).find_all(nodes.Call)
    return [f"{call.node.name}({', '.join(map(spelled, call.args))})" for call in calls]


def printed(kind: Kind, language: str) -> set[str]:
    """Every figure a letter prints."""
    pieces = (piece for output in tree(kind, language).find_all(nodes.Output) for piece in output.nodes)
    return {spelled(p.node if isinstance(p, nodes.Filter) else p) for p in pieces if not isinstance(p, nodes.TemplateData)}


def named(kind: Kind, language: str) -> set[str]:
    """Every name that stands in a letter, with its parts."""
    found = tree(kind, language).find_all((nodes.Name, nodes.Getattr))
    return {part for node in found for part in spelled(node).split(".")}


def spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{spelled(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else repr(node.value)


def stretches(kind: Kind, language: str) -> list[Stretch]:
    """The paragraphs of a letter, cut where the guard changes."""
    joined: list[Stretch] = []
    for guard, words in _walk(tree(kind, language).body, ""):
        if joined and joined[-1].guard == guard:
            joined[-1] = Stretch(guard, joined[-1].words + words)
        else:
            joined.append(Stretch(guard, words))
    lines = (Stretch(guard, line.strip()) for guard, words in joined for line in re.split(f"[{BREAK}\n]+", words))
    return [s for s in lines if s.words and not s.words.startswith(("=", "#", "+", "@", "---"))]


def _walk(parts: Sequence[nodes.Node], guard: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        if isinstance(part, nodes.Output):
            for piece in part.nodes:
                yield guard, piece.data if isinstance(piece, nodes.TemplateData) else "{}"
        elif isinstance(part, nodes.If):
            test = part.test.node if isinstance(part.test, nodes.Not) else part.test
            inner = "condition" if isinstance(test, nodes.Call) else guard or "figure"
            yield from _walk(part.body, inner)
            yield from _walk(part.else_, inner)
            yield from _walk(part.elif_, guard)
        elif isinstance(part, nodes.For):
            yield from _walk(part.body, guard or "figure")
