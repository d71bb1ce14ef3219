"""Assistance in a study whose document is not about it: the roll of targets and families as the tables report them."""

from __future__ import annotations

from evaluation.catalogue.span import Covers
from evaluation.packs.employment.sections.assistance.targets import targets
from evaluation.render.component import Component, column, heading, omission, row, section
from evaluation.report.parts.empty import nothing
from evaluation.view import spans
from evaluation.view.keyed import key
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.view import View
from evaluation.view.wholes import sum_note

_ROLL = (
    "assist_certified",
    "assist_reunemployed",
    "assist_employed",
    "assist_exited",
    "assist_unemployed",
    "assist_employed_stock",
)
_FAMILIES = ("zerofam_recognised", "zerofam_due", "zerofam_solved")


def build(view: View) -> Component:
    """Omitted where no table reports the roll."""
    say = view.say
    if not view.mapped(*_ROLL):
        return omission("assistance", view.sentence("omitted.assistance", of=_ROLL))
    parts = [heading(1, say("assistance.title"))]
    none = nothing(view, (), _ROLL)
    if none:
        return section("assistance", [*parts, none])
    return section("assistance", [*parts, *targets(view), quarters(view)])


def quarters(view: View) -> Component:
    """The roll and the families part by part of the year; what flows added up from the year's start."""
    say, numbers = view.say, view.numbers
    figures, when = view.results.figures, view.period.to_date(view.results.grain)
    rows = []
    for name, codes in (("roll", _ROLL), ("families", _FAMILIES)):
        mine = [c for c in codes if view.mapped(c)]
        if mine:
            rows.append(row(say(f"family.{name}"), role="group"))
        for code in mine:
            cells = [figures.at(view.region, q, code) for q in when]
            whole = figures.to_date(view.region, view.period, code)
            unit = numbers.unit(view.catalogue.quantities[code].counts)
            rows.append(
                row(
                    name_with_unit(view, view.quantity(code), unit),
                    *(
                        numbers.count(f.amount, f.mark, figure=key(view, "quantity", code, months=q.months)) + sum_note(view, f)
                        for q, f in zip(when, cells, strict=True)
                    ),
                    numbers.count(whole.amount, whole.mark, figure=key(view, "quantity", code, months=view.period.so_far))
                    + sum_note(view, whole),
                )
            )
    columns = [
        column(say("column.item"), weight=4),
        *(number(say.part(q)) for q in when),
        number(spans.name(view, Covers.TO_DATE) or view.period_text()),
    ]
    return table_with_notes(
        view,
        "assistance-quarters",
        say("assistance.roll_table"),
        columns,
        rows,
        [say("assistance.roll_note")],
        view.source(*_ROLL, *_FAMILIES),
    )
