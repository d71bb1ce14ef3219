"""What the reports say while they are made: every phrase with its fields and the place it was said for."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.documents import names
from evaluation.documents.paper import Paper
from evaluation.view import conditions
from evaluation.view.numbers import Numbers
from evaluation.view.phrases import Phrases
from evaluation.view.view import View

_UNMARKED = re.compile("¦([0-9]+)¦")


class Said(NamedTuple):
    """One phrase: its key in the words of the package, the fields it was given and the ``text`` that came of them, said for one
    ``section`` (``cover``, ``targets`` ...) of the report of one ``region``.

    Two reports of one study share what was worked out once: a phrase may be said for the first of them only. A phrase
    that was said is not always printed: compare with the components.
    """

    region: str
    section: str
    key: str
    fields: dict[str, str]
    text: str


class Held(NamedTuple):
    """Whether one sentence could be said of a region at a period: its key, the condition it rests on, the codes that was
    asked of, the answer."""

    region: str
    section: str
    key: str
    fact: str
    of: tuple[str, ...]
    holds: bool
    period: str


@dataclass(frozen=True)
class Shown:
    """The ``component`` one cell of the notebook shows for ``region``: its content as plain values, as schema.py has it."""

    region: str
    section: str
    component: dict[str, Any]

    @cached_property
    def tables(self) -> list[dict[str, Any]]:
        """All tables in it."""
        return [*_tables(self.component)]


def _tables(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if part.get("kind") == "table":
            yield part
            return
        part = part.values()
    elif not isinstance(part, list):
        return
    for child in part:
        if isinstance(child, (dict, list)):
            yield from _tables(child)


@dataclass
class Record:
    """All that one study's reports said and showed, in the order of making. ``unmarked``: lines of code that spelled a
    figure that is not there without saying which kind of nothing it is; :meth:`unsaid` finds those that were printed.
    ``ranked``: rank and name of the grade of every region that has a score."""

    said: list[Said] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    ranked: dict[str, tuple[int | None, str | None]] | None = None
    region: str = ""
    section: str = ""

    def unsaid(self) -> set[tuple[str, str]]:
        """Sections that show a figure that is not there without its mark, and the line of code that printed it."""
        if not self.unmarked:
            return set()
        shown = ((x.section, json.dumps(x.component, ensure_ascii=False)) for x in self.shown)
        return {(section, self.unmarked[int(n)]) for section, text in shown for n in _UNMARKED.findall(text)}


@contextmanager
def recorded() -> Iterator[Record]:
    """Phrases said and conditions asked inside are noted; ``region`` and ``section`` of the record say for what."""
    record, say, holds, mark, asks = Record(), Phrases.__call__, conditions.holds, Numbers.mark, names.holds

    def noted(self: Phrases, key: str, **fields: str) -> str:
        text = say(self, key, **fields)
        record.said.append(Said(record.region, record.section, key, fields, text))
        return text

    def answered(view: View, key: str, *of: str) -> bool:
        answer = bool(holds(view, key, *of))
        record.held.append(Held(view.region, record.section, key, conditions.RESTS_ON[key], of, answer, view.period.spelled))
        return answer

    def answered_in_a_letter(paper: Paper, fact: str, *of: str | tuple[str, ...]) -> bool:
        answer, view = bool(asks(paper, fact, *of)), paper.view
        key = f"{paper.kind.name}: {fact}"
        record.held.append(Held(view.region, record.section, key, fact, names.codes(of), answer, view.period.spelled))
        return answer

    def named(self: Numbers, name: str) -> str:
        if not name:
            record.unmarked.append(_caller())
            return f"¦{len(record.unmarked) - 1}¦"
        return mark(self, name)

    Phrases.__call__ = noted  # type: ignore[method-assign]
    Numbers.mark = named  # type: ignore[method-assign]
    conditions.holds = answered
    names.holds = answered_in_a_letter
    try:
        yield record
    finally:
        Phrases.__call__ = say  # type: ignore[method-assign]
        Numbers.mark = mark  # type: ignore[method-assign]
        conditions.holds = holds
        names.holds = asks


def _caller() -> str:
    """The line of a section that printed."""
    helpers = ("numbers.py", "judged.py", "view.py", "spoken.py")
    lines = (f for f in reversed(traceback.extract_stack()) if not f.filename.endswith(helpers))
    found = next(lines)
    return f"{Path(found.filename).name}:{found.lineno} {found.line}"
