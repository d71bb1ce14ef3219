"""What a report component may hold: one checker per kind. Strict: exact types, no unknown field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evaluation.errors import near
from evaluation.render.fields import (
    Checker,
    day,
    filled_letters,
    filled_text,
    flag,
    letters,
    many,
    matching,
    maybe,
    one_of,
    pair,
    record,
    text,
    type_name,
    whole_number,
)

MIME = "application/vnd.evaluation+json"
SCHEMA = 2
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


class Checked(dict[str, Any]):
    """Content of a component that was checked when it was made: it is not checked again inside another."""


def markup(value: object, path: str) -> str:
    """An SVG drawing; what it may hold is checked by ``evaluation.render.svg``."""
    from evaluation.render.svg import check

    if type(value) is not str:
        raise TypeError(f"{path}: expected SVG text, got {type_name(value)}; decode bytes as UTF-8")
    return check(value, path)


identifier = matching(_IDENTIFIER, "a letter followed by letters, digits, '_', '.' or '-' (at most 64)")

_DOCUMENT = record(
    {
        "title": filled_letters,
        "region": filled_letters,
        "region_code": matching(re.compile(r"[0-9A-Za-z_-]{1,32}"), "'420100'"),
        "study": filled_letters,
        "period": filled_letters,
        "language": one_of("zh", "en"),
        "cut_off": day,
        "dated": maybe(day),
        "author": filled_letters,
        "key": filled_letters,
        "made_of": letters,
        "status": filled_letters,
        "synthetic": maybe(filled_letters),
        "subject": letters,
        "form": one_of("report", "brief", "official"),
    },
    dated=None,
    synthetic=None,
    subject="",
    made_of="",
    form="report",
)
_SHA256 = matching(re.compile(r"[0-9a-f]{64}"), "64 hex digits")
_FONT = record({"role": one_of("song", "title"), "file": filled_letters, "sha256": _SHA256})
_LETTERHEAD = record({"issuer": filled_text, "number": filled_text, "fonts": many(_FONT)}, fonts=())
_COLUMN = record(
    {"title": text, "unit": maybe(text), "align": one_of("left", "right", "center"), "weight": maybe(whole_number(1, 1000))},
    unit=None,
    align="left",
    weight=None,
)
_ROW = record({"role": one_of("body", "group", "total", "emphasis"), "cells": many(text, low=1)}, role="body")
_LIMIT = record(
    {
        "title": filled_text,
        "requirement": text,
        "value": text,
        "detail": text,
        "state": one_of("met", "missed", "not_judged", "missing"),
        "state_text": filled_text,
    },
    detail="",
)
_FACT = record({"label": filled_text, "value": text, "note": text}, note="")
_RUN = record({"text": text, "strong": flag}, strong=False)
_NOTES: dict[str, Checker] = {"notes": many(filled_text), "source": maybe(filled_text)}
_NO_NOTES: dict[str, Any] = {"notes": (), "source": None}


def _kind(name: str, fields: dict[str, Checker] | None = None, **defaults: Any) -> Checker:
    return record({"kind": one_of(name), **(fields or {})}, **defaults)


_flat_table = _kind(
    "table", {"id": identifier, "title": filled_text, "columns": many(_COLUMN, low=1), "rows": many(_ROW), **_NOTES}, **_NO_NOTES
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
    "title": filled_text,
    "subtitle": text,
    "facts": many(pair),
    "letterhead": maybe(_LETTERHEAD),
}
KINDS: dict[str, Checker] = {
    "cover": _kind("cover", _COVER, subtitle="", facts=(), letterhead=None),
    "line": _kind("line", {"place": one_of("addressee", "annexes", "signature", "annex"), "lines": many(filled_text, low=1)}),
    "imprint": _kind("imprint", {"rows": many(pair), "printed": maybe(pair)}),
    "heading": _kind("heading", {"level": whole_number(1, 3), "text": filled_text}),
    "paragraph": _kind("paragraph", {"style": one_of("body", "lead", "small"), "runs": many(_RUN, low=1)}, style="body"),
    "list": _kind("list", {"ordered": flag, "items": many(filled_text, low=1)}, ordered=False),
    "limits": _kind("limits", {"title": filled_text, "items": many(_LIMIT, low=1)}),
    "table": table,
    "figure": _kind(
        "figure",
        {
            "id": identifier,
            "title": filled_text,
            "subtitle": text,
            "svg": markup,
            "alt": filled_text,
            **_NOTES,
            "table": maybe(table),
        },
        subtitle="",
        table=None,
        **_NO_NOTES,
    ),
    "notice": _kind(
        "notice",
        {"tone": one_of("info", "warning", "synthetic", "missing"), "title": maybe(filled_text), "text": filled_text},
        title=None,
    ),
    "keyfacts": _kind("keyfacts", {"items": many(_FACT, low=1)}),
    "break": _kind("break"),
    "section": _section,
    "omitted": _kind("omitted", {"id": identifier, "reason": filled_text}),
    "end": _kind("end", {"count": whole_number(1, 10**6), "digest": _SHA256}),
}


def component(value: object, path: str = "component") -> dict[str, Any]:
    """Check one component of any kind; returns a clean deep copy with every default filled in."""
    if type(value) is Checked:
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"{path}: expected a component, got {type_name(value)}")
    kind = value.get("kind")
    if kind not in KINDS:
        raise ValueError(f"{path}.kind: {kind!r} is not a component; {near(str(kind), KINDS)}")
    return KINDS[kind](value, kind if path == "component" else path)
