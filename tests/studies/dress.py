"""Other forms of a table that deliver the same figures: wide, down, by file and by sheet, in the words and marks of an office.

A table is drawn plainly, one row a region and period, and may then be dressed: the study declares and has it in its new form,
and what it says stays beside the study (``plain/``), in the form that the oracle reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.studies import place, words
from tests.studies.dice import Dice
from tests.studies.pen import Pen
from tests.studies.tables import Table
from tests.studies.world import World

Row = dict[str, str]
_OPEN = {"region": "{region}", "period": "{period}"}


@dataclass
class Dress:
    """``declared``: the table's entry in study.yml; ``files``: what is delivered; ``plain``: its entry for the oracle, of ``rows``
    of which each has, under ``@file`` and ``@sheet``, where it stands. ``forms``: what was done to it."""

    forms: set[str]
    declared: dict[str, Any]
    files: dict[str, bytes]
    plain: dict[str, Any]
    rows: list[Row]


def dress(dice: Dice, table: Table, world: World, whole: bool = True) -> None:
    """Put ``table`` into another form; one with a defect, which is not ``whole``, keeps its rows and what stands in them. One whose
    rows say on which basis they are stays as it is."""
    if table.rows and table.file and table.written is None and not isinstance(table.declared.get("basis"), dict):
        table.dress = _Dressing(dice, table, world, whole).done()


@dataclass
class _Dressing:
    dice: Dice
    table: Table
    world: World
    whole: bool
    forms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        declared = self.table.declared
        self.period = declared.get("period")
        self.region, self.above = self.table.region, self.table.above
        self.rows = [dict(row) for row in self.table.rows]
        self.columns = dict(self.table.columns)
        self.xlsx = self.table.file.endswith(".xlsx") or ("separator" not in declared and self.dice.yes(0.25))
        kept = ("title", "fixed_period", "total", "rows", "kind", "basis")
        self.declared: dict[str, Any] = {k: declared[k] for k in kept if k in declared}
        self.layout, self.split = self._laid_out(), {}
        self.since = self.world.years.starts == 1 and self.world.years.parts == 4 and self._counted_on()
        self.written = self._periods()
        self.others = "none" if self.layout != "long" else self.dice.weighted(none=0.75, only=0.15, blocks=0.1)
        if "rows" in self.declared:
            self.declared["rows"] = dict(self.declared["rows"])

    def _counted_on(self) -> bool:
        return all(c.get("kind") in ("cumulative", "stock") for c in self.columns.values() if "quantity" in c)

    @property
    def _is_grid(self) -> bool:
        """Whether regions and periods tell rows apart, and every row is of a region that is listed."""
        keys = [self._key(row) for row in self.rows]
        return self.whole and len(keys) == len(set(keys)) and "rows" not in self.declared

    def _key(self, row: Row) -> tuple[str, ...]:
        return (*(row[name] for name in self.above), row[self.region], row.get(self.period or "", ""))

    def _laid_out(self) -> str:
        chances = {"long": 0.4, "down": 0.25 if self._is_grid else 0}
        if self.period and self._is_grid:
            chances |= {"wide": 0.25, "down_wide": 0.1}
        if self._is_grid and not self.above and "total" not in self.declared:
            chances["wide_regions"] = 0.1
        return self.dice.weighted(**chances)

    # ---- what the cells say

    def _periods(self) -> dict[str, tuple[str, ...]]:
        """How each period is written: as it is spelled, in words, or as a year and a part of it."""
        years, found = self.world.years, list(dict.fromkeys(row.get(self.period or "", "") for row in self.rows))
        plain = {p: (years.spelled(p),) for p in found}
        if not self.period or not self.whole:
            return plain
        if self.layout == "long" and self.dice.yes(0.3):
            pairs = {p: words.apart(self.dice, years, p) for p in found}
            if all(pairs.values()):
                self.forms.add("year_and_part")
                return pairs
        if self.dice.yes(0.5):
            self.forms.add("words")
            return {p: (words.said(self.dice, years, p, self.since),) for p in found}
        return plain

    def _cell(self, row: Row, header: str) -> str:
        text, flag = self.pen.written(row.get(header, ""))
        if flag:
            row[f"@{header}"] = flag
        return text

    def _rename(self) -> None:
        """Regions under the other names that regions.csv gives them."""
        self.called: dict[str, str] = {}
        if not self.whole or self.above or "total" in self.declared or not self.dice.yes(0.15):
            return
        for region in self.world.regions:
            if self.dice.yes(0.5):
                other = f"旧{region['code']}"
                region["also"] = ";".join(
                    dict.fromkeys([*filter(None, region.get("also", "").split(";")), other, f"{other} (old)"])
                )
                self.called |= dict.fromkeys((region["code"], region["name_zh"], region["name_en"]), other)
                self.forms.add("also")

    # ---- where they stand

    def done(self) -> Dress:
        self.pen = Pen.drawn(self.dice, self.xlsx, self.declared) if self.whole else Pen(self.dice)
        self.forms |= self.pen.forms
        self._rename()
        if self.layout != "long":
            self._fill()
        self._split_up()
        self._drop_what_is_said_elsewhere()
        sheets: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            row["@file"], row["@sheet"] = self._stands(row)
            sheets.setdefault((row["@file"], row["@sheet"]), []).append(row)
        style = place.Style.drawn(self.dice, self.xlsx, self.layout, self.whole)
        names = self._names(style)
        pages = {at: self._page(rows, names, style) for at, rows in sheets.items()}
        self._declare(names, style, next(iter(pages.values())))
        files = place.written(pages, self.table, style)
        self.forms |= style.forms | {self.layout} - {"long"} | {f"{where}s_by_{what}" for where, what in self.split.items()}
        kept = (
            "title",
            "total",
            "rows",
            "region",
            "period",
            "fixed_period",
            "basis",
        )  # of rows, which are left out by what regions are listed
        plain = {k: self.table.declared[k] for k in kept if k in self.table.declared}
        plain |= {"file": self.declared["file"], "files": sorted(files)}
        plain["columns"] = {names[header]: column for header, column in self.columns.items()}
        return Dress(self.forms, self.declared, files, plain, [self._plainly(row, names) for row in self.rows])

    def _plainly(self, row: Row, names: dict[str, str]) -> Row:
        """The row under the names that its columns have now, flags behind their figures."""
        said = {name: row[name] for name in (*self.above, self.region, "@file", "@sheet")}
        if self.period:
            said[self.period] = self.world.years.spelled(row[self.period])
        return said | {names[h]: f"{row.get(h, '')} {row.get(f'@{h}', '')}".strip() for h in self.columns}

    def _fill(self) -> None:
        """A row for each region and period that some row is of, so that there is a cell for each."""
        there = {self._key(row) for row in self.rows}
        regions = {key[:-1]: None for key in map(self._key, self.rows)}
        periods = {key[-1]: None for key in map(self._key, self.rows)}
        own = [*self.above, self.region]
        for period in periods:
            for region in regions:
                if (*region, period) not in there:
                    blank = dict.fromkeys(self.columns, "") | dict(zip(own, region, strict=True))
                    self.rows.append(blank | ({self.period: period} if self.period else {}))

    def _split_up(self) -> None:
        """By what there is a file or a sheet each."""
        if not self._is_grid or len(self.written[next(iter(self.written))]) > 1:
            return
        free = {"region"} if self.layout != "wide_regions" and not self.above and "total" not in self.declared else set()
        if self.period and self.layout not in ("wide", "down_wide"):
            free.add("period")
        for where in ("file", "sheet") if self.xlsx else ("file",):
            if free and self.dice.yes(0.25):
                what = self.dice.choice(sorted(free))
                if where == "file" or all(map(place.names_a_sheet, (self._said(row, what) for row in self.rows))):
                    self.split[where] = what
                    free.discard(what)

    def _drop_what_is_said_elsewhere(self) -> None:
        self.keys = [] if self.layout == "wide_regions" or "region" in self.split.values() else [*self.above, self.region]
        self.dated = bool(self.period) and self.layout not in ("wide", "down_wide") and "period" not in self.split.values()

    def _called(self, row: Row) -> str:
        return self.called.get(row[self.region], row[self.region])

    def _said(self, row: Row, what: str) -> str:
        return self._called(row) if what == "region" else self.written[row.get(self.period or "", "")][0]

    def _stands(self, row: Row) -> tuple[str, str]:
        stem, ending = self.table.file.partition(".")[0], "xlsx" if self.xlsx else "csv"
        file, sheet = self.split.get("file"), self.split.get("sheet")
        fixed = self.table.declared.get("sheet", "")
        self.declared["file"] = f"{stem}-{_OPEN[file]}.{ending}" if file else f"{stem}.{ending}"
        if sheet or fixed:
            self.declared["sheet"] = _OPEN[sheet] if sheet else fixed
        return (
            f"{stem}-{self._said(row, file)}.{ending}" if file else f"{stem}.{ending}",
            self._said(row, sheet) if sheet else fixed or ("Sheet1" if self.xlsx else ""),
        )

    def _names(self, style: place.Style) -> dict[str, str]:
        """What each column of figures is called in study.yml."""
        hole = {"wide": "{period}", "wide_regions": "{region}"}.get(self.layout, "")
        groups = style.groups(list(self.columns)) if not self.layout.startswith("down") else {}
        if not hole:
            return {h: f"{groups[h]} {h}" if h in groups else h for h in self.columns}
        first = self.dice.yes(0.5)
        between = " " if style.header_rows > 1 else self.dice.choice((" ", "：", "_"))
        return {h: f"{hole}{between}{h}" if first else f"{h}{between}{hole}" for h in self.columns}

    def _page(self, rows: list[Row], names: dict[str, str], style: place.Style) -> place.Page:
        style.named = self.layout == "long" and bool(style.groups(list(self.columns)))
        heads = [*(self._period_columns() if self.dated else []), *self.keys]
        if self.layout in ("wide", "wide_regions"):
            return self._wide(rows, names, heads, style)
        if self.layout.startswith("down"):
            return self._down(rows, names, heads)
        noise = (
            self.table.noise
            if self.table.declared.get("ignore") == "rest"
            else dict.fromkeys(self.table.declared.get("ignore", ()), "")
        )
        lines = [[*self._keyed(row), *noise.values(), *(self._cell(row, h) for h in self.columns)] for row in rows]
        page = place.Page([*heads, *noise, *(names[h] for h in self.columns)], lines, len(heads))
        if not self.whole or not self.keys or self.others == "none":
            return page
        self.forms.add(self.others)
        make = place.among_others if self.others == "only" else place.above_a_block
        return make(page, self.declared, self.region)

    def _period_columns(self) -> list[str]:
        return ["年", "期"] if "year_and_part" in self.forms else [self.period or ""]

    def _keyed(self, row: Row) -> list[str]:
        period = self.written[row[self.period or ""]] if self.dated else ()
        return [*period, *(self._called(row) if name == self.region else row[name] for name in self.keys)]

    def _wide(self, rows: list[Row], names: dict[str, str], heads: list[str], style: place.Style) -> place.Page:
        by = "period" if self.layout == "wide" else "region"
        across = list(dict.fromkeys(self._said(row, by) for row in rows))
        lines: dict[tuple[str, ...], dict[tuple[str, str], str]] = {}
        for row in rows:
            cells = lines.setdefault(tuple(self._keyed(row)), {})
            cells |= {(self._said(row, by), h): self._cell(row, h) for h in self.columns}
        order = [(a, h) for a in across for h in self.columns]
        if not next(iter(names.values())).startswith("{"):
            order = [(a, h) for h in self.columns for a in across]
        titles = [names[h].replace(_OPEN[by], a) for a, h in order]
        return place.Page([*heads, *titles], [[*key, *(cells[o] for o in order)] for key, cells in lines.items()], len(heads))

    def _down(self, rows: list[Row], names: dict[str, str], heads: list[str]) -> place.Page:
        across = list(dict.fromkeys(self._said(row, "period") for row in rows)) if self.layout == "down_wide" else ["数值"]
        lines: dict[tuple[str, ...], dict[str, str]] = {}
        for row in rows:
            for header in self.columns:
                unit = self.world.money.written({"unit": self.columns[header]["unit"]})["unit"]
                key = (*self._keyed(row), names[header], unit)
                lines.setdefault(key, {})[self._said(row, "period") if len(across) > 1 else across[0]] = self._cell(row, header)
        body = [[*key, *(cells[a] for a in across)] for key, cells in lines.items()]
        return place.Page([*heads, "项目", "计量单位", *across], body, len(heads) + 2)

    def _declare(self, names: dict[str, str], style: place.Style, page: place.Page) -> None:
        declared = self.declared
        if self.keys:
            declared["region"] = self.keys if len(self.keys) > 1 else self.keys[0]
        if self.dated:
            columns = self._period_columns()
            declared["period"] = columns if len(columns) > 1 else columns[0]
        if self.layout.startswith("down"):
            self.forms.add("units_down")
            declared["down"] = {"name": "项目", "values": "{period}" if self.layout == "down_wide" else "数值", "unit": "计量单位"}
        elif self.layout == "long" and "ignore" in self.table.declared:
            declared["ignore"] = self.table.declared["ignore"]
        if "separator" in self.table.declared:
            declared["separator"] = self.table.declared["separator"]
        style.declare(declared, page)
        declared["columns"] = {names[header]: column for header, column in self.columns.items()}
