"""The delivered tables of a study: columns, units and kinds, and cells that are figures or one of the marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from shipped import EXPENDITURE

from evaluation import spreadsheet
from evaluation.study.tables import SEPARATORS
from tests.studies import amounts
from tests.studies.amounts import Amounts
from tests.studies.catalogues import QUANTITIES
from tests.studies.dice import Dice
from tests.studies.world import World
from tests.studies.years import Years

if TYPE_CHECKING:
    from tests.studies.dress import Dress

MARKS = {"missing": ("", "", "…"), "suppressed": ("*", "[已抑制]"), "not_applicable": ("—", "不适用")}


@dataclass(kw_only=True)
class Table:
    """One table before it is written: ``declared`` is its entry in study.yml, ``rows`` its cells by header."""

    name: str
    file: str
    encoding: str
    declared: dict
    rows: list[dict[str, str]] = field(default_factory=list)
    written: list[str] | None = None
    """Headers that the file has, where they are not those that are declared."""
    dress: Dress | None = None
    """The form that it is delivered in, where that is another one."""

    @property
    def region(self) -> str:
        """The column that names the region itself."""
        return self.declared["region"] if isinstance(self.declared["region"], str) else self.declared["region"][-1]

    @property
    def above(self) -> list[str]:
        """Columns that say what the region lies in."""
        return [] if isinstance(self.declared["region"], str) else self.declared["region"][:-1]

    @property
    def noise(self) -> dict[str, str]:
        """Cells of columns that nobody declared."""
        return {"其他": "x", "no: 1": "9;9"} if self.declared.get("ignore") == "rest" else {}

    @property
    def columns(self) -> dict[str, dict]:
        return self.declared["columns"]

    @property
    def figures(self) -> dict[str, dict]:
        """Columns of quantities, without those that repeat a rate."""
        return {header: column for header, column in self.columns.items() if "quantity" in column}

    @property
    def regional(self) -> list[dict[str, str]]:
        """Rows of regions, without those of totals."""
        return [row for row in self.rows if row[self.region] != self.declared.get("total")]

    def headers(self) -> list[str]:
        ignored = self.declared.get("ignore", ())
        left = [*self.noise] if ignored == "rest" else ignored
        basis = self.declared.get("basis")
        said = [basis["column"]] if isinstance(basis, dict) else []
        return self.written or [
            h for h in (self.declared.get("period"), *self.above, self.region, *left, *said, *self.columns) if h
        ]

    def content(self, years: Years) -> bytes:
        rows = self._written(years)
        if self.file.endswith(".xlsx"):
            return self._workbook(rows)
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n", delimiter=SEPARATORS[self.declared.get("separator", ",")])
        lines.writerows([["表"] + [""] * (len(self.headers()) - 1)] * self.declared.get("title_rows", 0))
        lines.writerow(self.headers())
        lines.writerows(rows)
        return out.getvalue().encode(self.encoding, "replace")

    def _written(self, years: Years) -> list[list[str]]:
        rows, heads = [[row.get(h, "") for h in self.headers()] for row in self.rows], self.headers()
        if "period" in self.declared:
            at = heads.index(self.declared["period"])
            for row in rows:
                row[at] = years.spelled(row[at])
        return rows

    def _workbook(self, rows: list[list[str]]) -> bytes:
        out = io.BytesIO()
        with spreadsheet.workbook(out, {}, None) as book:
            sheet = book.add_worksheet(self.declared.get("sheet", "Sheet1"))
            cells = [["表"]] * self.declared.get("title_rows", 0) + [self.headers()]
            cells += rows
            for number, line in enumerate(cells):
                for place, text in enumerate(line):
                    sheet.write_string(number, place, text)
        return out.getvalue()


def tables(
    dice: Dice, world: World, quantities: list[str], drawn: Amounts, marked: bool = True, stated: Sequence[str] = ()
) -> list[Table]:
    """``quantities`` parted into one to three tables; with every cell filled where they are not ``marked``. ``stated``:
    rates that a table may repeat."""
    parts: dict[int, list[str]] = {}
    most = dice.choice((1, 1, 2, 3))
    for code in quantities:
        parts.setdefault(dice.randrange(most), []).append(code)
    rates = {mark: dice.choice((0, 0, 0, 0.05, 0.3)) for mark in MARKS} if marked else {}
    made = [_table(dice.part(f"table{n}"), world, n, codes, drawn, rates) for n, codes in sorted(parts.items())]
    _repeat(dice.part("stated"), made[0], stated)
    if marked:
        _mistake(dice.part("mistaken"), made)
    return made


def _mistake(dice: Dice, made: list[Table]) -> None:
    """Here and there a figure of some study is three times what it was: above its whole, or with a fall after it."""
    rate = dice.choice((0, 0, 0, 0, 0.02, 0.1))
    for table in made:
        for row in table.regional if rate else ():
            for header in table.figures:
                if row[header][:1].isdigit() and dice.yes(rate):
                    row[header] = format(Decimal(row[header]) * 3, "f")


def _repeat(dice: Dice, table: Table, stated: Sequence[str]) -> None:
    """Give ``table`` a column of some rate; nobody looks at it but the check that compares it."""
    if stated and dice.yes(0.15):
        table.columns["自报率"] = {"states": dice.choice(stated), "unit": "%"}
        for row in table.rows:
            row["自报率"] = dice.choice(("", "50", f"{dice.randint(0, 99)}.{dice.randint(0, 9)}"))


def _table(dice: Dice, world: World, number: int, codes: list[str], drawn: Amounts, rates: dict[str, float]) -> Table:
    xlsx = dice.yes(0.08)
    encoding = dice.choice(("utf-8", "utf-8-sig", "gb18030"))
    declared: dict = {
        "title": {"zh": f"第{number + 1}张表", "en": f"Table {number + 1}"},
        "file": f"table{number + 1}.{'xlsx' if xlsx else 'csv'}",
        "region": dice.choice(("地区", "region")),
    }
    if dice.yes(0.2):
        declared["title_rows"] = dice.randint(1, 2)
    if xlsx and dice.yes(0.5):
        declared["sheet"] = "数据"
    if len(world.delivered) == 1 and dice.yes(0.5):
        declared["fixed_period"] = world.delivered[0]
    else:
        declared["period"] = "期间"
    if dice.yes(0.2):
        declared["ignore"] = ["备注"]
    door = dice.part("door")
    if not xlsx and door.yes(0.15):
        declared["separator"] = door.choice((";", "|", "tab"))
    if door.yes(0.1):
        declared["ignore"] = "rest"
    if door.yes(0.1):
        declared["rows"] = {"unlisted": "ignored"}
    if dice.yes(0.15):
        declared["total"] = "合计"
    elif world.silent and door.yes(0.4):
        declared["region"] = ["上级", declared["region"]]
    declared["columns"] = {f"{QUANTITIES[code].title['zh']}（{code}）": _column(dice, code, drawn) for code in codes}
    if "fixed_period" in declared and "Q" in declared["fixed_period"]:
        for column in declared["columns"].values():
            if column.get("kind") == "cumulative":
                del column["kind"]
    made = Table(name=f"t{number + 1}", file=declared["file"], encoding=encoding, declared=declared)
    _fill(dice, made, world, drawn, rates)
    return made


def _column(dice: Dice, code: str, drawn: Amounts) -> dict:
    quantity = QUANTITIES[code]
    column: dict = {"quantity": code, "unit": dice.choice(list(amounts.UNITS[quantity.counts]))}
    if quantity.kind == "stock":
        column["kind"] = "stock"
    elif dice.yes(0.35) and quantity.kind != "stated":
        column["kind"] = "cumulative"
    if drawn.refunds and quantity in EXPENDITURE:
        column["negative"] = "refund"
    if column["unit"] == "人" and dice.yes(0.1):
        column |= {"decimals": 0, "zero": "below_precision"}
    return column


def _fill(dice: Dice, table: Table, world: World, drawn: Amounts, rates: dict[str, float]) -> None:
    rows = [r for r in world.regions if (r["code"] != world.top or r["reports"] == "true") and r["code"] not in world.silent]
    above = {r["code"]: r["parent"] for r in world.regions}
    gaps = dice.choice((0, 0.02, 0.1)) if rates else 0
    absent = {r["code"] for r in rows if len(world.reporting) > 1 and dice.yes(gaps)}
    named = dice.choice(("code", "code", "name_zh", "name_en"))
    sure = world.reporting[0]  # delivers something for every period
    for period in world.delivered:
        for region in rows:
            if region["code"] != sure and (region["code"] in absent or dice.yes(gaps / 3)):
                continue
            row = {table.region: region[named], table.declared.get("period", ""): period}
            row |= dict.fromkeys(table.above, above[region["code"]] or region["code"]) | table.noise
            for header, column in table.columns.items():
                row[header] = _cell(dice, column, region["code"], period, drawn, rates)
            table.rows.append(row)
        if "rows" in table.declared:
            extra = dict.fromkeys(table.headers(), "外") | {table.declared.get("period", ""): period}
            table.rows.append({h: text for h, text in extra.items() if h})
        if "total" in table.declared:
            table.rows.append(_total(dice, table, period, world, drawn))


def _total(dice: Dice, table: Table, period: str, world: World, drawn: Amounts) -> dict[str, str]:
    """What the regions add up to, here and there more."""
    row = {table.region: table.declared["total"], table.declared.get("period", ""): period}
    for header, column in table.columns.items():
        added = sum(_amount(column, part, period, drawn) for r in world.reporting for part in world.parts(r))
        row[header] = "" if dice.yes(0.1) else amounts.text(added * (2 if dice.yes(0.05) else 1), column["unit"])
    return row


def _cell(dice: Dice, column: dict, region: str, period: str, drawn: Amounts, rates: dict[str, float]) -> str:
    for mark, rate in rates.items():
        if dice.yes(rate):
            return dice.choice(MARKS[mark])
    return amounts.text(_amount(column, region, period, drawn), column["unit"])


def _amount(column: dict, region: str, period: str, drawn: Amounts) -> int:
    year, _, quarter = period.partition("Q")
    if column.get("kind") == "cumulative" and quarter:
        return drawn.to_date(column["quantity"], region, int(year), int(quarter))
    return drawn.of(column["quantity"], region, period)
