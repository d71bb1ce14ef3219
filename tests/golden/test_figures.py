"""The figures behind the pages are unchanged: quantities, indicators, targets, scores and findings of every bundled study
in every period that it covers, and the catalogue's formulas, units and readings in both languages.

A difference is a mistake, or a change of meaning that CHANGELOG names with its reason; ``make update-golden`` writes the
files anew and the diff goes into the review. One line holds one figure of all regions, in the order of the first line.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import pytest
import real_reports as real
from shipped import CATALOGUE, QUANTITIES

from evaluation.study.counted import SHIPPED
from evaluation.tables import tables

HERE = Path(__file__).parent / "figures"
STUDIES = ("china-ui-2008", "guizhou-2010", "hubei-2007", "india-nsfdc")
EVERY_PERIOD, ONE_PERIOD = ("quantities", "indicators"), ("targets", "scores", "findings")
CASES = [(study, table) for study in STUDIES for table in (*EVERY_PERIOD, *ONE_PERIOD)]


@cache
def of(study, period=""):
    opened = real.opened(study).at(period)
    return tables(opened.results, opened.study.top.code)


@cache
def periods(study):
    header, rows = of(study)["quantities"]
    return sorted({str(row[header.index("period")]) for row in rows})


def spelled(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def wide(header, rows, by, shown):
    """One line for each value of the columns ``by``, one column a region; a cell is the columns ``shown``."""
    at = {name: n for n, name in enumerate(header)}
    lines, regions = {}, sorted({row[at["region"]] for row in rows})
    for row in rows:
        cells = [str(row[at[name]]) for name in shown]
        lines.setdefault(tuple(str(row[at[name]]) for name in by), {})[row[at["region"]]] = " ".join(filter(None, cells))
    return [(*by, *regions), *((*key, *(cells.get(r, "") for r in regions)) for key, cells in sorted(lines.items()))]


def figures(study, table):
    if table == "quantities":
        return wide(*of(study)[table], ("quantity", "period"), ("amount", "mark"))
    if table == "indicators":
        shown = ("numerator", "denominator", "value", "mark", "cause")
        return wide(*of(study)[table], ("indicator", "reading", "period", "unit"), shown)
    header, _ = of(study)[table]
    return [("as of", *header), *((p, *row) for p in periods(study) for row in of(study, p)[table][1])]


def compared(file, text, update):
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file.name} is missing; look at the figures, then make update-golden"
    before, now = file.read_text(encoding="utf-8").splitlines(), text.splitlines()
    differ = sorted(set(before) ^ set(now))
    assert now == before, f"{len(differ)} lines differ, the first: {differ[:6]}"


@pytest.mark.parametrize(("study", "table"), CASES)
def test_figures_are_unchanged(study, table, update):
    compared(HERE / study / f"{table}.csv", spelled(figures(study, table)), update)


def test_entries_of_the_catalogue_are_unchanged(update):
    """Every reading with what its indicator says, in the order of the pages."""
    rows = [tuple(READING) + tuple(INDICATOR)]
    for indicator in CATALOGUE.values():
        for name, reading in indicator.readings.items():
            about = {k: cell(of_indicator(indicator, reading)) for k, of_indicator in INDICATOR.items()}
            rows.append((*(cell(of_reading(indicator, name, reading)) for of_reading in READING.values()), *about.values()))
    compared(HERE / "catalogue.csv", spelled(rows), update)


def test_quantities_of_the_catalogue_are_unchanged(update):
    rows = [("quantity", "zh", "en", "counts", "kind", "area", "part of", "plan")]
    for q in QUANTITIES.values():
        rows.append((q.code, q.title.zh, q.title.en, q.counts, q.kind, q.area, q.within or "", "plan" if q.plan else ""))
    compared(HERE / "catalogue_quantities.csv", spelled(rows), update)


def cell(value):
    return "" if value is None else getattr(value, "value", value)


READING = {
    "indicator": lambda i, name, r: i.code,
    "reading": lambda i, name, r: name,
    "unit": lambda i, name, r: r.unit.code(SHIPPED),
    "per": lambda i, name, r: r.unit.times(SHIPPED),
    "clause": lambda i, name, r: i.clause,
    "direction": lambda i, name, r: i.direction,
    "formula zh": lambda i, name, r: r.formula("zh", SHIPPED),
    "formula en": lambda i, name, r: r.formula("en", SHIPPED),
    "zh": lambda i, name, r: (r.words or i.title).zh,
    "en": lambda i, name, r: (r.words or i.title).en,
    "terms zh": lambda i, name, r: " ÷ ".join(side.spell_out("zh") for side in (r.numerator, r.denominator) if side),
}
INDICATOR = {
    "title zh": lambda i, r: i.title.zh,
    "title en": lambda i, r: i.title.en,
    "theme": lambda i, r: i.dimension,
    "span": lambda i, r: i.span_of(r).covers,
    "span zh": lambda i, r: i.span_of(r).why.zh,
    "span en": lambda i, r: i.span_of(r).why.en,
    "why zh": lambda i, r: i.why.zh,
    "why en": lambda i, r: i.why.en,
    "window zh": lambda i, r: i.window and i.window.zh,
    "window en": lambda i, r: i.window and i.window.en,
    "inferred": lambda i, r: "inferred" if i.inferred else "",
    "closes as": lambda i, r: i.closes_as,
}
