"""How a number, a day, a yes or no and a text are written in a study's files: one way each, anything else is refused.

Values that are already of the type are taken as they are, so that models can be made in Python too. Text holds no number of a
person.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator

from evaluation import personal

NOT_APPLICABLE = ("—", "——", "--", "不适用", "n/a", "N/A")
"""Cells that say that there is no such figure, and could be none."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMES = {"\n": "a line break", "\r": "a line break", "\t": "a tab", "\x1b": "the escape character"}
_UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # variation selectors: marks by category, never seen


def number(value: object) -> Any:
    """An exact decimal: at most 15 digits before the point and 12 after, no exponent, no separators."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise ValueError("is no number; write up to 15 digits, a point, up to 12 more: no exponent, '+', separators or zeros in front")


def line(value: object) -> Any:
    """A :func:`number`, or None where — says that there is no such line."""
    return None if value is None or value in NOT_APPLICABLE else number(value)


def whole_number(value: object) -> Any:
    """A whole number in plain digits."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("is no whole number; write plain digits: no point, separators or zeros in front")


def day(value: object) -> Any:
    """A day of the calendar, written YYYY-MM-DD."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("is no day of the calendar; correct month or day") from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("is no date; write it as 2007-12-31")


def flag(value: object) -> Any:
    """``true`` or ``false``."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("is neither true nor false; write one of the two")


def printable(value: object) -> Any:
    """One line of text of which every character can be seen: no control or direction marks, nothing of zero width."""
    if not isinstance(value, str):
        raise ValueError("is no text; write one line of words")
    if value and not value.strip():
        raise ValueError("is nothing but blanks; write words or leave it out")
    for char in unseen(value)[:1]:
        name = _NAMES.get(char) or unicodedata.name(char, "no character of Unicode")
        raise ValueError(f"holds U+{ord(char):04X} ({name}), which cannot be printed in a line; remove it")
    return value


def text(value: object) -> Any:
    """:func:`printable`, and without a number of a person, an account or a telephone."""
    if personal.held(printable(value)):
        raise ValueError("looks like an identity, account or telephone number; name units and offices only")
    return value


def word(value: object) -> Any:
    """A code or a hash, whose digits stand for something else: :func:`printable`, and no resident number in it."""
    if personal.resident(printable(value)):
        raise ValueError("holds the number of a resident; take another code")
    return value


def form(pattern: str, told: str) -> AfterValidator:
    """What a text looks like; else ``told``: what it is not, and what to write. No pattern is shown to anybody."""
    expected = re.compile(pattern)

    def check(value: str) -> str:
        if not expected.fullmatch(value):
            raise ValueError(told)
        return value

    return AfterValidator(check)


def unseen(text: str) -> list[str]:
    """The characters of ``text`` that no line of print can show, in their order."""
    if text.isprintable() and (text.isascii() or not _UNSEEN.search(text)):
        return []
    return [c for c in text if _UNSEEN.match(c) or not (c.isprintable() or unicodedata.category(c) == "Zs")]


Number = Annotated[Decimal, BeforeValidator(number)]
LINE = BeforeValidator(line)
Line = Annotated[Decimal | None, LINE]
Whole = Annotated[int, BeforeValidator(whole_number)]
Day = Annotated[date, BeforeValidator(day)]
Flag = Annotated[bool, BeforeValidator(flag)]
Text = Annotated[str, BeforeValidator(text)]
Word = Annotated[str, BeforeValidator(word)]

_STRICT = {Decimal: (number,), Decimal | None: (line,), int: (whole_number,), date: (day,), bool: (flag,), str: (text, word)}
_NEVER = (float, complex, bytes, datetime, object, Any)


def lax(annotation: Any, metadata: tuple[Any, ...] = ()) -> list[Any]:
    """Types inside ``annotation`` that pydantic would read by its own lenient rules instead of these."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return lax(inner[0], (*metadata, *inner[1:]))
    if origin is Literal:
        return []
    if annotation in _STRICT:
        given = [m.func for m in metadata if isinstance(m, BeforeValidator)]
        return [] if set(_STRICT[annotation]) & set(given) else [annotation]
    return [annotation] if annotation in _NEVER else [found for part in inner for found in lax(part)]
