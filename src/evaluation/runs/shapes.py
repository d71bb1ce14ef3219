"""Records read back: of the shape they are written in, or refused with the place and what is there.

What lies in ``outputs/`` was written by this program, by another version of it, by a half-finished copy or by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation import door
from evaluation.errors import fit_for_message
from evaluation.runs.job import DONE, FAILED, INTERRUPTED, NOT_RUN

SCHEMA = 2
STANDINGS = ("met", "missed", "not_judged", "missing")
"""How a headline check of a region's summary may stand."""
TALLY = ("demanded", "judged", "met", "missed", "open", "without")
"""What a region's summary counts: requirements that hold, that could be judged, how they ended, those that could not be
judged, and indicators that no line is drawn for."""
_HASH, _KEY = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{12}")
_NAME = re.compile(r"(?!\.{1,2}\Z)[^/\\\0]+")  # of a file or folder directly in another: nothing leads elsewhere
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_STATE = re.compile("|".join((DONE, FAILED, INTERRUPTED, NOT_RUN)))
_STANDING = re.compile("|".join(STANDINGS))
_HASHED = {"path": str, "sha256": _HASH}
_OUTPUTS = [{"path": _NAME, "sha256": _HASH, "bytes": int}]
_MADE_OF = {
    "schema": int,
    "study": str,
    "title": str,
    "period": str,
    "period_name?": str,
    "language": re.compile("zh|en"),
    "synthetic": (str, None),
    "renderer": str,
    "params": [_HASHED],
    "inputs": [{**_HASHED, "bytes": int}],
    "own?": [_HASHED],
    "undeclared?": [str],
    "round?": {
        "state": re.compile("open|frozen|changed|issued"),
        "frozen": (_DAY, None),
        "issued": (_DAY, None),
        "units": int,
        "delivered": int,
        "unconfirmed": [str],
        "changed": [str],
    },
    "cut_off?": _DAY,
    "unmade?": [{"code": _NAME, "name": str, "why": str, "said": str}],
    "environment": {"libraries": {str: (str, None)}, "code_sha256": _HASH},
    "outputs": _OUTPUTS,
}
_REGION = {
    "state": _STATE,
    "key": _KEY,
    "parameters": {str: str},
    "notebook": _HASHED,
    "components_digest?": str,
    "content_key?": _KEY,
}
_SUMMARY = {
    "name?": str,
    "score?": str,
    "grade?": str,
    "headline?": [{"title": str, "value": (str, None), "state": _STANDING}],
    "tally?": dict.fromkeys(TALLY, int),
}
RUN = {
    **_MADE_OF,
    "run_id": _NAME,
    "changes_since?": _NAME,
    "engine": str,
    "state": _STATE,
    "started": str,
    "ended": str,
    "regions": [
        {
            **_REGION,
            "code": _NAME,
            "name": str,
            "overview": bool,
            "document?": str,
            "kept_from": str,
            "equal_to?": str,
            "reason": str,
            "error?": str,
            "outputs": _OUTPUTS,
            "period?": str,
            "cut_off?": _DAY,
        }
    ],
}
SEALED = {**_MADE_OF, **_REGION, "region": {"code": _NAME, "name": str}, "components_digest": str, "summary": _SUMMARY}
SEAL = {"event": re.compile("sealed"), "region": _NAME, "record": _HASH}


class Unfit(ValueError):
    """A file that is no record; the message, without a subject, says what it is instead."""


def read(path: Path, shape: object, sha256: str = "") -> dict[str, Any]:
    """The record in ``path``. :class:`Unfit` when it has another shape, or another content than ``sha256`` says."""
    try:
        content = door.read_made(path)
    except OSError as error:
        raise Unfit(f"cannot be read: {error.strerror}") from None
    if sha256 and hashlib.sha256(content).hexdigest() != sha256:
        raise Unfit("is not what the run's record says")
    if not content.strip():
        raise Unfit("is empty")
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        raise Unfit("is no JSON: cut off, or no record at all") from None
    if not isinstance(record, dict) or "schema" not in record:
        raise Unfit("is no record: it names no schema")
    if record["schema"] != SCHEMA:
        raise Unfit(f"is of schema {fit_for_message(record['schema'])}; this version reads {SCHEMA}")
    if wrong := fault(record, shape):
        raise Unfit(f"is no whole record: {wrong}")
    return record


def fault(value: object, shape: Any, place: str = "") -> str:
    """Where ``value`` first differs from ``shape``, and how; empty when it does not.

    A shape is a type; a pattern for the whole of a text; a tuple of alternatives; a list with the shape of each item; a
    mapping of names, those with ``?`` may be missing and others may be more, or of ``str`` to the shape of each value.
    """
    if isinstance(shape, re.Pattern):
        return "" if isinstance(value, str) and shape.fullmatch(value) else _sentence(value, place)
    if isinstance(shape, tuple):
        return "" if value in shape or not fault(value, shape[0]) else _sentence(value, place)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return _sentence(value, place)
        found = (fault(item, shape[0], f"{place}[{number}]") for number, item in enumerate(value))
        return next(filter(None, found), "")
    if isinstance(shape, dict):
        return _members(value, shape, place)
    fits = isinstance(value, shape) and not (shape is int and (isinstance(value, bool) or value < 0))
    return "" if fits else _sentence(value, place)


def _members(value: object, shape: Mapping[Any, Any], place: str) -> str:
    if not isinstance(value, dict):
        return _sentence(value, place)
    dot = f"{place}." if place else ""
    if str in shape:
        found = (fault(item, shape[str], f"{dot}{name}") for name, item in value.items())
        return next(filter(None, found), "")
    for name, wanted in shape.items():
        plain = name.removesuffix("?")
        if plain in value:
            if wrong := fault(value[plain], wanted, f"{dot}{plain}"):
                return wrong
        elif plain == name:
            return f"{dot}{name} is missing"
    return ""


def _sentence(value: object, place: str) -> str:
    return f"{place or 'it'} is {fit_for_message(json.dumps(value, ensure_ascii=False))}"
