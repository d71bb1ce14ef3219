"""What the first page says of the round of its deliveries: who has not delivered, who was late, what came in part, and what changed
since the files were frozen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.round_state import UnitStanding
from evaluation.view.coverage import figures_there, units
from evaluation.view.view import View

_MOST = 8  # that are named


def sentences(view: View) -> Iterator[str]:
    """Each that holds; none of a study without a round."""
    standing = view.study.standing
    if standing is None:
        return
    mine, numbers = units(view), view.numbers
    there = figures_there(view)

    def part(unit: UnitStanding) -> str:
        figures = there[unit.unit]
        return Printed(view.short(unit.unit), " ", numbers.count(figures.there), "/", numbers.count(figures.due))

    missing = [view.short(unit.unit) for unit in mine if unit.received is None]
    late = [view.say("conclusion.late_unit", unit=view.short(u.unit), days=numbers.count(u.days_late)) for u in mine if u.days_late]
    partly = [part(u) for u in mine if u.received is not None and there[u.unit].there < there[u.unit].due]
    again = [view.short(unit.unit) for unit in mine if unit.after_freeze]
    names = [name_as("file", spell(PurePosixPath(file.name).name)) for file in standing.changed]
    told = [
        view.sentence("conclusion.not_delivered", count=digits(len(missing)), units=_list_names(view, missing)),
        view.sentence("conclusion.delivered_late", units=_list_names(view, late)),
        view.sentence("conclusion.delivered_in_part", units=_list_names(view, partly)),
        view.sentence("conclusion.delivered_again", units=_list_names(view, again)),
        view.sentence("conclusion.changed_since_frozen", files=_list_names(view, names)),
    ]
    text = view.join([sentence for sentence in told if sentence])
    if text:
        yield text


def _list_names(view: View, names: list[str]) -> str:
    more = view.say("list.more", count=digits(len(names) - _MOST)) if len(names) > _MOST else ""
    return view.say("list.comma").join(names[:_MOST]) + more
