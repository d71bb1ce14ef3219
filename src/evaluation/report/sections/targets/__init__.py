"""Quantity targets of HB-0: completion, time schedule, change on last year."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.measured.progress import Progress
from evaluation.render.component import Component, column, heading, omission, paragraph, row, section
from evaluation.render.fonts import spell
from evaluation.render.printed import name_as
from evaluation.report.parts.empty import nothing
from evaluation.report.parts.grouped import separate
from evaluation.report.parts.rates import clause
from evaluation.report.section import Section
from evaluation.report.sections.targets import projection
from evaluation.report.sections.targets.drawings import chart, cumulative
from evaluation.study.pattern import for_readers
from evaluation.view import apart, binding, judged, revised, schedules, spans, wholes
from evaluation.view.judgements import Standing, standing
from evaluation.view.keyed import key
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    all_ = [i.code for i in view.of(Dimension.TARGETS)]
    if not all_:
        return omission("targets", view.sentence("omitted.targets", of="targets"))
    parts = [heading(1, say("targets.title"))]
    none = nothing(view, all_)
    if none:
        return section("targets", [*parts, none])
    codes = demanded_codes(view)
    if codes:
        parts += against_targets(view, codes)
    return section("targets", [*parts, *counts(view)])


def against_targets(view: View, codes: list[str]) -> list[Component]:
    """The quantities with a target: drawn where one has a completion, in the table always."""
    where = {c: standing(view, c) for c in codes}
    drawn = {c: s for c, s in where.items() if s.is_completion}
    known = {c: s for c, s in drawn.items() if s.value is not None}
    parts = [paragraph(intro(view, codes)), chart(view, drawn)] if known else []
    last = view.period.last(view.results.grain)
    story = [
        c for c in view.catalogue.role("followed") if c in known and view.results.progress(view.region, c, last).actual is not None
    ]
    if story:
        parts.append(cumulative(view, story))
    return [*parts, table_of(view, codes), *projection.parts(view, codes)]


def intro(view: View, codes: list[str]) -> str:
    """What the figures are and which schedule judges them."""
    say, shared = view.say, {c: schedules.of(view, c) for c in codes if standing(view, c).target is not None}
    kinds = ("issued", "none", "dated", "between")
    issued, stocks, due, other = ([view.title(c) for c, kind in shared.items() if kind == k] for k in kinds)
    return (
        say("targets.intro", region=view.name(), period=spans.through(view))
        + view.sentence("targets.schedule_even", "targets.schedule_issued", "targets.schedule_over", of=tuple(codes))
        + view.sentence("targets.schedule_mixed", of=tuple(codes), titles=say("list.comma").join(issued))
        + view.sentence("targets.schedule_dated", of=tuple(codes), titles=say("list.comma").join(due))
        + view.sentence("targets.schedule_between", of=tuple(codes), titles=say("list.comma").join(other))
        + view.sentence("targets.schedule_stock", of=tuple(codes), titles=say("list.comma").join(stocks))
    )


def demanded_codes(view: View) -> list[str]:
    """Quantities with a target for this region, or split among several."""
    all_ = [i.code for i in view.of(Dimension.TARGETS)]
    asked = {item for item, period in view.study.demands if period == view.results.year}
    mine = [c for c in all_ if standing(view, c).unjudged != "no_line"]
    split = {c for c in asked if len(view.study.demands[c, view.results.year]) > 1}
    return [c for c in all_ if c in mine or c in split]


def counts(view: View) -> list[Component]:
    """What clauses ask to be done without a number for this region: the count, and last year's."""
    say, numbers = view.say, view.numbers
    with_target = demanded_codes(view)
    codes, absent = separate(view, (i.code for i in view.of(Dimension.TARGETS) if i.code not in with_target))
    if not codes:
        return []
    rows = []
    for code in codes:
        done, indicator = view.results.progress(view.region, code), view.results.indicator_named(code)
        rows.append(
            row(
                name_with_unit(view, view.text(indicator.title), numbers.table_unit(done.counts)),
                clause(view, code),
                spans.name(view, spans.of_target(view, code)),
                numbers.cell(done.actual, done.counts, done.mark, key(view, "actual", code)),
                numbers.sign(done.change, 1, done.change_mark, figure=key(view, "change", code)),
            )
        )
    columns = [
        column(say("column.item"), weight=5),
        column(say("column.clause")),
        column(say("column.span")),
        number(say("column.actual")),
        number(say("column.yoy"), "%"),
    ]
    notes, source = [say("targets.counts_note"), *_comparison_notes(view, codes), *absent], view.source(*view.inputs(*codes))
    return [table_with_notes(view, "targets-counts", say("targets.counts_table"), columns, rows, notes, source)]


