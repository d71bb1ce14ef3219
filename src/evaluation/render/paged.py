"""A component as the PDF needs it: long words that may break, and no more of it than the page shows."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from evaluation.render import lines

_BREAK = "\u200b"  # zero width space: a line may end here
_LETTERS = 18
_LIMIT_LETTERS = {"title": 16, "value": 12, "state_text": 13}
_UNSEEN = frozenset(("kind", "id", "svg", "alt", "document", "table"))


@cache
def _long(letters: int) -> re.Pattern[str]:
    # No blank and no hyphen, which are breaks already; other than Chinese, which breaks anywhere.
    return re.compile(f"[!-,.-~\u00a1-\u024f]{{{letters},}}")


def breaking(text: str, letters: int = _LETTERS) -> str:
    """``text`` whose words of ``letters`` and more may break anywhere, so that none runs over its neighbour."""
    return _long(letters).sub(lambda found: _BREAK.join(found[0]), text) if len(text) >= letters else text


def _each(value: object) -> Any:
    if isinstance(value, str):
        return breaking(value)
    if isinstance(value, list):
        return [_each(item) for item in value]
    if isinstance(value, dict):
        return {name: item if name in _UNSEEN else _each(item) for name, item in value.items()}
    return value


def _table(item: dict[str, Any], width: int) -> dict[str, Any]:
    room = item.get("room") or [_LETTERS] * len(item["columns"])
    rows, heights = [], []
    inside = lines.rooms(item["widths"], item["size"] / 100, width) if width and "widths" in item and not item["tall"] else None
    columns, head = lines.fold_titles(item["columns"], inside, item["size"] / 100) if inside else (item["columns"], None)
    if head is None:
        columns = [
            {**c, "title": breaking(c["title"], letters), "unit": c["unit"] and breaking(c["unit"], letters)}
            for c, letters in zip(item["columns"], room, strict=True)
        ]
    for row in item["rows"]:
        cells, height = lines.fold_row(row, inside) if inside else (row["cells"], 0)
        if not height:  # a word is too long for its column
            letters = [_LETTERS] if row["role"] == "group" else room
            cells = [breaking(cell, most) for cell, most in zip(cells, letters, strict=True)]
            if inside:
                cells, height = lines.fold_row({**row, "cells": cells}, inside)
        rows.append({"role": row["role"], "cells": cells})
        heights.append(height)
    source = item["source"] and breaking(item["source"])
    return {
        **item,
        "title": breaking(item["title"]),
        "notes": _each(item["notes"]),
        "source": source,
        "columns": columns,
        "rows": rows,
        "lines": heights,
        "head": head,
    }


_SHORT = 220  # letters of a last paragraph that may move to the next page whole


def with_seal(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of an official document, those before its signature told to stay with it (``keep``): the seal never
    stands on a page without text (GB/T 9704: 印章与正文同处一面)."""
    found = [dict(part) for part in body]
    closing = next((n for n, part in enumerate(found) if part.get("id") == "closing"), None)
    if not closing or found[closing - 1]["kind"] != "section":
        return found
    kept = [{**c, "keep": True} if c["kind"] == "paragraph" else c for c in found[closing]["children"]]
    found[closing]["children"] = kept
    *before, last = found[closing - 1]["children"]
    if last["kind"] == "paragraph" and sum(len(run["text"]) for run in last["runs"]) <= _SHORT:
        found[closing - 1]["children"] = [*before, {**last, "keep": True}]
    return found


def paginate(item: dict[str, Any], width: int = lines.WIDTH) -> dict[str, Any]:
    """The component, annotated or not, with breaks in its long words; a figure without its table. The lines of its tables are
    broken for a page of that ``width``; 0 leaves them to the page, which may be drawn smaller."""
    if item["kind"] == "section":
        return {**item, "children": [paginate(child, width) for child in item["children"]]}
    if item["kind"] == "table":
        return _table(item, width)
    if item["kind"] == "figure":
        return {**_each(item), "table": None}
    if item["kind"] == "limits":
        limits = [
            {name: breaking(text, _LIMIT_LETTERS.get(name, _LETTERS)) for name, text in limit.items()} for limit in item["items"]
        ]
        return {**item, "title": breaking(item["title"]), "items": limits}
    return _each(item)


def length_of_first_page(body: list[dict[str, Any]]) -> int:
    """How many parts of the first section make a page with the cover: up to its chart; 0 where it is no conclusion with one."""
    first = body[0] if body else {}
    if first.get("id") != "conclusion":
        return 0
    return next((n for n, part in enumerate(first["children"], start=1) if part["kind"] == "figure"), 0)
