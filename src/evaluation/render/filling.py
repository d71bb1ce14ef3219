"""Phrases with fields, filled by texts that keep their pieces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter

from evaluation.render.printed import Named, Printed, name_as


def fill(phrase: str, fields: Mapping[str, str]) -> Printed:
    """``phrase`` with its ``fields``. ``{count:target is|targets are}`` is the first for 1 and the second for any other
    number, and may have fields of its own; ``{month:0>2}`` is set to a width. ``KeyError`` for a field that is not given.
    """
    if not fields:
        return _literal(phrase)
    found: list[str] = []
    for words, field, spec in _parse(phrase):
        found.append(words)
        if field is None:
            continue
        value = fields[field]
        one, either, many = spec.partition("|")
        if either:
            found.append(fill(one if value == "1" else many, fields))
        else:
            found.append(_pad(value, spec) if spec else value)
    return Printed(*found)


@cache
def _parse(phrase: str) -> tuple[tuple[str, str | None, str], ...]:
    """Words, the field behind them, and how it is written."""
    return tuple((name_as("words", words), field, spec or "") for words, field, spec, _ in Formatter().parse(phrase))


@cache
def _literal(phrase: str) -> Printed:
    return Printed(name_as("words", phrase))


def _pad(value: str, spec: str) -> str:
    """A name, as of a month, in the width of ``spec``."""
    match value.pieces if isinstance(value, Printed) else ():
        case (Named(kind, text),):
            return Printed(Named(kind, format(text, spec)))
    return format(str(value), spec)
