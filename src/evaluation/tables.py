"""The tables behind a report, as rows of plain text and whole numbers."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import fields
from operator import attrgetter

from evaluation.data.findings import Finding
from evaluation.indicators.measure import COLUMNS, row_of
from evaluation.indicators.model import Dimension
from evaluation.indicators.rounding import half_up
from evaluation.scores.results import Results

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(results: Results, region: str) -> dict[str, tuple[list[str], list[list]]]:
    """``quantities cells indicators targets scores findings formulas`` of one region (the whole: of every region)."""
    whole = region == results.study.top.code
    regions = [*results.regions, region] if whole else [region]
    shown = frozenset(regions)
    made = {
        "quantities": _quantities(results, shown),
        "cells": _cells(results, shown),
        "indicators": _indicators(results, shown),
        "targets": _targets(results, regions),
        "scores": _scores(results, shown),
        "findings": _findings(results, region, whole),
        "formulas": _formulas(results),
    }
    return {
        name: (header, [[_inert(cell) for cell in row] for row in rows]) for name, (header, rows) in made.items()
    }


def _inert(cell):
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def _quantities(results: Results, regions: Set[str]):
    header = ["region", "period", "quantity", "amount", "mark", "regions"]
    mine = sorted((key, f) for key, f in results.figures.items() if key[0] in regions)
    return header, [[*key, f.amount, f.mark, f.regions] for key, f in mine]


def _cells(results: Results, regions: Set[str]):
    """The delivery itself: what stood in which file, row and column, and what it was read as."""
    header = [
        "region",
        "period",
        "quantity",
        "amount",
        "mark",
        "kind",
        "file",
        "sheet",
        "row",
        "column",
        "text",
        "unit",
    ]
    pick = attrgetter(*header)
    return header, [list(pick(c)) for c in results.delivery.cell_rows if c.region in regions]


def _indicators(results: Results, regions: Set[str]):
    return list(COLUMNS), [list(row_of(v)) for v in results.values.values() if v.region in regions]


def _formulas(results: Results):
    """Every reading of every indicator; ``used`` marks the one that is judged."""
    header = ["indicator", "reading", "used", "clause", "title_zh", "title_en", "formula_zh", "formula_en", "unit"]
    rows = []
    for indicator in results.indicators:
        chosen, _ = indicator.settle(results.study.choices)
        rows += [
            [indicator.code, name, int(name == chosen), indicator.clause, indicator.title.zh, indicator.title.en,
             reading.formula("zh"), reading.formula("en"), reading.unit]
            for name, reading in indicator.readings.items()
        ]  # fmt: skip
    return header, rows


def _targets(results: Results, regions: list[str]):
    header = ["region", "indicator", "counts", "actual", "target", "status", "completion_pct", "scheduled", "last_year",
              "change_pct", "mark"]  # fmt: skip
    rows = []
    for region in regions:
        for indicator in results.indicators:
            if indicator.dimension is Dimension.TARGETS:
                done = results.progress(region, indicator.code)
                status = done.target.status if done.target else ""
                rows.append(
                    [region, indicator.code, done.counts, done.actual, done.demanded, status, _decimal(done.completion),
                     _decimal(done.scheduled), done.last_year, _decimal(done.change), done.mark]
                )  # fmt: skip
    return header, rows


def _scores(results: Results, regions: Set[str]):
    header = ["region", "group", "indicator", "value", "worst", "best", "points", "awarded", "mark"]
    rows = []
    for region, score in results.scores.items():
        if region in regions:
            rows += [
                [region, x.group, x.indicator, _decimal(x.value), _decimal(x.worst), _decimal(x.best), _decimal(x.points),
                 _decimal(x.awarded), x.mark]
                for x in score.lines
            ]  # fmt: skip
            rows.append([region, "", "total", _decimal(score.total), "", "", "", _decimal(score.evidence), ""])
    return header, rows


def _decimal(value) -> str:
    return "" if value is None else half_up(value, 6)


def _findings(results: Results, region: str, whole: bool):
    header = [f.name for f in fields(Finding) if f.name != "facts"]
    rows = [[getattr(f, name) for name in header] for f in results.findings if whole or f.region in (None, region)]
    return header, rows
