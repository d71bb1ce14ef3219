"""How figures, and their absence, are written: marks and flags of the source, decimals and thousands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.studies.dice import Dice
from tests.studies.tables import MARKS

FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
OWN_MARKS = {"missing": (":", "未报"), "suppressed": ("[c]", "保密"), "not_applicable": ("无", "[z]")}
FLAGS = {"p": {"zh": "初步数", "en": "provisional"}, "b": {"zh": "口径变化", "en": "break in series"}}


@dataclass
class Pen:
    """``ways`` are put on each text in turn; ``flags``: letters that stand behind some figures."""

    dice: Dice
    ways: list[Callable[[str], str]] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    forms: set[str] = field(default_factory=set)

    @staticmethod
    def drawn(dice: Dice, xlsx: bool, declared: dict[str, Any]) -> Pen:
        """``declared``: the table's entry in study.yml, which says what is to be known of it."""
        pen = Pen(dice)
        marks = {kind: texts for kind, texts in OWN_MARKS.items() if dice.yes(0.5)}
        if marks and dice.yes(0.5):
            declared["marks"] = {kind: list(texts) for kind, texts in marks.items()}
            pen._add("marks", lambda text: pen._marked(text, marks))
        if not xlsx and dice.yes(0.2):
            declared["decimal"] = ","
            pen._add("decimal_comma", lambda text: _number(text, ",", dice.choice(("", ".", " "))))
        elif dice.yes(0.2):
            pen._add("thousands", lambda text: _number(text, ".", dice.choice((",", " ", "’"))))
        if dice.yes(0.15):
            declared["flags"] = FLAGS
            pen.forms.add("flags")
            pen.flags = tuple(FLAGS)
        return pen

    def _add(self, form: str, way: Callable[[str], str]) -> None:
        self.forms.add(form)
        self.ways.append(way)

    def written(self, text: str) -> tuple[str, str]:
        """What is written for ``text``, and the flag behind it."""
        flag = self.dice.choice(self.flags) if self.flags and FIGURE.fullmatch(text) and self.dice.yes(0.1) else ""
        for way in self.ways:
            text = way(text)
        return (f"{text} {flag}" if flag else text), flag

    def _marked(self, text: str, marks: dict[str, tuple[str, ...]]) -> str:
        kind = next((kind for kind, texts in MARKS.items() if text in texts and kind in marks), "")
        return self.dice.choice(marks[kind]) if kind and self.dice.yes(0.7) else text


def _number(text: str, point: str, thousands: str) -> str:
    """A figure with its decimals behind ``point`` and its thousands parted; any other text as it is."""
    if not FIGURE.fullmatch(text):
        return text
    whole, _, rest = text.partition(".")
    sign, digits = whole[: whole.startswith("-")], whole.lstrip("-")
    if len(digits) > 3 and thousands:
        head = len(digits) % 3 or 3
        digits = thousands.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])
    return f"{sign}{digits}{point}{rest}" if rest else sign + digits
