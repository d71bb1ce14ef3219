"""Quantity targets of HB-0: completion, time schedule, change on last year."""

from __future__ import annotations

from fractions import Fraction

from evaluation.indicators.model import Dimension
from evaluation.indicators.progress import demand
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, heading, notice, omitted, paragraph, row, section
from evaluation.report.judgements import Standing, own_title, standing
from evaluation.report.sections import projection
from evaluation.report.sections.grouped import apart
from evaluation.report.sections.rates import clause
from evaluation.report.sections.twins import named, noted, number
from evaluation.report.view import View
from evaluation.study import periods

_STORY = ("emp_new_urban", "reemp_laidoff", "reemp_hard", "trained_reemp")


def build(view: View) -> Component:
    say = view.say
    codes = demanded(view)
    if not codes:
        return omitted("targets", say("omitted.targets"))
    where = {c: standing(view, c) for c in codes}
    parts = [heading(1, say("targets.title"))]
    if not any(s.value is not None for s in where.values()):
        return section("targets", [*parts, notice("missing", say("missing.targets", region=view.name()))])
    parts += [paragraph(say("targets.intro", region=view.name(), period=view.period_text())), chart(view, where)]
    story = [c for c in _STORY if c in where and where[c].value is not None]
    if story:
        parts.append(cumulative(view, story))
    parts += [table_of(view, codes), *projection.parts(view, codes), *counts(view)]
    return section("targets", parts)


def demanded(view: View) -> list[str]:
    """Quantities with a target for this region, or for any region in a study that sets none for it."""
    all_ = [i.code for i in view.of(Dimension.TARGETS)]
    asked = {item for item, period in view.study.demands if period == view.results.year}
    mine = [c for c in all_ if demand(view.study, c, view.region, view.results.year)]
    split = {c for c in asked if len(view.study.demands[c, view.results.year]) > 1}
    return [c for c in all_ if c in mine or c in split] if asked else all_


def counts(view: View) -> list[Component]:
    """What clauses ask to be done without a number for this region: the count, and last year's."""
    say, numbers = view.say, view.numbers
    with_target = demanded(view)
    codes, absent = apart(view, (i.code for i in view.of(Dimension.TARGETS) if i.code not in with_target))
    if not codes:
        return []
    rows = []
    for code in codes:
        done, indicator = view.results.progress(view.region, code), view.results.indicator(code)
        rows.append(
            row(named(view, indicator.title[view.language], numbers.table_unit(done.counts)), clause(view, code),
                _cell(view, done.actual, done.counts, done.mark),
                numbers.signed(done.change, 1, "not_applicable" if done.last_year == 0 else "missing"))
        )  # fmt: skip
    columns = [
        column(say("column.item"), weight=5), column(say("column.clause")), number(say("column.actual")),
        number(say("column.yoy"), "%"),
    ]  # fmt: skip
    return [noted(view, "targets-counts", say("targets.counts_table"), columns, rows,
                  [say("targets.counts_note"), *absent], view.source(*view.inputs(*codes)))]  # fmt: skip


def message(view: View, where: dict[str, Standing]) -> str:
    judged = [s for s in where.values() if s.state in ("met", "missed")]
    bad = [s for s in judged if s.state == "missed"]
    if not bad:
        return view.say("targets.message_met", count=str(len(judged)))
    worst = min(bad, key=lambda s: s.difference)
    return view.say(
        "targets.message_missed", count=str(len(judged)), missed=str(len(bad)),
        worst=own_title(view, worst.indicator.code), value=view.numbers.percent(worst.value),
    )  # fmt: skip


def chart(view: View, where: dict[str, Standing]) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for code, s in where.items():
        done = view.results.progress(view.region, code)
        amounts = (
            f"{numbers.amount(done.actual, done.counts, done.mark)} / {numbers.amount(done.demanded, done.counts)}"
        )
        rows.append(
            charts.ProgressRow(
                label=s.indicator.title[view.language],
                percent=None if s.value is None else float(s.value),
                percent_text=numbers.percent(s.value, s.mark),
                amounts_text=amounts if done.target else numbers.amount(done.actual, done.counts, done.mark),
                state=s.state,
            )
        )
    share = Fraction(periods.elapsed_quarters(view.period) * 100, 4)
    schedule = charts.Schedule(
        percent=float(share), text=say("targets.schedule", share=numbers.percent(share, decimals=0)),
        target_text=say("targets.full"), amounts_text=say("targets.amounts"), percent_text=say("column.completion"),
    )  # fmt: skip
    title = message(view, where)
    return figure(
        "targets", title, say("targets.subtitle", period=view.period_text()), svg=charts.progress(rows, schedule),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{r.label} {r.percent_text}" for r in rows),
        source=view.source(*view.inputs(*where)), table=None,
    )  # fmt: skip


