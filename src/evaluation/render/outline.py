"""The report as both renderers see it: numbered headings, tables and figures, column widths, contents."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Any

from evaluation.errors import Refused
from evaluation.render import svg
from evaluation.render.columns import CELL_PADDING, TABLE_EMS, WORD, column_ems, ems

LABELS = {
    "zh": {
        "table": "表",
        "figure": "图",
        "note": "注：",
        "source": "资料来源：",
        "contents": "目录",
        "skip": "跳到正文",
        "data": "查看图中数据",
        "key": "内容校验码",
        "whole": "报告全文",
        "beside": "每个数字的依据",
        "dot": "·",
        "between": "",
    },
    "en": {
        "table": "Table",
        "figure": "Figure",
        "note": "Note: ",
        "source": "Source: ",
        "contents": "Contents",
        "skip": "Skip to main content",
        "data": "Show the data of this figure",
        "key": "Content key",
        "whole": "The whole report",
        "beside": "What every number rests on:",
        "dot": " · ",
        "between": " ",
    },
}
_DIGITS = "零一二三四五六七八九"
_TABLE_SIZE = 900  # hundredths of a point
_WHOLE_TABLE_LINES = 9  # rows and notes: a shorter table, about a fifth of a page, is not broken
_TALL_ROW_LINES = 30
_FEW_ROWS, _LINES_OF_FEW_ROWS = 3, 30
"""So few rows are not parted while they have no more lines than this: neither would begin a page alone."""
_UNPRINTED = frozenset(("kind", "id", "digest"))


def chinese(number: int) -> str:
    """一 … 九十九, as in official headings."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones or not tens else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One line of the contents."""

    level: int
    number: str
    text: str
    anchor: str


@dataclass(slots=True)
class _Counter:
    language: str
    official: bool = False
    headings: list[int] = field(default_factory=lambda: [0, 0, 0])
    floats: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})
    anchors: dict[str, int] = field(default_factory=dict)
    contents: list[Heading] = field(default_factory=list)

    def anchor(self, name: str) -> str:
        self.anchors[name] = seen = self.anchors.get(name, 0) + 1
        return name if seen == 1 else f"{name}~{seen}"

    def label(self, kind: str) -> str:
        if self.official:  # annexes are numbered, not what stands in them
            return ""
        self.floats[kind] += 1
        return f"{LABELS[self.language][kind]} {self.floats[kind]}"

    def number(self, level: int, text: str) -> str:
        above = self.headings[: level - 1]
        if not all(above):
            raise Refused(f"heading {text!r} of level {level} has no heading of level {level - 1} above it; add one")
        self.headings[level - 1] += 1
        self.headings[level:] = [0] * (3 - level)
        count = self.headings[level - 1]
        if self.language == "en":
            return ".".join(map(str, self.headings[:level]))
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.")[level - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole report: ``cover`` with ``document``, numbered ``body`` components, ``contents`` of its headings."""

    cover: dict[str, Any]
    body: list[dict[str, Any]]
    contents: list[Heading]

    @property
    def document(self) -> dict[str, Any]:
        return self.cover["document"]

    @property
    def labels(self) -> dict[str, str]:
        return LABELS[self.document["language"]]


def _lines(row: dict[str, Any], widths: list[float]) -> int:
    """Lines of the row's highest cell, with an em of slack for words that do not fill their line."""
    if row["role"] == "group":
        widths = [sum(widths)]
    highest = 1
    for cell, width in zip(row["cells"], widths, strict=True):
        room = max(width - 1.0, 1.0)
        if ems(cell) > room or "\n" in cell:
            highest = max(highest, sum(max(1, ceil(ems(part) / room)) for part in cell.split("\n")))
    return highest


def _room(table: dict[str, Any], widths: list[float]) -> list[int]:
    """Per column the letters of its shortest word that is wider than it: words from this length on may break."""
    room = []
    for number, (column, width) in enumerate(zip(table["columns"], widths, strict=True)):
        cells = [row["cells"][number] for row in table["rows"] if row["role"] != "group"]
        words = {w for text in (column["title"], column["unit"] or "", *cells) for w in WORD.findall(text)}
        room.append(min((len(w) for w in words if ems(w, "bold") > width - CELL_PADDING + 0.15), default=99))
    return room


def _measure(table: dict[str, Any]) -> dict[str, Any]:
    return {**table, **_measures(json.dumps(table))}


@lru_cache(maxsize=128)  # a table is measured once for the notebook, the page and the PDF
def _measures(spelled: str) -> dict[str, Any]:
    table = json.loads(spelled)
    widths, scale = column_ems(table)
    shares, size = [round(width * 100) for width in widths], round(_TABLE_SIZE / scale)
    lines = [_lines(row, widths) for row in table["rows"]]
    notes = sum(ceil(ems(note) / TABLE_EMS) for note in (*table["notes"], table["source"] or ""))
    return {
        "widths": shares,
        "room": _room(table, widths),
        "size": size,
        "whole": sum(lines) + notes <= (_WHOLE_TABLE_LINES if len(lines) > _FEW_ROWS else _LINES_OF_FEW_ROWS),
        "tall": max(lines, default=0) > _TALL_ROW_LINES,
    }


def annotate(component: dict[str, Any], counter: _Counter | None = None) -> dict[str, Any]:
    """The component with what renderers need; numbers and anchors only where a ``counter`` runs along."""
    kind = component["kind"]
    extra: dict[str, Any] = {"anchor": "", "label": ""}
    if kind == "section":
        if counter:
            extra["anchor"] = counter.anchor(component["id"])
        children = [annotate(child, counter) for child in component["children"] if child["kind"] != "omitted"]
        return {**component, **extra, "children": children}
    if kind == "heading":
        extra["number"] = ""
        if counter:
            level, text = component["level"], component["text"]
            number = counter.number(level, text)
            anchor = counter.anchor("h-" + "-".join(map(str, counter.headings[:level])))
            counter.contents.append(Heading(level=level, number=number, text=text, anchor=anchor))
            extra.update(number=number, anchor=anchor)
    elif kind in ("table", "figure"):
        if counter:
            extra.update(anchor=counter.anchor(component["id"]), label=counter.label(kind))
        if kind == "table":
            component = _measure(component)
        elif component["table"]:
            component = {**component, "table": {**_measure(component["table"]), "anchor": "", "label": ""}}
    return {**component, **extra}


def outline(components: list[dict[str, Any]]) -> Outline:
    """Number a report's components (as ``notebook.components`` returns them)."""
    if not components or components[0]["kind"] != "cover":
        raise Refused("a report starts with a cover; call report.cover() first")
    document = components[0]["document"]
    counter = _Counter(document["language"], official=document["form"] == "official")
    shown = [c for c in components[1:] if c["kind"] not in ("end", "omitted", "cover")]
    return Outline(cover=components[0], body=[annotate(c, counter) for c in shown], contents=counter.contents)


def texts(value: object) -> list[str]:
    """Every text of a component or document, drawings included, as far as it can be printed."""
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: Any, found: list[str]) -> None:
    kind = type(value)
    if kind is str:
        found.append(value)
    elif kind is list:
        for item in value:
            _gather(item, found)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "svg":
                found.append(svg.characters(item))
            elif name not in _UNPRINTED:
                _gather(item, found)
