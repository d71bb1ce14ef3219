"""What each column of a table is: a region, a period, figures, or something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from evaluation.data.record import letters, squeeze
from evaluation.draft.form import UNIT, FoundForm, is_figure
from evaluation.draft.guesses import is_period, period_in, read_period
from evaluation.draft.pages import texts_of
from evaluation.draft.roles import Roles
from evaluation.study import pattern
from evaluation.study.divisions import divisions_of, namesakes
from evaluation.study.period_words import is_day

_REGION = re.compile(
    r"(?i)地区|区域|省|市|县|单位名称|统筹地|region|area|state|county|district|country|province|city|ward|^geo|geograph|name|tỉnh|huyện|quận"
)
_PERIOD = re.compile(
    r"(?i)年|月|季|期|时间|日期|period|year|date|quarter|month|time|^[fps]y$|tháng|năm|quý|jahr|année|^año|^anno?$"
)
_OF_NOW = re.compile(r"本[年季月期]|当[年季月期]|(?i:this|current) ?(?:year|quarter|month)")
_PART = re.compile(r"(?i)^(?:月份?|季度?|month|quarter|qtr|quý|tháng)$")
_VALUE = re.compile(r"(?i)^(?:obs_?)?values?$|^(?:指标)?数?值$|^valor$|^wert$")
_CODE = re.compile(r"(?i)(?:^|_)(?:代码|编码|编号|序号|codes?|ids?|fips|(?:s[lr]?\.?)?no\.?|#)$")
_CODED = re.compile(r"[A-Za-z]{1,3}[0-9]{4,}|[0-9A-Z]{8,}")
_LEVEL = re.compile(r"(?i)level|type|identifier|级别|层级|类型|类别|性质")
TOTAL = re.compile(r"(?i)^(?:合计|总计|全国|全省|全市|全区|共计|總計|合計|total|all)$")
_GRAINS = {1: "month", 3: "quarter", 6: "half", 12: "year"}
_FEW, _LONGEST_NAME = 0.2, 80


def name_at(form: FoundForm, position: int) -> str:
    """How study.yml calls a column: by its name, or by its letter where it has none or one that stands twice."""
    name = form.names[position]
    alone = sum(squeeze(name) == squeeze(other) for other in form.names) == 1
    long = len(form.heads) > 2 and len(name) > _LONGEST_NAME
    return name if name and alone and not long else f"column {letters(position)}"


def find_roles(form: FoundForm) -> Roles:
    """The columns by what stands in them and what they are called."""
    texts = {at: texts_of(form.rows, at) for at in range(len(form.names))}
    periods = tuple(_periods(form, texts))
    unit = next((at for at, name in enumerate(form.names) if UNIT.match(squeeze(name))), None)
    words = [at for at, found in texts.items() if found and at not in periods and at != unit and _is_of_words(found)]
    codes = [at for at, found in texts.items() if found and at not in periods and _share(found, _is_division_code) > 1 - _FEW]

    def fitness(at: int) -> tuple[float, bool, bool, int, int]:
        coded = _CODE.search(squeeze(form.names[at])) is not None or _share(texts[at], _CODED.fullmatch) > _FEW
        return -_share(texts[at], _is_place), coded, not _REGION.search(form.names[at]), -len(set(texts[at])), at

    regions = codes[:1] or sorted(words, key=fitness)[:1]
    value = next((at for at, name in enumerate(form.names) if _VALUE.match(squeeze(name))), None)
    names = _names_of_figures(form, texts, regions, periods, words) if value is not None else ()
    figures = [at for at in texts if at not in {*periods, *words, *codes, unit} and not _CODE.search(squeeze(form.names[at]))]
    figures = [at for at in figures if not _is_numbering(texts[at])]
    figures = [at for at in figures if any(map(is_figure, texts[at])) or (not texts[at] and period_in(form.names[at]))]
    figures = [value] if names and value is not None else figures
    opened = _open_names(form, figures)
    dates = _dates([texts[at] for at in periods] or [[period_in(form.names[at]) for at in opened]])
    down = names or _down(form, regions, texts, periods, unit, opened)
    heads: tuple[str, ...] = ()
    wider = False
    if down and not names:
        regions = []
    elif regions and not names:
        inner = regions[0]
        while outer := _outer(form, regions[0], [at for at in words if not _LEVEL.search(form.names[at])], periods, fitness):
            regions = [*outer, *regions]
        wider = len(regions) > 1 and any(not r.text(inner).strip() for r in form.rows)
        heads = _heads(form, inner, periods) if len(regions) == 1 else ()
    total = next((t for t in (texts[regions[-1]] if regions else ()) if TOTAL.match(squeeze(t))), "")
    return Roles(
        regions=tuple(regions),
        periods=periods,
        down=down,
        unit=unit,
        figures=tuple(figures),
        opened=opened,
        total="" if heads else total or next((form.names[at] for at in opened if TOTAL.match(squeeze(form.names[at]))), ""),
        dates=dates,
        heads=heads,
        wider=wider or bool(heads),
        filled=tuple(at for at in (*regions[:-1], *periods) if regions and is_filled_down(form, at, regions[-1])),
    )


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column numbers its rows."""
    return len(texts) > 2 and list(texts) == [str(n) for n in range(1, len(texts) + 1)]


