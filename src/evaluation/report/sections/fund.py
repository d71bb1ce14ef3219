"""Where the money came from, what it was spent on, what is left: HB-18 to HB-21."""

from __future__ import annotations

from fractions import Fraction

from evaluation.indicators.model import Dimension
from evaluation.indicators.quantities import EXPENDITURE, INCOME, PLANNED
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, heading, notice, omitted, row, section
from evaluation.report.judgements import standing
from evaluation.report.sections.rates import rates
from evaluation.report.sections.twins import both, noted, number
from evaluation.report.view import View
from evaluation.study import periods

_TESTED = ("share_si_subsidy", "share_train_assess_match")
_FLOW = ("fund_balance", *(q.code for q in (*INCOME, *EXPENDITURE)))
_PARTS_TESTED = ("exp_si_subsidy", "exp_training", "exp_assessment", "exp_matching")

_FAMILIES = {"fund_use": ("HB-20", "HB-18"), "fund_management": ("HB-19", "HB-21", "HB-1")}


def build(view: View) -> Component:
    say = view.say
    indicators = view.of(Dimension.FUND_USE, Dimension.FUND_MANAGEMENT)
    if not indicators:
        return omitted("fund", say("omitted.fund"))
    parts = [heading(1, say("fund.title"))]
    if not view.delivered(*(q.code for q in EXPENDITURE)):
        return section("fund", [*parts, notice("missing", say("missing.fund", region=view.name()))])
    parts += [
        heading(2, say("fund.flow_title")), flow(view), sources(view),
        heading(2, say("fund.structure_title")), *structure(view), spending(view),
        heading(2, say("fund.rates_title")),
        rates(view, "fund-rates", say("fund.rates_table"), [i.code for i in indicators], (), _FAMILIES),
    ]  # fmt: skip
    return section("fund", parts)


def _amount(view: View, code: str, period: str | None = None) -> int | None:
    return view.results.figures.at(view.region, period or view.period, code).amount


def _million(fen: int | None) -> float | None:
    return None if fen is None else fen / 1_000_000


def flow(view: View) -> Component:
    """Waterfall from the opening balance to the closing one."""
    say, numbers = view.say, view.numbers
    before = _amount(view, "fund_balance", periods.previous(view.period))
    income = [(q, _amount(view, q.code)) for q in INCOME]
    spent = [_amount(view, q.code) for q in EXPENDITURE]
    total = None if None in spent else sum(spent)
    balance = _amount(view, "fund_balance")
    steps = [
        charts.Step(label=say("fund.opening"), value=_million(before), value_text=numbers.wan(before), kind="total"),
        *(charts.Step(label=view.quantity(q.code), value=_million(a), value_text=numbers.wan(a)) for q, a in income),
        charts.Step(
            label=say("fund.spent"), value=None if total is None else -total / 1_000_000,
            value_text=numbers.wan(None if total is None else -total),
        ),
        *_difference(view, before, [a for _, a in income], total, balance),
        charts.Step(label=say("fund.closing"), value=_million(balance), value_text=numbers.wan(balance), kind="total"),
    ]  # fmt: skip
    execution = view.value("budget_execution_rate").exact if view.has("budget_execution_rate") else None
    (spent_text, balance_text), unit = numbers.moneys(total, balance)
    title = say(
        "fund.flow_message", spent=spent_text, execution=numbers.percent(execution), balance=balance_text, unit=unit
    )
    return figure(
        "fund-flow", title, say("fund.flow_subtitle", period=view.period_text()), svg=charts.waterfall(steps),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{s.label} {s.value_text}" for s in steps),
        source=view.source(*_FLOW),
    )  # fmt: skip


def _difference(view: View, before, income: list, total, balance) -> list[charts.Step]:
    """A step for what the account does not explain (listed among the data findings)."""
    if None in (before, total, balance, *income):
        return []
    gap = balance - (before + sum(income) - total)
    if not gap:
        return []
    text = view.numbers.signed(Fraction(gap, 1_000_000), 2)
    return [charts.Step(label=view.say("fund.difference"), value=gap / 1_000_000, value_text=text)]


def sources(view: View) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for paid, planned in zip(INCOME, PLANNED, strict=True):
        got, due = _amount(view, paid.code), _amount(view, planned.code)
        share = Fraction(got * 100, due) if got is not None and due else None
        rows.append(row(say(f"fund.{paid.code}"), numbers.wan(due), numbers.wan(got), numbers.decimal(share)))
    value = view.value("fund_arrival_rate") if view.has("fund_arrival_rate") else None
    if value:
        rows.append(
            row(say("table.total"), numbers.wan(value.denominator), numbers.wan(value.numerator),
                numbers.decimal(value.exact, 1, value.mark), role="total")
        )  # fmt: skip
    columns = [
        column(say("fund.by_level"), weight=3), number(say("fund.planned"), say("unit.wan_yuan")),
        number(say("fund.arrived"), say("unit.wan_yuan")), number(say("fund.arrival"), "%"),
    ]  # fmt: skip
    return noted(
        view,
        "fund-sources",
        say("fund.sources_table"),
        columns,
        rows,
        (),
        view.source(*(q.code for q in (*INCOME, *PLANNED))),
    )


