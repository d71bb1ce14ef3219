"""Employment assistance: funnel, rates, services by quarter."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.measured.figure import MISSING, Figure
from evaluation.measured.follow_up import last_part
from evaluation.packs.employment.sections.assistance import roll
from evaluation.packs.employment.sections.assistance.targets import targets
from evaluation.packs.employment.served import service_counts
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, row, section
from evaluation.render.largest import MOST_ROWS
from evaluation.report.parts.dots import against_others
from evaluation.report.parts.empty import nothing, quotient_mark
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.view import amounts, apart, judged
from evaluation.view.details import cohort, follow_up_parts, last_state, last_value
from evaluation.view.judgements import standing
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View

_COLUMNS = 20  # more parts of years do not fit a page

_FUNNEL = ("assist_eligible", "assist_certified_stock", "assist_served", "assist_employed_stock")
_ONES = ("one_card", "one_contact", "one_scheme", "one_plan", "one_promise", "five_ones_done")


def build(view: View) -> Component:
    """Every assistance indicator, with the charts that the study's tables have the figures for."""
    say = view.say
    if not view.of(Dimension.ASSISTANCE):
        return roll.build(view)
    codes = [i.code for i in view.of(Dimension.ASSISTANCE, Dimension.SOCIAL_BENEFIT, Dimension.SERVICES)]
    parts = [heading(1, say("assistance.title"))]
    none = nothing(view, codes, _FUNNEL)
    if none:
        return section("assistance", [*parts, none])
    first = [c for c in view.study.file.headline if c in codes] or codes
    rest = [c for c in codes if c not in first]
    parts += [
        *funnel(view),
        rates(view, "assistance-rates", say("assistance.rates_table"), first),
        *targets(view),
        *ones(view),
        *visits(view),
        *by_quarter(view, first),
    ]
    parts += [chart for c in ("five_ones_rate", "stability_rate") if c in codes for chart in against_others(view, c)]
    if rest:
        parts.append(heading(2, say("assistance.more_title")))
        parts.append(
            rates(view, "assistance-more", say("assistance.more_table"), rest, (), view.catalogue.pages.families.get("assistance"))
        )
    return section("assistance", parts)


def _figures(view: View, codes: Iterable[str]) -> dict[str, Figure]:
    """Of those that the study's tables have."""
    return {c: view.results.figures.at(view.region, view.period, c) for c in codes if view.mapped(c)}


def funnel(view: View) -> list[Component]:
    """One cohort through the chain of GZ-1 where the study follows one, else the stocks at the period's end; nothing with
    fewer than two steps."""
    say, numbers = view.say, view.numbers
    chain, stocks = follow_up_parts(view, "chain"), _figures(view, _FUNNEL)
    steps = [(say(f"chain.{p.part}"), Figure(p.count)) for p in chain] or [
        (say(f"funnel_step.{code}"), figure) for code, figure in stocks.items()
    ]
    if len(steps) < 2 or all(f.amount is None for _, f in steps):
        return []
    drawn, rows = [], []
    before: int | None = None
    for label, at in steps:
        share = Fraction(at.amount * 100, before) if at.amount is not None and before else None
        drawn.append(
            charts.Stage(
                label=label,
                value=None if at.amount is None else float(at.amount),
                value_text=numbers.persons(at.amount, mark=at.mark),
                share_text="" if share is None else say("funnel.share", share=numbers.percent(share)),
            )
        )
        rows.append(row(label, numbers.count(at.amount, at.mark), numbers.decimal(share, 1, "not_applicable")))
        before = at.amount
    title = _reach(view)
    period = view.period_text(last_part(view.study, view.period)) if chain else view.period_text()
    subtitle = say("cohort.subtitle" if chain else "funnel.subtitle", period=period)
    columns = [
        column(say("funnel.step")),
        number(say("column.persons"), say("unit.persons")),
        number(say("funnel.of_previous"), "%"),
    ]
    table = table_with_notes(view, "funnel-table", say("funnel.table"), columns, rows)
    made = figure(
        "funnel",
        title,
        subtitle,
        svg=charts.funnel(drawn),
        alt=view.alt(title, ((s.label, s.value_text) for s in drawn)),
        notes=[say("cohort.note" if chain else "funnel.note")],
        table=table,
    )
    return [made]


