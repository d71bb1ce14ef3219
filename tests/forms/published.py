"""Forms of published tables, rebuilt with invented figures: each drawn anew, with its facts by the cell they stand in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import openpyxl

from evaluation.data.record import letters
from tests.forms import biff

PROVINCES = ("北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省")
CITIES = ("北京", "天津", "石家庄", "太原", "上海", "南京", "杭州", "合肥", "深圳", "重庆")
MONEY, RATE = 100, 10**9  # base units in one


@dataclass(frozen=True)
class Fact:
    """What a right reader gets of a cell: region by its last name, period, and figure in base units, or the mark of none."""

    region: str
    period: str
    figure: Fraction | str


@dataclass
class Form:
    """A delivered file, or a sheet of one. ``facts`` by the address of the cell; ``units``: of columns whose unit nothing in the
    file says; ``marks``: what the source says its signs mean; ``figures``: how many columns (or rows) of figures there are;
    ``others``: the other files and sheets that are delivered with it."""

    kind: str
    file: str
    figures: int
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    sheet: str = "年度数据"
    others: list[Form] = field(default_factory=list)

    def beside(self, file: str, sheet: str) -> Form:
        """Another file or sheet of the delivery."""
        self.others.append(Form(self.kind, file, self.figures, sheet=sheet))
        return self.others[-1]

    def row(self, at: int, *values: object, first: int = 1) -> None:
        self.cells |= {(at, first + n): value for n, value in enumerate(values) if value is not None}

    def put(self, at: int, column: int, text: str, region: str, period: str, base: int = 1) -> None:
        """A figure as it is printed, with the fact that it is."""
        text = text.replace("-0.0", "0.0") if not text.strip("-0.") else text
        self.cells[at, column] = text
        figure = Fraction(Decimal(text)) * base
        self.facts[f"{letters(column - 1)}{at}"] = Fact(region, period, Fraction(floor(figure + Fraction(1, 2))))

    def none(self, at: int, column: int, text: str, region: str, period: str, mark: str) -> None:
        self.cells[at, column] = text or None
        self.facts[f"{letters(column - 1)}{at}"] = Fact(region, period, mark)

    @property
    def files(self) -> dict[str, bytes]:
        """What is delivered, by name."""
        pages: dict[str, list[Form]] = {}
        for form in (self, *self.others):
            pages.setdefault(form.file, []).append(form)
        return {file: _content(forms) for file, forms in pages.items()}

    @property
    def rows(self) -> list[list[object]]:
        deep, wide = max(r for r, _ in self.cells), max(c for _, c in self.cells)
        return [[self.cells.get((r, c)) for c in range(1, wide + 1)] for r in range(1, deep + 1)]


def _content(forms: list[Form]) -> bytes:
    """One file of one sheet or several."""
    first = forms[0]
    if first.file.endswith(".csv"):
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([["" if x is None else x for x in row] for row in first.rows])
        return out.getvalue().encode(first.encoding)
    stored = {form.sheet: [[_stored(x) for x in row] for row in form.rows] for form in forms}
    if first.file.endswith(".xls"):
        return biff.workbook(stored)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for form in forms:
        sheet = book.create_sheet(form.sheet)
        for r, row in enumerate(stored[form.sheet], 1):
            for c, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(r, c, value)
        for cells in form.merged:
            sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _stored(value: object) -> object:
    """A printed figure as a workbook stores it; codes with zeros in front stay texts."""
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except ArithmeticError:
        return value
    if number is None or not number.is_finite() or (value[0] == "0" and value != "0" and value[1:2] != "."):
        return value
    return int(number) if number == number.to_integral() else float(number)


def _years(dice: Random, most: int = 6) -> list[int]:
    last = dice.randint(2016, 2024)
    years = list(range(last, last - dice.randint(2, most), -1))
    return years if dice.random() < 0.6 else years[::-1]


_BELOW = (
    ("注：从2013年起口径有变。", "　　2.另见说明。", "数据来源：某统计局"),
    ("数据来源：某统计局",),
    ("资料来源：某年鉴", "说明：略"),
)
_UNITS = (("万人", 10**4), ("亿元", 10**8 * MONEY), ("万元", 10**4 * MONEY), ("户", 1))
_CHANGES = ("固定资产投资(不含农户)实际到位资金_比上年增长", "居民消费价格涨幅增长")
_LINES = (
    ("居民人均可支配收入(元)", MONEY),
    ("居民人均可支配收入同比增长(%)", RATE),
    ("就业人数(万人)", 10**4),
    ("工资总额（亿元）", 10**8 * MONEY),
)
_TABLES = (
    ("表一 培训情况", (("报名数（人）", 1), ("毕业数（人）", 1))),
    ("表二 资金情况", (("拨付数（万元）", 10**4 * MONEY), ("结余数（元）", MONEY))),
)
_LEVELS = (
    "time_period",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "la_name",
)


def _notes(form: Form, dice: Random, at: int) -> None:
    """What stands below a table, after no row or one left blank."""
    at += dice.choice((0, 0, 1)) if not form.file.endswith(".csv") else 0
    for n, text in enumerate(dice.choice(_BELOW)):
        form.row(at + n, text)


def years_across(dice: Random, kind: str = "years across, unit in a line above, GBK", rate: bool = False) -> Form:
    form = Form(kind, "分省年度数据.csv", 1, encoding=dice.choice(("gb18030", "utf-8-sig")))
    unit, base = ("%", RATE) if rate else dice.choice(_UNITS)
    what = dice.choice(_CHANGES) if rate else dice.choice(("城镇单位就业", "某项指标"))
    above = ["数据库：分省年度数据", f"指标：{what}({unit})", "时间：最近6年"]
    for n, text in enumerate(above, 1):
        form.row(n, text)
    years, word = _years(dice), dice.choice(("年", ""))
    form.row(4, dice.choice(("地区", "省份", "地 区")), *(f"{y}{word}" for y in years))
    return _years_of(form, dice, dice.sample(PROVINCES, 5), years, base, rate)


def _years_of(form: Form, dice: Random, places: list[str], years: list[int], base: int, rate: bool, at: int = 5) -> Form:
    empty = dice.choice(years)
    low, high, digits = (-20, 30, 1) if rate else (100, 99999, 0) if base == 1 else (10, 2000, 1)
    for n, place in enumerate(places):
        form.row(at + n, place)
        for c, year in enumerate(years, 2):
            if year == empty:
                form.none(at + n, c, "", place, str(year), "missing")
            else:
                form.put(at + n, c, f"{dice.uniform(low, high):.{digits}f}", place, str(year), base)
    _notes(form, dice, at + len(places))
    return form


def growth_across(dice: Random) -> Form:
    return years_across(dice, "growth in %, years across", rate=True)


def cities_across(dice: Random) -> Form:
    form = Form("cities by short names, years across, .xls", "主要城市年度数据.xls", 1)
    for n, text in enumerate(("数据库：主要城市年度数据", "指标：国内生产总值(亿元)", "时间：最近5年"), 1):
        form.row(n, text)
    years = _years(dice)
    form.row(4, "地区", *(f"{y}年" for y in years))
    return _years_of(form, dice, dice.sample(CITIES, 6), years, 10**8 * MONEY, rate=False)


def side_by_side(dice: Random) -> Form:
    """Persons and shares side by side, blocks below 總計, 男, 女, two languages in the header, one column in money."""
    form = Form("tables side by side, blocks of rows, two languages", "按年龄分.xlsx", 7)
    year, first = dice.randint(90, 112), dice.choice((1, 1, 2))
    heads = dice.choice((("總計", "男", "女"), ("總計", "甲組", "乙組", "丙組")))
    ages = ["１５～２４歲", "２５～４４歲", "６５歲 及 以 上"][: dice.choice((2, 3))]
    names = ("總    計", "未 滿 １５,０００元", "１５,０００元\n以上", "平均收入\n（元）")
    english = ("Total", "Less than\nNT$ 15,000", "NT$15,000 & over", "Average\nincome (NT$)")
    gap = dice.choice((0, 1, 2))
    right = first + 6 + gap
    form.row(1, "表１　收入－按年齡分", first=first)
    form.row(3, "單位：千人", f"民國{year}年５月", first=first)
    form.row(3, "單位：％", f"民國{year}年５月", first=right)
    form.row(4, "項目別", *names, "Item", first=first)
    form.row(5, *english, first=first + 1)
    form.row(4, "項目別", *names[:3], "Item", first=right)
    form.row(5, *english[:3], first=right + 1)
    period, at = f"{year + 1911}M05", 6
    of: dict[tuple[str, int], list[int]] = {}
    for head in heads[1:]:
        for a in range(len(ages)):
            of[head, a] = [dice.randint(200, 900) for _ in range(2)]
    for head in heads:
        blocks = heads[1:] if head == heads[0] else (head,)
        rows = [[sum(of[b, a][i] for b in blocks) for i in range(2)] for a in range(len(ages))]
        whole = [sum(r[i] for r in rows) for i in range(2)]
        for name, (low, high) in zip((head, *ages), (whole, *rows), strict=True):
            form.row(at, name, first=first)
            form.row(at, name, first=right)
            total, is_whole = low + high, name == heads[0]
            for n, value in enumerate((total, low, high)):
                if is_whole:
                    form.row(at, str(value), first=first + 1 + n)
                else:
                    form.put(at, first + 1 + n, str(value), name, period, 1000)
                form.put(at, right + 1 + n, f"{100 * value / total:.2f}", name, period, RATE)
            form.put(at, first + 4, str(dice.randint(20000, 60000)), name, period, MONEY)
            at += 1
    form.none(at - 1, first + 3, "-", ages[-1], period, "not_applicable")
    form.marks = {"-": "not_applicable"}
    form.row(at, "註：同表２。", first=first)
    return form


def down_the_rows(dice: Random) -> Form:
    form = Form("indicators down the rows, units in their names", "居民收支.xls", 4)
    years = _years(dice)
    form.row(1, "指标", *(dice.choice((str(y), f"{y}年")) for y in years))
    for at, (name, base) in enumerate(dice.sample(_LINES, 4), 2):
        form.row(at, name)
        for c, year in enumerate(years, 2):
            if base == RATE and year == min(years):
                form.none(at, c, "", "", str(year), "missing")
            else:
                figure = f"{dice.uniform(-9, 9):.1f}" if base == RATE else str(dice.randint(1000, 40000))
                form.put(at, c, figure, "", str(year), base)
    _notes(form, dice, 6)
    return form


def levels_in_columns(dice: Random) -> Form:
    """A country, its regions and their authorities in one file, told apart by which names are blank."""
    form = Form("three levels in one file, coded names, c and z", "neet_dashboard.csv", 4)
    form.row(1, *_LEVELS, "Age", "cohort_March", "NEET_percent", "annual_change_ppts_NEET", "SEND_percent")
    year = str(dice.randint(2016, 2024))
    regions = {name: [f"{name} {n}" for n in ("Borough", "County", "City")] for name in ("North", "South", "London")}
    cohort = {la: dice.randint(1000, 9000) for las in regions.values() for la in las}
    rows = [("National", "", "")] if dice.random() < 0.8 else []
    for region, las in regions.items():
        rows += [("Regional", region, ""), *(("Local authority", region, la) for la in las)]
    dice.shuffle(rows)
    for at, (level, region, la) in enumerate(rows, 2):
        name = la or region or "England"
        many = cohort[la] if la else sum(cohort[x] for r, las in regions.items() for x in las if region in ("", r))
        code = f"E1200000{list(regions).index(region) + 1}" if region else ""
        form.row(at, year, level, "E92000001", "England", code, region, str(800 + at) if la else "", la, "16-17")
        if name == "England":
            form.row(at, str(many), first=10)
        else:
            form.put(at, 10, str(many), name, year)
        form.put(at, 11, f"{dice.uniform(0, 9):.1f}", name, year, RATE)
        form.put(at, 12, f"{dice.uniform(-3, 3):.1f}", name, year, RATE)
        if la and dice.random() < 0.4:
            form.none(at, 13, *dice.choice((("c", name, year, "suppressed"), ("z", name, year, "not_applicable"))))
        else:
            form.put(at, 13, str(dice.randint(0, 9)), name, year, RATE)
    form.units, form.marks = {"cohort_March": "persons"}, {"z": "not_applicable"}
    return form


def sums_by_dots(dice: Random) -> Form:
    """A whole, its regions, and its states with leading dots; what lies outside below; a day in the header beside years."""
    form = Form("levels by leading dots, a day and years in two header rows", "nst-est.xlsx", 3)
    year = dice.randint(2010, 2020)
    form.row(1, "table with row headers in column A and column headers in rows 3 through 4")
    form.row(2, "Table 1. Annual Estimates of the Resident Population")
    form.row(3, "Geographic Area", date(year, 4, 1), None, "Population Estimate (as of July 1)")
    years = list(range(year, year + dice.randint(2, 4)))
    form.row(4, None, "Census", "Estimates Base", *(str(y) for y in years))
    form.merged = ["A3:A4", "B3:C3", f"D3:{letters(2 + len(years))}3"]
    many, wide = dice.choice((6, 8, 12)), 2 + len(years)
    states = {f"State{n}": [dice.randint(500_000, 9_000_000) for _ in range(wide)] for n in range(many)}
    regions = {name: [states[s] for s in list(states)[n::3]] for n, name in enumerate(("East", "Mid", "West"))}
    whole = [sum(v) for v in zip(*states.values(), strict=True)]
    rows = [("United States", "United States", whole)]
    rows += [(n, n, [sum(v) for v in zip(*of, strict=True)]) for n, of in regions.items()]
    rows += [(f"{dice.choice(('.', '..'))}{n}", n, v) for n, v in states.items()]
    rows.append(("Outlying Isle", "Outlying Isle", [dice.randint(1_000_000, 3_000_000) for _ in whole]))
    for at, (label, name, values) in enumerate(rows, 5):
        at += at == 4 + len(rows)  # below a blank row
        form.row(at, label)
        for c, (value, when) in enumerate(zip(values, (year, year, *years), strict=True), 2):
            if name == "United States":
                form.row(at, str(value), first=c)
            else:
                form.put(at, c, str(value), name, str(when))
    form.row(at + 1, "Note: The estimates are based on the 2010 Census.")
    form.row(at + 2, "Source: a bureau")
    form.units = {"": "persons"}
    return form


def codes_and_gap(dice: Random) -> Form:
    form = Form("codes three times, an empty column, N.A.", "laucnty.xlsx", 4)
    year = str(dice.randint(2015, 2023))
    form.row(1, "Code", "Code", "Code", "Name", "Year", None, "Labor_Force", "Employed", "Unemployed", "(%)")
    for n in range(dice.randint(5, 9)):
        at, name = n + 2, f"Place{n} County, {'ABC'[n % 3]}L"
        form.row(at, f"CN0100{n}00000000", "01", f"00{n}", name, year)
        if n == 3:
            for c in range(7, 11):
                form.none(at, c, "N.A.", name, year, "missing")
            continue
        employed, out = dice.randint(10_000, 90_000), dice.randint(100, 9000)
        for c, value in enumerate((employed + out, employed, out), 7):
            form.put(at, c, str(value), name, year)
        form.put(at, 10, f"{100 * out / (employed + out):.1f}", name, year, RATE)
    form.row(at + 2, "SOURCE:  BLS, LAUS")
    form.row(at + 3, "April 21, 2023")
    form.units, form.marks = {"": "persons"}, {"N.A.": "missing"}
    return form


def long_header(dice: Random) -> Form:
    form = Form("ten rows of header, dates down the side, a row of units", "6202021.xlsx", 3)
    names = ("Hours worked in all jobs ;", "Hours worked in all jobs ;  Market ;", "Hours worked in all jobs ;  > Farming ;")
    step, grain = dice.choice(((1, "M"), (3, "Q")))
    many = dice.randint(5, 9)
    days = [date(2019 + (2 + step * n) // 12, (2 + step * n) % 12 + 1, 1) for n in range(many)]
    form.row(1, None, *names)
    rows = [("Unit", "000 Hours"), ("Series Type", "Seasonally Adjusted"), ("Data Type", "FLOW"), ("Frequency", "Quarter")]
    rows += [("Collection Month", "3"), ("Series Start", days[0]), ("Series End", days[-1]), ("No. Obs", str(many))]
    rows = rows[: dice.choice((4, 5, 8))]
    for at, (name, said) in enumerate(rows, 2):
        form.row(at, name, *[said] * 3)
    top = len(rows) + 2
    form.row(top, "Series ID", *(f"A8442629{n}K" for n in range(3)))
    texts = [[f"{dice.uniform(100_000, 999_999):.{dice.choice((3, 4, 5))}f}".rstrip("0") for _ in names] for _ in days]
    most = max(len(text.partition(".")[2]) for row in texts for text in row)
    for at, (day, row) in enumerate(zip(days, texts, strict=True), top + 1):
        form.row(at, day)
        period = f"{day.year}M{day.month:02}" if grain == "M" else f"{day.year}Q{(day.month + 2) // 3}"
        for c, text in enumerate(row, 2):
            form.put(at, c, text, "", period, 10 ** max(3, most))  # hours are measured: kept with the decimals they have
    index = form.beside(form.file, "Index")
    index.row(1, "Data Item Description", "Series ID", "Series Start", "Series End", "No. Obs.", "Unit", "Collection Month")
    for n, name in enumerate(names):
        index.row(n + 2, name, f"A8442629{n}K", days[0].replace(year=1984), days[-1], str(many), "000 Hours", "3")
    return form


def one_series(dice: Random) -> Form:
    form = Form("one series, months as 2012.10, a long name", "ipeadata.csv", 1)
    form.row(1, "Data", "Taxa de desocupação - (%) - Instituto Brasileiro de Geografia, Pesquisa Nacional - PNADC12_TDESOC12 -")
    begin = dice.randint(2012 * 12 + 2, 2018 * 12)
    for n in range(dice.randint(11, 20)):
        year, month = divmod(begin + n, 12)
        form.row(n + 2, f"{year}.{month + 1:02}")
        form.put(n + 2, 2, f"{dice.uniform(5, 15):.1f}", "", f"{year}M{month + 1:02}", RATE)
    return form


def one_below_the_other(dice: Random) -> Form:
    form = Form("tables one below the other", "年报.xlsx", 4)
    year, places = str(dice.randint(2015, 2024)), dice.sample(PROVINCES, 4)
    at = 1
    for title, columns in dice.sample(_TABLES, 2):
        form.row(at, f"{year}年{title}")
        form.row(at + 1, "地区", *(name for name, _ in columns))
        for n, place in enumerate(places):
            form.row(at + 2 + n, place)
            for c, (_, base) in enumerate(columns, 2):
                form.put(at + 2 + n, c, str(dice.randint(100, 9000)), place, year, base)
        at += 6 + dice.choice((0, 1, 2))
    return form


def blocks_of_a_year(dice: Random) -> Form:
    """The year, and the wider area, stand once above their rows."""
    form = Form("a year and an area stand once for several rows", "季度.csv", 2)
    year = dice.randint(2015, 2024)
    form.row(1, "年份", "地市", "区县", "季度", "培训数（人）", "支出数（万元）")
    at = 2
    for y in (year, year + 1):
        for city, counties in (("某甲市", ("东区", "西区")), ("某乙市", ("南区", "北区"))):
            for county in counties:
                for q in range(1, 3):
                    begun = (county, q) == (counties[0], 1)
                    form.row(at, str(y) if begun and city == "某甲市" else "", city if begun else "", county, f"{q}季度")
                    form.put(at, 5, str(dice.randint(10, 900)), county, f"{y}Q{q}")
                    form.put(at, 6, f"{dice.uniform(1, 90):.2f}", county, f"{y}Q{q}", 10**4 * MONEY)
                    at += 1
    return form
