"""Entries of a study's own for figures that no pack knows: they count what the unit says; the kind is a guess, and says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.data.header import yaml_entry
from evaluation.draft.guesses import Guess, plain_name
from evaluation.study.counted import STATED_RATES
from evaluation.study.unit import WrittenUnit

_OPEN = "'?'"
_CHANGE = re.compile(r"增长|增幅|增速|同比|环比|升降|(?i:growth|change|increase)")
_RANGE = ", least: -100, most: 1000"
_STATED = "a rate as it was stated, never added; its range is a guess where it says one, else 0 to its whole"
_STOCK = re.compile(r"期末|年末|月末|结余|余额|在册|人口|(?i:balance|stock|outstanding|population|at the end)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """A quantity of its own, and the indicator that shows it; ``changes``: it may fall below 0; ``known``: the quantity is that
    of a pack, which measures nothing of what is delivered."""

    code: str
    title: str
    counts: str
    kind: str
    changes: bool = False
    known: bool = False

    @property
    def indicator(self) -> str:
        return f"{self.code}_shown"


def own_entry(number: int, name: str, unit: WrittenUnit | None) -> OwnEntry:
    """The entry of a column of that name, the ``number``-th; what it counts is left open where no unit says it."""
    title = plain_name(name)
    spelled = re.sub(r"[^a-z0-9]+", "_", title.lower())[:22].strip("_") if title.isascii() else ""
    code = spelled if re.match("[a-z]", spelled) else f"figure_{number}"
    counts = unit.counts if unit else _OPEN
    kind = "stated" if counts in STATED_RATES else "stock" if _STOCK.search(name) else "flow"
    return OwnEntry(code=code, title=title, counts=counts, kind=kind, changes=_CHANGE.search(name) is not None)


def show(guess: Guess, language: str) -> OwnEntry:
    """What shows a quantity of a pack as it is."""
    q = guess.quantity
    return OwnEntry(code=q.code, title=q.title.zh if language == "zh" else q.title.en, counts=q.counts, kind=q.kind, known=True)


def catalogue_text(own: Sequence[OwnEntry], language: str) -> str:
    """catalogue.yml of the study."""
    lines = ["# Say of each quantity whether it is a flow (of a period) or a stock (at its end)", "format: 2"]
    made = [entry for entry in own if not entry.known]
    lines += ["quantities:"] if made else []
    for entry in made:
        doubt = "kind is a guess" if entry.counts != _OPEN else "say what is counted; kind is a guess"
        doubt, bounds = (_STATED, _RANGE if entry.changes else "") if entry.kind == "stated" else (doubt, "")
        said = f"title: {_words(entry, language)}, counts: {entry.counts}, kind: {entry.kind}{bounds}"
        lines.append(f"  {entry.code}: {{{said}}}   # {doubt}")
    lines += ["# Each shown as it is; rates are yours to declare (docs/own-programme.md)", "indicators:"]
    why = "{zh: 按报送数列示}" if language == "zh" else "{en: as delivered}"
    for entry in own:
        span = "span: period, " if entry.kind not in ("stock", "stated") else ""
        shown = f"{'stated' if entry.kind == 'stated' else 'value'}: {entry.code}"
        lines.append(f"  {entry.indicator}: {{title: {_words(entry, language)}, {shown}, {span}direction: none, why: {why}}}")
    return "\n".join(lines) + "\n"


def _words(entry: OwnEntry, language: str) -> str:
    return f"{{{language}: {yaml_entry(entry.title)}}}"
