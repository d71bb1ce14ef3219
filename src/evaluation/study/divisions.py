"""Chinese division codes (GB/T 2260) and names from county level up, year by year: what a code was called, and what a name was.

``divisions.csv`` is carried on from the public data set yescallop/areacodes (CC0), collected from the yearly lists of the
Ministry of Civil Affairs; a year is as of its 31 December. ``last`` is the year in which a name or code ended or changed,
empty while it is in force, ``became`` the codes that followed, with the year in brackets where only a part moved.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FIRST, LAST = 1981, 2024
COLLECTIVE = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Headings of yearly lists under which others stand: no divisions."""
_BLANK = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_ENDING = re.compile(r"(?:省|市|县|区|地区|盟|旗|林区|特别行政区)$")
_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 "
    "黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 "
    "撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 "
    "裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各 "
)
_PEOPLE = "|".join(sorted(_PEOPLES.split(), key=len, reverse=True))


class Division(NamedTuple):
    """A code under one name, in force from the year ``first`` until it changed in ``last`` (None: it did not)."""

    code: str
    name: str
    level: str
    inside: str
    first: int
    last: int | None
    became: tuple[str, ...]

    def in_force(self, year: int) -> bool:
        """At some time of the year: in that of a change both names are."""
        return self.first <= year <= (self.last or LAST)

    @property
    def told(self) -> str:
        """Code and years, for a message."""
        until = f"until {self.last}" if self.last else ""
        since = f"since {self.first}" if self.first > FIRST else ""
        return " ".join(part for part in (self.code, since, until) if part)


@cache
def _lines() -> Mapping[str, list[list[str]]]:
    """Lines of the table by code, in the order of time."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    text = files(__package__).joinpath("divisions.csv").read_text(encoding="utf-8")
    for line in csv.reader(text.splitlines()[1:]):
        found[line[0]].append(line)
    return found


def divisions() -> Iterator[Division]:
    """Every code with what it was called, those of one code in the order of time."""
    return (division for code in _lines() for division in divisions_of(code))


def divisions_of(code: str) -> tuple[Division, ...]:
    """What the code was called, in the order of time; empty where it never was one."""
    return tuple(
        Division(code, name, level, inside, int(first), int(last) if last else None, tuple(filter(None, became.split(";"))))
        for _, name, level, inside, first, last, became in _lines().get(code, ())
    )


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions():
        for name in (division.name, *short_names(division.name)):
            found[name].append(division)
    return {name: tuple(of) for name, of in found.items()}


@cache
def _autonomous() -> tuple[re.Pattern[str], ...]:
    of = (f"(?:(?:{_PEOPLE})族)+", f"(?:{_PEOPLE})", "")
    return tuple(re.compile(rf"^(.{{2,}}?){peoples}自治(区|州|县|旗)$") for peoples in of)


def short_names(name: str) -> tuple[str, ...]:
    """What an official name is shortened to: 恩施州 and 恩施 of 恩施土家族苗族自治州, 武汉 of 武汉市; never to one character."""
    made = next((found for pattern in _autonomous() if (found := pattern.match(name))), None)
    if made:
        place, kind = made.groups()
        return (place,) if kind == "区" else (f"{place}{kind}", place)
    short = _ENDING.sub("", name)
    return (short,) if 1 < len(short) < len(name) else ()


def without_blanks(name: str) -> str:
    """``name`` without the blanks between Chinese characters by which yearbooks spread short names out."""
    return _BLANK.sub("", name)


def namesakes(said: str) -> tuple[Division, ...]:
    """Divisions that were ever called so, by their official name or a usual short form of it; the official ones where both are."""
    found = _by_name().get(without_blanks(said), ())
    return tuple(d for d in found if d.name == without_blanks(said)) or found


def names_in(code: str, year: int) -> tuple[str, ...]:
    """Official names of the code in ``year``; empty where it was none."""
    return tuple(d.name for d in divisions_of(code) if d.in_force(year))


def explain(said: str, regions: Mapping[str, str], year: int) -> tuple[str, str] | None:
    """What ``said``, which is no region of a study, is among the divisions of the country, and what to do; None where it is none
    of them. ``regions``: the study's names by code; ``year``: the study's, of which a division is named before those of others."""
    of = sorted(divisions_of(said) or namesakes(said), key=lambda d: (d.in_force(year), d.first))
    if not of:
        return None
    here = [d for d in of if d.code in regions]
    if here and said not in regions:
        code, name = here[-1].code, here[-1].name
        is_called = f"'{said}' is {here[-1].told}" + ("" if name == without_blanks(said) else f" ({name})")
        return (
            f"{is_called}, which regions.csv calls {regions[code]}",
            f"if they are the same, name it in regions.csv in the column 'also' of {code}: {said}",
        )
    moved = next((code for d in of for code in _successors(d) if code in regions), None)
    if moved:
        return (
            f"'{said}' is {of[-1].told}, followed by {moved}, {regions[moved]} in regions.csv",
            f"if they are the same, name it in regions.csv in the column 'also' of {moved}: {said}",
        )
    told = "; ".join(_description(d, said) for d in of if d.in_force(year) or not of[-1].in_force(year))
    return f"'{said}' is {told}, and not in regions.csv", "add it there, or leave out such rows by 'rows: {unlisted: ignored}'"


def _description(division: Division, said: str) -> str:
    name = "" if division.name == without_blanks(said) else f"{division.name}, "
    return f"{division.told} ({name}{division.level}{' in ' + division.inside if division.inside else ''})"


def _successors(division: Division) -> list[str]:
    """Codes that followed, one after the other."""
    found = dict.fromkeys(code.partition("[")[0] for code in division.became)
    for code in found.copy():
        for later in divisions_of(code):
            found |= dict.fromkeys(more.partition("[")[0] for more in later.became if "[" not in more)
    return [code for code in found if code != division.code]
