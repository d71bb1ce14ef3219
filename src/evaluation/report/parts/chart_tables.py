"""Tables that repeat a chart's numbers."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.catalogue.model import Dimension
from evaluation.render.component import Component, column, row
from evaluation.report.parts.shown_regions import compared_regions
from evaluation.view import binding, judged, placing, spans
from evaluation.view.judgements import standing
from evaluation.view.page_tables import number, sides, table_with_notes
from evaluation.view.view import View


def headline(view: View, codes: Iterable[str]) -> Component:
    """Twin of the spine chart."""
    say, rows = view.say, []
    for code in codes:
        s = standing(view, code)
        if s.indicator.dimension is Dimension.TARGETS:
            whole = standing(view, code, view.top)
            proposed = "" if whole.target is None or whole.value is None else view.proposal_mark(whole.target)
            mine, theirs = judged.text(view, s), judged.text(view, whole) + proposed
        else:
            mine, theirs = judged.of(view, code), judged.of(view, code, view.top)
        line = judged.demand_or_reason(view, s)
        word = say(f"state.{s.word}")
        covers = spans.name(view, spans.of(view, code))
        cells = [view.text(s.indicator.title), covers, mine, line, *([] if view.is_overview else [theirs]), word]
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
        number(view.title(code), numbers.table_unit(reading.unit)),
        number(say("column.numerator"), None if reading.unit.is_stated else numbers.unit(reading.numerator.counts)),
        number(say("column.denominator"), numbers.unit(reading.denominator.counts) if reading.denominator else None),
        number(say("twin.place")),
    ]
    return table_with_notes(view, f"{code}-table", say("twin.regions", title=view.title(code)), columns, rows)
