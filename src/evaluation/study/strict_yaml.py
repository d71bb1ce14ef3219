"""YAML as the study files use it: every scalar stays a string, so that only the schema decides types.

``0110`` stays a code, ``NO`` stays a word and ``2007-12-31`` becomes a date only where the model says so.
Duplicate keys, aliases and tags are refused with file and line.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from evaluation.errors import Refused


class _Loader(yaml.BaseLoader):
    def compose_node(self, parent, index):
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(
                None,
                None,
                "anchors and aliases are not used in study files; write the value out",
                event.start_mark,
            )
        if getattr(event, "tag", None):
            raise yaml.constructor.ConstructorError(
                None, None, f"the tag {event.tag!r} is not used in study files; remove it", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"the key {key.value!r} stands twice (first in line {seen[key.value]})",
                    key.start_mark,
                )
            seen[key.value] = key.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)


def load(path: Path) -> dict:
    """Mapping of strings, lists and mappings in ``path``; ``Refused`` with file and line when it is not one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    return parse(text, str(path))


def parse(text: str, path: str) -> dict:
    """:func:`load` of a text that ``path`` names in messages."""
    try:
        content = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}, line {mark.line + 1}" if mark else path
        raise Refused(f"{where}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise Refused(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(content, dict):
        got = "an empty file" if content is None else f"a {type(content).__name__}"
        raise Refused(f"{path}: expected keys and values, got {got}")
    return content
