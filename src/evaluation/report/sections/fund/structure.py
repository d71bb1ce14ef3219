"""What the money was spent on: shares of the items, and the two shares that a line is drawn for."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.model import Dimension, Quantity
from evaluation.render import charts
from evaluation.render.component import Component, figure
from evaluation.render.printed import name_as
from evaluation.report.sections.fund.amounts import all_spent, at
from evaluation.view import judged, spans
from evaluation.view.judgements import standing
from evaluation.view.page_tables import both
from evaluation.view.view import View
from evaluation.view.wholes import sum_note


def structure(view: View) -> list[Component]:
    """Shares of the items and the two tested shares; nothing to draw where nothing was spent."""
    say, numbers = view.say, view.numbers
    if all_spent(view).amount is None:
        return []
    shares = shares_of_spending(view)
    parts_tested = {q for code in shares for q in shares[code]}
    spent = [(q, amount) for q in view.fund.spending.of if (amount := at(view, q.code).amount) is not None]
    total = sum(amount for _, amount in spent)
    parts = []
    for quantity, amount in spent:
        share = Fraction(amount * 100, total) if total else None
        if amount:
            parts.append(
                charts.SharePart(
                    label=name_as("name", view.quantity(quantity.code).removesuffix("支出")),
                    value=float(amount) / view.study.counts.table_base,
                    value_text=numbers.percent(share),
                    tested=quantity in parts_tested,
                )
            )
    drawn = [p for p in parts if p.value is not None and p.value > 0]
    if not drawn:
        return []
    tested = [c for c in shares if standing(view, c).line is not None]
    largest = max(p.value or 0 for p in drawn)
    most = [p for p in drawn if p.value == largest]
    told = [
        view.sentence(
            "fund.share_missed",
            "fund.share_met",
            of=c,
            title=view.title(c),
            value=judged.text(view, standing(view, c)),
            line=view.demand_value(standing(view, c).target),
        )
        for c in tested
    ]
    told.append(
        view.sentence(
            "fund.structure_plain", of=tuple(tested), title=say("list.comma").join(p.label for p in most), value=most[0].value_text
        )
    )
    title = say("list.semicolon").join(filter(None, told))
    subtitle = say("fund.structure_subtitle", total=numbers.money(total) + sum_note(view, all_spent(view)))
    subtitle += view.sentence("fund.structure_tested", of=tuple(tested))
    tests, refunds = [t for c in tested if (t := _test(view, c)) is not None], view.sentence("fund.refund_note")
    made = figure(
        "fund-structure",
        title,
        subtitle,
        svg=charts.structure(drawn, tests),
        alt=view.alt(title, ((p.label, p.value_text) for p in parts)),
        notes=[*spans.note(view), *filter(None, [refunds]), *variants(view)],
        source=view.source(*(q.code for q in view.fund.spending.of)),
    )
    return [made]


def _test(view: View, code: str) -> charts.TestedShare | None:
    s = standing(view, code)
    if s.line is None:
        return None
    return charts.TestedShare(
        label=view.title(code),
        percent=None if s.value is None else float(s.value),
        percent_text=judged.text(view, s),
        threshold=float(s.line),
        threshold_text=view.demand_text(s.target),
        state=s.state,
    )


def shares_of_spending(view: View) -> dict[str, tuple[Quantity, ...]]:
    """The study's indicators that set items of spending against spending, with these items."""
    items, found = set(view.fund.spending.of), {}
    for indicator in view.of(Dimension.FUND_USE):
        reading = indicator.settle(view.study.choices)[1]
        sides = [{t.quantity for t in side.terms} if side else set() for side in (reading.numerator, reading.denominator)]
        if sides[1] and sides[0] < items and sides[1] <= items:
            found[indicator.code] = tuple(t.quantity for t in reading.numerator.terms)
    return found


def variants(view: View) -> list[str]:
    """Shares of spending in the readings of 总支出 that were not chosen."""
    say, numbers, told = view.say, view.numbers, []
    shares = shares_of_spending(view)
    for code in shares:
        indicator = view.results.indicator_named(code)
        chosen, _ = indicator.settle(view.study.choices)
        told += [
            say(
                "fund.variant",
                title=view.title(code),
                reading=view.reading_name(indicator.readings[name]),
                share=numbers.percent(value.exact, value.mark),
                sides=both(view, value),
                unit=numbers.money_unit,
            )
            for name in indicator.readings
            if name != chosen
            for value in [view.value(code, reading=name)]
        ]
    note = view.sentence("fund.variants_note", of=tuple(shares), items=say("list.semicolon").join(told))
    return [note] if note else []
