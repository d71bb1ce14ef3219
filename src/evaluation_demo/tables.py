"""Invented figures printed into the tables a study declares: ``study.yml`` is the form, the book fills it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaluation.data.units import show
from evaluation.spreadsheet import csv_bytes
from evaluation.study.model import Column, Region, Study, Table
from evaluation.study.periods import parse
from evaluation_demo.book import Book

_LEAST_DECIMALS = {"万人": 2, "元": 2, "万元": 2, "亿元": 2}
NAMES = "地区"
"""A column with this header holds names; any other region column holds codes."""


def rows(
    study: Study,
    code: str,
    book: Book,
    of_periods: Sequence[str],
    *,
    delivers: Callable[[str, str, str], bool] = lambda table, region, period: True,
    sums: Callable[[str], bool] = lambda period: True,
    stated: Callable[[str, str], str] | None = None,
) -> list[list[str]]:
    """Header and rows of the table ``code``: quarter by quarter, regions in the order of ``regions.csv``.

    ``sums`` says in which quarters a table with a declared total prints it; ``stated`` gives the text of a stated rate.
    """
    table = study.file.tables[code]
    head = [*(table.period or [""]), *table.region, *table.ignore]
    body = []
    for period in of_periods:
        there = [r for r in study.reporting if delivers(code, r.code, period)]
        body += [_line(table, r, period, [r], book, stated) for r in there]
        if there and table.total and sums(period):
            body.append(_line(table, None, period, there, book, stated))
    lines = [[*key, *figures] for key, figures in body]
    return [[*head, *table.columns], *_align(lines, len(head), list(table.columns.values()))]


def as_csv(lines: list[list[str]], encoding: str = "utf-8") -> bytes:
    return csv_bytes(lines, encoding)


def _line(
    table: Table, region: Region | None, period: str, parts: Sequence[Region], book: Book, stated: Callable[[str, str], str] | None
) -> tuple[list[str], list[str]]:
    """Key cells and figures of one row; without ``region`` the row is the total of ``parts``."""
    if region is None:
        key = [period, table.total or "", *("" for _ in table.ignore)]
    else:
        name = region.short_zh if NAMES in table.region else region.code
        key = [period, name, *(region.short_zh for _ in table.ignore)]
    figures = []
    for column in table.columns.values():
        if column.states:
            figures.append(stated(region.code, period) if stated and region else "")
        else:
            figures.append(_text(column, [r.code for r in parts], period, book))
    return key, figures


def _text(column: Column, codes: Sequence[str], period: str, book: Book) -> str:
    of_periods = [p.spelled for p in parse(period).to_date()] if column.kind == "cumulative" else [period]
    quantity = column.quantity or ""
    cells = [(quantity, code, p) for code in codes for p in of_periods]
    known = [book.at(*cell) for cell in cells if book.has(*cell)]
    if not known:
        return "—"
    return show(sum(known), column.unit).removesuffix(column.unit.text)


def _align(lines: list[list[str]], first: int, columns: list[Column]) -> list[list[str]]:
    """The same number of decimals in every figure of a column: as many as its longest one needs."""
    for position, column in enumerate(columns, start=first):
        figures = [line[position] for line in lines if line[position] not in ("", "—")]
        places = max([len(f.partition(".")[2]) for f in figures] + [_LEAST_DECIMALS.get(column.unit.text, 0)])
        for line in lines:
            if line[position] not in ("", "—") and places:
                whole, _, part = line[position].partition(".")
                line[position] = f"{whole}.{part.ljust(places, '0')}"
    return lines
