"""On which basis the figures of a page stand, told beside each that is provisional, and in a table beside each that stands on
another basis than the rest of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evaluation.render.component import Component, canonical
from evaluation.render.printed import flatten
from evaluation.study.basis import BASES
from evaluation.study.periods import parse
from evaluation.view.view import View

PROVISIONAL = "provisional"
Bases = tuple[str, ...]


def tell_bases(view: View, made: Component) -> Component:
    """``made`` with its marks; the same where everything is as it was reported."""
    return made if view.results.is_as_reported else Component(canonical(_tell(view, made.content)))


def bases_of_figure(view: View, figure: str) -> Bases:
    """The bases other than reported of the figure of that key: of a value or one of its sides, of a completion, of a quantity."""
    region, spelled, code, *rest = figure.split("/")
    period, results = parse(spelled, view.period.calendar), view.results
    if code in view.catalogue.quantities and rest in ([], ["to_date"]):
        return results.bases_at(region, period, [code], alone=not rest)
    reading, part = (rest[0] if rest else ""), (rest[1] if len(rest) > 1 else "")
    value = results.values.get((region, period, code, reading))
    return results.bases_of(results.value(region, code) if value is None else value, part)


def figures_in(content: Any) -> Iterator[str]:
    """Keys of the figures that are printed in the content of a component."""
    if isinstance(content, list):
        for item in content:
            yield from figures_in(item)
    elif isinstance(content, dict):
        if "exact" in content and "figure" in content:
            yield content["figure"]
        for item in content.values():
            yield from figures_in(item)


def _tell(view: View, content: Any) -> Any:
    if isinstance(content, list):
        return [_tell(view, item) for item in content]
    if not isinstance(content, dict):
        return content
    if "pieces" in content:
        return _mark_figures(content["pieces"], lambda bases: view.say("basis.here") if PROVISIONAL in bases else "", view)
    if content.get("kind") == "table":
        return _tell_in_table(view, content)
    told = {name: _tell(view, item) for name, item in content.items()}
    drawn = content.get("kind") == "figure" and any(PROVISIONAL in bases_of_figure(view, f) for f in figures_in(content))
    return {**told, "notes": [*told["notes"], str(view.say("basis.drawn"))]} if drawn else told


def _tell_in_table(view: View, content: dict[str, Any]) -> dict[str, Any]:
    """A table with a short mark in its cells, and a note on those that stand there."""
    all_ = {bases_of_figure(view, figure) for figure in figures_in(content["rows"])}
    seen: dict[str, None] = {}

    def mark(bases: Bases) -> str:
        shown = [b for b in BASES if b in bases and (b == PROVISIONAL or len(all_) > 1)]
        seen.update(dict.fromkeys(shown))
        return "".join(str(view.say(f"basis.short_{b}")) for b in shown)

    def cell(item: Any) -> Any:
        return _mark_figures(item["pieces"], mark, view) if isinstance(item, dict) else item

    rows = [{**row, "cells": [cell(item) for item in row["cells"]]} if row.get("cells") else row for row in content["rows"]]
    notes = [
        view.say("basis.note", mark=str(view.say(f"basis.short_{b}")).strip(), basis=view.say(f"basis.{b}"))
        for b in BASES
        if b in seen
    ]
    return {**content, "rows": rows, "notes": [*content["notes"], *map(str, notes)]}


def _mark_figures(pieces: Sequence[Any], mark: Callable[[Bases], str], view: View) -> dict[str, Any]:
    """``pieces`` with the mark of each figure behind it and its unit."""
    found: list[Any] = []
    waiting = unit = ""
    for piece in pieces:
        if waiting:
            unit_there = re.match(
                rf" ?{re.escape(unit)}" if unit else "", piece if isinstance(piece, str) else flatten({"pieces": [piece]})
            )
            if isinstance(piece, str):
                end = unit_there.end() if unit_there else 0
                piece = f"{piece[:end]}{waiting}{piece[end:]}"
            elif unit_there and unit:
                found.append(piece)
                piece = waiting
            else:
                found.append(waiting)
            waiting = ""
        found.append(piece)
        if isinstance(piece, dict) and "figure" in piece:
            waiting, unit = mark(bases_of_figure(view, piece["figure"])), piece.get("unit", "")
    return {"pieces": [*found, waiting] if waiting else found}
