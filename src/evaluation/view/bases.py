"""On which basis the numbers of a page stand, told beside each that rests on what is provisional, and in a table beside each that
stands on another basis than the rest of it: what is worked out of several, as a change of what is verified on what was reported,
has the marks of each.

A number knows its bases (``evaluation/based.py``): it is marked wherever it is printed, a value, a sum or a difference alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evaluation.render.component import Component, canonical
from evaluation.render.printed import Printed, flatten, read, spell
from evaluation.study.basis import BASES
from evaluation.view.view import View

PROVISIONAL = "provisional"
Bases = tuple[str, ...]


def tell_bases(view: View, made: Component) -> Component:
    """``made`` with its marks; the same where every number is as it was reported."""
    return Component(canonical(_tell(view, made.content))) if '"basis":' in made.payload else made


def with_basis(view: View, text: str) -> str:
    """``text`` with the mark of each number that rests on what is provisional."""
    return str(read(_tell(view, spell(text)))) if isinstance(text, Printed) else text


def bases_in(content: Any) -> Iterator[Bases]:
    """On which bases each number in the content of a component stands, of those that say one."""
    if isinstance(content, list):
        for item in content:
            yield from bases_in(item)
    elif isinstance(content, dict):
        if "exact" in content and "basis" in content:
            yield tuple(content["basis"].split())
        for item in content.values():
            yield from bases_in(item)


def _tell(view: View, content: Any) -> Any:
    if isinstance(content, list):
        return [_tell(view, item) for item in content]
    if not isinstance(content, dict):
        return content
    if "pieces" in content:
        return _mark_numbers(content["pieces"], lambda bases: view.say("basis.here") if PROVISIONAL in bases else "")
    told = {name: _tell(view, item) for name, item in content.items() if name != "rows"}
    if content.get("kind") == "table":
        return _tell_in_table(view, content["rows"], told)
    if "rows" in content:
        told["rows"] = _tell(view, content["rows"])
    drawn = content.get("kind") == "figure" and any(PROVISIONAL in bases for bases in bases_in(content))
    return {**told, "notes": [*told["notes"], str(view.say("basis.drawn"))]} if drawn else told


def _tell_in_table(view: View, rows: list[Any], told: dict[str, Any]) -> dict[str, Any]:
    """A table with a short mark in its cells, and a note on those that stand there."""
    all_ = set(bases_in(rows))
    seen: dict[str, None] = {}

    def mark(bases: Bases) -> str:
        mixed = len({*bases} - {PROVISIONAL}) > 1
        shown = [b for b in BASES if b in bases and (b == PROVISIONAL or (len(all_) > 1 and (mixed or b != "reported")))]
        seen.update(dict.fromkeys(shown))
        return "".join(str(view.say(f"basis.short_{b}")) for b in shown)

    def cell(item: Any) -> Any:
        return _mark_numbers(item["pieces"], mark) if isinstance(item, dict) else item

    marked = [{**row, "cells": [cell(item) for item in row["cells"]]} if row.get("cells") else row for row in rows]
    notes = [
        view.say("basis.note", mark=str(view.say(f"basis.short_{b}")).strip(), basis=view.say(f"basis.{b}"))
        for b in BASES
        if b in seen
    ]
    return {**told, "rows": marked, "notes": [*told["notes"], *map(str, notes)]}


def _mark_numbers(pieces: Sequence[Any], mark: Callable[[Bases], str]) -> dict[str, Any]:
    """``pieces`` with the mark of each number behind it and its unit."""
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
        if isinstance(piece, dict) and "basis" in piece:
            waiting, unit = mark(tuple(piece["basis"].split())), piece.get("unit", "")
    return {"pieces": [*found, waiting] if waiting else found}
