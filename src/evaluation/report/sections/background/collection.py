"""The round of a study's deliveries: of every unit what became of it, how late, how completely and how often."""

from __future__ import annotations

from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.round_state import RoundStanding, UnitStanding
from evaluation.view.coverage import figures_there, units
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def figures(view: View) -> str:
    """How many figures of the period are there of those that are due of the units of :func:`table`; empty of a study without a
    round."""
    mine = [figures_there(view)[unit.unit] for unit in units(view)]
    due, came = (view.numbers.count(sum(n)) for n in ((f.due for f in mine), (f.there for f in mine)))
    return view.say("round.figures_there", period=view.period_text(), due=due, there=came) if mine else ""


def table(view: View) -> list[Component]:
    """Every unit on the page of the whole, and a unit on its own; nothing of a study without a round."""
    standing, of = view.study.standing, units(view)
    if standing is None or not of:
        return []
    say, numbers = view.say, view.numbers
    there = figures_there(view)

    def cells(unit: UnitStanding) -> list[str]:
        figures = there[unit.unit]
        return [
            view.short(unit.unit),
            say(f"round.{unit.state}"),
            view.date(unit.due) if unit.due else say("round.nothing"),
            view.date(unit.received) if unit.received else say("round.nothing"),
            say("round.nothing") if unit.days_late is None else numbers.count(unit.days_late),
            Printed(numbers.count(figures.there), "/", numbers.count(figures.due)) if figures.due else say("round.nothing"),
            numbers.count(unit.revisions),
        ]

    columns = [
        column(say("column.region"), weight=2),
        column(say("round.state")),
        column(say("round.due")),
        column(say("round.came")),
        number(say("round.late"), say("round.days")),
        number(say("round.figures")),
        number(say("round.revisions"), say("round.times")),
    ]
    of_all = [_sums(view, standing), *_went_without(view, standing)] if view.is_overview else []
    notes = [say(f"round.is_{standing.state}"), *of_all, say("round.note")]
    return [table_with_notes(view, "round", say("round.table"), columns, [row(*cells(unit)) for unit in of], notes)]


def _sums(view: View, standing: RoundStanding) -> str:
    units = standing.units
    return view.say(
        "round.sums",
        units=digits(len(units)),
        came=digits(sum(unit.received is not None for unit in units)),
        late=digits(sum(bool(unit.days_late) for unit in units)),
        revised=digits(sum(bool(unit.revisions) for unit in units)),
    )


def _went_without(view: View, standing: RoundStanding) -> list[str]:
    """Which units the files were frozen without, and why, as was recorded then."""
    if standing.frozen is None or not standing.unconfirmed:
        return []
    units = view.say("list.comma").join(view.short(unit.unit) for unit in standing.unconfirmed)
    return [view.say("round.went_without", units=units, why=name_as("name", standing.frozen.note or ""))]
