"""What policy documents demand by date: the events that packs declare in their ``calendar.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from evaluation import door, own
from evaluation.errors import Refused
from evaluation.study import strict_yaml
from evaluation.study.base import Code, Model, Words
from evaluation.study.folder import validate
from evaluation.study.grammar import Text, Whole, form

FILE = "calendar.yml"


_DUE = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|quarterly|rolling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of every year. ``due`` is ``MM-DD`` (``02-29``: the end of February), ``quarterly`` (the last day of each
    quarter) or ``rolling``.

    ``each``: every reporting region owes it, otherwise the whole does.
    """

    code: str
    clause: str
    title: Words
    output: Words
    due: str
    each: bool

    @property
    def prefix(self) -> str:
        return self.clause.partition("-")[0]


class EventEntry(Model):
    """One event as a pack declares it. ``output``: what shows that it was done."""

    clause: Code
    due: Annotated[Text, form(_DUE, "is no due day; write 03-31, quarterly or rolling")]
    owed_by: Literal["each", "whole"]
    title: Words
    output: Words


class EventFile(Model):
    format: Annotated[Whole, Field(ge=2, le=2)]
    events: dict[Code, EventEntry]


@cache
def package_events() -> tuple[Event, ...]:
    """Of the packs that come with the package, in the order of their folders."""
    return _events_of(own.PACKAGE)


def events(root: Path) -> tuple[Event, ...]:
    """Of the packs of the package and of the project at ``root``, each in the order of its file.

    :class:`Refused` for what cannot be read, and for a name that two of one document have.
    """
    found = package_events()
    for event in _events_of(root) if root.resolve() != own.PACKAGE else ():
        if any((e.prefix, e.code) == (event.prefix, event.code) for e in found):
            raise Refused(f"{FILE}: two packs declare an event {event.code!r} of {event.prefix}; rename one of them")
        found = (*found, event)
    return found


def _events_of(root: Path) -> tuple[Event, ...]:
    return tuple(event for path in sorted(root.glob(f"packs/*/{FILE}")) for event in _read(path, root))


def _read(path: Path, root: Path) -> list[Event]:
    shown = path.relative_to(root)
    text = strict_yaml.text(door.read(path, root, strict_yaml.LARGEST), shown)
    said = validate(EventFile, strict_yaml.parse(text, str(shown)), shown, text=text)
    return [
        Event(code=code, clause=e.clause, due=e.due, each=e.owed_by == "each", title=e.title, output=e.output)
        for code, e in said.events.items()
    ]
