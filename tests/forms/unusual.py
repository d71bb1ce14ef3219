"""More forms of published tables, with invented figures: several files or sheets, fiscal years, units and flags in cells, one
figure a row, tables that go on under a second header, money by its source."""

from __future__ import annotations

from datetime import date
from random import Random

from evaluation.data.record import letters
from tests.forms.published import MONEY, PROVINCES, RATE, Form

TOWNS = ("武汉市", "黄石市", "十堰市", "宜昌市", "襄阳市", "荆门市")
STATES = ("Andhra Pradesh", "Bihar", "Gujarat", "Kerala", "Odisha", "Punjab")
_REPORT = (
    ("01", "城镇新增就业人数", "人", 1),
    ("02", "失业人员再就业人数", "人", 1),
    ("03", "某项补助资金支出", "万元", 10**4 * MONEY),
)


def file_a_region(dice: Random) -> Form:
    """A statistical form of each city, one file a city, indicators down the rows."""
    towns = dice.sample(TOWNS, dice.randint(2, 4))
    month, pattern = dice.randint(1, 12), dice.choice(("报表-{}.xlsx", "{}就业情况.xlsx", "2024年{}.xlsx"))
    first = Form("a file a city, indicators down the rows with codes", pattern.format(towns[0]), 3, sheet="报表")
    for n, town in enumerate(towns):
        form = first.beside(pattern.format(town), "报表") if n else first
        form.row(1, "就业情况统计表")
        form.row(2, f"填报单位：{town}人社局", None, f"2024年{month}月")
        form.row(3, "代码", "指标名称", "计量单位", "本月")
        form.row(4, "甲", "乙", "丙", "1")
        for at, (code, name, unit, base) in enumerate(_REPORT, 5):
            form.row(at, code, name, unit)
            form.put(at, 4, str(dice.randint(100, 9000)), town, f"2024M{month:02}", base)
        form.row(8, "单位负责人：", None, f"报出日期：2024年{month}月28日")
    return first


def sheet_a_year(dice: Random) -> Form:
    years = range(2024 - dice.randint(1, 3), 2025)
    first = Form("a sheet a year", "各市就业.xlsx", 2, sheet=f"{years[0]}年")
    for year in years:
        form = first if year == years[0] else first.beside(first.file, f"{year}年")
        form.row(1, f"{year}年各市就业情况")
        form.row(2, "地区", "新增就业（人）", "资金支出（万元）")
        for at, town in enumerate(TOWNS[: dice.randint(3, 6)], 3):
            form.row(at, town)
            form.put(at, 2, str(dice.randint(100, 9000)), town, str(year))
            form.put(at, 3, f"{dice.uniform(10, 900):.2f}", town, str(year), 10**4 * MONEY)
    return first


def units_in_cells(dice: Random) -> Form:
    form = Form("each cell says its unit", "资金.csv", 2)
    form.row(1, "地区", "年份", "毕业人数", "资金支出")
    at = 2
    for town in dice.sample(TOWNS, 3):
        for year in (2022, 2023):
            form.row(at, town, f"{year}年")
            for column, kinds in ((3, (("万人", 10**4), ("人", 1))), (4, (("万元", 10**4 * MONEY), ("亿元", 10**8 * MONEY)))):
                unit, base = dice.choice(kinds)
                form.put(at, column, str(dice.randint(1, 999)), town, str(year), base)
                form.cells[at, column] = f"{form.cells[at, column]}{dice.choice(('', ' '))}{unit}"
            at += 1
    return form


