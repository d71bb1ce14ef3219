"""Retraining-rate targets by training stream (amendments D); the streams are never added up."""

from __future__ import annotations

from evaluation.indicators.retraining import Stream
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, heading, notice, omitted, paragraph, row, section
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.study import periods


def build(view: View) -> Component:
    say = view.say
    streams = view.results.streams(view.region)
    if not streams:
        return omitted("retraining", say("omitted.retraining"))
    parts = [heading(1, say("retraining.title"))]
    if all(s.trained is None for s in streams):
        return section("retraining", [*parts, notice("missing", say("missing.retraining", region=view.name()))])
    parts += [paragraph(sentence(view, s)) for s in streams]
    parts += [rates(view, streams), pace_chart(view, streams), pace_table(view, streams), closing(view, streams)]
    return section("retraining", parts)


def sentence(view: View, s: Stream) -> str:
    say, numbers = view.say, view.numbers
    key = "retraining.sentence_gap" if s.gap else "retraining.sentence_done"
    if s.trained is None:
        key = "retraining.sentence_missing"
    return say(
        key, stream=view.title(s.stream), trained=numbers.persons(s.trained), target=numbers.persons(s.demanded),
        completion=numbers.percent(s.completion), rate=numbers.percent(s.retraining_rate),
        target_rate=numbers.percent(s.target_rate), base=numbers.persons(s.base), gap=numbers.persons(s.gap),
    )  # fmt: skip


def rates(view: View, streams: tuple[Stream, ...]) -> Component:
    say, numbers = view.say, view.numbers
    rows = [
        row(
            view.title(s.stream),
            numbers.count(s.demanded), numbers.count(s.trained), numbers.decimal(s.completion),
            numbers.count(s.completed), numbers.count(s.base), numbers.count(s.in_base),
            numbers.decimal(s.retraining_rate), numbers.decimal(s.target_rate),
            numbers.decimal(s.pass_rate), numbers.decimal(s.employment_rate),
        )
        for s in streams
    ]  # fmt: skip
    columns = [
        column(say("retraining.stream"), weight=3),
        number(say("column.target"), say("unit.persons")), number(say("retraining.trained"), say("unit.persons")),
        number(say("column.completion"), "%"), number(say("retraining.completed"), say("unit.persons")),
        number(say("retraining.base"), say("unit.persons")), number(say("retraining.in_base"), say("unit.persons")),
        number(say("retraining.rate"), "%"), number(say("retraining.target_rate"), "%"),
        number(say("retraining.pass_rate"), "%"), number(say("retraining.employment_rate"), "%"),
    ]  # fmt: skip
    issued = streams[0].target
    notes = [
        say("retraining.note_base"),
        say("retraining.note_equal"),
        *([say("retraining.note_target", source=issued.source)] if issued else []),
    ]
    return noted(view, "retraining-table", say("retraining.table"), columns, rows, notes, view.source("training"))


def pace_chart(view: View, streams: tuple[Stream, ...]) -> Component:
    say, numbers = view.say, view.numbers
    quarter = (streams[0].pace.cut_off.month + 2) // 3
    quarters = periods.quarters(f"{streams[0].pace.cut_off.year}Q{quarter}")
    panels = [_panel(view, s, quarters) for s in streams]
    late = [view.title(s.stream) for s in streams if s.pace.verdict in ("more_classes", "unlikely")]
    title = say("retraining.pace_late", streams=say("list.comma").join(late)) if late else say("retraining.pace_fine")
    words = charts.PaceWords(
        actual=say("targets.key_actual"), needed=say("retraining.key_needed"), target=say("targets.key_target"),
        last_start=say("retraining.key_start"),
    )
    return figure(
        "retraining-pace", title,
        say("retraining.pace_subtitle", cut_off=streams[0].pace.cut_off.isoformat()),
        svg=charts.pace(panels, words),
        alt=title + say("list.colon") + say("list.semicolon").join(
            f"{view.title(s.stream)} {numbers.persons(s.pace.trained)} / {numbers.persons(s.demanded)}, "
            f"{say('verdict_word.' + s.pace.verdict)}" for s in streams
        ),
    )  # fmt: skip


