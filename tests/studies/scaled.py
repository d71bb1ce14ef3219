"""At which scale amounts of money stand in tables: the one that the table tells, and beside a line that of the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.render.component import Component
from evaluation.render.printed import flatten
from evaluation.study.counted import TABLE_SCALES
from evaluation.view.view import View

_JUDGED = {"要求", "Required"}
_VALUES = {"数值", "实际", "Value", "Actual"}


def apart(view: View, part: Component) -> list[str]:
    """Amounts of tables whose scale nothing tells where they stand, and values and lines of one row at two scales."""
    money = _money(view)
    return [told for table in tables(part.content) for told in _untold(table, money)]


def _money(view: View) -> set[str]:
    """How pages may call what money is given in."""
    numbers, scales = view.numbers, [10**9, 10**8, *TABLE_SCALES.values()]
    text = {numbers.scales.of_text("money", n * view.study.counts.currency.base).unit for n in scales}
    return {str(numbers.currency), str(numbers.money_unit), *text}


def _untold(table: dict[str, Any], money: set[str]) -> Iterator[str]:
    heads, notes = table["columns"], " ".join(flatten(table.get("notes") or []))
    for row in table["rows"]:
        if row["role"] == "group":
            continue
        name, sides = flatten(row["cells"][0]), dict[str, set[str]]()
        for head, cell in zip(heads, row["cells"], strict=True):
            title, unit = flatten(head["title"]), flatten(head["unit"]) or ""
            for text, found, exact in _moneys(cell, money):
                beside = text or unit or name
                if not _tells(beside, found) and not _tells(title, found) and found not in notes:
                    yield f"{title}: {flatten(cell)} of {name!r} is in {found}, and its place says {beside!r}"
                if exact != "0":  # nothing is nothing at any scale
                    sides.setdefault("line" if title in _JUDGED else "value" if title in _VALUES else "", set()).add(found)
        if len(sides.get("line", set()) | sides.get("value", set())) > 1:
            yield f"{name}: value and line are in {sorted(sides['line'] | sides['value'])}"


def _tells(text: str, unit: str) -> bool:
    """Whether a text ends with the unit, in brackets or not."""
    return text.rstrip("）)").endswith((f" {unit}", f"（{unit}", f"({unit}")) or text.rstrip("）)") == unit


def _moneys(cell: Any, money: set[str]) -> Iterator[tuple[str, str, str]]:
    """Amounts of money in a cell: what follows each of them, the unit that it says it is in, and how much it is."""
    pieces = cell["pieces"] if isinstance(cell, dict) and "pieces" in cell else []
    for n, piece in enumerate(pieces):
        if isinstance(piece, dict) and piece.get("unit") in money:
            after = pieces[n + 1] if n + 1 < len(pieces) else ""
            text = (after if isinstance(after, str) else after["printed"]).strip()
            yield (piece["unit"] if text.startswith(piece["unit"]) else ""), piece["unit"], piece["exact"]


def tables(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if "rows" in content and "columns" in content:
            yield content
        for child in content.values():
            yield from tables(child)
    elif isinstance(content, list):
        for child in content:
            yield from tables(child)
