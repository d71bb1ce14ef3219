"""Overview only: what drives the ranks (Sobol indices, each indicator left out), and how much the money could do (DEA)."""

from __future__ import annotations

from fractions import Fraction

from evaluation.based import carry
from evaluation.errors import NotInstalled, Refused
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import COUNT, Printed, digits, name_as
from evaluation.report.refusals import part_of, refusal_notice
from evaluation.report.section import Section
from evaluation.scores.efficiency.study import Efficiency
from evaluation.scores.uncertainty.drivers import OTHERS, Driver
from evaluation.scores.uncertainty.league import league, undrawn
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.standings import efficiency_of, league_of, study_efficiency, what_moves
from evaluation.view.view import View

_SHOWN = 10


def build(view: View) -> Component:
    """Both parts; the second says why when it cannot be made here."""
    say = view.say
    if not view.compares:
        return omission("drivers", view.sentence("omitted.one_region"))
    parts = [*ranks(view), *money(view)]
    return (
        section("drivers", [heading(1, say("drivers.title")), *parts])
        if parts
        else omission("drivers", view.sentence("omitted.drivers", "omitted.drivers_nobody"))
    )


def ranks(view: View) -> list[Component]:
    weights, why = view.study.weights, undrawn(view.results) or view.scored.unscored
    if weights and weights.uncertainty and why is not None:
        return [heading(2, view.say("drivers.ranks_title")), refusal_notice(view, why)]
    if league(view.results) is None:
        return []
    made: list[Component] = [heading(2, view.say("drivers.ranks_title"))]
    if league_of(view).asked.drivers:
        made += part_of(view, lambda: [sobol(view, *what_moves(view))])
    return [*made, leave_one_out(view)]


def sobol(view: View, found: list[Driver], times: int) -> Component:
    say, numbers = view.say, view.numbers
    shown = found[:_SHOWN]
    labels = {
        d.source: say(f"driver.{d.source}") if d.source in OTHERS else say("driver.weight", title=view.title(d.source))
        for d in found
    }

    def index(value: float) -> str:
        return numbers.decimal(Fraction(value), 2, figure="driver")

    def text(value: float, half: float) -> str:
        return Printed(index(value), " ± ", index(half))

    rows = [charts.DotRow(key=d.source, label=labels[d.source], value=max(d.total, 0.0), value_text=index(d.total)) for d in shown]
    asked = league_of(view).asked
    second = labels[shown[1].source] if len(shown) > 1 else ""
    title = view.sentence(
        "drivers.message",
        "drivers.message_none",
        first=labels[shown[0].source] if shown else "",
        total=index(shown[0].total) if shown else "",
        then=view.sentence("drivers.then", second=second),
    )
    twin = table_with_notes(
        view,
        "drivers-table",
        say("drivers.table"),
        [column(say("drivers.source")), number(say("drivers.first_order")), number(say("drivers.total_order"))],
        [row(labels[d.source], text(d.first, d.first_half), text(d.total, d.total_half)) for d in found],
        [say("drivers.table_note")],
    )
    return figure(
        "drivers",
        title,
        say("drivers.subtitle"),
        svg=charts.bars(rows),
        alt=view.alt(title, ((x.label, x.value_text) for x in rows)),
        notes=[say("drivers.note", rows=numbers.count(times, figure=COUNT), seed=digits(asked.seed))],
        table=twin,
    )


def leave_one_out(view: View) -> Component:
    """Which indicator alone moves most regions."""
    say, without = view.say, view.scored.without_each
    base = without[""]
    rows = []
    for code, found in without.items():
        if not code:
            continue
        shifts = {r: base[r] - rank for r, rank in found.items() if rank != base[r]}
        if not shifts:
            continue
        most = max(abs(s) for s in shifts.values())
        names = say("list.comma").join(view.short(r) for r, s in shifts.items() if abs(s) == most)
        rows.append((len(shifts), most, row(view.title(code), digits(len(shifts)), digits(most), names)))
    if not rows:
        return paragraph(view.sentence("drivers.left_out_none"))
    ordered = [r for _, _, r in sorted(rows, key=lambda x: (-x[0], -x[1]))]
    columns = [
        column(say("column.indicator"), weight=4),
        number(say("drivers.regions_moved"), say("unit.regions")),
        number(say("drivers.most"), say("unit.places")),
        column(say("drivers.who"), weight=5),
    ]
    return table_with_notes(view, "left-out", say("drivers.left_out_table"), columns, ordered, [say("drivers.left_out_note")])