def fiscal_years_down(dice: Random) -> Form:
    """Both sides of a rate, a number for each row, years by two numbers, a currency in the name of a column."""
    form = Form("a column of fiscal years, a rate with both its sides", "released.csv", 4)
    form.row(1, "S. No.", "state", "fiscal_year", "candidates", "placed", "placement_percent", "amount_lakh_inr")
    begin, sign = dice.randint(2007, 2019), dice.choice("-/")
    at = 2
    for state in dice.sample(STATES, 4):
        for year in range(begin, begin + 3):
            spelled = f"{year}-{(year + 1) % 100:02}"
            form.row(at, str(at - 1), state, spelled.replace("-", sign))
            many = dice.randint(1000, 9000)
            placed = dice.randint(100, many)
            form.put(at, 4, str(many), state, spelled)
            form.put(at, 5, str(placed), state, spelled)
            form.put(at, 6, f"{100 * placed / many:.2f}", state, spelled, RATE)
            form.put(at, 7, f"{dice.uniform(10, 900):.2f}", state, spelled, 10**5 * MONEY)
            at += 1
    form.units = {"candidates": "persons", "placed": "persons"}
    return form


def fiscal_years_across(dice: Random) -> Form:
    """Fiscal years merged over the columns that repeat below each of them, a total, a number for each row."""
    form = Form("fiscal years over the columns of each, a total", "state-wise.xlsx", 2)
    begin, many = dice.randint(2007, 2021), dice.randint(2, 3)
    form.row(1, "State-wise candidates trained and funds released")
    form.row(2, "S. No.", "State/UT")
    form.merged = ["A2:A3", "B2:B3"]
    totals = [0, 0] * many
    for n in range(many):
        form.row(2, f"{begin + n}-{(begin + n + 1) % 100:02}", first=3 + 2 * n)
        form.row(3, "Candidates trained", "Funds released (INR in lakh)", first=3 + 2 * n)
        form.merged.append(f"{letters(2 + 2 * n)}2:{letters(3 + 2 * n)}2")
    for at, state in enumerate(STATES, 4):
        form.row(at, str(at - 3), state)
        for c in range(2 * many):
            year = begin + c // 2
            value = dice.randint(100, 9000)
            totals[c] += value
            form.put(at, 3 + c, str(value), state, f"{year}-{(year + 1) % 100:02}", 10**5 * MONEY if c % 2 else 1)
    form.row(4 + len(STATES), None, "Total", *map(str, totals))
    form.row(5 + len(STATES), "Source: a ministry")
    form.units = {"Candidates trained": "persons"}
    return form


def figure_a_row(dice: Random) -> Form:
    """One figure a row, named by its columns, with codes that nobody needs."""
    form = Form("one figure a row, named by two columns", "14100011-eng.csv", 4)
    form.row(1, "REF_DATE", "GEO", "DGUID", "Sex", "Characteristics", "UOM", "UOM_ID", "VECTOR", "VALUE", "STATUS", "DECIMALS")
    places, at = dice.sample(("Ontario", "Quebec", "Alberta", "Yukon"), 3), 2
    for month in range(1, dice.randint(3, 5)):
        for place in places:
            for sex in ("Males", "Females"):
                for what in ("Claims received", "Claims allowed"):
                    form.row(at, f"2023-{month:02}", place, f"2016A0002{35 + places.index(place)}", sex, what, "Persons", "249")
                    form.row(at, f"v645493{at:02}", first=8)
                    form.row(at, "0", first=11)
                    if dice.random() < 0.1 and at > 10:
                        form.none(at, 9, "", place, f"2023M{month:02}", "missing")
                        form.row(at, "..", first=10)
                    else:
                        form.put(at, 9, str(dice.randint(100, 9000)), place, f"2023M{month:02}")
                    at += 1
    return form