def cumulative(view: View, codes: list[str]) -> Component:
    """Quarterly cumulative actuals against the linear schedule."""
    say, numbers = view.say, view.numbers
    quarters = periods.quarters(view.period)
    panels = []
    for code in codes:
        done = [view.results.progress(view.region, code, p) for p in quarters]
        scale = 10_000 if max((d.actual or 0) for d in done) >= 100_000 else 1
        last = done[-1]
        panels.append(
            charts.CumulativePanel(
                title=view.title(code),
                subtitle=numbers.unit(last.counts)
                if scale == 1
                else say("unit.wan", unit=numbers.unit(last.counts)),
                ticks=tuple(say("period.quarter_short", quarter=p[-1]) for p in quarters),
                actual=tuple(None if d.actual is None else d.actual / scale for d in done),
                schedule=None if last.demanded is None else tuple(float(d.scheduled) / scale for d in done),
                target=None if last.demanded is None else last.demanded / scale,
                last_text=numbers.count(last.actual)
                if scale == 1
                else numbers.decimal(Fraction(last.actual, scale), 2),
                state=standing(view, code).state if last.actual is not None else "not_judged",
            )
        )
    behind = [view.title(c) for c in codes if standing(view, c).state == "missed"]
    title = say("targets.pace_behind", titles=say("list.comma").join(behind)) if behind else say("targets.pace_met")
    words = charts.CumulativeWords(
        actual=say("targets.key_actual"), schedule=say("targets.key_schedule"), target=say("targets.key_target")
    )
    return figure(
        "targets-pace", title, say("targets.pace_subtitle", year=view.results.year),
        svg=charts.cumulative(panels, words),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{p.title} {p.last_text} {p.subtitle}" for p in panels),
        table=quarterly(view, codes, quarters),
    )  # fmt: skip


def quarterly(view: View, codes: list[str], quarters: list[str]) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for code in codes:
        done = [view.results.progress(view.region, code, p) for p in quarters]
        cells = [numbers.exact(d.actual, d.counts, d.mark) for d in done]
        goal = numbers.exact(done[-1].demanded, done[-1].counts, "not_applicable")
        rows.append(row(named(view, view.title(code), numbers.unit(done[-1].counts)), *cells, goal))
    columns = [
        column(say("column.item")),
        *(number(say("targets.to_date", quarter=q[-1])) for q in quarters),
        number(say("column.target")),
    ]
    return noted(view, "targets-pace-table", say("targets.pace_table"), columns, rows)


def _cell(view: View, amount: int | None, counts: str, mark: str) -> str:
    return view.numbers.wan(amount, mark) if counts == "fen" else view.numbers.count(amount, mark)


def table_of(view: View, codes: list[str]) -> Component:
    say, numbers = view.say, view.numbers
    rows, proposals = [], False
    within = periods.elapsed_quarters(view.period) < 4  # at the year's end the schedule is the target
    for code in codes:
        s, done = standing(view, code), view.results.progress(view.region, code)
        none = "not_applicable" if done.target is None else done.mark or "missing"
        proposals |= done.target is not None and done.target.status == "proposal"
        rows.append(
            row(
                named(view, s.indicator.title[view.language], numbers.table_unit(done.counts)),
                _cell(view, done.demanded, done.counts, "not_applicable"),
                _cell(view, done.actual, done.counts, done.mark),
                numbers.decimal(done.completion, 1, none),
                numbers.decimal(done.schedule_completion, 1, none) if within else "",
                numbers.signed(done.change, 1, "missing"),
                say(f"state.{done.mark}") if done.mark else say(f"state.{s.state}"),
            )
        )
    columns = [
        column(say("column.item"), weight=5),
        number(say("column.year_target")),
        number(say("column.actual")),
        number(say("column.completion"), "%"),
        number(say("column.schedule_completion"), "%"),
        number(say("column.yoy"), "%"),
        column(say("column.state")),
    ]
    notes = [say("targets.note")] + ([say("targets.proposal")] if proposals else [])
    return noted(
        view, "targets-table", say("targets.table"), columns, rows, notes, view.source(*view.inputs(*codes))
    )
