"""Where and when a study is set: regions with awkward names, years and quarters that are delivered."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluation.study.periods import KINDS
from tests.studies.dice import Dice
from tests.studies.money import MONIES, RENMINBI, Money
from tests.studies.years import CALENDAR, Years

_PLACES = (
    ("东湖市", "Donghu", "东湖"),
    ("西岭县", "Xiling County", "西岭"),
    ("北港区", 'North Port, "the new" district', "北港"),
    ("南洲自治州", "South & West <Prefecture>", "南洲"),
    ("安得拉邦", "Andhra Pradesh", "安得拉"),
    ("圣约翰岛", "St. John's Isle #1", "圣约翰"),
    ("O’Neill镇", "O'Neill (rural)", "奥尼尔"),
    ("长岭土家族苗族自治县", "Changling *Tujia* and Miao _Autonomous_ County", "长岭"),
    ("新区（一）", "New Area (1)", "新区一"),
    ("A+B 区", "A+B Zone = test", "A+B"),
)
_HUBEI = (
    ("420100", "武汉市", "Wuhan", "武汉"),
    ("420200", "黄石市", "Huangshi", "黄石"),
    ("420300", "十堰市", "Shiyan", "十堰"),
    ("420500", "宜昌市", "Yichang", "宜昌"),
    ("420600", "襄樊市", "Xiangfan", "襄樊"),
    ("420700", "鄂州市", "Ezhou", "鄂州"),
)
_WHOLE = ("全域", "Wholeland", "全域")


@dataclass(kw_only=True)
class World:
    """``quarters`` of each delivered year (an empty list: the year is delivered as such), oldest first; ``period`` is
    what is evaluated, as if years began in January; ``years`` says how they are written, and ``money``
    in which currency. ``reporting``
    are the codes of the regions with a report of their own."""

    regions: list[dict[str, str]]
    top: str
    reporting: list[str]
    system: str
    vintage: str
    year: int
    period: str
    quarters: dict[int, list[int]] = field(default_factory=dict)
    years: Years = CALENDAR
    money: Money = RENMINBI
    silent: frozenset[str] = frozenset()
    """Regions that deliver no row: what lies inside them does."""

    def parts(self, code: str) -> list[str]:
        """Who delivers for the region: itself, or the regions inside it, at any depth."""
        if code not in self.silent:
            return [code]
        return [leaf for r in self.regions if r["parent"] == code for leaf in self.parts(r["code"])]

    @property
    def grain(self) -> str:
        return "quarter" if any(self.quarters.values()) else "year"

    @property
    def delivered(self) -> list[str]:
        """Periods of the rows of a table, oldest first."""
        return [p for y, qs in self.quarters.items() for p in ([f"{y}Q{q}" for q in qs] or [str(y)])]


def world(dice: Dice) -> World:
    regions, top, system, vintage = _regions(dice)
    reporting = [r["code"] for r in regions if r["reports"] == "true"]
    year = 2007 if system == "gb2260" else dice.choice((1999, 2004, 2007, 2010, 2023, 2024))
    made = World(
        regions=regions, top=top, reporting=reporting, system=system, vintage=vintage or str(year), year=year, period=str(year)
    )
    deeper = dice.part("depth")
    if system == "free" and len(reporting) > 1 and deeper.yes(0.2):
        _deepen(deeper, made)
    _periods(dice, made)
    fiscal = dice.part("years")
    foreign = dice.part("money")
    if foreign.yes(0.3):
        made.money = foreign.choice(MONIES)
    if fiscal.yes(0.25):
        made.years = Years(fiscal.randint(2, 12), fiscal.choice(("begins", "ends", "both")), made.years.parts)
        made.years = made.years._replace(called=fiscal.part("called").choice(("", *KINDS)))
    return made


def _regions(dice: Dice) -> tuple[list[dict[str, str]], str, str, str]:
    count = dice.choice((1, 2, 2, 3, 3, 6))
    if dice.yes(0.006):  # more than a chart holds
        places = [(f"N{n}", f"第{n}区", f"District {n}", f"{n}区") for n in range(1, 46)]
        return _rows([("W", *_WHOLE), *places], dice, levels=("country", "province")), "W", "free", ""
    if dice.yes(0.12):
        rows = [("420000", "湖北省", "Hubei", "湖北"), *dice.few(_HUBEI, count, count)]
        return _rows(rows, dice, levels=("province", "prefecture")), "420000", "gb2260", "2007"
    places = [(f"{dice.choice(('R', 'r', '0', ''))}{n}", *p) for n, p in enumerate(dice.few(_PLACES, count, count), 1)]
    rows = _rows([("W", *_WHOLE), *places], dice, levels=dice.choice((("country", "province"), ("prefecture", "county"))))
    if dice.yes(0.05):  # a study of one region: the whole itself reports
        return [{**rows[0], "reports": "true"}], "W", "free", ""
    if dice.yes(0.15):  # a place inside a reporting region, without a report of its own
        rows.append(
            {
                **rows[1],
                "code": "C1",
                "name_zh": "内县",
                "name_en": "Inner County",
                "short_zh": "内县",
                "level": "street",
                "parent": rows[1]["code"],
                "reports": "false",
            }
        )
    return rows, "W", "free", ""


def _deepen(dice: Dice, made: World) -> None:
    """Some regions after the first report on what lies inside them, one or two levels deep."""
    for code in made.reporting[1:]:
        if dice.yes(0.6):
            made.silent |= {code}
            inner = _lie_in(dice, made, code, "county")
            if dice.yes(0.3):
                made.silent |= {inner[0]}
                _lie_in(dice, made, inner[0], "taluk")


def _lie_in(dice: Dice, made: World, parent: str, level: str) -> list[str]:
    codes = [f"{parent}i{n}" for n in range(1, dice.randint(1, 3) + 1)]
    row = dict.fromkeys(made.regions[0], "") | {"level": level, "parent": parent, "reports": "false"}
    names = ({"code": c, "name_zh": f"{c}内", "name_en": f"Inside {c}", "short_zh": f"{c}内"} for c in codes)
    made.regions += [row | name for name in names]
    return codes


def _rows(places: list[tuple[str, str, str, str]], dice: Dice, levels: tuple[str, str]) -> list[dict[str, str]]:
    top, *rest = places
    tiled = dice.yes(0.2)
    rows = []
    for number, (code, zh, en, short) in enumerate([top, *rest]):
        row = {
            "code": code,
            "name_zh": zh,
            "name_en": en,
            "short_zh": short,
            "level": levels[number > 0],
            "parent": top[0] if number else "",
            "reports": "true" if number else "false",
        }
        if tiled:
            row |= {
                "tile_row": str(1 + (number - 1) // 10) if number else "",
                "tile_column": str(1 + (number - 1) % 10) if number else "",
            }
        rows.append(row)
    return rows


def _periods(dice: Dice, made: World) -> None:
    year, before = made.year, dice.weighted(none=0.3, one=0.4, two=0.22, four=0.08)
    years = [year - n for n in range({"none": 0, "one": 1, "two": 2, "four": 4}[before], -1, -1)]
    kind = dice.weighted(years=0.35, quarters=0.35, part=0.3)
    parts = int(dice.part("grain").weighted(**{"4": 0.6, "12": 0.3, "2": 0.1})) if kind != "years" else 4
    made.years = Years(parts=parts)
    last = parts if kind == "quarters" else dice.randint(1, parts - 1)
    for y in years:
        made.quarters[y] = [] if kind == "years" else list(range(1, (last if y == year else parts) + 1))
    if kind == "part" or (kind == "quarters" and dice.yes(0.3)):
        made.period = f"{year}Q{dice.randint(1, last)}"
    if kind == "part" and dice.yes(0.15):
        made.period = str(year)  # the year is asked for, and not all of it is there