def _panel(view: View, s: Stream, quarters: list[str]) -> charts.PacePanel:
    say, numbers = view.say, view.numbers
    figures = [view.results.figures.at(view.region, p, s.stream).amount for p in quarters]
    scale = 10_000 if (s.demanded or 0) >= 100_000 else 1
    sums: list[float | None] = []
    for i in range(len(figures)):
        part = figures[: i + 1]
        sums.append(None if None in part else sum(part) / scale)
    unit = say("unit.persons") if scale == 1 else say("unit.wan", unit=say("unit.persons"))
    start = s.pace.last_class_start
    ticks = (*(say("period.quarter_short", quarter=p[-1]) for p in quarters), say("period.day", month=str(start.month), day=str(start.day)))
    return charts.PacePanel(
        title=view.title(s.stream),
        subtitle=unit,
        ticks=ticks,
        actual=(*sums, None),
        last_text=numbers.count(s.pace.trained) if scale == 1 else numbers.decimal(_over(s.pace.trained, scale), 2),
        target=None if s.demanded is None else s.demanded / scale,
        last_start=len(quarters),
        verdict=say(f"verdict_word.{s.pace.verdict}"),
        state={"done": "met", "feasible": "met", "unlikely": "missed"}.get(s.pace.verdict, "not_judged"),
    )


def _over(amount: int | None, scale: int):
    from fractions import Fraction

    return None if amount is None else Fraction(amount, scale)


def pace_table(view: View, streams: tuple[Stream, ...]) -> Component:
    say, numbers = view.say, view.numbers
    rows = [
        row(
            view.title(s.stream), numbers.count(s.pace.trained),
            numbers.count(None if s.pace.gap is None else max(0, s.pace.gap)),
            s.pace.last_class_start.isoformat(), numbers.decimal(s.pace.months_left),
            numbers.count(s.pace.needed_per_month), numbers.count(s.pace.best_month_mean), numbers.count(s.pace.capacity),
            say(f"verdict_word.{s.pace.verdict}"), numbers.count(s.gap),
        )
        for s in streams
    ]  # fmt: skip
    persons = say("unit.persons")
    columns = [
        column(say("retraining.stream"), weight=3),
        number(say("retraining.trained"), persons), number(say("retraining.gap"), persons),
        column(say("retraining.last_start")), number(say("retraining.months_left"), say("unit.months")),
        number(say("retraining.needed"), say("unit.persons_month")), number(say("retraining.best"), say("unit.persons_month")),
        number(say("retraining.capacity"), persons), column(say("retraining.verdict")),
        number(say("retraining.final_gap"), persons),
    ]  # fmt: skip
    notes = [say("retraining.note_pace"), view.study.file.retraining.source[view.language]]
    cut_off = streams[0].pace.cut_off.isoformat()
    return noted(view, "retraining-pace-table", say("retraining.pace_table", cut_off=cut_off), columns, rows, notes)


def closing(view: View, streams: tuple[Stream, ...]) -> Component:
    say, numbers = view.say, view.numbers
    rows, medians = [], False
    for s in streams:
        c = s.closing
        medians |= c.standard_is_median and c.standard_yuan is not None
        star = say("retraining.median_mark") if c.standard_is_median and c.standard_yuan is not None else ""
        rows.append(
            row(
                view.title(s.stream), numbers.count(s.gap), numbers.decimal(c.subsidised_share * 100, 0),
                numbers.decimal(c.standard_yuan, 0) + star, numbers.wan(c.cost_fen), numbers.wan(c.available_fen),
                numbers.wan(c.shortfall_fen),
            )
        )  # fmt: skip
    columns = [
        column(say("retraining.stream"), weight=3),
        number(say("retraining.final_gap"), say("unit.persons")), number(say("retraining.share"), "%"),
        number(say("retraining.standard"), say("unit.yuan_person")), number(say("retraining.cost"), say("unit.wan_yuan")),
        number(say("retraining.available"), say("unit.wan_yuan")), number(say("retraining.shortfall"), say("unit.wan_yuan")),
    ]  # fmt: skip
    notes = [say("retraining.note_cost"), _per_job(view, streams)] + ([say("retraining.note_median")] if medians else [])
    return noted(view, "retraining-cost-table", say("retraining.cost_table"), columns, rows, notes)


def _per_job(view: View, streams: tuple[Stream, ...]) -> str:
    """Training subsidies over all persons employed after training: the ledger does not split them by stream."""
    from fractions import Fraction

    spent, employed = streams[0].closing.spent_fen, [s.closing.employed for s in streams]
    known = spent is not None and None not in employed and sum(employed) > 0
    value = Fraction(spent, 100 * sum(employed)) if known else None
    return view.say("retraining.per_job", value=view.numbers.decimal(value, 0), employed=view.numbers.persons(
        sum(employed) if known else None), spent=view.numbers.money(spent))  # fmt: skip
