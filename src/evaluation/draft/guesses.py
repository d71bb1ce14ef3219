"""What a name in a delivered table may mean: a quantity of the packs, a unit, a period within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Quantity
from evaluation.catalogue.search import Known, rank
from evaluation.data.units import normalise
from evaluation.data.writings import LAKHS
from evaluation.study import period_words
from evaluation.study.counted import MONEY, SHIPPED, Counted, Counts
from evaluation.study.currency import CURRENCIES, SHARED_SIGNS, SIGNS
from evaluation.study.money import Called, Money
from evaluation.study.months import Calendar, Grain
from evaluation.study.period import Period
from evaluation.study.periods import JANUARY, kind_said
from evaluation.study.unit import SCALES, WrittenUnit

SURE, _LIKELY = 1000, 900
_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)[)）\]】]")
PERCENT = re.compile(r"(?i)percent|(?<![a-z])(?:pct|ppts?)(?![a-z])|百分比|百分点|[%％]")
_OF_FIGURES = r"(?:(?<![\u4e00-\u9fff])|(?<=计量)|(?<=金额)|(?<=数量)|(?<=货币))"
_IN_TITLE = re.compile(rf"(?i){_OF_FIGURES}(?:单位|單位|unit)\s*[：:]\s*([^\s：:）)]+(?: [A-Za-z]+)*)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_A_DAY = r"(?<!\d)(?:19|20)\d\d(?:-\d\d-\d\d|/\d{1,2}/\d{1,2})(?!\d)"
_PERIOD = re.compile(
    rf"{_A_DAY}"
    r"|(?:中[華华])?民[國国]\d{1,3}年(?:\d{1,2}月)?"
    rf"|(?<![A-Za-z]){_MONTH}[ ,]{{1,3}}(?:19|20)\d{{2}}(?!\d)"
    r"|(?<![\d.-])(?:19|20)\d{2}年?(?:[-/–—](?:19|20)?\d{2}(?!\d))?(?:(?:\d{1,2}月?[-—–~至])?\d{1,2}月|[一二三四1-4]季度|第[一二三四1-4]季度|[上下]半年|Q[1-4]|H[12]|M\d\d)?(?!\d|\.\d)"
)
_BEHIND_IN = re.compile(r"(?i) in ([^ ]+(?: [a-z]+)?)$")
_CURRENCY_FIRST = re.compile(r"(?i)^([a-z]{2,3}\.?|[₹$€£]) ?(?:in )?(thousand|lakh|lac|million|crore|billion)s?$")
_WORD = re.compile(r"[^\W\d_]+\$|[^\W\d_]+|[^\w\s]")
_DAY = re.compile(_A_DAY)
_MOST_WORDS, _YEAR_IN = 4, re.compile("(?:19|20)[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ALSO_SCALES = {"lac": "lakh"}
_THOUSANDS = re.compile(r"(?i)^(?:['’]?000s?|thousands?)(?: of)? (?=[a-z])")
_ALSO_WORDS = {"ALL", "CUP", "MOP", "TOP", "TRY"}  # codes of currencies that headers in capitals have as words
GUESSED = {"rs": "INR"}
"""Of signs of several currencies those that are mostly one, which a draft calls a guess."""
_POINTS = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d{1,2}")
_BY_LAKH = re.compile(rf"-?(?=\d+,\d\d,){LAKHS}(?:\.\d+)?")
_KINDS = {
    "fiscal": Calendar(10, "ends"),
    "programme": Calendar(7, "begins", "programme"),
    "school": Calendar(9, "begins", "school"),
}
_FISCAL_OF_TWO = 4
"""The month that fiscal years named by two numbers (2023-24) usually start in."""
_THINGS = "小时 hours hour|吨 tonnes tonne|辆 vehicles vehicle|套 dwellings dwelling|岗位 jobs job"
_THINGS += "|学时 lessons lesson|台 machines machine"
_USUAL = {word: (zh, en, one) for zh, en, one in (line.split() for line in _THINGS.split("|")) for word in (zh, en, one)}
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
    headers = list(headers)
    said = [_BRACKETS.findall(header) or [re.sub(r"\w*_\w*", "", header)] for header in headers]
    said += [part for header in headers for part in _last_parts(header)]
    words = [word for texts in said for text in texts for word in _WORD.findall(text)]
    code = next((c for w in words if (c := w if w in CURRENCIES and w not in _ALSO_WORDS else SIGNS.get(w.casefold(), ""))), "")
    code = code or next((c for w in words if (c := GUESSED.get(w.casefold()))), "")
    if any(map(_BY_LAKH.fullmatch, figures)):
        return Money(currency=code or "INR", grouping="indian")
    own, short = CURRENCIES[code] if code else None, CURRENCIES["CNY"].zh
    if own and own.zh != short and own.zh.endswith(short) and any(short in texts for texts in said):
        return Money(currency=code, called=Called(zh=short, en=own.en, one=own.one))
    return Money(currency=code) if code else None


def has_decimal_comma(figures: Iterable[str]) -> bool:
    """Whether some of ``figures`` can only be read with points between thousands and a decimal comma."""
    return any(_POINTS.fullmatch(normalise(text)) for text in figures)


def unit_in(name: str, counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that stands in brackets in a name, or at its end behind ``in`` or parted by ``_``, or is the name."""
    behind = [*_BEHIND_IN.findall(name), *(" ".join(said) for said in _last_parts(name))]
    return next((unit for text in (*_BRACKETS.findall(name), *behind, name) if (unit := read_unit(text, counts))), None)