def structure(view: View) -> list[Component]:
    """Shares of the items and the two tested shares; nothing to draw where nothing was spent."""
    say, numbers = view.say, view.numbers
    spent = [(q, _amount(view, q.code)) for q in EXPENDITURE]
    if any(amount is None for _, amount in spent):
        return []
    total = sum(amount for _, amount in spent)
    parts = []
    for quantity, amount in spent:
        share = Fraction(amount * 100, total) if total else None
        if amount:
            parts.append(
                charts.Part(
                    label=view.quantity(quantity.code).removesuffix("支出"),
                    value=float(amount) / 1_000_000,
                    value_text=numbers.percent(share),
                    tested=quantity.code in _PARTS_TESTED,
                )
            )
    tests, words = [], []
    for code in (c for c in _TESTED if view.has(c)):
        s = standing(view, code)
        if s.line is None:
            continue
        tests.append(
            charts.TestedShare(
                label=view.title(code),
                percent=None if s.value is None else float(s.value),
                percent_text=numbers.percent(s.value, s.mark),
                threshold=float(s.line),
                threshold_text=view.demand_text(s.target),
                state=s.state,
            )
        )
        words.append((s.state, view.title(code), numbers.percent(s.value, s.mark), view.demand_value(s.target)))
    bad = [w for w in words if w[0] == "missed"]
    told = bad or words
    title = say("list.semicolon").join(
        say("fund.share_missed" if w[0] == "missed" else "fund.share_met", title=w[1], value=w[2], line=w[3])
        for w in told
    )
    drawn = [p for p in parts if p.value > 0]
    if not drawn:
        return []
    if not told:
        most = max(drawn, key=lambda p: p.value)
        title = say("fund.structure_plain", title=most.label, value=most.value_text)
    made = figure(
        "fund-structure", title, say("fund.structure_subtitle", total=numbers.money(total)),
        svg=charts.structure(drawn, tests),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{p.label} {p.value_text}" for p in parts),
        notes=[*([say("fund.refund_note")] if any(p.value < 0 for p in parts) else []), *variants(view)],
        source=view.source(*(q.code for q in EXPENDITURE)),
    )  # fmt: skip
    return [made]


def spending(view: View) -> Component:
    """Spending by instrument with the persons it reached; per head where both are known."""
    say, numbers = view.say, view.numbers
    spent = [(q, _amount(view, q.code)) for q in EXPENDITURE]
    total = None if any(a is None for _, a in spent) else sum(a for _, a in spent)
    rows = []
    for quantity, amount in spent:
        code = quantity.code.replace("exp_", "persons_")
        counted = view.mapped(code)
        persons = _amount(view, code) if counted else None
        head = Fraction(amount, persons * 100) if amount is not None and persons else None
        share = Fraction(amount * 100, total) if amount is not None and total else None
        absent = "missing" if counted else "not_applicable"
        rows.append(
            row(view.quantity(quantity.code), numbers.wan(amount), numbers.decimal(share),
                numbers.count(persons, absent), numbers.decimal(head, 0, absent))
        )  # fmt: skip
    rows.append(
        row(say("table.total"), numbers.wan(total), numbers.decimal(Fraction(100) if total else None),
            numbers.mark("not_applicable"), numbers.mark("not_applicable"), role="total")
    )  # fmt: skip
    columns = [
        column(say("fund.instrument"), weight=3), number(say("fund.spent"), say("unit.wan_yuan")),
        number(say("fund.share"), "%"), number(say("fund.persons"), say("unit.persons")),
        number(say("fund.per_head"), say("unit.yuan_person")),
    ]  # fmt: skip
    return noted(
        view,
        "fund-spending",
        say("fund.spending_table"),
        columns,
        rows,
        (),
        view.source(*(q.code for q in EXPENDITURE)),
    )


def variants(view: View) -> list[str]:
    """The two tested shares in the readings of 总支出 that were not chosen."""
    say, numbers, told = view.say, view.numbers, []
    for code in (c for c in _TESTED if view.has(c)):
        indicator = view.results.indicator(code)
        chosen, _ = indicator.settle(view.study.choices)
        told += [
            say("fund.variant", title=view.title(code), reading=indicator.readings[name].words[view.language],
                share=numbers.percent(value.exact, value.mark), sides=both(view, value))
            for name in indicator.readings if name != chosen
            for value in [view.value(code, reading=name)]
        ]  # fmt: skip
    return [say("fund.variants_note", items=say("list.semicolon").join(told))] if told else []
