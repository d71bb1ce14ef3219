"""A throw-away project whose one study is a single large table: ``python benchmarks/large.py csv|xlsx FOLDER``.

2,500 invented counties by 40 quarters, 28 figures each: 100,000 rows of 30 columns. Nothing in it is real.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter
from copies import Copy, bare
from measured import Cost

COUNTIES, YEARS = 2_500, range(2015, 2025)
PERSONS, STOCKS, MONEY = range(1, 15), range(15, 20), range(20, 29)
STUDY = """\
format: 2
title: {{en: A large delivery}}
report_title: {{en: A large delivery}}
language: en
region_system: free
region_vintage: 2024
packs: []
period: "2024"
cut_off: 2024-12-31
delivered: 2025-01-20
money: {{currency: CNY}}
status: draft
author: {{en: Nobody}}
source_note: {{en: Invented for measuring speed}}
synthetic: {{en: Invented for measuring speed}}
tables:
  large:
    title: {{en: A large table}}
    file: large.{kind}
    region: region
    period: period
    kind: current
    columns:
{columns}
indicators: [share, cost]
"""
CATALOGUE = """\
format: 2
quantities:
{quantities}
indicators:
  share:
    title: {{en: Share}}
    numerator: q1
    denominator: q2
    span: to_date
    direction: none
    why: {{en: two flows}}
  cost:
    title: {{en: Cost of one}}
    numerator: q20
    denominator: q1
    span: period
    direction: none
    why: {{en: money by persons}}
"""


def write(folder: Path, kind: str, counties: int = COUNTIES) -> Copy:
    """A project in ``folder`` (which must not exist) with the study ``large`` and its table as ``kind``: csv or xlsx."""
    bare(folder)
    params, data = folder / "params" / "large", folder / "data" / "large"
    params.mkdir(parents=True)
    data.mkdir(parents=True)
    every = (*PERSONS, *STOCKS, *MONEY)
    units = {**dict.fromkeys(MONEY, "万元"), **dict.fromkeys((*PERSONS, *STOCKS), "人")}
    kinds = dict.fromkeys(STOCKS, ", kind: stock")
    columns = "\n".join(f"      c{n}: {{quantity: q{n}, unit: {units[n]}{kinds.get(n, '')}}}" for n in every)
    (params / "study.yml").write_text(STUDY.format(kind=kind, columns=columns), encoding="utf-8")
    quantities = "\n".join(
        f"  q{n}: {{title: {{en: Quantity {n}}}, counts: {'money' if n in MONEY else 'persons'}, "
        f"kind: {'stock' if n in STOCKS else 'flow'}}}"
        for n in every
    )
    (params / "catalogue.yml").write_text(CATALOGUE.format(quantities=quantities), encoding="utf-8")
    with (params / "regions.csv").open("w", encoding="utf-8", newline="") as handle:
        lines = csv.writer(handle, lineterminator="\n")
        lines.writerow(["code", "name_en", "level", "parent", "reports"])
        lines.writerow(["TOP", "Whole", "province", "", "false"])
        lines.writerows([_code(n), f"County {n}", "county", "TOP", "true"] for n in range(counties))
    header = ["region", "period", *(f"c{n}" for n in every)]
    (_csv if kind == "csv" else _xlsx)(data / f"large.{kind}", header, _rows(counties))
    (data / "SOURCE.md").write_text("# Synthetic\n\nInvented for measuring speed.\n", encoding="utf-8")
    return Copy(root=folder, study="large")


def checked(folder: Path, say: Callable[[str], None]) -> dict[str, Cost]:
    """``evaluation check`` of the table as CSV and as a workbook."""
    found = {}
    for kind in ("csv", "xlsx"):
        say(f"evaluation check of a large {kind}")
        copy = write(folder / f"large-{kind}", kind)
        found[kind] = copy.evaluation("check", copy.study)
        shutil.rmtree(copy.root)
    return found


def _code(number: int) -> str:
    return f"C{number:04}"


def _rows(counties: int) -> Iterator[list[str | int | float]]:
    dice = random.Random(1)
    for county in range(counties):
        size = dice.randrange(100, 100_000)
        for year in YEARS:
            for quarter in range(1, 5):
                counted = [dice.randrange(size) for _ in (*PERSONS, *STOCKS)]
                money = [dice.randrange(size * 100) / 100 for _ in MONEY]
                yield [_code(county), f"{year}Q{quarter}", *counted, *money]


def _csv(path: Path, header: list[str], rows: Iterator[list[str | int | float]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        lines = csv.writer(handle, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


def _xlsx(path: Path, header: list[str], rows: Iterator[list[str | int | float]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("large")
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("csv", "xlsx"):
        sys.exit("usage: python benchmarks/large.py csv|xlsx NEW-FOLDER")
    copy = write(Path(sys.argv[2]), sys.argv[1])
    print(f"{copy.study} in {copy.root}; check it with EVALUATION_ROOT={copy.root} evaluation check {copy.study}")
