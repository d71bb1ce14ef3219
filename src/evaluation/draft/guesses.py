"""What a name in a delivered table may mean: a quantity of the packs, a unit, a period within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Quantity
from evaluation.catalogue.search import Known, rank
from evaluation.data.units import normalise
from evaluation.data.writings import LAKHS
from evaluation.study import period_words
from evaluation.study.counted import SHIPPED, Counts
from evaluation.study.currency import CURRENCIES, SIGNS
from evaluation.study.money import Money
from evaluation.study.months import Calendar, Grain
from evaluation.study.period import Period
from evaluation.study.periods import JANUARY, kind_said
from evaluation.study.unit import WrittenUnit

SURE, _LIKELY = 1000, 900
_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)[)）\]】]")
_IN_TITLE = re.compile(r"(?i)(?:单位|unit)\s*[：:]\s*([^\s：:）)]+(?: [A-Za-z]+)*)")
_PERIOD = re.compile(
    r"(?<![\d.-])(?:19|20)\d{2}年?(?:[-/](?:19|20)?\d{2}(?!\d))?(?:\d{1,2}月|[一二三四1-4]季度|第[一二三四1-4]季度|[上下]半年|Q[1-4]|H[12]|M\d\d)?(?!\d|\.\d)"
)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_ALSO_WORDS = {"ALL", "CUP", "MOP", "TOP", "TRY"}  # codes of currencies that headers in capitals have as words
_POINTS = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d{1,2}")
_BY_LAKH = re.compile(rf"-?(?=\d+,\d\d,){LAKHS}(?:\.\d+)?")
_KINDS = {
    "fiscal": Calendar(10, "ends"),
    "programme": Calendar(7, "begins", "programme"),
    "school": Calendar(9, "begins", "school"),
}
_LEADING = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．]|其中[：:]?|[（(][一二三四五六七八九十\d]+[)）])\s*")


@dataclass(frozen=True, slots=True)
class Guess:
    """``score``: how like the name is, up to :data:`SURE`. ``others``: quantities of other packs that are called alike."""

    quantity: Quantity
    score: int
    others: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return self.score == SURE


def guess_quantity(
    name: str, unit: WrittenUnit | None, catalogue: Catalogue, every: Catalogue, votes: Mapping[str, int]
) -> Guess | None:
    """The quantity of ``catalogue`` that is called likest, and counts what the unit does; of several called alike that of the pack
    with the most ``votes``. ``every``: of all packs."""
    found = _rank(name, unit, catalogue)
    if not found or found[0][0] < _LIKELY:
        return None
    score, code = max(found, key=lambda pair: (pair[0], votes.get(pack_of(pair[1], catalogue), 0)))
    alike = dict.fromkeys(c for s, c in (*found, *_rank(name, unit, every)) if s == score == SURE and c != code)
    others = tuple(alike)
    return Guess(catalogue.quantities[code], score, others)


def packs_sure(name: str, unit: WrittenUnit | None, catalogue: Catalogue) -> list[str]:
    """The packs of which a quantity is called ``name``."""
    return [pack_of(code, catalogue) for score, code in _rank(name, unit, catalogue) if score == SURE]


def pack_of(code: str, catalogue: Catalogue) -> str:
    """The pack that declares a quantity."""
    return catalogue.sources["quantities", code].pack


def _rank(name: str, unit: WrittenUnit | None, catalogue: Catalogue) -> list[tuple[int, str]]:
    """Codes with how like they are called to ``name`` as it stands, or without what stands in brackets."""
    fitting = [q for q in catalogue.quantities.values() if q.kind != "stated" and (unit is None or q.counts == unit.counts)]
    known = [Known(q.code, (q.title.zh, q.title.en), catalogue.also.get(q.code, ())) for q in fitting]
    found: dict[str, int] = {}
    bare = _BRACKETS.sub(lambda said: "" if read_unit(said[1]) else said[0], name)
    for said in {bare, plain_name(name)}:
        for score, entry in rank(said, known):
            found[entry.code] = max(score, found.get(entry.code, 0))
    return sorted(((score, code) for code, score in found.items()), key=lambda pair: -pair[0])


def plain_name(name: str) -> str:
    """A name without its unit, its place in a list, and the period it is of."""
    bare = _BRACKETS.sub("", normalise(name))
    return _LEADING.sub("", _PERIOD.sub("", bare)).strip(" :：") or name


def find_money(headers: Iterable[str], figures: Iterable[str]) -> Money | None:
    """The currency that ``headers`` name, and how ``figures`` part their digits; None where the one is not said and the other is
    usual."""
    said = (_BRACKETS.findall(header) or [header] for header in headers)
    words = (word for texts in said for text in texts for word in _WORD.findall(text))
    code = next((c for w in words if (c := w if w in CURRENCIES and w not in _ALSO_WORDS else SIGNS.get(w.casefold(), ""))), "")
    if any(map(_BY_LAKH.fullmatch, figures)):
        return Money(currency=code or "INR", grouping="indian")
    return Money(currency=code) if code else None


def has_decimal_comma(figures: Iterable[str]) -> bool:
    """Whether some of ``figures`` can only be read with points between thousands and a decimal comma."""
    return any(_POINTS.fullmatch(normalise(text)) for text in figures)


def unit_in(name: str, counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that stands in brackets in a name, or is the name."""
    return next((unit for text in (*_BRACKETS.findall(name), name) if (unit := read_unit(text, counts))), None)