def _last_parts(name: str) -> Iterator[list[str]]:
    """The last parts of a name that is one word with ``_``, behind a scale the code of a currency as it is written."""
    parts = name.lower().split("_") if " " not in name else []
    if len(parts) > 1 and parts[-2] in SCALES and parts[-1].upper() in CURRENCIES:
        yield [parts[-2], parts[-1].upper()]
    yield from ([part] for part in parts[1:][-1:])


def unit_above(texts: Sequence[str], counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that a line above a table says for all of it: after the word, else in the last brackets that hold one."""
    said = [unit for text in texts for unit in _IN_TITLE.findall(text)]
    said += [unit for text in texts for unit in reversed(_BRACKETS.findall(text))]
    return next((unit for text in said if (unit := read_unit(text, counts)) and _is_known(unit)), None)


def units_said(texts: Iterable[str]) -> list[str]:
    """What stands behind the word unit."""
    return [unit for text in texts for unit in _IN_TITLE.findall(text)]


def usual_units(names: Iterable[str]) -> list[str]:
    """Of what stands in brackets what is a usual thing to count."""
    said = [text for name in names for text in _BRACKETS.findall(name)]
    return [text for text in said if _thing_of(text) in _USUAL]


def find_counted(texts: Iterable[str]) -> list[Counted]:
    """What units count that has to be declared: ``thousand hours``."""
    things = dict.fromkeys(thing for text in texts if read_unit(text) is None and (thing := _thing_of(text)))
    found = []
    for thing in things:
        zh, en, one = _USUAL.get(thing, (thing, thing, thing))
        found.append(Counted(code=re.sub(r"[^a-z]+", "-", en) if en.isascii() else "things", zh=zh, en=en, one=one))
    return list({c.code: c for c in found}.values())


def _thing_of(text: str) -> str:
    """What a unit counts, without how many of it; empty for what is none."""
    plain = _THOUSANDS.sub("", normalise(text)).strip().lower().removeprefix("million ")
    plain = re.sub(r"^[百千万亿]+", "", plain)
    return plain if re.fullmatch(r"[a-z][a-z-]{2,19}|[\u4e00-\u9fff]{1,4}", plain) else ""


def _is_known(unit: WrittenUnit) -> bool:
    return unit.counts in ("", *unit.known)


def read_unit(text: str, counts: Counts = SHIPPED) -> WrittenUnit | None:
    """The unit that a text is, if it is one."""
    plain = _THOUSANDS.sub("thousand ", re.sub(r"^单位[:：]", "", normalise(text).strip())).strip()
    plain = _CURRENCY_FIRST.sub(lambda said: f"{_ALSO_SCALES.get(said[2].lower(), said[2].lower())} {said[1].rstrip('.')}", plain)
    plain = plain.lower() if plain.lower().rpartition(" ")[2] in counts.words else plain
    if plain.rpartition(" ")[2] == MONEY:  # says no currency
        return None
    try:
        return WrittenUnit.of(_WORD.sub(lambda word: _code_of(word[0], counts), plain), counts)
    except ValueError:
        return None


def _code_of(word: str, counts: Counts) -> str:
    """The code of the currency that a sign means beside figures of a study that ``counts`` so; any other word as it is."""
    sign, own = word.casefold(), counts.currency.code
    return own if own in SHARED_SIGNS.get(sign, ()) else SIGNS.get(sign, word)


def shared_signs(texts: Iterable[str]) -> list[str]:
    """Signs in units of ``texts`` that several currencies are written with."""
    words = (word for text in texts for word in _WORD.findall(" ".join([*_BRACKETS.findall(text), *_BEHIND_IN.findall(text)])))
    return list(dict.fromkeys(word for word in words if word.casefold() in SHARED_SIGNS))


def period_in(name: str) -> str:
    """The period that a name speaks of, or the day, as it stands there, also in words of several rows of a header; empty where it
    speaks of none."""
    words = name.split(" ")
    for many in range(min(len(words), _MOST_WORDS), 1, -1):
        spans = (" ".join(words[at : at + many]) for at in range(len(words) - many + 1))
        if whole := next((span for span in spans if _YEAR_IN.search(span) and is_period(span)), ""):
            return whole
    found = (said for text in dict.fromkeys((name, normalise(name))) for said in _PERIOD.findall(text))
    return next((said for said in found if read_period(said) or is_period(said) or period_words.is_day(said)), "")


def day_in(name: str) -> str:
    """The year of a day that a name says."""
    found = _DAY.search(name)
    return period_words.year_of_day(found[0]) if found else ""


def find_calendar(texts: Iterable[str]) -> Calendar:
    """Of years of the kind that ``texts`` say (``PY 2023``, all of them ``2023-24``), with their usual first month; else from
    January."""
    said = list(dict.fromkeys(normalise(text).strip() for text in texts))
    for plain, kind in map(kind_said, said):
        if kind is not None:
            usual = _KINDS[kind]
            two = period_words.are_years_of_two([plain.strip()])
            return replace(usual, starts=_FISCAL_OF_TWO if kind == "fiscal" else usual.starts, label="both") if two else usual
    return Calendar(_FISCAL_OF_TWO, "both") if period_words.are_years_of_two(said) else JANUARY


def read_period(*texts: str, calendar: Calendar = JANUARY, dates: str = "") -> Period | None:
    """The one period that a text, or a year and a part of it, names; of months from one to another that at whose end they stand.
    ``dates``: what a day stands for."""
    plain = tuple(re.sub(r" *, *", " ", said) for text in texts if (said := normalise(text).strip()))
    found = period_words.read_words(plain, calendar, period_words.GRAINS.get(dates)) if plain else None
    if found is None or isinstance(found, Period):
        return found
    try:
        return period_words.settle(found, calendar, calendar.starts, Grain.QUARTER)
    except ValueError:
        return None


def find_period(text: str, dates: str = "", so_far: bool = False) -> Period | None:
    """The one period that ``text`` names, in years of the kind that it says itself; of months from one to another that which they
    are, or ``so_far`` that at whose end they stand. ``dates``: as in :func:`read_period`."""
    calendar, plain = find_calendar([text]), normalise(text).strip()
    found = period_words.read_words((plain,), calendar) if plain and not so_far else None
    named = period_words.named_period(found, calendar) if found and not isinstance(found, Period) else None
    return named or read_period(text, calendar=calendar, dates=dates)


def counts_on(text: str) -> bool:
    """Whether a text names months from the first of a year to a later one, as only cumulative figures do: ``2024年1-6月``."""
    found = period_words.read_words((normalise(text).strip(),), JANUARY)
    return found is not None and not isinstance(found, Period) and found.first_day.month == 1


def is_period(text: str) -> bool:
    """Whether a cell names a period, of a year that statistics may be of."""
    plain = normalise(text).strip()
    if (year := re.match("[12][0-9]{3}", plain)) and not _FIRST_YEAR <= int(year[0]) <= _LAST_YEAR:
        return False
    return bool(plain) and period_words.read_words((plain,), find_calendar([plain])) is not None