def _comparison_notes(view: View, codes: Sequence[str]) -> list[str]:
    """Of which of these the change on last year compares fewer regions than the actual is of."""
    done = {c: view.results.progress(view.region, c) for c in codes}
    fewer = tuple(c for c, d in done.items() if d.change is not None and d.compared != d.actual)
    titles = view.say("list.comma").join(map(view.title, fewer))
    told = view.sentence("targets.like_for_like", of=fewer, titles=titles)
    return [told] if told else []


def _word(done: Progress, s: Standing) -> str:
    """What became of the target, or that there is none for this region."""
    return s.word if s.target is not None else done.mark or s.mark


def _on_their_day(view: View, codes: Sequence[str]) -> str:
    """Which of these are judged by the figure of a day, and what it was."""
    say, dated = view.say, tuple(c for c in codes if standing(view, c).seen is not None)
    values = {c: judged.text(view, standing(view, c)) + judged.proposal_mark(view, [c]) for c in dated}
    items = [say("targets.by_day_item", title=view.title(c), value=value) for c, value in values.items()]
    return view.sentence("targets.by_day", of=dated, items=say("list.semicolon").join(items))


def _from_tables(view: View, codes: Sequence[str]) -> str:
    """Where targets stand that the delivered tables hold themselves."""
    cells = dict.fromkeys((t.file, t.column) for t in view.results.delivery.target_rows if t.item in codes)
    places = (
        view.say("targets.place", file=name_as("file", spell(f)), column=name_as("quoted", spell(for_readers(c)))) for f, c in cells
    )
    return view.sentence("targets.from_tables", of=tuple(codes), places=view.say("list.comma").join(places))


def table_of(view: View, codes: list[str]) -> Component:
    say, numbers = view.say, view.numbers
    rows, proposed = [], []
    within = view.period.left  # at the year's end the schedule is the target
    for code in codes:
        s, done = standing(view, code), view.results.progress(view.region, code)
        if done.target is not None and done.target.status == "proposal":
            proposed.append(view.title(code))
        rows.append(
            row(
                name_with_unit(view, view.text(s.indicator.title), numbers.table_unit(done.counts)),
                spans.name(view, spans.of_target(view, code)),
                numbers.cell(done.demanded, done.counts, s.mark, key(view, "demanded", code)) + judged.proposal_mark(view, [code]),
                numbers.cell(done.actual, done.counts, done.mark, key(view, "actual", code)),
                numbers.mark(done.completion_mark)
                if s.target and done.completion is None
                else apart.figure(view, done.completion, s.line, s.mark, key=key(view, "completion", code)),
                apart.figure(
                    view,
                    done.schedule_completion,
                    Fraction(100),
                    done.schedule_mark if s.target else s.mark,
                    key=key(view, "schedule_completion", code),
                )
                if within
                else "",
                numbers.sign(done.change, 1, done.change_mark, figure=key(view, "change", code)),
                say(f"state.{_word(done, s)}"),
            )
        )
    columns = [
        column(say("column.item"), weight=5),
        column(say("column.span")),
        number(say("column.year_target")),
        number(say("column.actual")),
        number(say("column.completion"), "%"),
        number(say("column.schedule_completion"), "%"),
        number(say("column.yoy"), "%"),
        column(say("column.state")),
    ]
    told = view.sentence("targets.proposal", "targets.proposal_some", of=tuple(codes), titles=say("list.comma").join(proposed))
    zero = [view.title(c) for c in codes if standing(view, c).unjudged == "zero"]
    nothing_to_do = view.sentence("targets.zero", of=tuple(codes), titles=say("list.comma").join(zero))
    not_here = [view.title(c) for c in codes if standing(view, c).unjudged == "not_here"]
    no_line = view.sentence("targets.not_here", of=tuple(codes), titles=say("list.comma").join(not_here))
    notes = [
        say("targets.note"),
        *filter(None, [_from_tables(view, codes)]),
        *_comparison_notes(view, codes),
        *(text for text in (told, nothing_to_do, no_line, _on_their_day(view, codes)) if text),
        *revised.sentences(view, codes),
        *binding.sentences(view, (c for c in codes if schedules.of(view, c) != "none")),
        *filter(None, [wholes.coverage_notes(view, codes) if view.is_overview else ""]),
    ]
    return table_with_notes(
        view, "targets-table", say("targets.table"), columns, rows, notes, view.source(*view.inputs(*codes)), whole_told=True
    )


SECTION = Section(build=build, shows=("targets",), made_from=("targets.csv", "target_orders.csv"))