def unit_above(texts: Iterable[str], counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that a line above a table says for all of it."""
    found = (unit for text in texts for said in _IN_TITLE.findall(text) for unit in (read_unit(said, counts),) if unit)
    return next(found, None) or next((u for t in texts for s in _BRACKETS.findall(t) if (u := read_unit(s, counts))), None)


def read_unit(text: str, counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that a text is, if it is one."""
    plain = normalise(text).strip().removeprefix("单位:").removeprefix("单位：").strip()
    try:
        return WrittenUnit.of(_WORD.sub(lambda word: SIGNS.get(word[0].casefold(), word[0]), plain), counts)
    except ValueError:
        return None


def period_in(name: str) -> str:
    """The period that a name speaks of, as it stands there; empty where it speaks of none."""
    return next((said for said in _PERIOD.findall(name) if is_period(said)), "")


def find_calendar(texts: Iterable[str]) -> Calendar:
    """Of years of the kind that ``texts`` say (``PY 2023``), with their usual first month; else from January."""
    for text in texts:
        if (kind := kind_said(normalise(text))[1]) is not None:
            usual = _KINDS[kind]
            two = re.search(r"[12]\d{3}-\d{2}(?!\d)", text)
            return Calendar(4 if kind == "fiscal" else usual.starts, "both", kind) if two else usual
    return JANUARY


def read_period(*texts: str, calendar: Calendar = JANUARY) -> Period | None:
    """The one period that a text, or a year and a part of it, names; of months from one to another that at whose end they stand."""
    plain = tuple(said for text in texts if (said := normalise(text).strip()))
    found = period_words.read_words(plain, calendar) if plain else None
    if found is None or isinstance(found, Period):
        return found
    try:
        return period_words.settle(found, calendar, calendar.starts, Grain.QUARTER)
    except ValueError:
        return None


def counts_on(text: str) -> bool:
    """Whether a text names months from the first of a year to a later one, as only cumulative figures do: ``2024年1-6月``."""
    found = period_words.read_words((normalise(text).strip(),), JANUARY)
    return found is not None and not isinstance(found, Period) and found.first_day.month == 1


def is_period(text: str) -> bool:
    """Whether a cell names a period, of whatever year."""
    plain = normalise(text).strip()
    return bool(plain) and period_words.read_words((plain,), find_calendar([plain])) is not None
