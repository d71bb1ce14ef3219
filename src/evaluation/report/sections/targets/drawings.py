"""The two charts of targets: completion against the schedule, and the year so far by its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from evaluation.render import charts
from evaluation.render.component import Component, column, figure, row
from evaluation.render.printed import Printed, digits
from evaluation.study.periods import Period
from evaluation.view import amounts, judged, spans
from evaluation.view.judgements import Standing, own_title, standing
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View


def _some_ceiling(where: Iterable[Standing]) -> bool:
    """Whether one is a ceiling: it is kept or passed, and never reached."""
    return any(s.target is not None and s.target.demand == "at_most" for s in where)


def message(view: View, where: dict[str, Standing]) -> str:
    bad = [s for s in where.values() if s.state == "missed"]
    count = len(bad) + sum(s.state == "met" for s in where.values())
    ceilings = _some_ceiling(where.values())
    worst = max(bad, key=lambda s: s.shortfall, default=None)
    return view.sentence(
        "targets.any_met" if ceilings else "targets.message_met",
        "targets.any_missed" if ceilings else "targets.message_missed",
        "targets.any_reached" if ceilings else "targets.message_reached",
        "targets.any_short" if ceilings else "targets.message_short",
        "targets.message_unjudged",
        of=tuple(where),
        count=digits(count),
        missed=digits(len(bad)),
        region=view.name(),
        worst=own_title(view, worst.indicator.code) if worst else "",
        value=judged.text(view, worst) + judged.proposal_mark(view, [worst.indicator.code]) if worst else "",
    )


def chart(view: View, where: dict[str, Standing]) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for code, s in where.items():
        done = view.results.progress(view.region, code)
        if done.reached is None or done.demanded is None:
            shown = numbers.amount(done.actual, done.counts, done.mark)
            shown += Printed(" / ", numbers.amount(done.demanded, done.counts)) if done.target else ""
        else:
            shown = Printed(" / ").join(amounts.pair(view, done.reached, done.demanded, done.counts))
        rows.append(
            charts.ProgressRow(
                label=view.text(s.indicator.title),
                percent=None if s.value is None else float(s.value),
                percent_text=judged.text(view, s),
                due=None if s.line is None else float(s.line),
                amounts_text=shown,
                state=s.state,
            )
        )
    lined = [s for s in where.values() if s.line is not None]
    differ = view.sentence("targets.subtitle_marks", of=tuple(where))
    share = lined[0].line if lined and not differ else None
    schedule = charts.Schedule(
        percent=None if share is None else float(share),
        text=say("targets.schedule", share="" if share is None else judged.line(view, lined[0])),
        target_text=say("targets.full") + judged.proposal_mark(view, where),
        amounts_text=say("targets.amounts"),
        percent_text=say("column.completion"),
    )
    title = message(view, where)
    subtitle = say("targets.subtitle", period=spans.through(view)) + differ
    return figure(
        "targets",
        title,
        subtitle,
        svg=charts.progress(rows, schedule),
        alt=view.alt(
            title,
            ((r.label, Printed(r.percent_text, judged.proposal_mark(view, [code]))) for code, r in zip(where, rows, strict=True)),
        ),
        source=view.source(*view.inputs(*where)),
        table=None,
    )


def cumulative(view: View, codes: list[str]) -> Component:
    """Cumulative actuals by parts of the year against the schedule."""
    say, numbers = view.say, view.numbers
    parts = view.period.to_date(view.results.grain)
    panels = []
    for code in codes:
        done = [view.results.progress(view.region, code, p) for p in parts]
        last, due = done[-1], [d.scheduled for d in done if d.scheduled is not None]
        scale, unit, places = numbers.axis(max(d.actual or 0 for d in done), last.counts)
        panels.append(
            charts.CumulativePanel(
                title=view.title(code),
                subtitle=unit,
                ticks=tuple(say.part(p) for p in parts),
                actual=tuple(None if d.actual is None or d.open else d.actual / scale for d in done),
                schedule=None if len(due) < len(done) else tuple(float(share) / scale for share in due),
                target=None if last.demanded is None else last.demanded / scale,
                last_text=numbers.decimal(None if last.actual is None else Fraction(last.actual, scale), places),
                state=standing(view, code).state if last.actual is not None else "not_judged",
            )
        )
    behind = [view.title(c) for c in codes if standing(view, c).state == "missed"]
    met, ceilings = sum(standing(view, c).state == "met" for c in codes), _some_ceiling(standing(view, c) for c in codes)
    title = view.sentence(
        "targets.pace_any_behind" if ceilings else "targets.pace_behind",
        "targets.pace_any_met" if ceilings else "targets.pace_met",
        "targets.pace_any_short" if ceilings else "targets.pace_short",
        "targets.pace_any_reached" if ceilings else "targets.pace_reached",
        "targets.pace_unjudged",
        of=tuple(codes),
        titles=say("list.comma").join(behind),
        count=digits(met),
    )
    mark = judged.proposal_mark(view, codes)
    words = charts.CumulativeWords(
        actual=say("targets.key_actual"), schedule=say("targets.key_schedule") + mark, target=say("targets.key_target") + mark
    )
    return figure(
        "targets-pace",
        title,
        say("targets.pace_subtitle", year=view.words(view.results.year)["year"]),
        svg=charts.cumulative(panels, words),
        alt=view.alt(title, ((p.title, Printed(p.last_text, " ", p.subtitle)) for p in panels)),
        table=by_parts(view, codes, parts),
    )


def by_parts(view: View, codes: list[str], parts: Sequence[Period]) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for code in codes:
        done = [view.results.progress(view.region, code, p) for p in parts]
        cells = [numbers.exact(None if d.open else d.actual, d.counts, d.mark or d.open or "missing") for d in done]
        goal = numbers.exact(done[-1].demanded, done[-1].counts, standing(view, code).mark) + judged.proposal_mark(view, [code])
        rows.append(row(name_with_unit(view, view.title(code), numbers.unit(done[-1].counts)), *cells, goal))
    columns = [
        column(say("column.item")),
        *(number(say("targets.to_date", part=say.part(q))) for q in parts),
        number(say("column.target")),
    ]
    return table_with_notes(view, "targets-pace-table", say("targets.pace_table"), columns, rows)
