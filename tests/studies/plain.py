"""A study's files read once more by plain means, and its figures worked out by hand: what the oracle holds the product to.

Nothing here imports a reader, a measure or a result of the package; only what is declared (the catalogue's formulas,
quantities and spans) is taken from it. A figure is ``(amount, mark)``: base units, or None and why.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Callable
from copy import copy
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Expression, Indicator, Quantity, Reading, When
from evaluation.catalogue.span import Covers
from tests.studies import duties
from tests.studies.amounts import UNITS
from tests.studies.catalogues import CATALOGUE, ITEMS, QUANTITIES, USUAL, fund_of
from tests.studies.money import MONIES, RENMINBI
from tests.studies.years import Years

T = TypeVar("T")
MARKS = {
    **dict.fromkeys(("", "…", "……"), "missing"),
    **dict.fromkeys(("—", "——", "不适用"), "not_applicable"),
    **dict.fromkeys(("*", "[已抑制]"), "suppressed"),
}
GRAVEST = ("contradictory", "missing", "suppressed", "below_precision", "not_applicable")
SCALES = {unit: scale for units in UNITS.values() for unit, scale in units.items()}


OPTIONAL = {
    "targets.csv": ("in_force", "due"),
    "calendar.csv": ("due", "done", "evidence"),
    "assistance.csv": ("of",),
    "verified.csv": ("source_en", "checked"),
    "layoffs.csv": ("filed",),
    "enterprises.csv": ("reason",),
    "appraisal.csv": ("award_yuan", "appraised"),
    "agencies.csv": ("checked", "result", "reason", "reason_en"),
    "employers.csv": ("base_declared", "base_found", "told", "term", "settled", "evidence"),
    "ledger.csv": (
        "when",
        "persons",
        "yuan",
        "voucher",
        "handling",
        "responsible",
        "drafted",
        "answer_by",
        "answered",
        "answer",
        "decision",
        "reason",
        "confirmed",
        "issued",
        "notice",
        "term",
        "reported",
        "evidence",
        "supervised",
        "closed",
        "duty",
        "nature",
        "norm",
        "quote",
        "cause",
        "basis",
        "recovered",
    ),
    "regions.csv": ("also", "tile_row", "tile_column"),
}
"""Columns that a file may lack: they read as cells left empty. Any other name that is not there is a mistake."""

_COVERS: dict[tuple[str, int], Covers] = {}
"""What is covered by each reading of an indicator, by its id: readings are the catalogue's own."""


class Figure(NamedTuple):
    """``without``: regions that a sum of the whole lacks although they have such a thing, ``lacks`` the gravest reason why;
    ``off``: the most that printing may have rounded away."""

    amount: int | None
    mark: str = ""
    without: frozenset[str] = frozenset()
    off: Fraction | int = 0
    lacks: str = ""


class Told(NamedTuple):
    """A figure as a cell holds it: on which basis, and where."""

    basis: str
    figure: Figure
    kind: str
    flags: str
    place: Place
    header: str


class Place(NamedTuple):
    """Where a row stands; no sheet where a file has but one."""

    file: str
    sheet: str


def about(code: str) -> Indicator:
    """An indicator of the catalogue, or the number of cases that a duty counts."""
    return CATALOGUE[code] if code in CATALOGUE else duties.BESIDE[code]


class When_(NamedTuple):
    """A year, by the one that it begins in, or a quarter of it; of fiscal ones as if they began in January."""

    year: int
    quarter: int | None
    parts: int = 4
    """How many a year of the study is told by."""

    @staticmethod
    @cache
    def of(text: str, parts: int = 4) -> When_:
        year, _, quarter = text.partition("Q")
        return When_(int(year), int(quarter) if quarter else None, parts)

    def part(self, number: int | None, year: int | None = None) -> When_:
        """Another part, or the whole, of its year or another one."""
        return When_(self.year if year is None else year, number, self.parts)

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def before(self) -> When_:
        if self.quarter is None:
            return self.part(None, self.year - 1)
        return self.part(self.quarter - 1) if self.quarter > 1 else self.part(self.parts, self.year - 1)

    @property
    def kind(self) -> str:
        return {2: "half", 4: "quarter", 12: "month"}[self.parts] if self.quarter else "year"

    @property
    def left(self) -> bool:
        """Whether its year goes on."""
        return self.quarter not in (None, self.parts)

    @property
    def end(self) -> tuple[int, int]:
        """Year and month."""
        return self.year, (self.quarter or self.parts) * 12 // self.parts

    @property
    def ends_on(self) -> date:
        year, month = self.end
        return date(year, month, monthrange(year, month)[1])

    @property
    def last_day(self) -> str:
        """As files write it."""
        return self.ends_on.isoformat()


NONE = Figure(None, "missing")


