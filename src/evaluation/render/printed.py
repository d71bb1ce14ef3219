"""Text that knows what its digits are: exact numbers, or names of a kind that says why they are none.

A :class:`Printed` is the text as it stands on the page, and can be used wherever a text can. It keeps its pieces through
``+`` and its own ``join``; an f-string or a ``join`` of a plain text loses them, which :func:`bare_digits` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from evaluation.based import bases_of
from evaluation.errors import fit_for_message

Kind = Literal["clause", "code", "date", "file", "formula", "name", "ordinal", "period", "quoted", "term", "unit", "words"]
"""What digits can be beside numbers: a ``term`` is a parameter of a rule or method (a seed, the fewest cases), a ``name``
what a region, indicator, problem or paper is called, ``quoted`` what somebody delivered or wrote, ``words`` what a phrase
says of itself."""
COUNT = "count"
"""The figure of a number that counts what a page lists, or is a place in it: it stands in no cell."""
KINDS: frozenset[str] = frozenset(get_args(Kind))
_DIGIT = re.compile(r"\d")


class Number(NamedTuple):
    """A number as it stands on the page. ``exact`` is its exact value in the unit it is printed in, as ``7`` or
    ``-23/80``; ``unit`` names that unit, ``figure`` the figure it is and ``basis`` the bases it was worked out of, each None where
    nothing does. ``printed`` is ``exact`` rounded half up, or a bound of it (``<90``)."""

    exact: str
    printed: str
    unit: str | None = None
    figure: str | None = None
    basis: str | None = None


class Named(NamedTuple):
    """Text of a listed kind, whose digits are no number."""

    kind: Kind
    printed: str


class Nothing(NamedTuple):
    """The mark that stands where there is no figure, and ``why`` there is none."""

    why: str
    printed: str


Piece: TypeAlias = Number | Named | Nothing
Spelled: TypeAlias = str | dict[str, Any]
"""A text of a component as JSON: plain, or ``{"pieces": [...]}``."""


def _append(pieces: list[str | Piece], piece: str | Piece) -> None:
    """Plain texts beside each other are one piece, and an empty one is none."""
    if not isinstance(piece, str):
        pieces.append(piece)
    elif pieces and isinstance(pieces[-1], str):
        pieces[-1] += piece
    elif piece:
        pieces.append(piece)


class Printed(str):
    """A text with its pieces, in order: plain texts, numbers, names and marks. It equals the text it prints."""

    __slots__ = ("pieces",)
    pieces: tuple[str | Piece, ...]

    def __new__(cls, *parts: str | Piece) -> Printed:
        pieces: list[str | Piece] = []
        for part in parts:
            if isinstance(part, Printed):
                for piece in part.pieces:
                    _append(pieces, piece)
            else:
                _append(pieces, part)
        return cls._of(pieces)

    @classmethod
    def _of(cls, pieces: Sequence[str | Piece]) -> Printed:
        self = super().__new__(cls, "".join([p if isinstance(p, str) else p.printed for p in pieces]))
        self.pieces = tuple(pieces)
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.pieces

    def __add__(self, other: str) -> Printed:
        return Printed(self, other)

    def __radd__(self, other: str) -> Printed:
        return Printed(other, self)

    def join(self, parts: Iterable[str], /) -> Printed:
        """The ``parts`` with this text between them, all with their pieces."""
        found: list[str] = []
        for part in parts:
            found += (self, part) if found else (part,)
        return Printed(*found)


def number(printed: str, exact: int | Fraction | Decimal, unit: str | None = None, figure: str | None = None) -> Printed:
    """``printed`` as the number it is."""
    basis = " ".join(sorted(bases_of(exact))) or None
    return Printed(Number(str(exact if isinstance(exact, (int, Fraction)) else Fraction(exact)), printed, unit, figure, basis))


def digits(count: int | Decimal | None, figure: str = COUNT) -> str:
    """A count, place or parameter by its digits; nothing for None."""
    return "" if count is None else number(str(count), count, None, figure)


def name_as(kind: Kind, text: str) -> str:
    """``text`` as of a kind, with whatever numbers it holds; itself where it has no digit."""
    return Printed(Named(kind, str(text))) if _DIGIT.search(text) else text


def spell(text: str) -> Spelled:
    """The JSON of a text."""
    pieces = text.pieces if isinstance(text, Printed) else ()
    if all(isinstance(p, str) for p in pieces):
        return str(text)
    return {"pieces": [p if isinstance(p, str) else _spell(p) for p in pieces]}


def _spell(piece: Piece) -> dict[str, str]:
    if isinstance(piece, Named):
        return {"named": piece.kind, "printed": piece.printed}
    if isinstance(piece, Nothing):
        return {"nothing": piece.why, "printed": piece.printed}
    fields = {"exact": piece.exact, "printed": piece.printed, "unit": piece.unit, "figure": piece.figure, "basis": piece.basis}
    return {name: value for name, value in fields.items() if value is not None}


def read(spelled: Spelled) -> Printed:
    """The text of its JSON."""
    return Printed(spelled) if isinstance(spelled, str) else Printed(*map(_read, spelled["pieces"]))


def _read(piece: str | Mapping[str, Any]) -> str | Piece:
    if isinstance(piece, str):
        return piece
    if "named" in piece:
        return Named(piece["named"], piece["printed"])
    return Nothing(piece["nothing"], piece["printed"]) if "nothing" in piece else Number(**piece)


def flatten(content: Any) -> Any:
    """The content of a component with its texts as they are printed, without their pieces."""
    if isinstance(content, dict):
        if "pieces" in content:
            return "".join(p if isinstance(p, str) else p["printed"] for p in content["pieces"])
        return {name: flatten(item) for name, item in content.items()}
    return [flatten(item) for item in content] if isinstance(content, list) else content


_OTHER = frozenset(("kind", "id", "svg", "digest", "document", "letterhead", "unit", "align", "role", "style", "state", "tone"))


def bare_digits(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of every printed text of a component's content with a digit that is in no piece.

    Fields that are of one kind altogether are left out: ids, the record that describes the document, units of columns.
    """
    if isinstance(content, str):
        if _DIGIT.search(content):
            yield path, content
    elif isinstance(content, list):
        for at, item in enumerate(content):
            yield from bare_digits(item, f"{path}[{at}]")
    elif isinstance(content, dict) and "pieces" in content:
        if any(isinstance(p, str) and _DIGIT.search(p) for p in content["pieces"]):
            yield path, flatten(content)
    elif isinstance(content, dict):
        for name, item in content.items():
            if name not in _OTHER:
                yield from bare_digits(item, f"{path}.{name}" if path else name)


def require_typed(content: Any) -> None:
    """``ValueError`` for a component's content with a digit that is in no piece, with the path of the text."""
    for path, text in bare_digits(content):
        raise ValueError(
            f"{path}: {fit_for_message(text)} has a digit of no kind: use view.numbers, view.date, name_as(kind, text), and "
            "Printed(a, b) instead of an f-string"
        )
