"""Absolute demands of a study's document, worked out by hand: which bind it, their lines, and the cases that break them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from shipped import SHIPPED

from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Indicator

if TYPE_CHECKING:
    from tests.studies.plain import Figure, Plain

BESIDE: dict[str, Indicator] = {d.code: d.indicator for d in SHIPPED.duties.values() if d.code == d.indicator.code}
"""Numbers of cases, which are judged and are no indicators of the catalogue."""


def of(study: Plain) -> dict[str, Duty]:
    """Those of the document that the study evaluates and does not lift, by the indicator each judges."""
    prefix, lifted = study.study.get("policy", {}).get("prefix", ""), study.study.get("duties", {}).get("lift", {})
    mine = (d for d in SHIPPED.duties.values() if prefix and d.clause.startswith(f"{prefix}-") and d.code not in lifted)
    return {d.indicator.code: d for d in mine}


def line(study: Plain, duty: Duty, period: str, typed: dict[str, str] | None) -> dict[str, str] | None:
    """The line that judges: the ``typed`` one where it was issued and asks for as much, else the duty's own from the year of its
    day on; no other one for a part of the year."""
    own = own_line(study, duty, period[:4])
    if own is None:
        return typed
    issued = typed is not None and typed["status"] == "issued"
    return typed if typed is not None and issued and is_as_strict(typed, own) else own if period == period[:4] else None


def own_line(study: Plain, duty: Duty, year: str) -> dict[str, str] | None:
    """The duty's own line, from the year of its day on."""
    due = study.years.drawn(duty.due.isoformat()) if duty.due else ""
    if due[:4] > year:
        return None
    unit = next(iter(duty.indicator.readings.values())).unit
    written = {"percent": "%", "permille": "‰"}.get(unit.form, unit.top)
    own = {"item": duty.indicator.code, "region": "each", "period": year, "demand": duty.demand, "value": str(duty.value)}
    return own | {"unit": written, "status": "issued", "source": duty.clause, "in_force": "", "due": due if due[:4] == year else ""}


def is_as_strict(typed: dict[str, str], own: dict[str, str]) -> bool:
    """Whether what meets the typed line meets the other."""
    try:
        mine, least = Fraction(typed["value"]), Fraction(own["value"])
    except ValueError:  # a mark: none is set here
        return False
    if own["demand"] == "equal":
        return mine == least and typed["demand"] in ({"equal", "at_least"} if least == 100 else {"equal"})
    enough = mine >= least if own["demand"] == "at_least" else mine <= least
    return enough and typed["demand"] in (own["demand"], "equal")


def broken(study: Plain, duty: Duty, region: str, what: str) -> Figure | None:
    """``what`` breaks it, cases or money; None where nothing counts it."""
    code = duty.indicator.code
    reading = study.reading(code)
    part = getattr(duty, what)
    if part is not None:
        return study.sum_of(code, reading, part, region)
    money = reading.numerator.counts == "money"
    if duty.derived and money == (what == "money"):
        return study.lacking(code, reading, region)
    return None
