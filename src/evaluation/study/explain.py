"""What is wrong with the keys of a study file, said so that it can be mended: line, path, what was got, what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from evaluation.errors import fit_for_message, near
from evaluation.study import strict_yaml
from evaluation.study.places import find_line

_MOST_TOLD = 20  # wrong keys of one file, the others are counted
_DECIMAL = re.compile(r"Decimal\('([0-9.]+)'\)")  # as pydantic names a bound
_LISTS = ("tuple_type", "list_type")
_MAPPINGS = ("model_type", "model_attributes_type", "dict_type", "dataclass_type")
_LENGTHS = {"too_long": "max_length", "string_too_long": "max_length", "too_short": "min_length", "string_too_short": "min_length"}
_SHOWN = 3  # keys of an example


def explain(model: type[BaseModel], error: ValidationError, text: str = "") -> str:
    """A line for each wrong key of ``model``, some and a count when there are many. ``text``: of the YAML file, by which each
    is told with its line."""
    lines = strict_yaml.lines(text) if text else {}
    wrong = [_explain(model, e, lines, text) for e in islice(error.errors(include_url=False), _MOST_TOLD)]
    more = error.error_count() - len(wrong)
    return "\n".join([*wrong, *([f"  and {more:,} more like these"] if more else [])])


def _explain(model: type[BaseModel], error: Mapping[str, Any], lines: Mapping[tuple[str, ...], int], text: str) -> str:
    said, path = _message(model, error), ".".join(fit_for_message(part) for part in error["loc"])
    line = _line(error["loc"], lines) or (find_line("", "" if path else said, text) if text else None)
    where = ", ".join([*([f"line {line}"] if line else []), *([path] if path else [])])
    return f"  {where}: {said}" if where else f"  {said}"


def _line(loc: Sequence[int | str], lines: Mapping[tuple[str, ...], int]) -> int | None:
    """Of the key, or of the one that it should stand in."""
    path = tuple(str(part) for part in loc)
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


def _message(model: type[BaseModel], error: Mapping[str, Any]) -> str:
    kind, got = error["type"], error.get("input")
    told = f", got '{fit_for_message(got)}'" if isinstance(got, str) else ""
    if kind == "extra_forbidden":
        return f"unknown key; {near(str(error['loc'][-1]), keys_of(model, error['loc'][:-1]))}"
    if kind == "missing":
        return "missing; add it"
    if kind in _LISTS:
        return f"is a list{told}; write [{fit_for_message(got) if isinstance(got, str) and got else 'a, b'}]"
    if kind in _MAPPINGS:
        return f"has keys and values{told}; write {_example(keys_of(model, error['loc']), got)}"
    if kind == "string_pattern_mismatch":
        return f"is no code{told}; write 1 to 32 letters A-Z, a-z, digits, '_' and '-', the first no '-'"
    if kind in _LENGTHS and isinstance(got, (str, tuple, list)):
        return tell_length(error, got)
    return _DECIMAL.sub(r"\1", f"{error['msg']}{told}".removeprefix("Value error, "))


def tell_length(error: Mapping[str, Any], got: str | Sequence[object]) -> str:
    """What is said of a text or a list that is too long, or too short."""
    if not got:
        return "is empty; fill it in or leave the key away"
    name, what = _LENGTHS[error["type"]], "characters" if isinstance(got, str) else "entries"
    told = f", got '{fit_for_message(got)}'" if isinstance(got, str) else ""
    bound = "at most" if name == "max_length" else "at least"
    return f"has {len(got)} {what}, {bound} {error['ctx'][name]} are taken{told}"


def _example(keys: Sequence[str], got: object) -> str:
    """Keys as they are written; a text that stands in their place is that of a language."""
    if {"zh", "en"} <= set(keys):
        text = fit_for_message(got) if isinstance(got, str) else "…"
        return f"{{en: {text}}} or {{zh: …, en: {text}}}"
    shown = ", ".join(f"{key}: …" for key in keys[:_SHOWN]) or "name: …"
    return f"{{{shown}{', …' if len(keys) > _SHOWN else ''}}}"


def keys_of(model: object, loc: tuple[int | str, ...]) -> list[str]:
    """Field names allowed at ``loc``, so that a hint names a key of the right level."""
    for part in loc:
        fields = getattr(model, "model_fields", None)
        if fields and part in fields:
            model = _inner(fields[part].annotation)
    return list(getattr(model, "model_fields", {}))


def _inner(annotation: object) -> Any:
    """The model inside ``dict[Code, Table]``, ``tuple[Grade, ...]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in reversed(getattr(annotation, "__args__", ())):
        found = _inner(argument)
        if found is not None:
            return found
    return None
