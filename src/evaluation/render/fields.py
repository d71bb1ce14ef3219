"""What a field of a component may hold: checkers of texts, choices, lists and records.

A checker takes ``(value, path)`` and returns a clean deep copy, or raises ``TypeError`` (wrong type) or
``ValueError`` (wrong content) naming the path of the bad field.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from evaluation.errors import near
from evaluation.render import printed
from evaluation.render.printed import Printed, Spelled

Checker = Callable[[Any, str], Any]

_REQUIRED = object()
# Control characters but tab and newline, lone surrogates; and bidirectional controls, which reorder what the reader
# sees (税 for 费): none belongs in an official report.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def type_name(value: object) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def letters(value: object, path: str) -> str:
    """Text without pieces: no control characters but tab and newline, no lone surrogate, nothing that reorders letters."""
    if type(value) is not str and type(value) is not Printed:
        raise TypeError(f"{path}: expected text, got {type_name(value)}; format it before it goes into the report")
    bad = _UNPRINTABLE.search(value)
    if bad:
        raise ValueError(f"{path}: character U+{ord(bad[0]):04X} at position {bad.start()} cannot be printed; remove it")
    return str(value)


def text(value: Any, path: str) -> Spelled:
    """Text with its pieces, as :func:`printed.spell` gives it."""
    if type(value) is str:
        return letters(value, path)
    if type(value) is Printed:
        letters(value, path)
        return printed.spell(value)
    return _pieces(value, path) if isinstance(value, Mapping) and "pieces" in value else letters(value, path)


def filled_text(value: Any, path: str) -> Spelled:
    """Text that is not blank."""
    found = text(value, path)
    if not (found if isinstance(found, str) else printed.flatten(found)).strip():
        raise ValueError(f"{path}: must not be blank")
    return found


def filled_letters(value: object, path: str) -> str:
    """Text without pieces that is not blank."""
    found = letters(value, path)
    if not found.strip():
        raise ValueError(f"{path}: must not be blank")
    return found


def _pieces(value: Mapping[str, Any], path: str) -> dict[str, Any]:
    pieces = value["pieces"]
    if len(value) == 1 and isinstance(pieces, list) and pieces and all(map(_is_well_formed, pieces)):
        return {"pieces": [piece if isinstance(piece, str) else dict(piece) for piece in pieces]}
    return record({"pieces": many(_piece, low=1)})(value, path)


def _is_well_formed(piece: object) -> bool:
    """Whether :func:`_piece` would find nothing: a report has thousands, and it takes ten times as long."""
    if type(piece) is str:
        return not _UNPRINTABLE.search(piece)
    if not isinstance(piece, dict) or frozenset(piece) not in _FORMS:
        return False
    texts = piece.values()
    if not all(type(text) is str and text.strip() for text in texts) or _UNPRINTABLE.search("".join(texts)):
        return False
    return piece.get("named", "name") in printed.KINDS and bool(_NUMBER.fullmatch(piece.get("exact", "0")))


def _piece(value: object, path: str) -> Any:
    if not isinstance(value, Mapping):
        return letters(value, path)
    mark = next((mark for mark in _MARKS if mark in value), None)
    if mark is None:
        raise ValueError(f"{path}: a piece is text or has one of {', '.join(_MARKS)}")
    return _shape(mark, frozenset(_OPTIONAL.intersection(value)))(value, path)


@cache
def _shape(mark: str, more: frozenset[str]) -> Checker:
    """A piece with its optional fields, which only a number has."""
    optional = dict.fromkeys(sorted(more) if mark == "exact" else (), filled_letters)
    return record({mark: _MARKS[mark], "printed": filled_letters, **optional})


def matching(pattern: re.Pattern[str], example: str) -> Checker:
    def check(value: object, path: str) -> str:
        found = letters(value, path)
        if not pattern.fullmatch(found):
            raise ValueError(f"{path}: {found!r} is not of the form {example}")
        return found

    return check


def day(value: object, path: str) -> str:
    """A date as ``2007-12-31``."""
    try:
        found = letters(value, path)
        if datetime.date.fromisoformat(found).isoformat() == found:
            return found
    except ValueError:
        pass
    raise ValueError(f"{path}: {value!r} is not a date of the form '2007-12-31'")


def one_of(*allowed: str) -> Checker:
    def check(value: object, path: str) -> str:
        found = letters(value, path)
        if found not in allowed:
            raise ValueError(f"{path}: {found!r} is not allowed; {near(found, allowed)}")
        return found

    return check


def whole_number(low: int, high: int) -> Checker:
    def check(value: object, path: str) -> int:
        if type(value) is not int:
            raise TypeError(f"{path}: expected a whole number, got {type_name(value)}")
        if not low <= value <= high:
            raise ValueError(f"{path}: {value} is not between {low} and {high}")
        return value

    return check


def flag(value: object, path: str) -> bool:
    if type(value) is not bool:
        raise TypeError(f"{path}: expected true or false, got {type_name(value)}")
    return value


def maybe(check: Checker) -> Checker:
    return lambda value, path: None if value is None else check(value, path)


def many(check: Checker, low: int = 0) -> Checker:
    def check_each(value: object, path: str) -> list[Any]:
        if not isinstance(value, (list, tuple)):
            raise TypeError(f"{path}: expected a list, got {type_name(value)}")
        if len(value) < low:
            raise ValueError(f"{path}: needs at least {low} item(s), got {len(value)}")
        return [check(item, f"{path}[{number}]") for number, item in enumerate(value)]

    return check_each


def record(fields: dict[str, Checker], **defaults: Any) -> Checker:
    """A mapping with exactly these fields; a field with a default may be left out."""

    def check(value: object, path: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise TypeError(f"{path}: expected a mapping, got {type_name(value)}")
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


def pair(value: object, path: str) -> list[Spelled]:
    if isinstance(value, (list, tuple)) and len(value) != 2:
        raise ValueError(f"{path}: expected [label, value], got {len(value)} items")
    return many(text)(value, path)


_NUMBER = re.compile(r"-?[0-9]+(?:/[1-9][0-9]*)?")
_OPTIONAL = frozenset(("unit", "figure", "basis"))
_FORMS = {
    *(frozenset(("exact", "printed", *more)) for n in range(len(_OPTIONAL) + 1) for more in combinations(sorted(_OPTIONAL), n)),
    frozenset(("named", "printed")),
    frozenset(("nothing", "printed")),
}
_EXACT = matching(_NUMBER, "'7' or '-23/80'")
_MARKS: dict[str, Checker] = {"exact": _EXACT, "named": one_of(*sorted(printed.KINDS)), "nothing": filled_letters}
