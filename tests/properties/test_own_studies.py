"""Drawn studies of drawn entries: what ``check`` lets pass has every section of its pages, in both languages, and every value is
that of a plain reading of its sides."""

from __future__ import annotations

import random
import re
from pathlib import Path

import own_study
import pytest

import evaluation
from evaluation.catalogue.model import Dimension, Direction, Expression, When
from evaluation.report.section import package_sections

UNITS = {"persons": "人", "money": "元", "households": "户", "days": "天", "places": "个", "items": "件"}
KINDS = ("flow", "flow", "flow", "stock", "stock", "plan", "entitlement", "stated")
THEMES = ("general", "general", *(d.value for d in Dimension if d is not Dimension.TARGETS))
YEARS = ("2006", "2007")
STUDIES = 40


class DrawnEntries:
    """Quantities, groups and indicators, of which every one compiles."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.quantities = {f"q{n}": (dice.choice([*UNITS]), dice.choice(KINDS)) for n in range(dice.randint(2, 7))}
        self.groups: dict[str, list[str]] = {}
        for counts in UNITS:
            for stocks in (True, False):
                of = [q for q, (c, k) in self.quantities.items() if c == counts and (k == "stock") == stocks and k != "stated"]
                if len(of) > 1 and dice.random() < 0.7:
                    self.groups[f"g_{counts}_{'stock' if stocks else 'flow'}"] = of
        drawn = [self._indicator(n) for n in range(dice.randint(1, 5))]
        self.indicators = {f"i{n}": lines for n, lines in enumerate(drawn) if lines}

    def text(self) -> str:
        lines = ["format: 2", "quantities:"]
        for q, (counts, kind) in self.quantities.items():
            lines.append(f"  {q}: {{title: {{zh: 量{q}, en: Amount {q}}}, counts: {counts}, kind: {kind}}}")
        lines += ["groups:"] if self.groups else []
        for group, of in self.groups.items():
            lines.append(f"  {group}: {{title: {{zh: 合计, en: sum}}, of: [{', '.join(of)}], tags: {{t_{group[2]}: [{of[0]}]}}}}")
        if "g_money_flow" in self.groups and self.dice.random() < 0.6:
            lines.append("fund: {spending: g_money_flow}")
        lines.append("indicators:")
        for code, said in self.indicators.items():
            lines += [f"  {code}:", f"    title: {{zh: 指标{code}, en: Indicator {code}}}", *(f"    {line}" for line in said)]
            lines.append("    why: {zh: 说明, en: why}")
        return "\n".join([*lines, ""])

    def _indicator(self, number: int) -> list[str]:
        dice, stated = self.dice, [q for q, (_, kind) in self.quantities.items() if kind == "stated"]
        top, bottom, theme = self._side(), self._side(), dice.choice(THEMES)
        if stated and dice.random() < 0.3:
            body = [f"stated: {dice.choice(stated)}"]
        elif not top or not bottom:
            return []
        elif dice.random() < 0.4:
            body, theme = [f"value: {top}"], dice.choice([*THEMES, "targets"])
        else:
            body = [f"numerator: {top}", f"denominator: {bottom}"]
        span, direction = dice.choice(["to_date", "period", "year", "year_only"]), dice.choice([*Direction]).value
        return [*body, f"theme: {theme}", f"span: {span}", f"direction: {direction}"]

    def _side(self) -> str:
        counts = self.dice.choice([*UNITS])
        first, second = self._term(counts), self._term(counts)
        if first and self.dice.random() < 0.3 and not self._names(first) & self._names(second):
            return f"{first} {self.dice.choice('+-')} {self.dice.choice(['', '2 * '])}{second}"
        return first

    def _names(self, term: str) -> set[str]:
        return {*re.findall(r"q\d", term), *(q for group, of in self.groups.items() if group in term for q in of)}

    def _term(self, counts: str) -> str:
        found: list[str] = []
        for q, (counted, kind) in self.quantities.items():
            if counted == counts and kind != "stated":
                found += [q, f"last_year({q})"]
                found += [f"opening({q})", f"whole({q})"] if kind == "stock" else []
                found += [f"trailing_year({q})", f"to_date({q})"] if kind in ("flow", "plan") else []
                found += [f"of_year({q})"] if kind == "plan" else []
        for group, of in self.groups.items():
            if self.quantities[of[0]][0] == counts:
                found += [
                    f"sum({group})",
                    f"last_year(sum({group}))",
                    f"sum({group} except {of[-1]})",
                    f"sum({group} except t_{group[2]})",
                ]
        return self.dice.choice(found) if found else ""


def write(root: Path, dice: random.Random) -> tuple[DrawnEntries, bool]:
    """A study of drawn entries and figures below ``root``; whether it has quarters."""
    entries = DrawnEntries(dice)
    while not entries.indicators:
        entries = DrawnEntries(dice)
    own_study.write_study(root, entries.text())
    own_study.name_no_pack(root)
    params, quarters = root / "params" / "tiny", dice.random() < 0.5
    (params / "choices.yml").unlink()
    columns = [
        f"      {q}: {{quantity: {q}, unit: {UNITS[counts]}{', kind: stock' if kind == 'stock' else ''}}}"
        for q, (counts, kind) in entries.quantities.items()
    ]
    table = own_study.TABLE.partition("    fixed_period")[0] + "\n".join(["    period: period", "    columns:", *columns, ""])
    text = (params / "study.yml").read_text(encoding="utf-8").replace(own_study.TABLE, table)
    text = re.sub(r"indicators: \[.*\]", f"indicators: [{', '.join(entries.indicators)}]", text)
    headline = f"headline: [{', '.join(entries.indicators)}]\n" if dice.random() < 0.5 else ""
    (params / "study.yml").write_text(text + headline, encoding="utf-8")
    periods = [f"{year}Q{n}" for year in YEARS for n in range(1, 5)] if quarters else [*YEARS]
    rows = [
        ",".join(
            [
                region,
                period,
                *(str(dice.randint(0, 500)) if dice.random() < 0.8 else dice.choice("0…—*") for _ in entries.quantities),
            ]
        )
        for period in periods
        for region in ("R1", "R2")
    ]
    (root / "data" / "tiny" / "works.csv").write_text(
        "\n".join([f"region,period,{','.join(entries.quantities)}", *rows, ""]), "utf-8"
    )
    return entries, quarters


@pytest.mark.parametrize("seed", range(STUDIES))
def test_a_study_of_its_own_entries_has_all_its_pages(seed, tmp_path):
    dice = random.Random(seed)
    _, quarters = write(tmp_path, dice)
    opened = evaluation.open("tiny", tmp_path, period=dice.choice(["2007", "2007Q2"]) if quarters else "2007")
    opened.check()
    for language in ("zh", "en"):
        for report in (opened.report("R1", language=language), opened.overview(language=language)):
            for name in package_sections():
                assert "cannot be made" not in str(getattr(report, name)().data), name


def test_a_value_of_a_year_is_that_of_its_sides(tmp_path):
    """Of studies by years, where every function takes one delivered cell, or the other year's."""
    assert sum(compared(seed, tmp_path / f"{seed}") for seed in range(STUDIES)) > STUDIES