def continued(dice: Random) -> Form:
    """A yearbook table that goes on below a second header, a total above, marks of notes in the names."""
    form = Form("a table that goes on under its header once more", "1-5.xlsx", 3, sheet="1-5")
    year = str(dice.randint(2015, 2024))
    places = dice.sample(PROVINCES, dice.randint(5, 8))
    values = [[dice.randint(10, 9000) for _ in range(3)] for _ in places]
    form.row(1, f"1-5 各地区培训情况({year}年)")

    def head(at: int) -> None:
        form.row(at, "地  区", "培训人数（人）", None, "拨付①（万元）")
        form.row(at + 1, "合计", "#女性", first=2)
        form.merged += [f"A{at}:A{at + 1}", f"B{at}:C{at}", f"D{at}:D{at + 1}"]

    head(2)
    form.row(4, "全  国", *(str(sum(v)) for v in zip(*values, strict=True)))
    at, parted = 5, dice.randint(2, len(places) - 2)
    for n, (place, row) in enumerate(zip(places, values, strict=True)):
        if n == parted:
            form.row(at, dice.choice(("1-5 续表", "表1-5（续）", "续表1")))
            head(at + 1)
            at += 3
        form.row(at, place)
        for c, value in enumerate(row, 2):
            form.put(at, c, str(value), place, year, 10**4 * MONEY if c == 4 else 1)
        at += 1
    form.row(at, "①含上级补助。")
    return form


def flagged(dice: Random) -> Form:
    form = Form("letters behind figures, two signs for none", "une_rt_a.csv", 1)
    years = range(dice.randint(2012, 2016), 2020)
    form.row(1, "Unemployment rate (%)")
    form.row(2, "geo", *map(str, years))
    for at, place in enumerate(("BE", "DE", "FR", "MT", "PT"), 3):
        form.row(at, place)
        for c, year in enumerate(years, 2):
            if place == "MT" and year == years[1]:
                form.none(at, c, ":", place, str(year), "missing")
                continue
            form.put(at, c, f"{dice.uniform(3, 15):.1f}", place, str(year), RATE)
            form.cells[at, c] = f"{form.cells[at, c]}{dice.choice(('', '', ' b', ' e', ' u'))}"
    return form


