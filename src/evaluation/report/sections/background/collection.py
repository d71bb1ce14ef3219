"""The round of a study's deliveries: of every unit what became of it, how late, how completely and how often."""

from __future__ import annotations

from evaluation.data.completeness import completeness
from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.round_state import RoundStanding, UnitStanding
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def table(view: View) -> list[Component]:
    """Of the overview alone, and of a study that has a round."""
    standing = view.study.standing
    if standing is None or not view.is_overview:
        return []
    say, numbers = view.say, view.numbers
    there = completeness(view.results.delivery, view.study, view.period)

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
    units = standing.units
    notes = [
        say(f"round.is_{standing.state}"),
        say(
            "round.sums",
            units=digits(len(units)),
            came=digits(sum(unit.received is not None for unit in units)),
            late=digits(sum(bool(unit.days_late) for unit in units)),
            revised=digits(sum(bool(unit.revisions) for unit in units)),
        ),
        *_went_without(view, standing),
        say("round.note"),
    ]
    return [table_with_notes(view, "round", say("round.table"), columns, [row(*cells(unit)) for unit in units], notes)]


def _went_without(view: View, standing: RoundStanding) -> list[str]:
    """Which units the files were frozen without, and why, as was recorded then."""
    if standing.frozen is None or not standing.unconfirmed:
        return []
    units = view.say("list.comma").join(view.short(unit.unit) for unit in standing.unconfirmed)
    return [view.say("round.went_without", units=units, why=name_as("name", standing.frozen.note or ""))]