def borders(when: When_, from_start: bool) -> tuple[int, int]:
    """The months before it, and those up to its end, counted from year 0."""
    year, end = when.year * 12, when.year * 12 + when.end[1]
    return (year if from_start or not when.quarter else end - 12 // when.parts), end


def gravest(marks) -> str:
    return min(marks, key=GRAVEST.index, default="missing")


def applying(figures) -> list[Figure]:
    """Of money, what does not apply adds nothing to the others."""
    figures = list(figures)
    return [f for f in figures if f.mark != "not_applicable"] or figures


def added(figures) -> Figure:
    figures = list(figures)
    absent = [f.mark for f in figures if f.amount is None]
    if absent or len({f.without for f in figures}) > 1:
        return Figure(None, gravest(absent or lacking(figures)))
    without = figures[0].without if figures else frozenset()
    lacks = gravest(lacking(figures)) if without else ""
    return Figure(sum(f.amount for f in figures), "", without, sum(f.off for f in figures), lacks)


def lacking(figures) -> list[str]:
    """Why figures of the whole are not of every region."""
    return [f.lacks for f in figures if f.without]


def _in_parts(quantity: str, figures) -> Figure:
    """A flow from its quarters."""
    return added(applying(figures) if QUANTITIES[quantity].counts == "money" else figures)


class Plain:
    """The study below ``root``: params/drawn and data/drawn; at its own period, or another. All periods and days of it are
    as if its years began in January (:mod:`tests.studies.years`), and all money as if it were yuan (:mod:`tests.studies.money`)."""

    def __init__(self, root: Path, name: str = "drawn") -> None:
        self.params, self.data = root / "params" / name, root / "data" / name
        text = (self.params / "study.yml").read_text("utf-8")
        written = yaml.load(text, yaml.CSafeLoader)
        told = re.match(r"# years are told by ([0-9]+) parts\n", text)
        self.years = Years(**written.get("years", {}), parts=int(told[1]) if told else 4)
        self.money = next((m for m in MONIES if m.said == written.get("money")), RENMINBI)
        self.study = self.money.read(self.years.read(written))
        self.dressed = root / "plain"
        """What tables in other forms say (:mod:`tests.studies.dress`)."""
        if (self.dressed / "tables.yml").is_file():
            said = yaml.load((self.dressed / "tables.yml").read_text("utf-8"), yaml.CSafeLoader)
            self.study["tables"] |= self.money.read(self.years.read(said))
        if self.study.get("policy", {}).get("in_force") == "always":
            del self.study["policy"]["in_force"]
        self.packs = tuple(p for p in written.get("packs", ()) if p not in USUAL)
        own = self.params / "catalogue.yml"
        self.fund = fund_of(self.packs, yaml.load(own.read_text("utf-8"), yaml.CSafeLoader) if own.is_file() else {})
        self._read: dict[str, Any] = {}
        self.regions = self.rows("regions.csv")
        self.top = next(r["code"] for r in self.regions if not r["parent"])
        self.reporting = [r["code"] for r in self.regions if r["reports"] == "true"]
        self.period = When_.of(str(self.study["period"]), self.years.parts)
        columns = [c for t in self.study["tables"].values() for c in t["columns"].values()]
        self.repaid = {c.get("quantity") for c in columns if c.get("negative") == "refund"}
        self.cells: dict[tuple[str, When_, str], tuple[Figure, str]] = {}
        self.stated: dict[tuple[Place, str], set[tuple[When_, str]]] = {}
        """Marks in columns that repeat a rate, by place and column."""
        self.told: dict[tuple[str, When_, str], list[Told]] = {}
        """All that is delivered, of each figure on every basis."""
        self.used: dict[tuple[str, When_, str], Told] = {}
        self.total_is_suppressed = False
        """Whether a printed total is: then pages may withhold what the regions add up to."""
        self.places: dict[str, dict[tuple[str, When_], Place]] = {}
        """The file and sheet of each row of each table."""
        self._known: dict[tuple[str, When_, str, bool], Figure] = {}
        self._sides: dict[tuple, tuple] = {}
        self._readings: dict[str, Reading] = {}
        self._made: dict[object, Any] = {}
        self.aimed: dict[tuple[str, str], dict[str, str]] = {}
        """Targets that stand in columns of tables, by item and region."""
        self.deliveries: dict[str, set[tuple[str, When_]]] = {}
        for name, table in self.study["tables"].items():
            self.deliveries[name] = self._deliver(name, table)
        self._choose(self.study.get("bases", []))
        told = {when for _, when, _ in self.cells}
        for row in self.rows("assistance.csv"):
            for side, quantity in (("of", "exits_told"), ("count", "exits_proved")):
                if row["kind"] == "exit" and When_.of(row["period"], self.years.parts) in told:
                    key = row["region"], When_.of(row["period"], self.years.parts), quantity
                    so_far = self.cells[key][0].amount if key in self.cells else 0
                    self.cells[key] = Figure(so_far + int(row[side])), "current"
        self.parts_lacking: set[tuple[str, When_, str]] = set()
        """Regions made of what lies inside them, by the periods and tables of which a part has no row."""
        self.from_inside: set[tuple[str, When_, str]] = set()
        """Figures of regions that are added up from what lies inside them."""
        inner = [r for r in self.regions if r["parent"] not in ("", self.top)]
        for parent in dict.fromkeys(r["parent"] for r in reversed(inner)):
            self._add_inside(parent, [r["code"] for r in inner if r["parent"] == parent])
        columns = (c for t in self.study["tables"].values() for c in t["columns"].values())
        self.columns = {c["quantity"] for c in columns if "quantity" in c}
        """Quantities that some table delivers."""

    def seen_at(self, period: str) -> Plain:
        """The same study at another period; what was read and added up holds for all of them."""
        other = copy(self)
        other.period, other._made = self.when(period), {}
        for name in ("targets", "quarters", "periods", "indicators", "duties"):
            vars(other).pop(name, None)
        return other

    def when(self, text: str) -> When_:
        """The period that the study's files write so."""
        return When_.of(self.years.meant(text), self.years.parts)

    def rows(self, name: str) -> list[dict[str, str]]:
        if name not in self._read:
            path, blank = self.params / name, dict.fromkeys(OPTIONAL.get(name, ()), "")
            text = path.read_text("utf-8") if path.is_file() else ""
            rows = [blank | row for row in csv.DictReader(io.StringIO(text), restval="")]
            self._read[name] = self.money.read(self.years.read(rows))
        return self._read[name]

    def yml(self, name: str) -> dict:
        if name not in self._read:
            path = self.params / name
            written = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if path.is_file() else {}
            self._read[name] = self.years.read(written)
        return self._read[name]

    def once(self, name: object, make: Callable[[Plain], T]) -> T:
        """What ``make`` makes of this study, made once."""
        if name not in self._made:
            self._made[name] = make(self)
        return self._made[name]

    @cached_property
    def targets(self) -> list[dict[str, str]]:
        """Those of targets.csv, then those of tables, and what these add up to where each region has one."""
        found = list(self.rows("targets.csv"))
        set_already = {(r["item"], r["region"], r["period"]) for r in found}
        told = [row for row in self.aimed.values() if (row["item"], row["region"], row["period"]) not in set_already]
        found += told
        for item, period in dict.fromkeys((row["item"], row["period"]) for row in told):
            lines = {row["region"]: row for row in told if (row["item"], row["period"]) == (item, period)}
            asked = [Fraction(row["value"]) for row in lines.values() if row["value"] not in MARKS]
            counted = about(item).is_amount and next(iter(lines.values()))["unit"] not in ("%", "‰")
            apart = [r for r in self.reporting if r != self.top] or self.reporting
            if (
                counted
                and asked
                and lines.keys() >= {*apart}
                and (item, self.top, period) not in {*set_already}
                and self.top not in lines
            ):
                found.append({**next(iter(lines.values())), "region": self.top, "value": str(sum(asked))})
        return found

    def reading(self, code: str) -> Reading:
        if code not in self._readings:
            found, chosen = about(code).readings, self.yml("choices.yml").get(code, {})
            self._readings[code] = found[chosen.get("reading", next(iter(found)))]
        return self._readings[code]

    def line(self, code: str, region: str, period: str) -> dict[str, str] | None:
        """The region's own line of targets.csv, as orders up to the period changed it, else the one for each region, else the one
        for all and the whole; an amount for each is not one for the whole. None also where the file says — of it."""
        found = self._line(code, region, period)
        return None if found is None or found["value"] in MARKS else found

    def waived(self, code: str, region: str) -> bool:
        """Whether the file says — of the region's line of the year, and no duty judges all the same."""
        found = self._line(code, region, str(self.period.year))
        return found is not None and found["value"] in MARKS

    def _line(self, code: str, region: str, period: str) -> dict[str, str] | None:
        lines = {r["region"]: r for r in self.targets if (r["item"], r["period"]) == (code, period)}
        each = lines.get("each")
        silent = "format" not in self.study and each is not None and each["unit"] in ("%", "‰")
        if each is not None and region not in self.reporting and not silent:
            each = None
        found, duty = self.ordered(lines.get(region) or each or lines.get("everywhere")), self.duties.get(code)
        this_year = period.startswith(str(self.period.year))
        return found if duty is None or not this_year else duties.line(self, duty, period, found)

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Absolute demands of its document, by the indicator each judges."""
        return duties.of(self)

    def line_now(self, code: str, region: str) -> dict[str, str] | None:
        """The line that a rate is held against: of the part of the year, else of the year."""
        year = self.line(code, region, str(self.period.year))
        if not self.period.left or (year and year["due"]):
            return year
        return self.line(code, region, str(self.period)) or year

    def between(self, code: str, region: str) -> bool:
        """Whether lines were set for parts of the year, and none for the one that ends here."""
        parts = {r["period"] for r in self.targets if r["item"] == code and r["period"].startswith(f"{self.period.year}Q")}
        if not self.period.left or self.line(code, region, str(self.period)):
            return False
        return any(self.line(code, region, p) for p in parts)

    def ordered(self, line: dict[str, str] | None) -> dict[str, str] | None:
        orders = self.rows("target_orders.csv")
        for order in sorted(orders, key=lambda o: o["effective"]):
            of_it = line and all(order[k] == line[k] for k in ("item", "region", "period"))
            if of_it and order["effective"] <= self.period.last_day:
                line = {**line, "value": order["value"]}
        return line

    def _deliver(self, name: str, table: dict) -> set[tuple[str, When_]]:
        """Whom and when its rows are of."""
        named = {r[key]: r["code"] for r in self.regions for key in ("name_zh", "name_en", "short_zh", "code")}
        rows, place = set(), table["region"] if isinstance(table["region"], str) else table["region"][-1]
        columns = {header: c for header, c in table["columns"].items() if "quantity" in c}
        stood = self.places.setdefault(name, {})
        for row in _lines(self.dressed / f"{name}.csv" if "files" in table else self.data / table["file"], table):
            if "total" in table and str(row[place]) == table["total"]:
                self.total_is_suppressed |= any(MARKS.get(str(row[h] or "")) == "suppressed" for h in columns)
                continue
            if str(row[place]) not in named and table.get("rows", {}).get("unlisted") == "ignored":
                continue
            when = self.when(str(row[table["period"]])) if "period" in table else When_.of(table["fixed_period"], self.years.parts)
            rows.add((named[str(row[place])], when))
            at = stood[named[str(row[place])], when] = Place(row.get("@file", table["file"]), row.get("@sheet", ""))
            for header in table["columns"].keys() - columns.keys():
                mark = MARKS.get(str(row[header] or ""), "")
                self.stated.setdefault((at, header), set()).add((when, mark))
                self._aim(table["columns"][header], named[str(row[place])], when, str(row[header] or "").partition(" ")[0])
            for header, column in columns.items():
                key = named[str(row[place])], when, column["quantity"]
                figure, _, flags = str(row[header] or "").partition(" ")
                basis = column.get("basis") or _basis(table.get("basis", "reported"), row)
                told = Told(basis, _figure(figure, column), column.get("kind", "current"), flags, at, header)
                self.told.setdefault(key, []).append(told)
        return rows

    @cached_property
    def suppressed(self) -> set[str]:
        """Quantities of which some figure is."""
        return {quantity for (_, _, quantity), told in self.told.items() if any(t.figure.mark == "suppressed" for t in told)}

    def _choose(self, order: list[str]) -> None:
        """Of each figure the one on the basis that goes before the others of which there is anything at all."""
        for key, told in self.told.items():
            there = [t for t in told if t.figure.mark != "missing"] or told
            used = there[0] if len(there) == 1 else min(there, key=lambda t: order.index(t.basis) if len(told) > 1 else 0)
            self.used[key], self.cells[key] = used, (used.figure, used.kind)

    def bases(self, region: str, when: When_, reading: Reading) -> set[str]:
        """On which bases other than reported figures stand that a reading may take, those of its years up to their ends."""
        found = set()
        for term in reading.terms:
            of = self.top if term.when is When.WHOLE else region
            for last in _ends(term.when, when):
                found |= self._told_on(of, last, term.quantity.code)
        return found

    def _told_on(self, region: str, last: When_, quantity: str) -> set[str]:
        """The bases of the figures of the year of ``last`` that begin before it ends, of the region and all inside it."""
        before = last.end[0] * 12 + last.end[1]
        return {basis for starts, basis in self._on.get((region, quantity, last.year), ()) if starts < before}

    @cached_property
    def _on(self) -> dict[tuple[str, str, int], set[tuple[int, str]]]:
        """The months in which figures on another basis than reported begin, of each region and those around it."""
        inside = {r["code"]: r["parent"] for r in self.regions}
        found: dict[tuple[str, str, int], set[tuple[int, str]]] = {}
        for (of, when, quantity), told in self.used.items():
            while of and told.basis != "reported":
                found.setdefault((of, quantity, when.year), set()).add((borders(when, False)[0], told.basis))
                of = inside[of]
        return found

    def _aim(self, column: dict, region: str, when: When_, text: str) -> None:
        """The target that a cell sets for the year; a blank or suppressed one sets none."""
        if "target" in column and MARKS.get(text, "not_applicable") == "not_applicable":
            row = {k: column[k] for k in ("demand", "status", "unit")} | {"item": column["target"], "region": region}
            row |= {"period": str(when.year), "value": text, "source": "", "in_force": "", "due": ""}
            self.aimed.setdefault((column["target"], region), row)

    def _add_inside(self, region: str, parts: list[str]) -> None:
        """What a region did not deliver and some region inside it did."""
        for (when, quantity), table in {
            (when, c["quantity"]): name
            for name, rows in self.deliveries.items()
            for of, when in rows
            for c in self.study["tables"][name]["columns"].values()
            if of in parts
            and "quantity" in c
            and (region, when, c["quantity"]) not in self.cells
            and QUANTITIES[c["quantity"]].kind != "stated"
        }.items():
            cells = [self.cells.get((part, when, quantity)) for part in parts]
            found = applying([cell[0] if cell else NONE for cell in cells])
            kinds = {cell[1] for cell in cells if cell}
            self.cells[region, when, quantity] = added(found) if len(kinds) == 1 else NONE, min(kinds)
            self.deliveries[table].add((region, when))
            if None in cells:
                self.parts_lacking.add((region, when, table))
            self.from_inside.add((region, when, quantity))

    @cached_property
    def _of(self) -> dict[tuple[str, str], list[tuple[When_, tuple[Figure, str]]]]:
        """Delivered cells by region and quantity, in their order."""
        found: dict[tuple[str, str], list[tuple[When_, tuple[Figure, str]]]] = {}
        for (region, when, quantity), cell in self.cells.items():
            found.setdefault((region, quantity), []).append((when, cell))
        return found

    @cached_property
    def quarters(self) -> list[When_]:
        """Quarters with rows, up to the end of the period."""
        return sorted({when for _, when, _ in self.cells if when.quarter and when.end <= self.period.end})

    @cached_property
    def periods(self) -> set[str]:
        """Periods with figures, and the years their quarters belong to."""
        return {str(p) for _, when, _ in self.cells for p in (when, when.part(None))}

    def at(self, region: str, when: When_, quantity: str) -> Figure:
        """The figure of one period alone; of the whole, what the regions that have it add up to."""
        return self._at(region, when, quantity, False)

    def to_date(self, region: str, when: When_, quantity: str) -> Figure:
        """From the year's start to the end of the period; a stock as it stands then."""
        return self._at(region, when, quantity, True)

    def _at(self, region: str, when: When_, quantity: str, from_start: bool) -> Figure:
        key = region, when, quantity, from_start
        if key not in self._known:
            found = self._added_up(*key)
            alone = region != self.top or region in self.reporting
            wanted = found.mark == "missing" or (found.mark == "contradictory" and not self.fell(region, when, quantity))
            whole = when.part(None) if from_start and not when.left else when
            summed = found.amount is None and not whole.quarter and (region, whole, quantity) not in self.cells
            follows = (wanted or summed) and alone
            self._known[key] = self._follows(found, region, quantity, *borders(when, from_start)) if follows else found
        return self._known[key]

    def _follows(self, missing: Figure, region: str, quantity: str, first: int, end: int) -> Figure:
        """A flow between two borders that other figures of the region give: each joins those of the time that it is of."""
        if QUANTITIES[quantity].kind != "flow":
            return missing
        joined: dict[int, list[tuple[int, int, Fraction | int, bool]]] = {}
        for period, (figure, kind) in self._of.get((region, quantity), ()):
            if self.fell(region, period, quantity):
                continue
            a, b = borders(period, kind == "cumulative")
            if figure.mark == "suppressed" and (a, b) == (first, end):
                return figure
            amount = figure.amount
            if figure.mark == "not_applicable" and QUANTITIES[quantity].counts == "money" and period.quarter:
                (a, b), amount = borders(period, False), 0
            if amount is not None and (QUANTITIES[quantity].plan or period.ends_on <= self.period.ends_on):
                joined.setdefault(a, []).append((b, amount, figure.off, not figure.mark))
                joined.setdefault(b, []).append((a, -amount, figure.off, not figure.mark))
        reached, ahead = {first: (0, 0, False)}, [first]
        for border in ahead:
            for other, amount, off, told in joined.get(border, ()):
                if other not in reached:
                    so_far = reached[border]
                    reached[other] = so_far[0] + amount, so_far[1] + off, so_far[2] or told
                    ahead.append(other)
        if end not in reached or not reached[end][2]:
            return missing
        amount, off, _ = reached[end]
        below = amount + off < 0 and quantity not in self.repaid
        return Figure(None, "contradictory") if below else Figure(amount, off=off)

    def _added_up(self, region: str, when: When_, quantity: str, from_start: bool) -> Figure:
        kind = QUANTITIES[quantity].kind
        if kind == "stated":  # of the whole, too, it is the one that was stated
            return self._counted_once(region, when, quantity, False)
        if region == self.top and region not in self.reporting:
            parts = [self._at(r, when, quantity, from_start) for r in self.reporting]
            known = [f for f in parts if f.amount is not None]
            absent = {r: f.mark for r, f in zip(self.reporting, parts, strict=True) if f.mark not in ("", "not_applicable")}
            total = sum(f.amount for f in known)
            off = sum(f.off for f in known)
            lacks = gravest(absent.values()) if absent else ""
            return Figure(total, "", frozenset(absent), off, lacks) if known else Figure(None, gravest(f.mark for f in parts))
        if kind == "entitlement":
            return self._counted_once(region, when, quantity, from_start)
        found, kind = self._found(region, when, quantity)
        if when.quarter is None and (region, when, quantity) not in self.cells:
            return self._year(region, when, quantity)
        if when.quarter is None or QUANTITIES[quantity].kind == "stock":
            return found
        if kind != "cumulative" or (from_start and found.amount is None and found.mark != "contradictory"):
            quarters = range(1 if from_start else when.quarter, when.quarter + 1)
            return _in_parts(quantity, (self._alone(region, when.part(q), quantity) for q in quarters))
        return found if from_start else self._alone(region, when, quantity)

    def _counted_once(self, region: str, when: When_, quantity: str, from_start: bool) -> Figure:
        """Persons on a benefit: as delivered for exactly these months."""
        own, months = self._found(region, when, quantity)[0], borders(when, from_start)
        if own.mark not in ("", "missing") and not (from_start and when.quarter not in (None, 1)):
            return own
        same = sorted(
            period for period, (_, kind) in self._of.get((region, quantity), ()) if borders(period, kind == "cumulative") == months
        )
        found = [self._found(region, period, quantity)[0] for period in same]
        return next((f for f in found if f.amount is not None), None) or Figure(None, gravest(f.mark for f in found))

    def _alone(self, region: str, when: When_, quantity: str) -> Figure:
        found, kind = self._found(region, when, quantity)
        if kind != "cumulative" or when.quarter == 1 or found.amount is None:
            return found
        earlier = [self._found(region, when.part(q), quantity)[0] for q in range(1, when.quarter)]
        if QUANTITIES[quantity].counts == "money":
            earlier = [Figure(0), *(f for f in earlier if f.mark != "not_applicable")]
        before = earlier[-1]
        if before.amount is None:
            return before
        off = found.off + before.off
        return Figure(found.amount - before.amount, off=off)

    def _found(self, region: str, when: When_, quantity: str) -> tuple[Figure, str]:
        """As delivered, but for a cumulative figure that fell and one out of its range."""
        figure, kind = self.cells.get((region, when, quantity), (NONE, "current"))
        impossible = self.fell(region, when, quantity) or _out_of_range(figure, QUANTITIES[quantity])
        return (Figure(None, "contradictory") if impossible else figure), kind

    def fell(self, region: str, when: When_, quantity: str) -> bool:
        """Whether a cumulative figure is below one earlier in its year, by more than printing explains."""
        now, kind = self.cells.get((region, when, quantity), (NONE, "current"))
        if kind != "cumulative" or now.amount is None or quantity in self.repaid:
            return False
        year = (self.cells.get((region, when.part(q), quantity), (NONE, ""))[0] for q in range(1, when.quarter or 1))
        return any(f.amount is not None and now.amount + now.off < f.amount - f.off for f in year)

    def _year(self, region: str, year: When_, quantity: str) -> Figure:
        last, kind = self._found(region, year.part(year.parts), quantity)
        if QUANTITIES[quantity].kind == "stock" or (
            kind == "cumulative" and (last.amount is not None or last.mark == "contradictory")
        ):
            return last
        return _in_parts(quantity, (self._alone(region, year.part(q), quantity) for q in range(1, year.parts + 1)))

    def side(self, side: Expression, region: str, when: When_, from_start: bool) -> Figure:
        """One side of a reading, over the period alone or from the year's start."""
        terms = [(t.coefficient, self._term(t, region, when, from_start)) for t in side.terms]
        money = [t.quantity.code in ITEMS for t in side.terms]
        if sum(money) > 1:  # an item that does not apply adds nothing
            due = [pair for pair, item in zip(terms, money, strict=True) if not (item and pair[1].mark == "not_applicable")]
            terms = due or terms
        absent = [f.mark for _, f in terms if f.amount is None]
        if absent:
            return Figure(None, gravest(absent))
        return Figure(sum(c * f.amount for c, f in terms), off=sum(f.off for _, f in terms))

    def _term(self, term, region: str, when: When_, from_start: bool) -> Figure:
        code, last_year = term.quantity.code, when.part(when.quarter, when.year - 1)
        start = when.part(None) if from_start else when
        match term.when:
            case When.OPENING:
                before = start.before
                return self.at(region, before, code)
            case When.LAST_YEAR:
                return self._at(region, last_year, code, from_start)
            case When.WHOLE:
                return self._at(self.top, when, code, from_start)
            case When.OF_YEAR:
                return self.at(region, when.part(None), code)
            case When.TRAILING_YEAR if when.quarter == when.parts:
                return self.to_date(region, when, code)
            case When.TRAILING_YEAR if when.quarter:
                of, last = when.parts, when.year * when.parts + when.quarter
                quarters = (when.part(i % of + 1, i // of) for i in range(last - of, last))
                found = _in_parts(code, [self.at(region, when, code) for when in quarters])
                _, end = borders(when, False)
                return (
                    self._follows(found, region, code, end - 12, end)
                    if found.mark in ("missing", "contradictory") and region != self.top
                    else found
                )
        return self._at(region, when, code, from_start)

    def covers(self, code: str, reading: Reading | None = None) -> Covers:
        found = reading or self.reading(code)
        if (code, id(found)) not in _COVERS:
            _COVERS[code, id(found)] = about(code).span_of(found).covers
        return _COVERS[code, id(found)]

    def waits(self, code: str, row: dict[str, str]) -> bool:
        """Whether the line is judged only by its day, or when its year is over, and that has not come."""
        if row["due"]:
            return row["due"] > self.period.last_day
        return self.covers(code) in (Covers.YEAR, Covers.YEAR_ONLY) and self.period.left and "Q" not in row["period"]

    def binds(self, code: str, row: dict[str, str], when: When_ | None = None) -> bool:
        """Whether nothing of what the indicator covers lies before the day from which its line binds."""
        since = row["in_force"] or str(self.study.get("policy", {}).get("in_force", ""))
        return self._first_day(self.covers(code), when or self.period) >= since

    def _first_day(self, covers: Covers, when: When_) -> str:
        year, quarter, parts = when
        months = 12 // parts
        match covers:
            case Covers.PERIOD if quarter:
                return f"{year}-{quarter * months - months + 1:02d}-01"
            case Covers.ROLLING_YEAR if when.left:
                return f"{year - 1}-{quarter * months + 1:02d}-01"
            case Covers.AT_END:
                return when.last_day
        return f"{year}-01-01"

    @cached_property
    def indicators(self) -> list[str]:
        """Those that are listed at the period: at the year's end not what another says then, if nothing rests on it."""
        mine, weights = self.study["indicators"], self.yml("weights.yml")
        rests = {*self.study.get("headline", []), *self.study.get("hard_limits", []), *(r["item"] for r in self.targets)}
        rests |= {c for group in weights.get("groups", {}).values() for c in group["indicators"]}
        rests |= {gate["indicator"] for gate in weights.get("gates", {}).values()}
        return [c for c in mine if self.period.left or c in rests or CATALOGUE[c].closes_as not in mine]

    def value(self, code: str, reading: Reading, region: str, when: When_):
        """Numerator, denominator and mark; those of the whole are sums over the regions that have both."""
        covers = self.covers(code, reading)
        if covers is Covers.YEAR_ONLY and when.left:
            return None, None, "not_applicable"
        from_start = since_start(covers, when)
        if region == self.top and not reading.is_stated:  # that of the whole was stated for all of it
            return self._of_whole(reading, when, from_start)
        return self._own(reading, region, when, from_start)

    def _own(self, reading: Reading, region: str, when: When_, from_start: bool):
        key = id(reading), region, when, from_start  # readings are the catalogue's own
        if key not in self._sides:
            self._sides[key] = self._made_of(reading, region, when, from_start)
        return self._sides[key]

    def _made_of(self, reading: Reading, region: str, when: When_, from_start: bool):
        top = self.side(reading.numerator, region, when, from_start)
        if reading.denominator is None:
            return top.amount, None, top.mark
        below = self.side(reading.denominator, region, when, from_start)
        marks = [f.mark for f in (top, below) if f.amount is None]
        mark = gravest(marks) if marks else "not_applicable" if below.amount <= 0 else ""
        if not mark and (_above(reading, top, below) or self._doubted(reading, region, when, from_start)):
            mark = "contradictory"
        return top.amount, below.amount, mark

    def _doubted(self, reading: Reading, region: str, when: When_, from_start: bool) -> bool:
        """Whether a part is above its whole in some quarter of several."""
        quantities = [t.quantity for t in (*reading.numerator.terms, *reading.denominator.terms)]
        if quantities[0].kind != "flow" or (when.quarter and not from_start):
            return False
        quarters = [when.part(q) for q in range(1, (when.quarter or when.parts) + 1)]
        sides = [[self.at(region, quarter, q.code) for q in quantities] for quarter in quarters]
        return any(all(f.amount is not None for f in pair) and _impossible(reading, *pair) for pair in sides if len(pair) == 2)

    def mark_before(self, code: str, region: str, before: When_) -> str:
        """Mark of a value of ``before``; of the whole over the regions that make its value at the period."""
        reading = self.reading(code)
        covers = self.covers(code, reading)
        if region != self.top or reading.is_stated or (covers is Covers.YEAR_ONLY and before.left):
            return self.value(code, reading, region, before)[2]
        from_start = since_start(covers, self.period)
        now = self._in_whole(reading, {r: self._own(reading, r, self.period, from_start) for r in self.reporting})
        return self._of_whole(reading, before, from_start, [*now] or self.reporting)[2]

    def _in_whole(self, reading: Reading, parts: dict[str, tuple[int | None, int | None, str]]):
        both = {r: p for r, p in parts.items() if p[0] is not None and (p[1] is not None or reading.denominator is None)}
        both = {r: p for r, p in both.items() if p[2] != "contradictory"}
        return {r: p for r, p in both.items() if p[1] is None or p[1] > 0 or p[0] == p[1] == 0} or both

    def _of_whole(self, reading: Reading, when: When_, from_start: bool, regions: list[str] | None = None):
        found = {r: self._own(reading, r, when, from_start) for r in regions or self.reporting}
        parts, both = [*found.values()], [*self._in_whole(reading, found).values()]
        if not both:
            return None, None, gravest(p[2] for p in parts)
        shared = reading.denominator and any(t.when is When.WHOLE for t in reading.denominator.terms)
        top = sum(p[0] for p in both)
        if reading.denominator is None:
            return top, None, ""
        below = both[0][1] if shared else sum(p[1] for p in both)
        return top, below, "not_applicable" if below <= 0 else ""

    def exact(self, code: str, reading: Reading, region: str, when: When_) -> Fraction | None:
        return _quotient(reading, *self.value(code, reading, region, when))

    def sum_of(self, code: str, reading: Reading, side: Expression, region: str) -> Figure:
        """A side over what the indicator covers at the period; of the whole, over the regions that have it."""
        from_start = since_start(self.covers(code, reading), self.period)
        regions = self.reporting if region == self.top else [region]
        found = [self.side(side, r, self.period, from_start) for r in regions]
        known = [f.amount for f in found if f.amount is not None]
        return Figure(sum(known)) if known else Figure(None, gravest(f.mark for f in found))

    def lacking(self, code: str, reading: Reading, region: str) -> Figure:
        """What the numerator lacks of the denominator."""
        top, below, mark = self.value(code, reading, region, self.period)
        return Figure(None, mark) if mark or None in (top, below) else Figure(below - top)

    def alone(self, code: str, region: str, when: When_) -> Fraction | None:
        """The value of a period by itself, whatever the indicator covers."""
        return _quotient(self.reading(code), *self.alone_sides(code, region, when))

    def alone_sides(self, code: str, region: str, when: When_):
        """Its sides and mark."""
        reading = self.reading(code)
        whole = region == self.top and not reading.is_stated
        return self._of_whole(reading, when, False) if whole else self._own(reading, region, when, False)


def since_start(covers: Covers, when: When_) -> bool:
    """Whether flows are those from the year's start."""
    return when.quarter is not None and covers in (Covers.TO_DATE, Covers.YEAR, Covers.YEAR_ONLY)


class Task(NamedTuple):
    """A quantity asked of a region: ``actual`` from the year's start to the period's end, ``demanded`` for the year,
    ``scheduled`` by then (all of it from its day on, as issued for the quarter, else an even share; of a stock and of an
    exact number none before the year's end), ``seen`` the end and the amount that settle one whose day lies before the
    period's last, ``judged`` whether the line judges, ``open`` the gravest mark of regions that the actual
    lacks where it settles nothing, ``compared`` and ``before`` of the same months of this year and the last."""

    actual: Figure
    demanded: int | None
    scheduled: Fraction | None
    compared: int | None
    before: int | None
    line: dict[str, str] | None
    issued: bool
    judged: bool
    open: str
    incomparable: str
    seen: tuple[str, int] | None
    past: bool

    @classmethod
    def of(cls, plain: Plain, code: str, region: str) -> Task:
        side, when = plain.reading(code).numerator, plain.period
        standing = when.left and plain.covers(code) is Covers.AT_END
        alone = region != plain.top
        regions = [region] if alone else plain.reporting

        def reached(of: str, year: int) -> Figure:
            return plain.side(side, of, when.part(when.quarter, year), True)

        now = {r: reached(r, when.year) for r in regions}
        last = {r: reached(r, when.year - 1) for r in regions}
        pairs = [(now[r].amount, last[r].amount) for r in regions]
        known = [f.amount for f in now.values() if f.amount is not None]
        both = [p for p in pairs if None not in p]
        line = plain.line(code, region, str(when.year))
        demanded = None if line is None else base_of(line)
        own = "" if line is None else line["due"]
        issued = plain.line(code, region, str(when)) if when.left and not own else None
        day = own if when.left else ""
        standing = standing or (when.left and line is not None and line["demand"] == "equal")
        share = Fraction(when.quarter or when.parts, when.parts)
        scheduled = None if demanded is None or standing else demanded * share
        if demanded is not None and day:
            scheduled = Fraction(demanded if day <= when.last_day else 0)
        if issued is not None and demanded is not None:
            share = {"%": 100, "‰": 1000}.get(issued["unit"])
            scheduled = demanded * Fraction(issued["value"]) / share if share else Fraction(base_of(issued))
        between = line is not None and not own and plain.between(code, region)
        scheduled = None if between else scheduled
        actual = Figure(sum(known)) if known else Figure(None, gravest(f.mark for f in now.values()))
        lacks = any(f.amount is None and f.mark != "not_applicable" for f in now.values())
        unsettled = bool(known) and lacks and not _settled(plain, side, line, actual.amount, scheduled)
        open_ = gravest(f.mark for f in now.values() if f.mark not in ("", "not_applicable")) if unsettled else ""
        binds = line is not None and plain.binds(code, line) and not plain.waits(code, line)
        past = "" < own < when.last_day
        asked = demanded is not None and (demanded > 0 or line["demand"] != "at_least")
        seen = _by_day(plain, side, line, demanded, regions) if past and binds and asked else None
        settled = not open_ if not past else seen is not None or not known
        return cls(
            actual=actual,
            demanded=demanded,
            scheduled=scheduled,
            compared=pairs[0][0] if alone else sum(p[0] for p in both) if both else None,
            before=pairs[0][1] if alone else sum(p[1] for p in both) if both else None,
            line=line,
            issued=issued is not None,
            judged=bool(
                binds
                and asked
                and scheduled is not None
                and (scheduled or not when.left or line["demand"] != "at_least")
                and settled
            ),
            open=open_,
            seen=seen,
            past=past,
            incomparable="" if both else gravest(_not_comparable(now[r].mark, last[r].mark) for r in regions),
        )

    @property
    def completion_mark(self) -> str:
        if self.actual.amount is None and self.demanded != 0:
            return self.actual.mark
        return "not_applicable" if not self.demanded else self.open

    @property
    def completion(self) -> Fraction | None:
        return (
            None
            if self.actual.amount is None or not self.demanded or self.open
            else Fraction(self.actual.amount * 100, self.demanded)
        )

    @property
    def shown(self) -> Fraction | None:
        """The completion that is judged."""
        return self.completion if self.seen is None else Fraction(self.seen[1] * 100, self.demanded)

    @property
    def change(self) -> Fraction | None:
        if self.compared is None or not self.before:
            return None
        return Fraction((self.compared - self.before) * 100, self.before)

    @property
    def change_mark(self) -> str:
        return self.incomparable or ("" if self.before else "not_applicable")


def _not_comparable(now: str, last: str) -> str:
    """Nothing withheld or contradictory stands in the way of a comparison with what was never delivered."""
    marks = [mark for mark in (now, last) if mark]
    return "missing" if "missing" in marks else gravest(marks)


def _impossible(reading: Reading, top: Figure, below: Figure) -> bool:
    """Whether a part is more than what it is a part of, by more than printing explains."""
    terms = (*reading.numerator.terms, *reading.denominator.terms)
    if len(terms) != 2 or any(t.when is not When.THIS for t in terms):
        return False
    return terms[0].quantity.within == terms[1].quantity.code and top.amount - top.off > below.amount + below.off


def _out_of_range(figure: Figure, quantity: Quantity) -> bool:
    """Whether it is less or more than can be, by more than printing explains."""
    if figure.amount is None:
        return False
    low = quantity.least is not None and figure.amount + figure.off < quantity.least
    return low or (quantity.most is not None and figure.amount - figure.off > quantity.most)


def _above(reading: Reading, top: Figure, below: Figure) -> bool:
    """The same of a share, which says that it is one."""
    return _impossible(reading, top, below) or (reading.share and top.amount - top.off > below.amount + below.off)


def _quotient(reading: Reading, top: int | None, below: int | None, mark: str) -> Fraction | None:
    if mark or top is None:
        return None
    if below is None or reading.denominator is None:
        return Fraction(top)
    above, beneath = (100 if side.counts == "money" else 1 for side in (reading.numerator, reading.denominator))
    return Fraction(top, above) * reading.per / Fraction(below, beneath)


def _settled(plain: Plain, side: Expression, line: dict[str, str] | None, reached: int, due: Fraction | None) -> bool:
    """Whether what other regions add cannot change how it ends: where nothing is subtracted or paid back."""
    if line is None or due is None or any(t.coefficient < 0 or t.quantity.code in plain.repaid for t in side.terms):
        return False
    return reached >= due > 0 if line["demand"] == "at_least" else reached > due


def _by_day(plain: Plain, side: Expression, line: dict[str, str], demanded: int, regions: list[str]) -> tuple[str, int] | None:
    """The end and the amount of the figure that leaves one answer, for whatever was reached by the line's day."""
    when, day, known = plain.period, line["due"], []
    for end in [*(when.part(q) for q in range(1, (when.quarter or when.parts) + 1)), *([] if when.quarter else [when])]:
        there = [plain.side(side, r, end, True) for r in regions]
        if {f.mark for f in there} <= {"", "not_applicable"} and any(not f.mark for f in there):
            known.append((end.last_day, sum(f.amount or 0 for f in there)))
    exact = [found for found in known if found[0] == day]
    grows = all(
        t.coefficient > 0 and t.when is When.THIS and t.quantity.kind == "flow" and t.quantity.code not in plain.repaid
        for t in side.terms
    )
    if exact or not grows:
        return exact[0] if exact else None
    least = max((found for found in known if found[0] < day), default=("", 0))
    most = next((found for found in known if found[0] > day), None)
    ways = {
        "at_least": (least[1] >= demanded, most and most[1] < demanded),
        "at_most": (least[1] > demanded, most and most[1] <= demanded),
        "equal": (least[1] > demanded or (most and least[1] == most[1] == demanded), most and most[1] < demanded),
    }
    enough, short = ways[line["demand"]]
    return least if enough and least[0] else most if short else None


def base_of(line: dict[str, str]) -> int:
    return int(Fraction(line["value"]) * SCALES.get(line["unit"], 1))


def _ends(taken: When, when: When_) -> tuple[When_, ...]:
    """The last periods of the years that a term takes figures of."""
    match taken:
        case When.OPENING:
            return (when.before, when.part(None).before)
        case When.LAST_YEAR:
            return (when.part(when.quarter, when.year - 1),)
        case When.OF_YEAR:
            return (when.part(None),)
        case When.TRAILING_YEAR:
            return (when, when.part(None, when.year - 1))
    return (when,)


def _basis(said: str | dict, row: dict) -> str:
    if isinstance(said, str):
        return said
    return next(basis for basis, texts in said["means"].items() if row[said["column"]] in texts)


def _lines(path: Path, table: dict) -> list[dict]:
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True)
        sheet = book[table["sheet"]] if "sheet" in table else book.worksheets[0]
        rows = [[("" if cell is None else cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    else:
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        rows = list(csv.reader(io.StringIO(text), delimiter={"tab": "\t"}.get(mark := table.get("separator", ","), mark)))
    header, *body = rows[int(table.get("title_rows", 0)) :]
    return [dict(zip(header, row, strict=False)) for row in body]


def _figure(text: str, column: dict) -> Figure:
    if text in MARKS:
        return Figure(None, MARKS[text])
    amount = (int(text) if text.isdigit() else Fraction(text)) * SCALES[column["unit"]]
    if amount == 0 and column.get("zero") == "below_precision":
        return Figure(None, "below_precision")
    assert amount.denominator == 1, (text, column)
    return Figure(int(amount), off=_off(text, column))


def _off(text: str, column: dict) -> int:
    """Half a unit of the last digit; a figure in its own unit without declared decimals is exact."""
    if "decimals" not in column and column["unit"][0] not in "万亿":
        return 0
    places = column.get("decimals", len(text.partition(".")[2]))
    return int(Fraction(SCALES[column["unit"]], 2 * 10**places))
