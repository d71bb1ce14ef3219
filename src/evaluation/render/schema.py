"""What a report component may hold: one checker per kind. Strict: plain text, exact types, no unknown field.

A checker takes ``(value, path)`` and returns a clean deep copy, or raises ``TypeError`` (wrong type) or
``ValueError`` (wrong content) naming the path of the bad field.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from evaluation.errors import near

MIME = "application/vnd.evaluation+json"
SCHEMA = 1
Checker = Callable[[Any, str], Any]

_REQUIRED = object()
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
# Control characters but tab and newline, lone surrogates; and bidirectional controls, which reorder what the reader
# sees (税 for 费): none belongs in an official report.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Checked(dict[str, Any]):
    """Content of a component that was checked when it was made: it is not checked again inside another."""


def _type(value: object) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def text(value: object, path: str) -> str:
    """Plain text: no control characters but tab and newline, no lone surrogate, nothing that reorders letters."""
    if type(value) is not str:
        raise TypeError(f"{path}: expected text, got {_type(value)}; format it before it goes into the report")
    bad = _UNPRINTABLE.search(value)
    if bad:
        raise ValueError(f"{path}: character U+{ord(bad[0]):04X} at position {bad.start()} cannot be printed; remove it")
    return value


def filled(value: Any, path: str) -> str:
    """Text that is not blank."""
    if not text(value, path).strip():
        raise ValueError(f"{path}: must not be blank")
    return value


def matching(pattern: re.Pattern[str], example: str) -> Checker:
    def check(value: Any, path: str) -> str:
        if not pattern.fullmatch(text(value, path)):
            raise ValueError(f"{path}: {value!r} is not of the form {example}")
        return value

    return check


def day(value: object, path: str) -> str:
    """A date as ``2007-12-31``."""
    try:
        if datetime.date.fromisoformat(text(value, path)).isoformat() == value:
            return value
    except ValueError:
        pass
    raise ValueError(f"{path}: {value!r} is not a date of the form '2007-12-31'")


def one_of(*allowed: str) -> Checker:
    def check(value: Any, path: str) -> str:
        if text(value, path) not in allowed:
            raise ValueError(f"{path}: {value!r} is not allowed; {near(value, allowed)}")
        return value

    return check


def whole(low: int, high: int) -> Checker:
    def check(value: object, path: str) -> int:
        if type(value) is not int:
            raise TypeError(f"{path}: expected a whole number, got {_type(value)}")
        if not low <= value <= high:
            raise ValueError(f"{path}: {value} is not between {low} and {high}")
        return value

    return check


def flag(value: object, path: str) -> bool:
    if type(value) is not bool:
        raise TypeError(f"{path}: expected true or false, got {_type(value)}")
    return value


def maybe(check: Checker) -> Checker:
    return lambda value, path: None if value is None else check(value, path)


def many(check: Checker, low: int = 0) -> Checker:
    def checked(value: object, path: str) -> list[Any]:
        if not isinstance(value, (list, tuple)):
            raise TypeError(f"{path}: expected a list, got {_type(value)}")
        if len(value) < low:
            raise ValueError(f"{path}: needs at least {low} item(s), got {len(value)}")
        return [check(item, f"{path}[{number}]") for number, item in enumerate(value)]

    return checked


def record(fields: dict[str, Checker], **defaults: Any) -> Checker:
    """A mapping with exactly these fields; a field with a default may be left out."""

    def check(value: object, path: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise TypeError(f"{path}: expected a mapping, got {_type(value)}")
        for name in value:
            if name not in fields:
                raise ValueError(f"{path}: unknown field {name!r}; {near(str(name), fields)}")
        clean = {}
        for name, field in fields.items():
            found = value.get(name, defaults.get(name, _REQUIRED))
            if found is _REQUIRED:
                raise ValueError(f"{path}.{name}: is missing")
            clean[name] = field(found, f"{path}.{name}")
        return clean

    return check


def pair(value: object, path: str) -> list[str]:
    if isinstance(value, (list, tuple)) and len(value) != 2:
        raise ValueError(f"{path}: expected [label, value], got {len(value)} items")
    return many(text)(value, path)


def markup(value: object, path: str) -> str:
    """An SVG drawing; what it may hold is checked by ``evaluation.render.svg``."""
    from evaluation.render.svg import checked

    if type(value) is not str:
        raise TypeError(f"{path}: expected SVG text, got {_type(value)}; decode bytes as UTF-8")
    return checked(value, path)


identifier = matching(_IDENTIFIER, "a letter followed by letters, digits, '_', '.' or '-' (at most 64)")

_DOCUMENT = record(
    {
        "title": filled,
        "region": filled,
        "region_code": matching(re.compile(r"[0-9A-Za-z_-]{1,32}"), "'420100'"),
        "study": filled,
        "period": filled,
        "language": one_of("zh", "en"),
        "cut_off": day,
        "dated": maybe(day),
        "author": filled,
        "key": filled,
        "status": filled,
        "synthetic": maybe(filled),
        "subject": text,
        "form": one_of("report", "official"),
    },
    dated=None,
    synthetic=None,
    subject="",
    form="report",
)
_SHA256 = matching(re.compile(r"[0-9a-f]{64}"), "64 hex digits")
_FONT = record({"role": one_of("song", "title"), "file": filled, "sha256": _SHA256})
_LETTERHEAD = record({"issuer": filled, "number": filled, "fonts": many(_FONT)}, fonts=())
_COLUMN = record(
    {"title": text, "unit": maybe(text), "align": one_of("left", "right", "center"), "weight": maybe(whole(1, 1000))},
    unit=None,
    align="left",
    weight=None,
)
_ROW = record({"role": one_of("body", "group", "total", "emphasis"), "cells": many(text, low=1)}, role="body")
_LIMIT = record(
    {
        "title": filled,
        "requirement": text,
        "value": text,
        "detail": text,
        "state": one_of("met", "missed", "not_judged", "missing"),
        "state_text": filled,
    },
    detail="",
)
_FACT = record({"label": filled, "value": text, "note": text}, note="")
_RUN = record({"text": text, "strong": flag}, strong=False)
_NOTES: dict[str, Checker] = {"notes": many(filled), "source": maybe(filled)}
_NO_NOTES: dict[str, Any] = {"notes": (), "source": None}


def _kind(name: str, fields: dict[str, Checker] | None = None, **defaults: Any) -> Checker:
    return record({"kind": one_of(name), **(fields or {})}, **defaults)


_flat_table = _kind(
    "table", {"id": identifier, "title": filled, "columns": many(_COLUMN, low=1), "rows": many(_ROW), **_NOTES}, **_NO_NOTES
)


def table(value: object, path: str) -> dict[str, Any]:
    if type(value) is Checked and value["kind"] == "table":
        return value
    clean = _flat_table(value, path)
    width = len(clean["columns"])
    for number, row in enumerate(clean["rows"]):
        expected = 1 if row["role"] == "group" else width
        if len(row["cells"]) != expected:
            where = f"{path}.rows[{number}].cells"
            raise ValueError(f"{where}: a {row['role']} row needs {expected} cell(s), got {len(row['cells'])}")
    return clean


def _child(value: object, path: str) -> dict[str, Any]:
    clean = component(value, path)
    if clean["kind"] in ("cover", "end"):
        raise ValueError(f"{path}: a {clean['kind']} stands alone, not inside a section; return it from its own cell")
    return clean


def _section(value: object, path: str) -> dict[str, Any]:
    return _kind("section", {"id": identifier, "children": many(_child, low=1)})(value, path)


_COVER: dict[str, Checker] = {
    "document": _DOCUMENT,
    "title": filled,
    "subtitle": text,
    "facts": many(pair),
    "letterhead": maybe(_LETTERHEAD),
}
KINDS: dict[str, Checker] = {
    "cover": _kind("cover", _COVER, subtitle="", facts=(), letterhead=None),
    "line": _kind("line", {"place": one_of("addressee", "annexes", "signature", "annex"), "lines": many(filled, low=1)}),
    "imprint": _kind("imprint", {"rows": many(pair), "printed": maybe(pair)}),
    "heading": _kind("heading", {"level": whole(1, 3), "text": filled}),
    "paragraph": _kind("paragraph", {"style": one_of("body", "lead", "small"), "runs": many(_RUN, low=1)}, style="body"),
    "list": _kind("list", {"ordered": flag, "items": many(filled, low=1)}, ordered=False),
    "limits": _kind("limits", {"title": filled, "items": many(_LIMIT, low=1)}),
    "table": table,
    "figure": _kind(
        "figure",
        {"id": identifier, "title": filled, "subtitle": text, "svg": markup, "alt": filled, **_NOTES, "table": maybe(table)},
        subtitle="",
        table=None,
        **_NO_NOTES,
    ),
    "notice": _kind(
        "notice", {"tone": one_of("info", "warning", "synthetic", "missing"), "title": maybe(filled), "text": filled}, title=None
    ),
    "keyfacts": _kind("keyfacts", {"items": many(_FACT, low=1)}),
    "break": _kind("break"),
    "section": _section,
    "omitted": _kind("omitted", {"id": identifier, "reason": filled}),
    "end": _kind("end", {"count": whole(1, 10**6), "digest": _SHA256}),
}


def component(value: object, path: str = "component") -> dict[str, Any]:
    """Check one component of any kind; returns a clean deep copy with every default filled in."""
    if type(value) is Checked:
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"{path}: expected a component, got {_type(value)}")
    kind = value.get("kind")
    if kind not in KINDS:
        raise ValueError(f"{path}.kind: {kind!r} is not a component; {near(str(kind), KINDS)}")
    return KINDS[kind](value, kind if path == "component" else path)