def money(view: View) -> list[Component]:
    comparison = view.study.comparison
    if comparison is None or comparison.efficiency is None:
        return []
    say, asked = view.say, comparison.efficiency
    made: list[Component] = [heading(2, say("efficiency.title"))]
    try:
        found = study_efficiency(view)
    except NotInstalled:
        return [*made, notice("missing", say("efficiency.no_highspy"), None)]
    except Refused as error:
        return [*made, refusal_notice(view, error)]
    inputs = say("list.comma").join(view.text(w) for w in asked.inputs.values())
    outputs = say("list.comma").join(view.text(w) for w in asked.outputs.values())
    told = say(
        "efficiency.intro",
        inputs=inputs,
        outputs=outputs,
        returns=say(f"returns.{asked.returns}"),
        orientation=say(f"orientation.{asked.orientation}"),
        why=view.text(asked.why),
    )
    made.append(paragraph(told))
    titles = {**asked.inputs, **asked.outputs}
    region, quantity = found.apart or ("", "")
    apart = view.sentence(
        "efficiency.apart", region=view.short(region) if region else "", title=view.text(titles[quantity]) if quantity else ""
    )
    if apart:
        return [*made, notice("missing", apart, None)]
    few = view.sentence(
        "efficiency.few",
        count=digits(len(found.rows)),
        least=digits(found.least),
        inputs=digits(len(asked.inputs)),
        outputs=digits(len(asked.outputs)),
    )
    nobody = view.sentence("efficiency.nobody")
    made += [notice("warning", few)] if few else []
    return [*made, notice("missing", nobody, None) if nobody else _scores(view, found)]


def _scores(view: View, found: Efficiency) -> Component:
    say, numbers, asked = view.say, view.numbers, efficiency_of(view)
    quantities = view.catalogue.quantities
    used = [amount for x in found.rows.values() for amount in x.amounts.values()]

    def percent(value: float | None) -> str:
        return numbers.decimal(
            None if value is None else carry(Fraction(value) * 100, *used), 1, "not_applicable", "%", "efficiency"
        )

    rows = []
    for region, x in found.rows.items():
        peers = say("list.comma").join(view.short(p) for p in x.peers if p != region)
        interval = "" if x.low is None else Printed(percent(x.low), "–", percent(x.high))
        amounts = [numbers.cell(a, quantities[q].counts, figure="efficiency_amount") for q, a in x.amounts.items()]
        rows.append(
            row(
                view.short(region),
                *amounts,
                percent(x.score),
                "" if x.corrected is None else percent(x.corrected),
                interval,
                peers or say("efficiency.on_frontier"),
            )
        )
    titles = {**asked.inputs, **asked.outputs}
    columns = [
        column(say("column.region")),
        *(number(_title(view.text(w)), numbers.table_unit(quantities[q].counts)) for q, w in titles.items()),
        number(say("efficiency.score"), "%"),
        number(say("efficiency.corrected"), "%"),
        number(say("column.interval"), "%"),
        column(say("efficiency.peers"), weight=3),
    ]
    corrected = view.sentence(
        "efficiency.not_corrected", "efficiency.drawn", draws=numbers.count(asked.draws, figure=COUNT), seed=digits(asked.seed)
    )
    notes = [say("efficiency.note"), *([corrected] if corrected else [])]
    notes += [
        view.sentence("efficiency.left_out", of=(r, q), region=view.short(r), title=view.text(titles[q])) for r, q in found.left_out
    ]
    return table_with_notes(view, "efficiency", say("efficiency.table"), columns, rows, notes)


def _title(text: str) -> str:
    return name_as("name", text[0].upper() + text[1:])


SECTION = Section(build=build, made_from=("weights.yml", "comparison.yml"))
