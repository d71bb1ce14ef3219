"""Facts about the round of a study's deliveries."""

from __future__ import annotations

from evaluation.view.coverage import figures_there, units
from evaluation.view.view import View


def some_unit_has_not_delivered(view: View) -> bool:
    """By the record of the round nothing came from this unit, or on the page of the whole from some unit."""
    return any(unit.received is None for unit in units(view))


def some_unit_delivered_late(view: View) -> bool:
    """The first delivery of this unit, or of some unit on the page of the whole, came after the day it was due."""
    return any(unit.days_late for unit in units(view))


def some_unit_delivered_in_part(view: View) -> bool:
    """This unit, or some unit on the page of the whole, delivered less figures than are due."""
    came = [unit.unit for unit in units(view) if unit.received is not None]
    return bool(came) and any(found.there < found.due for found in map(figures_there(view).__getitem__, came))


def some_unit_delivered_after_the_freeze(view: View) -> bool:
    """This unit, or some unit on the page of the whole, delivered something else after the files were first frozen."""
    return any(unit.after_freeze for unit in units(view))


def files_changed_since_the_freeze(view: View) -> bool:
    """Files are not as they were frozen."""
    return view.study.standing is not None and view.study.standing.state == "changed"