def _reach(view: View) -> str:
    """Title: the share of the first step that got so far, where both are known."""
    steps = cohort(view) or service_counts(view)
    share = judged.share(view, Fraction(steps[1] * 100, steps[0]) if steps else None)
    return view.sentence(
        "cohort.message",
        "funnel.message",
        "funnel.plain",
        found=view.numbers.persons(steps[0] if steps else None),
        share=share,
        region=view.name(),
    )


def ones(view: View) -> list[Component]:
    """The five services and all of them together, of certified targets; nothing where none is delivered."""
    say, numbers = view.say, view.numbers
    certified, services = _figures(view, ("assist_certified_stock",)), _figures(view, _ONES)
    if all(f.amount is None for f in services.values()):
        return []
    of = certified.get("assist_certified_stock", MISSING)
    rows = []
    for code, at in services.items():
        share = Fraction(at.amount * 100, of.amount) if at.amount is not None and of.amount else None
        role = "total" if code == "five_ones_done" else "body"
        rows.append(
            row(
                view.quantity(code),
                numbers.count(at.amount, at.mark),
                numbers.count(of.amount, of.mark),
                numbers.decimal(share, 1, quotient_mark(at, of)),
                role=role,
            )
        )
    columns = [
        column(say("assistance.service"), weight=3),
        number(say("assistance.on_file"), say("unit.persons")),
        number(say("assistance.certified"), say("unit.persons")),
        number(say("column.share"), "%"),
    ]
    return [table_with_notes(view, "five-ones", say("assistance.ones_table"), columns, rows)]


def visits(view: View) -> list[Component]:
    """Quarterly home visits against the demand that every employed target is visited (GZ-18); the table has the marks
    of a study whose quarters have no value."""
    say, numbers, code = view.say, view.numbers, "visit_quarterly_rate"
    series = view.results.series(view.region, code)[-MOST_ROWS:] if view.has(code) else []
    if all(v.exact is None for _, v in series):
        return []
    others = [
        tuple(None if v.exact is None else float(v.exact) for _, v in view.results.series(r, code)[-MOST_ROWS:])
        for r in view.results.regions
        if view.compares and r != view.region
    ]
    s, last = standing(view, code), last_value(view, code)
    line = charts.Reference(value=float(s.line), text=view.demand_text(s.target)) if s.line is not None else None
    told = apart.figure(view, last.exact, s.line, last.mark) + ("" if last.exact is None else "%")
    title = view.sentence(
        "visits.met",
        "visits.missed",
        "visits.no_line",
        "visits.no_value",
        of=code,
        region=view.name(),
        value=told,
        line=view.demand_value(s.target),
    )
    ticks = tuple(say.part_of_year(p) for p, _ in series)
    known = next(v for _, v in reversed(series) if v.exact is not None)  # the point that the chart labels
    made = figure(
        "visits",
        title,
        view.sentence("visits.subtitle", "visits.subtitle_alone"),
        svg=charts.series(
            ticks,
            tuple(None if v.exact is None else float(v.exact) for _, v in series),
            told if known is last else numbers.percent(known.exact),
            target=line,
            others=others,
            others_text=say("visits.others"),
            state=last_state(view, code) if known is last else "not_judged",
            suffix="%",
        ),
        alt=view.alt(title, ((t, numbers.percent(v.exact, v.mark)) for t, (_, v) in zip(ticks, series, strict=True))),
    )
    return [made]


def by_quarter(view: View, codes: list[str]) -> list[Component]:
    """The indicators by the last parts of years, of a study that has any."""
    say, numbers = view.say, view.numbers
    parts = view.results.parts[-_COLUMNS:]
    if not parts:
        return []
    rows = []
    for code in codes:
        cells = [amounts.cell(view, v) for _, v in view.results.series(view.region, code)[-_COLUMNS:]]
        _, reading = view.results.indicator_named(code).settle(view.study.choices)
        rows.append(row(name_with_unit(view, view.title(code), numbers.table_unit(reading.unit)), *cells))
    columns = [column(say("column.indicator"), weight=3), *(number(say.part_of_year(p)) for p in parts)]
    note = view.text(view.study.file.source_note)
    return [table_with_notes(view, "quarters", say("assistance.quarters_table"), columns, rows, [note])]


SECTION = Section(build=build, shows=("assistance",), takes=("social_benefit", "services"))
