"""``study.yml`` of format 1 as one of format 2: lines are added, none is changed, comments stand where they stood."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import count, takewhile

import yaml

from evaluation.errors import Refused
from evaluation.study import strict_yaml
from evaluation.study.silences import CURRENT, Silence, find_silences
from evaluation.study.target import EACH, EVERYWHERE
from evaluation.study.unit import RATES


def rewrite(text: str, path: str, packs: Sequence[str]) -> tuple[str, list[tuple[int, str]]]:
    """The text in format 2, and what was added with its line there. ``packs``: those that a study has which names none.

    :class:`Refused` where the file says format 2 already.
    """
    content = strict_yaml.parse(text, path)
    if "format" in content and content["format"] != "1":
        raise Refused(f"{path} is of format {content['format']} already; nothing is to be migrated")
    top = Silence((), "format", next(iter(content)), str(CURRENT), "")
    for silence in (*find_silences(content), top):
        value = silence.meant if silence.meant is not None else _list(packs)
        text = _replace(text, value) if silence is top and "format" in content else _insert(text, silence, value)
    lines = strict_yaml.lines(text)
    values = {d: d.meant if d.meant is not None else _list(packs) for d in (top, *find_silences(content))}
    return text, sorted((lines[*d.place, d.key], f"{'.'.join((*d.place, d.key))}: {value}") for d, value in values.items())


def widen(text: str) -> tuple[str, list[int]]:
    """The text of a file of targets in which every rate of each region is one of the whole as well, as format 1 had it, and the
    lines that were changed."""
    lines, changed = text.splitlines(keepends=True), []
    header = next(csv.reader(lines[:1]), [])
    if not {"region", "unit"} <= set(header):
        return text, []
    region, unit = header.index("region"), header.index("unit")
    for number, line in enumerate(lines[1:], 2):
        cells = next(csv.reader([line]), [])
        if len(cells) > max(region, unit) and cells[region] == EACH and cells[unit] in RATES:
            lines[number - 1] = re.sub(rf"(^|,)(\"?){EACH}(?=\2(?:,|\r|\n|$))", rf"\1\2{EVERYWHERE}", line, count=1)
            changed.append(number)
    return "".join(lines), changed


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _mapping(text: str, place: Sequence[str]) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    for key in place:
        node = next(value for name, value in node.value if name.value == key)
    return node


def _replace(text: str, value: str) -> str:
    """``format: 1``, which somebody wrote, as that of today."""
    node = next(value for name, value in _mapping(text, ()).value if name.value == "format")
    return text[: node.start_mark.index] + value + text[node.end_mark.index :]


def _insert(text: str, silence: Silence, value: str) -> str:
    """The text with the key before the one that it stands before; before the comment of that one, if there is any."""
    node, said = _mapping(text, silence.place), f"{silence.key}: {value}"
    if node.flow_style:
        at = node.start_mark.index + 1
        return f"{text[:at]}{said}, {text[at:]}"
    first = node.value[0][0]
    before = next((name for name, _ in node.value if name.value == silence.before), first)
    mark = before.start_mark
    lines = text.splitlines(keepends=True)
    above = [] if before is first else list(takewhile(lambda n: _is_remark(lines[n]), count(mark.line - 1, -1)))
    at, end = mark.line - len(above), "\r\n" if lines[mark.line].endswith("\r\n") else "\n"
    return "".join([*lines[:at], f"{' ' * mark.column}{said}{end}", *lines[at:]])


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
