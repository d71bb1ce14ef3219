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

import evaluation
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.tables import tables

HERE = Path(__file__).parent / "figures"
STUDIES = ("china-ui-2008", "guizhou-2010", "hubei-2007", "india-nsfdc")
EVERY_PERIOD, ONE_PERIOD = ("quantities", "indicators"), ("targets", "scores", "findings")
CASES = [(study, table) for study in STUDIES for table in (*EVERY_PERIOD, *ONE_PERIOD)]


@cache
def of(study, period=""):
    opened = evaluation.open(study, period=period)
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


def test_formulas_units_and_readings_of_the_catalogue_are_unchanged(update):
    rows = [("indicator", "reading", "unit", "per", "clause", "direction", "formula zh", "formula en", "zh", "en")]
    for code, indicator in sorted(CATALOGUE.items()):
        for name, reading in indicator.readings.items():
            words = reading.words or indicator.title
            rows.append(
                (
                    code,
                    name,
                    reading.unit,
                    reading.per,
                    indicator.clause,
                    indicator.direction.value,
                    reading.formula("zh"),
                    reading.formula("en"),
                    words.zh,
                    words.en,
                )
            )
    compared(HERE / "catalogue.csv", spelled(rows), update)
