"""What a name in a delivered table may mean: a quantity of the packs, a unit, a period within it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Quantity
from evaluation.catalogue.search import Known, rank
from evaluation.data.units import normalise
from evaluation.study import period_words
from evaluation.study.period import Period
from evaluation.study.periods import JANUARY
from evaluation.study.unit import WrittenUnit

SURE, _LIKELY = 1000, 900
_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)[)）\]】]")
_IN_TITLE = re.compile(r"(?i)(?:单位|unit)\s*[：:]\s*([^\s：:）)]+(?: [A-Za-z]+)*)")
_PERIOD = re.compile(
    r"(?<![\d.-])(?:19|20)\d{2}年?(?:[-/](?:19|20)?\d{2}(?!\d))?(?:\d{1,2}月|[一二三四1-4]季度|第[一二三四1-4]季度|[上下]半年|Q[1-4]|H[12]|M\d\d)?(?!\d|\.\d)"
)
_LEADING = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．]|其中[：:]?|[（(][一二三四五六七八九十\d]+[)）])\s*")


@dataclass(frozen=True, slots=True)
class Guess:
    """``score``: how like the name is, up to :data:`SURE`."""

    quantity: Quantity
    score: int

    @property
    def sure(self) -> bool:
        return self.score == SURE


def guess_quantity(name: str, unit: WrittenUnit | None, catalogue: Catalogue) -> Guess | None:
    """The quantity that is called likest, and counts what the unit does."""
    fitting = [q for q in catalogue.quantities.values() if q.kind != "stated" and (unit is None or q.counts == unit.counts)]
    known = [Known(q.code, (q.title.zh, q.title.en), catalogue.also.get(q.code, ())) for q in fitting]
    found = [(score, entry) for score, entry in rank(plain_name(name), known)[:1] if score >= _LIKELY]
    return Guess(catalogue.quantities[found[0][1].code], found[0][0]) if found else None


def plain_name(name: str) -> str:
    """A name without its unit, its place in a list, and the period it is of."""
    bare = _BRACKETS.sub("", normalise(name))
    return _LEADING.sub("", _PERIOD.sub("", bare)).strip(" :：") or name


def unit_in(name: str) -> WrittenUnit | None:
    """The unit that stands in brackets in a name, or is the name."""
    return next((unit for text in (*_BRACKETS.findall(name), name) if (unit := read_unit(text))), None)


def unit_above(texts: Iterable[str]) -> WrittenUnit | None:
    """The unit that a line above a table says for all of it."""
    found = (unit for text in texts for said in _IN_TITLE.findall(text) for unit in (read_unit(said),) if unit)
    return next(found, None) or next((u for t in texts for s in _BRACKETS.findall(t) if (u := read_unit(s))), None)


def read_unit(text: str) -> WrittenUnit | None:
    """The unit that a text is, if it is one."""
    try:
        return WrittenUnit.of(normalise(text).strip().removeprefix("单位:").removeprefix("单位：").strip())
    except ValueError:
        return None


def period_in(name: str) -> str:
    """The period that a name speaks of, as it stands there; empty where it speaks of none."""
    return next((said for said in _PERIOD.findall(name) if is_period(said)), "")


def read_period(text: str) -> Period | None:
    """The one period that a text names, of a year that begins in January."""
    found = period_words.read_words((normalise(text).strip(),), JANUARY)
    return found if isinstance(found, Period) else None


def is_period(text: str) -> bool:
    """Whether a cell names a period of a year that begins in January."""
    plain = normalise(text).strip()
    return bool(plain) and period_words.read_words((plain,), JANUARY) is not None
