"""Entries of a study's own for figures that no pack knows: they count what the unit says; the kind is a guess, and says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

from evaluation.data.header import yaml_entry
from evaluation.draft.guesses import Guess, plain_name
from evaluation.draft.sums import is_added
from evaluation.study.counted import STATED_RATES, Counted
from evaluation.study.unit import WrittenUnit

_OPEN = "'?'"
_LONGEST_CODE = 22
_CHANGE = re.compile(r"增长|增幅|增速|同比|环比|升降|(?i:growth|change|increase|ppts|points)")
_RANGE = ", least: -100, most: 1000"
_STATED = "a rate or a mean as it was stated, never added; the range of a rate is a guess where it says one, else 0 to its whole"
_STOCK = re.compile(r"期末|年末|月末|结余|余额|在册|人口|(?i:balance|stock|outstanding|population|at the end)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """A quantity of its own, and the indicator that shows it; ``changes``: it may fall below 0; ``known``: the quantity is that
    of a pack, which measures nothing of what is delivered. Of kind ``rate`` the indicator alone, of two ``sides``, ``stocks`` or
    not."""

    code: str
    title: str
    counts: str
    kind: str
    changes: bool = False
    known: bool = False
    sides: tuple[str, ...] = ()
    stocks: bool = False

    @property
    def indicator(self) -> str:
        return self.code if self.sides else f"{self.code}_shown"


class Codes:
    """The codes of a study's own entries: one of each title, unit and kind, in whatever tables it stands."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str, str], str] = {}
        self._taken: set[str] = set()

    def code(self, number: int, title: str, counts: str, kind: str) -> str:
        """That of what is called ``title``, the ``number``-th of its table."""
        if (code := self._of.get((title, counts, kind))) is not None:
            return code
        spelled = re.sub(r"[^a-z0-9]+", "_", title.lower())[:_LONGEST_CODE].strip("_") if title.isascii() else ""
        begun = spelled if re.match("[a-z]", spelled) else f"figure_{number}"
        stem, first = (spelled, 2) if begun == spelled else ("figure", number)
        more = (f"{stem}_{n}" for n in count(first))
        code = next(c for c in chain([begun], more) if c not in self._taken)
        self._taken.add(code)
        self._of[title, counts, kind] = code
        return code


def own_entry(number: int, title: str, unit: WrittenUnit | None, codes: Codes) -> OwnEntry:
    """The entry of a column that holds ``title``, the ``number``-th; what it counts is left open where no unit says it."""
    counts = unit.counts if unit else _OPEN
    mean = unit is not None and not is_added(title)
    kind = "stated" if counts in STATED_RATES or mean else "stock" if _STOCK.search(title) else "flow"
    code = codes.code(number, plain_name(title), counts, kind)
    return OwnEntry(code=code, title=plain_name(title), counts=counts, kind=kind, changes=_CHANGE.search(title) is not None)


def show(guess: Guess, language: str) -> OwnEntry:
    """What shows a quantity of a pack as it is."""
    q = guess.quantity
    return OwnEntry(code=q.code, title=q.title.zh if language == "zh" else q.title.en, counts=q.counts, kind=q.kind, known=True)


def catalogue_text(own: Sequence[OwnEntry], language: str, counted: Sequence[Counted] = (), account: Sequence[str] = ()) -> str:
    """catalogue.yml of the study. ``account``: its lines of a fund."""
    lines = ["# Say of each quantity whether it is a flow (of a period) or a stock (at its end)", "format: 2"]
    lines += ["counts:"] if counted else []
    for c in counted:
        digits = f", digits: {c.digits}" if c.digits else ""
        lines.append(f"  {c.code}: {{zh: {yaml_entry(c.zh)}, en: {yaml_entry(c.en)}, one: {yaml_entry(c.one)}{digits}}}")
    made = [entry for entry in own if not entry.known and not entry.sides]
    lines += ["quantities:"] if made else []
    for entry in made:
        doubt = "kind is a guess" if entry.counts != _OPEN else "say what is counted; kind is a guess"
        doubt, bounds = (
            (_STATED, _RANGE if entry.changes and entry.counts in STATED_RATES else "") if entry.kind == "stated" else (doubt, "")
        )
        said = f"title: {_words(entry, language)}, counts: {entry.counts}, kind: {entry.kind}{bounds}"
        lines.append(f"  {entry.code}: {{{said}}}   # {doubt}")
    lines += account
    lines += ["# Each shown as it is; rates are yours to declare (docs/own-programme.md)", "indicators:"]
    why = "{zh: 按报送数列示}" if language == "zh" else "{en: as delivered}"
    for entry in own:
        span = "" if entry.kind in ("stock", "stated") or entry.stocks else "span: period, "
        shown = f"{'stated' if entry.kind == 'stated' else 'value'}: {entry.code}"
        if entry.sides:
            shown = f"numerator: {entry.sides[0]}, denominator: {entry.sides[1]}, as: {entry.counts}"
        lines.append(f"  {entry.indicator}: {{title: {_words(entry, language)}, {shown}, {span}direction: none, why: {why}}}")
    return "\n".join(lines) + "\n"


def _words(entry: OwnEntry, language: str) -> str:
    return f"{{{language}: {yaml_entry(entry.title)}}}"