def days_across(dice: Random) -> Form:
    """Days as names of columns, each for the quarter or the month that it lies in."""
    form = Form("days as names of columns", "participants.xlsx", 1, sheet="data")
    step, grain = dice.choice(((1, "M"), (3, "Q")))
    days = [date(2022 + (2 + step * n) // 12, (2 + step * n) % 12 + 1, 1) for n in range(dice.randint(3, 6))]
    form.row(1, "Number of participants by office")
    form.row(2, "Office", *days)
    for at, office in enumerate(("North", "South", "East"), 3):
        form.row(at, office)
        for c, day in enumerate(days, 2):
            period = f"{day.year}M{day.month:02}" if grain == "M" else f"{day.year}Q{(day.month + 2) // 3}"
            form.put(at, c, str(dice.randint(100, 9000)), office, period)
    form.units = {"": "persons"}
    return form


def money_by_source(dice: Random) -> Form:
    """Sources and items of spending of a fund, each under one head."""
    form = Form("sources and uses of a fund under two heads", "收支情况.xlsx", 5)
    form.row(1, "就业补助资金收支情况表")
    form.row(2, "单位：万元", None, "2024年")
    form.row(3, "市州", dice.choice(("资金来源", "到位资金")), None, dice.choice(("资金支出", "资金使用")))
    form.row(4, "中央", "省级", "某项补贴", "另项补贴", "三项补贴", first=2)
    form.merged = ["A3:A4", "B3:C3", "D3:F3"]
    totals = [0] * 5
    for at, town in enumerate(TOWNS[: dice.randint(3, 6)], 5):
        form.row(at, town)
        for c in range(5):
            value = dice.randint(100, 9000)
            totals[c] += value
            form.put(at, 2 + c, str(value), town, "2024", 10**4 * MONEY)
    form.row(at + 1, "合计", *map(str, totals))
    return form


def quarters_under_years(dice: Random) -> Form:
    """Years merged over the quarters of each."""
    form = Form("quarters under years in two header rows", "各季度.xlsx", 1)
    form.row(1, "各市城镇新增就业人数")
    form.row(2, "单位：人")
    form.row(3, "地区")
    form.merged = ["A3:A4"]
    years, quarters = range(2024 - dice.randint(1, 2), 2025), "一二三四"[: dice.randint(2, 4)]
    columns = [(year, n) for year in years for n in range(len(quarters))]
    for at, (year, n) in enumerate(columns, 2):
        form.row(4, f"{quarters[n]}季度", first=at)
        if n == 0:
            form.row(3, f"{year}年", first=at)
            form.merged.append(f"{letters(at - 1)}3:{letters(at + len(quarters) - 2)}3")
    for at, town in enumerate(dice.sample(TOWNS, 4), 5):
        form.row(at, town)
        for c, (year, n) in enumerate(columns, 2):
            form.put(at, c, str(dice.randint(100, 9000)), town, f"{year}Q{n + 1}")
    return form


def regions_across(dice: Random) -> Form:
    """Indicators down the rows, a column for each region."""
    form = Form("a column for each region, indicators down the rows", "主要指标.xlsx", 3)
    towns = dice.sample(TOWNS, dice.randint(2, 5))
    form.row(1, "2024年就业主要指标")
    form.row(2, "指标", "计量单位", *towns)
    for at, (_, name, unit, base) in enumerate(_REPORT, 3):
        form.row(at, name, unit)
        for c, town in enumerate(towns, 3):
            form.put(at, c, str(dice.randint(100, 9000)), town, "2024", base)
    return form


def office_annex(dice: Random) -> Form:
    """A table as offices attach it: its number above the title, rows numbered, rates with their sign, remarks."""
    form = Form("an annex: rows numbered, rates with their sign, remarks", "附件.xlsx", 3)
    form.row(1, "附件2")
    form.row(2, "2024年上半年补助资金使用情况表")
    form.row(3, "填报单位：某省", None, None, None, "金额单位：万元")
    form.row(4, "序号", "市州", "本年下达", "本年支出", "群众满意度", "备注")
    totals = [0, 0]
    for at, town in enumerate(dice.sample(TOWNS, 4), 5):
        form.row(at, str(at - 4), town)
        for c in (3, 4):
            value = dice.randint(100, 9000)
            totals[c - 3] += value
            form.put(at, c, str(value), town, "2024H1", 10**4 * MONEY)
        form.put(at, 5, f"{dice.uniform(60, 99):.1f}", town, "2024H1", RATE)
        form.cells[at, 5] = f"{form.cells[at, 5]}%"
        form.row(at, dice.choice((None, "含追加")), first=6)
    form.row(9, None, "合计", *map(str, totals))
    return form


def survey_of_a_year(dice: Random) -> Form:
    """A survey whose year stands in a line called date, below the day it was printed; % before a name; a sign for none."""
    form = Form("a year in a line called date, codes, % in names, a sign for none", "nomis.csv", 3)
    year = dice.randint(2012, 2023)
    form.row(1, "Annual Population Survey")
    form.row(2, f"ONS Crown Copyright Reserved [from Nomis on 3 May {year + 1}]")
    form.row(4, "date", f"Jan {year}-Dec {year}")
    form.row(6, "local authority: district / unitary", "mnemonic", "In work", "Out of work", "% out of work")
    for at, place in enumerate(("Darlington", "Hartlepool", "Northumberland", "Stockton"), 7):
        form.row(at, place, f"E0600000{at}")
        work, out = dice.randint(20, 200) * 100, dice.randint(5, 90) * 100
        for c, (value, base) in enumerate(((work, 1), (out, 1), (f"{100 * out / (work + out):.1f}", RATE)), 3):
            if c > 3 and place == "Stockton":
                form.none(at, c, "!", place, str(year), "suppressed")
            else:
                form.put(at, c, str(value), place, str(year), base)
    form.row(12, "! Estimate not available since the group sample size is disclosive.")
    form.units, form.marks = {"work": "persons"}, {"!": "suppressed"}
    return form
