"""Of how many regions a printed value of the whole is: wherever one that is not of all stands, the same component says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.measured.results import Results
from evaluation.render.component import Component


def unmarked(results: Results, part: Component) -> list[str]:
    """Indicators with such a value in a table or a text of ``part`` that says nothing of it."""
    everyone, top, period = len(results.regions), results.study.top.code, results.period.spelled
    told = (
        f"/{everyone}个",
        f"（共{everyone}个",
        f"共{everyone}个",
        f"of {everyone} region",
        f"(of {everyone})",
        f"all {everyone} ",
    )
    found: dict[str, None] = {}
    for piece in _blocks(part.content):
        text = _flat(piece)
        if any(mark in text for mark in told):
            continue
        for figure in _figures(piece):
            region, when, code, *_ = figure.split("/")
            if (region, when) == (top, period) and results.indicator(code):
                value = results.value(top, code)
                if value.exact is not None and value.regions < everyone:
                    found[code] = None
    return [*found]


def _blocks(content: Any) -> Iterator[Any]:
    """Tables, figures and texts: what is read together."""
    if isinstance(content, dict) and content.get("kind") in ("section",):
        for child in content.values():
            yield from _blocks(child)
    elif isinstance(content, list):
        for child in content:
            yield from _blocks(child)
    elif isinstance(content, dict):
        yield content


def _figures(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        if isinstance(content.get("figure"), str) and "exact" in content:
            yield content["figure"]
        for child in content.values():
            yield from _figures(child)
    elif isinstance(content, list):
        for child in content:
            yield from _figures(child)


def _flat(content: Any) -> str:
    """All its texts as they are printed."""
    if isinstance(content, dict):
        if "pieces" in content:
            return "".join(p if isinstance(p, str) else p["printed"] for p in content["pieces"])
        return " ".join(_flat(child) for child in content.values())
    if isinstance(content, list):
        return " ".join(map(_flat, content))
    return content if isinstance(content, str) else ""