def _dates(texts: Sequence[Sequence[str]]) -> str:
    """What a day stands for, by how far the days of a column, or of names of columns, lie apart."""
    days = next((found for found in texts if len(found) > 1 and all(map(is_day, found))), ())
    months = sorted({period.opening for text in days if (period := read_period(text, dates="month"))})
    return _GRAINS.get(min((b - a for a, b in pairwise(months)), default=0), "month") if days else ""


def _heads(form: FoundForm, at: int, periods: Sequence[int]) -> tuple[str, ...]:
    """Names that stand once, above others that stand again below each of them: 男, 女 above ages."""
    said = [squeeze(r.text(at)) for r in form.rows]
    often = Counter((text, *(squeeze(r.text(p)) for p in periods)) for text, r in zip(said, form.rows, strict=True))
    again = {text for (text, *_), n in often.items() if n > 1}
    heads = [text for text in dict.fromkeys(said) if text not in again]
    blocks = [[text for text in block if text] for block in _blocks(said, set(heads))]
    whole = bool(again) and said[:1] == heads[:1] and len(heads) > 1 and all(len(set(b)) == len(b) for b in blocks)
    return tuple(" ".join(r.text(at).split()) for r in form.rows if squeeze(r.text(at)) in heads) if whole else ()


def _blocks(said: Sequence[str], heads: set[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for text in said:
        if text in heads:
            yield block
            block = []
        else:
            block.append(text)
    yield block


def _periods(form: FoundForm, texts: dict[int, list[str]]) -> Iterator[int]:
    """The column of periods, and that of their parts beside it."""
    whole = next(
        (
            at
            for at, found in texts.items()
            if found
            and (all(map(is_period, found)) or all(map(is_day, found)))
            and not _OF_NOW.match(squeeze(form.names[at]))
            and (_PERIOD.search(form.names[at]) or not all(t.isdecimal() for t in found))
        ),
        None,
    )
    if whole is not None:
        yield whole
        yield from (at for at, name in enumerate(form.names) if at != whole and _PART.match(squeeze(name)))


def _is_of_words(texts: Sequence[str]) -> bool:
    return _share(texts, is_figure) < _FEW


def _share(texts: Sequence[str], fits: object) -> float:
    assert callable(fits)
    return sum(bool(fits(text)) for text in texts) / len(texts)


def _is_place(text: str) -> bool:
    return bool(namesakes(text))


def _is_division_code(text: str) -> bool:
    return len(text) == 6 and bool(divisions_of(text))


def _open_names(form: FoundForm, figures: Sequence[int]) -> dict[int, str]:
    """Columns that are called alike but for the period: two at least, or one that is called by a period alone; and those that are
    called by a region alone."""
    places = [at for at in figures if _is_place(form.names[at])]
    if len(places) > 1 and all(at in places or TOTAL.match(squeeze(form.names[at])) for at in figures):
        return dict.fromkeys(figures, pattern.REGION)
    found = {at: form.names[at].replace(said, "{period}", 1) for at in figures if (said := period_in(form.names[at]))}
    often = list(found.values())
    return {at: name for at, name in found.items() if often.count(name) > 1 or name == "{period}"}


def _down(
    form: FoundForm,
    named: Sequence[int],
    texts: dict[int, list[str]],
    periods: Sequence[int],
    unit: int | None,
    opened: dict[int, str],
) -> tuple[int, ...]:
    """The column that names what the rows hold, one at most: no places, below years, or beside a column of units."""
    if not named or periods or _share(texts[named[0]], _is_place) >= _FEW:
        return ()
    only_open = bool(opened) and set(opened.values()) <= {pattern.PERIOD, pattern.REGION}
    says_more = unit is not None or any(re.search(r"[（(].+[)）]", text) for text in texts[named[0]])
    return (named[0],) if unit is not None or (only_open and says_more) else ()


def _names_of_figures(
    form: FoundForm, texts: dict[int, list[str]], regions: Sequence[int], periods: Sequence[int], words: Sequence[int]
) -> tuple[int, ...]:
    """Of a table with one figure a row, the columns that name it beside its region and period: those whose few texts tell rows of
    one region and period apart; none where nothing else is needed."""
    rows = len(form.rows)
    keys = [*regions, *periods]
    found = [at for at in words if at not in keys and len(texts[at]) == rows and 1 < len(set(texts[at])) <= rows * _FEW]

    def apart(columns: Sequence[int]) -> bool:
        return len({tuple(squeeze(r.text(at)) for at in columns) for r in form.rows}) == rows

    if apart(keys) or not apart([*keys, *found]):
        return ()
    for at in list(found):
        if apart([*keys, *(n for n in found if n != at)]):
            found.remove(at)
    return tuple(found)


def key_texts(form: FoundForm, at: int, inner: int) -> list[str]:
    """What a column of keys says of each row; a blank cell what stands above it, where one is blank beside a filled ``inner``."""
    texts, down = [squeeze(r.text(at)) for r in form.rows], is_filled_down(form, at, inner)
    for n in range(1, len(texts) if down else 0):
        texts[n] = texts[n] or texts[n - 1]
    return texts


def texts_down(form: FoundForm, roles: Roles, at: int) -> list[str]:
    """What a column says of each row, as it stands or above it where its blank cells mean that."""
    return key_texts(form, at, roles.regions[-1]) if at in roles.filled else [r.text(at) for r in form.rows]


def is_filled_down(form: FoundForm, at: int, inner: int) -> bool:
    """Whether blank cells of a column stand for what is above them."""
    return bool(form.rows[0].text(at).strip()) and any(r.text(inner).strip() and not r.text(at).strip() for r in form.rows)


def _outer(
    form: FoundForm, inner: int, words: Sequence[int], periods: Sequence[int], fitness: Callable[[int], tuple[object, ...]]
) -> list[int]:
    """The column of the wider area: in which there are fewer names, none is that of the area inside, and which tells areas of one
    name apart, or is called as one, or is filled in rows that name no area inside."""
    names = [squeeze(r.text(inner)) for r in form.rows]
    when = [tuple(squeeze(r.text(p)) for p in periods) for r in form.rows]
    for at in (at for at in sorted(words, key=fitness) if at < inner):
        told = list(zip(when, key_texts(form, at, inner), names, strict=True))
        inside = [row for row in told if row[2] and not TOTAL.match(row[2])]
        alone = [row[:2] for row in told if not row[2] and not TOTAL.match(row[1])]
        pairs = {row[1:] for row in inside}
        wider = {outer for outer, _ in pairs}
        if "" in wider or any(outer == name for outer, name in pairs):
            continue
        if alone:
            if len(set(alone)) == len(alone) and {outer for _, outer in alone} - {""} <= wider:
                return [at]
            continue
        apart = len(set(inside)) == len(inside) and len(wider) < len(pairs)
        if apart and (len({name for _, name in pairs}) < len(pairs) or (len(wider) > 1 and _REGION.search(form.names[at]))):
            return [at]
    return []
