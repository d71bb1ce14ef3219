"""What each column of a table is: a region, a period, figures, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.data.record import letters, squeeze
from evaluation.draft.form import FoundForm, is_number
from evaluation.draft.guesses import is_period, period_in
from evaluation.draft.pages import texts_of
from evaluation.study.divisions import divisions, namesakes

_REGION = re.compile(
    r"(?i)地区|区域|省|市|县|单位名称|统筹地|region|area|state|county|district|country|province|city|ward|geograph|name|tỉnh|huyện|quận"
)
_PERIOD = re.compile(r"(?i)年|月|季|期|时间|日期|period|year|date|quarter|month|time|^[fps]y$|tháng|năm|quý")
_PART = re.compile(r"(?i)^(?:月份?|季度?|month|quarter|qtr|quý|tháng)$")
_UNIT = re.compile(r"(?i)^(?:计量)?单位$|^units?$")
_CODE = re.compile(r"(?i)^(?:代码|编码|序号|code|no\.?)$")
_TOTAL = re.compile(r"(?i)^(?:合计|总计|全国|全省|全市|全区|共计|total|all)$")
_FEW = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Positions of columns. ``regions`` from the widest area in, ``periods`` the year first; ``down``: names of what the rows
    hold, where the rows hold quantities. ``opened``: names of columns of figures, with ``{period}`` for the one they speak of."""

    regions: tuple[int, ...]
    periods: tuple[int, ...]
    down: int | None
    unit: int | None
    figures: tuple[int, ...]
    opened: dict[int, str]
    total: str

    @property
    def keys(self) -> set[int]:
        return {*self.regions, *self.periods, *(p for p in (self.down, self.unit) if p is not None)}


def name_at(form: FoundForm, position: int) -> str:
    """How study.yml calls a column: by its name, or by its letter where it has none or one that stands twice."""
    name = form.names[position]
    alone = sum(squeeze(name) == squeeze(other) for other in form.names) == 1
    return name if name and alone else f"column {letters(position)}"


def find_roles(form: FoundForm) -> Roles:
    """The columns by what stands in them and what they are called."""
    texts = {at: texts_of(form.rows, at) for at in range(len(form.names))}
    periods = tuple(_periods(form, texts))
    unit = next((at for at, name in enumerate(form.names) if _UNIT.match(squeeze(name))), None)
    words = [at for at, found in texts.items() if found and at not in periods and at != unit and _is_of_words(found)]
    codes = [at for at, found in texts.items() if found and at not in periods and _share(found, _is_division_code) > 1 - _FEW]

    def fitness(at: int) -> tuple[float, bool, int, int]:
        return -_share(texts[at], _is_place), not _REGION.search(form.names[at]), -len(set(texts[at])), at

    named = codes[:1] or sorted(words, key=fitness)[:1]
    figures = [at for at in texts if at not in {*periods, *words, *codes, unit} and not _CODE.match(squeeze(form.names[at]))]
    figures = [at for at in figures if form.names[at] or texts[at]]
    opened = _open_names(form, figures)
    down = _down(form, named, texts, periods, unit, opened)
    if down is not None:
        named = []
    elif named:
        named = [*_outer(form, named[0], words, periods), *named]
    total = next((t for t in (texts[named[-1]] if named else ()) if _TOTAL.match(squeeze(t))), "")
    return Roles(regions=tuple(named), periods=periods, down=down, unit=unit, figures=tuple(figures), opened=opened, total=total)


def _periods(form: FoundForm, texts: dict[int, list[str]]) -> Iterator[int]:
    """The column of periods, and that of their parts beside it."""
    whole = next(
        (
            at
            for at, found in texts.items()
            if found and all(map(is_period, found)) and (_PERIOD.search(form.names[at]) or not all(t.isdecimal() for t in found))
        ),
        None,
    )
    if whole is not None:
        yield whole
        yield from (at for at, name in enumerate(form.names) if at != whole and _PART.match(squeeze(name)))


def _is_of_words(texts: Sequence[str]) -> bool:
    return _share(texts, is_number) < _FEW


def _share(texts: Sequence[str], fits: object) -> float:
    assert callable(fits)
    return sum(bool(fits(text)) for text in texts) / len(texts)


def _is_place(text: str) -> bool:
    return bool(namesakes(text))


def _is_division_code(text: str) -> bool:
    return len(text) == 6 and text in divisions()


def _open_names(form: FoundForm, figures: Sequence[int]) -> dict[int, str]:
    """Columns that are called alike but for the period: two at least, or one that is called by a period alone."""
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
) -> int | None:
    """The column that names what the rows hold: no places, below years, or beside a column of units."""
    if not named or periods or _share(texts[named[0]], _is_place) >= _FEW:
        return None
    only_periods = bool(opened) and set(opened.values()) == {"{period}"}
    says_more = unit is not None or any(re.search(r"[（(].+[)）]", text) for text in texts[named[0]])
    return named[0] if unit is not None or (only_periods and says_more) else None


def _outer(form: FoundForm, inner: int, words: Sequence[int], periods: Sequence[int]) -> list[int]:
    """The column of the wider area: in which there are fewer names, none is that of the area inside, and which tells areas of one
    name apart or is called as one."""
    rows = [r for r in form.rows if r.text(inner).strip() and not _TOTAL.match(squeeze(r.text(inner)))]
    for at in words:
        pairs = {(squeeze(r.text(at)), squeeze(r.text(inner))) for r in rows}
        wider, names = {outer for outer, _ in pairs}, {name for _, name in pairs}
        if at >= inner or "" in wider or len(wider) >= len(pairs) or any(outer == name for outer, name in pairs):
            continue
        whole = len({(*(squeeze(r.text(p)) for p in periods), squeeze(r.text(at)), squeeze(r.text(inner))) for r in rows}) == len(
            rows
        )
        if whole and (len(names) < len(pairs) or (len(wider) > 1 and _REGION.search(form.names[at]))):
            return [at]
    return []
