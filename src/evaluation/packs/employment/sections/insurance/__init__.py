"""The unemployment insurance fund."""

from __future__ import annotations

from evaluation.catalogue.model import Dimension
from evaluation.measured.figure import Figure
from evaluation.packs.employment.sections.insurance.recipients import recipients
from evaluation.render.component import Component, column, heading, omission, row, section
from evaluation.render.printed import digits
from evaluation.report.parts.dots import against_others
from evaluation.report.parts.empty import nothing
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.view import spans
from evaluation.view.keyed import key
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View

_FLOWS = (
    "ui_insured",
    "ui_recipients",
    "ui_new_recipients",
    "ui_ended",
    "ui_reemployed",
    "ui_premium_due",
    "ui_premium",
    "ui_income",
    "ui_outlay",
    "ui_balance",
)


def build(view: View) -> Component:
    say = view.say
    codes = [i.code for i in view.of(Dimension.INSURANCE)]
    if not codes:
        return omission("insurance", view.sentence("omitted.insurance", of="insurance"))
    parts = [heading(1, say("insurance.title"))]
    none = nothing(view, codes, _FLOWS)
    if none:
        return section("insurance", [*parts, none])
    parts += [*([amounts(view)] if view.mapped(*_FLOWS) else []), *recipients(view)]
    parts.append(
        rates(view, "insurance-rates", say("insurance.rates_table"), codes, (), view.catalogue.pages.families.get("insurance"))
    )
    # a study about insurance draws its headline indicators; for the others the reserve says most
    shown = [c for c in view.study.file.headline if c in codes] or view.catalogue.role("charted")
    parts += [chart for c in shown if c in codes for chart in against_others(view, c)]
    return section("insurance", parts)


def amounts(view: View) -> Component:
    """What the table delivers from the year's start, and stocks as they stand: this region and the whole."""
    say, numbers = view.say, view.numbers
    rows, notes = [], []
    partial: dict[int, list[str]] = {}
    for code in (c for c in _FLOWS if view.mapped(c)):
        quantity = view.catalogue.quantities[code]
        mine = view.results.figures.to_date(view.region, view.period, code)
        whole = view.results.figures.to_date(view.top, view.period, code)

        def text(figure: Figure, region: str, code: str = code, counts: str = quantity.counts) -> str:
            return numbers.cell(figure.amount, counts, figure.mark, key(view, "sum", code, region, months=view.period.so_far))

        unit = numbers.table_unit(quantity.counts)
        covers = spans.name(view, spans.of_quantity(quantity))
        cells = [
            name_with_unit(view, view.quantity(code), unit),
            covers,
            text(mine, view.region),
            *([] if view.is_overview else [text(whole, view.top)]),
        ]
        rows.append(row(*cells))
        notes.append(view.sentence("insurance.below_precision", of=code, title=view.quantity(code)))
        if whole.amount is not None and whole.regions < len(view.results.regions):
            partial.setdefault(whole.regions, []).append(code)
    notes += [
        view.sentence(
            "insurance.partial",
            of=tuple(some),
            titles=say("list.comma").join(map(view.quantity, some)),
            whole=view.name(view.top),
            regions=digits(n),
            count=digits(len(view.results.regions)),
        )
        for n, some in sorted(partial.items(), reverse=True)
    ]
    columns = [
        column(say("column.item"), weight=3),
        column(say("column.span")),
        number(view.short(view.region)),
        *([] if view.is_overview else [number(view.short(view.top))]),
    ]
    return table_with_notes(
        view, "insurance-amounts", say("insurance.amounts_table"), columns, rows, list(filter(None, notes)), view.source(*_FLOWS)
    )


SECTION = Section(build=build, shows=("insurance",))
