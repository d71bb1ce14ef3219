"""The tables behind a report, as rows of plain text and whole numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from fractions import Fraction
from itertools import chain
from operator import attrgetter

from evaluation.based import other_bases
from evaluation.catalogue import span
from evaluation.catalogue.model import Dimension, Quantity
from evaluation.catalogue.unit import ValueUnit
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.data.targets import DeliveredTarget
from evaluation.measured.measure import COLUMNS, row_of
from evaluation.measured.results import Results
from evaluation.measured.rounding import half_up
from evaluation.scores.scored import scores_of
from evaluation.spreadsheet import harmless
from evaluation.study.pattern import for_readers

Rows = Iterable[Sequence[object]]


def tables(results: Results, region: str) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """``quantities cells indicators targets duties scores findings formulas`` of one region (the whole: of every region)."""
    return {name: (header, list(harmless(rows))) for name, header, rows in stream(results, region)}


def tables_hash(results: Results, region: str) -> str:
    """SHA-256 of what :func:`tables` gives."""
    found = hashlib.sha256()
    for name, header, rows in stream(results, region):
        found.update(f"{name} {header}\n".encode())
        for row in rows:
            found.update(f"{row}\n".encode())
    return found.hexdigest()


def stream(results: Results, region: str) -> Iterator[tuple[str, list[str], Iterator[Sequence[object]]]]:
    """:func:`tables` one by one, as (name, header, rows); rows are made as they are asked for: those of the whole may
    be millions."""
    whole = region == results.study.top.code
    regions = results.places if whole else (region,)
    made = {
        "quantities": _quantities(results, regions),
        "cells": _cells(results, regions, whole),
        "indicators": _indicators(results, regions, whole),
        "targets": _targets(results, regions),
        "duties": _duties(results, regions),
        "scores": _scores(results, regions),
        "findings": _findings(results, region),
        "formulas": _formulas(results),
    }
    for name, (header, rows) in made.items():
        yield name, header, iter(rows)


def _quantities(results: Results, regions: Sequence[str]) -> tuple[list[str], Rows]:
    header = ["region", "period", "quantity", "amount", "mark", "regions", "covers", "basis"]
    figures, plain = results.figures, results.catalogue.counts.plain
    mine = (key for region in sorted(regions) for key in figures.keys_of(region))
    return header, (
        (
            region,
            period.spelled,
            quantity,
            plain(f.amount, results.catalogue.quantities[quantity].counts),
            f.mark,
            f.regions,
            span.span_name(of_quantity(results.catalogue.quantities[quantity]), period),
            other_bases(f.amount),
        )
        for region, period, quantity in mine
        for f in (figures[region, period, quantity],)
    )


def of_quantity(quantity: Quantity) -> span.Covers:
    """A figure of a period is that of the period alone, or stands as it does at its end."""
    return span.Covers.AT_END if quantity.kind == "stock" else span.Covers.PERIOD


def _cells_of_whole(results: Results, shown: Collection[str]) -> Iterator[Cell]:
    """The delivered cells of the regions ``shown``, and those inside them that their figures are made of."""
    inside = {(c.region, c.period, c.quantity) for of in results.inside.sources.values() for c in of}
    return (c for c in results.delivery.cell_rows if c.region in shown or (c.region, c.period, c.quantity) in inside)


def _cells(results: Results, regions: Sequence[str], whole: bool) -> tuple[list[str], Rows]:
    """The delivery itself: what stood in which file, row and column, and what it was read as."""
    header = ["region", "period", "quantity", "amount", "mark", "kind", "file", "sheet", "row", "column", "text", "unit"]
    header += ["cell", "flags", "basis", "as_of"]
    fields = ["period.spelled" if name == "period" else name for name in header]
    delivery, shown = results.delivery, frozenset(regions)
    now = _cells_of_whole(results, shown) if whole else results.cells_of(regions[0])
    ahead = (c for c in delivery.ahead_rows if c.region in shown)
    beside = (c for c in delivery.beside_rows if c.region in shown)
    aimed = (_aimed_cell(t, results) for t in delivery.target_rows if t.region in shown)
    read = attrgetter(*fields)
    of, plain, at = results.catalogue.quantities, results.catalogue.counts.plain, header.index("amount")

    def as_told(cell: Cell) -> tuple[object, ...]:
        told = read(cell)
        return (*told[:at], plain(cell.amount, of[cell.quantity].counts), *told[at + 1 :])

    delivered = chain(((*as_told(c), "yes") for c in chain(now, ahead)), ((*as_told(c), "") for c in beside))
    return [*header, "used"], chain(delivered, aimed)


def _aimed_cell(t: DeliveredTarget, results: Results) -> tuple[object, ...]:
    """A target that a table holds, under the code of its indicator."""
    unit = results.indicator_named(t.item).settle(results.study.choices)[1].unit
    line = None if t.value is None else unit.line(t.value, t.unit, results.catalogue.counts)
    amount = line.numerator if line is not None and unit.form == "level" else None
    mark = "not_applicable" if t.value is None else ""
    return (
        t.region,
        t.period.spelled,
        t.item,
        amount,
        mark,
        "target",
        t.file,
        t.sheet,
        t.row,
        t.column,
        t.said,
        t.unit.text,
        t.cell,
        "",
        "",
        "",
        "yes",
    )


def _indicators(results: Results, regions: Sequence[str], whole: bool) -> tuple[list[str], Rows]:
    shown = frozenset(regions)
    every = (v for v in results.values.values() if v.region in shown)
    covers = {
        (i.code, name): span.effective_span(i.span_of(reading), reading.spanned)
        for i in (*results.indicators, *results.unlisted)
        for name, reading in i.readings.items()
    }
    mine = every if whole else results.by_region.get(regions[0], ())
    before, value = results.before, COLUMNS.index("value")
    return [*COLUMNS, "covers", "basis", "before"], (
        (
            *row_of(v, results.catalogue.counts),
            span.span_name(covers[v.indicator, v.reading], v.period),
            other_bases(v.numerator, v.denominator),
            row_of(was, results.catalogue.counts)[value]
            if (was := before.get((v.region, v.period, v.indicator, v.reading)))
            else "",
        )
        for v in mine
    )


def _formulas(results: Results) -> tuple[list[str], Rows]:
    """Every reading of every indicator; ``used`` marks the one that is judged."""
    header = ["indicator", "reading", "used", "clause", "title_zh", "title_en", "formula_zh", "formula_en", "unit", "span"]
    rows: list[Sequence[object]] = []
    counts = results.catalogue.counts
    for indicator in (*results.indicators, *results.judged_beside):
        chosen, _ = indicator.settle(results.study.choices)
        rows += [
            [
                indicator.code,
                name,
                int(name == chosen),
                indicator.clause,
                indicator.title.zh,
                indicator.title.en,
                reading.formula("zh", counts),
                reading.formula("en", counts),
                reading.unit.code(counts),
                indicator.span_of(reading).covers.value,
            ]
            for name, reading in indicator.readings.items()
        ]
    return header, rows


def _targets(results: Results, regions: Sequence[str]) -> tuple[list[str], Rows]:
    header = [
        "region",
        "indicator",
        "counts",
        "actual",
        "target",
        "status",
        "completion_pct",
        "scheduled",
        "last_year",
        "change_pct",
        "mark",
        "unjudged",
        "change_mark",
        "basis",
    ]
    rows, plain = [], results.catalogue.counts.plain
    for region in regions:
        for indicator in results.indicators:
            if indicator.dimension is Dimension.TARGETS:
                done = results.progress(region, indicator.code)
                status = done.target.status if done.target else ""
                rows.append(
                    [
                        region,
                        indicator.code,
                        ValueUnit("level", done.counts).code(results.catalogue.counts),
                        plain(done.actual, done.counts),
                        plain(done.demanded, done.counts),
                        status,
                        _decimal(done.completion),
                        _decimal(done.scheduled),
                        plain(done.last_year, done.counts),
                        _decimal(done.change),
                        done.completion_mark,
                        done.unjudged,
                        done.change_mark,
                        other_bases(done.actual, done.demanded, done.completion, done.scheduled, done.last_year, done.change),
                    ]
                )
    return header, rows


def _duties(results: Results, regions: Sequence[str]) -> tuple[list[str], Rows]:
    """Absolute demands: line, value, what became of it, and what breaks it. ``cases``, ``money`` and ``at_least`` (what is known of
    a count that is not, where it breaks the demand alone) are in base units."""
    header = ["region", "duty", "clause", "indicator", "demand", "line", "unit", "value", "state", "unjudged", "counts", "cases"]
    rows, plain = [], results.catalogue.counts.plain
    for region in regions:
        for duty in results.duties:
            code = duty.indicator.code
            judged, found = results.judge(region, code, results.study.duty_line(code)), results.breach(region, code)
            line = judged.target
            rows.append(
                [
                    region,
                    duty.code,
                    duty.clause,
                    duty.indicator.code,
                    line.demand if line else "",
                    format(line.value.normalize(), "f") if line and line.value is not None else "",
                    str(line.unit) if line else "",
                    _decimal(judged.value),
                    judged.state,
                    judged.unjudged,
                    found.counts,
                    plain(found.cases, found.counts),
                    other_bases(judged.value, found.cases, found.money, judged.least),
                    found.money,
                    judged.least,
                ]
            )
    return [*header, "basis", "money", "at_least"], rows


def _scores(results: Results, regions: Sequence[str]) -> tuple[list[str], Rows]:
    header = ["region", "group", "indicator", "value", "worst", "best", "points", "awarded", "mark", "basis"]
    rows = []
    for region in regions:
        score = scores_of(results).scores.get(region)
        if score is not None:
            rows += [
                [
                    region,
                    x.group,
                    x.indicator,
                    _decimal(x.value),
                    _decimal(x.worst),
                    _decimal(x.best),
                    _decimal(x.points),
                    _decimal(x.awarded),
                    x.mark,
                    other_bases(x.value, x.awarded),
                ]
                for x in score.lines
            ]
            total = _decimal(score.total), "", "", "", _decimal(score.evidence), "", other_bases(score.total)
            rows.append([region, "", "total", *total])
    return header, rows


def _decimal(value: Fraction | None) -> str:
    return "" if value is None else half_up(value, 6)


def _findings(results: Results, region: str) -> tuple[list[str], Rows]:
    header = [f.name for f in fields(Finding) if f.name not in ("facts", "alike")]
    at = header.index("column")
    rows = [[getattr(f, name) for name in header] for f in results.findings_of(region)]
    return header, [[*row[:at], row[at] and for_readers(row[at]), *row[at + 1 :]] for row in rows]
