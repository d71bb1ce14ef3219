"""What the product wrote and said of a study, held against figures worked out by hand (:mod:`tests.studies.plain`)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.indicators.catalogue import CATALOGUE
from tests.studies import printed
from tests.studies.facts import FACTS
from tests.studies.plain import Plain, Task, When_
from tests.studies.scored import of_regions

if TYPE_CHECKING:
    from tests.studies.spoken import Record

Wrong = tuple[str, str]


def check(root: Path, record: Record) -> tuple[int, int, list[Wrong]]:
    """Figures and sentences looked at, and (place, message) for each that is wrong; no figures where no tables were
    written."""
    plain = Plain(root)
    wrongs: list[Wrong] = []
    figures = 0
    for region in dict.fromkeys([plain.top, *plain.reporting]):
        tables = root / "tables" / region
        if not tables.is_dir():
            continue
        for of_table in (_twice, _quantities, _cells, _indicators, _targets, _scores):
            for count, wrong in of_table(plain, tables):
                figures += count
                wrongs += [(f"{region}, {place}", message) for place, message in wrong]
    wrongs += _ranked(plain, record)
    count, marks = printed.wrong(plain, record)
    figures, wrongs = figures + count, wrongs + marks
    sentences, at = 0, {str(plain.period): plain}
    for held in {h for h in record.held if h.fact in FACTS}:
        sentences += 1
        if held.period not in at:
            at[held.period] = Plain(root, period=held.period)
        if FACTS[held.fact](at[held.period], held.region, *held.of) != held.holds:
            place = f"{held.region}, {held.section}"
            wrongs.append((place, f"{held.key}: {held.fact}{held.of} is said to be {held.holds}"))
    return figures, sentences, wrongs


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def _twice(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    """Rows that stand twice; two findings may be worded alike, where two quantities are called the same."""
    for path in sorted(set(tables.glob("*.csv")) - {tables / "findings.csv"}):
        lines = path.read_text(encoding="utf-8").splitlines()
        again = [line for line, count in Counter(lines).items() if count > 1]
        yield 0, [(path.name, f"stands twice: {line}") for line in again[:1]]


def _quantities(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    for row in _rows(tables / "quantities.csv"):
        figure = plain.at(row["region"], When_.of(row["period"]), row["quantity"])
        expected = ("" if figure.amount is None else str(figure.amount), figure.mark)
        yield _compared("quantities.csv", row, ("region", "period", "quantity"), ("amount", "mark"), expected)


def _cells(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    """Cells as delivered, what a plan sets for later periods among them."""
    for row in _rows(tables / "cells.csv"):
        figure, kind = plain.cells[row["region"], When_.of(row["period"]), row["quantity"]]
        expected = (_whole(figure.amount), figure.mark, kind)
        yield _compared("cells.csv", row, ("region", "period", "quantity"), ("amount", "mark", "kind"), expected)


def _scores(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    """Value and points of every scored indicator, then the total with the share of points that have data."""
    got = list(_rows(tables / "scores.csv"))
    known = plain.reporting if tables.name == plain.top else [tables.name]
    expected = {}
    for region, score in of_regions(plain).items():
        if region in known:
            for line in score.shown:
                expected[region, line.code] = (_six(line.value), _six(line.points), _six(line.got), line.mark)
            expected[region, "total"] = (_six(score.total), "", _six(score.evidence), "")
    rows = {(row["region"], row["indicator"]): row for row in got}
    for key in expected.keys() | rows.keys():
        shown = ("value", "points", "awarded", "mark")
        found = tuple(rows[key][s] for s in shown) if key in rows else None
        wrong = (
            [] if found == expected.get(key) else [("scores.csv", f"{key}: {found}, by hand {expected.get(key)}")]
        )
        yield 1, wrong


def _ranked(plain: Plain, record: Record) -> list[Wrong]:
    """Rank and grade of every region; None where the study gives none."""
    if record.ranked is None:
        return []
    found = of_regions(plain)
    totals = [s.total for s in found.values() if s.total is not None]
    bands = plain.yml("weights.yml").get("grades", [])
    expected = {
        region: (
            None if s.total is None else 1 + sum(t > s.total for t in totals),
            None if s.grade is None else bands[s.grade]["name"]["zh"],
        )
        for region, s in found.items()
    }
    if record.ranked == expected:
        return []
    return [("ranks and grades", f"{record.ranked}, by hand {expected}")]


def _indicators(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    for row in _rows(tables / "indicators.csv"):
        code, when = row["indicator"], When_.of(row["period"])
        reading = CATALOGUE[code].readings[row["reading"]]
        top, below, mark = plain.value(code, reading, row["region"], when)
        value = plain.exact(code, reading, row["region"], when)
        expected = ("" if top is None else str(top), "" if below is None else str(below), mark, _six(value))
        keys, shown = ("region", "period", "indicator", "reading"), ("numerator", "denominator", "mark", "value")
        yield _compared("indicators.csv", row, keys, shown, expected)


def _targets(plain: Plain, tables: Path) -> Iterator[tuple[int, list[Wrong]]]:
    for row in _rows(tables / "targets.csv"):
        task = Task.of(plain, row["indicator"], row["region"])
        expected = (
            _whole(task.actual.amount), _whole(task.demanded), _six(task.completion), _six(task.scheduled),
            _whole(task.before), _six(task.change), task.completion_mark, task.change_mark,
        )  # fmt: skip
        shown = (
            "actual",
            "target",
            "completion_pct",
            "scheduled",
            "last_year",
            "change_pct",
            "mark",
            "change_mark",
        )
        yield _compared("targets.csv", row, ("region", "indicator"), shown, expected)


def _whole(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def _six(value: Fraction | None) -> str:
    """Six decimals, halves away from zero."""
    if value is None:
        return ""
    scaled = abs(value) * 10**6
    whole = (scaled * 2 + 1) // 2
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 10**6}.{whole % 10**6:06d}"


def _compared(name, row, keys, shown, expected) -> tuple[int, list[Wrong]]:
    got = tuple(row[s] for s in shown)
    if got == expected:
        return 1, []
    place = " ".join(row[k] for k in keys)
    return 1, [(name, f"{place}: {dict(zip(shown, got, strict=True))}, by hand {expected}")]
