"""Tables that repeat a chart's numbers, and the small table pieces sections share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from evaluation.catalogue.model import Dimension
from evaluation.measured.measure import Value
from evaluation.render.charts.check import MOST_COLUMNS, MOST_ROWS
from evaluation.render.component import Component, column, row, table
from evaluation.report import binding, judged, placing, spans
from evaluation.report.judgements import standing
from evaluation.report.view import View

T = TypeVar("T")


def marks_note(view: View, cells: Iterable[str]) -> list[str]:
    """Explains the marks that stand in these cells, and only those."""
    seen = set(cells)
    names = ("missing", "not_applicable", "suppressed", "contradictory")
    told = [view.say(f"marks.{n}") for n in names if view.numbers.mark(n) in seen]
    return [view.say("marks.line", marks=view.say("list.comma").join(told))] if told else []


def table_with_notes(
    view: View,
    id: str,
    title: str,
    columns: Sequence[dict[str, Any]],
    rows: Sequence[dict[str, Any]],
    notes: Iterable[str] = (),
    source: str | None = None,
) -> Component:
    """A table that explains the marks it uses; a column that is empty in every row is left out."""
    used = [n for n in range(len(columns)) if not n or any(len(r["cells"]) > n and r["cells"][n] for r in rows)]
    columns = [columns[n] for n in used]
    rows = [r if r["role"] == "group" else {**r, "cells": [r["cells"][n] for n in used]} for r in rows]
    cells = [c for r in rows for c in r["cells"]]
    return table(id, title, columns, rows, [*notes, *marks_note(view, cells)], source)


def name_with_unit(view: View, title: str, unit: str) -> str:
    """The name of a row with the unit of its figures."""
    return view.say("rates.name", title=title, unit=unit) if unit else title


def title_with_clause(view: View, title: str, code: str) -> str:
    """A title with the items of the study's document that ask for an indicator, where the study has it."""
    clause = view.clause(code) if view.has(code) else ""
    return view.say("readings.group", title=title, clause=clause) if clause else title


def grids(items: Sequence[T], id: str) -> Iterator[tuple[str, Sequence[T]]]:
    """The columns of a grid in as many grids as fit a page, each with an id of its own."""
    for n, start in enumerate(range(0, len(items), MOST_COLUMNS), start=1):
        yield (id if n == 1 else f"{id}-{n}"), items[start : start + MOST_COLUMNS]


def number(title: str, unit: str | None = None) -> dict[str, Any]:
    return column(title, unit, "right")


def sides(view: View, value: Value) -> tuple[str, str]:
    """Numerator and denominator in full: yuan for money, heads for the rest."""
    reading = view.results.indicator_named(value.indicator).readings[value.reading]
    top = view.numbers.exact(value.numerator, reading.numerator.counts, value.mark)
    if reading.denominator is None:
        return top, view.numbers.mark("not_applicable")
    return top, view.numbers.exact(value.denominator, reading.denominator.counts, value.mark)


def both(view: View, value: Value) -> str:
    """``31,712 / 679,374``; money in 万元."""
    reading = view.results.indicator_named(value.indicator).readings[value.reading]

    def side(amount: int | None, counts: str) -> str:
        return view.numbers.wan(amount, value.mark) if counts == "fen" else view.numbers.count(amount, value.mark)

    if value.numerator is None and value.denominator is None:
        return view.numbers.mark(value.mark)
    top = side(value.numerator, reading.numerator.counts)
    return top if reading.denominator is None else f"{top} / {side(value.denominator, reading.denominator.counts)}"


def headline(view: View, codes: Iterable[str]) -> Component:
    """Twin of the spine chart."""
    say, rows = view.say, []
    for code in codes:
        s = standing(view, code)
        if s.indicator.dimension is Dimension.TARGETS:
            mine, theirs = judged.text(view, s), judged.text(view, standing(view, code, view.top))
        else:
            mine, theirs = judged.of(view, code), judged.of(view, code, view.top)
        line = judged.demand_or_reason(view, s)
        word = say(f"state.{s.word}")
        covers = spans.name(view, spans.of(view, code))
        cells = [s.indicator.title[view.language], covers, mine, line, *([] if view.is_overview else [theirs]), word]
        rows.append(row(*cells))
    columns = [
        column(say("column.indicator")),
        column(say("column.span")),
        number(view.name()),
        number(say("column.line")),
        *([] if view.is_overview else [number(view.name(view.top))]),
        column(say("column.state")),
    ]
    notes = [*binding.sentences(view, codes), *spans.yearly(view, tuple(codes))]
    return table_with_notes(view, "spine-table", say("spine.table"), columns, rows, notes)


def list_names(view: View, names: list[str], what: str = "regions") -> str:
    """Names of ``regions`` or ``streets`` that share something; of more than three, how many."""
    if len(names) > 3:
        return view.say(f"list.{what}", count=str(len(names)))
    return view.say("list.comma").join(names)


ENDS, BESIDE = 10, 5  # of many regions: so many highest and lowest, and so many on either side of this one


def compared_regions(view: View, code: str) -> tuple[str, ...]:
    """Regions shown beside each other: see :func:`around`. ``indicators.csv`` of the overview has all of them."""
    return around(view, [r for r, _ in view.results.order(code)])


def around(view: View, order: list[str]) -> tuple[str, ...]:
    """Of the regions in ``order``, best first: all while they fit a chart, else both ends and the neighbours of this one.
    In division order; everyone, also who stands in no order, while all fit."""
    everyone = view.results.regions
    if len(everyone) <= MOST_ROWS:
        return everyone
    kept = {*order[:ENDS], *order[-ENDS:], *([] if view.is_overview else [view.region])}
    if view.region in order:
        at = order.index(view.region)
        kept |= set(order[max(0, at - BESIDE) : at + BESIDE + 1])
    return tuple(r for r in everyone if r in kept) or everyone[:MOST_ROWS]


def selection_note(view: View, file: str) -> list[str]:
    """Which regions are shown where not all are, and the file of the overview that has all."""
    told = view.sentence(
        "dots.selected", "dots.selected_whole", count=str(len(view.results.regions)), ends=str(ENDS), beside=str(BESIDE), file=file
    )
    return [told] if told else []


def regions(view: View, code: str) -> Component:
    """The compared regions' values of one indicator with both sides, in division order; where one end is the good one,
    the place as a column."""
    say, numbers = view.say, view.numbers
    ranked, rows = placing.rankable(view, code), []
    for region in compared_regions(view, code):
        value = view.results.value(region, code)
        at = placing.place_of(view, code, region)
        role = "emphasis" if region == view.region else "body"
        top, bottom = sides(view, value)
        rows.append(
            row(
                view.short(region),
                judged.cell(view, code, region),
                top,
                bottom,
                numbers.count(at.rank if at else None, value.mark or "not_applicable") if ranked else "",
                role=role,
            )
        )
    whole = view.results.value(view.top, code)
    rows.append(
        row(
            view.short(view.top),
            judged.cell(view, code, view.top),
            *sides(view, whole),
            numbers.mark("not_applicable") if ranked else "",
            role="total",
        )
    )
    _, reading = view.results.indicator_named(code).settle(view.study.choices)
    columns = [
        column(say("column.region")),
        number(view.title(code), numbers.unit(reading.unit)),
        number(say("column.numerator"), numbers.unit(reading.numerator.counts)),
        number(say("column.denominator"), numbers.unit(reading.denominator.counts) if reading.denominator else None),
        number(say("twin.place")),
    ]
    return table_with_notes(view, f"{code}-table", say("twin.regions", title=view.title(code)), columns, rows)
