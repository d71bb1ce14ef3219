"""Where numbers stand on the pages of a report or an official document, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from evaluation.render.printed import Number, flatten


class NumberPlace(NamedTuple):
    """One printed number: the ``element`` that it stands in by its id, with its ``title``; in a table the labels of its ``row`` and
    ``column``, else the field of the component that holds it."""

    element: str
    title: str
    row: str
    column: str
    number: Number


def places(contents: Iterable[Mapping[str, Any]]) -> Iterator[NumberPlace]:
    """Every number of the components of a report, their texts with their pieces."""
    for content in contents:
        element = content.get("id", content["kind"])
        yield from _of_parts(content["children"] if content["kind"] == "section" else [content], element)


def _of_parts(parts: Sequence[Mapping[str, Any]], element: str) -> Iterator[NumberPlace]:
    heading = ""
    for part in parts:
        kind = part["kind"]
        if kind == "section":
            yield from _of_parts(part["children"], part["id"])
        elif kind == "table":
            yield from _of_table(part, part["id"])
        elif kind == "figure":
            yield from _of_figure(part)
        elif kind in ("limits", "keyfacts"):
            for item in part["items"]:
                label = flatten(item.get("title") or item.get("label"))
                for field, text in item.items():
                    yield from _of_text(text, element, heading, label, field)
        elif kind != "end":
            if kind == "heading":
                heading = flatten(part["text"])
            told = {name: value for name, value in part.items() if name not in ("kind", "id", "document", "letterhead")}
            yield from _of_text(told, element, heading, "", kind)


def _of_figure(part: Mapping[str, Any]) -> Iterator[NumberPlace]:
    """A chart and its table; what the chart repeats of its table is the figure that it is there."""
    title = flatten(part["title"])
    twin = [*_of_table(part["table"], part["id"])] if part["table"] is not None else []
    known: dict[tuple[str, str], set[str | None]] = {}
    for place in twin:
        known.setdefault((place.number.exact, place.number.printed), set()).add(place.number.figure)
    for field in ("title", "subtitle", "alt", "notes", "source"):
        for place in _of_text(part[field], part["id"], title, "", field):
            number, same = place.number, known.get((place.number.exact, place.number.printed), set())
            alone = number.figure is None and len(same) == 1
            yield place._replace(number=number._replace(figure=next(iter(same)))) if alone else place
    yield from twin


def _of_table(table: Mapping[str, Any], element: str) -> Iterator[NumberPlace]:
    title, columns = flatten(table["title"]), [flatten(c["title"]) for c in table["columns"]]
    yield from _of_text(table["title"], element, title, "", "title")
    for column in table["columns"]:
        yield from _of_text(column["title"], element, title, "", "columns")
    group = ""
    for row in table["rows"]:
        label = flatten(row["cells"][0])
        if row["role"] == "group":
            group = label
            yield from _of_text(row["cells"], element, title, "", "group")
            continue
        named = f"{group}: {label}" if group else label
        for column, text in zip(columns, row["cells"], strict=True):
            yield from _of_text(text, element, title, named, column)
    for field in ("notes", "source"):
        yield from _of_text(table[field], element, title, "", field)


def _of_text(content: Any, element: str, title: str, row: str, column: str) -> Iterator[NumberPlace]:
    if isinstance(content, Mapping):
        if "pieces" in content:
            found = (piece for piece in content["pieces"] if isinstance(piece, dict) and "exact" in piece)
            yield from (NumberPlace(element, title, row, column, Number(**piece)) for piece in found)
        else:
            for item in content.values():
                yield from _of_text(item, element, title, row, column)
    elif isinstance(content, (list, tuple)):
        for item in content:
            yield from _of_text(item, element, title, row, column)