def compared(seed: int, tmp_path: Path) -> int:
    """How many values of a drawn study are compared with a plain reading of their sides."""
    dice = random.Random(seed)
    _, quarters = write(tmp_path, dice)
    if quarters:
        works = tmp_path / "data" / "tiny" / "works.csv"
        head, *rows = works.read_text(encoding="utf-8").splitlines()
        kept = [row.replace("Q4,", ",", 1) for row in rows if row.split(",")[1].endswith("Q4")]
        works.write_text("\n".join([head, *kept, ""]), encoding="utf-8")
    results = evaluation.open("tiny", tmp_path).results
    cells = {(c.region, str(c.period), c.quantity): c.amount for c in results.delivery.cell_rows}

    def plain(side: Expression) -> int | None:
        added = 0
        for term in side.terms:
            year = "2006" if term.when in (When.LAST_YEAR, When.OPENING) else "2007"
            regions = ("R1", "R2") if term.when is When.WHOLE else ("R1",)
            found = [cells.get((region, year, term.quantity.code)) for region in regions]
            if term.when is When.WHOLE:
                found = [amount for amount in found if amount is not None]
            if not found or None in found:
                return None
            added += term.coefficient * sum(found)
        return added

    number = 0
    for indicator in results.indicators:
        reading = indicator.readings["only"]
        value = results.value("R1", indicator.code)
        top = plain(reading.numerator)
        bottom = plain(reading.denominator) if reading.denominator else None
        if top is not None and (reading.denominator is None or (bottom is not None and bottom > 0)):
            assert (value.numerator, value.denominator) == (top, bottom), indicator.code
            number += 1
    return number
