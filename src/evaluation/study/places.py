"""Where in a study's files stands what a message is about: the line of the key, of the listed name, or of the row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from evaluation.errors import Refused
from evaluation.study import strict_yaml

_FILE = re.compile(
    r"(?P<head>^\s*(?:\S*/)?(?P<file>[a-z_]+\.(?:yml|csv)))(?P<line>, (?:line|row) \d+|:\d+)?(?:, |: ?| )(?P<rest>.*)$"
)
_NAME = re.compile(r"'([^']+)'")
_WORD = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]*|[^\x00-\x7f，、；：（）]+")


def add_lines(message: str, texts: Mapping[str, str]) -> str:
    """``message`` with ``, line N`` after the file with which each of its lines begins, where none is said. ``texts``: of the
    study's files, by name."""
    return "\n".join(_add_line(line, texts) for line in message.split("\n"))


def _add_line(line: str, texts: Mapping[str, str]) -> str:
    found = _FILE.match(line)
    if found is None or found["file"] not in texts:
        return line
    head, said, rest = found["head"], found["line"], found["rest"]
    if said is not None:
        return f"{head}{said.replace('row', 'line')}{line[found.end('line') :]}"
    if not rest:
        return line
    after = line[found.end("head") :]
    return f"{head}, line {find_line(found['file'], rest, texts[found['file']])}{',' if after.startswith(' ') else ''}{after}"


def find_line(file: str, said: str, text: str) -> int:
    """The line of ``text``, of the file, that ``said`` is about; 1, the first, for what stands nowhere."""
    try:
        return _in_rows(said, text) if file.endswith(".csv") else _in_keys(said, text)
    except (Refused, csv.Error):
        return 1


def _in_keys(said: str, text: str) -> int:
    """The longest path of keys with which ``said`` begins, and in a list the name that it quotes."""
    known = _key_lines(text)
    begun = [path for path, spelled in _spell_keys(text) if said.startswith(spelled) and not said[len(spelled) :][:1].isalnum()]
    path = max(begun, key=len, default=())
    after = said[len(".".join(path)) :]
    named = [*_NAME.findall(after), *(_WORD.findall(after)[:1] if path and after.startswith(": ") else [])]
    inside = [(p, spelled) for p, spelled in _spell_keys(text) if p[: len(path)] == path and len(p) > len(path)]
    for name in named:
        listed = next((p for p, _ in inside if p[-1] == name or _value(text, p) == name), None)
        if listed:
            return known[listed]
    return known.get(path, 1)


def _in_rows(said: str, text: str) -> int:
    """The row that holds most of what ``said`` names, the last of several: what stands twice is told of the second."""
    words = {word.rstrip(".") for word in (*_WORD.findall(said), *_NAME.findall(said))}
    reader, best, most = csv.reader(io.StringIO(text)), 1, 0
    for row in reader:
        held = sum(cell in words for cell in set(row) if cell)
        if held >= most > 0 or held > most:
            best, most = reader.line_num, held
    return best


@lru_cache(maxsize=32)
def _key_lines(text: str) -> Mapping[tuple[str, ...], int]:
    return strict_yaml.lines(text)


@lru_cache(maxsize=32)
def _spell_keys(text: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((path, ".".join(path)) for path in _key_lines(text))


@lru_cache(maxsize=32)
def _content(text: str) -> dict[str, Any]:
    return strict_yaml.parse(text, "")


def _value(text: str, path: tuple[str, ...]) -> object:
    found: Any = _content(text)
    for part in path:
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found
