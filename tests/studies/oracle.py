"""What the product wrote and said of a study, held against figures worked out by hand (:mod:`tests.studies.plain`)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from tests.studies import findings, one_value, printed
from tests.studies.catalogues import QUANTITIES
from tests.studies.facts import FACTS
from tests.studies.plain import MARKS, Plain, Task, about, base_of
from tests.studies.scored import of_regions
from tests.studies.standings import is_target

if TYPE_CHECKING:
    from tests.studies.spoken import Record

Wrong = tuple[str, str]
Row = dict[str, str]
Tables = dict[str, list[str]]
"""Lines of the files of one report by name."""


def check(plain: Plain, root: Path, record: Record, given_away: bool = False) -> tuple[int, int, list[Wrong]]:
    """Figures and sentences looked at, and (place, message) for each that is wrong; no figures where no tables were
    written. Where figures are ``given_away``, a page may withhold what nothing but they would tell: then what rests on all
    figures, as scores and sentences do, is not worked out by hand."""
    wrongs: list[Wrong] = []
    figures, withheld = 0, set[str]()
    may_withhold = given_away or plain.total_is_suppressed
    right: dict[str, set[str]] = {}
    reports = {
        region: {p.name: p.read_text("utf-8-sig").splitlines() for p in (root / "tables" / region).glob("*.csv")}
        for region in dict.fromkeys([plain.top, *plain.reporting])
    }
    written = {region: tables for region, tables in reports.items() if tables}
    for region, tables in written.items():
        for count, wrong in (_twice(tables), *_rows(plain, tables, right, withheld if may_withhold else None)):
            figures += count
            wrongs += [(f"{region}, {place}", message) for place, message in wrong]
        listed = findings.wrong(plain, region, tables["findings.csv"], record)
        wrongs += [(f"{region}, {place}", message) for place, message in listed]
    if withheld:
        return figures, 0, wrongs
    for region, tables in written.items():
        for count, wrong in _scores(plain, region, tables):
            figures += count
            wrongs += [(f"{region}, {place}", message) for place, message in wrong]
    wrongs += _ranked(plain, record) + one_value.wrongs(plain, record)
    count, marks = printed.wrong(plain, record)
    return figures + count, *_sentences(plain, record, wrongs + marks)


def _sentences(plain: Plain, record: Record, wrongs: list[Wrong]) -> tuple[int, list[Wrong]]:
    """How many were asked about, and ``wrongs`` with those that rest on what is not so; each fact is worked out once."""
    asked = {h for h in record.held if h.fact in FACTS}
    at = {period: plain if plain.when(period) == plain.period else plain.seen_at(period) for period in {h.period for h in asked}}
    known: dict[tuple[str, ...], bool] = {}
    for held in asked:
        key = (held.period, held.fact, held.region, *held.of)
        if key not in known:
            known[key] = FACTS[held.fact](at[held.period], held.region, *held.of)
        if known[key] != held.holds:
            place = f"{held.region}, {held.section}"
            wrongs.append((place, f"{held.key}: {held.fact}{held.of} is said to be {held.holds}"))
    return len(asked), wrongs


def _twice(tables: Tables) -> tuple[int, list[Wrong]]:
    """Rows that stand twice; two findings may be worded alike, where two quantities are called the same."""
    found = []
    for name, lines in tables.items():
        if name != "findings.csv" and len(lines) > len(set(lines)):
            again = next(line for line, count in Counter(lines).items() if count > 1)
            found.append((name, f"stands twice: {again}"))
    return 0, found


def _rows(plain: Plain, tables: Tables, right: dict[str, set[str]], withheld: set[str] | None) -> Iterator[tuple[int, list[Wrong]]]:
    """Every row against what is worked out by hand. ``right`` are the lines of other reports of the study that were found
    right, of each file: a region's tables are a part of the whole's. ``withheld`` takes those that hide a figure which rests on
    one that is suppressed somewhere, unless it is None."""
    for name, expected in _EXPECTED.items():
        header, *lines = tables[name]
        known, hidden = right.setdefault(name + header, set()), set[tuple[str, ...]]()
        new, found = [line for line in lines if line not in known], []
        columns, *cells = csv.reader([header, *new])
        for line, row in zip(new, (dict(zip(columns, c, strict=True)) for c in cells), strict=True):
            due = expected(plain, row)
            if all(row[column] == text for column, text in due.items()):
                known.add(line)
            elif withheld is not None and (_hides(plain, row, due) or (row["region"] == plain.top and _of(row) in hidden)):
                withheld.add(line)
                hidden.add(_of(row))
            else:
                place = " ".join(row[k] for k in ("region", "period", "quantity", "indicator", "reading") if k in row)
                found.append((name, f"{place}: { ({c: row[c] for c in due}) }, by hand {due}"))
        yield len(lines), found


def _of(row: Row) -> tuple[str, ...]:
    """What a row is of, whatever the region; the whole is of those regions that have it."""
    return tuple(row[column] for column in ("period", "quantity", "indicator", "reading") if column in row)


def _hides(plain: Plain, row: Row, due: Row) -> bool:
    """Whether a row has nothing but that it is suppressed where there would be a figure, and some of its quantities are so."""
    codes = [term.quantity.code for term in plain.reading(row["indicator"]).terms] if "indicator" in row else [row["quantity"]]
    marks = [row[column] for column in ("mark", "change_mark") if column in row]
    other = {column for column, text in due.items() if row[column] != text}
    some = not plain.suppressed.isdisjoint(codes) or row["region"] == plain.top  # whose printed total may be suppressed
    return some and "suppressed" in marks and all(row[c] in ("", "suppressed") for c in other)


def _quantity(plain: Plain, row: Row) -> Row:
    figure = plain.at(row["region"], plain.when(row["period"]), row["quantity"])
    return {"amount": _whole(_counted(plain, row["quantity"], figure.amount)), "mark": figure.mark}


def _cell(plain: Plain, row: Row) -> Row:
    """As delivered, what a plan sets for later periods among them."""
    key = row["region"], plain.when(row["period"]), row["quantity"]
    if row["kind"] == "target":
        return _aimed_cell(plain, plain.aimed[row["quantity"], row["region"]])
    figure, kind = plain.cells[key]
    told = next((t for t in plain.told.get(key, ()) if t.basis == row["basis"]), None)
    if told:
        figure, kind = told.figure, told.kind
    used = "yes" if told is None or told is plain.used[key] else ""
    amount = _whole(_counted(plain, row["quantity"], figure.amount))
    return {"amount": amount, "mark": figure.mark, "kind": kind, "flags": told.flags if told else "", "used": used}


def _aimed_cell(plain: Plain, line: Row) -> Row:
    """A target that a table holds, the line of a rate without an amount."""
    if line["value"] in MARKS:
        return {"amount": "", "mark": "not_applicable"}
    quantity = plain.reading(line["item"]).numerator.terms[0].quantity.code
    counted = about(line["item"]).is_amount
    return {"amount": _whole(_counted(plain, quantity, base_of(line))) if counted else "", "mark": ""}


def _counted(plain: Plain, quantity: str, amount: int | None) -> int | None:
    return plain.money.counted(amount) if QUANTITIES[quantity].counts == "money" else amount


def _indicator(plain: Plain, row: Row) -> Row:
    code, when = row["indicator"], plain.when(row["period"])
    reading = about(code).readings[row["reading"]]
    top, below, mark = plain.value(code, reading, row["region"], when)
    value = plain.exact(code, reading, row["region"], when)
    top = _counted(plain, reading.numerator.terms[0].quantity.code, top)
    if reading.denominator is not None:
        below = _counted(plain, reading.denominator.terms[0].quantity.code, below)
    elif reading.numerator.counts == "money" and value is not None:  # written in minor units
        value = value * plain.money.minor / 100
    most = plain.bases(row["region"], when, reading)  # and none is left out: tests/studies/based.py
    bases = row["basis"] if set(row["basis"].split()) <= most else " ".join(sorted(most))
    return {"numerator": _whole(top), "denominator": _whole(below), "mark": mark, "value": _six(value), "basis": bases}


def _target(plain: Plain, row: Row) -> Row:
    task, counted = (
        Task.of(plain, row["indicator"], row["region"]),
        plain.reading(row["indicator"]).numerator.terms[0].quantity.code,
    )
    per = plain.money.minor if QUANTITIES[counted].counts == "money" else 100
    return {
        "actual": _whole(_counted(plain, counted, task.actual.amount)),
        "target": _whole(_counted(plain, counted, task.demanded)),
        "completion_pct": _six(task.completion),
        "scheduled": _six(task.scheduled and task.scheduled * per / 100),
        "last_year": _whole(_counted(plain, counted, task.before)),
        "change_pct": _six(task.change),
        "mark": task.completion_mark,
        "change_mark": task.change_mark,
    }


def _written(plain: Plain, code: str, value: Fraction | None) -> Fraction | None:
    """A value of scores.csv: an amount of money in minor units."""
    reading = plain.reading(code)
    of_money = reading.denominator is None and reading.numerator.counts == "money" and not is_target(plain, code)
    return value * plain.money.minor / 100 if of_money and value is not None else value


_EXPECTED: dict[str, Callable[[Plain, Row], Row]] = {
    "quantities.csv": _quantity,
    "cells.csv": _cell,
    "indicators.csv": _indicator,
    "targets.csv": _target,
}


def _scores(plain: Plain, of: str, tables: Tables) -> Iterator[tuple[int, list[Wrong]]]:
    """Value and points of every scored indicator, then the total with the share of points that have data."""
    got = csv.DictReader(tables["scores.csv"])
    known = plain.reporting if of == plain.top else [of]
    expected = {}
    for region, score in of_regions(plain).items():
        if region in known:
            for line in score.shown:
                expected[region, line.code] = (
                    _six(_written(plain, line.code, line.value)),
                    _six(line.points),
                    _six(line.got),
                    line.mark,
                )
            expected[region, "total"] = (_six(score.total), "", _six(score.evidence), "")
    rows = {(row["region"], row["indicator"]): row for row in got}
    for key in expected.keys() | rows.keys():
        shown = ("value", "points", "awarded", "mark")
        found = tuple(rows[key][s] for s in shown) if key in rows else None
        wrong = [] if found == expected.get(key) else [("scores.csv", f"{key}: {found}, by hand {expected.get(key)}")]
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


def _whole(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def _six(value: Fraction | None) -> str:
    """Six decimals, halves away from zero."""
    if value is None:
        return ""
    whole = (abs(value.numerator) * 2 * 10**6 + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 10**6}.{whole % 10**6:06d}"
