"""Employment assistance (GZ): funnel, rates, services by quarter."""

from __future__ import annotations

from fractions import Fraction

from evaluation.indicators.follow_up import last_quarter
from evaluation.indicators.model import Dimension
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, heading, notice, row, section
from evaluation.report.judgements import standing
from evaluation.report.sections import flows, roll
from evaluation.report.sections.dots import against_others
from evaluation.report.sections.follow_up import found
from evaluation.report.sections.rates import rates
from evaluation.report.sections.twins import named, noted, number
from evaluation.report.view import View

_FUNNEL = ("assist_eligible", "assist_certified_stock", "assist_served", "assist_employed_stock")
_ONES = ("one_card", "one_contact", "one_scheme", "one_plan", "one_promise", "five_ones_done")

_FAMILIES = {
    "roll": ("GZ-1", "GZ-2", "GZ-3", "GZ-4"),
    "care": ("GZ-17", "GZ-18", "GZ-19"),
    "support": (*(f"GZ-{n}" for n in range(5, 17)), "GZ-23"),
    "work": ("GZ-20", "GZ-21", "GZ-22", "GZ-24", "GZ-25"),
}


def build(view: View) -> Component:
    say = view.say
    if not view.of(Dimension.ASSISTANCE):
        return roll.build(view)
    codes = [i.code for i in view.of(Dimension.ASSISTANCE, Dimension.SOCIAL_BENEFIT, Dimension.SERVICES)]
    parts = [heading(1, say("assistance.title"))]
    if not view.delivered(*_FUNNEL):
        return section("assistance", [*parts, notice("missing", say("missing.assistance", region=view.name()))])
    first = [c for c in view.study.file.headline if c in codes] or codes
    rest = [c for c in codes if c not in first]
    parts += [
        funnel(view),
        rates(view, "assistance-rates", say("assistance.rates_table"), first),
        *flows.targets(view),
    ]
    if view.delivered(*_ONES):
        parts.append(ones(view))
    parts += [visits(view), by_quarter(view, first)]
    parts += [against_others(view, c) for c in ("five_ones_rate", "stability_rate") if c in codes]
    if rest:
        parts.append(heading(2, say("assistance.more_title")))
        parts.append(rates(view, "assistance-more", say("assistance.more_table"), rest, (), _FAMILIES))
    return section("assistance", parts)


def _amounts(view: View, codes: tuple[str, ...]) -> list[int | None]:
    return [view.results.figures.at(view.region, view.period, c).amount for c in codes]


def funnel(view: View) -> Component:
    """One cohort through the chain of GZ-1 where the study follows one, else the stocks at the period's end."""
    say, numbers = view.say, view.numbers
    chain = found(view, "chain")
    labels = [say(f"chain.{p.part}") for p in chain] or [say(f"funnel.{code}") for code in _FUNNEL]
    amounts: list[int | None] = [p.count for p in chain] or _amounts(view, _FUNNEL)
    steps, rows, before = [], [], None
    for label, amount in zip(labels, amounts, strict=True):
        share = Fraction(amount * 100, before) if amount is not None and before else None
        steps.append(
            charts.Stage(
                label=label,
                value=None if amount is None else float(amount),
                value_text=numbers.persons(amount),
                share_text="" if share is None else say("funnel.share", share=numbers.percent(share)),
            )
        )
        rows.append(row(label, numbers.count(amount), numbers.decimal(share, 1, "not_applicable")))
        before = amount
    first, reached = amounts[0], amounts[-1 if chain else 2]
    title = say(
        "chain.message" if chain else "funnel.message", found=numbers.persons(first),
        share=numbers.percent(Fraction(reached * 100, first) if first and reached is not None else None),
    )  # fmt: skip
    period = view.period_text(last_quarter(view.period)) if chain else view.period_text()
    subtitle = say("chain.subtitle" if chain else "funnel.subtitle", period=period)
    columns = [
        column(say("funnel.step")), number(say("column.persons"), say("unit.persons")),
        number(say("funnel.of_previous"), "%"),
    ]  # fmt: skip
    table = noted(view, "funnel-table", say("funnel.table"), columns, rows)
    return figure(
        "funnel", title, subtitle, svg=charts.funnel(steps),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{s.label} {s.value_text}" for s in steps),
        notes=[say("chain.note" if chain else "funnel.note")], table=table,
    )  # fmt: skip


def ones(view: View) -> Component:
    say, numbers = view.say, view.numbers
    certified = view.results.figures.at(view.region, view.period, "assist_certified_stock")
    rows = []
    for code, amount in zip(_ONES, _amounts(view, _ONES), strict=True):
        share = Fraction(amount * 100, certified.amount) if amount is not None and certified.amount else None
        role = "total" if code == "five_ones_done" else "body"
        rows.append(
            row(view.quantity(code), numbers.count(amount), numbers.count(certified.amount),
                numbers.decimal(share), role=role)
        )  # fmt: skip
    columns = [
        column(say("assistance.service"), weight=3), number(say("assistance.on_file"), say("unit.persons")),
        number(say("assistance.certified"), say("unit.persons")), number(say("column.share"), "%"),
    ]  # fmt: skip
    return noted(view, "five-ones", say("assistance.ones_table"), columns, rows)


def visits(view: View) -> Component:
    """Quarterly home visits against the demand that every employed target is visited (GZ-18)."""
    say, numbers = view.say, view.numbers
    series = view.results.series(view.region, "visit_quarterly_rate")
    others = [
        tuple(None if v.exact is None else float(v.exact) for _, v in view.results.series(r, "visit_quarterly_rate"))
        for r in view.results.regions if r != view.region
    ]  # fmt: skip
    s = standing(view, "visit_quarterly_rate")
    last = series[-1][1]
    line = charts.Reference(value=float(s.line), text=view.demand_text(s.target)) if s.line is not None else None
    key = f"visits.{s.state}" if s.state in ("met", "missed") else "visits.no_value"
    title = say(
        key, region=view.name(), value=numbers.percent(last.exact, last.mark), line=view.demand_value(s.target)
    )
    ticks = tuple(say("period.quarter_of", year=p[:4], quarter=p[-1]) for p, _ in series)
    return figure(
        "visits", title, say("visits.subtitle"),
        svg=charts.series(
            ticks, tuple(None if v.exact is None else float(v.exact) for _, v in series),
            numbers.percent(last.exact, last.mark), target=line, others=others,
            others_text=say("visits.others"), state=s.state, suffix="%",
        ),
        alt=title + say("list.colon") + say("list.semicolon").join(
            f"{t} {numbers.percent(v.exact, v.mark)}" for t, (_, v) in zip(ticks, series, strict=True)
        ),
    )  # fmt: skip


def by_quarter(view: View, codes: list[str]) -> Component:
    say, numbers = view.say, view.numbers
    quarters = [p for p, _ in view.results.series(view.region, codes[0])]
    rows = []
    for code in codes:
        cells = [numbers.bare(v) for _, v in view.results.series(view.region, code)]
        _, reading = view.results.indicator(code).settle(view.study.choices)
        rows.append(row(named(view, view.title(code), numbers.unit(reading.unit)), *cells))
    columns = [
        column(say("column.indicator"), weight=3),
        *(number(say("period.quarter_of", year=q[:4], quarter=q[-1])) for q in quarters),
    ]  # fmt: skip
    return noted(
        view,
        "quarters",
        say("assistance.quarters_table"),
        columns,
        rows,
        [view.study.file.source_note[view.language]],
    )
