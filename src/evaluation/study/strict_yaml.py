"""YAML as the study files use it: every scalar stays a string, so that only the schema decides types.

``0110`` stays a code, ``NO`` stays a word and ``2007-12-31`` becomes a date only where the model says so.
Duplicate keys, aliases and tags are refused with file and line.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from evaluation.errors import Refused, fit_for_message

LARGEST, DEEPEST, MOST_VALUES = 1 << 20, 32, 50_000  # bytes, values inside one another, values in a file


class _Exceeded(yaml.constructor.ConstructorError):
    """A file with more in it than any study asks."""


def _check_bounds(depth: int, values: int, mark: object) -> None:
    if depth > DEEPEST:
        raise _Exceeded(None, None, f"nested too deeply: more than {DEEPEST} levels; write it flat", mark)
    if values > MOST_VALUES:
        raise _Exceeded(None, None, f"more than {MOST_VALUES:,} values; a table belongs in a CSV file", mark)


class _Loader(yaml.BaseLoader):
    depth = values = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(
                None, None, "anchors and aliases are not used in study files; write the value out", event.start_mark
            )
        if getattr(event, "tag", None):
            raise yaml.constructor.ConstructorError(
                None, None, f"the tag '{fit_for_message(event.tag)}' is not used in study files; remove it", event.start_mark
            )
        self.depth, self.values = self.depth + 1, self.values + 1
        _check_bounds(self.depth, self.values, event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"the key '{fit_for_message(key.value)}' stands twice (first in line {seen[key.value]})",
                    key.start_mark,
                )
            seen[key.value] = key.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)


_RARE = re.compile("[\t?\ufeff]")


class _Unusual(Exception):
    """A file that PyYAML's own reader is to judge."""


def _usual(text: str) -> dict[str, Any]:
    """What :class:`_Loader` makes of ``text``, by libyaml in a fraction of the time.

    :class:`_Unusual` for all that may be refused, so that one reader gives the reasons, and for the characters that
    libyaml admits in more places.
    """
    if _RARE.search(text) or not yaml.__with_libyaml__:
        raise _Unusual
    events = yaml.parse(text, Loader=yaml.CBaseLoader)
    try:
        _, document, start = next(events), next(events), next(events)
        if document.version or document.tags or not isinstance(start, yaml.MappingStartEvent):
            raise _Unusual
        content = _Built(events).of(start)
        if [type(e) for e in events] != [yaml.DocumentEndEvent, yaml.StreamEndEvent]:
            raise _Unusual
    except _Exceeded:
        raise
    except (yaml.YAMLError, StopIteration) as error:
        raise _Unusual from error
    return content


class _Built:
    """What the ``events`` of a document make, counted while it is made."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.depth = self.values = 0

    def of(self, event: yaml.Event) -> Any:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise _Unusual
        self.values += 1
        _check_bounds(self.depth + 1, self.values, event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        self.depth += 1
        made = self._items() if isinstance(event, yaml.SequenceStartEvent) else self._keys()
        self.depth -= 1
        return made

    def _items(self) -> list[Any]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.of(event))
        return items

    def _keys(self) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.of(event) if isinstance(event, yaml.ScalarEvent) else None
            if key is None or key in content:
                raise _Unusual
            content[key] = self.of(next(self.events))
        return content


def load(path: Path) -> dict[str, Any]:
    """Mapping of strings, lists and mappings in ``path``; ``Refused`` with file and line when it is not one."""
    with path.open("rb") as handle:
        return parse(text(handle.read(LARGEST + 1), path), str(path))


def text(content: bytes, path: Path) -> str:
    """``content`` of the file ``path`` as text; ``Refused`` when it is not UTF-8 or longer than :data:`LARGEST`."""
    if len(content) > LARGEST:
        raise Refused(f"{path}: larger than {LARGEST >> 20} MB; a file of questions is never that long, is it the right one?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"{path}, line {line}: the file is not UTF-8; save it as UTF-8") from error


def parse(text: str, path: str) -> dict[str, Any]:
    """:func:`load` of a text that ``path`` names in messages."""
    _refuse_bare_comma(text, path)
    try:
        with contextlib.suppress(_Unusual):  # one way or the other, what follows says what the file holds
            content = _usual(text)
            if any("：" in key for key in content):
                _refuse_wide_colon(text, path)
            return content
        content = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}, line {mark.line + 1}" if mark else path
        _refuse_wide_colon(text, path)
        _refuse_tab(text, path)
        _refuse_bare_hole(text, path)
        raise Refused(f"{where}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise Refused(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(content, dict):
        _refuse_wide_colon(text, path)
        got = "an empty file" if content is None else f"a {type(content).__name__}"
        raise Refused(f"{path}: expected keys and values, got {got}")
    return content


_WIDE_COLON = re.compile(r"^\s*(?:- )?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*：", re.MULTILINE)


def _refuse_wide_colon(text: str, path: str) -> None:
    """A key that a Chinese keyboard ends is no key, and what is wrong shows lines below it."""
    if found := _WIDE_COLON.search(text):
        line, key = text.count("\n", 0, found.start("key")) + 1, found["key"]
        raise Refused(f"{path}, line {line}: '{key}：' ends in a fullwidth colon; write '{key}: ' with a plain one and a blank")


def _refuse_tab(text: str, path: str) -> None:
    """YAML is indented by blanks alone."""
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise Refused(f"{path}, line {number}: a tab stands before the text; indent with blanks")


_HOLE = r"\{(?:period|region|as_of)\}"
_BARE_HOLE = re.compile(rf"""[:,\[] *(?P<words>[^"'{{}}\[\],:\s][^"'{{}}\[\]\n]*{_HOLE}|{_HOLE})""")


def _refuse_bare_hole(text: str, path: str) -> None:
    """What a text leaves open begins with a brace, which ends a text without quotes."""
    if found := _BARE_HOLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Refused(f'{path}, line {line}: a text with braces stands in quotes: "{found["words"]}…"')


_FLOW_WORDS = re.compile(r"""\{ *(?:zh|en): (?P<words>[^"'{}\[\]\n]*,[^"'{}\[\]\n]*)\}""")


def _refuse_bare_comma(text: str, path: str) -> None:
    """Between braces a comma ends a text: of ``{en: Rate, second quarter}`` the rest would be a key."""
    for found in _FLOW_WORDS.finditer(text):
        pieces = found["words"].split(",")
        end = next((at for at, piece in enumerate(pieces) if at and ": " not in piece), 0)
        if end and "#" not in text[text.rfind("\n", 0, found.start()) + 1 : found.start()]:
            line, whole = text.count("\n", 0, found.start()) + 1, ",".join(pieces[: end + 1]).strip()
            raise Refused(f'{path}, line {line}: a comma ends a text between braces; put it in quotes: "{whole}"')


def lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of every key of ``text``, which :func:`parse` reads, by its path; items of a list by their number. None of what
    only :func:`parse` takes."""
    found: dict[tuple[str, ...], int] = {}
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        open_nodes: list[tuple[tuple[str, ...], yaml.Node]] = [((), yaml.compose(text, Loader=loader))]
    except yaml.YAMLError:
        return found
    while open_nodes:
        path, node = open_nodes.pop()
        if isinstance(node, yaml.MappingNode):
            pairs = [(key.value, key, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pairs = [(str(at), value, value) for at, value in enumerate(node.value)]
        else:
            continue
        for name, marked, value in pairs:
            found[(*path, name)] = marked.start_mark.line + 1
            open_nodes.append(((*path, name), value))
    return found
